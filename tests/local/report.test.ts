/** `duban report` on a store in a folder: every format, and an independent count of the exported table. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../local/cli.ts';
import { STORE_FILE } from '../../local/runtime/folder.ts';

import { readXlsx } from '../../shared/adapters/spreadsheets/xlsx.ts';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import type { ComplianceReport } from '../../shared/app/reports/compliance-report.ts';
import { OUTCOME_NAMES } from '../../shared/app/reports/report-words.ts';
import { keyOf } from '../../shared/app/rows.ts';
import { complianceReportSchema } from '../../shared/contract/report.ts';
import { COUNTED_OUTCOMES } from '../../shared/domain/compliance/outcome.ts';
import { DISTRICT } from '../support/office.ts';
import { layMonth, PARTY, SECRET } from '../support/reported-month.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'duban-report-'));
const file = (name: string) => path.join(folder, name);
const MONTH = ['--month', '2026-03'];

beforeAll(async () => {
  const store = openSqliteStore({ file: file(STORE_FILE) });
  await layMonth(store);
  await store.close();
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

async function duban(...args: string[]) {
  let [out, err] = ['', ''];
  const io = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
  };
  const code = await main(['report', ...args, '--data', folder], io);
  return { code, out, err };
}

async function reportAsData(...args: string[]): Promise<ComplianceReport> {
  const { code, out } = await duban(...MONTH, '--format', 'json', ...args);
  expect(code).toBe(0);
  return JSON.parse(out) as ComplianceReport;
}

type Line = ReadonlyMap<string, string>;

function rowsIn(text: string): string[][] {
  return parse(text);
}

/** The whole table, exported once. */
let exported: Promise<Line[]> | null = null;

function wholeTable(): Promise<Line[]> {
  exported ??= table();
  return exported;
}

async function table(...args: string[]): Promise<Line[]> {
  const { out } = await duban(...MONTH, '--format', 'csv', ...args);
  expect(out.startsWith('\uFEFF')).toBe(true);
  expect(out.slice(1)).not.toContain('\uFEFF');
  const [head = [], ...rows] = rowsIn(out.slice(1));
  return rows.map((row) => new Map(head.map((name, column) => [name, row[column] ?? ''])));
}

const count = (lines: readonly Line[], column: string, value: string) =>
  lines.filter((line) => line.get(column) === value).length;

describe('an independent count of the exported table agrees to the unit', () => {
  test('overall, by rule, by unit, and the rate', async () => {
    const [report, whole] = [await reportAsData(), await wholeTable()];
    const lines = whole.filter((line) => line.get('结果') !== '内部节点');
    expect(whole.length - lines.length).toBe(report.figures.internal);
    const { overall, byRule, byUnit } = report.figures;
    expect(lines).toHaveLength(overall.due);
    for (const outcome of COUNTED_OUTCOMES)
      expect([outcome, count(lines, '结果', OUTCOME_NAMES[outcome])]).toEqual([
        outcome,
        overall.outcomes[outcome].count,
      ]);
    for (const { rule, due, outcomes } of byRule) {
      const own = lines.filter((line) => line.get('规则') === rule);
      expect([rule, own.length, count(own, '结果', '超时办结')]).toEqual([rule, due, outcomes.late.count]);
    }
    for (const { unit, due, outcomes } of byUnit) {
      const own = lines.filter((line) => line.get('单位编号') === unit);
      const kept = count(own, '结果', '按时办结');
      expect([unit, own.length, kept]).toEqual([unit, due, outcomes['on-time'].count]);
    }
    const [onTime, late, overdue] = ['按时办结', '超时办结', '超时未办结'].map((name) =>
      count(lines, '结果', name),
    );
    expect(overall.rate).toMatchObject({ onTime, of: (onTime ?? 0) + (late ?? 0) + (overdue ?? 0) });
  });

  test('each judgement follows from the times that stand beside it', async () => {
    const judged = (await wholeTable()).filter((line) =>
      ['按时办结', '超时办结', '无法判定'].includes(line.get('结果') ?? ''),
    );
    expect(judged.length).toBeGreaterThan(3);
    for (const line of judged) {
      const [limit = '', last = '', first = ''] = ['时限', '实际办理最晚', '实际办理最早'].map((name) =>
        line.get(name),
      );
      const expected = last <= limit ? '按时办结' : first > limit ? '超时办结' : '无法判定';
      expect([line.get('应办事项编号'), line.get('结果')]).toEqual([line.get('应办事项编号'), expected]);
    }
  });
});

