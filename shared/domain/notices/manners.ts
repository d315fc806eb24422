/** Decides for one notice whether it goes out now, waits for a better moment or is dropped, and says why. */

import type { CalendarView } from '../calendar/calendar-view.ts';
import { numberSetting, type Settings, textSetting } from '../rules/settings.ts';
import { addSeconds, dateOf, type Instant, parseLocalTime, secondsBetween } from '../time/instant.ts';
import {
  type DigestTimes,
  isAskedTooLate,
  isForDigest,
  joinsDigest,
  kindsNamed,
  nextDigest,
} from './daily-digest.ts';
import { hashOf } from './hash.ts';
import type { NoticeFacts, NoticeKind } from './notice.ts';
import { isAllowed, nextAllowedMoment, parseQuietHours } from './quiet-time.ts';
import type { RecipientSort } from './recipient-sort.ts';

export interface Manners extends DigestTimes {
  /** Setting `notice.jitter_seconds`: spreads what would all go out when quiet time ends. 0 to 300. */
  readonly jitterSeconds: number;
}

/** The code goes into metrics, the sentence to the ledger and the page. */
export interface Reason {
  readonly code: string;
  readonly say: string;
}

export const REASONS = {
  emergency: { code: 'emergency', say: '紧急事项，不受免打扰时段限制，立即发送' },
  exempt: { code: 'exempt', say: '会前或应急期间，免打扰时段内照常发送' },
  officeHours: { code: 'office-hours', say: '工作时段，按时发送' },
  beforeDeadline: { code: 'before-deadline', say: '时限前已无其他可发送时段，立即发送' },
  meetingNear: { code: 'meeting-near', say: '会议临近，呈请事项立即发送' },
  noMoment: { code: 'no-moment', say: '一个月内没有可发送时段，请核对工作日历，先行发送' },
  quietHours: { code: 'quiet-hours', say: '免打扰时段，顺延至下一可发送时段' },
  offDay: { code: 'off-day', say: '非工作日，顺延至下一工作日发送' },
  digest: { code: 'digest', say: '并入下一次每日汇总，合并发送' },
  askedTooLate: { code: 'asked-too-late', say: '当日不再向乡镇和街道交办，并入下一次每日汇总发送' },
  eventPast: { code: 'event-past', say: '会议已经开始，提醒不再发送' },
} as const satisfies Record<string, Reason>;

export type DeliveryDecision =
  | { readonly do: 'send'; readonly reason: Reason }
  | { readonly do: 'hold'; readonly until: Instant; readonly reason: Reason }
  | { readonly do: 'drop'; readonly reason: Reason };

/** What of a notice the manners look at. */
export type NoticeTiming = Pick<
  NoticeFacts,
  'post' | 'clock' | 'kind' | 'intendedAt' | 'dueAt' | 'eventAt' | 'quietExemptUntil' | 'evenIfSettled'
> & {
  /** Left out, it is nobody who gets a digest. */
  readonly recipient?: RecipientSort;
};

/** A decision about a meeting goes at once if the meeting comes this soon after the next allowed moment. */
const DECISION_LEAD_SECONDS = 4 * 3600;
/** Kinds that only make sense before the meeting; changes, corrections and checks still matter afterwards. */
const PREPARING: readonly NoticeKind[] = ['remind', 'warn', 'hasten', 'ask-decision'];
const MOST_JITTER_SECONDS = 300;

/**
 * Emergencies and exempt notices go at once. Others go in office hours, except that liaison officers and towns hear
 * once a day of what is for their digest, and a town is asked for nothing more after the last hour for that; in quiet
 * time they wait for the next allowed moment or the digest. Nothing waits past a limit that has not passed yet, nor a
 * decision about a meeting beyond 4 hours before it. Requests to prepare a meeting are dropped once it has begun.
 */
export function decideDelivery(facts: NoticeTiming, now: Instant, manners: Manners): DeliveryDecision {
  if (facts.clock === 'E') return send(REASONS.emergency);
  if (isPointless(facts, now)) return { do: 'drop', reason: REASONS.eventPast };
  const exempt = facts.quietExemptUntil !== null && now < facts.quietExemptUntil;
  if (isAllowed(now, manners))
    return (exempt ? null : waitInTheDay(facts, now, manners)) ?? send(REASONS.officeHours);
  if (exempt) return send(REASONS.exempt);
  const next = nextAllowedMoment(now, manners);
  if (next === null) return send(REASONS.noMoment);
  if (facts.dueAt !== null && now < facts.dueAt && facts.dueAt <= next) return send(REASONS.beforeDeadline);
  if (meetingIsNear(facts, next)) return send(REASONS.meetingNear);
  return waitForMorning(facts, now, next, manners);
}

