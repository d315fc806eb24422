/** Assignments (交办事项) from trigger to settled: art. 15, 38–48, 52, 61, 77. */
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/app/facts.ts';
import { china, factsNamed, onlyFact, runScenario } from '../support/run-scenario.ts';

const RULES = ['D15-3', 'D39-2', 'D40-1', 'D42-1', 'D45-1', 'D52-14', 'D77-1'];

interface Story {
  readonly from?: string;
  readonly until: string;
  readonly steps: readonly object[];
  readonly rules?: readonly string[];
}

function tell({ from = '2026-03-20', until, steps, rules = RULES }: Story): Promise<Fact[]> {
  return runScenario({ rules, from: china(from, '08:00'), until: china(until, '23:00'), steps });
}

const at = (date: string, time: string, verb: string, fields: object) => ({
  at: china(date, time),
  do: verb,
  ...fields,
});

function open(id: string, fields: object = {}, date = '2026-03-20') {
  const source = { source: 'minutes', sources: [{ kind: 'minutes', reference: '第5次常务会议纪要第三条' }] };
  return at(date, '10:00', 'assignment.open', {
    id,
    title: '老旧小区改造方案修改印发',
    short: '老旧小区改造',
    lead: 'housing',
    ...source,
    ...fields,
  });
}

const refusals = (facts: readonly Fact[]) => factsNamed(facts, 'step.refused').map(({ reason }) => reason);
const dueOf = (facts: readonly Fact[], duty: string) => onlyFact(facts, 'duty.opened', duty).dueAt;
const sentOf = (facts: readonly Fact[], duty: string) =>
  factsNamed(facts, 'notice.sent', duty).map(({ rung, to }) => `${String(rung)} ${String(to)}`);

describe('the default limit of each source, given on 22 September 2026, before two holidays', () => {
  const day = '2026-09-22';
  const given: readonly (readonly [string, object, string, string])[] = [
    ['minutes, 20 days', { source: 'minutes' }, 'D52-14', '2026-10-12'],
    [
      'urgent instruction, 5 days end in 中秋',
      { source: 'instruction', urgency: '特急' },
      'D45-1',
      '2026-09-28',
    ],
    ['instruction, 15 days end in 国庆', { source: 'instruction' }, 'D45-1', '2026-10-08'],
    [
      'difficult instruction, 30 days',
      { source: 'instruction', category: '疑难复杂' },
      'D45-1',
      '2026-10-22',
    ],
    ['document, 30 days', { source: 'document' }, 'D45-1', '2026-10-22'],
    ['特急 document', { source: 'document', urgency: '特急' }, 'D61-1', '2026-09-23'],
    ['加急 document, over 中秋', { source: 'document', urgency: '加急' }, 'D61-1', '2026-09-28'],
    ['普通 document', { source: 'document', urgency: '普通' }, 'D61-1', '2026-09-30'],
    ['reply to a request, over 国庆', { source: 'document', category: '请示' }, 'D61-1', '2026-10-13'],
    ['finding of a visit, 30 days', { source: 'inspection' }, 'D77-1', '2026-10-22'],
    ['audit, interim report at 30 days', { source: 'audit' }, 'D40-1', '2026-10-22'],
    ['media, 5 working days', { source: 'media' }, 'D42-1', '2026-09-30'],
    ['suggestion, 3 months', { source: 'suggestion' }, 'D39-2', '2026-12-22'],
    ['difficult suggestion, 6 months', { source: 'suggestion', category: '疑难复杂' }, 'D39-2', '2027-03-22'],
    ['proposal, 3 months', { source: 'proposal' }, 'D39-2', '2026-12-22'],
    ['work report, 30 days', { source: 'work-report' }, 'D45-1', '2026-10-22'],
    ['supervision of the Party committee, 30 days', { source: 'party-committee' }, 'D45-1', '2026-10-22'],
  ];
  const ids = given.map((_, index) => `t${index}`);
  const facts = tell({
    from: day,
    until: day,
    rules: [...RULES, 'D61-1'],
    steps: [
      ...given.map(([, fields], index) => open(`t${index}`, { ...fields, sources: [] }, day)),
      ...ids.flatMap((id) => [
        at(day, '10:00', 'assignment.approve', { id, by: 'mayor' }),
        at(day, '10:00', 'assignment.assign', { id }),
      ]),
    ],
  });

  test.each(given.map((row, index) => [...row, index] as const))(
    '%s',
    async (_caption, _fields, rule, due, index) => {
      expect(dueOf(await facts, `t${index}/${rule}/housing`)).toBe(china(due, '17:00'));
    },
  );

  test('the completion: with the report where that is the outcome, else 60 or 90 days', async () => {
    const finish = (index: number, rule: string) =>
      facts.then((known) => dueOf(known, `t${index}/${rule}/finish/housing`));
    expect(await finish(0, 'D52-14')).toBe(china('2026-12-21', '17:00'));
    expect(await finish(2, 'D45-1')).toBe(china('2026-10-08', '17:00'));
    expect(await finish(9, 'D77-1')).toBe(china('2026-10-22', '17:00'));
    expect(await finish(10, 'D40-1')).toBe(china('2026-11-23', '17:00'));
  });

  test('a default limit is our own and cannot be missed; that of the law can', async () => {
    const known = await facts;
    expect(onlyFact(known, 'duty.opened', 't0/D52-14/housing').basis).toBe('internal');
    expect(onlyFact(known, 'duty.opened', 't12/D39-2/housing').basis).toBe('law');
    expect(onlyFact(known, 'duty.opened', 't14/D39-2/housing').basis).toBe('internal');
  });
});

