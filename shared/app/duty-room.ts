/** What whoever takes over the watch has to know: each open emergency, what was last heard, what is owed next. */
import { RECIPIENT_NAMES, RECIPIENTS, sayUpdate } from '../domain/matters/emergency.ts';
import type { OpinionEvent } from '../domain/matters/opinion-event.ts';
import type { Instant } from '../domain/time/instant.ts';
import { sayDateTime } from '../domain/time/wording.ts';
import type { StoreReader } from '../ports/store.ts';
import type { District } from './district.ts';
import { openEmergencies } from './hand-over-watch.ts';

export interface WatchEntry {
  readonly event: string;
  readonly severity: OpinionEvent['severity'];
  readonly reportedAt: Instant;
  /** 首报, 续报二 …, and when it came. */
  readonly last: { readonly what: string; readonly at: Instant };
  /** The recipients that have had no upward report yet, as officials name them. */
  readonly notReported: readonly string[];
  readonly instructions: readonly { readonly by: string; readonly text: string; readonly at: Instant }[];
  /** Open duties, the next limit first. */
  readonly owed: readonly {
    readonly duty: string;
    readonly title: string;
    readonly owedBy: string;
    readonly dueAt: Instant;
    readonly past: boolean;
  }[];
  readonly watches: readonly { readonly from: string; readonly to: string; readonly at: Instant }[];
}

export interface WatchList {
  readonly district: string;
  readonly at: Instant;
  readonly entries: readonly WatchEntry[];
}

/** The list for the hand-over of the duty room, in the order of the reports. */
export async function watchList(
  reader: Pick<StoreReader, 'view' | 'getMany'>,
  district: District,
  now: Instant,
): Promise<WatchList> {
  const open = await openEmergencies(reader, district.id);
  const entries = open.map(({ event, duties }): WatchEntry => {
    const owed = duties
      .filter(({ plan }) => plan.subject.per !== 'watch')
      .toSorted((a, b) => (a.plan.dueAt < b.plan.dueAt ? -1 : 1))
      .map(({ plan: { id, title, owedBy, dueAt } }) => ({
        duty: id,
        title,
        owedBy,
        dueAt,
        past: dueAt <= now,
      }));
    return { ...knownOf(event), owed };
  });
  return { district: district.directory.name, at: now, entries };
}

function knownOf(event: OpinionEvent): Omit<WatchEntry, 'owed'> {
  const { id, severity, reportedAt, emergency } = event;
  const update = emergency?.updates.at(-1);
  const last = update
    ? { what: sayUpdate(update.number), at: update.submission.done.latest ?? update.submission.recordedAt }
    : { what: '接报', at: reportedAt };
  const upward = emergency?.upward ?? [];
  const notReported = RECIPIENTS.filter((to) => !upward.some((one) => one.to === to));
  return {
    event: id,
    severity,
    reportedAt,
    last,
    notReported: notReported.map((to) => RECIPIENT_NAMES[to]),
    instructions: emergency?.instructions ?? [],
    watches: (emergency?.watches ?? []).map(({ from, to, submission }) => ({
      from,
      to,
      at: submission.done.latest ?? submission.recordedAt,
    })),
  };
}

/** The list as it is printed and signed; units and posts are named by `name`. */
export function sayWatchList(
  { district, at, entries }: WatchList,
  zone: string,
  name: (unitOrPost: string) => string,
): string {
  const when = (instant: Instant) => sayDateTime(instant, zone);
  const events = entries.flatMap((entry, index) => [
    `${index + 1}. 事件${entry.event}（${entry.severity}）　${when(entry.reportedAt)}接报；最近${entry.last.what}${when(entry.last.at)}`,
    ...(entry.notReported.length === 0 ? [] : [`   尚未上报：${entry.notReported.join('、')}`]),
    ...entry.instructions.map(({ by, text, at: given }) => `   批示（${name(by)}，${when(given)}）：${text}`),
    ...entry.owed.map(
      ({ title, owedBy, dueAt, past }) =>
        `   待办：${title}（${name(owedBy)}），${when(dueAt)}${past ? '，时限已到' : ''}`,
    ),
    '   接班人签收：＿＿＿＿＿＿',
  ]);
  const body = entries.length === 0 ? ['没有未结的紧急突发事件。'] : events;
  return [
    `${district}总值班室值班交接单`,
    `清单时间：${when(at)}`,
    '',
    ...body,
    '',
    '交班人：＿＿＿＿＿＿　接班人：＿＿＿＿＿＿　带班领导：＿＿＿＿＿＿　时间：＿＿＿＿＿＿',
    '',
  ].join('\n');
}
