/** Looks at each due notice once more: dropped because it is pointless, held because of the manners, or ready for somebody. */
import { hasSigned } from '../../domain/duties/signed.ts';
import { decideDelivery } from '../../domain/notices/manners.ts';
import { mutedBecause } from '../../domain/notices/mutes.ts';
import type { Notice, NoticeFacts, NoticeKind } from '../../domain/notices/notice.ts';
import { recipientSort } from '../../domain/notices/recipient-sort.ts';
import {
  type Delivery,
  type LeaderDelivery,
  type Recipients,
  recipients,
} from '../../domain/routing/recipients.ts';
import { textSetting } from '../../domain/rules/settings.ts';
import { isInShadow } from '../../domain/switching-on/rule-states.ts';
import { addSeconds, type Instant } from '../../domain/time/instant.ts';
import type { Change, Row } from '../../ports/store.ts';
import type { District } from '../district.ts';
import type { Engine } from '../engine.ts';
import { dutyOf, keyOf, noticeOf } from '../rows.ts';
import { drop, fail, hold, type Ready, rewrite, triesOf, waitingSince } from './notice-record.ts';
import { awaitsRelease } from './release-notices.ts';
import { shadowOf, wasOnlyDrafted } from './shadow.ts';
import { nobodyReached } from './tell-office.ts';

/** How long sending waits before it looks again whether the stop has been lifted, or the notice released. */
const LOOK_AGAIN_SECONDS = { E: 60, other: 300 } as const;
const DRAFT_DAY_SECONDS = 86_400;

const NOBODY = '无可送达人员';
/** The rule was in shadow when its notices went out. */
const NEVER_SENT = '此前的提醒仅为拟发，未曾对外发出，无须更正';
const NOBODY_IN_OFFICE = '规则试运行，办公室无可送达人员，拟发件未送达';

/** Somebody has to act first; nothing is lost meanwhile, and the ledger says why when it goes out. */
export function lookAgain(row: Row, now: Instant): Change {
  const notice = waitingSince(row, noticeOf(row));
  const wait = notice.facts.clock === 'E' ? LOOK_AGAIN_SECONDS.E : LOOK_AGAIN_SECONDS.other;
  return rewrite(row, notice, addSeconds(now, wait));
}

/** A draft is looked at daily, so that it goes when its duty is settled; letting it go makes it due at once. */
function stillWaiting(row: Row, notice: Notice, now: Instant): Change {
  const draft = notice.facts.approval !== undefined;
  const wait = notice.facts.clock === 'E' ? LOOK_AGAIN_SECONDS.E : LOOK_AGAIN_SECONDS.other;
  return hold(row, notice, addSeconds(now, draft ? DRAFT_DAY_SECONDS : wait));
}

/** Writes down what is dropped, held or reaches nobody, and answers with the rest and the people it is for. */
export async function sortNotices(
  engine: Engine,
  district: District,
  rows: readonly Row[],
  now: Instant,
): Promise<Ready[]> {
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
    const recipient = recipientSort(notice.facts.post, district.directory);
    const decision = decideDelivery({ ...notice.facts, recipient }, now, district.manners);
    if (decision.do === 'drop') settled.push(drop(row, notice, decision.reason.say, now));
    else if (decision.do === 'hold') settled.push(hold(row, notice, decision.until));
    else if (isInShadow(notice.facts.rule, district.ruleStates)) {
      const found = shadowOf(notice, district, now, leaderDelivery(district));
      if (found === null) settled.push(fail(row, notice, NOBODY_IN_OFFICE, now));
      else ready.push({ row, notice: waitingSince(row, notice), reason: decision.reason.say, ...found });
    } else if (notice.facts.kind === 'correction' && (await wasOnlyDrafted(engine.store, notice.facts))) {
      settled.push(drop(row, notice, NEVER_SENT, now));
    } else if (awaitsRelease(notice, district)) settled.push(stillWaiting(row, notice, now));
    else {
      const { deliveries, alarm } = recipientsOf(notice, district, now);
      const unwanted = unwantedBecause(notice.facts, duty, deliveries, district, now);
      if (unwanted !== null) {
        settled.push(drop(row, notice, unwanted, now));
        continue;
      }
      if (alarm !== null) settled.push(...nobodyReached(notice, district, now));
      if (deliveries.length === 0) settled.push(fail(row, notice, alarm ?? NOBODY, now));
      else
        ready.push({
          row,
          notice: waitingSince(row, notice),
          deliveries,
          reason: alarm ?? decision.reason.say,
        });
    }
  }
  if (settled.length > 0) await engine.store.commit(settled);
  return ready;
}

const SIGNED = '本人已签收，不再重复提醒';
/** Kinds that say the same again when their rung repeats. */
const REPEATING: readonly NoticeKind[] = [
  'start',
  'remind',
  'warn',
  'hasten',
  'breach',
  'escalate',
  'digest',
];

/** Everybody it is for has signed for the duty and this repeats what he knows, or has asked not to be reminded. */
function unwantedBecause(
  facts: NoticeFacts,
  duty: ReturnType<typeof dutyOf>,
  deliveries: readonly Delivery[],
  { mutes, zone }: District,
  now: Instant,
): string | null {
  const repeats = facts.rung.includes('@') && REPEATING.includes(facts.kind);
  const reasons = deliveries.map((delivery) => {
    const signed = repeats && duty.status !== 'none' && hasSigned(duty, delivery.person, [delivery.to]);
    return signed ? SIGNED : mutedBecause(facts, delivery, now, mutes, zone);
  });
  const [first = null] = reasons;
  return reasons.includes(null) ? null : first;
}

/** On the channel now in use, and past those who were tried in vain. */
function recipientsOf({ facts, state }: Notice, district: District, now: Instant): Recipients {
  const tries = triesOf(state);
  const address = { post: facts.post, clock: facts.clock, channel: tries.channel ?? facts.channel };
  const roster = { ...district.roster, unanswered: new Set(tries.passedOver) };
  return recipients(address, now, roster, leaderDelivery(district));
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
  if (duty.status === 'open' && facts.dueAt !== duty.plan.actBy) return '时限已调整，原提醒不再发送';
  return null;
}
