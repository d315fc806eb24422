import { describe, expect, test } from 'vitest';
import { weekOpening } from '../../../shared/domain/matters/week-opening.ts';
import { formatInstant } from '../../../shared/domain/time/instant.ts';
import { parseWeekId } from '../../../shared/domain/time/local-date.ts';
import { ground, shuangyang } from '../../support/shuangyang.ts';

function opening(week: string, settings: Record<string, unknown> = {}): string | null {
  const entries = shuangyang.rules.find(({ id }) => id === 'D76-1');
  if (!entries) throw new Error('the rulebook has no rule for the entries');
  const at = weekOpening(parseWeekId(week), entries, ground(settings));
  return at === null ? null : formatInstant(at, shuangyang.zone);
}

describe('the collection of a week opens on the working day before the entries are due', () => {
  test.each([
    ['2024-W07', '2024-02-08', 'only the make-up Sunday is worked'],
    ['2026-W12', '2026-03-12', 'an ordinary week'],
    ['2026-W15', '2026-04-02', 'Monday is off'],
    ['2026-W09', '2026-02-13', 'entries on a make-up Saturday'],
    ['2026-W41', '2026-09-29', 'National Day'],
    ['2026-W02', '2025-12-31', 'over the New Year'],
    ['2026-W19', '2026-04-29', 'Labour Day'],
    ['2025-W41', '2025-09-29', 'Mid-Autumn and National Day'],
    ['2026-W39', '2026-09-18', 'entries on a make-up Sunday'],
    ['2025-W19', '2025-04-29', 'Labour Day 2025'],
    ['2026-W38', '2026-09-10', 'a make-up Sunday of its own'],
  ])('%s: %s 09:00 (%s)', (week, day) => {
    expect(opening(week)).toBe(`${day}T09:00:00+08:00`);
  });

  test('never for a week that is off altogether', () => {
    expect(opening('2026-W08')).toBeNull();
  });

  test.each([
    [{ 'weekly.open_time': '10:30' }, '2026-W12', '2026-03-12T10:30:00+08:00', 'another time'],
    [{ 'weekly.mode': 'C' }, '2026-W12', '2026-03-05T09:00:00+08:00', 'a week ahead'],
    [
      { 'weekly.input_on_makeup_day': 'false' },
      '2026-W39',
      '2026-09-17T09:00:00+08:00',
      'not on make-up days',
    ],
  ])('with %j in %s: %s (%s)', (settings: Record<string, string>, week, at, _caption) => {
    expect(opening(week, settings)).toBe(at);
  });
});
