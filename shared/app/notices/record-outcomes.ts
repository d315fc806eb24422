/** What came of a message, each notice as one atomic change: sent, merged, tried again, handed on. */
import { handedOn } from '../../domain/notices/hand-on.ts';
import type { Group } from '../../domain/notices/merge.ts';
import type { Notice, NoticeFacts, SentCopy, Tries } from '../../domain/notices/notice.ts';
import { callOverdueAt } from '../../domain/notices/receipt.ts';
import { giveUp, retryAfter } from '../../domain/notices/retry.ts';
import { nextChannel } from '../../domain/routing/channels.ts';
import type { Delivery } from '../../domain/routing/recipients.ts';
import { isLeader } from '../../domain/routing/resolve.ts';
import { addSeconds, type Instant, secondsBetween } from '../../domain/time/instant.ts';
import type { SendOutcome } from '../../ports/channel.ts';
import type { Change } from '../../ports/store.ts';
import type { District } from '../district.ts';
import { entriesFor, noticeContent } from '../rows.ts';
import { standingIn } from './compose-message.ts';
import { base, type Claimed, final, triesOf } from './notice-record.ts';
import { passedOver } from './tell-office.ts';

/** What a channel said to one message. */
export interface Outcome {
  readonly group: Group;
  readonly text: string;
  readonly outcome: SendOutcome;
  /** Sending on this channel is recording it. */
  readonly own: boolean;
  /** The provider answers nobody and is asked again then; `null` where it answered. */
  readonly silentUntil: Instant | null;
}

/** For each notice: sent, merged into the first of its message, tried again later, or given up and somebody told. */
export function record(
  claimed: readonly Claimed[],
  outcomes: readonly Outcome[],
  district: District,
  now: Instant,
): Change[] {
  const byNotice = new Map<string, Outcome[]>();
  for (const outcome of outcomes)
    for (const { facts } of outcome.group.notices)
      byNotice.set(facts.id, [...(byNotice.get(facts.id) ?? []), outcome]);
  return claimed.flatMap((one) => {
    const own = byNotice.get(one.notice.facts.id) ?? [];
    const sent = own.filter(({ outcome }) => outcome.outcome === 'sent');
    if (sent.length === 0) return notSent(one, own, district, now);
    const carrying = sent.filter(({ group: { first } }) => first.facts.id === one.notice.facts.id);
    const [elsewhere] = sent;
    if (carrying.length === 0 && elsewhere) return [merged(one, elsewhere.group.first.facts.id, now)];
    return [recordSent(one, carrying, district, now)];
  });
}

function recordSent(
  one: Claimed,
  carrying: readonly Outcome[],
  { settings }: District,
  now: Instant,
): Change {
  const { facts, state } = one.notice;
  const tries = triesOf(state);
  const copies = carrying.map((outcome) => ({ ...copyOf(outcome, one.reason), ...truth(outcome, one, now) }));
  const { passedOver } = tries;
  const seq = tries.seq + copies.length;
  const notice: Notice = { facts, state: { status: 'sent', at: now, copies, seq, passedOver } };
  const events = copies.map((copy) => ({ type: 'notice.sent', duty: facts.duty, rung: facts.rung, ...copy }));
  return {
    district: one.row.district,
    puts: [
      {
        key: one.row,
        content: noticeContent(notice, callOverdueAt(notice, settings)),
        expected: one.version,
      },
    ],
    entries: entriesFor(base(one.row, facts, now), tries.seq, events),
  };
}

/** What is late by more than this is shown as late, in seconds. */
const LATE_SECONDS = { E: 120, other: 600 } as const;

/** The provider's reference, how late it went out, and whether it may be a repeat. */
function truth(
  { outcome, own }: Outcome,
  { notice: { facts, state } }: Claimed,
  now: Instant,
): Pick<SentCopy, 'reference' | 'lateSeconds' | 'mayRepeat'> {
  const { since = now, unsure } = triesOf(state);
  const late = secondsBetween(since, now);
  const isLate = late > (facts.clock === 'E' ? LATE_SECONDS.E : LATE_SECONDS.other);
  const reference = outcome.outcome === 'sent' ? outcome.reference : null;
  return {
    ...(reference === null ? {} : { reference }),
    ...(isLate ? { lateSeconds: late } : {}),
    ...(unsure && !own ? { mayRepeat: true } : {}),
  };
}

