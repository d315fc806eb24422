import { describe, expect, test } from 'vitest';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { parseLocalDate } from '../../../shared/domain/time/local-date.ts';
import {
  sayDate,
  sayDateTime,
  sayDuration,
  sayFullDate,
  sayMonthDay,
  sayTime,
  sayWeekday,
} from '../../../shared/domain/time/wording.ts';

test('days and moments', () => {
  const date = parseLocalDate('2026-10-08');
  const instant = parseInstant('2026-10-08T17:00:00+08:00');
  expect(sayWeekday(date)).toBe('星期四');
  expect(sayWeekday(parseLocalDate('2026-10-11'))).toBe('星期日');
  expect(sayDate(date)).toBe('10月8日');
  expect(sayFullDate(date)).toBe('2026年10月8日');
  expect(sayMonthDay(date)).toBe('10-08');
  expect(sayDateTime(instant, 'Asia/Shanghai')).toBe('10月8日17:00');
  expect(sayDateTime(instant, 'America/New_York')).toBe('10月8日05:00');
  expect(sayTime(parseInstant('2026-10-08T17:00:30+08:00'), 'Asia/Shanghai')).toBe('17:00:30');
});

describe('lengths of time', () => {
  test.each([
    [0, '0秒'],
    [45, '45秒'],
    [60, '1分钟'],
    [185, '3分5秒'],
    [3600, '1小时'],
    [5400, '1小时30分'],
    [5459, '1小时30分'],
    [86_400, '1天'],
    [97_200, '1天3小时'],
    [-5400, '1小时30分'],
  ])('%i seconds are %s', (seconds, said) => {
    expect(sayDuration(seconds)).toBe(said);
  });
});
