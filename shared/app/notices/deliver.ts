/** Claims notices that are due, hands them to their channels within everybody's limits, and records what came of it. */
import { type Group, group } from '../../domain/notices/merge.ts';
import { SENDING_SECONDS } from '../../domain/notices/pace.ts';
import { addSeconds, type Instant } from '../../domain/time/instant.ts';
import type { Channel, OutgoingMessage, SendOutcome } from '../../ports/channel.ts';
import type { Change, Row } from '../../ports/store.ts';
import type { District } from '../district.ts';
import type { Engine } from '../engine.ts';
import type { Installation } from '../installation.ts';
import { dutyOf, keyOf, matterOf, noticeOf } from '../rows.ts';
import { carrierOf, composeMessage } from './compose-message.ts';
import { referencePut } from './find-message.ts';
import { type Claimed, claimedNotice, postpone, type Ready, rewrite, triesOf } from './notice-record.ts';
import { PersonLogs, withinPersonManners } from './person-logs.ts';
import { rememberAnswers, type Waiting, withinPace } from './provider-pace.ts';
import { handOn, hasOther, isGivenUp, type Outcome, record } from './record-outcomes.ts';
import { remindOfCall } from './remind-of-call.ts';
import { lookAgain, sortNotices } from './sort-notices.ts';

/** Nobody else sends what is claimed until this has passed; then whoever claimed it is taken for dead. */
const LEASE_SECONDS = 60;
/** A store takes at most a hundred parts in one change: the notices of one message, and its person's log. */
const MOST_IN_ONE = 80;

/** Delivers the due notices of one district. Returns how many messages went out. */
export async function deliver(
  engine: Engine,
  district: District,
  rows: readonly Row[],
  now: Instant,
): Promise<number> {
  const { store } = engine;
  const [calls, toSend] = apart(rows);
  await remindOfCalls(engine, district, calls, now);
  if (district.sendingStopped) {
    await store.commit(toSend.map((row) => lookAgain(row, now)));
    return 0;
  }
  const { channels, links } = engine.installation;
  const ready = await sortNotices(engine, district, toSend, now);
  const logs = await PersonLogs.read(store, district.id, ready);
  const { go, changes } = withinPersonManners(ready, logs, district, now);
  const paced = await withinPace(store, channels, messagesOf(go), now);
  const going = new Set(paced.go.flatMap(({ notices }) => notices.map(({ facts }) => facts.id)));
  const left = go.filter(({ notice }) => !going.has(notice.facts.id));
  const put = [...changes, ...waiting(paced.wait, left, district, now)];
  if (put.length > 0) await store.commit(put);
  const { claimed, groups } = await claim(engine, go, paced.go, logs, now);
  if (groups.length === 0) return 0;
  const outcomes = await send(groups, channels, links, district, now);
  const silentUntil = await rememberAnswers(store, channels, outcomes, now);
  await store.commit(
    record(
      claimed,
      outcomes.map((one) => ({ ...one, silentUntil: silentUntil.get(one.group) ?? null })),
      district,
      now,
    ),
  );
  await keepReferences(engine, district, outcomes);
  const unsent = outcomes.filter(({ outcome }) => outcome.outcome !== 'sent').map(({ group: one }) => one);
  const takenBack = logs.takingBack(unsent);
  if (takenBack.length > 0) await store.commit(takenBack);
  return outcomes.length - unsent.length;
}

/** What was handed to a person to call or to serve, and whose outcome is owed; and what is to be sent. */
function apart(rows: readonly Row[]): readonly [Row[], Row[]] {
  const isOwed = (row: Row) => noticeOf(row).state.status === 'sent';
  return [rows.filter(isOwed), rows.filter((row) => !isOwed(row))];
}

async function remindOfCalls(
  { store }: Engine,
  district: District,
  rows: readonly Row[],
  now: Instant,
): Promise<void> {
  if (rows.length === 0) return;
  const facts = rows.map((row) => noticeOf(row).facts);
  const [duties, matters] = await Promise.all([
    store.getMany(facts.map(({ duty }) => keyOf(district.id, 'duty', duty))),
    store.getMany(facts.map(({ matter }) => keyOf(district.id, 'matter', matter))),
  ]);
  await store.commit(
    rows.flatMap((row, index) => {
      const [duty, matter] = [dutyOf(duties[index] ?? null), matterOf(matters[index] ?? null)];
      return remindOfCall(row, duty, matter, district, now);
    }),
  );
}

/** Channels whose providers report what became of a message by their own id of it. */
const REPORTING: ReadonlySet<string> = new Set(['sms', 'voice']);

/** Apart from the record: a provider that drops a repeat gives the same reference again. */
async function keepReferences(
  { store }: Engine,
  district: District,
  outcomes: readonly Omit<Outcome, 'silentUntil'>[],
): Promise<void> {
  const puts = outcomes.flatMap(({ group: one, outcome }) => {
    const { channel } = carrierOf(one);
    if (outcome.outcome !== 'sent' || outcome.reference === null || !REPORTING.has(channel)) return [];
    return [referencePut(district.id, channel, outcome.reference, one.first.facts.id)];
  });
  if (puts.length > 0)
    await store.commit(puts.map((put) => ({ district: district.id, puts: [put], entries: [] })));
}

function messagesOf(ready: readonly Ready[]): Group[] {
  const due = ready.flatMap(({ notice, deliveries, shadow }) =>
    deliveries.map((delivery) => ({
      facts: notice.facts,
      delivery,
      ...(shadow ? { shadow } : {}),
      ...(triesOf(notice.state).capped ? { capped: true as const } : {}),
    })),
  );
  return group(due).flatMap(inParts);
}

