/** Claims notices that are due, decides how they go out, hands them to their channels, and records what came of it. */
import { asDraft } from '../domain/notices/draft.ts';
import { decideDelivery } from '../domain/notices/manners.ts';
import { type Group, group } from '../domain/notices/merge.ts';
import type { Notice, NoticeFacts } from '../domain/notices/notice.ts';
import { render } from '../domain/notices/wording.ts';
import {
  type Delivery,
  type LeaderDelivery,
  type Recipients,
  recipients,
} from '../domain/routing/recipients.ts';
import { textSetting } from '../domain/rules/settings.ts';
import { isInShadow } from '../domain/switching-on/rule-states.ts';
import { addSeconds, type Instant, secondsBetween } from '../domain/time/instant.ts';
import { sayDateTime, sayDuration } from '../domain/time/wording.ts';
import type { OutgoingMessage, SendOutcome } from '../ports/channel.ts';
import type { Change, Row } from '../ports/store.ts';
import type { District } from './district.ts';
import type { Engine } from './engine.ts';
import { channelName } from './names.ts';
import {
  type Claimed,
  claimedNotice,
  drop,
  fail,
  type Outcome,
  type Ready,
  record,
  rewrite,
  standingIn,
  triesOf,
} from './notice-record.ts';
import { createNotice } from './relay.ts';
import { awaitsRelease } from './release-notices.ts';
import { dutyOf, keyOf, noticeOf } from './rows.ts';
import { shadowOf, wasOnlyDrafted } from './shadow.ts';

/** Nobody else sends what is claimed until this has passed; then whoever claimed it is taken for dead. */
const LEASE_SECONDS = 60;
/** Of the lease; what a provider leaves of it is for writing down what came of it. */
const SEND_MILLISECONDS = 30_000;
/** How long sending waits before it looks again whether the stop has been lifted, or the notice released. */
const LOOK_AGAIN_SECONDS = { E: 60, other: 300 } as const;
/** A rung taken this long after its instant, or an emergency's message this long after its rung, says so. */
const TAKEN_LATE_SECONDS = 120;
const LATE_SECONDS = 30 * 60;

/** Delivers the due notices of one district. Returns how many messages went out. */
export async function deliver(
  engine: Engine,
  district: District,
  rows: readonly Row[],
  now: Instant,
): Promise<number> {
  if (district.sendingStopped) {
    await engine.store.commit(rows.map((row) => lookAgain(row, noticeOf(row), now)));
    return 0;
  }
  const sorted = await sortOut(engine, district, rows, now);
  const claimed = await claim(engine, sorted.ready, now);
  const groups = group(
    claimed.flatMap(({ notice, deliveries, shadow }) =>
      deliveries.map((delivery) => ({ facts: notice.facts, delivery, ...(shadow ? { shadow } : {}) })),
    ),
  );
  const outcomes = await send(engine, district, groups, now);
  await engine.store.commit(record(claimed, outcomes, district, now));
  return outcomes.filter(({ outcome }) => outcome.outcome === 'sent').length;
}

/** Somebody has to act first; nothing is lost meanwhile, and the ledger says why when it goes out. */
function lookAgain(row: Row, notice: Notice, now: Instant): Change {
  const wait = notice.facts.clock === 'E' ? LOOK_AGAIN_SECONDS.E : LOOK_AGAIN_SECONDS.other;
  return rewrite(row, notice, addSeconds(now, wait));
}

/** A draft is looked at daily, so that it goes when its duty is settled; letting it go makes it due at once. */
function stillWaiting(row: Row, notice: Notice, now: Instant): Change {
  const draft = notice.facts.approval !== undefined;
  return draft ? rewrite(row, notice, addSeconds(now, DRAFT_DAY_SECONDS)) : lookAgain(row, notice, now);
}

const DRAFT_DAY_SECONDS = 86_400;

/** Drops what is settled or void, holds what must wait, and finds the people for the rest. */
async function sortOut(
  engine: Engine,
  district: District,
  rows: readonly Row[],
  now: Instant,
): Promise<{ ready: Ready[] }> {
  const duties = await engine.store.getMany(
    rows.map((row) => keyOf(district.id, 'duty', noticeOf(row).facts.duty)),
  );
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
    else if (isInShadow(notice.facts.rule, district.ruleStates)) {
      const found = shadowOf(notice, district, now, leaderDelivery(district));
      if (found === null) settled.push(fail(row, notice, NOBODY_IN_OFFICE, now));
      else ready.push({ row, notice, reason: decision.reason.say, ...found });
    } else if (notice.facts.kind === 'correction' && (await wasOnlyDrafted(engine.store, notice.facts))) {
      settled.push(drop(row, notice, NEVER_SENT, now));
    } else if (awaitsRelease(notice, district)) settled.push(stillWaiting(row, notice, now));
    else {
      const { deliveries, alarm } = recipientsOf(notice, district, now);
      if (alarm !== null) settled.push(...alarmOffice(notice, district, now));
      if (deliveries.length === 0) settled.push(fail(row, notice, alarm ?? NOBODY, now));
      else ready.push({ row, notice, deliveries, reason: alarm ?? decision.reason.say });
    }
  }
  if (settled.length > 0) await engine.store.commit(settled);
  return { ready };
}

const NOBODY = '无可送达人员';
/** The rule was in shadow when its notices went out. */
const NEVER_SENT = '此前的提醒仅为拟发，未曾对外发出，无须更正';
const NOBODY_IN_OFFICE = '规则试运行，办公室无可送达人员，拟发件未送达';

