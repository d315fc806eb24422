import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { main } from '../../local/cli.ts';
import { parseScenario } from '../../local/scenario-file.ts';

const PROJECT = path.join(import.meta.dirname, '../..');

const good = `rulebook: shuangyang-2018
settings: {}
rules: [D52-*]
from: 2026-03-10T08:00:00+08:00
until: 2026-03-20T00:00:00+08:00
directory: demo
steps:
  - { at: 2026-03-11T10:00:00+08:00, do: meeting.schedule, id: m5, kind: executive, start: 2026-03-18T09:00:00+08:00, items: [{ id: i3, unit: housing, title: 方案 }] }
  - { at: 2026-03-17T18:30:00+08:00, do: duty.submit, duty: m5/D52-07/i3, by: housing }
`;

function faultOf(text: string): string {
  try {
    parseScenario('story.yaml', text, null);
  } catch (fault) {
    return fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault);
  }
  return 'no fault';
}

describe('a scenario with a fault of structure', () => {
  test('the text that the faults are put into is good', () => {
    expect(faultOf(good)).toBe('no fault');
  });

  test.each([
    [
      'duty.submit',
      'duty.hand-in',
      /story\.yaml \(steps\.1\.do\): unknown verb 'duty\.hand-in'; expected one of meeting\.schedule, /,
      'an unknown verb',
    ],
    ['kind: executive, ', '', /\(steps\.0\.kind\): meeting\.schedule: 'kind':/, 'a missing field'],
    [
      'by: housing }',
      'by: housing, how: 快 }',
      /\(steps\.1\): duty\.submit: .*how/,
      'a field that the verb does not have',
    ],
    [
      'unit: housing, ',
      '',
      /\(steps\.0\.items\.0\.unit\): meeting\.schedule: 'items\.0\.unit'/,
      'a missing field within a list',
    ],
    ['- { at: 2026-03-17T18:30:00+08:00, ', '- { ', /line 9 \(steps\.1\.at\)/, 'a step without a time'],
    [
      '2026-03-11T10:00:00+08:00, do',
      '2026-03-09T10:00:00+08:00, do',
      /\(steps\.0\.at\): is before from/,
      'a step before the beginning',
    ],
    [
      '2026-03-11T10:00:00+08:00, do',
      '2026-03-11T10:00:00, do',
      /line 8 \(steps\.0\.at\): .*offset/,
      'a time without offset',
    ],
    [
      '2026-03-11T10:00:00+08:00, do',
      '2026-03-11T10:00:00+8, do',
      /line 8 \(steps\.0\.at\)/,
      'an offset out of form',
    ],
    [
      'start: 2026-03-18T09',
      'start: 2026-02-30T09',
      /\(steps\.0\.start\): .*2026-02-30/,
      'a date that does not exist',
    ],
    [
      'rulebook: shuangyang-2018',
      'rulebook: nowhere-2018',
      /\(rulebook\): unknown rulebook 'nowhere-2018'; expected one of .*shuangyang-2018/,
      'an unknown rulebook',
    ],
    [
      'settings: {}',
      'settings: { materials.offst: 2 }',
      /\(settings\.materials\.offst\): unknown setting 'materials\.offst'/,
      'an unknown setting',
    ],
    [
      'settings: {}',
      'settings: { materials.mode: E }',
      /\(settings\.materials\.mode\): .*expected one of A, B, C, D/,
      'a value that a setting cannot have',
    ],
    [
      'settings: {}',
      'settings: { materials.offset: 1.5 }',
      /\(settings\.materials\.offset\): .*expected a whole number/,
      'half a working day',
    ],
    ['rules: [D52-*]', 'rules: [D99-*]', /\(rules\.0\): no rule fits 'D99-\*'/, 'rules that are not there'],
    [
      'directory: demo',
      'directory: elsewhere',
      /\(directory\): unknown directory 'elsewhere'; expected demo, a path/,
      'an unknown directory',
    ],
    ['until: 2026-03-20', 'until: 2026-03-09', /\(until\): is not after from/, 'an end before the beginning'],
    [
      'until: 2026-03-20T00:00:00+08:00\n',
      '',
      /\(until\): missing; expected a time, here or as --until/,
      'no end',
    ],
    ['steps:', 'stepps:', /story\.yaml, line \d+.*stepps/, 'an unknown field'],
    ['steps:', 'steps: [', /story\.yaml, line \d+: .*; expected well-formed YAML/, 'text that is not YAML'],
  ])('%j as %j: %s', (from, to, message) => {
    expect(good).toContain(from);
    const fault = faultOf(good.replace(from, to));
    expect(fault).toMatch(message);
    expect(fault).not.toContain('\n');
  });

  test('what lies beyond the end is left out, the end itself included', () => {
    const until = good.replace('until: 2026-03-20T00:00:00+08:00', 'until: 2026-03-17T18:30:00+08:00');
    expect(parseScenario('story.yaml', until, null).steps).toHaveLength(1);
  });

  test('JSON is read as well', () => {
    const json = JSON.stringify({
      rulebook: 'shuangyang-2018',
      from: '2026-03-10T08:00:00+08:00',
      until: '2026-03-20T00:00:00+08:00',
    });
    expect(parseScenario('story.json', json, null).steps).toEqual([]);
  });
});

