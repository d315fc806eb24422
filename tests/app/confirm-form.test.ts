/** The 规则核定表: every rule has its line, with the readings, examples and settings to decide by. */
import { describe, expect, test } from 'vitest';
import { confirmForm, exampleMoment } from '../../shared/app/confirm-form.ts';
import { confirmFormJson, confirmFormRows, sayConfirmForm } from '../../shared/app/say-confirm-form.ts';
import { initialStates, released } from '../../shared/domain/switching-on/rule-states.ts';
import { chinaTime } from '../support/office.ts';
import { ground, shuangyang } from '../support/shuangyang.ts';

const NOW = chinaTime('2026-09-01 09:00');
const EXAMPLE = chinaTime('2026-10-08 09:00');
const nameOf = (unit: string) => (unit === 'office' ? '区政府办公室' : unit);
const form = confirmForm(shuangyang, ground(), EXAMPLE, NOW, null);
const line = (rule: string) => {
  const found = form.lines.find((one) => one.rule === rule);
  if (!found) throw new Error(`no line of ${rule}`);
  return found;
};

describe('the form', () => {
  test('has one line for each rule of the rulebook, in its order', () => {
    expect(form.lines.map(({ rule }) => rule)).toEqual([...new Set(shuangyang.rules.map(({ id }) => id))]);
  });

  test('shows every reading with its example, the operative one marked', () => {
    expect(line('D52-07').readings.map(({ id, operative }) => [id, operative])).toEqual([
      ['A', false],
      ['B', false],
      ['C', true],
      ['D', false],
    ]);
    expect(sayConfirmForm(form, nameOf)).toContain(
      '□C　前一个工作日下班前：2026年9月30日（星期三）17:00　←现行',
    );
  });

  test('names the settings a rule uses, with their values, and no others', () => {
    const names = line('D52-07').settings.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['work_end', 'materials.mode', 'materials.offset', 'office_hours']),
    );
    expect(names.some((name) => /^(opinion|weekly)\./.test(name))).toBe(false);
  });

  test('a setting of the district changes the example', () => {
    const other = confirmForm(shuangyang, ground({ 'materials.mode': 'D' }), EXAMPLE, NOW, null);
    expect(sayConfirmForm(other, nameOf)).toContain(
      '□D　中间须隔一个完整工作日：2026年9月29日（星期二）17:00　←现行',
    );
  });

  test('leaves room for the answer and the signature of 办公室主任', () => {
    const text = sayConfirmForm(form, nameOf);
    expect(text.match(/核定：□施行　□不施行　签字：/g)).toHaveLength(form.lines.length);
    expect(text.trimEnd().endsWith('办公室主任签字：＿＿＿＿＿＿　日期：＿＿＿＿＿＿')).toBe(true);
  });

  test('is rectangular as a spreadsheet, and has the example as an instant for programs', () => {
    const rows = confirmFormRows(form, nameOf);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(rows).toHaveLength(form.lines.length + 1);
    const json = confirmFormJson(form) as { rules: { rule: string; readings: object[] }[] };
    expect(json.rules.find(({ rule }) => rule === 'D52-07')?.readings).toContainEqual(
      expect.objectContaining({ id: 'C', operative: true, dueAt: '2026-09-30T17:00:00+08:00' }),
    );
  });

  test('of a district: what was answered, and what notifies', () => {
    const answer = {
      inForce: false,
      reading: null,
      by: 'office',
      for: 'office-director',
      source: '纸质',
      at: NOW,
    };
    const states = { ...released(['D52-08'], initialStates('all')), confirmed: { 'D52-07': answer } };
    const own = confirmForm(shuangyang, ground(), EXAMPLE, NOW, states);
    expect(own.lines.filter(({ inShadow }) => inShadow === false).map(({ rule }) => rule)).toEqual([
      'D52-08',
    ]);
    expect(sayConfirmForm(own, nameOf)).toContain('施行：已核定不施行（纸质）');
  });
});

test.each<[string, string, string]>([
  ['before a holiday: the first working day after it', '2026-09-01 09:00', '2026-09-28 09:00'],
  ['nothing announced ahead: the Monday after next', '2026-11-20 09:00', '2026-11-30 09:00'],
])('the example is told for %s', (_caption, now, expected) => {
  expect(exampleMoment(chinaTime(now), ground())).toBe(chinaTime(expected));
});