test('a limit that names a time keeps it; a day is its close, and an off day gives way to the next', async () => {
  const facts = await tell({
    until: '2026-03-20',
    steps: [
      open('a1', { until: china('2026-04-10', '12:00') }),
      open('a2', { until: '2026-04-10' }),
      open('a3', { until: '2026-04-04' }),
    ],
  });
  expect(dueOf(facts, 'a1/D52-14/finish/housing')).toBe(china('2026-04-10', '12:00'));
  expect(dueOf(facts, 'a2/D52-14/finish/housing')).toBe(china('2026-04-10', '17:00'));
  expect(dueOf(facts, 'a3/D52-14/finish/housing')).toBe(china('2026-04-07', '17:00'));
});

describe('立项 before 交办', () => {
  const registered = [
    open('a2', { source: 'inspection', sources: [] }),
    open('a3', { source: 'media', sources: [], title: '占道经营', short: '占道经营' }),
  ];
  const assign = at('2026-03-23', '10:00', 'assignment.assign', { id: 'a2', by: 'supervision.liaison' });

  test('交办 is refused with the clause, and opens nothing', async () => {
    const facts = await tell({ until: '2026-03-23', steps: [...registered, assign] });
    expect(refusals(facts)).toEqual([
      expect.stringMatching(/^“老旧小区改造方案修改印发”立项后方可交办：《工作规则》第四十四条/),
    ]);
    expect(factsNamed(facts, 'duty.opened')).toEqual([]);
  });

  test('only 区长 approves; keyed for him it waits for a second person', async () => {
    const facts = await tell({
      until: '2026-03-23',
      steps: [
        ...registered,
        at('2026-03-23', '08:40', 'assignment.approve', { id: 'a2', by: 'supervision.principal' }),
        at('2026-03-23', '09:00', 'assignment.approve', {
          ids: ['a2', 'a3'],
          by: 'office.liaison',
          for: 'mayor',
          source: '纸质',
          adoptDefault: true,
        }),
        { ...assign, at: china('2026-03-23', '09:10') },
        at('2026-03-23', '09:20', 'assignment.confirm-approval', { id: 'a2', by: 'office.liaison' }),
        at('2026-03-23', '09:30', 'assignment.confirm-approval', { id: 'a2', by: 'supervision.liaison' }),
        assign,
      ],
    });
    expect(refusals(facts)).toEqual([
      '“老旧小区改造方案修改印发”立项须经区长批准',
      expect.stringContaining('代录的批准尚待复核'),
      '代录须由另一人复核',
    ]);
    expect(factsNamed(facts, 'assignment.approved').map(({ matter }) => matter)).toEqual(['a2', 'a3']);
    expect(onlyFact(facts, 'duty.opened', 'a2/D77-1/housing').basis).toBe('instruction');
  });
});

