import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/app/facts.ts';
import { china, factsNamed, onlyFact, runScenario } from '../support/run-scenario.ts';

type Step = Readonly<Record<string, unknown>>;
type Act = readonly [at: string, step: string, by: string, more?: Step];

const PAPER = { evidence: '附件' };

/** A case of one procedure from its opening on 2 March 2026. */
function story(
  procedure: string,
  fields: Step,
  acts: readonly Act[],
  more: { readonly settings?: Step; readonly parts?: readonly Step[]; readonly until?: string } = {},
): Promise<Fact[]> {
  const { settings = {}, parts = [], until = '2026-06-01T00:00:00+08:00' } = more;
  const at = china('2026-03-02', '09:00');
  const open = { at, do: 'case.open', id: 'c', procedure, title: '一件事', unit: 'housing', fields, parts };
  return runScenario({
    rules: ['D24-*', 'D29-2', 'D31-1', 'D32-1', 'D41-1', 'D60-16', 'D62-1'],
    from: china('2026-03-02', '08:00'),
    until,
    directory: 'demo',
    settings,
    steps: [
      open,
      ...acts.map(([when, step, by, extra]) => ({ at: when, do: 'step.do', id: 'c', step, by, ...extra })),
    ],
  });
}

const refusals = (facts: readonly Fact[]) =>
  factsNamed(facts, 'step.refused').map(({ reason }) => String(reason));

describe('normative documents of departments (art. 24)', () => {
  const morning = china('2026-03-03', '09:00');

  test('a sensitive joint one is asked about first and approved before it is promulgated, then filed', async () => {
    const facts = await story('department-normative', { joint: true, sensitive: true, important: true }, [
      [morning, 'legality', 'housing', { ...PAPER, outcome: '同意' }],
      [morning, 'ask', 'housing', PAPER],
      [morning, 'answer', 'vice-mayor-1', { outcome: '同意' }],
      [morning, 'legality', 'housing', { ...PAPER, outcome: '同意' }],
      [morning, 'promulgate', 'housing', PAPER],
      [morning, 'approve', 'vice-mayor-1', PAPER],
      [china('2026-03-04', '09:00'), 'promulgate', 'housing', PAPER],
      [china('2026-03-18', '09:00'), 'file', 'housing', PAPER],
    ]);
    expect(refusals(facts)).toEqual([
      expect.stringContaining('“区政府答复同意”'),
      expect.stringContaining('“区政府批准”完成之后办理'),
    ]);
    expect(onlyFact(facts, 'duty.opened', 'c/D24-6').dueAt).toBe(china('2026-03-19', '17:00'));
    expect(onlyFact(facts, 'duty.settled', 'c/D24-6').verdict).toBe('on-time');
  });

  test('an ordinary one needs its legality review only', async () => {
    const facts = await story('department-normative', {}, [
      [morning, 'promulgate', 'housing', PAPER],
      [morning, 'legality', 'housing', { ...PAPER, outcome: '同意' }],
      [morning, 'promulgate', 'housing', PAPER],
    ]);
    expect(refusals(facts)).toEqual([
      expect.stringContaining('“部门合法性审查”完成之后办理：《工作规则》第二十四条'),
    ]);
  });

  test('corrections are followed where that is switched on', async () => {
    const acts: Act[] = [
      [morning, 'find', 'justice', PAPER],
      [morning, 'order', 'justice', PAPER],
    ];
    expect(refusals(await story('correction', {}, acts))[0]).toContain('规则中没有“correction”');
    const settings = { 'on.D24-7': true, 'on.D41-1': true };
    const facts = await story('correction', {}, acts, { settings });
    expect(onlyFact(facts, 'duty.opened', 'c/D41-1')).toMatchObject({
      owedBy: 'housing',
      dueAt: china('2026-04-02', '17:00'),
    });
    expect(onlyFact(facts, 'duty.opened', 'c/D24-7').owedBy).toBe('justice');
  });
});