function inParts(one: Group): Group[] {
  if (one.notices.length <= MOST_IN_ONE) return [one];
  return Array.from({ length: Math.ceil(one.notices.length / MOST_IN_ONE) }, (_, index) => {
    const notices = one.notices.slice(index * MOST_IN_ONE, (index + 1) * MOST_IN_ONE);
    const duties = [...new Set(notices.map(({ facts }) => facts.duty))];
    return { first: notices[0] ?? one.first, notices, duties };
  });
}

/**
 * What no provider takes now waits its turn; it counts as late from when it might have gone. Where the provider does
 * not answer, an emergency goes at once by the person's next channel, and what has had its time goes on as well.
 */
function waiting(
  wait: readonly Waiting[],
  ready: readonly Ready[],
  district: District,
  now: Instant,
): Change[] {
  const known = new Map(ready.map((one) => [one.notice.facts.id, one]));
  return wait.flatMap(({ group: { notices }, until, closed }) =>
    notices.flatMap(({ facts, delivery }) => {
      const one = known.get(facts.id);
      if (!one) return [];
      const tries = triesOf(one.notice.state);
      const since = tries.firstTriedAt ?? now;
      const fault = { at: now, reason: closed ? PROVIDER_SILENT : PROVIDER_BUSY };
      const next = { ...tries, firstTriedAt: since, fault };
      if (closed && (hasOther(facts, delivery, district) || isGivenUp(next, facts, now)))
        return handOn({ ...one, version: one.row.version }, next, PROVIDER_SILENT, district, now);
      return [postpone(one.row, one.notice, until, closed ? { firstTriedAt: since, fault } : { fault })];
    }),
  );
}

const PROVIDER_SILENT = '渠道暂不可用，恢复后发送';
const PROVIDER_BUSY = '渠道限制发送速度，依次发送';

/**
 * Two deliverers may have read the same rows; the conditional write lets one of them through, for all notices of a
 * message and its person's log at once. A notice that is told to two people is claimed with the first of them.
 */
async function claim(
  engine: Engine,
  ready: readonly Ready[],
  groups: readonly Group[],
  logs: PersonLogs,
  now: Instant,
): Promise<{ readonly claimed: Claimed[]; readonly groups: Group[] }> {
  const leaseUntil = addSeconds(now, LEASE_SECONDS);
  const known = new Map(ready.map((one) => [one.notice.facts.id, one]));
  const claimed = new Map<string, Claimed>();
  const sendable: Group[] = [];
  const rounds = roundsOf(groups);
  for (const round of rounds) {
    const changes = round.map((one) => {
      const own = one.notices.flatMap(({ facts }) => {
        const found = claimed.has(facts.id) ? undefined : known.get(facts.id);
        return found ? [found] : [];
      });
      const puts = own.flatMap(
        ({ row, notice }) => rewrite(row, claimedNotice(notice, leaseUntil), leaseUntil).puts,
      );
      const telling = logs.telling(one, now);
      const change = { district: one.first.facts.district, puts: [...puts, ...telling], entries: [] };
      return { own, telling, change };
    });
    const results = await engine.store.commit(changes.map(({ change }) => change));
    for (const [index, one] of round.entries()) {
      const { own = [], telling = [] } = changes[index] ?? {};
      if (results[index]?.outcome !== 'committed') continue;
      logs.told(telling);
      for (const each of own) claimed.set(each.notice.facts.id, { ...each, version: each.row.version + 1 });
      if (one.notices.every(({ facts }) => claimed.has(facts.id))) sendable.push(one);
    }
  }
  // As they were read, whoever was claimed with whom: the ledger tells them in the order of matters.
  return { claimed: ready.flatMap((one) => claimed.get(one.notice.facts.id) ?? []), groups: sendable };
}

/** Messages to one person, or with a notice in common, follow each other; all others are claimed together. */
function roundsOf(groups: readonly Group[]): Group[][] {
  const rounds: { readonly groups: Group[]; readonly taken: Set<string> }[] = [];
  for (const one of groups) {
    const marks = [`person ${one.first.delivery.person}`, ...one.notices.map(({ facts }) => facts.id)];
    const free = rounds.find(({ taken }) => !marks.some((mark) => taken.has(mark)));
    const round = free ?? { groups: [], taken: new Set<string>() };
    if (!free) rounds.push(round);
    round.groups.push(one);
    for (const mark of marks) round.taken.add(mark);
  }
  return rounds.map(({ groups: own }) => own);
}

/** Channels do not wait for each other. */
async function send(
  groups: readonly Group[],
  channels: ReadonlyMap<string, Channel>,
  links: Installation['links'],
  district: District,
  now: Instant,
): Promise<Omit<Outcome, 'silentUntil'>[]> {
  const byChannel = [...Map.groupBy(groups, (one) => carrierOf(one).channel)];
  const outcomes = await Promise.all(
    byChannel.map(async ([name, together]) => {
      const composed = together.map((one) => composeMessage(one, district, links, now));
      const channel = channels.get(name);
      const results = await handed(
        channel,
        composed.map(({ message }) => message),
        name,
      );
      return together.map((one, index) => ({
        group: one,
        text: composed[index]?.text ?? '',
        outcome: results[index] ?? noChannel(name),
        own: channel?.own === true,
      }));
    }),
  );
  return outcomes.flat();
}

function handed(channel: Channel | undefined, messages: readonly OutgoingMessage[], name: string) {
  return channel === undefined
    ? messages.map(() => noChannel(name))
    : channel.send(messages, SENDING_SECONDS * 1000);
}

function noChannel(name: string): SendOutcome {
  return { outcome: 'failed', reason: `渠道“${name}”未配置` };
}