/** A scenario in a file of its own, and the command line run on it. */
async function simulate(
  text: string,
  ...more: string[]
): Promise<{ code: number; out: string; err: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-story-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'story.yaml');
  writeFileSync(file, text);
  let out = '';
  let err = '';
  const code = await main(['simulate', file, ...more], {
    out: (part) => {
      out += part;
    },
    err: (part) => {
      err += part;
    },
  });
  return { code, out, err };
}

describe('duban simulate', () => {
  test('prints JSON Lines and nothing else', async () => {
    const { code, out, err } = await simulate(good, '--json');
    expect([code, err]).toEqual([0, '']);
    const facts = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(facts.find(({ fact }) => fact === 'duty.settled')).toMatchObject({
      duty: 'm5/D52-07/i3',
      verdict: 'late',
      lateBySeconds: 5400,
    });
  });

  test('--until goes before the file', async () => {
    const { out } = await simulate(good, '--json', '--until', '2026-03-12T00:00:00+08:00');
    expect(out).toContain('duty.opened');
    expect(out).not.toContain('"at":"2026-03-16');
  });

  test.each([
    [
      good.replace('duty.submit', 'duty.hand-in'),
      [],
      /story\.yaml \(steps\.1\.do\)/,
      'a fault in the last step',
    ],
    [good, ['--until', '2026-03-01T00:00:00+08:00'], /story\.yaml \(until\)/, 'an end before the beginning'],
    [good, ['--until', '2026-03-12'], /--until 2026-03-12: /, 'an end without a time'],
    [good, ['--untill', 'x'], /--untill/, 'an unknown option'],
    [good, ['second.yaml'], /expected one scenario file/, 'two files'],
  ])('bad input gets one line and exit code 2, and prints nothing', async (text, more, message) => {
    const { code, out, err } = await simulate(text, '--json', ...more);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err.trimEnd()).not.toContain('\n');
  });

  test('refusals by the domain are facts, and the exit code is 0', async () => {
    const { code, out } = await simulate(good.replace('m5/D52-07/i3', 'm5/D52-07/i9'), '--json');
    expect(code).toBe(0);
    expect(out).toContain(
      '"fact":"step.refused","step":2,"do":"duty.submit","reason":"没有编号为“m5/D52-07/i9”的应办事项"',
    );
  });
});

describe('from outside', () => {
  const run = (args: string[], env: Record<string, string>) =>
    spawnSync(process.execPath, [path.join(PROJECT, 'local/duban.mjs'), 'simulate', ...args], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
      cwd: tmpdir(),
    });

  test('the same bytes under another zone, language and folder', () => {
    const story = path.join(PROJECT, 'examples/late-classification.yaml');
    const golden = readFileSync(path.join(PROJECT, 'tests/golden/late-classification.jsonl'), 'utf8');
    for (const env of [
      { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8' },
      { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
    ]) {
      const { status, stdout, stderr } = run([story, '--json'], env);
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toBe(golden);
    }
  });

  test('a file that is not there', () => {
    const { status, stdout, stderr } = run(['nowhere.yaml', '--json'], {});
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^duban simulate: nowhere\.yaml: no such file; expected a scenario in YAML or JSON\n$/,
    );
  });
});
