/** `duban audit --ledger`: a past year's ledger without a store, and its figures counted by hand and by another method. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { main } from '../../local/cli.ts';
import { writeDirectoryFile } from '../../local/directory-file.ts';
import { loadDirectory } from '../../shared/adapters/rules/load-directory.ts';
import { readXlsx } from '../../shared/adapters/spreadsheets/xlsx.ts';
import type { ComplianceReport } from '../../shared/app/reports/compliance-report.ts';
import { OUTCOME_NAMES } from '../../shared/app/reports/report-words.ts';
import { complianceReportSchema } from '../../shared/contract/report.ts';
import { COUNTED_OUTCOMES } from '../../shared/domain/compliance/outcome.ts';
import { directoryOf, writtenFrom } from '../../shared/domain/routing/written-directory.ts';
import { parseLocalDate } from '../../shared/domain/time/local-date.ts';

const SAMPLE = 'examples/past-year.csv';
const folder = mkdtempSync(path.join(tmpdir(), 'duban-look-back-'));
const file = (name: string) => path.join(folder, name);
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
  const code = await main(['audit', ...args], io);
  return { code, out, err };
}

const sample = (...args: string[]) =>
  duban('--ledger', SAMPLE, '--directory', 'demo', '--year', '2025', ...args);

type Line = ReadonlyMap<string, string>;

function table(text: string): Line[] {
  const rows: string[][] = parse(text, { bom: true, relax_column_count: true });
  const at = rows.findIndex((row) => row.length > 5);
  const head = rows[at] ?? [];
  return rows.slice(at + 1).map((row) => new Map(head.map((name, column) => [name, row[column] ?? ''])));
}

/** The ledger itself: its column 人工判定 was filled in by hand, from the Rules and the notices of 2025. */
const byHand = table(readFileSync(SAMPLE, 'utf8'));

describe('the sample ledger of a year', () => {
  let computed: Line[];
  let report: ComplianceReport;

  beforeAll(async () => {
    computed = table((await sample('--format', 'csv')).out);
    report = JSON.parse((await sample('--format', 'json')).out);
  }, 60_000);

  test.each(byHand.map((row) => [row.get('序号'), row.get('人工判定'), row.get('事项/会议名称')] as const))(
    'row %s: %s by hand (%s)',
    (serial, verdict) => {
      const line = computed.find((one) => one.get('台账序号') === serial);
      expect(line?.get('结果') ?? null).toBe(WITHOUT.has(verdict ?? '') ? null : verdict);
    },
  );

  test('the figures are those of the count by hand', () => {
    const counted = (verdict: string) => byHand.filter((row) => row.get('人工判定') === verdict).length;
    const { overall, internal } = report.figures;
    for (const outcome of COUNTED_OUTCOMES)
      expect([outcome, overall.outcomes[outcome].count]).toEqual([outcome, counted(OUTCOME_NAMES[outcome])]);
    expect(internal).toBe(counted('内部节点'));
    expect(byHand).toHaveLength(60);
    expect(overall.due).toBe(50);
    expect(overall.rate).toEqual({ onTime: 24, of: 39, perMille: 615 });
  });

  test('a unit and a rule, counted over the exported table', () => {
    const own = (column: string, value: string) => computed.filter((line) => line.get(column) === value);
    for (const { unit, due } of report.figures.byUnit) {
      const counted = own('单位编号', unit).filter((line) => line.get('结果') !== '内部节点');
      expect([unit, counted.length]).toEqual([unit, due]);
    }
    for (const { rule, due, outcomes } of report.figures.byRule) {
      const counted = own('规则', rule).filter((line) => line.get('结果') !== '内部节点');
      const late = counted.filter((line) => line.get('结果') === '超时办结').length;
      expect([rule, counted.length, late]).toEqual([rule, due, outcomes.late.count]);
    }
  });

  test('limits of meeting papers, by counting days back on a list of days off', () => {
    const papers = computed.filter((line) => line.get('规则') === 'D52-07' && line.get('结果') !== '不适用');
    expect(papers).toHaveLength(22);
    for (const line of papers) {
      const meeting = (line.get('触发最早') ?? '').slice(0, 10);
      expect([meeting, line.get('时限')]).toEqual([meeting, `${workdayBefore(meeting)} 17:00:00`]);
    }
  });

  test('the text says what it is, and names each row that is in no figure', async () => {
    const { code, out } = await sample();
    expect(code).toBe(1);
    expect(out).toContain('按给定时间推算，不作评价。\n台账：past-year.csv（校验码');
    expect(out).toContain(
      '列入统计51行（其中内部节点1行，不作评价），不在统计范围1行，时限无法推算1行，按规定不列入2行，未能读取5行',
    );
    expect(out).toContain('示例区时限执行情况报告（台账推算）\n统计期：2025年\n截止时点：2026年1月1日00:00');
    expect(out).toContain('第60行：“责任单位”：通讯录中没有“区城管局”');
    expect(out).toContain('附三　按规定不列入的行（2行）');
    expect(out).not.toMatch(/违规|经提醒|党组会议|某反映事项|涉及多户/);
  });

  test('json is one report in the form of every report; what people are told goes to standard error', async () => {
    expect(complianceReportSchema.parse(report).schema).toBe('compliance-report/1');
    const { out, err } = await sample('--format', 'json');
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(err).toContain('未使用的列：人工判定。');
    expect(err).toContain('第39行：“办结/报送时间”：办结时间早于触发时间');
  });

  test('xlsx', async () => {
    await sample('--format', 'xlsx', '--out', file('out.xlsx'));
    const sheets = await readXlsx(readFileSync(file('out.xlsx')));
    expect(sheets.map(({ name, rows }) => [name, rows.length > 1])).toEqual(
      ['说明', '总体', '分规则', '分单位', '应办事项', '未列入的行'].map((name) => [name, true]),
    );
    expect(sheets[4]?.rows).toHaveLength(52);
    expect(sheets[5]?.rows).toHaveLength(10);
  });

  test('docx', async () => {
    const { code, out } = await sample('--format', 'docx', '--out', file('out.docx'));
    expect([code, out]).toEqual([1, '']);
    expect(readFileSync(file('out.docx')).subarray(0, 2).toString()).toBe('PK');
  });

  test('other settings give other limits', async () => {
    const { out } = await sample('--set', 'materials.mode=A', '--format', 'csv');
    const line = table(out).find((one) => one.get('台账序号') === '1');
    expect([line?.get('时限'), line?.get('结果')]).toEqual(['2025-01-09 09:00:00', '超时办结']);
  });

  test('without a directory units are as written, and the report says so', async () => {
    const { out } = await duban('--ledger', SAMPLE, '--year', '2025');
    expect(out).toContain('未给通讯录，责任单位按台账所写名称统计');
    expect(out).not.toContain('演示数据');
  });

  test('without a period all years of the ledger are reported', async () => {
    const { out } = await duban('--ledger', SAMPLE, '--directory', 'demo', '--format', 'json');
    const whole: ComplianceReport = JSON.parse(out);
    expect(whole.scope).toMatchObject({ first: '2024-01-01', last: '2025-12-31' });
  });
});

