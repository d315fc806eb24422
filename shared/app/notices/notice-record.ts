/** How a notice stands in the store while it is on its way: ready, claimed, held, postponed, dropped, failed. */
import type { Shadow } from '../../domain/notices/draft.ts';
import { NOT_TRIED, type Notice, type NoticeFacts, type Tries } from '../../domain/notices/notice.ts';
import type { Delivery } from '../../domain/routing/recipients.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Change, Row } from '../../ports/store.ts';
import { entriesFor, noticeContent } from '../rows.ts';

/** A notice that is to go out now, and to whom. */
export interface Ready {
  readonly row: Row;
  readonly notice: Notice;
  readonly deliveries: readonly Delivery[];
  readonly reason: string;
  /** The office gets it in their place: its rule is in shadow. */
  readonly shadow?: Shadow;
}

export interface Claimed extends Ready {
  /** The version after the claim. */
  readonly version: number;
}

/** The same row with another state or another moment. */
export function rewrite(row: Row, notice: Notice, due: Instant | null): Change {
  return {
    district: row.district,
    puts: [{ key: row, content: noticeContent(notice, due), expected: row.version }],
    entries: [],
  };
}

/** Waits for a better moment, which begins anew what counts as late; `capped` when the person has had enough for the hour. */
export function hold(row: Row, notice: Notice, until: Instant, why: Pick<Tries, 'capped'> = {}): Change {
  const { since: _since, ...tries } = triesOf(notice.state);
  return rewrite(row, { facts: notice.facts, state: { status: 'waiting', ...tries, ...why } }, until);
}

/** Waits although it might go, for somebody or something else; what it has waited already counts. */
export function postpone(row: Row, notice: Notice, until: Instant, tries: Partial<Tries> = {}): Change {
  const state = { status: 'waiting', ...triesOf(notice.state), ...tries } as const;
  return rewrite(row, { facts: notice.facts, state }, until);
}

/**
 * The notice with the moment from which it might have gone. One whose claim has run out was perhaps sent by whoever
 * claimed it and died.
 */
export function waitingSince(row: Row, { facts, state }: Notice): Notice {
  const tries = triesOf(state);
  const since = tries.since ?? row.due?.at;
  const known = { ...tries, ...(since === undefined ? {} : { since }) };
  const unsure = state.status === 'claimed' ? ({ unsure: true } as const) : {};
  return { facts, state: { status: 'waiting', ...known, ...unsure } };
}

/** Not sent, and why; stands in the ledger. */
export function drop(row: Row, notice: Notice, reason: string, now: Instant): Change {
  const next: Notice = { facts: notice.facts, state: { status: 'dropped', at: now, reason } };
  return final(row, next, 'notice.dropped', { reason }, row.version, now, triesOf(notice.state).seq);
}

/** Nobody could be reached; stands in the ledger. */
export function fail(row: Row, notice: Notice, reason: string, now: Instant): Change {
  const next: Notice = { facts: notice.facts, state: { status: 'failed', at: now, reason } };
  return final(row, next, 'notice.failed', { reason }, row.version, now, triesOf(notice.state).seq);
}

export function final(
  row: Row,
  notice: Notice,
  type: string,
  said: Readonly<Record<string, unknown>>,
  version: number,
  now: Instant,
  seq: number,
): Change {
  const { facts } = notice;
  const { duty, rung, post } = facts;
  return {
    district: row.district,
    puts: [{ key: row, content: noticeContent(notice, null), expected: version }],
    entries: entriesFor(base(row, facts, now), seq, [
      { type, duty, rung, post, ...said } as { type: string },
    ]),
  };
}

export function base(row: Row, facts: NoticeFacts, now: Instant) {
  return {
    district: row.district,
    matter: facts.matter,
    stream: `notice/${facts.id}`,
    actor: 'system',
    recordedAt: now,
  };
}

/** Nobody else sends it until the lease is over. */
export function claimedNotice(notice: Notice, leaseUntil: Instant): Notice {
  return { facts: notice.facts, state: { status: 'claimed', leaseUntil, ...triesOf(notice.state) } };
}

/** What has been tried for a notice that is not finished. */
export function triesOf(state: Notice['state']): Tries {
  if (state.status !== 'waiting' && state.status !== 'claimed') return NOT_TRIED;
  if (state.status === 'waiting') {
    const { status: _status, ...tries } = state;
    return tries;
  }
  const { status: _status, leaseUntil: _lease, ...tries } = state;
  return tries;
}