describe('objections', () => {
  test('the clock rests, nobody is reminded, and the rested working days are added', async () => {
    const facts = await tell({
      until: '2026-04-10',
      steps: [
        open('a1', { source: 'instruction', assign: true, until: '2026-03-27' }),
        at('2026-03-23', '10:00', 'assignment.object', {
          id: 'a1',
          by: 'housing',
          why: '职责属自然资源部门',
        }),
        at('2026-03-30', '10:00', 'assignment.uphold', { id: 'a1', by: 'supervision', why: '三定明确' }),
        at('2026-03-31', '10:00', 'assignment.ask-closing', { id: 'a1', by: 'housing', text: '已办结' }),
        at('2026-03-31', '15:00', 'assignment.confirm-closing', { id: 'a1', by: 'supervision' }),
      ],
    });
    expect(onlyFact(facts, 'duty.rested', 'a1/D45-1/housing').why).toBe('异议办理中，停止计时');
    expect(onlyFact(facts, 'duty.replanned', 'a1/D45-1/housing').dueAt).toBe(china('2026-04-03', '17:00'));
    expect(factsNamed(facts, 'duty.overdue')).toEqual([]);
    expect(onlyFact(facts, 'duty.settled', 'a1/D45-1/finish/housing').verdict).toBe('on-time');
    const resting = factsNamed(facts, 'notice.sent').filter(
      ({ at: sent }) =>
        String(sent) > china('2026-03-23', '10:00') && String(sent) < china('2026-03-30', '10:00'),
    );
    expect(resting).toEqual([]);
  });

  test('转办: a fresh limit for the new unit, no mark for the first one', async () => {
    const facts = await tell({
      until: '2026-04-20',
      steps: [
        open('a1', { source: 'instruction', assign: true }),
        at('2026-03-24', '10:00', 'assignment.object', {
          id: 'a1',
          by: 'housing.liaison',
          why: '非我单位职责',
        }),
        at('2026-03-26', '10:00', 'assignment.transfer', { id: 'a1', to: 'transport', by: 'supervision' }),
        at('2026-04-08', '10:00', 'assignment.progress', {
          id: 'a1',
          state: '序时推进',
          text: '已现场核查',
          by: 'transport',
        }),
      ],
    });
    for (const duty of ['a1/D45-1/housing', 'a1/D45-1/finish/housing'])
      expect(onlyFact(facts, 'duty.settled', duty)).toMatchObject({
        verdict: 'not-applicable',
        reason: '转办',
      });
    expect(dueOf(facts, 'a1/D45-1/transport')).toBe(china('2026-04-10', '17:00'));
    expect(onlyFact(facts, 'duty.settled', 'a1/D45-1/transport').verdict).toBe('on-time');
  });

  test('after two working days only a slip can be objected to', async () => {
    const facts = await tell({
      until: '2026-03-26',
      steps: [
        open('a1', { source: 'instruction', assign: true }),
        at('2026-03-25', '10:00', 'assignment.object', { id: 'a1', by: 'housing', why: '迟了' }),
        at('2026-03-25', '11:00', 'assignment.object', { id: 'a1', by: 'finance', why: '无关' }),
      ],
    });
    expect(refusals(facts)).toEqual([
      '对交办的异议应在收到后2个工作日内提出，对督办单、通报的异议应在30日内提出',
      '异议由承办单位提出，“finance”不是“老旧小区改造方案修改印发”的承办单位',
    ]);
  });
});