/** On the channel now in use, and past those who were tried in vain. */
function recipientsOf({ facts, state }: Notice, district: District, now: Instant): Recipients {
  const tries = triesOf(state);
  const address = { post: facts.post, clock: facts.clock, channel: tries.channel ?? facts.channel };
  const roster = { ...district.roster, unanswered: new Set(tries.passedOver) };
  return recipients(address, now, roster, leaderDelivery(district));
}

/** Nobody reachable where somebody should be: the office hears of it, once for each notice. */
function alarmOffice({ facts }: Notice, district: District, now: Instant): Change[] {
  if (facts.template === REACH_ALARM) return [];
  const rung = `reach-${facts.rung}`;
  const post = 'office.liaison';
  const alarm = {
    ...facts,
    id: `${post}~${facts.intendedAt}~${facts.duty}~${rung}~${facts.post}`,
    post,
    rung,
  };
  const varied = {
    kind: 'change',
    channel: null,
    template: REACH_ALARM,
    evenIfSettled: true,
    dueAt: null,
  } as const;
  return [createNotice({ ...alarm, ...varied }, district, now)];
}

const REACH_ALARM = 'reach.alarm';

function leaderDelivery(district: District): LeaderDelivery {
  return textSetting(district.settings, 'leader.delivery') === 'direct' ? 'direct' : 'via-liaison';
}

/** State is looked at right before sending: nobody is chased for what was just handed in, or for a void limit. */
function pointlessBecause(facts: NoticeFacts, duty: ReturnType<typeof dutyOf>): string | null {
  if (facts.evenIfSettled) return null;
  if (duty.status === 'settled') return '事项已办结，不再发送';
  if (duty.status === 'submitted') return '已报送待核对，不再发送';
  if (duty.status === 'resting') return '事项时间待定，不再发送';
  if (duty.status === 'open' && facts.dueAt !== duty.plan.actBy) return '时限已调整，原提醒不再发送';
  return null;
}

/** Two deliverers may have read the same rows; the conditional write lets one of them through. */
async function claim(engine: Engine, ready: readonly Ready[], now: Instant): Promise<Claimed[]> {
  const leaseUntil = addSeconds(now, LEASE_SECONDS);
  const results = await engine.store.commit(
    ready.map(({ row, notice }) => rewrite(row, claimedNotice(notice, leaseUntil), leaseUntil)),
  );
  return ready.flatMap((one, index) =>
    results[index]?.outcome === 'committed' ? [{ ...one, version: one.row.version + 1 }] : [],
  );
}

async function send(
  engine: Engine,
  district: District,
  groups: readonly Group[],
  now: Instant,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const byChannel = Map.groupBy(groups, (one) => carrierOf(one).channel);
  for (const [name, together] of byChannel) {
    const messages = together.map((one) => message(one, district, now));
    const channel = engine.installation.channels.get(name);
    const results = channel ? await channel.send(messages, SEND_MILLISECONDS) : messages.map(() => noChannel(name));
    for (const [index, one] of together.entries()) {
      outcomes.push({
        group: one,
        text: messages[index]?.short ?? '',
        outcome: results[index] ?? noChannel(name),
      });
    }
  }
  return outcomes;
}

function noChannel(name: string): SendOutcome {
  return { outcome: 'failed', reason: `渠道“${name}”未配置` };
}

function message(one: Group, district: District, now: Instant): OutgoingMessage {
  const { delivery, facts } = one.first;
  const current = {
    ...one,
    notices: one.notices.map((due) => ({ ...due, facts: withWordsOf(due.facts, district, now) })),
  };
  const rendered = render(current, district.messages, district.directory);
  const { shadow } = one.first;
  const meant = shadow?.nobody ? null : { ...delivery, for: standingIn(one).for };
  const { title, short, long } =
    shadow === undefined ? rendered : asDraft(rendered, meant, district.directory, channelName);
  const { to, person, address } = carrierOf(one);
  const idempotencyKey = shadow === undefined ? `${facts.id}>${to}` : `${facts.id}>${delivery.to}>${to}`;
  return {
    idempotencyKey,
    district: district.id,
    to,
    person,
    for: shadow === undefined ? standingIn(one).for : null,
    address,
    urgent: facts.clock === 'E',
    title,
    short,
    long,
    template: null,
    deadline: null,
    at: now,
  };
}

/** Whom the message is handed to: in shadow the office, in place of whom it is meant for. */
function carrierOf({ first }: Group): Delivery {
  return first.shadow?.instead ?? first.delivery;
}

/** Words that depend on the moment at which the message goes out. */
function withWordsOf(facts: NoticeFacts, district: District, now: Instant): NoticeFacts {
  const words: Record<string, string> = { ...facts.words, at: sayDateTime(now, district.zone) };
  if (facts.dueAt !== null && facts.dueAt > now)
    words.remaining = sayDuration(secondsBetween(now, facts.dueAt));
  if (facts.dueAt !== null && facts.dueAt <= now) words.late = sayDuration(secondsBetween(facts.dueAt, now));
  if (isLate(facts, now)) {
    words.delayed = sayDateTime(facts.intendedAt, district.zone);
  }
  return { ...facts, words };
}

/** Its rung was taken late, or an emergency's message was held up; waiting for the morning is not being late. */
function isLate(facts: NoticeFacts, now: Instant): boolean {
  if (secondsBetween(facts.intendedAt, facts.createdAt) > TAKEN_LATE_SECONDS) return true;
  return facts.clock === 'E' && secondsBetween(facts.intendedAt, now) > LATE_SECONDS;
}
