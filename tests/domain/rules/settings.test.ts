import { describe, expect, test } from 'vitest';
import type { SettingRule } from '../../../shared/domain/rules/rulebook.ts';
import { InvalidSetting, readSetting, settingsOf } from '../../../shared/domain/rules/settings.ts';
import { shuangyang } from '../../support/shuangyang.ts';

const setting = (type: SettingRule['type'], choices: readonly string[] = []): SettingRule => ({
  name: 'x',
  type,
  choices,
  value: '',
  say: '',
});

describe('values of each type', () => {
  test.each<[SettingRule['type'], unknown, unknown]>([
    ['flag', true, true],
    ['flag', 'false', false],
    ['number', '4.5', 4.5],
    ['number', 0, 0],
    ['count', '2', 2],
    ['count', 0, 0],
    ['choice', 'B', 'B'],
    ['names', 'A, B', 'A、B'],
    ['time', '08:30', '08:30'],
    ['times', '09:00-12:00,13:00-17:30', '09:00-12:00,13:00-17:30'],
    ['times', '18:00-08:30', '18:00-08:30'],
  ])('%s from %j', (type, given, value) => {
    expect(readSetting(setting(type, ['A', 'B']), given)).toBe(value);
  });

  test.each<[SettingRule['type'], unknown, string]>([
    ['flag', 'yes', 'true or false'],
    ['flag', 1, 'true or false'],
    ['number', -1, 'a number of at least 0'],
    ['number', '', 'a number of at least 0'],
    ['number', 'two', 'a number of at least 0'],
    ['number', Number.POSITIVE_INFINITY, 'a number of at least 0'],
    ['count', '1.5', 'a whole number of at least 0'],
    ['count', -1, 'a whole number of at least 0'],
    ['count', '99999', 'a whole number of at least 0'],
    ['choice', 'C', 'one of A, B'],
    ['names', 'A、C', 'names such as A、B'],
    ['choice', 'a', 'one of A, B'],
    ['time', '24:00', 'a time such as 17:00'],
    ['time', '5pm', 'a time such as 17:00'],
    ['times', '09:00', 'intervals such as 09:00-12:00,13:00-17:30'],
    ['times', '09:00-12:00,11:00-17:30', 'intervals such as 09:00-12:00,13:00-17:30'],
    ['times', '12:00-09:00,13:00-17:30', 'intervals such as 09:00-12:00,13:00-17:30'],
  ])('%s refuses %j; expected %s', (type, given, expected) => {
    expect(() => readSetting(setting(type, ['A', 'B']), given)).toThrow(
      new InvalidSetting(`setting 'x' cannot be '${String(given)}'; expected ${expected}`),
    );
  });
});

describe('the settings of the rulebook', () => {
  test('stand as the file has them', () => {
    expect(settingsOf(shuangyang).get('materials.mode')).toBe('C');
    expect(settingsOf(shuangyang, { 'materials.mode': 'D' }).get('materials.mode')).toBe('D');
  });

  test('refuse a name that is not there', () => {
    expect(() => settingsOf(shuangyang, { 'materials.offst': 2 })).toThrow(
      /^unknown setting 'materials\.offst'; expected one of materials\.mode, materials\.offset, materials\.copies, .* and \d+ more$/,
    );
  });
});
