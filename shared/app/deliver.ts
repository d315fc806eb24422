/** Claims notices that are due, decides how they go out, hands them to their channels, and records what came of it. */
import { decideDelivery } from '../domain/notices/manners.ts';
import { type Group, group } from '../domain/notices/merge.ts';
import type { Notice, NoticeFacts, SentCopy } from '../domain/notices/notice.ts';
import { giveUp, retryAfter } from '../domain/notices/retry.ts';
import { render } from '../domain/notices/wording.ts';
import { type Delivery, type LeaderDelivery, recipients } from '../domain/routing/recipients.ts';
import { textSetting } from '../domain/rules/settings.ts';
import { addSeconds, type Instant, secondsBetween } from '../domain/time/instant.ts';
import { sayDateTime, sayDuration } from '../domain/time/wording.ts';
import type { OutgoingMessage, SendOutcome } from '../ports/channel.ts';
import type { Change, Row } from '../ports/store.ts';
import type { District } from './district.ts';
import type { Engine } from './engine.ts';
import { dutyOf, entriesFor, keyOf, noticeContent, noticeOf } from './rows.ts';

/** Nobody else sends what is claimed until this has passed; then whoever claimed it is taken for dead. */
const LEASE_SECONDS = 60;
/** How long sending waits before it looks again whether the stop has been lifted. */
const STOPPED_SECONDS = { E: 60, other: 300 } as const;
/** A notice this long after its rung says that it is late. */
const LATE_SECONDS = 30 * 60;

/** Delivers the due notices of one district. Returns how many messages went out. */
export async function deliver(engine: Engine, district: District, rows: readonly Row[], now: Instant): Promise<number> {
  if (district.sendingStopped) {
    await engine.store.commit(rows.map((row) => stopped(row, now)));
    return 0;
  }
  const sorted = await sortOut(engine, district, rows, now);
  const claimed = await claim(engine, sorted.ready, now);
  const groups = group(claimed.flatMap(({ notice, deliveries }) => deliveries.map((delivery) => ({ facts: notice.facts, delivery }))));
  const outcomes = await send(engine, district, groups, now);
  await engine.store.commit(record(claimed, outcomes, now));
  return outcomes.filter(({ outcome }) => outcome.outcome === 'sent').length;
}

/** Everything waits; nothing is lost, and the ledger says why when it goes out. */
function stopped(row: Row, now: Instant): Change {
  const notice = noticeOf(row);
  const wait = notice.facts.clock === 'E' ? STOPPED_SECONDS.E : STOPPED_SECONDS.other;
  return rewrite(row, notice, addSeconds(now, wait));
}

function rewrite(row: Row, notice: Notice, due: Instant | null): Change {
  return { district: row.district, puts: [{ key: row, content: noticeContent(notice, due), expected: row.version }], entries: [] };
}

interface Ready {
  readonly row: Row;
  readonly notice: Notice;
  readonly deliveries: readonly Delivery[];
  readonly reason: string;
}

interface Claimed extends Ready {
  /** The version after the claim. */
  readonly version: number;
}

/** Drops what is settled or void, holds what must wait, and finds the people for the rest. */
async function sortOut(engine: Engine, district: District, rows: readonly Row[], now: Instant): Promise<{ ready: Ready[] }> {
  const duties = await engine.store.getMany(rows.map((row) => keyOf(district.id, 'duty', noticeOf(row).facts.duty)));
  const ready: Ready[] = [];
  const settled: Change[] = [];
  for (const [index, row] of rows.entries()) {
    const notice = noticeOf(row);
    const duty = dutyOf(duties[index] ?? null);
    const pointless = pointlessBecause(notice.facts, duty);
    if (pointless !== null) {
      settled.push(drop(row, notice, pointless, now));
      continue;
    }
    const decision = decideDelivery(notice.facts, now, district.manners);
    if (decision.do === 'drop') settled.push(drop(row, notice, decision.reason.say, now));
    else if (decision.do === 'hold') settled.push(rewrite(row, notice, decision.until));
    else {
      const { deliveries, alarm } = recipients(notice.facts, now, district.roster, leaderDelivery(district));
      if (deliveries.length === 0) settled.push(fail(row, notice, alarm ?? '无可送达人员', now));
      else ready.push({ row, notice, deliveries, reason: alarm ?? decision.reason.say });
    }
  }
  if (settled.length > 0) await engine.store.commit(settled);
  return { ready };
}

function leaderDelivery(district: District): LeaderDelivery {
  return textSetting(district.settings, 'leader.delivery') === 'direct' ? 'direct' : 'via-liaison';
}

/** State is looked at right before sending: nobody is chased for what was just handed in, or for a void limit. */
function pointlessBecause(facts: NoticeFacts, duty: ReturnType<typeof dutyOf>): string | null {
  if (facts.evenIfSettled) return null;
  if (duty.status === 'settled') return '事项已办结，不再发送';
  if (duty.status === 'submitted') return '已报送待核对，不再发送';
  if (duty.status === 'resting') return '事项时间待定，不再发送';
  if (duty.status === 'open' && facts.dueAt !== duty.plan.dueAt) return '时限已调整，原提醒不再发送';
  return null;
}

function drop(row: Row, notice: Notice, reason: string, now: Instant): Change {
  const next: Notice = { facts: notice.facts, state: { status: 'dropped', at: now, reason } };
  return final(row, next, 'notice.dropped', { reason }, row.version, now);
}

function fail(row: Row, notice: Notice, reason: string, now: Instant): Change {
  const next: Notice = { facts: notice.facts, state: { status: 'failed', at: now, reason } };
  return final(row, next, 'notice.failed', { reason }, row.version, now);
}