describe('from 催办单 to 督办单', () => {
  const finish = 'a1/D52-14/finish/housing';
  const release = (time: string, fields: object) =>
    at('2026-04-03', time, 'notice.release', { duty: finish, ...fields });
  const overdue = open('a1', { until: '2026-03-27' });
  const report = at('2026-03-24', '10:00', 'assignment.progress', {
    id: 'a1',
    state: '滞后',
    text: '资金未到位',
    by: 'housing',
  });

  test('the ladder: 催办, 催办单 to the principal, a draft for 办公室主任, then leaders', async () => {
    const facts = await tell({ until: '2026-04-20', steps: [overdue, report] });
    expect(sentOf(facts, finish)).toEqual([
      'remind housing.liaison',
      'remind-today housing.liaison',
      'check supervision.liaison',
      'hasten housing.liaison',
      'hasten-principal housing.principal',
      'supervise-approval office-director',
      'in-charge vice-mayor-1.liaison',
      'executive executive-vice-mayor.liaison',
    ]);
    expect(onlyFact(facts, 'duty.overdue', finish).dueAt).toBe(china('2026-03-27', '17:00'));
  });

  test('a draft waits for 办公室主任, who has told the leader in charge', async () => {
    const facts = await tell({
      until: '2026-04-03',
      steps: [
        overdue,
        report,
        release('10:00', { by: 'supervision.principal' }),
        release('10:10', { by: 'office-director' }),
        release('10:20', { by: 'office-director', told: '已当面报告', number: '示督〔2026〕8号' }),
      ],
    });
    expect(refusals(facts)).toEqual([
      '该件由区政府办公室主任签发',
      '督办单须在告知分管副区长后签发，请注明告知情况',
    ]);
    const slip = factsNamed(facts, 'notice.sent', finish).find(({ rung }) => rung === 'supervise');
    expect(slip?.text).toContain('督办通知（示督〔2026〕8号）');
    expect(slip?.text).toContain('30日内可申请复核');
    expect(onlyFact(facts, 'notice.released', finish)).toMatchObject({
      by: 'office-director',
      told: '已当面报告',
    });
    expect(factsNamed(facts, 'assignment.slip-issued').map(({ kind, number }) => [kind, number])).toEqual([
      ['督办单', '示督〔2026〕8号'],
    ]);
  });

  test('keyed on behalf it waits for a second person, and the place of the number stays blank', async () => {
    const behalf = { by: 'supervision.liaison', for: 'office-director', source: '电话', told: '已电话报告' };
    const facts = await tell({
      until: '2026-04-03',
      steps: [
        overdue,
        report,
        release('10:00', { ...behalf, source: undefined }),
        release('10:10', behalf),
        at('2026-04-03', '10:20', 'notice.confirm', { duty: finish, by: 'supervision.liaison' }),
        at('2026-04-03', '10:30', 'notice.confirm', { duty: finish, by: 'supervision.principal' }),
      ],
    });
    expect(refusals(facts)).toEqual(['代为录入须注明来源（口头、电话、纸质）', '代录须由另一人复核']);
    const slip = factsNamed(facts, 'notice.sent', finish).find(({ rung }) => rung === 'supervise');
    expect(slip?.at).toBe(china('2026-04-03', '10:30'));
    expect(slip?.text).toContain('督办通知（〔2026〕　号）');
  });

  test('an objection to the slip stops the ladder; the lateness before it stands', async () => {
    const facts = await tell({
      until: '2026-04-24',
      steps: [
        overdue,
        report,
        release('10:20', { by: 'office-director', told: '已当面报告' }),
        at('2026-04-08', '10:00', 'assignment.object', {
          id: 'a1',
          by: 'housing',
          why: '资金下达前无法办结',
        }),
        at('2026-04-23', '10:00', 'assignment.uphold', { id: 'a1', by: 'supervision', why: '资金已下达' }),
        at('2026-04-23', '11:00', 'assignment.ask-closing', { id: 'a1', by: 'housing', text: '已办结' }),
        at('2026-04-23', '15:00', 'assignment.confirm-closing', { id: 'a1', by: 'supervision' }),
      ],
    });
    expect(sentOf(facts, finish)).not.toContain('in-charge vice-mayor-1.liaison');
    expect(onlyFact(facts, 'duty.settled', finish)).toMatchObject({ verdict: 'late' });
  });
});

