/** Seconds of office time: counting them between two moments, and walking a number of them on or back. */
import {
  epochOfInstant,
  type Instant,
  instantOfEpoch,
  type LocalTime,
  secondsOfDay,
} from '../time/instant.ts';
import { epochOfLocal, offsetAt, type ZoneId } from '../time/zone-offset.ts';
import { CalendarFault } from './work-calendar.ts';

/** From the first second to the last, within one day. */
export interface OfficeInterval {
  readonly from: LocalTime;
  readonly to: LocalTime;
}

/** The open intervals of each working day in order; a gap between two is the lunch break. */
export type OfficeHours = readonly OfficeInterval[];

/** The days an office works, by day number. */
export interface OfficeDays {
  works(day: number): boolean;
  /** The nearest working day after `day` (step 1) or before it (step -1). */
  next(day: number, step: 1 | -1): number;
  /** The office hours of one day, where they are not the usual ones. */
  hoursOn?(day: number): OfficeHours | undefined;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const DAY = 86_400;

/** Office seconds from `from` to `to`; negative when `to` is the earlier moment. */
export function officeSecondsBetween(
  days: OfficeDays,
  zone: ZoneId,
  from: Instant,
  to: Instant,
  hours: OfficeHours,
): number {
  if (to < from) return -officeSecondsBetween(days, zone, to, from, hours);
  const usual = spansOf(hours);
  const [start, end] = [epochOfInstant(from), epochOfInstant(to)];
  const lastDay = localDay(end, zone);
  let total = 0;
  for (let day = localDay(start, zone); day <= lastDay; day++) {
    if (!days.works(day)) continue;
    for (const span of spansOn(day, days, usual)) {
      const open = Math.max(start, epochOfLocal(day * DAY + span.from, zone));
      const close = Math.min(end, epochOfLocal(day * DAY + span.to, zone));
      if (close > open) total += close - open;
    }
  }
  return total;
}

/**
 * The moment `seconds` of office time after `instant`, or before it if negative. A result on a boundary stays
 * there: at closing time when counting on, at opening time when counting back. 0 gives `instant` itself.
 */
export function addOfficeSeconds(
  days: OfficeDays,
  zone: ZoneId,
  instant: Instant,
  seconds: number,
  hours: OfficeHours,
): Instant {
  if (!Number.isInteger(seconds))
    throw new CalendarFault(`${seconds} is not a whole number of office seconds.`);
  const spans = spansOf(hours);
  if (seconds === 0) return instant;
  const walk = seconds > 0 ? walkOn : walkBack;
  return instantOfEpoch(walk(days, zone, epochOfInstant(instant), Math.abs(seconds), spans));
}

function walkOn(
  days: OfficeDays,
  zone: ZoneId,
  start: number,
  seconds: number,
  usual: readonly Span[],
): number {
  let left = seconds;
  const startDay = localDay(start, zone);
  for (let day = days.works(startDay) ? startDay : days.next(startDay, 1); ; day = days.next(day, 1)) {
    for (const span of spansOn(day, days, usual)) {
      const open = Math.max(start, epochOfLocal(day * DAY + span.from, zone));
      const length = epochOfLocal(day * DAY + span.to, zone) - open;
      if (length <= 0) continue;
      if (left <= length) return open + left;
      left -= length;
    }
  }
}

function walkBack(
  days: OfficeDays,
  zone: ZoneId,
  start: number,
  seconds: number,
  usual: readonly Span[],
): number {
  let left = seconds;
  const startDay = localDay(start, zone);
  for (let day = days.works(startDay) ? startDay : days.next(startDay, -1); ; day = days.next(day, -1)) {
    for (const span of spansOn(day, days, usual).toReversed()) {
      const close = Math.min(start, epochOfLocal(day * DAY + span.to, zone));
      const length = close - epochOfLocal(day * DAY + span.from, zone);
      if (length <= 0) continue;
      if (left <= length) return close - left;
      left -= length;
    }
  }
}

function spansOn(day: number, days: OfficeDays, usual: readonly Span[]): readonly Span[] {
  const own = days.hoursOn?.(day);
  return own === undefined ? usual : spansOf(own);
}

function localDay(epochSeconds: number, zone: ZoneId): number {
  return Math.floor((epochSeconds + offsetAt(epochSeconds, zone)) / DAY);
}

const checked = new WeakMap<OfficeHours, readonly Span[]>();

/** Refuses hours without an interval, and intervals that end before they begin or run into each other. */
function spansOf(hours: OfficeHours): readonly Span[] {
  const known = checked.get(hours);
  if (known) return known;
  const spans = hours.map(({ from, to }) => ({ from: secondsOfDay(from), to: secondsOfDay(to) }));
  const said = hours.map(({ from, to }) => `${from}-${to}`).join(', ') || 'none';
  const inOrder = spans.every((span, i) => span.from < span.to && span.from >= (spans[i - 1]?.to ?? 0));
  if (spans.length === 0 || !inOrder) {
    throw new CalendarFault(
      `The office hours (${said}) are not usable; expected at least one interval, in order and without overlap.`,
    );
  }
  checked.set(hours, spans);
  return spans;
}