describe('formats', () => {
  test('text, the last month unless told otherwise', async () => {
    const { code, out, err } = await duban(...MONTH);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('统计期：2026年3月');
    expect(out).toContain('（草案）');
  });

  test('JSON is data of the published form', async () => {
    expect(complianceReportSchema.safeParse(await reportAsData()).error).toBeUndefined();
  });

  test('a spreadsheet of five sheets, whose duties are those of the table', async () => {
    const target = file('report.xlsx');
    const { code } = await duban(...MONTH, '--format', 'xlsx', '--out', target);
    expect(code).toBe(0);
    const sheets = await readXlsx(readFileSync(target));
    expect(sheets.map(({ name }) => name)).toEqual(['总体', '分规则', '分单位', '应办事项', '办理记录']);
    expect(sheets[3]?.rows).toHaveLength((await wholeTable()).length + 1);
    expect(JSON.stringify(sheets)).toContain('办结：按时');
    expect(JSON.stringify(sheets).includes(SECRET)).toBe(false);
    expect(JSON.stringify(sheets).includes(PARTY)).toBe(false);
  });

  test('a table into a file', async () => {
    const target = file('report.csv');
    await duban(...MONTH, '--format', 'csv', '--out', target);
    const rows = rowsIn(readFileSync(target, 'utf8').slice(1));
    expect(rows).toHaveLength((await wholeTable()).length + 1);
  });

  test('the extract of a unit: nobody else, no nodes of our own, no appendix', async () => {
    const lines = await table('--extract', 'housing');
    expect(new Set(lines.map((line) => line.get('单位编号')))).toEqual(new Set(['housing']));
    expect(count(lines, '结果', '内部节点')).toBe(0);
    expect(lines[0]?.has('提醒次数')).toBe(false);
    const target = file('extract.xlsx');
    await duban(...MONTH, '--extract', 'housing', '--format', 'xlsx', '--out', target);
    expect(JSON.stringify(await readXlsx(readFileSync(target)))).not.toMatch(/呈阅|区财政局/);
  });

  test.each<[string, readonly string[], string, string]>([
    ['one kind of matter', ['--kind', 'event'], '事项类别', '事件'],
    ['one unit', ['--unit', 'education'], '单位编号', 'education'],
  ])('%s', async (_caption, args, column, value) => {
    const lines = await table(...args);
    expect(lines.length).toBeGreaterThan(0);
    expect(count(lines, column, value)).toBe(lines.length);
  });

  test('days narrow the period', async () => {
    const { out } = await duban('--from', '2026-03-10', '--to', '2026-03-10', '--format', 'csv');
    const days = rowsIn(out.slice(1))
      .slice(1)
      .map((row) => row[12]?.slice(0, 10));
    expect(new Set(days)).toEqual(new Set(['2026-03-10']));
  });

  test('as the ledger knew it at a moment', async () => {
    const report = await reportAsData('--as-of', '2026-03-10T16:00:00+08:00');
    expect(report.asOf).toBe('2026-03-10T08:00:00Z');
    expect(report.figures.overall.outcomes.late.count).toBe(0);
  });
});

describe('kept and checked', () => {
  test('kept beside a running store, shown again, and counted again', async () => {
    const running = openSqliteStore({ file: file(STORE_FILE) });
    expect((await duban(...MONTH)).out).toContain('一、总体情况');
    const { code, err } = await duban(...MONTH, '--keep');
    expect([code, err]).toEqual([0, '已留存：2026-0002。\n']);
    await running.close();
    const again = await duban('--kept', '2026-0002', '--verify');
    expect([again.code, again.err]).toEqual([0, expect.stringContaining('一致。')]);
    expect(again.out).toContain('编号：2026年第2号');
  });

  test('--verify agrees, and names a row that was tampered with', async () => {
    const good = await duban(...MONTH, '--verify');
    expect([good.code, good.err]).toEqual([0, expect.stringContaining('一致。')]);
    const store = openSqliteStore({ file: file(STORE_FILE) });
    const key = keyOf(DISTRICT, 'duty', 'k1/D52-07/x4');
    const row = await store.get(key);
    if (!row) throw new Error('the duty is not there');
    const { plan, ...state } = row.body as { readonly plan: object };
    const body = { ...state, plan: { ...plan, owedBy: 'water' } };
    const content = { body, due: row.due, view: row.view };
    await store.commit([
      { district: DISTRICT, puts: [{ key, content, expected: row.version }], entries: [] },
    ]);
    await store.close();
    const bad = await duban(...MONTH, '--verify');
    expect([bad.code, bad.err]).toEqual([1, expect.stringContaining('应办事项k1/D52-07/x4')]);
  });
});

describe('as a document', () => {
  const isZip = (name: string) => readFileSync(file(name)).subarray(0, 2).toString('latin1') === 'PK';

  test.each<[string, readonly string[]]>([
    ['the whole report', MONTH],
    ['the extract of a unit', [...MONTH, '--extract', 'housing']],
    ['a kept report', ['--kept', '2026-0001']],
    ['the extract of a kept report', ['--kept', '2026-0001', '--extract', 'housing']],
  ])('%s', async (caption, args) => {
    const name = `${caption}.docx`;
    expect((await duban(...args, '--format', 'docx', '--out', file(name))).code).toBe(0);
    expect(isZip(name)).toBe(true);
  });

  test('the extract of a kept report in words has the unit and no other', async () => {
    const { code, out } = await duban('--kept', '2026-0001', '--extract', 'housing');
    expect(code).toBe(0);
    expect(out).toContain('承办单位：区住房和城乡建设局　单位摘编');
    expect(out).not.toContain('督查室留用');
  });
});

describe('refuses', () => {
  test.each<[string, readonly string[], string]>([
    ['a unit nobody has', ['--unit', 'nobody'], '--unit nobody: no such unit'],
    ['a month that is none', ['--month', 'October'], '--month October: expected a month such as 2026-10'],
    ['two periods', ['--month', '2026-03', '--period', '2026'], 'exclude each other'],
    ['half a period', ['--from', '2026-03-01'], '--from and --to belong together'],
    ['a spreadsheet on the screen', ['--format', 'xlsx'], '--format xlsx needs --out FILE'],
    ['a document on the screen', ['--format', 'docx'], '--format docx needs --out FILE'],
    [
      'an extract for whoever owes nothing',
      ['--kept', '2026-0001', '--extract', 'moon'],
      '--extract moon: owes nothing',
    ],
    ['a form that is none', ['--format', 'pdf'], '--format pdf: expected one of text, json, csv, xlsx'],
    ['a rulebook nobody uses', ['--rulebook', 'other'], '--rulebook other: '],
    ['a report that is not kept', ['--kept', '2026-0099'], '--kept 2026-0099: no such report'],
  ])('%s', async (_caption, args, said) => {
    const { code, err } = await duban(...args);
    expect([code, err.includes(said)]).toEqual([2, true]);
  });
});