function final(row: Row, notice: Notice, type: string, said: Readonly<Record<string, unknown>>, version: number, now: Instant): Change {
  const { facts } = notice;
  const { duty, rung, post } = facts;
  return {
    district: row.district,
    puts: [{ key: row, content: noticeContent(notice, null), expected: version }],
    entries: entriesFor(base(row, facts, now), 0, [{ type, duty, rung, post, ...said } as { type: string }]),
  };
}

function base(row: Row, facts: NoticeFacts, now: Instant) {
  return { district: row.district, matter: facts.matter, stream: `notice/${facts.id}`, actor: 'system', recordedAt: now };
}

/** Two deliverers may have read the same rows; the conditional write lets one of them through. */
async function claim(engine: Engine, ready: readonly Ready[], now: Instant): Promise<Claimed[]> {
  const leaseUntil = addSeconds(now, LEASE_SECONDS);
  const results = await engine.store.commit(
    ready.map(({ row, notice }) => rewrite(row, claimedNotice(notice, leaseUntil, now), leaseUntil)),
  );
  return ready.flatMap((one, index) => (results[index]?.outcome === 'committed' ? [{ ...one, version: one.row.version + 1 }] : []));
}

function claimedNotice(notice: Notice, leaseUntil: Instant, now: Instant): Notice {
  return { facts: notice.facts, state: { status: 'claimed', attempts: attemptsOf(notice), leaseUntil, claim: now } };
}

function attemptsOf({ state }: Notice): number {
  return state.status === 'waiting' || state.status === 'claimed' ? state.attempts : 0;
}

interface Outcome {
  readonly group: Group;
  readonly text: string;
  readonly outcome: SendOutcome;
}

async function send(engine: Engine, district: District, groups: readonly Group[], now: Instant): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const byChannel = Map.groupBy(groups, ({ first }) => first.delivery.channel);
  for (const [name, together] of byChannel) {
    const messages = together.map((one) => message(one, district, now));
    const channel = engine.installation.channels.get(name);
    const results = channel ? await channel.send(messages) : messages.map(() => noChannel(name));
    for (const [index, one] of together.entries()) {
      outcomes.push({ group: one, text: messages[index]?.short ?? '', outcome: results[index] ?? noChannel(name) });
    }
  }
  return outcomes;
}

function noChannel(name: string): SendOutcome {
  return { outcome: 'failed', reason: `渠道“${name}”未配置` };
}

function message(one: Group, district: District, now: Instant): OutgoingMessage {
  const { delivery, facts } = one.first;
  const current = { ...one, notices: one.notices.map((due) => ({ ...due, facts: withWordsOf(due.facts, district, now) })) };
  const { title, short, long } = render(current, district.messages, district.directory);
  const { to, person, address } = delivery;
  const idempotencyKey = `${facts.id}>${to}`;
  return { idempotencyKey, district: district.id, to, person, for: delivery.for, address, title, short, long, at: now };
}

/** Words that depend on the moment at which the message goes out. */
function withWordsOf(facts: NoticeFacts, district: District, now: Instant): NoticeFacts {
  const words: Record<string, string> = { ...facts.words, at: sayDateTime(now, district.zone) };
  if (facts.dueAt !== null && facts.dueAt > now) words.remaining = sayDuration(secondsBetween(now, facts.dueAt));
  if (facts.dueAt !== null && facts.dueAt <= now) words.late = sayDuration(secondsBetween(facts.dueAt, now));
  if (facts.clock === 'E' && secondsBetween(facts.intendedAt, now) > LATE_SECONDS) {
    words.delayed = sayDateTime(facts.intendedAt, district.zone);
  }
  return { ...facts, words };
}

/** One change for each notice: sent, merged into the first of its message, tried again later, or given up. */
function record(claimed: readonly Claimed[], outcomes: readonly Outcome[], now: Instant): Change[] {
  return claimed.map((one) => {
    const own = outcomes.filter(({ group: sent }) => sent.notices.some(({ facts }) => facts.id === one.notice.facts.id));
    const sent = own.filter(({ outcome }) => outcome.outcome === 'sent');
    if (sent.length === 0) return retryLater(one, own, now);
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
    entries: entriesFor(base(one.row, facts, now), 0, events),
  };
}

function copyOf(sent: Group, text: string, reason: string): SentCopy {
  const { to, person, for: absent, path, channel } = sent.first.delivery;
  return { to, person, for: absent, path, channel, text, reason, duties: sent.duties };
}

function merged(one: Claimed, into: string, now: Instant): Change {
  const notice: Notice = { facts: one.notice.facts, state: { status: 'merged', into, at: now } };
  return final(one.row, notice, 'notice.merged', { into }, one.version, now);
}

function retryLater(one: Claimed, own: readonly Outcome[], now: Instant): Change {
  const attempts = attemptsOf(one.notice) + 1;
  const { facts } = one.notice;
  const reasons = own.map(({ outcome }) => ('reason' in outcome ? outcome.reason : '')).filter((reason) => reason !== '');
  const reason = reasons[0] ?? '渠道未答复';
  const hopeless = own.every(({ outcome }) => outcome.outcome === 'failed');
  if (hopeless || giveUp(attempts, facts.clock)) {
    const notice: Notice = { facts, state: { status: 'failed', at: now, reason } };
    return final(one.row, notice, 'notice.failed', { reason, attempts }, one.version, now);
  }
  const waiting: Notice = { facts, state: { status: 'waiting', attempts } };
  const again = addSeconds(now, retryAfter(attempts, facts.clock, facts.id));
  const put = { key: one.row, content: noticeContent(waiting, again), expected: one.version };
  return { district: one.row.district, puts: [put], entries: [] };
}
