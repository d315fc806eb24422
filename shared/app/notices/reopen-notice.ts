/** A notice whose message reached nobody waits to be sent again, together with those that had been merged into it. */

import { handedOn } from '../../domain/notices/hand-on.ts';
import type { Notice } from '../../domain/notices/notice.ts';
import { NOT_TRIED } from '../../domain/notices/notice.ts';
import { type ReachGround, triesAfterUnreached } from '../../domain/notices/unreached.ts';
import { textSetting } from '../../domain/rules/settings.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Change, Row, StoreReader } from '../../ports/store.ts';
import type { District } from '../district.ts';
import { entriesFor, keyOf, noticeContent, noticeOf } from '../rows.ts';
import { entriesOf, type Message } from './find-message.ts';

/** A store takes at most a hundred parts in one change; each notice is a row and an entry. */
const MOST_AT_ONCE = 40;

/** One change with the message itself; `before` is what does not fit into it, and may be written twice without harm. */
export interface Reopened extends Pick<Change, 'puts' | 'entries'> {
  readonly before: readonly Change[];
}

/** The rows to write, due at once, and the entries of those that were merged; the entry of the message itself is the caller's. */
export async function reopen(
  reader: StoreReader,
  district: District,
  message: Message,
  now: Instant,
): Promise<Reopened> {
  const { row, notice, state, copy, seq } = message;
  const tries = triesAfterUnreached(notice.facts, state, copy, seq, groundOf(district, now));
  const next: Notice = { facts: notice.facts, state: { status: 'waiting', ...tries } };
  const own = { key: row, content: noticeContent(next, now), expected: row.version };
  const merged = await mergedInto(reader, message);
  const others = await Promise.all(merged.map((one) => reopenMerged(reader, one, message, district, now)));
  const together = others.slice(0, MOST_AT_ONCE);
  return {
    puts: [own, ...together.flatMap(({ puts }) => puts)],
    entries: together.flatMap(({ entries }) => entries),
    before: others.slice(MOST_AT_ONCE).map((one) => ({ district: district.id, ...one })),
  };
}

function groundOf({ roster, settings }: District, now: Instant): ReachGround {
  const direct = textSetting(settings, 'leader.delivery') === 'direct';
  return { roster, leaders: direct ? 'direct' : 'via-liaison', now };
}

/** What the message said besides its own would be lost: its notices are found through the ledgers of their matters. */
async function mergedInto(reader: StoreReader, { notice, copy }: Message): Promise<Row[]> {
  const { district, id } = notice.facts;
  const matters = [...new Set(copy.duties.map((duty) => duty.split('/')[0] ?? duty))];
  const ledgers = await Promise.all(matters.map((matter) => reader.ledger({ district, matter })));
  const ids = ledgers.flat().flatMap(({ type, stream, body }) => {
    const into = (body as { readonly into?: unknown } | null)?.into;
    return type === 'notice.merged' && into === id ? [stream.slice('notice/'.length)] : [];
  });
  const keys = [...new Set(ids)].map((one) => keyOf(district, 'notice', one));
  const rows = await reader.getMany(keys);
  return rows.flatMap((row) => {
    if (row === null) return [];
    const { state } = noticeOf(row);
    return state.status === 'merged' && state.into === id ? [row] : [];
  });
}

async function reopenMerged(
  reader: StoreReader,
  row: Row,
  { copy, state }: Message,
  { directory }: District,
  now: Instant,
): Promise<Pick<Change, 'puts' | 'entries'>> {
  const notice = noticeOf(row);
  const { facts } = notice;
  const seq = await entriesOf(reader, notice);
  const tries = handedOn({ ...NOT_TRIED, released: true, seq, since: state.at }, copy, directory);
  const next: Notice = { facts, state: { status: 'waiting', ...tries } };
  const base = {
    district: row.district,
    matter: facts.matter,
    stream: `notice/${facts.id}`,
    actor: 'system',
    recordedAt: now,
  };
  const { duty, rung, post } = facts;
  const event = { type: 'notice.handed-on', duty, rung, post, reason: '所并入的消息未送达' };
  return {
    puts: [{ key: row, content: noticeContent(next, now), expected: row.version }],
    entries: entriesFor(base, seq, [event]),
  };
}
