import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { stringify } from 'yaml';
import { readEventsFile } from '../../local/events-file.ts';
import { auditEvents, auditJson } from '../../shared/app/audit-events.ts';
import { NO_JUDGEMENT, sayAudit } from '../../shared/app/say-audit.ts';
import { ground, shuangyang } from '../support/shuangyang.ts';

const EXAMPLE = path.join(import.meta.dirname, '../../examples/public-events.json');
const example: Record<string, unknown>[] = JSON.parse(readFileSync(EXAMPLE, 'utf8'));

function fileOf(name: string, content: string | Uint8Array): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-events-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function audited(file: string, settings: Record<string, unknown> = {}) {
  const events = await readEventsFile(file, shuangyang.zone);
  return auditEvents(events, shuangyang, ground(settings));
}

async function printed(file: string, settings: Record<string, unknown> = {}) {
  return (await audited(file, settings)).map((line) => auditJson(line, shuangyang.zone));
}

function csvOf(rows: readonly Record<string, unknown>[]): string {
  const columns = Object.keys(rows[0] ?? {});
  return [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))].join('\n');
}

/** One event as a file, with the times given and nothing else. */
const single = (times: Record<string, unknown>) =>
  fileOf('event.json', JSON.stringify([{ id: 'X', ...times }]));

describe('the real events that ship', () => {
  test.each([
    ['C01', 'late', 'on-time'],
    ['C02', 'on-time', 'no-data'],
    ['C03', 'on-time', 'on-time'],
    ['C04', 'no-data', 'undetermined'],
    ['C09', 'undetermined', 'on-time'],
    ['C11', 'undetermined', 'late'],
    ['C14', 'not-applicable', 'not-applicable'],
    ['C16', 'no-data', 'on-time'],
  ])('%s: first release %s, conference %s', async (id, release, conference) => {
    const lines = (await audited(EXAMPLE)).filter((line) => line.id === id);
    expect(lines.map(({ rule, verdict }) => [rule, verdict])).toEqual([
      ['D36-2', release],
      ['D36-3', conference],
    ]);
  });

  test('are printed with limit, times and least lateness', async () => {
    const lines = await printed(EXAMPLE);
    expect(JSON.stringify(lines[0])).toBe(
      '{"id":"C01","rule":"D36-2","dueEarliest":"2023-04-18T17:57:00+08:00","dueLatest":"2023-04-18T17:57:00+08:00","doneEarliest":"2023-04-18T18:00:00+08:00","doneLatest":"2023-04-19T04:11:39+08:00","verdict":"late","lateByAtLeastSeconds":180}',
    );
    expect(lines.filter((line) => 'lateByAtLeastSeconds' in line)).toHaveLength(2);
    expect(lines.find(({ id }) => id === 'C14')).toMatchObject({ dueLatest: '2024-03-13T12:54:00+08:00' });
  });

  test('give the same lines from JSON, YAML and CSV', async () => {
    const expected = await printed(EXAMPLE);
    expect(await printed(fileOf('events.yaml', stringify(example)))).toEqual(expected);
    expect(await printed(fileOf('events.csv', csvOf(example)))).toEqual(expected);
  });

  test('name no place and nobody, and lead nowhere', () => {
    const text = readFileSync(EXAMPLE, 'utf8');
    expect(text).not.toMatch(/https?:|www\.|\.com|北京|长春|江西|南京|辽阳|三河|天津|省|市|区/);
    expect(example.map(({ name }) => String(name).slice(0, 3))).toEqual(
      [...'一二三四五六七八'].map((number) => `案例${number}`),
    );
  });
});

