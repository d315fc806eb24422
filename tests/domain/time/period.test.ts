/** Half-months, months, quarters, half-years and years as comparable ids. */
import { describe, expect, test } from 'vitest';
import { parseLocalDate } from '../../../shared/domain/time/local-date.ts';
import {
  GRAINS,
  type Grain,
  grainOf,
  nextPeriod,
  parsePeriodId,
  periodOf,
  sayPeriod,
  spanOf,
} from '../../../shared/domain/time/period.ts';

const TABLE: readonly [day: string, grain: Grain, id: string, first: string, last: string, said: string][] = [
  ['2026-03-15', 'half-month', '2026-03-1', '2026-03-01', '2026-03-15', '2026年3月上半月'],
  ['2026-03-16', 'half-month', '2026-03-2', '2026-03-16', '2026-03-31', '2026年3月下半月'],
  ['2024-02-29', 'half-month', '2024-02-2', '2024-02-16', '2024-02-29', '2024年2月下半月'],
  ['2026-02-10', 'month', '2026-02', '2026-02-01', '2026-02-28', '2026年2月'],
  ['2026-12-31', 'month', '2026-12', '2026-12-01', '2026-12-31', '2026年12月'],
  ['2026-03-31', 'quarter', '2026-Q1', '2026-01-01', '2026-03-31', '2026年第一季度'],
  ['2026-10-01', 'quarter', '2026-Q4', '2026-10-01', '2026-12-31', '2026年第四季度'],
  ['2026-06-30', 'half-year', '2026-H1', '2026-01-01', '2026-06-30', '2026年上半年'],
  ['2026-07-01', 'half-year', '2026-H2', '2026-07-01', '2026-12-31', '2026年下半年'],
  ['2026-07-01', 'year', '2026', '2026-01-01', '2026-12-31', '2026年'],
];

describe('a period', () => {
  test.each(TABLE)('of %s by %s is %s, %s to %s, %s', (day, grain, id, first, last, said) => {
    const period = periodOf(parseLocalDate(day), grain);
    expect([period, grainOf(period), spanOf(period), sayPeriod(period)]).toEqual([
      id,
      grain,
      { first, last },
      said,
    ]);
  });

  test.each(GRAINS)('is followed by the next one without a gap: %s', (grain) => {
    let period = periodOf(parseLocalDate('2023-12-20'), grain);
    for (let count = 0; count < 60; count++) {
      const next = nextPeriod(period);
      expect(next > period).toBe(true);
      const { last } = spanOf(period);
      const { first } = spanOf(next);
      expect(new Date(`${first}T00:00:00Z`).getTime() - new Date(`${last}T00:00:00Z`).getTime()).toBe(
        86_400_000,
      );
      period = next;
    }
  });

  test.each(['2026-13', '2026-Q5', '2026-H3', '2026-03-3', '26', '2026-W12', ''])('refuses %s', (text) => {
    expect(() => parsePeriodId(text)).toThrow('is not a period; expected 2026, 2026-H1');
  });
});
