/** When officials may be written to in ordinary matters: on working days, outside the quiet hours. */
import {
  dateOf,
  type Instant,
  instantAt,
  type LocalTime,
  parseLocalTime,
  secondsOfDay,
  timeOf,
  type ZoneId,
} from '../time/instant.ts';
import { addDays, type LocalDate } from '../time/local-date.ts';

/** Setting `quiet_hours`. From inclusive of the night that begins, but the two ends themselves are allowed. */
export interface QuietHours {
  readonly from: LocalTime;
  readonly to: LocalTime;
}

/** What decides whether a moment is quiet. */
export interface OfficeTimes {
  readonly quiet: QuietHours;
  readonly zone: ZoneId;
  /** Make-up Sundays are working days, holidays are not. */
  isWorking(date: LocalDate): boolean;
}

/** The longest run of off days in China is nine; twice that again and the calendar must be wrong. */
const MOST_DAYS_SEARCHED = 31;

const START_OF_DAY = parseLocalTime('00:00:00');
const END_OF_DAY = parseLocalTime('23:59:59');

/** Reads '18:00-08:30'. Equal ends mean that no hour is quiet. Refuses anything but two times with a hyphen. */
export function parseQuietHours(text: string): QuietHours {
  const [from, to, ...rest] = text.split('-');
  if (from === undefined || to === undefined || rest.length > 0) {
    throw new TypeError(`'${text}' are no quiet hours; expected a form such as 18:00-08:30`);
  }
  return { from: parseLocalTime(from.trim()), to: parseLocalTime(to.trim()) };
}

/** Whether ordinary notices may go out at this moment. With 18:00-08:30 both 18:00:00 and 08:30:00 are allowed. */
export function isAllowed(at: Instant, times: OfficeTimes): boolean {
  if (!times.isWorking(dateOf(at, times.zone))) return false;
  const second = secondsOfDay(timeOf(at, times.zone));
  return windowsOf(times.quiet).some((w) => secondsOfDay(w.from) <= second && second <= secondsOfDay(w.to));
}

/** The first allowed moment at or after `from`; `null` when a month has none. */
export function nextAllowedMoment(from: Instant, times: OfficeTimes): Instant | null {
  let date = dateOf(from, times.zone);
  for (let days = 0; days <= MOST_DAYS_SEARCHED; days++, date = addDays(date, 1)) {
    if (!times.isWorking(date)) continue;
    for (const window of windowsOf(times.quiet)) {
      const start = instantAt(date, window.from, times.zone);
      if (from <= start) return start;
      if (from <= instantAt(date, window.to, times.zone)) return from;
    }
  }
  return null;
}

/** The last allowed moment at or before `before`; `null` when a month has none. */
export function lastAllowedMoment(before: Instant, times: OfficeTimes): Instant | null {
  let date = dateOf(before, times.zone);
  for (let days = 0; days <= MOST_DAYS_SEARCHED; days++, date = addDays(date, -1)) {
    if (!times.isWorking(date)) continue;
    for (const window of windowsOf(times.quiet).toReversed()) {
      const end = instantAt(date, window.to, times.zone);
      if (end <= before) return end;
      if (instantAt(date, window.from, times.zone) <= before) return before;
    }
  }
  return null;
}

/**
 * Where the planner puts a rung: one before its limit that would fall into quiet time with no allowed moment left
 * before the limit moves to the last allowed moment earlier. All others stay where they are and are
 * held, if need be, when they are due. Emergencies are the caller's to leave alone.
 */
export function outOfQuietTime(rung: Instant, limit: Instant, times: OfficeTimes): Instant {
  if (rung >= limit || isAllowed(rung, times)) return rung;
  const next = nextAllowedMoment(rung, times);
  if (next !== null && next < limit) return rung;
  return lastAllowedMoment(rung, times) ?? rung;
}

/** The stretches of a working day that are not quiet, in order, both ends included. */
function windowsOf({ from, to }: QuietHours): readonly { from: LocalTime; to: LocalTime }[] {
  const [start, end] = [secondsOfDay(from), secondsOfDay(to)];
  if (start === end) return [{ from: START_OF_DAY, to: END_OF_DAY }];
  if (start > end) return [{ from: to, to: from }];
  const afterwards = { from: to, to: END_OF_DAY };
  return start === 0 ? [afterwards] : [{ from: START_OF_DAY, to: from }, afterwards];
}
