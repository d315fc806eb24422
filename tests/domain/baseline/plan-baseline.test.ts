import { describe, expect, test } from 'vitest';
import { readCheckList } from '../../../shared/domain/baseline/check-list.ts';
import {
  type BaselineAround,
  type BaselineColumn,
  type BaselineRow,
  planBaseline,
  readDay,
} from '../../../shared/domain/baseline/plan-baseline.ts';
import { parseLocalTime } from '../../../shared/domain/time/instant.ts';
import { parseLocalDate } from '../../../shared/domain/time/local-date.ts';

const ON = parseLocalDate('2026-12-01');
const housing = {
  id: 'housing',
  name: '区住房和城乡建设局',
  shortName: '区住建局',
  kind: 'department',
} as const;
const AROUND: BaselineAround = {
  directory: { units: new Map([['housing', housing]]) },
  rules: new Set(['D52-14']),
  zone: 'Asia/Shanghai',
  workEnd: parseLocalTime('17:00'),
};

type Cells = Partial<Record<BaselineColumn, string>>;

function row(line: number, cells: Cells = {}): BaselineRow {
  const usual = {
    编号: `C${line}`,
    事项: '老旧小区改造',
    '依据/来源': '第3次常务会议纪要',
    责任单位: '区住建局',
  };
  return { line, cells: { ...usual, 时限: '2026-12-20', 状态: '序时推进', 规则: '', 备注: '', ...cells } };
}

describe('a row that can be taken over', () => {
  test('has its unit, its limit at the end of handing in, and is quiet before the day', () => {
    const { accepted, overdue, faults } = planBaseline(
      [row(2, { 规则: 'D52-14', 备注: '已开工' })],
      ON,
      AROUND,
    );
    expect({ accepted, overdue, faults }).toEqual({
      accepted: [
        {
          line: 2,
          id: 'C2',
          title: '老旧小区改造',
          source: '第3次常务会议纪要',
          unit: 'housing',
          dueAt: '2026-12-20T09:00:00Z',
          state: 'open',
          stateSaid: '序时推进',
          rule: 'D52-14',
          note: '已开工',
          overdue: false,
          quietBefore: '2026-11-30T16:00:00Z',
        },
      ],
      overdue: [],
      faults: [],
    });
  });

  test.each<[string, Cells, object]>([
    ['the full name of the unit', { 责任单位: '区住房和城乡建设局' }, { unit: 'housing' }],
    ['the id of the unit', { 责任单位: 'housing' }, { unit: 'housing' }],
    ['a time of day', { 时限: '2026/12/5 9:30' }, { dueAt: '2026-12-05T01:30:00Z' }],
    ['no state', { 状态: '' }, { state: 'open', stateSaid: '办理中' }],
    [
      'suspended: not overdue',
      { 状态: '因客观原因中止', 时限: '2026-10-01' },
      { state: 'resting', overdue: false },
    ],
    ['kept up for long: no limit', { 状态: '长期坚持', 时限: '' }, { state: 'long-term', dueAt: null }],
    ['due on the day itself: not overdue', { 时限: '2026-12-01' }, { overdue: false }],
    ['due the day before: overdue', { 时限: '2026-11-30' }, { overdue: true }],
  ])('%s', (_caption, cells, expected) => {
    const { accepted, faults } = planBaseline([row(2, cells)], ON, AROUND);
    expect(faults).toEqual([]);
    expect(accepted[0]).toMatchObject(expected);
  });

  test('what is over is left out', () => {
    const { accepted, leftOut } = planBaseline(
      [row(2, { 状态: '已办结' }), row(3, { 状态: '销号' })],
      ON,
      AROUND,
    );
    expect(accepted).toEqual([]);
    expect(leftOut).toEqual([
      { line: 2, id: 'C2', state: '已办结' },
      { line: 3, id: 'C3', state: '销号' },
    ]);
  });

  test('the longest overdue stands first', () => {
    const rows = [
      row(2, { 时限: '2026-11-20' }),
      row(3, { 时限: '2026-09-01' }),
      row(4, { 时限: '2026-11-20' }),
    ];
    expect(planBaseline(rows, ON, AROUND).overdue.map(({ id }) => id)).toEqual(['C3', 'C2', 'C4']);
  });
});