function copyOf({ group: sent, text }: Outcome, reason: string): SentCopy {
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

const NO_ANSWER = '渠道未答复';
/** Not begun within the time for sending: the next look is soon. */
const NEXT_LOOK_SECONDS = { E: 1, other: 10 } as const;

function notSent(one: Claimed, own: readonly Outcome[], district: District, now: Instant): Change[] {
  const { facts, state } = one.notice;
  const tries = triesOf(state);
  const said = own.map(({ outcome }) => outcome);
  if (said.every(({ outcome }) => outcome === 'later')) {
    const wait = facts.clock === 'E' ? NEXT_LOOK_SECONDS.E : NEXT_LOOK_SECONDS.other;
    return [waitFor(one, tries, addSeconds(now, wait), [])];
  }
  const reason = said
    .map((outcome) => ('reason' in outcome ? outcome.reason : ''))
    .find((text) => text !== '');
  const silent = own.flatMap(({ silentUntil }) => silentUntil ?? []);
  const unsure = said.some((outcome) => outcome.outcome === 'retry' && outcome.unsure);
  const next: Tries = {
    ...tries,
    // A provider that answers nobody says nothing about this message: only its time counts.
    attempts: tries.attempts + (silent.length > 0 ? 0 : 1),
    firstTriedAt: tries.firstTriedAt ?? now,
    fault: { at: now, reason: reason ?? NO_ANSWER },
    ...(unsure ? { unsure: true } : {}),
  };
  const [delivery] = one.deliveries;
  const hopeless = said.every(({ outcome }) => outcome === 'failed');
  const elsewhere = silent.length > 0 && delivery !== undefined && hasOther(facts, delivery, district);
  if (hopeless || elsewhere || isGivenUp(next, facts, now))
    return handOn(one, next, reason ?? NO_ANSWER, district, now);
  const [together] = silent.toSorted().toReversed();
  if (together !== undefined) return [waitFor(one, next, together, [])];
  const asked = said.map((outcome) => (outcome.outcome === 'retry' ? (outcome.after ?? 0) : 0));
  const again = addSeconds(now, Math.max(retryAfter(next.attempts, facts.clock, facts.id), ...asked));
  return [waitFor(one, next, again, [])];
}

/** An emergency goes by the person's next channel, if there is one, rather than wait for a silent provider. */
export function hasOther(
  { clock }: Pick<NoticeFacts, 'clock'>,
  { person: id, to, channel }: Pick<Delivery, 'person' | 'to' | 'channel'>,
  { directory }: Pick<District, 'directory'>,
): boolean {
  const person = directory.people.get(id);
  const leader = isLeader(to, directory);
  return clock === 'E' && person !== undefined && nextChannel(person, channel, leader) !== null;
}

/** Whether the present channel has had its time. */
export function isGivenUp(
  { attempts, firstTriedAt }: Pick<Tries, 'attempts' | 'firstTriedAt'>,
  { clock }: Pick<NoticeFacts, 'clock'>,
  now: Instant,
): boolean {
  return giveUp(attempts, firstTriedAt === undefined ? 0 : secondsBetween(firstTriedAt, now), clock);
}

/**
 * The person's next channel, then the next person, of which the office is told; each step stands in the ledger. `one` is
 * claimed, or as it was read (`version` of its row).
 */
export function handOn(
  one: Claimed,
  tries: Tries,
  reason: string,
  district: District,
  now: Instant,
): Change[] {
  const { facts } = one.notice;
  const failed = one.shadow?.instead ?? one.deliveries[0];
  const next = handedOn(tries, failed, district.directory);
  const event = {
    type: 'notice.handed-on',
    duty: facts.duty,
    rung: facts.rung,
    post: facts.post,
    reason,
    attempts: next.attempts,
    channel: next.channel,
    passedOver: next.passedOver,
  };
  const step = waitFor(one, next, now, entriesFor(base(one.row, facts, now), tries.seq, [event]));
  const gaveUp = failed !== undefined && next.passedOver.length > tries.passedOver.length;
  return gaveUp ? [step, ...passedOver(one.notice, failed.to, reason, district, now)] : [step];
}

function waitFor(one: Claimed, tries: Tries, again: Instant, entries: Change['entries']): Change {
  const waiting: Notice = { facts: one.notice.facts, state: { status: 'waiting', ...tries } };
  const put = { key: one.row, content: noticeContent(waiting, again), expected: one.version };
  return { district: one.row.district, puts: [put], entries };
}
