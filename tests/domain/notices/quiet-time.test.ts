import { describe, expect, it } from 'vitest';
import {
  isAllowed,
  lastAllowedMoment,
  nextAllowedMoment,
  outOfQuietTime,
  parseQuietHours,
} from '../../../shared/domain/notices/quiet-time.ts';
import { china, manners } from './office-times.ts';

describe('18:00-08:30 and off days', () => {
  it.each([
    ['a second before the quiet begins', '2026-03-17 17:59:59', true],
    ['the moment it begins is still allowed', '2026-03-17 18:00:00', true],
    ['a second later is not', '2026-03-17 18:00:01', false],
    ['the last second of the day', '2026-03-17 23:59:59', false],
    ['midnight', '2026-03-18 00:00:00', false],
    ['a second before the quiet ends', '2026-03-18 08:29:59', false],
    ['the moment it ends', '2026-03-18 08:30:00', true],
    ['Saturday noon', '2026-03-21 12:00:00', false],
    ['a make-up Sunday at noon', '2026-09-20 12:00:00', true],
    ['noon in the holiday week', '2026-10-05 12:00:00', false],
  ])('%s', (_, at, allowed) => {
    expect(isAllowed(china(at), manners)).toBe(allowed);
  });

  it.each([
    ['allowed already', '2026-03-17 10:00', '2026-03-17 10:00'],
    ['the evening', '2026-03-17 19:00', '2026-03-18 08:30'],
    ['the small hours', '2026-03-17 03:00', '2026-03-17 08:30'],
    ['Friday evening', '2026-03-20 18:01', '2026-03-23 08:30'],
    ['the eve of the National Day week', '2026-09-30 20:00', '2026-10-08 08:30'],
    ['before a make-up Sunday', '2026-09-19 12:00', '2026-09-20 08:30'],
  ])('next allowed moment: %s', (_, from, next) => {
    expect(nextAllowedMoment(china(from), manners)).toBe(china(next));
  });

  it.each([
    ['allowed already', '2026-03-17 10:00', '2026-03-17 10:00'],
    ['the evening', '2026-03-17 19:00', '2026-03-17 18:00'],
    ['the small hours', '2026-03-17 03:00', '2026-03-16 18:00'],
    ['Monday morning', '2026-03-23 08:00', '2026-03-20 18:00'],
    ['the last day of the National Day week', '2026-10-07 12:00', '2026-09-30 18:00'],
    ['the morning after a make-up Sunday', '2026-09-21 08:00', '2026-09-20 18:00'],
  ])('last allowed moment: %s', (_, before, last) => {
    expect(lastAllowedMoment(china(before), manners)).toBe(china(last));
  });

  it('finds nothing in a calendar without working days', () => {
    const never = { ...manners, isWorking: () => false };
    expect(nextAllowedMoment(china('2026-03-17 10:00'), never)).toBeNull();
    expect(lastAllowedMoment(china('2026-03-17 10:00'), never)).toBeNull();
    expect(outOfQuietTime(china('2026-03-17 10:00'), china('2026-03-17 11:00'), never)).toBe(
      china('2026-03-17 10:00'),
    );
  });
});

describe('other quiet hours', () => {
  const at = (hours: string) => ({ ...manners, quiet: parseQuietHours(hours) });
  it.each([
    ['within one day, inside', '12:00-14:00', '2026-03-17 13:00', '2026-03-17 14:00'],
    ['within one day, the evening is free', '12:00-14:00', '2026-03-17 23:00', '2026-03-17 23:00'],
    ['from midnight', '00:00-08:00', '2026-03-17 00:00', '2026-03-17 08:00'],
    ['none at all', '00:00-00:00', '2026-03-17 03:00', '2026-03-17 03:00'],
    ['none at all, but still no off days', '09:00-09:00', '2026-03-21 03:00', '2026-03-23 00:00'],
  ])('%s', (_, hours, from, next) => {
    expect(nextAllowedMoment(china(from), at(hours))).toBe(china(next));
  });

  it('looks back across a pause at noon', () => {
    expect(lastAllowedMoment(china('2026-03-17 13:00'), at('12:00-14:00'))).toBe(china('2026-03-17 12:00'));
  });

  it.each(['18:00', '18:00-08:30-09:00', '6-8', ''])("refuses '%s'", (text) => {
    expect(() => parseQuietHours(text)).toThrow(/expected/);
  });
});

describe('where the planner puts a rung', () => {
  it.each([
    ['an allowed moment stays', '2026-03-17 14:00', '2026-03-17 17:00', '2026-03-17 14:00'],
    [
      'in quiet time with a morning left before the limit it stays, and is held',
      '2026-03-16 20:00',
      '2026-03-17 17:00',
      '2026-03-16 20:00',
    ],
    [
      'no moment left before the limit: the evening before',
      '2026-03-17 07:00',
      '2026-03-17 08:00',
      '2026-03-16 18:00',
    ],
    [
      'a limit that falls on the end of quiet time leaves no moment',
      '2026-03-17 07:00',
      '2026-03-17 08:30',
      '2026-03-16 18:00',
    ],
    [
      'quiet from the rung to the limit, over a holiday',
      '2026-10-02 09:00',
      '2026-10-07 17:00',
      '2026-09-30 18:00',
    ],
    ['at the limit it stays', '2026-10-07 17:00', '2026-10-07 17:00', '2026-10-07 17:00'],
    ['after the limit it stays', '2026-03-17 19:00', '2026-03-17 17:00', '2026-03-17 19:00'],
  ])('%s', (_, rung, limit, planned) => {
    expect(outOfQuietTime(china(rung), china(limit), manners)).toBe(china(planned));
  });
});
