import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { dayOf } from '../../../shared/domain/calendar/work-calendar.ts';
import {
  addDays,
  type LocalDate,
  parseLocalDate,
  weekdayOf,
  yearOf,
} from '../../../shared/domain/time/local-date.ts';
import { published, publishedYears } from './published.ts';

const isWeekday = (date: LocalDate) => weekdayOf(date) <= 5;

/**
 * Which dates chinese-days calls working. It reads dates through the machine's own zone and is wrong on a quarter
 * of all days under the zone that tests run in, hence the process of its own in UTC.
 */
function workdaysByChineseDays(dates: readonly LocalDate[]): Set<string> {
  const script = `
    const { isWorkday } = require('chinese-days');
    const dates = require('node:fs').readFileSync(0, 'utf8').split('\\n');
    process.stdout.write(dates.filter((date) => isWorkday(date)).join('\\n'));`;
  const output = execFileSync(process.execPath, ['--input-type=commonjs', '--eval', script], {
    cwd: path.join(import.meta.dirname, '../../..'),
    env: { ...process.env, TZ: 'UTC' },
    input: dates.join('\n'),
    encoding: 'utf8',
  });
  return new Set(output.split('\n'));
}

describe('every day from 2007 to 2026', () => {
  const dates: LocalDate[] = [];
  for (let date = parseLocalDate('2007-01-01'); date <= '2026-12-31'; date = addDays(date, 1))
    dates.push(date);

  test('is announced', () => {
    expect(dates).toHaveLength(7305);
    expect(dates.filter((date) => dayOf(published, date).kind === 'unknown')).toEqual([]);
  });

  test('is worked or off as in chinese-days, an independent collection', () => {
    const theirs = workdaysByChineseDays(dates);
    expect(dates.filter((date) => dayOf(published, date).counts !== theirs.has(date))).toEqual([]);
  });
});

describe('holidays on weekdays less make-up days on weekends are 11 a year, 13 from 2025', () => {
  // 2007 had ten by the old law; 2015 and 2020 got additional days by a second notice.
  const byNotice = new Map([
    [2007, 10],
    [2015, 12],
    [2020, 13],
  ]);
  // Counted by the day instead, New Year 2007 had its make-up days in 2006, New Year 2012 one in 2011.
  const byDay = new Map([...byNotice, [2007, 12], [2011, 10], [2012, 12]]);
  const ordinary = (year: number) => (year >= 2025 ? 13 : 11);

  test.each(publishedYears.map(({ year, off, work }) => ({ year, off, work })))(
    'the notice of $year',
    ({ year, off, work }) => {
      const balance =
        [...off.keys()].filter(isWeekday).length - [...work.keys()].filter((d) => !isWeekday(d)).length;
      expect(balance).toBe(byNotice.get(year) ?? ordinary(year));
    },
  );

  test.each(publishedYears.map(({ year }) => year))('the days of %i', (year) => {
    const inYear = (date: LocalDate) => yearOf(date) === year;
    const off = publishedYears.flatMap((content) => [...content.off.keys()]).filter(inYear);
    const work = publishedYears.flatMap((content) => [...content.work.keys()]).filter(inYear);
    const balance = off.filter(isWeekday).length - work.filter((d) => !isWeekday(d)).length;
    expect(balance).toBe(byDay.get(year) ?? ordinary(year));
  });
});

test('the longest run of working days without a break is 9, ending on 5 February 2008', () => {
  let longest = { days: 0, last: '' };
  let run = 0;
  for (let date = parseLocalDate('2007-01-01'); date <= '2026-12-31'; date = addDays(date, 1)) {
    run = dayOf(published, date).counts ? run + 1 : 0;
    if (run > longest.days) longest = { days: run, last: date };
  }
  expect(longest).toEqual({ days: 9, last: '2008-02-05' });
});
