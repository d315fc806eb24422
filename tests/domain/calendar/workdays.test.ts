import { describe, expect, test } from 'vitest';
import { consult } from '../../../shared/domain/calendar/calendar-view.ts';
import { CalendarFault, dayOf, workCalendar } from '../../../shared/domain/calendar/work-calendar.ts';
import {
  addDays,
  parseLocalDate,
  parseMonthId,
  parseWeekId,
} from '../../../shared/domain/time/local-date.ts';
import { published, SHANGHAI, view, yearOfDays } from './published.ts';

const day = parseLocalDate;

describe('what a day is', () => {
  test.each([
    {
      date: '2026-10-09',
      caption: 'an ordinary Friday',
      is: { kind: 'working', counts: true, makeUp: false },
    },
    { date: '2026-10-11', caption: 'an ordinary Sunday', is: { kind: 'off', counts: false, makeUp: false } },
    {
      date: '2026-10-01',
      caption: 'a holiday',
      is: { kind: 'off', counts: false, makeUp: false, holiday: '国庆节' },
    },
    {
      date: '2026-10-10',
      caption: 'a worked Saturday',
      is: { kind: 'working', counts: true, makeUp: true, holiday: '国庆节' },
    },
    {
      date: '2027-02-05',
      caption: 'a Friday not announced',
      is: { kind: 'unknown', counts: true, makeUp: false },
    },
    {
      date: '2027-10-02',
      caption: 'a Saturday not announced',
      is: { kind: 'unknown', counts: false, makeUp: false },
    },
    {
      date: '2022-12-31',
      caption: 'a December day claimed by the next notice',
      is: { kind: 'off', counts: false, makeUp: false, holiday: '元旦' },
    },
    {
      date: '2006-12-30',
      caption: 'listed by 2007, though 2006 has no file',
      is: { kind: 'working', counts: true, makeUp: true, holiday: '元旦' },
    },
    {
      date: '2006-12-29',
      caption: 'its neighbour is not',
      is: { kind: 'unknown', counts: true, makeUp: false },
    },
    {
      date: '2020-01-31',
      caption: 'a holiday lengthened while it ran',
      is: { kind: 'off', counts: false, makeUp: false, holiday: '春节' },
    },
    {
      date: '2020-02-03',
      caption: 'a Monday the notice calls worked is no make-up day',
      is: { kind: 'working', counts: true, makeUp: false },
    },
    {
      date: '1995-05-01',
      caption: 'long before the first file',
      is: { kind: 'unknown', counts: true, makeUp: false },
    },
  ])('$date is $caption', ({ date, is }) => {
    expect(dayOf(published, day(date))).toEqual(is);
  });
});

describe('working days after a day', () => {
  test.each([
    { from: '2026-09-30', n: 5, to: '2026-10-13', caption: 'over National Day and a worked Saturday' },
    { from: '2026-09-18', n: 5, to: '2026-09-24', caption: 'with a worked Sunday' },
    { from: '2026-02-13', n: 5, to: '2026-02-27', caption: 'over Spring Festival' },
    { from: '2026-03-18', n: 20, to: '2026-04-16', caption: 'over Tomb-Sweeping Day' },
    { from: '2026-09-15', n: 20, to: '2026-10-19', caption: 'over two holidays and two make-up days' },
    { from: '2025-09-24', n: 20, to: '2025-10-28', caption: 'over the eight days of 2025' },
    { from: '2026-03-13', n: 1, to: '2026-03-16', caption: 'over a weekend' },
    { from: '2026-03-14', n: 1, to: '2026-03-16', caption: 'from a Saturday: the day itself is not counted' },
    { from: '2026-03-15', n: 1, to: '2026-03-16', caption: 'from a Sunday the same' },
    { from: '2026-10-03', n: 0, to: '2026-10-03', caption: 'none: the day itself, even off' },
    { from: '2022-12-30', n: 1, to: '2023-01-03', caption: 'over a New Year that begins in December' },
  ])('$n after $from is $to: $caption', ({ from, n, to }) => {
    expect(view().addWorkdays(day(from), n)).toBe(to);
  });
});