describe('the end', () => {
  test('closing is asked for, returned and confirmed; the result is reported to the leader in charge', async () => {
    const facts = await tell({
      until: '2026-04-15',
      steps: [
        open('a1', { until: '2026-04-10' }),
        at('2026-04-03', '10:00', 'duty.submit', {
          duty: 'a1/D52-14/finish/housing',
          by: 'housing',
          evidence: '印发稿',
        }),
        at('2026-04-07', '10:00', 'duty.return', {
          duty: 'a1/D52-14/finish/housing',
          by: 'supervision',
          why: '缺附件',
        }),
        at('2026-04-08', '10:00', 'assignment.confirm-closing', { id: 'a1', by: 'supervision' }),
        at('2026-04-09', '10:00', 'assignment.ask-closing', { id: 'a1', by: 'housing', text: '附件已补' }),
        at('2026-04-09', '11:00', 'assignment.confirm-closing', { id: 'a1', by: 'housing' }),
        at('2026-04-09', '15:00', 'duty.accept', { duty: 'a1/D52-14/finish/housing', by: 'supervision' }),
        at('2026-04-10', '10:00', 'duty.submit', { duty: 'a1/D15-3', by: 'office' }),
      ],
    });
    expect(refusals(facts)).toEqual([
      '“老旧小区改造方案修改印发”尚未申请销号，须由承办单位先行申请',
      '销号由督查室办理',
    ]);
    expect(factsNamed(facts, 'duty.settled').map(({ duty, verdict }) => [duty, verdict])).toEqual([
      ['a1/D52-14/housing', 'on-time'],
      ['a1/D52-14/monthly/2026-04-housing', 'on-time'],
      ['a1/D52-14/finish/housing', 'on-time'],
      ['a1/D15-3', 'on-time'],
    ]);
    expect(onlyFact(facts, 'duty.opened', 'a1/D15-3').served).toBe('vice-mayor-1');
  });

  test('an extension is asked for before the limit, granted by whoever assigned, and once', async () => {
    const duty = 'a1/D52-14/finish/housing';
    const facts = await tell({
      until: '2026-04-01',
      steps: [
        open('a1', { until: '2026-03-27' }),
        at('2026-03-25', '10:00', 'duty.ask-extension', {
          duty,
          until: china('2026-04-10', '17:00'),
          by: 'housing',
          why: '等待专家评审',
        }),
        at('2026-03-25', '11:00', 'duty.extend', { duty, by: 'housing' }),
        at('2026-03-25', '12:00', 'duty.extend', { duty, by: 'supervision' }),
        at('2026-03-26', '12:00', 'duty.ask-extension', {
          duty,
          until: china('2026-05-10', '17:00'),
          by: 'housing',
          why: '再延',
        }),
      ],
    });
    expect(refusals(facts)).toEqual([
      '延期由交办方审核，承办单位不能自行批准',
      '该事项已延期一次，不能再次延期',
    ]);
    expect(onlyFact(facts, 'duty.replanned', duty).dueAt).toBe(china('2026-04-10', '17:00'));
  });

  test('progress by the 25th until done, one report at a time', async () => {
    const facts = await tell({
      until: '2026-06-20',
      steps: [
        open('a1'),
        at('2026-04-08', '10:00', 'assignment.progress', {
          id: 'a1',
          state: '序时推进',
          text: '一',
          by: 'housing',
        }),
        at('2026-04-24', '10:00', 'duty.submit', {
          duty: 'a1/D52-14/monthly/2026-04-housing',
          by: 'housing',
        }),
        at('2026-05-20', '10:00', 'assignment.progress', {
          id: 'a1',
          state: '序时推进',
          text: '二',
          by: 'housing',
        }),
        at('2026-06-01', '10:00', 'assignment.progress', {
          id: 'a1',
          state: '长期坚持',
          text: '三',
          by: 'housing',
        }),
      ],
    });
    const monthly = factsNamed(facts, 'duty.opened').filter(({ duty }) => String(duty).includes('/monthly/'));
    expect(monthly.map(({ duty, dueAt }) => [duty, dueAt])).toEqual([
      ['a1/D52-14/monthly/2026-04-housing', china('2026-04-27', '17:00')],
      ['a1/D52-14/monthly/2026-05-housing', china('2026-05-25', '17:00')],
      ['a1/D52-14/monthly/2026-06-housing', china('2026-06-25', '17:00')],
    ]);
    expect(onlyFact(facts, 'duty.rested', 'a1/D52-14/finish/housing').why).toBe('长期坚持，不计办结时限');
  });
});

