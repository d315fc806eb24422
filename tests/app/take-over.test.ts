/** Matters that were open before switching on (存量) enter once, quietly, and are judged outside the rate. */
import { describe, expect, test } from 'vitest';
import { beatUntilQuiet } from '../../shared/app/heartbeat.ts';
import { dutyOf, noticeOf } from '../../shared/app/rows.ts';
import { takeOver } from '../../shared/app/take-over.ts';
import { readCheckList } from '../../shared/domain/baseline/check-list.ts';
import { type BaselinePlan, planBaseline } from '../../shared/domain/baseline/plan-baseline.ts';
import { sourceKindOf } from '../../shared/domain/baseline/source-kind.ts';
import { type Instant, parseLocalTime } from '../../shared/domain/time/instant.ts';
import { parseLocalDate } from '../../shared/domain/time/local-date.ts';
import { chinaTime, DISTRICT, freshOffice, rowsOf } from '../support/office.ts';

const BEFORE = chinaTime('2026-11-20 10:00');
const ON = parseLocalDate('2026-12-01');

type Line = readonly [id: string, title: string, source: string, limit: string, state: string];
const LIST: readonly Line[] = [
  ['C1', '老旧小区改造', '第3次常务会议纪要', '2026-12-20', '序时推进'],
  ['C2', '河道清淤', '区长批示', '2026-11-10', '滞后'],
  ['C3', '校园周边整治', '审计整改意见', '2026-11-12', '滞后'],
  ['C4', '养老服务中心建设', '工作报告', '2026-10-30', '滞后'],
  ['C5', '棚户区征收', '区委督查', '2026-12-25', '因客观原因中止'],
];

const around = { zone: 'Asia/Shanghai', workEnd: parseLocalTime('17:00') };

async function office() {
  const engine = await freshOffice(BEFORE);
  const district = await engine.districts.open(DISTRICT);
  const rows = LIST.map(([编号, 事项, source, 时限, 状态], index) => ({
    line: index + 2,
    cells: { 编号, 事项, '依据/来源': source, 责任单位: '区住建局', 时限, 状态, 规则: '', 备注: '' },
  }));
  const { directory } = district;
  const plan: BaselinePlan = planBaseline(rows, ON, { ...around, directory, rules: new Set() });
  expect(plan.faults).toEqual([]);
  const enter = (now: Instant, answers = new Map()) =>
    takeOver(engine, district, plan.accepted, answers, now);
  return { engine, plan, enter };
}

describe('the list of what is open already', () => {
  test('enters once, however often it is imported', async () => {
    const { engine, enter } = await office();
    expect((await enter(BEFORE)).map(({ outcome }) => outcome)).toEqual(LIST.map(() => 'entered'));
    const rows = (await rowsOf(engine.store, 'duty')).length;
    expect((await enter(chinaTime('2026-11-21 10:00'))).map(({ outcome }) => outcome)).toEqual(
      LIST.map(() => 'known'),
    );
    expect((await rowsOf(engine.store, 'duty')).length).toBe(rows);
  });

  test('sends nothing about it before the day', async () => {
    const { engine, enter } = await office();
    await enter(BEFORE);
    await beatUntilQuiet(engine, chinaTime('2026-11-30 23:00'));
    const about = (await rowsOf(engine.store, 'notice'))
      .map(noticeOf)
      .filter(({ facts }) => /^C\d/.test(facts.matter));
    expect(about.map(({ facts }) => facts.id)).toEqual([]);
  });

  test('takes the answers of the 核对清单, and what is late stays outside the rate', async () => {
    const { engine, plan, enter } = await office();
    const answered = readCheckList(
      [
        { line: 2, cells: { 编号: 'C2', 核对结果: '办结', 新时限: '', 说明: '清淤验收单' } },
        { line: 3, cells: { 编号: 'C3', 核对结果: '续办并定新时限', 新时限: '2026-12-18', 说明: '' } },
        { line: 4, cells: { 编号: 'C4', 核对结果: '销号', 新时限: '', 说明: '并入省级项目' } },
      ],
      plan.overdue,
      around,
    );
    expect(answered.faults).toEqual([]);
    await enter(BEFORE);
    expect(
      (await enter(chinaTime('2026-12-01 09:00'), new Map(answered.answers))).map(({ id, outcome }) => [
        id,
        outcome,
      ]),
    ).toEqual([
      ['C1', 'known'],
      ['C2', 'entered'],
      ['C3', 'entered'],
      ['C4', 'entered'],
      ['C5', 'known'],
    ]);
    const duties = (await rowsOf(engine.store, 'duty')).map(dutyOf).filter((duty) => duty.status !== 'none');
    const ofItem = (id: string) => duties.filter(({ plan: { matter } }) => matter === id);
    const late = ofItem('C2').filter(
      (duty) => duty.status === 'settled' && duty.judgement.verdict === 'late',
    );
    expect(late.every((duty) => duty.status === 'settled' && duty.outsideRate === '存量')).toBe(true);
    expect(ofItem('C3').some(({ plan: { dueAt } }) => dueAt === chinaTime('2026-12-18 17:00'))).toBe(true);
    expect(ofItem('C4').every(({ status }) => status === 'settled')).toBe(true);
  });

  test.each([
    ['第3次常务会议纪要', 'minutes'],
    ['区长批示', 'instruction'],
    ['政府工作报告', 'work-report'],
    ['区委督查', 'party-committee'],
    ['审计整改意见', 'audit'],
    ['政协提案', 'proposal'],
    ['示区府发〔2026〕3号', 'document'],
  ])('knows %s as %s', (text, kind) => {
    expect(sourceKindOf(text)).toBe(kind);
  });
});