describe('a row that cannot', () => {
  test.each<[string, Cells, BaselineColumn, string]>([
    ['no id', { 编号: '' }, '编号', '未填写'],
    ['an id of two words', { 编号: 'a b' }, '编号', '“a b”不能作编号，应为1至64个文字、数字、点或短横'],
    ['no title', { 事项: '' }, '事项', '未填写'],
    ['no source', { '依据/来源': '' }, '依据/来源', '未填写，应写明纪要、批示、文件或者条款'],
    ['an unknown unit', { 责任单位: '某局' }, '责任单位', '通讯录中没有“某局”，应为单位名称或简称'],
    ['no limit', { 时限: '' }, '时限', '未填写；没有时限的，状态应为长期坚持'],
    [
      'a limit in words',
      { 时限: '年底前' },
      '时限',
      '“年底前”不是日期，应如2026-03-18、2026年3月18日，可加17:00',
    ],
    [
      'a day that does not exist',
      { 时限: '2026-02-30' },
      '时限',
      '“2026-02-30”不是日期，应如2026-03-18、2026年3月18日，可加17:00',
    ],
    [
      'an unknown state',
      { 状态: '快了' },
      '状态',
      '没有“快了”这种状态，应为办理中、未办结、阶段性完成、序时推进、滞后、因客观原因中止、中止、长期坚持、已办结、办结、销号',
    ],
    ['an unknown rule', { 规则: 'D99' }, '规则', '规则库中没有“D99”，应为如D52-14的编号，或者不填'],
  ])('%s', (_caption, cells, column, say) => {
    const { accepted, faults } = planBaseline([row(2), row(3, cells)], ON, AROUND);
    expect(accepted.map(({ line }) => line)).toEqual([2]);
    expect(faults).toEqual([{ line: 3, column, say }]);
  });

  test('an id that stands twice: the second row is named, and the first it repeats', () => {
    const { faults } = planBaseline([row(2), row(7, { 编号: 'C2' })], ON, AROUND);
    expect(faults).toEqual([{ line: 7, column: '编号', say: '“C2”与第2行重复，每个编号只能有一行' }]);
  });

  test('every fault is named at once', () => {
    const { faults } = planBaseline([row(2, { 事项: '', 时限: 'x' }), row(3, { 编号: '' })], ON, AROUND);
    expect(faults.map(({ line, column }) => `${line} ${column}`)).toEqual(['2 事项', '2 时限', '3 编号']);
  });
});

test.each<[string, string | null]>([
  ['2026-3-8', '2026-03-08'],
  ['2026/03/08', '2026-03-08'],
  ['2026.3.8', '2026-03-08'],
  ['2026年3月8日', '2026-03-08'],
  ['2026年3月8日 17：00', '2026-03-08'],
  ['3月8日', null],
  ['20260308', null],
  ['2026-03-08 25:00', null],
])('the day in %s is %s', (text, date) => {
  expect(readDay(text)?.date ?? null).toBe(date);
});

describe('the 核对清单 filled in', () => {
  const { overdue } = planBaseline(
    [row(2, { 时限: '2026-11-20' }), row(3, { 时限: '2026-09-01' })],
    ON,
    AROUND,
  );
  const answer = (编号: string, 核对结果: string, 新时限 = '', 说明 = '') => ({
    line: 5,
    cells: { 编号, 核对结果, 新时限, 说明 },
  });

  test.each<[string, ReturnType<typeof answer>, object]>([
    ['办结', answer('C2', '办结', '', '已验收'), { answer: 'finished', note: '已验收' }],
    [
      '续办',
      answer('C2', '续办并定新时限', '2026-12-31'),
      { answer: 'goes-on', dueAt: '2026-12-31T09:00:00Z', note: null },
    ],
    ['销号', answer('C2', '销号', '', '政策调整'), { answer: 'struck', note: '政策调整' }],
  ])('%s', (_caption, given, expected) => {
    const { answers, open, faults } = readCheckList([given], overdue, AROUND);
    expect([answers.get('C2'), open.map(({ id }) => id), faults]).toEqual([expected, ['C3'], []]);
  });

  test.each<[string, ReturnType<typeof answer>, string, string]>([
    ['an id that was not asked about', answer('C9', '办结'), '编号', '核对清单中没有“C9”'],
    [
      'another answer',
      answer('C2', '再说'),
      '核对结果',
      '没有“再说”这种结果，应为办结、续办并定新时限、销号',
    ],
    [
      'going on without a limit',
      answer('C2', '续办'),
      '新时限',
      '“”不是日期，续办须定新时限，应如2026-03-18',
    ],
    ['a new limit that has passed', answer('C2', '续办', '2026-11-30'), '新时限', '“2026-11-30”在启用日之前'],
    ['struck off without a reason', answer('C2', '销号'), '说明', '销号须写明原因'],
  ])('refuses %s', (_caption, given, column, say) => {
    const { answers, open, faults } = readCheckList([given], overdue, AROUND);
    expect([answers.size, open.length, faults]).toEqual([0, 2, [{ line: 5, column, say }]]);
  });

  test('a row without an answer stays open', () => {
    expect(readCheckList([answer('C2', '')], overdue, AROUND).open).toHaveLength(2);
  });
});