describe('the working day before a meeting', () => {
  test.each([
    { meeting: '2026-03-18', one: '2026-03-17', two: '2026-03-16' },
    { meeting: '2026-03-16', one: '2026-03-13', two: '2026-03-12' },
    { meeting: '2026-10-08', one: '2026-09-30', two: '2026-09-29' },
    { meeting: '2025-10-09', one: '2025-09-30', two: '2025-09-29' },
    { meeting: '2026-09-21', one: '2026-09-20', two: '2026-09-18' },
    { meeting: '2026-09-20', one: '2026-09-18', two: '2026-09-17' },
    { meeting: '2025-09-13', one: '2025-09-12', two: '2025-09-11' },
    { meeting: '2026-02-24', one: '2026-02-14', two: '2026-02-13' },
    { meeting: '2026-04-07', one: '2026-04-03', two: '2026-04-02' },
    { meeting: '2027-03-15', one: '2027-03-12', two: '2027-03-11' },
    { meeting: '2026-01-05', one: '2026-01-04', two: '2025-12-31' },
    { meeting: '2026-09-28', one: '2026-09-24', two: '2026-09-23' },
  ])('$meeting: $one, and with one clear day between $two', ({ meeting, one, two }) => {
    expect(view().addWorkdays(day(meeting), -1)).toBe(one);
    expect(view().lastWorkdayBefore(day(meeting))).toBe(one);
    expect(view().addWorkdays(day(meeting), -2)).toBe(two);
  });

  test('without make-up days 24 February 2026 goes back to Friday 13', () => {
    expect(view({ makeUpCounts: false }).lastWorkdayBefore(day('2026-02-24'))).toBe('2026-02-13');
  });
});

describe('rolling', () => {
  test.each([
    { date: '2026-10-03', forward: '2026-10-08', back: '2026-09-30', caption: 'inside a holiday' },
    { date: '2026-10-10', forward: '2026-10-10', back: '2026-10-10', caption: 'a worked Saturday stays' },
    { date: '2026-10-11', forward: '2026-10-12', back: '2026-10-10', caption: 'a Sunday beside it' },
    { date: '2026-10-09', forward: '2026-10-09', back: '2026-10-09', caption: 'a working day stays' },
  ])('$date: $caption', ({ date, forward, back }) => {
    expect(view().rollForward(day(date))).toBe(forward);
    expect(view().rollBack(day(date))).toBe(back);
  });

  test('with make-up days off, the worked Saturday rolls to its neighbours', () => {
    const plain = view({ makeUpCounts: false });
    expect(plain.isWorking(day('2026-10-10'))).toBe(false);
    expect(plain.rollForward(day('2026-10-10'))).toBe('2026-10-12');
    expect(plain.rollBack(day('2026-10-10'))).toBe('2026-10-09');
  });
});

describe('the first working day of a week and the last one before it', () => {
  test.each([
    { week: '2024-W07', monday: '2024-02-12', first: '2024-02-18', before: '2024-02-09' },
    { week: '2026-W12', monday: '2026-03-16', first: '2026-03-16', before: '2026-03-13' },
    { week: '2026-W15', monday: '2026-04-06', first: '2026-04-07', before: '2026-04-03' },
    { week: '2026-W08', monday: '2026-02-16', first: null, before: '2026-02-14' },
    { week: '2026-W09', monday: '2026-02-23', first: '2026-02-24', before: '2026-02-14' },
    { week: '2026-W41', monday: '2026-10-05', first: '2026-10-08', before: '2026-09-30' },
    { week: '2026-W02', monday: '2026-01-05', first: '2026-01-05', before: '2026-01-04' },
    { week: '2026-W19', monday: '2026-05-04', first: '2026-05-06', before: '2026-04-30' },
    { week: '2025-W41', monday: '2025-10-06', first: '2025-10-09', before: '2025-09-30' },
    { week: '2026-W39', monday: '2026-09-21', first: '2026-09-21', before: '2026-09-20' },
    { week: '2025-W19', monday: '2025-05-05', first: '2025-05-06', before: '2025-04-30' },
    { week: '2026-W38', monday: '2026-09-14', first: '2026-09-14', before: '2026-09-11' },
  ])('$week: $first after $before', ({ week, monday, first, before }) => {
    expect(view().firstWorkdayOfWeek(parseWeekId(week))).toBe(first);
    expect(view().lastWorkdayBefore(day(first ?? monday))).toBe(before);
  });
});

describe('the working days of a month', () => {
  test.each([
    { month: '2026-02', count: 16, eighth: '2026-02-12', fifth: '2026-02-24', last: '2026-02-28' },
    { month: '2026-10', count: 18, eighth: '2026-10-21', fifth: '2026-10-26', last: '2026-10-30' },
    { month: '2026-03', count: 22, eighth: '2026-03-20', fifth: '2026-03-25', last: '2026-03-31' },
  ])('$month has $count', ({ month, count, eighth, fifth, last }) => {
    const id = parseMonthId(month);
    const days = view().workdaysOfMonth(id);
    expect(days).toHaveLength(count);
    expect([8, 5, 1].map((n) => view().nthLastWorkdayOfMonth(id, n))).toEqual([eighth, fifth, last]);
    expect(days.at(-8)).toBe(eighth);
    expect(view().nthLastWorkdayOfMonth(id, count)).toBe(days[0]);
    expect(view().nthLastWorkdayOfMonth(id, count + 1)).toBeNull();
  });

  test.each([
    { year: 2024, days: 251 },
    { year: 2025, days: 248 },
    { year: 2026, days: 248 },
  ])('$year has $days working days', ({ year, days }) => {
    const months = Array.from({ length: 12 }, (_, i) =>
      parseMonthId(`${year}-${`${i + 1}`.padStart(2, '0')}`),
    );
    expect(months.flatMap((month) => view().workdaysOfMonth(month))).toHaveLength(days);
  });

  test('the last working day of December', () => {
    expect(view().nthLastWorkdayOfMonth(parseMonthId('2025-12'), 1)).toBe('2025-12-31');
    expect(view().nthLastWorkdayOfMonth(parseMonthId('2026-12'), 1)).toBe('2026-12-31');
    expect(view().nthLastWorkdayOfMonth(parseMonthId('2022-12'), 1)).toBe('2022-12-30');
    // The half-yearly meeting is brought to mind at the 15th and the 5th last.
    expect(view().nthLastWorkdayOfMonth(parseMonthId('2026-06'), 15)).toBe('2026-06-09');
    expect(view().nthLastWorkdayOfMonth(parseMonthId('2026-06'), 5)).toBe('2026-06-24');
    expect(view().nthLastWorkdayOfMonth(parseMonthId('2026-12'), 15)).toBe('2026-12-11');
    expect(view().nthLastWorkdayOfMonth(parseMonthId('2026-12'), 5)).toBe('2026-12-25');
  });
});

