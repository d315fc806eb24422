/** Decides for one notice whether it goes out now, waits for a better moment or is dropped, and says why. */

import type { CalendarView } from '../calendar/calendar-view.ts';
import { numberSetting, type Settings, textSetting } from '../rules/settings.ts';
import {
  addSeconds,
  dateOf,
  type Instant,
  instantAt,
  type LocalTime,
  parseLocalTime,
  secondsBetween,
} from '../time/instant.ts';
import { hashOf } from './hash.ts';
import type { NoticeFacts, NoticeKind } from './notice.ts';
import { isAllowed, nextAllowedMoment, type OfficeTimes, parseQuietHours } from './quiet-time.ts';

export interface Manners extends OfficeTimes {
  /** Reminders of report-backs and cadences wait for this time instead of the end of quiet time. */
  readonly digestAt: LocalTime;
  /** Setting `notice.jitter_seconds`: spreads what would all go out when quiet time ends. 0 to 300. */
  readonly jitterSeconds: number;
}

/** The code goes into metrics, the sentence to the ledger and the page. */
export const REASONS = {
  emergency: { code: 'emergency', say: '紧急事项，不受免打扰时段限制，立即发送' },
  exempt: { code: 'exempt', say: '会前或应急期间，免打扰时段内照常发送' },
  officeHours: { code: 'office-hours', say: '工作时段，按时发送' },
  beforeDeadline: { code: 'before-deadline', say: '时限前已无其他可发送时段，立即发送' },
  meetingNear: { code: 'meeting-near', say: '会议临近，呈请事项立即发送' },
  noMoment: { code: 'no-moment', say: '一个月内没有可发送时段，请核对工作日历，先行发送' },
  quietHours: { code: 'quiet-hours', say: '免打扰时段，顺延至下一可发送时段' },
  offDay: { code: 'off-day', say: '非工作日，顺延至下一工作日发送' },
  digest: { code: 'digest', say: '并入下一工作日上午的每日汇总发送' },
  eventPast: { code: 'event-past', say: '会议已经开始，提醒不再发送' },
} as const;

export type Reason = (typeof REASONS)[keyof typeof REASONS];

export type DeliveryDecision =
  | { readonly do: 'send'; readonly reason: Reason }
  | { readonly do: 'hold'; readonly until: Instant; readonly reason: Reason }
  | { readonly do: 'drop'; readonly reason: Reason };

/** What of a notice the manners look at. */
export type NoticeTiming = Pick<
  NoticeFacts,
  'id' | 'clock' | 'kind' | 'dueAt' | 'eventAt' | 'quietExemptUntil' | 'evenIfSettled'
>;

/** A decision about a meeting goes at once if the meeting comes this soon after the next allowed moment. */
const DECISION_LEAD_SECONDS = 4 * 3600;
/** Kinds that only make sense before the meeting; changes, corrections and checks still matter afterwards. */
const PREPARING: readonly NoticeKind[] = ['remind', 'warn', 'hasten', 'ask-decision'];
const MOST_JITTER_SECONDS = 300;

/**
 * Emergencies and exempt notices go at once. Others go in office hours; in quiet time they wait for the next
 * allowed moment, reminders of class R and C for the digest, but never past a limit that has not passed yet, and a
 * decision about a meeting not beyond 4 hours before it. Requests to prepare a meeting are dropped
 * once it has begun.
 */
export function decideDelivery(facts: NoticeTiming, now: Instant, manners: Manners): DeliveryDecision {
  if (facts.clock === 'E') return send(REASONS.emergency);
  if (isPointless(facts, now)) return { do: 'drop', reason: REASONS.eventPast };
  if (isAllowed(now, manners)) return send(REASONS.officeHours);
  if (facts.quietExemptUntil !== null && now < facts.quietExemptUntil) return send(REASONS.exempt);
  const next = nextAllowedMoment(now, manners);
  if (next === null) return send(REASONS.noMoment);
  if (facts.dueAt !== null && now < facts.dueAt && facts.dueAt <= next) return send(REASONS.beforeDeadline);
  if (meetingIsNear(facts, next)) return send(REASONS.meetingNear);
  return hold(facts, now, next, manners);
}

/**
 * Seconds to add to a held notice: 0 in emergencies and unless the setting allows more, at most five minutes,
 * decided by the notice's id so that every run gives the same.
 */
export function jitterSeconds(facts: Pick<NoticeFacts, 'id' | 'clock'>, setting: number): number {
  const most = Math.min(MOST_JITTER_SECONDS, Math.max(0, Math.floor(setting)));
  return facts.clock === 'E' ? 0 : hashOf(facts.id) % (most + 1);
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

function hold(facts: NoticeTiming, now: Instant, next: Instant, manners: Manners): DeliveryDecision {
  const working = manners.isWorking(dateOf(now, manners.zone));
  const digest = inDigest(facts) ? digestMoment(next, manners) : null;
  // A digest after the limit would come too late; the first allowed moment is known not to.
  const useDigest = digest !== null && !(facts.dueAt !== null && now < facts.dueAt && facts.dueAt <= digest);
  const until = useDigest ? digest : next;
  const later = addSeconds(until, jitterSeconds(facts, manners.jitterSeconds));
  const spread =
    isAllowed(later, manners) && (facts.dueAt === null || later < facts.dueAt || facts.dueAt <= now);
  return {
    do: 'hold',
    until: spread ? later : until,
    reason: useDigest ? REASONS.digest : working ? REASONS.quietHours : REASONS.offDay,
  };
}

function inDigest(facts: NoticeTiming): boolean {
  return (facts.clock === 'R' || facts.clock === 'C') && facts.kind === 'remind';
}

function digestMoment(next: Instant, manners: Manners): Instant | null {
  const at = instantAt(dateOf(next, manners.zone), manners.digestAt, manners.zone);
  return at < next ? next : nextAllowedMoment(at, manners);
}

/** The manners that the settings `quiet_hours`, `digest_at` and `notice.jitter_seconds` ask for. */
export function mannersOf(settings: Settings, calendar: Pick<CalendarView, 'zone' | 'isWorking'>): Manners {
  return {
    quiet: parseQuietHours(textSetting(settings, 'quiet_hours')),
    digestAt: parseLocalTime(textSetting(settings, 'digest_at')),
    jitterSeconds: numberSetting(settings, 'notice.jitter_seconds'),
    zone: calendar.zone,
    isWorking: (date) => calendar.isWorking(date),
  };
}