const WITHOUT: ReadonlySet<string> = new Set(['未能读取', '不在统计范围', '不列入', '无时限']);

/** The notices of 2025, by hand. */
const OFF = new Set(
  '01-01 01-28 01-29 01-30 01-31 02-01 02-02 02-03 02-04 04-04 04-05 04-06 05-01 05-02 05-03 05-04 05-05 05-31 06-01 06-02 10-01 10-02 10-03 10-04 10-05 10-06 10-07 10-08'.split(
    ' ',
  ),
);
const WORKED = new Set('01-26 02-08 04-27 09-28 10-11'.split(' '));

function workdayBefore(day: string): string {
  for (let at = new Date(`${day}T00:00:00Z`).getTime() - 86_400_000; ; at -= 86_400_000) {
    const date = new Date(at);
    const text = date.toISOString().slice(0, 10);
    const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
    if (WORKED.has(text.slice(5)) || (!weekend && !OFF.has(text.slice(5)))) return text;
  }
}

describe('the spreadsheet', () => {
  test('the template is an empty ledger that explains itself', async () => {
    const { code } = await duban('--sheet-template', file('empty.xlsx'), '--directory', 'demo');
    expect(code).toBe(0);
    const sheets = await readXlsx(readFileSync(file('empty.xlsx')));
    expect(sheets.map(({ name }) => name)).toEqual(['台账', '填写示例', '填写说明', '规则对照', '单位对照']);
    expect(sheets[0]?.rows).toHaveLength(1);
    const rules = sheets[3]?.rows ?? [];
    expect(rules.some(([id, , , words]) => id === 'D52-07' && words?.includes('会议材料'))).toBe(true);
    expect(JSON.stringify(rules)).not.toContain('党组');
  });

  test('its examples can all be read', async () => {
    const sheets = await readXlsx(readFileSync(file('empty.xlsx')));
    const rows = (sheets[1]?.rows ?? []).map((row) =>
      row.map((value) => (value === '' ? null : { value, type: String })),
    );
    const written = await writeXlsxFile(rows, { sheet: '台账' });
    writeFileSync(file('examples.xlsx'), await written.toBuffer());
    const { code, out } = await duban(
      '--ledger',
      file('examples.xlsx'),
      '--directory',
      'demo',
      '--year',
      '2025',
    );
    expect(out).toContain('台账共7行：列入统计7行');
    expect(code).toBe(0);
  });

  test('cells that are days and times, several sheets, and a second trigger column', async () => {
    const head = ['规则', '单位', '会议时间', '事发时间', '报送时间'].map((value) => ({
      value,
      type: String,
    }));
    const at = (text: string) => ({ value: new Date(text), type: Date, format: 'yyyy-mm-dd hh:mm' });
    const text = (value: string) => ({ value, type: String });
    const papers = [text('会议材料'), text('区住建局')];
    const written = await writeXlsxFile([
      {
        sheet: '上半年',
        data: [head, [...papers, at('2025-03-18T09:00:00Z'), null, at('2025-03-17T17:00:00Z')]],
      },
      {
        sheet: '下半年',
        data: [
          head,
          [text('舆情首发'), text('区应急局'), null, at('2025-08-20T08:00:00Z'), at('2025-08-20T13:01:00Z')],
          [...papers, at('2025-09-18T09:00:00Z'), at('2025-09-18T09:00:00Z'), text('2025-09-17')],
        ],
      },
      { sheet: '通讯录', data: [[text('姓名'), text('电话')]] },
    ]);
    writeFileSync(file('sheets.xlsx'), await written.toBuffer());
    const args = ['--ledger', file('sheets.xlsx'), '--directory', 'demo', '--format', 'csv'];
    const { code, out, err } = await duban(...args);
    const told = table(out).map((line) =>
      ['台账表名', '台账行', '时限', '结果'].map((name) => line.get(name)),
    );
    expect(told).toEqual([
      ['上半年', '2', '2025-03-17 17:00:00', '按时办结'],
      ['下半年', '2', '2025-08-20 13:00:00', '超时办结'],
    ]);
    expect(code).toBe(1);
    expect(err).toContain('“通讯录”表没有台账的表头，未读取。');
    expect(err).toContain('“下半年”表第3行：“触发时间”：几列触发时间都已填写，只应填写一列');
  });

  test('a directory in a spreadsheet; a unit that is merged answers for its own time', async () => {
    const { units, ...demo } = writtenFrom(loadDirectory('examples/directories/demo.yaml'));
    const heritage = {
      name: '区文物局',
      shortName: '区文物局',
      kind: 'department' as const,
      successor: { unit: 'culture', from: parseLocalDate('2025-06-01') },
    };
    const directory = directoryOf({ ...demo, units: { ...units, heritage } });
    await writeDirectoryFile(file('directory.xlsx'), directory);
    writeFileSync(
      file('merged.csv'),
      '规则条款,责任单位,会议时间,报送时间\n会议材料,区文物局,2025-03-18,2025-03-14\n会议材料,文物局,2025-09-18,2025-09-16\n',
    );
    const args = ['--ledger', file('merged.csv'), '--directory', file('directory.xlsx'), '--format', 'csv'];
    const { out } = await duban(...args);
    expect(table(out).map((line) => line.get('承办单位'))).toEqual(['区文物局', '区文化广电和旅游局']);
  });

  test('every row is counted once, however many', async () => {
    const head = '规则条款,责任单位,会议时间,报送时间\r\n';
    const row = '会议材料,区住建局,2025-03-18 09:00,２０２５年３月１７日　１６：２０\r\n';
    writeFileSync(file('long.csv'), head + row.repeat(3000));
    const { code, out } = await duban('--ledger', file('long.csv'), '--directory', 'demo');
    expect(code).toBe(0);
    expect(out).toContain('台账共3000行：列入统计3000行');
    expect(out).toContain('按时率100.0%（3000÷3000）');
  });

  test.each<[string, string[], RegExp]>([
    ['no such file', ['--ledger', 'nowhere.xlsx'], /nowhere\.xlsx: no such file/],
    ['no ledger', ['--ledger', 'examples/public-events.json'], /unknown kind of file/],
    ['a folder', ['--ledger', 'examples'], /is no file/],
    ['no period', ['--ledger', SAMPLE, '--from', '2025-01-01'], /belong together/],
    ['no rulebook', ['--ledger', SAMPLE, '--rulebook', 'x'], /no such rulebook/],
    ['no setting', ['--ledger', SAMPLE, '--set', 'x=1'], /x/],
    ['no such form', ['--ledger', SAMPLE, '--format', 'pdf'], /expected one of text/],
    ['a template of another kind', ['--sheet-template', 'x.pdf'], /ending in \.xlsx/],
  ])('refuses %s', async (_what, args, why) => {
    const { code, out, err } = await duban(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(why);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test('leaves nothing behind', async () => {
    const before = readdirSync('.');
    await sample();
    expect(readdirSync('.')).toEqual(before);
  });
});