describe('times known within bounds', () => {
  test.each<[Record<string, string>, string | null, string | null, string, string]>([
    [
      { t0_earliest: '2024-05-01T02:00', t0_latest: '2024-05-01T03:00' },
      '2024-05-01T07:00',
      '2024-05-01T07:00',
      'on-time',
      'at the earliest limit to the second',
    ],
    [
      { t0_earliest: '2024-05-01T02:00', t0_latest: '2024-05-01T03:00' },
      '2024-05-01T07:30',
      '2024-05-01T07:30',
      'undetermined',
      'between the two limits',
    ],
    [
      { t0_earliest: '2024-05-01T02:00', t0_latest: '2024-05-01T03:00' },
      '2024-05-01T08:00:01',
      '2024-05-01T09:00',
      'late',
      'a second after the latest limit',
    ],
    [
      { t0_earliest: '2024-05-01T02:00' },
      '2024-05-01T06:00',
      '2024-05-01T06:30',
      'on-time',
      'the earliest limit alone shows that it was in time',
    ],
    [
      { t0_earliest: '2024-05-01T02:00' },
      '2024-05-09T06:00',
      '2024-05-09T06:30',
      'undetermined',
      'the earliest limit alone cannot show lateness',
    ],
    [
      { t0_latest: '2024-05-01T02:00' },
      '2024-05-01T07:01',
      null,
      'late',
      'the latest limit alone shows lateness',
    ],
    [
      { t0_latest: '2024-05-01T02:00' },
      null,
      '2024-05-01T03:00',
      'undetermined',
      'the latest limit alone cannot show that it was in time',
    ],
    [
      { t0_earliest: '2024-05-01T02:00', t0_latest: '2024-05-01T02:00' },
      null,
      '2024-05-01T07:00',
      'on-time',
      'only an upper bound of the release',
    ],
    [
      { t0_earliest: '2024-05-01T02:00', t0_latest: '2024-05-01T02:00' },
      '2024-05-01T07:00',
      null,
      'undetermined',
      'only a lower bound of the release',
    ],
    [{}, '2024-05-01T07:00', '2024-05-01T07:00', 'no-data', 'no occurrence'],
    [{ t0_earliest: '2024-05-01T02:00', t0_latest: '2024-05-01T02:00' }, null, '', 'no-data', 'no release'],
  ])('%j, released %s to %s: %s (%s)', async (t0, first_release_lower, first_release_upper, verdict) => {
    const [line] = await audited(single({ ...t0, first_release_lower, first_release_upper }));
    expect(line?.verdict).toBe(verdict);
  });

  test('an offset is honoured, a time without one is the rulebook’s', async () => {
    const [line] = await printed(
      single({
        t0_earliest: '2023-04-18T04:57:00Z',
        t0_latest: '2023-04-18T12:57',
        first_release_upper: '2023-04-18T17:00',
      }),
    );
    expect(line).toMatchObject({
      dueEarliest: '2023-04-18T17:57:00+08:00',
      dueLatest: '2023-04-18T17:57:00+08:00',
    });
  });

  test('the limits are the rulebook’s, also when a setting moves them', async () => {
    const [line] = await printed(EXAMPLE, { 'opinion.first_h': '6' });
    expect(line).toMatchObject({ dueLatest: '2023-04-18T18:57:00+08:00', verdict: 'undetermined' });
  });

  test.each([
    [false, 'not-applicable'],
    ['False', 'not-applicable'],
    [true, 'on-time'],
    [null, 'on-time'],
    ['', 'on-time'],
  ])('rule36_applies %j gives %s', async (rule36_applies, verdict) => {
    const times = {
      t0_earliest: '2024-05-01T02:00',
      t0_latest: '2024-05-01T02:00',
      first_release_upper: '2024-05-01T03:00',
    };
    const [line] = await audited(single({ ...times, rule36_applies }));
    expect(line?.verdict).toBe(verdict);
  });
});

describe('files from spreadsheets', () => {
  const row =
    'id,name,t0_earliest,t0_latest,first_release_lower,first_release_upper\nC01,"案例一,医院火灾",2023-04-18T12:57,2023-04-18T12:57,2023-04-18T18:00,\n\n';

  test.each([
    ['with a byte order mark', Buffer.from(`\uFEFF${row}`)],
    ['with Windows line ends', Buffer.from(row.replaceAll('\n', '\r\n'))],
    [
      'in GB 18030',
      Buffer.concat([
        Buffer.from('id,name,t0_latest,first_release_lower\nC01,'),
        Buffer.from([0xb0, 0xb8, 0xc0, 0xfd]),
        Buffer.from(',2023-04-18T12:57,2023-04-18T18:00\n'),
      ]),
    ],
  ])('%s are read', async (_, content) => {
    const [line] = await audited(fileOf('events.csv', content));
    expect(line).toMatchObject({ id: 'C01', verdict: 'late', lateByAtLeastSeconds: 180 });
  });
});

