import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadRulebook } from '../../../shared/adapters/rules/load-rulebook.ts';
import { shuangyang, shuangyangFolder } from '../../support/shuangyang.ts';

/** The shipped rulebook in a folder of its own, with one text in one file replaced. */
function changed(file: string, from: string, to: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-rules-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(shuangyangFolder, folder, { recursive: true });
  const text = readFileSync(path.join(folder, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not contain ${from}`);
  writeFileSync(path.join(folder, file), text.replace(from, to));
  return folder;
}

describe('the rulebook that ships', () => {
  test('has a version that changes with any of its content', () => {
    expect(shuangyang.version).toMatch(/^shuangyang-2018#[0-9a-f]{8}$/);
    const other = loadRulebook(changed('meeting-papers.yaml', '会前2小时', '会前两小时'));
    expect(other.version).not.toBe(shuangyang.version);
  });

  test('cites every rule with article, words and source', () => {
    for (const { article, quote, source } of shuangyang.rules) {
      expect([article, quote, source].every((text) => text.length > 0)).toBe(true);
    }
  });
});

describe('refused with file and place', () => {
  test.each([
    [
      'meeting-papers.yaml',
      '{ add: { workdays: -$notice.offset }',
      '{ add: { weeks: -1 }',
      /meeting-papers\.yaml, line \d+ \(D52-06\.deadline/,
      'an unknown unit',
    ],
    [
      'meeting-papers.yaml',
      'add: { hours: -2 }, say: 会前2小时',
      'add: -2, say: 会前2小时',
      /meeting-papers\.yaml, line \d+ \(D52-06\..*\.add\): expected a number with its unit/,
      'an offset without a unit',
    ],
    [
      'meeting-papers.yaml',
      'when: { due: { hours: -3 } }',
      'when: { due: -3 }',
      /meeting-papers\.yaml, line \d+ \(ladders\.papers\.2\.when\.due\): expected a number with its unit/,
      'a rung without a unit',
    ],
    [
      'meeting-papers.yaml',
      '$materials.offset',
      '$materials.ofset',
      /meeting-papers\.yaml, line \d+: unknown setting 'materials\.ofset'/,
      'an unknown setting in an amount',
    ],
    [
      'weekly-schedule.yaml',
      'makeup: weekly.input_on_makeup_day',
      'makeup: weekly.input',
      /weekly-schedule\.yaml, line \d+: unknown setting 'weekly\.input'/,
      'an unknown setting for make-up days',
    ],
    [
      'meeting-papers.yaml',
      'only-early-if: check.required',
      'only-early-if: check.wanted',
      /meeting-papers\.yaml, line \d+: unknown setting 'check\.wanted'/,
      'an unknown setting for a rung',
    ],
    [
      'meeting-papers.yaml',
      'when: { due: { workdays: -1 }, at: "09:00" }',
      'when: { due: { workdays: -1 } }',
      /\(ladders\.papers\.1\.when.*days need a time of day/,
      'a rung by days without a time of day',
    ],
    [
      'meeting-papers.yaml',
      'repeat: { hours: 168 }',
      'repeat: { days: 7 }',
      /\(ladders\.papers\.8\.repeat\): expected minutes or hours/,
      'a repeat by days',
    ],
    [
      'meeting-papers.yaml',
      'ladder: papers',
      'ladder: paper',
      /meeting-papers\.yaml, line \d+ \(D52-07\): unknown ladder 'paper'; expected one of .*papers/,
      'an unknown ladder',
    ],
    [
      'meeting-papers.yaml',
      'id: D52-08',
      'id: D52-07',
      /\(D52-07\): two entries of this rule hold at the same time/,
      'a rule given twice',
    ],
    [
      'rulebook.yaml',
      'of: [A, B, C, D], value: C',
      'of: [A, B, C, D], value: E',
      /rulebook\.yaml, line \d+ \(settings\.materials\.mode\): .*expected one of A, B, C, D/,
      'a setting outside its type',
    ],
    [
      'rulebook.yaml',
      'of: [A, B, C, D], value: C',
      'of: [A, B, C, D, E], value: C',
      /\(D52-07\): setting 'materials\.mode' may be 'E', but there is no such reading/,
      'a reading that is missing',
    ],
  ])('%s: %s → %s', (file, from, to, message) => {
    expect(() => loadRulebook(changed(file, from, to))).toThrow(message);
  });

  test('a folder without rulebook', () => {
    expect(() => loadRulebook(path.dirname(shuangyangFolder))).toThrow(
      /no rulebook here; expected a folder with/,
    );
  });
});
