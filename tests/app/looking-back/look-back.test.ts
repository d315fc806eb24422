/** Rows of a past year's ledger become duties with limits by the rules, judged by the bounds of their times. */
import { beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../shared/adapters/sqlite/store.ts';
import type { District } from '../../../shared/app/district.ts';
import type { Engine } from '../../../shared/app/engine.ts';
import {
  type LedgerRead,
  type LookBack,
  lookBack,
  readLedger,
} from '../../../shared/app/looking-back/look-back.ts';
import { lookBackPaper } from '../../../shared/app/looking-back/look-back-paper.ts';
import { OUTCOME_NAMES } from '../../../shared/app/reports/report-words.ts';
import { complianceReportSchema } from '../../../shared/contract/report.ts';
import {
  LEDGER_COLUMNS,
  type LedgerColumn,
  type LedgerRow,
} from '../../../shared/domain/looking-back/ledger-columns.ts';
import { unitsOf } from '../../../shared/domain/looking-back/unit-words.ts';
import { formatInstant } from '../../../shared/domain/time/instant.ts';
import { parseLocalDate } from '../../../shared/domain/time/local-date.ts';
import { chinaTime, DISTRICT, demoDirectory, engineOn, setUpDemo } from '../../support/office.ts';

let engine: Engine;
let district: District;

beforeAll(async () => {
  engine = engineOn({ store: openSqliteStore({ file: ':memory:' }) });
  await setUpDemo(engine, chinaTime('2026-03-01 09:00'));
  district = await engine.districts.open(DISTRICT);
});

type Cells = Partial<Record<LedgerColumn, string>>;

function rowOf(cells: Cells, index = 0): LedgerRow {
  const all = LEDGER_COLUMNS.map((column) => [column, cells[column] ?? ''] as const);
  return { sheet: '', line: index + 2, cells: Object.fromEntries(all) as LedgerRow['cells'] };
}

const asOf = chinaTime('2026-01-01 00:00');

function read(...rows: Cells[]): LedgerRead {
  return readLedger(rows.map(rowOf), district, unitsOf(demoDirectory), { asOf, year: 2025 });
}

function look(...rows: Cells[]): Promise<LookBack> {
  const scope = {
    first: parseLocalDate('2025-01-01'),
    last: parseLocalDate('2025-12-31'),
    ...({ rulebook: null, unit: null, kind: null, version: 'whole' } as const),
  };
  return lookBack(engine, read(...rows), { district: DISTRICT, scope, asOf, unitsAsWritten: false });
}

/** '按时办结 03-17 17:00', with the note where there is one. */
async function judged(cells: Cells): Promise<string> {
  const { lines, unread, withoutLimit, leftOut, outside } = await look(cells);
  const [one] = lines;
  if (!one)
    return (
      [...withoutLimit, ...leftOut, ...outside].map(({ why }) => why).join() ||
      (unread[0]?.faults[0]?.say ?? '')
    );
  const { outcome, dueAt, note } = one.line;
  const due = formatInstant(dueAt, district.zone).slice(5, 16).replace('T', ' ');
  return [OUTCOME_NAMES[outcome], due, ...(note === null ? [] : [note])].join(' ');
}

const PAPERS = { rule: '会议材料', unit: '区住建局', trigger: '2025-03-18 09:00', told: '2025-03-13' };
const FIRE = { rule: '舆情首发', unit: '区应急局', trigger: '2025-05-08 12:40' };
const NOTE = { rule: '批示', unit: '区水利局', trigger: '2025-06-03' };

describe('a row is judged as a duty of the product would be', () => {
  it.each<[string, Cells, string]>([
    ['done before the limit', { ...PAPERS, done: '2025-03-17 16:59' }, '按时办结 03-17 17:00'],
    ['done at the limit', { ...PAPERS, done: '2025-03-17 17:00' }, '按时办结 03-17 17:00'],
    ['done after it', { ...PAPERS, done: '2025-03-17 17:01' }, '超时办结 03-17 17:00'],
    ['done on the day of it', { ...PAPERS, done: '3月17日' }, '无法判定 03-17 17:00 时间仅知范围'],
    ['done in the morning of it', { ...PAPERS, done: '3月17日上午' }, '按时办结 03-17 17:00'],
    [
      'done from the limit on',
      { ...PAPERS, done: '2025-03-17 17:00-17:30' },
      '无法判定 03-17 17:00 时间仅知范围',
    ],
    ['no record accuses nobody', PAPERS, '无法判定 03-17 17:00 无办理记录'],
    ['a time nobody knows', { ...PAPERS, done: '不详' }, '无法判定 03-17 17:00 办理时间不详'],
    ['the office says that nothing came', { ...PAPERS, done: '未报送' }, '超时未办结 03-17 17:00'],
    [
      'told when nobody knows',
      { ...PAPERS, told: '', done: '2025-03-18 08:00' },
      '超时办结 03-17 17:00 台账未载通知时间',
    ],
    [
      'told too late',
      { ...PAPERS, told: '2025-03-17 16:00', done: '2025-03-18 08:00' },
      '不适用 03-18 07:00 通知晚于应报时间（临时会议）',
    ],
    [
      'told perhaps too late',
      { ...PAPERS, told: '2025-03-17', done: '2025-03-17 18:00' },
      '无法判定 03-17 17:00 通知时间仅知范围',
    ],
    ['an event to the minute', { ...FIRE, done: '当日17:40' }, '按时办结 05-08 17:40'],
    [
      'an event in the afternoon',
      { ...FIRE, trigger: '2025-05-08下午', done: '当日19:00' },
      '无法判定 05-08 17:00 时间仅知范围',
    ],
    [
      'an event by its day, released next day',
      { ...FIRE, trigger: '2025-05-08', done: '2025-05-09 10:00' },
      '超时办结 05-08 05:00 起算时间仅知范围',
    ],
    [
      'an event after some time',
      { ...FIRE, trigger: '2025-05-08 12时后', done: '2025-05-09 10:00' },
      '无法判定 05-08 17:00 时间仅知范围',
    ],
    ['released before it happened', { ...FIRE, done: '2025-05-08 09:00' }, '办结时间早于触发时间，请核对'],
    [
      'an instruction with its own limit',
      { ...NOTE, named: '2025-06-20', done: '2025-06-20' },
      '无法判定 06-20 17:00 时间仅知范围',
    ],
    [
      'an instruction with a limit, late',
      { ...NOTE, named: '6月20日', done: '6月21日' },
      '超时办结 06-20 17:00',
    ],
    [
      'an instruction without one is an internal node',
      { ...NOTE, done: '2025-12-01' },
      '内部节点 06-18 17:00',
    ],
    [
      'a clause goes before a paper',
      { ...PAPERS, named: '2025-03-16', done: '2025-03-17 16:00' },
      '按时办结 03-17 17:00',
    ],
    [
      'extended to a day',
      { ...NOTE, named: '2025-06-20', extension: '延期至2025-06-30', done: '2025-06-27' },
      '按时办结 06-30 17:00',
    ],
    [
      'extended, nobody knows until when',
      { ...NOTE, named: '2025-06-20', extension: '是', done: '2025-06-27' },
      '无法判定 06-20 17:00 经批准延期而新时限不详',
    ],
    [
      'extended against the rule',
      { ...PAPERS, extension: '是', done: '2025-03-18' },
      '无法判定 03-17 17:00 台账载明延期而该项不能延期',
    ],
    [
      'extension refused',
      { ...NOTE, named: '2025-06-20', extension: '未批准', done: '2025-06-27' },
      '超时办结 06-20 17:00',
    ],
    [
      'a year’s duty',
      { rule: 'D66-1', unit: '区水利局', trigger: '2025年', done: '2025-12-31 16:00' },
      '按时办结 12-31 17:00',
    ],
    [
      'a week, owed by whom the rule names',
      { rule: '周安排', trigger: '2025年第12周', done: '2025-03-17 09:00' },
      '按时办结 03-17 09:00',
    ],
    [
      'no start and no limit',
      { ...PAPERS, trigger: '不详', done: '2025-03-17' },
      '触发时间不详，也没有规定时限',
    ],
    [
      'what a leader owes',
      { rule: 'D52-04', unit: '区政府办', trigger: '2025-03-18', done: '' },
      '区领导、区政府应办的事项，不作评价',
    ],
    ['the Party group', { rule: '党组会议', unit: '区政府办', trigger: '2025年3月' }, '党组事项，不列入报告'],
    ['papers for the Party group', { ...PAPERS, name: '第3次党组会议' }, '党组事项，不列入报告'],
    [
      'cases with different limits',
      { rule: 'D39-2#suggestion', unit: '区教育局', trigger: '2025-03-10', done: '2025-06-10 12:00' },
      '按时办结 06-10 17:00',
    ],
    [
      'a case that is not named',
      { rule: '代表建议答复', unit: '区教育局', trigger: '2025-03-10' },
      '该项分几种情形，时限不同，应写明：D39-2#suggestion代表建议答复、D39-2#suggestion-complex代表建议答复',
    ],
    [
      'several units in one cell',
      { ...PAPERS, unit: '区住建局、区财政局' },
      '“区住建局、区财政局”不是一个单位，一行只写一个责任单位，多个单位的分行填写',
    ],
  ])('%s', async (_what, cells, expected) => {
    expect(await judged(cells)).toBe(expected);
  });
});

describe('the report over the rows', () => {
  it('has the form of every report, says what it is, and knows nothing of reminders', async () => {
    const told = await look({ ...PAPERS, done: '2025-03-17 16:00' }, PAPERS, { ...PAPERS, unit: '无此单位' });
    expect(complianceReportSchema.parse(told.report)).toBeTruthy();
    expect(told.report.methods.slice(0, 3)).toEqual([
      '按给定时间推算，不作评价。',
      '台账共3行：列入统计2行，不在统计范围0行，时限无法推算0行，按规定不列入0行，未能读取1行。',
      '无法判定1项：无办理记录1项。没有办理记录不等于没有办理。',
    ]);
    expect(told.report.figures).toMatchObject({ appendix: null, steps: [] });
    expect(told.report.plannedUnder.calendars).toEqual([expect.stringMatching(/^cn-2025#/)]);
  });

  it('is a paper for the desk: with preface and the rows without a figure, and nobody’s signature', async () => {
    const told = await look({ ...PAPERS, done: '2025-03-18' }, { ...PAPERS, unit: '无此单位' });
    const paper = lookBackPaper(told, '台账.xlsx');
    expect(paper).toMatchObject({
      head: null,
      signature: null,
      marks: ['按给定时间推算，不作评价　演示数据'],
    });
    const said = JSON.stringify(paper);
    expect(said).toContain('根据台账.xlsx推算。台账共2行');
    expect(said).toContain('第3行：“责任单位”：通讯录中没有“无此单位”');
    expect(said).not.toMatch(/草案|signing|违规/);
  });

  it('names a year whose holidays are not announced', async () => {
    const rows = [{ ...PAPERS, trigger: '2005-03-18 09:00', told: '2005-03-10', done: '2005-03-17 16:00' }];
    const scope = {
      first: parseLocalDate('2005-01-01'),
      last: parseLocalDate('2005-12-31'),
      ...({ rulebook: null, unit: null, kind: null, version: 'whole' } as const),
    };
    const told = await lookBack(engine, read(...rows), {
      district: DISTRICT,
      scope,
      asOf,
      unitsAsWritten: false,
    });
    expect(told.unannounced).toEqual([2005]);
    expect(told.report.figures.provisional).toBe(1);
    expect(told.report.methods).toContain('2005年节假日安排未收录，涉及的时限按一般周末推算，未确认。');
  });

  it('of a work secret there is the number alone, read or not, and of a state secret nothing', async () => {
    const secret = { ...PAPERS, name: '某某机密项目', serial: '77', said: '涉及某某', secrecy: '工作秘密' };
    const told = await look(
      { ...secret, done: '2025-03-18' },
      { ...secret, done: '某某说已报' },
      { ...PAPERS, name: '某某（机密）', done: '2025-03-17' },
    );
    expect(told.lines[0]?.line).toMatchObject({ about: '77号事项', reason: null, outcome: 'late' });
    expect(JSON.stringify([told.report, told.unread])).not.toContain('某某');
  });
});