describe('what is refused, with file and place', () => {
  test.each([
    ['events.json', '{"id":"C01"}', /events\.json: not a list; expected a list of events$/],
    ['events.json', '[{"t0_latest":"2023-04-18T12:57"}]', /events\.json, event 1: 'id' is missing/],
    ['events.json', '[{"id":"A"},3]', /events\.json, event 2: not an event/],
    ['events.json', '[{"id":"A"},', /events\.json: .*; expected well-formed JSON$/],
    ['events.json', '[{"id":"A"},{"id":"A"}]', /events\.json, event 2, id: this id stands twice/],
    [
      'events.json',
      '[{"id":"A","t0_latest":"2023-02-30T12:57"}]',
      /event 1 \(A\), t0_latest: '2023-02-30T12:57' names a date that does not exist; expected/,
    ],
    [
      'events.json',
      '[{"id":"A","t0_latest":20230230}]',
      /event 1 \(A\), t0_latest: '20230230' is not a time; expected/,
    ],
    [
      'events.json',
      '[{"id":"A","t0_earliest":"2023-04-18T13:00","t0_latest":"2023-04-18T12:57"}]',
      /event 1 \(A\), t0_earliest: later than t0_latest; expected the earlier bound first$/,
    ],
    [
      'events.json',
      '[{"id":"A","rule36_applies":"maybe"}]',
      /event 1 \(A\), rule36_applies: 'maybe' is not an answer/,
    ],
    ['events.yaml', '- id: A\n  t0_latest: [\n', /events\.yaml, line \d+: .*; expected well-formed YAML$/],
    ['events.yaml', '', /events\.yaml: not a list/],
    ['events.csv', 'name,t0_latest\nA,2023-04-18T12:57\n', /events\.csv, line 1: column 'id' is missing/],
    [
      'events.csv',
      'id,t0\nA,2023-04-18T12:57\n',
      /events\.csv, line 1: no column of times; expected some of t0_earliest, t0_latest/,
    ],
    [
      'events.csv',
      'id,t0_latest\nA,2023-04-18T12:57\nB,2023-04-31T12:57\n',
      /events\.csv, line 3 \(B\), t0_latest: '2023-04-31T12:57' names a date that does not exist/,
    ],
    ['events.csv', 'id,t0_latest\nA,2023-04-18T12:57,more\n', /events\.csv: .*; expected well-formed CSV$/],
    [
      'events.txt',
      '[]',
      /events\.txt: unknown kind of file; expected a name ending in \.json, \.yaml or \.csv$/,
    ],
  ])('%s with %j', async (name, content, message) => {
    await expect(readEventsFile(fileOf(name, content), shuangyang.zone)).rejects.toThrow(message);
  });

  test('a file that is not there', async () => {
    await expect(readEventsFile('nowhere.json', shuangyang.zone)).rejects.toThrow(
      /^nowhere\.json: no such file/,
    );
  });
});

describe('as a table for people', () => {
  test('says the verdicts in Chinese and judges nobody', async () => {
    const text = sayAudit(await audited(EXAMPLE), new Map([['D36-2', '首次发布权威信息']]), shuangyang.zone);
    expect(text).toMatch(/^事件 {2}规则 .*推算结果\n/);
    expect(text).toMatch(/\nC01 {3}首次发布权威信息 {2}2023-04-18 17:57 .*超时（至少3分钟）\n/);
    expect(text).toMatch(/\nC04 {3}D36-3 .*无法判定\n/);
    expect(text.endsWith(`\n${NO_JUDGEMENT}\n`)).toBe(true);
  });
});
