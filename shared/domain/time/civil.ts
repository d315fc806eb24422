/** Gregorian arithmetic on plain numbers: day 0 is 1970-01-01, so that days can be added and compared. */
import { InvalidTime } from './invalid-time.ts';

export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const DAYS_PER_400_YEARS = 146_097;
const DAYS_FROM_YEAR_0_TO_1970 = 719_468;

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** 0 for a month that does not exist, so that every day of it is refused. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/**
 * The number of a day that is known to exist. Counts years from March, so that the leap day is the last one
 * and every month begins at a fixed distance.
 */
export function dayNumberOf(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_400_YEARS + dayOfEra - DAYS_FROM_YEAR_0_TO_1970;
}

/** The inverse of {@link dayNumberOf}. */
export function civilOf(dayNumber: number): Civil {
  const shifted = dayNumber + DAYS_FROM_YEAR_0_TO_1970;
  const era = Math.floor(shifted / DAYS_PER_400_YEARS);
  const dayOfEra = shifted - era * DAYS_PER_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/** 1 Monday … 7 Sunday. */
export function weekdayOfDayNumber(dayNumber: number): number {
  // Day 0 was a Thursday. The double remainder keeps days before 1970 positive.
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

/** 'YYYY-MM-DD'; refuses years that four digits cannot hold, because then string order would not be time order. */
export function dateText(dayNumber: number): string {
  const { year, month, day } = civilOf(dayNumber);
  if (!(year >= 1 && year <= 9999)) {
    throw new InvalidTime(`The result lies in the year ${year}; expected a year from 1 to 9999.`);
  }
  return `${fourDigits(year)}-${twoDigits(month)}-${twoDigits(day)}`;
}

export function twoDigits(n: number): string {
  return n < 10 ? `0${n}` : `${n}`;
}

export function fourDigits(n: number): string {
  return n < 1000 ? `${n}`.padStart(4, '0') : `${n}`;
}

/** The number in `length` ASCII digits of `text`, which is known to hold digits there. Much faster than slicing. */
export function digitsAt(text: string, start: number, length: number): number {
  let n = 0;
  for (let i = start; i < start + length; i++) n = n * 10 + text.charCodeAt(i) - 48;
  return n;
}
