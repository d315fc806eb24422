/** Civil days, ISO weeks and months as comparable strings; no clock time, no zone. */
import {
  civilOf,
  dateText,
  dayNumberOf,
  daysInMonth,
  digitsAt,
  fourDigits,
  twoDigits,
  weekdayOfDayNumber,
} from './civil.ts';
import { InvalidTime } from './invalid-time.ts';

/** 'YYYY-MM-DD', a day that exists. String order is the order of the days. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };
/** 'YYYY-Www' (ISO 8601): Monday to Sunday; the week belongs to the year of its Thursday. */
export type WeekId = string & { readonly __brand: 'WeekId' };
/** 'YYYY-MM'. */
export type MonthId = string & { readonly __brand: 'MonthId' };
/** 1 Monday … 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Refuses any other form and days that do not exist, such as 2026-02-30. */
export function parseLocalDate(text: string): LocalDate {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!found) throw new InvalidTime(`'${text}' is not a date; expected YYYY-MM-DD.`);
  const [year, month, day] = [digitsAt(text, 0, 4), digitsAt(text, 5, 2), digitsAt(text, 8, 2)];
  if (year < 1 || day < 1 || day > daysInMonth(year, month)) {
    throw new InvalidTime(`'${text}' is a date that does not exist.`);
  }
  return text as LocalDate;
}

/** Refuses week 53 of a year that has only 52. */
export function parseWeekId(text: string): WeekId {
  const found = /^(\d{4})-W(\d{2})$/.exec(text);
  if (!found) throw new InvalidTime(`'${text}' is not a week; expected YYYY-Www such as 2026-W12.`);
  const week = digitsAt(text, 6, 2);
  if (digitsAt(text, 0, 4) < 1 || week < 1 || week > 53 || weekOf(mondayOf(text as WeekId)) !== text) {
    throw new InvalidTime(`'${text}' is a week that does not exist.`);
  }
  return text as WeekId;
}

export function parseMonthId(text: string): MonthId {
  if (!/^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(text)) {
    throw new InvalidTime(`'${text}' is not a month; expected YYYY-MM.`);
  }
  return text as MonthId;
}

/** Days since 1970-01-01; for arithmetic, never for storage. */
export function dayNumber(date: LocalDate): number {
  return dayNumberOf(digitsAt(date, 0, 4), digitsAt(date, 5, 2), digitsAt(date, 8, 2));
}

/** The inverse of {@link dayNumber}. */
export function dateOfDayNumber(n: number): LocalDate {
  return dateText(n) as LocalDate;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  if (!Number.isInteger(days)) throw new InvalidTime(`${days} is not a whole number of days.`);
  return dateOfDayNumber(dayNumber(date) + days);
}

/**
 * The same day `months` later or, if negative, earlier. A month without that day gives its last day
 * (Civil Code, art. 202): 2026-01-31 plus 1 month is 2026-02-28.
 */
export function addMonths(date: LocalDate, months: number): LocalDate {
  if (!Number.isInteger(months)) throw new InvalidTime(`${months} is not a whole number of months.`);
  const monthsSinceYear0 = digitsAt(date, 0, 4) * 12 + digitsAt(date, 5, 2) - 1 + months;
  const year = Math.floor(monthsSinceYear0 / 12);
  const month = monthsSinceYear0 - year * 12 + 1;
  return dateOfDayNumber(dayNumberOf(year, month, Math.min(digitsAt(date, 8, 2), daysInMonth(year, month))));
}

/** Days from `from` to `to`; negative when `to` is the earlier day. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

export function weekdayOf(date: LocalDate): Weekday {
  return weekdayOfDayNumber(dayNumber(date)) as Weekday;
}

export function isWeekend(date: LocalDate): boolean {
  return weekdayOf(date) >= 6;
}

export function weekOf(date: LocalDate): WeekId {
  const n = dayNumber(date);
  const thursday = n + 4 - weekdayOfDayNumber(n);
  const { year } = civilOf(thursday);
  const week = Math.floor((thursday - dayNumberOf(year, 1, 1)) / 7) + 1;
  return `${fourDigits(year)}-W${twoDigits(week)}` as WeekId;
}

export function mondayOf(week: WeekId): LocalDate {
  // 4 January always lies in week 1.
  const fourth = dayNumberOf(digitsAt(week, 0, 4), 1, 4);
  return dateOfDayNumber(fourth - weekdayOfDayNumber(fourth) + 1 + (digitsAt(week, 6, 2) - 1) * 7);
}

/** The week `weeks` later, or earlier if negative. */
export function nextWeek(week: WeekId, weeks = 1): WeekId {
  return weekOf(addDays(mondayOf(week), weeks * 7));
}

export function monthOf(date: LocalDate): MonthId {
  return date.slice(0, 7) as MonthId;
}

export function firstDayOfMonth(month: MonthId | LocalDate): LocalDate {
  return `${month.slice(0, 7)}-01` as LocalDate;
}

export function lastDayOfMonth(month: MonthId | LocalDate): LocalDate {
  const days = daysInMonth(digitsAt(month, 0, 4), digitsAt(month, 5, 2));
  return `${month.slice(0, 7)}-${twoDigits(days)}` as LocalDate;
}

/** The year as a number. */
export function yearOf(date: LocalDate | MonthId | WeekId): number {
  return digitsAt(date, 0, 4);
}
