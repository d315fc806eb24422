/** Delivers the notices that a nudge names, with whatever else their posts are to get for the same moments. */
import type { Instant } from '../../domain/time/instant.ts';
import type { Row } from '../../ports/store.ts';
import type { Engine } from '../engine.ts';
import { noticeOf } from '../rows.ts';
import { deliver } from './deliver.ts';

export interface Delivered {
  readonly sent: number;
  readonly retried: number;
  readonly abandoned: number;
}

/** One post never gets more than this for one moment. */
const MOST_TOGETHER = 500;

/** Does nothing for notices that have been dealt with, are claimed by somebody else, or are not yet due. */
export async function deliverNudged(
  engine: Engine,
  { district: id, notices }: { readonly district: string; readonly notices: readonly string[] },
  now: Instant,
): Promise<Delivered> {
  const prefixes = [...new Set(notices.map(postAndMoment))];
  const rows = (await Promise.all(prefixes.map((prefix) => together(engine, id, prefix)))).flat();
  const due = rows.filter((row) => row.due !== null && row.due.at <= now);
  if (due.length === 0) return { sent: 0, retried: 0, abandoned: 0 };
  const sent = await deliver(engine, await engine.districts.open(id), due, now);
  const after = await engine.store.getMany(due);
  const count = (status: string) =>
    after.filter((row) => row && noticeOf(row).state.status === status).length;
  return { sent, retried: count('waiting'), abandoned: count('failed') };
}

/** Ids begin with the post and the moment, POST~INSTANT~DUTY~RUNG. */
function postAndMoment(notice: string): string {
  return `${notice.split('~', 2).join('~')}~`;
}

function together(engine: Engine, district: string, prefix: string): Promise<Row[]> {
  return engine.store.list({ district, kind: 'notice', prefix, limit: MOST_TOGETHER });
}