describe('holiday blocks', () => {
  test.each([
    {
      date: '2026-10-05',
      block: { from: '2026-10-01', to: '2026-10-07', name: '国庆节' },
      caption: 'from within',
    },
    { date: '2026-10-08', block: null, caption: 'a working day has none' },
    { date: '2026-10-11', block: null, caption: 'an ordinary weekend has none' },
    {
      date: '2015-10-03',
      block: { from: '2015-10-01', to: '2015-10-07', name: '国庆节' },
      caption: 'ends at a weekday',
    },
    {
      date: '2015-06-21',
      block: { from: '2015-06-20', to: '2015-06-22', name: '端午节' },
      caption: 'a Sunday the notice does not name',
    },
    {
      date: '2015-04-04',
      block: { from: '2015-04-04', to: '2015-04-06', name: '清明节' },
      caption: 'a Saturday before it',
    },
    {
      date: '2023-01-01',
      block: { from: '2022-12-31', to: '2023-01-02', name: '元旦' },
      caption: 'across the year',
    },
    {
      date: '2020-10-04',
      block: { from: '2020-10-01', to: '2020-10-08', name: '国庆节、中秋节' },
      caption: 'two in one',
    },
  ])('$date: $caption', ({ date, block }) => {
    expect(view().holidayBlock(day(date))).toEqual(block);
  });
});

describe('what cannot be computed is refused, never searched for ever', () => {
  const start = day('2025-06-01');
  const everyDayOff: Record<string, string> = {};
  for (let i = 0; i < 214; i++) everyDayOff[addDays(start, i)] = '停工';
  const nextYearOff: Record<string, string> = {};
  for (let i = 0; i < 365; i++) nextYearOff[addDays(day('2026-01-01'), i)] = '停工';
  const idle = workCalendar([yearOfDays(2025, everyDayOff), yearOfDays(2026, nextYearOff)], () => '00000000');

  test('a calendar without work', () => {
    const stuck = () => consult(idle, { zone: SHANGHAI });
    expect(() => stuck().addWorkdays(start, 1)).toThrow(
      'The calendar has no working day within 400 days after 2025-06-01.',
    );
    expect(() => stuck().rollForward(start)).toThrow(CalendarFault);
    expect(() => stuck().rollBack(day('2026-12-31'))).toThrow(/within 400 days before 2026-12-31/);
    expect(() => stuck().holidayBlock(start)).toThrow(CalendarFault);
    // The control: where work comes back within 400 days, it is found.
    expect(stuck().addWorkdays(day('2026-06-01'), 1)).toBe('2027-01-01');
  });

  test('broken counts', () => {
    expect(() => view().addWorkdays(start, 1.5)).toThrow('1.5 is not a whole number of working days.');
    expect(() => view().nthLastWorkdayOfMonth(parseMonthId('2026-10'), 0)).toThrow('0 is not a rank');
  });

  test('notices that contradict each other', () => {
    const hashOf = () => '00000000';
    const off2006 = yearOfDays(2006, { '2006-12-30': '元旦' });
    const worked2007 = yearOfDays(2007, {}, { '2006-12-30': '元旦' });
    expect(() => workCalendar([off2006, worked2007], hashOf)).toThrow(
      '2006-12-30 is off for 元旦 by cn-2006 but worked for 元旦 by cn-2007.',
    );
    expect(() => workCalendar([off2006, off2006], hashOf)).toThrow('The year 2006 is given twice.');
    // The control: the same claim twice is no contradiction.
    const same2007 = yearOfDays(2007, { '2006-12-30': '元旦' });
    expect(dayOf(workCalendar([off2006, same2007], hashOf), day('2006-12-30')).kind).toBe('off');
  });
});