describe('major decisions (art. 17, 27 to 31)', () => {
  const parts = [{ kind: 'consulted', id: 'town-1', unit: 'town-1' }];
  const day = (date: string) => china(date, '10:00');
  const acts: Act[] = [
    [day('2026-03-03'), 'ask-first', 'vice-mayor-1', { opinion: '同意启动' }],
    [day('2026-03-03'), 'trace', 'housing', PAPER],
    [day('2026-03-03'), 'comment-open', 'housing', PAPER],
    [day('2026-03-10'), 'consult', 'town-1', { part: 'town-1', outcome: '同意' }],
    [day('2026-04-02'), 'comment-close', 'housing', PAPER],
    [day('2026-04-03'), 'experts', 'housing', PAPER],
    [day('2026-04-03'), 'risk', 'housing', PAPER],
    [day('2026-04-03'), 'legality-request', 'housing', PAPER],
    [day('2026-04-15'), 'legality', 'justice', { ...PAPER, outcome: '同意' }],
    [day('2026-04-16'), 'decide', 'office', { evidence: '第6次常务会议第1项' }],
    [day('2026-04-20'), 'announce', 'housing', PAPER],
  ];

  test('towns and departments have five working days; the order is kept to the end', async () => {
    const facts = await story('major-decision', {}, acts, { parts });
    expect(refusals(facts)).toEqual([]);
    expect(onlyFact(facts, 'duty.opened', 'c/D29-2/town-1').dueAt).toBe(china('2026-03-10', '17:00'));
    expect(onlyFact(facts, 'duty.settled', 'c/D29-2/town-1').verdict).toBe('on-time');
  });

  test('what is asked of the leader in charge comes first', async () => {
    const facts = await story('major-decision', {}, [[day('2026-03-03'), 'comment-open', 'housing', PAPER]]);
    expect(refusals(facts)).toEqual([expect.stringContaining('“事先征求分管副区长意见”')]);
  });

  test('its effect is looked at after six and twelve months where that is switched on', async () => {
    const fields = { track: true, 'in-force': '2026-05-01' };
    const more = { parts, until: '2027-06-01T00:00:00+08:00' };
    expect(
      factsNamed(await story('major-decision', fields, acts, more), 'duty.opened', 'c/D31-1/first'),
    ).toEqual([]);
    const facts = await story('major-decision', fields, acts, { ...more, settings: { 'on.D31-1': true } });
    // 1 November 2026 is a Sunday; 2027 is not announced beyond plain weekdays.
    expect(onlyFact(facts, 'duty.opened', 'c/D31-1/first').dueAt).toBe(china('2026-11-02', '17:00'));
    expect(onlyFact(facts, 'duty.opened', 'c/D31-1/second').dueAt).toBe(china('2027-05-03', '17:00'));
  });

  test('an agreement is reviewed before it is concluded', async () => {
    const facts = await story('agreement', {}, [
      [day('2026-03-03'), 'conclude', 'housing', PAPER],
      [day('2026-03-03'), 'legality-request', 'housing', PAPER],
      [day('2026-03-11'), 'legality', 'justice', { ...PAPER, outcome: '同意' }],
      [day('2026-03-12'), 'legality', 'justice', { ...PAPER, outcome: '同意' }],
      [day('2026-03-12'), 'conclude', 'housing', PAPER],
    ]);
    expect(refusals(facts)).toEqual([
      expect.stringContaining(
        '“合法性审查”完成之后办理：《工作规则》第二十四条“区政府作出重大决策、签订重要协议',
      ),
      expect.stringContaining('最早为2026年3月12日'),
    ]);
  });
});

test('information is published within twenty working days, or the reasons are on file', async () => {
  const at = china('2026-03-18', '09:00');
  const facts = await story('disclosure', { formed: '2026-03-18' }, [
    [at, 'review', 'housing', { outcome: '不予公开' }],
    [at, 'review', 'housing', { outcome: '公开' }],
    [china('2026-04-17', '09:00'), 'publish', 'housing', PAPER],
  ]);
  expect(refusals(facts)).toEqual([expect.stringContaining('“不予公开”的，须写明理由')]);
  expect(onlyFact(facts, 'duty.opened', 'c/D32-1')).toMatchObject({
    basis: 'law',
    dueAt: china('2026-04-16', '17:00'),
  });
  expect(onlyFact(facts, 'duty.settled', 'c/D32-1').verdict).toBe('late');
});

test('a report to superiors is sealed when the leaders have signed', async () => {
  const at = china('2026-03-18', '09:00');
  const sealed = { checks: ['签字件已存档'] };
  const facts = await story('upward-report', { weighty: true, urgency: '特急' }, [
    [at, 'submit', 'housing.principal', PAPER],
    [at, 'check', 'office'],
    [at, 'consent', 'vice-mayor-1'],
    [at, 'seal', 'office', sealed],
    [at, 'principal-consent', 'mayor'],
    [at, 'seal', 'office', sealed],
  ]);
  expect(onlyFact(facts, 'duty.opened', 'c/D60-16').dueAt).toBe(china('2026-03-18', '11:00'));
  expect(refusals(facts)).toEqual([
    expect.stringContaining('“区政府主要领导签字同意”完成之后办理：《工作规则》第六十条第（九）项'),
  ]);
});

test('a co-ordinating body goes through the office and the leaders where that is switched on', async () => {
  const at = china('2026-03-18', '09:00');
  const on = { 'on.D62-1': true, 'on.D63-1': true };
  const facts = await story(
    'coordinating-body',
    {},
    [
      [at, 'apply', 'housing', PAPER],
      [at, 'review', 'office', { opinion: '拟同意' }],
      [at, 'grounds', 'office', { checks: ['依据文件', '未升级或提高规格'] }],
      [at, 'review', 'office', { opinion: '拟同意' }],
      [at, 'consent', 'vice-mayor-1'],
      [at, 'approve', 'mayor'],
    ],
    { settings: on },
  );
  expect(refusals(facts)).toEqual([expect.stringContaining('“核对设置依据”')]);
  expect(onlyFact(facts, 'duty.opened', 'c/D62-1').dueAt).toBe(china('2026-04-01', '17:00'));
});
