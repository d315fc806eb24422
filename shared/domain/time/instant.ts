/** Moments as comparable strings of whole seconds; every conversion to civil time names its zone. */
import { dateText, dayNumberOf, daysInMonth, digitsAt, twoDigits } from './civil.ts';
import { InvalidTime } from './invalid-time.ts';
import { dayNumber, type LocalDate } from './local-date.ts';
import { epochOfLocal, offsetAt, type ZoneId } from './zone-offset.ts';

export { InvalidTime } from './invalid-time.ts';
export type { ZoneId } from './zone-offset.ts';

/** UTC, exactly 'YYYY-MM-DDTHH:MM:SSZ'. String order is time order. */
export type Instant = string & { readonly __brand: 'Instant' };
/** 'HH:MM' or 'HH:MM:SS', 00:00 to 23:59:59. */
export type LocalTime = string & { readonly __brand: 'LocalTime' };

const DAY = 86_400;
const CIVIL_TEXT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?/;
const OFFSET_TEXT = /^([+-])(\d{2}):?(\d{2})(?::(\d{2}))?$/;

/**
 * Reads ISO 8601 with an offset or Z, to the second: '2026-10-08T09:00:00+08:00', '2026-10-08T01:00Z'.
 * Fractions of a second are cut, never rounded up past a limit. Refuses a missing offset, a date or clock
 * time that does not exist (2026-02-30, 25:00, 24:00, second 60) and anything after the offset.
 */
export function parseInstant(text: string): Instant {
  const { localSeconds, rest } = readCivil(text);
  if (rest === '') {
    throw new InvalidTime(`'${text}' has no offset from UTC; expected one such as +08:00 or Z at the end.`);
  }
  return instantOfEpoch(localSeconds - readOffset(rest, text));
}

/** Like {@link parseInstant}, but without an offset the text is the zone's local time. */
export function parseInZone(text: string, zone: ZoneId): Instant {
  const { localSeconds, rest } = readCivil(text);
  return instantOfEpoch(
    rest === '' ? epochOfLocal(localSeconds, zone) : localSeconds - readOffset(rest, text),
  );
}

/** Refuses anything but 'HH:MM' and 'HH:MM:SS'; the end of a day is the next day's 00:00, not 24:00. */
export function parseLocalTime(text: string): LocalTime {
  if (!/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(text)) {
    throw new InvalidTime(
      `'${text}' is not a time of day; expected HH:MM or HH:MM:SS from 00:00 to 23:59:59.`,
    );
  }
  return text as LocalTime;
}

/** The moment in the zone's civil time with its offset: '2026-10-08T09:00:00+08:00'. */
export function formatInstant(instant: Instant, zone: ZoneId): string {
  const epoch = epochOfInstant(instant);
  const offset = offsetAt(epoch, zone);
  return `${civilText(epoch + offset)}${offsetText(offset)}`;
}

/** Negative seconds go back. */
export function addSeconds(instant: Instant, seconds: number): Instant {
  if (!Number.isInteger(seconds)) throw new InvalidTime(`${seconds} is not a whole number of seconds.`);
  return instantOfEpoch(epochOfInstant(instant) + seconds);
}

/** `to` minus `from`: negative when `to` is the earlier. */
export function secondsBetween(from: Instant, to: Instant): number {
  return epochOfInstant(to) - epochOfInstant(from);
}

export function dateOf(instant: Instant, zone: ZoneId): LocalDate {
  return dateText(Math.floor(localSecondsOf(instant, zone) / DAY)) as LocalDate;
}

/** 'HH:MM:SS'. */
export function timeOf(instant: Instant, zone: ZoneId): LocalTime {
  return clockText(localSecondsOf(instant, zone)) as LocalTime;
}

/**
 * The moment at which the zone's clocks show that date and time. A time that occurs twice means the first;
 * one that is skipped in spring moves on by the length of the gap.
 */
export function instantAt(date: LocalDate, time: LocalTime, zone: ZoneId): Instant {
  return instantOfEpoch(epochOfLocal(dayNumber(date) * DAY + secondsOfDay(time), zone));
}

export function earliest(first: Instant, ...others: Instant[]): Instant {
  return others.reduce((best, other) => (other < best ? other : best), first);
}

export function latest(first: Instant, ...others: Instant[]): Instant {
  return others.reduce((best, other) => (other > best ? other : best), first);
}

/** Seconds since midnight by the clock on the wall. */
export function secondsOfDay(time: LocalTime): number {
  const seconds = time.length > 5 ? digitsAt(time, 6, 2) : 0;
  return digitsAt(time, 0, 2) * 3600 + digitsAt(time, 3, 2) * 60 + seconds;
}

/** Seconds since 1970-01-01T00:00:00Z; for arithmetic, never for storage. */
export function epochOfInstant(instant: Instant): number {
  const day = dayNumberOf(digitsAt(instant, 0, 4), digitsAt(instant, 5, 2), digitsAt(instant, 8, 2));
  return (
    day * DAY + digitsAt(instant, 11, 2) * 3600 + digitsAt(instant, 14, 2) * 60 + digitsAt(instant, 17, 2)
  );
}

/** The inverse of {@link epochOfInstant}; refuses moments outside the years 1 to 9999. */
export function instantOfEpoch(epochSeconds: number): Instant {
  return `${civilText(epochSeconds)}Z` as Instant;
}

function localSecondsOf(instant: Instant, zone: ZoneId): number {
  const epoch = epochOfInstant(instant);
  return epoch + offsetAt(epoch, zone);
}

function civilText(localSeconds: number): string {
  return `${dateText(Math.floor(localSeconds / DAY))}T${clockText(localSeconds)}`;
}

function clockText(localSeconds: number): string {
  const ofDay = localSeconds - Math.floor(localSeconds / DAY) * DAY;
  const minutes = Math.floor(ofDay / 60);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(ofDay % 60)}`;
}

function offsetText(offset: number): string {
  const size = Math.abs(offset);
  const seconds = size % 60 === 0 ? '' : `:${twoDigits(size % 60)}`;
  const minutes = Math.floor(size / 60);
  return `${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}${seconds}`;
}

function readCivil(text: string): { localSeconds: number; rest: string } {
  const found = CIVIL_TEXT.exec(text);
  if (!found) {
    throw new InvalidTime(`'${text}' is not a time; expected a form such as 2026-10-08T09:00:00+08:00.`);
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  if (year < 1 || day < 1 || day > daysInMonth(year, month)) {
    throw new InvalidTime(`'${text}' names a date that does not exist.`);
  }
  if (hour > 23 || minute > 59 || second > 59) {
    throw new InvalidTime(
      `'${text}' names a time of day that does not exist; expected 00:00:00 to 23:59:59.`,
    );
  }
  const localSeconds = dayNumberOf(year, month, day) * DAY + hour * 3600 + minute * 60 + second;
  return { localSeconds, rest: text.slice(found[0].length) };
}

function readOffset(rest: string, text: string): number {
  if (rest === 'Z') return 0;
  const found = OFFSET_TEXT.exec(rest);
  const [hours = 99, minutes = 0, seconds = 0] = found?.slice(2).map((part) => Number(part ?? 0)) ?? [];
  if (!found || hours > 23 || minutes > 59 || seconds > 59) {
    throw new InvalidTime(`'${text}' ends in '${rest}'; expected an offset from UTC such as +08:00 or Z.`);
  }
  return (found[1] === '-' ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
}
