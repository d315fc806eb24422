/** Turns a ladder into rungs at instants, each counted from the limit and never from the rung before. */
import type { ClockClass, NoticeKind } from '../notices/notice.ts';
import { type OfficeTimes, outOfQuietTime } from '../notices/quiet-time.ts';
import { amountOf, type Ground, shiftDate, shiftInstant, timeOfDay, viewOf } from '../rules/expression.ts';
import type { Ladder, RungRule, RungTime } from '../rules/rulebook.ts';
import { flagSetting } from '../rules/settings.ts';
import { addSeconds, dateOf, type Instant, instantAt, secondsBetween } from '../time/instant.ts';
import { firstDayOfMonth } from '../time/local-date.ts';

/** One step of a duty's ladder. */
export interface PlannedRung {
  readonly id: string;
  readonly kind: NoticeKind;
  /** `null`: has no time of its own and waits for its signal. */
  readonly at: Instant | null;
  /** The instant counted from the limit, where `at` was put off because the receiver was asked late. */
  readonly meantFor: Instant | null;
  readonly to: readonly string[];
  readonly message: string;
  readonly channel: string | null;
  /** The signal that brings it forward. */
  readonly early: string | null;
  readonly repeatSeconds: number | null;
  readonly quietExemptUntil: Instant | null;
  /** Where it waits for the answer 未收到: not before this moment all the same. */
  readonly notBefore: Instant | null;
  /** The post that must let it go first; left out where nobody has to. */
  readonly approval?: string;
}

export interface LadderMoments {
  readonly openedAt: Instant;
  /** When whoever owes was told, which may be before it was keyed; absent: at the opening. */
  readonly toldAt?: Instant;
  /** The limit the ladder is counted from. */
  readonly limit: Instant;
  /** Rungs before this moment are past and are left out, unless they follow the limit. */
  readonly now: Instant;
  /** Rungs due under this same limit and not taken yet, with their instants; planning again must not lose them. */
  readonly pending?: ReadonlyMap<string, Instant>;
  /** The receiver has answered 未收到 under this limit. */
  readonly confirmed?: boolean;
}

/** The signal of the receiver who was asked at the limit and has nothing (practice: check before 超时). */
export const NOT_RECEIVED = 'not-received';

/**
 * The rungs still to come, by time. A rung before the limit that is already past is left out: it was either
 * taken or could not be. A rung at or after a limit that has passed stays, so that what is created late says
 * so at once; a repeating one goes on with its next repeat. Outside emergencies a rung that quiet time would hold beyond the limit moves to the last
 * allowed moment before it.
 */
export function planRungs(
  ladder: Ladder,
  clock: ClockClass,
  moments: LadderMoments,
  ground: Ground,
  times: OfficeTimes,
): PlannedRung[] {
  const rungs = ladder.rungs.map((rule) => planRung(rule, clock, moments, ground, times));
  return rungs
    .map((rung) => onward(rung, moments))
    .filter((rung) => rung.at === null || isToCome(rung.id, rung.at, moments))
    .sort((a, b) => compareTimes(a.at, b.at) || ladderOrder(ladder, a) - ladderOrder(ladder, b));
}

function ladderOrder(ladder: Ladder, rung: PlannedRung): number {
  return ladder.rungs.findIndex(({ id }) => id === rung.id);
}

/** Rungs without a time come last. */
function compareTimes(a: Instant | null, b: Instant | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  return b === null || a < b ? -1 : 1;
}

function isToCome(id: string, at: Instant, { now, limit, openedAt, pending }: LadderMoments): boolean {
  if (at > now || pending?.get(id) === at) return true;
  return openedAt === now && (at === now || (at >= limit && limit < now));
}

/** What is pending stays at its instant; a repeating rung that has begun is not over: its next repeat is to come. */
function onward(rung: PlannedRung, moments: LadderMoments): PlannedRung {
  const { id, at, repeatSeconds } = rung;
  if (at === null || isToCome(id, at, moments)) return rung;
  const pending = moments.pending?.get(id);
  if (pending !== undefined) return { ...rung, at: pending };
  if (repeatSeconds === null) return rung;
  return { ...rung, at: nextRepeat(at, repeatSeconds, moments.now) };
}

function planRung(
  rule: RungRule,
  clock: ClockClass,
  moments: LadderMoments,
  ground: Ground,
  times: OfficeTimes,
): PlannedRung {
  const holds = (setting: string | null) => setting !== null && flagSetting(ground.settings, setting);
  const counted = countFrom(rule.time, moments, ground);
  const own = clock === 'E' ? counted : outOfQuiet(counted, rule, moments, times);
  const asks = holds(rule.onlyConfirmedIf);
  const waits = holds(rule.onlyEarlyIf) || (asks && moments.confirmed !== true);
  return {
    id: rule.id,
    kind: rule.kind,
    at: waits ? null : own,
    to: rule.to,
    meantFor: null,
    message: rule.message,
    channel: rule.channel,
    early: asks ? NOT_RECEIVED : rule.early,
    notBefore: asks ? own : null,
    repeatSeconds: rule.repeatEvery === null ? null : repeatSeconds(rule.repeatEvery, ground),
    quietExemptUntil: exemption(rule, counted, ground),
    ...(rule.approval === null ? {} : { approval: rule.approval }),
  };
}

function repeatSeconds(shift: NonNullable<RungRule['repeatEvery']>, ground: Ground): number {
  const amount = amountOf(shift.amount, ground.settings);
  if (shift.unit === 'minutes') return amount * 60;
  if (shift.unit === 'hours') return amount * 3600;
  throw new Error(`a rung repeats after minutes or hours, not '${shift.unit}'`);
}

function countFrom(time: RungTime, moments: LadderMoments, ground: Ground): Instant {
  const base = baseOf(time.from, moments);
  if (time.shift === null) return time.at === null ? base : onDay(base, time.at, ground);
  const view = viewOf(ground);
  if (time.at === null) return shiftInstant(base, time.shift, ground, view);
  const amount = amountOf(time.shift.amount, ground.settings);
  const date = shiftDate(dateOf(base, ground.zone), time.shift.unit, amount, view);
  const day = time.monthStart === true ? firstDayOfMonth(date) : date;
  return instantAt(day, timeOfDay(time.at, ground.settings), ground.zone);
}

function baseOf(from: RungTime['from'], { limit, openedAt, toldAt }: LadderMoments): Instant {
  if (from === 'due') return limit;
  return from === 'told' ? (toldAt ?? openedAt) : openedAt;
}

function onDay(base: Instant, time: string, ground: Ground): Instant {
  return instantAt(dateOf(base, ground.zone), timeOfDay(time, ground.settings), ground.zone);
}

function exemption(rule: RungRule, at: Instant, ground: Ground): Instant | null {
  return rule.quietExemptUntil === null ? null : onDay(at, rule.quietExemptUntil, ground);
}

function outOfQuiet(at: Instant, rule: RungRule, { limit, now }: LadderMoments, times: OfficeTimes): Instant {
  if (rule.time.from !== 'due') return at;
  const moved = outOfQuietTime(at, limit, times);
  return moved > now ? moved : at;
}

/** The next instant of a repeating rung after `now`; what was missed in between is not made up for. */
export function nextRepeat(at: Instant, repeatSeconds: number, now: Instant): Instant {
  const passed = Math.max(0, Math.floor(secondsBetween(at, now) / repeatSeconds));
  return addSeconds(at, (passed + 1) * repeatSeconds);
}