describe('many units, many sources', () => {
  test('a supporting unit answers three working days before; the lead is excused where it did not', async () => {
    const facts = await tell({
      until: '2026-04-15',
      steps: [
        open('a1', { source: 'instruction', assign: true, supporting: ['finance', 'justice'] }),
        at('2026-03-20', '11:00', 'assignment.approve', { id: 'a1', by: 'supervision', adoptDefault: true }),
        at('2026-03-30', '10:00', 'duty.submit', { duty: 'a1/D45-1/support/justice', by: 'justice' }),
        at('2026-04-02', '10:00', 'assignment.no-answer', {
          id: 'a1',
          unit: 'finance',
          by: 'finance',
          why: '试',
        }),
        at('2026-04-02', '11:00', 'assignment.no-answer', {
          id: 'a1',
          unit: 'finance',
          by: 'housing',
          why: '未回',
        }),
        at('2026-04-13', '10:00', 'assignment.progress', {
          id: 'a1',
          state: '滞后',
          text: '等财政意见',
          by: 'housing',
        }),
      ],
    });
    expect(dueOf(facts, 'a1/D45-1/support/finance')).toBe(china('2026-04-01', '17:00'));
    expect(refusals(facts)).toEqual(['配合单位未反馈的，由牵头单位登记']);
    expect(onlyFact(facts, 'duty.settled', 'a1/D45-1/housing')).toMatchObject({
      verdict: 'late',
      attributable: false,
      state: '配合单位未反馈',
    });
  });

  test('splitting and merging keep the links; one report answers all sources', async () => {
    const facts = await tell({
      until: '2026-03-27',
      steps: [
        open('a4', { until: '2026-06-30' }),
        open('a5', { title: '加装电梯', short: '加装电梯' }),
        at('2026-03-23', '09:00', 'assignment.merge', { id: 'a5', into: 'nowhere' }),
        at('2026-03-23', '10:00', 'assignment.split', {
          id: 'a4',
          into: [
            { id: 'a4-1', unit: 'water', title: '管网改造' },
            { id: 'a4-2', unit: 'finance', title: '资金安排' },
          ],
        }),
        at('2026-03-24', '10:00', 'assignment.merge', { id: 'a5', into: 'a4-1' }),
        at('2026-03-24', '11:00', 'assignment.add-source', {
          id: 'a4-1',
          source: { kind: 'instruction', reference: '区长3月24日批示' },
          until: '2026-05-29',
        }),
        at('2026-03-25', '11:00', 'assignment.progress', {
          id: 'a4',
          state: '滞后',
          text: '晚',
          by: 'housing',
        }),
      ],
    });
    expect(refusals(facts)).toEqual(['没有编号为“nowhere”的交办事项', '“老旧小区改造方案修改印发”已拆分']);
    expect(onlyFact(facts, 'duty.settled', 'a4/D52-14/housing').reason).toBe('拆分：已拆分为a4-1、a4-2');
    expect(onlyFact(facts, 'duty.settled', 'a5/D52-14/housing').reason).toBe('合并：已并入a4-1');
    expect(dueOf(facts, 'a4-2/D52-14/finish/finance')).toBe(china('2026-06-30', '17:00'));
    expect(factsNamed(facts, 'assignment.absorbed').map(({ matter, from }) => [matter, from])).toEqual([
      ['a4-1', 'a5'],
    ]);
    expect(onlyFact(facts, 'duty.replanned', 'a4-1/D52-14/finish/water').dueAt).toBe(
      china('2026-05-29', '17:00'),
    );
  });
});

describe('secrets', () => {
  test('涉密 is refused at the door', async () => {
    const facts = await tell({ until: '2026-03-20', steps: [open('a1', { secrecy: '涉密' })] });
    expect(refusals(facts)).toEqual(['涉密事项不得录入本系统，请按机要渠道办理']);
    expect(factsNamed(facts, 'assignment.opened')).toEqual([]);
  });

  test('工作秘密 goes by its number in every message', async () => {
    const facts = await tell({
      until: '2026-05-15',
      steps: [open('a1', { secrecy: '工作秘密', supporting: ['finance'], until: '2026-04-10' })],
    });
    const texts = factsNamed(facts, 'notice.sent').map(({ text }) => String(text));
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.every((text) => text.includes('a1号事项') && !text.includes('老旧小区'))).toBe(true);
  });
});

