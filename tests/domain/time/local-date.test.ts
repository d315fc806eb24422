import { describe, expect, test } from 'vitest';
import { InvalidTime } from '../../../shared/domain/time/instant.ts';
import {
  addDays,
  addMonths,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  firstDayOfMonth,
  isWeekend,
  lastDayOfMonth,
  mondayOf,
  monthOf,
  nextWeek,
  parseLocalDate,
  parseMonthId,
  parseWeekId,
  weekdayOf,
  weekOf,
  yearOf,
} from '../../../shared/domain/time/local-date.ts';

const day = parseLocalDate;

describe('what is read and what is refused', () => {
  test.each(['2026-10-08', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('the date %s', (text) => {
    expect(parseLocalDate(text)).toBe(text);
  });

  test.each([
    '2026-02-30',
    '2026-02-29',
    '1900-02-29',
    '2026-00-10',
    '2026-10-00',
    '2026-1-8',
    '2026/10/08',
    '20261008',
    '2026-10-08T',
    '',
  ])('not the date %j', (text) => {
    expect(() => parseLocalDate(text)).toThrow(InvalidTime);
  });

  test.each(['2026-W01', '2026-W53', '2020-W53', '2025-W52'])('the week %s', (text) => {
    expect(parseWeekId(text)).toBe(text);
  });

  test.each(['2025-W53', '2026-W00', '2026-W54', '2026-W1', '2026W01', '2026-01', ''])(
    'not the week %j',
    (text) => {
      expect(() => parseWeekId(text)).toThrow(InvalidTime);
    },
  );

  test('months', () => {
    expect(parseMonthId('2026-02')).toBe('2026-02');
    expect(() => parseMonthId('2026-13')).toThrow(InvalidTime);
    expect(() => parseMonthId('2026-2')).toThrow(InvalidTime);
  });
});

describe('addMonths keeps the day, or takes the last one (Civil Code, art. 202)', () => {
  test.each([
    { from: '2026-03-10', months: 3, to: '2026-06-10' },
    { from: '2026-01-31', months: 1, to: '2026-02-28' },
    { from: '2024-01-31', months: 1, to: '2024-02-29' },
    { from: '2026-08-31', months: 1, to: '2026-09-30' },
    { from: '2026-11-30', months: 3, to: '2027-02-28' },
    { from: '2026-03-31', months: -1, to: '2026-02-28' },
    { from: '2026-01-15', months: -1, to: '2025-12-15' },
    { from: '2024-02-29', months: 12, to: '2025-02-28' },
    { from: '2026-05-05', months: 0, to: '2026-05-05' },
  ])('$from + $months months = $to', ({ from, months, to }) => {
    expect(addMonths(day(from), months)).toBe(to);
  });
});

describe('ISO weeks', () => {
  test.each([
    {
      date: '2026-01-01',
      week: '2026-W01',
      monday: '2025-12-29',
      caption: 'the first of January may be in a week of December',
    },
    { date: '2025-12-29', week: '2026-W01', monday: '2025-12-29', caption: 'and December in week 1' },
    { date: '2021-01-03', week: '2020-W53', monday: '2020-12-28', caption: 'a Sunday of January in week 53' },
    { date: '2026-12-31', week: '2026-W53', monday: '2026-12-28', caption: 'a year of 53 weeks' },
    { date: '2026-10-08', week: '2026-W41', monday: '2026-10-05', caption: 'an ordinary Thursday' },
  ])('$caption', ({ date, week, monday }) => {
    expect(weekOf(day(date))).toBe(week);
    expect(mondayOf(parseWeekId(week))).toBe(monday);
  });

  test('the next week crosses the year', () => {
    expect(nextWeek(parseWeekId('2026-W53'))).toBe('2027-W01');
    expect(nextWeek(parseWeekId('2027-W01'), -1)).toBe('2026-W53');
    expect(nextWeek(parseWeekId('2026-W12'), 4)).toBe('2026-W16');
  });
});

describe('every day from 1600 to 2400', () => {
  test('numbers, texts, weekdays and weeks follow each other without a gap', () => {
    const first = dayNumber(day('1600-01-01'));
    const last = dayNumber(day('2400-12-31'));
    let before = '1599-12-31';
    for (let n = first; n <= last; n++) {
      const date = dateOfDayNumber(n);
      if (dayNumber(parseLocalDate(date)) !== n || date <= before)
        throw new Error(`day ${n} is ${date} after ${before}`);
      if (addDays(mondayOf(weekOf(date)), weekdayOf(date) - 1) !== date)
        throw new Error(`${date}: ${weekOf(date)}`);
      before = date;
    }
    // 97 leap days in 400 years: 801 years from 1600 to 2400 hold 195 of them.
    expect(last - first + 1).toBe(801 * 365 + 195);
  });
});

test('small questions about a day', () => {
  expect(dayNumber(day('1970-01-01'))).toBe(0);
  expect(weekdayOf(day('2026-10-08'))).toBe(4);
  expect(weekdayOf(day('2026-10-11'))).toBe(7);
  expect(isWeekend(day('2026-10-10'))).toBe(true);
  expect(isWeekend(day('2026-10-12'))).toBe(false);
  expect(addDays(day('2026-02-28'), 1)).toBe('2026-03-01');
  expect(addDays(day('2026-01-01'), -1)).toBe('2025-12-31');
  expect(daysBetween(day('2026-10-01'), day('2026-10-08'))).toBe(7);
  expect(monthOf(day('2026-10-08'))).toBe('2026-10');
  expect(firstDayOfMonth(parseMonthId('2026-02'))).toBe('2026-02-01');
  expect(lastDayOfMonth(parseMonthId('2024-02'))).toBe('2024-02-29');
  expect(lastDayOfMonth(day('2026-02-10'))).toBe('2026-02-28');
  expect(yearOf(day('2026-10-08'))).toBe(2026);
  expect(() => addDays(day('2026-01-01'), 1.5)).toThrow(InvalidTime);
  expect(() => addMonths(day('2026-01-01'), 0.5)).toThrow(InvalidTime);
  expect(() => addDays(day('9999-12-31'), 1)).toThrow(InvalidTime);
});
