/** What came of a notice, each as one atomic change: sent, merged, dropped, tried again, handed on, failed. */
import type { Shadow } from '../domain/notices/draft.ts';
import { handedOn } from '../domain/notices/hand-on.ts';
import type { Group } from '../domain/notices/merge.ts';
import {
  NOT_TRIED,
  type Notice,
  type NoticeFacts,
  type SentCopy,
  type Tries,
} from '../domain/notices/notice.ts';
import { giveUp, retryAfter } from '../domain/notices/retry.ts';
import type { Delivery } from '../domain/routing/recipients.ts';
import { addSeconds, type Instant } from '../domain/time/instant.ts';
import type { SendOutcome } from '../ports/channel.ts';
import type { Change, Row } from '../ports/store.ts';
import type { District } from './district.ts';
import { entriesFor, noticeContent } from './rows.ts';

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

/** What a channel said to one message. */
export interface Outcome {
  readonly group: Group;
  readonly text: string;
  readonly outcome: SendOutcome;
}

/** The same row with another state or another moment. */
export function rewrite(row: Row, notice: Notice, due: Instant | null): Change {
  return {
    district: row.district,
    puts: [{ key: row, content: noticeContent(notice, due), expected: row.version }],
    entries: [],
  };
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

function final(
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

function base(row: Row, facts: NoticeFacts, now: Instant) {
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

/** One change for each notice: sent, merged into the first of its message, tried again later, or given up. */
export function record(
  claimed: readonly Claimed[],
  outcomes: readonly Outcome[],
  district: District,
  now: Instant,
): Change[] {
  return claimed.map((one) => {
    const own = outcomes.filter(({ group: sent }) =>
      sent.notices.some(({ facts }) => facts.id === one.notice.facts.id),
    );
    const sent = own.filter(({ outcome }) => outcome.outcome === 'sent');
    if (sent.length === 0) return notSent(one, own, district, now);
    const carrying = sent.filter(({ group: { first } }) => first.facts.id === one.notice.facts.id);
    const [elsewhere] = sent;
    if (carrying.length === 0 && elsewhere) return merged(one, elsewhere.group.first.facts.id, now);
    return recordSent(one, carrying, now);
  });
}

function recordSent(one: Claimed, carrying: readonly Outcome[], now: Instant): Change {
  const { facts } = one.notice;
  const copies = carrying.map(({ group: sent, text }) => copyOf(sent, text, one.reason));
  const notice: Notice = { facts, state: { status: 'sent', at: now, copies } };
  const events = copies.map((copy) => ({ type: 'notice.sent', duty: facts.duty, rung: facts.rung, ...copy }));
  return {
    district: one.row.district,
    puts: [{ key: one.row, content: noticeContent(notice, null), expected: one.version }],
    entries: entriesFor(base(one.row, facts, now), triesOf(one.notice.state).seq, events),
  };
}

function copyOf(sent: Group, text: string, reason: string): SentCopy {
  const { to, person, channel } = sent.first.delivery;
  const { for: absent, path } = standingIn(sent);
  const { shadow } = sent.first;
  if (shadow === undefined)
    return { to, person, for: absent, path, channel, text, reason, duties: sent.duties };
  const { instead, nobody } = shadow;
  return {
    to: instead.to,
    person: instead.person,
    for: null,
    path: instead.path,
    channel: instead.channel,
    text,
    reason,
    duties: sent.duties,
    shadow: true,
    ...(nobody ? {} : { meantFor: { to, person, for: absent, channel } }),
  };
}

function merged(one: Claimed, into: string, now: Instant): Change {
  const notice: Notice = { facts: one.notice.facts, state: { status: 'merged', into, at: now } };
  return final(one.row, notice, 'notice.merged', { into }, one.version, now, triesOf(one.notice.state).seq);
}

function notSent(one: Claimed, own: readonly Outcome[], district: District, now: Instant): Change {
  const tries = triesOf(one.notice.state);
  const { facts } = one.notice;
  const reason =
    own.map(({ outcome }) => ('reason' in outcome ? outcome.reason : '')).find((said) => said !== '') ??
    '渠道未答复';
  const attempts = tries.attempts + 1;
  const hopeless = own.every(({ outcome }) => outcome.outcome === 'failed');
  if (hopeless || giveUp(attempts, facts.clock)) return handOn(one, reason, district, now);
  const again = addSeconds(now, retryAfter(attempts, facts.clock, facts.id));
  return waitFor(one, { ...tries, attempts }, again, []);
}

/** The person's next channel, then the next person; each step stands in the ledger. */
function handOn(one: Claimed, reason: string, district: District, now: Instant): Change {
  const { facts, state } = one.notice;
  const tries = triesOf(state);
  const next = handedOn(tries, one.shadow?.instead ?? one.deliveries[0], district.directory);
  const event = {
    type: 'notice.handed-on',
    duty: facts.duty,
    rung: facts.rung,
    post: facts.post,
    reason,
    ...next,
  };
  return waitFor(one, next, now, entriesFor(base(one.row, facts, now), tries.seq, [event]));
}

function waitFor(one: Claimed, tries: Tries, again: Instant, entries: Change['entries']): Change {
  const waiting: Notice = { facts: one.notice.facts, state: { status: 'waiting', ...tries } };
  const put = { key: one.row, content: noticeContent(waiting, again), expected: one.version };
  return { district: one.row.district, puts: [put], entries };
}

/** Whoever is told in his own right and for somebody absent at once stands in all the same. */
export function standingIn({ first, notices }: Group): Delivery {
  return notices.find(({ delivery }) => delivery.for !== null)?.delivery ?? first.delivery;
}