/**
 * Seconds to add to a notice's moment: 0 in emergencies and unless the setting allows more, at most five minutes,
 * decided by the post addressed, so that every run gives the same and what one post gets at one moment stays together.
 */
export function jitterSeconds(facts: Pick<NoticeFacts, 'post' | 'clock'>, setting: number): number {
  const most = Math.min(MOST_JITTER_SECONDS, Math.max(0, Math.floor(setting)));
  return facts.clock === 'E' ? 0 : hashOf(facts.post) % (most + 1);
}

function send(reason: Reason): DeliveryDecision {
  return { do: 'send', reason };
}

function isPointless(facts: NoticeTiming, now: Instant): boolean {
  if (facts.eventAt === null || facts.evenIfSettled || now < facts.eventAt) return false;
  return PREPARING.includes(facts.kind);
}

function meetingIsNear(facts: NoticeTiming, next: Instant): boolean {
  if (facts.kind !== 'ask-decision' || facts.eventAt === null) return false;
  return secondsBetween(next, facts.eventAt) <= DECISION_LEAD_SECONDS;
}

/** A wait within office hours; `null` where there is none. What was meant for a digest that is past goes at once. */
function waitInTheDay(facts: NoticeTiming, now: Instant, manners: Manners): DeliveryDecision | null {
  const digest = isForDigest(facts, manners) ? nextDigest(facts.intendedAt, manners) : null;
  if (
    digest !== null &&
    now < digest &&
    leavesTime(facts, now, digest) &&
    !isNewAndPressing(facts, digest, manners)
  )
    return hold(facts, now, digest, REASONS.digest, manners);
  const tomorrow = isAskedTooLate(facts, now, manners) ? nextDigest(now, manners) : null;
  if (tomorrow === null || tomorrow <= now || !leavesTime(facts, now, tomorrow)) return null;
  return hold(facts, now, tomorrow, REASONS.askedTooLate, manners);
}

function waitForMorning(
  facts: NoticeTiming,
  now: Instant,
  next: Instant,
  manners: Manners,
): DeliveryDecision {
  const digest = joinsDigest(facts, manners) ? nextDigest(now, manners) : null;
  // A digest after the limit would come too late; the first allowed moment is known not to.
  if (digest !== null && leavesTime(facts, now, digest))
    return hold(facts, now, digest, REASONS.digest, manners);
  const working = manners.isWorking(dateOf(now, manners.zone));
  return hold(facts, now, next, working ? REASONS.quietHours : REASONS.offDay, manners);
}

/** A new duty whose limit is on the day of the digest is better known the day before. */
function isNewAndPressing({ kind, dueAt }: NoticeTiming, digest: Instant, { zone }: Manners): boolean {
  return kind === 'start' && dueAt !== null && dateOf(dueAt, zone) <= dateOf(digest, zone);
}

/** Whether neither the limit nor the meeting comes before that moment; what has passed already decides nothing. */
function leavesTime({ dueAt, eventAt }: NoticeTiming, now: Instant, at: Instant): boolean {
  return [dueAt, eventAt].every((limit) => limit === null || limit <= now || at < limit);
}

function hold(
  facts: NoticeTiming,
  now: Instant,
  until: Instant,
  reason: Reason,
  manners: Manners,
): DeliveryDecision {
  const later = addSeconds(until, jitterSeconds(facts, manners.jitterSeconds));
  const spread = isAllowed(later, manners) && leavesTime(facts, now, later);
  return { do: 'hold', until: spread ? later : until, reason };
}

/**
 * The manners that the settings ask for: `quiet_hours`, `digest_at`, `digest.liaisons`, `digest.towns`,
 * `towns.last_ask` and `notice.jitter_seconds`.
 */
export function mannersOf(settings: Settings, calendar: Pick<CalendarView, 'zone' | 'isWorking'>): Manners {
  return {
    quiet: parseQuietHours(textSetting(settings, 'quiet_hours')),
    digestAt: parseLocalTime(textSetting(settings, 'digest_at')),
    digestKinds: {
      liaisons: kindsNamed(textSetting(settings, 'digest.liaisons')),
      towns: kindsNamed(textSetting(settings, 'digest.towns')),
    },
    townsLastAsk: parseLocalTime(textSetting(settings, 'towns.last_ask')),
    jitterSeconds: numberSetting(settings, 'notice.jitter_seconds'),
    zone: calendar.zone,
    isWorking: (date) => calendar.isWorking(date),
  };
}