describe('存量', () => {
  const legacy = { legacy: true, noRungsBefore: '2026-03-23', startedAt: china('2025-12-01', '09:00') };
  const facts = tell({
    until: '2026-04-20',
    steps: [
      open('c1', { ...legacy, until: '2026-02-10' }),
      open('c2', { ...legacy, until: '2026-02-10' }),
      open('c3', { ...legacy, until: '2026-02-10' }),
      open('c4', { ...legacy, until: '2026-04-10' }),
      at('2026-03-24', '10:00', 'assignment.confirm-closing', {
        id: 'c1',
        by: 'supervision',
        happenedAt: china('2026-03-02', '10:00'),
        evidence: '办结报告',
      }),
      at('2026-03-24', '11:00', 'assignment.renew', { id: 'c2', until: '2026-03-31', by: 'supervision' }),
      at('2026-03-24', '12:00', 'assignment.strike', { id: 'c3', by: 'supervision', why: '项目已取消' }),
    ],
  });

  test('nothing is sent before the day, and an old limit is never called overdue', async () => {
    const known = await facts;
    const before = factsNamed(known, 'notice.sent').filter(
      ({ at: sent }) => String(sent) < china('2026-03-23', '00:00'),
    );
    expect(before).toEqual([]);
    expect(factsNamed(known, 'duty.overdue').map(({ duty }) => duty)).toEqual([
      'c2/D52-14/finish/housing',
      'c4/D52-14/finish/housing',
    ]);
  });

  test('finished: late, and outside the rate; struck: not applicable; renewed: a limit like any other', async () => {
    const known = await facts;
    expect(onlyFact(known, 'duty.settled', 'c1/D52-14/finish/housing').verdict).toBe('late');
    expect(onlyFact(known, 'duty.outside-rate', 'c1/D52-14/finish/housing').reason).toBe('存量');
    expect(onlyFact(known, 'duty.settled', 'c3/D52-14/finish/housing')).toMatchObject({
      verdict: 'not-applicable',
      reason: '销号：项目已取消',
    });
    expect(onlyFact(known, 'duty.replanned', 'c2/D52-14/finish/housing').dueAt).toBe(
      china('2026-03-31', '17:00'),
    );
  });
});

test('a decision is closed only after an item was entered on its list and checked (D44-1)', async () => {
  const act = (time: string, step: string) =>
    at('2026-03-23', time, 'step.do', { id: 'jc1', step, by: 'office', evidence: '材料' });
  const facts = await tell({
    rules: [...RULES, 'D44-*'],
    until: '2026-03-23',
    steps: [
      at('2026-03-20', '09:00', 'case.open', {
        id: 'jc1',
        procedure: 'decision-supervision',
        title: '老旧小区改造决策',
      }),
      act('09:00', 'requirement'),
      act('09:10', 'issue'),
      act('09:20', 'check'),
      open('a1', { decision: 'jc1' }, '2026-03-23'),
      act('11:00', 'check'),
    ],
  });
  expect(refusals(facts)).toEqual([expect.stringContaining('明确督查事项')]);
  expect(factsNamed(facts, 'step.done').map(({ step }) => step)).toEqual([
    'requirement',
    'issue',
    'items',
    'check',
  ]);
});

test('通报 only by 区长, and the unit hears that it may object', async () => {
  const circulate = (time: string, by: string) =>
    at('2026-03-24', time, 'assignment.circulate', {
      id: 'a1',
      by,
      text: '推进情况',
      number: '示政办〔2026〕2号',
    });
  const facts = await tell({
    until: '2026-03-24',
    steps: [open('a1'), circulate('10:00', 'office-director'), circulate('10:10', 'mayor')],
  });
  expect(refusals(facts)).toEqual(['通报须经区长批准']);
  const told = factsNamed(facts, 'notice.sent').filter(({ to }) => to === 'housing.principal');
  expect(told.map(({ text }) => text)).toEqual([expect.stringContaining('30日内可申请复核')]);
});
