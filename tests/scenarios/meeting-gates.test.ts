/** Art. 50, 51, 52, 55: a planned meeting takes an item onto its agenda only through its gates. */
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/app/facts.ts';
import { china, factsNamed, runScenario } from '../support/run-scenario.ts';

const CHECKS = ['依法应当上会', '涉及全局工作', '有实质内容和明确意见', '程序履行完整'];
const at = (day: string, time: string) => china(`2026-03-${day}`, time);
const item = (id: string, unit: string, tags?: readonly string[]) => ({ id, unit, title: `${id}方案`, tags });
const step = (when: string, name: string, part: string | undefined, by: string, more: object = {}) => ({
  at: when,
  do: 'step.do',
  id: 'm1',
  step: name,
  part,
  by,
  ...more,
});
const intake = (time: string, part: string) =>
  step(at('10', time), 'intake', part, 'office', { checks: CHECKS });

function planned(steps: readonly object[], more: object = {}, rules = ['D52-*', 'D50-3']) {
  return runScenario({
    rules,
    from: at('02', '08:00'),
    until: at('19', '00:00'),
    steps: [
      {
        at: at('02', '09:00'),
        do: 'meeting.plan',
        id: 'm1',
        kind: 'executive',
        start: at('18', '09:00'),
        ...more,
      },
      ...steps,
    ],
  });
}

const collected = [
  { at: at('10', '09:00'), do: 'duty.submit', duty: 'm1/D52-02/form' },
  { at: at('12', '09:00'), do: 'duty.submit', duty: 'm1/D52-02/replies' },
  { at: at('12', '10:00'), do: 'duty.submit', duty: 'm1/D52-02/collate' },
  { at: at('12', '11:00'), do: 'duty.submit', duty: 'm1/D52-03' },
];
const admitted = (part: string, leader: string) => [
  intake('10:00', part),
  step(at('11', '10:00'), 'readiness', part, leader),
  step(at('11', '15:00'), 'admit', part, 'mayor', { outcome: '上会' }),
];
const schedule = (when: string, more: object = {}) => ({
  at: when,
  do: 'meeting.schedule',
  id: 'm1',
  kind: 'executive',
  start: at('18', '09:00'),
  ...more,
});
const approve = step(at('12', '15:00'), 'approve', undefined, 'mayor');

const refusals = (facts: readonly Fact[]) =>
  factsNamed(facts, 'step.refused').map(({ reason }) => String(reason));
const opened = (facts: readonly Fact[]) =>
  factsNamed(facts, 'duty.opened')
    .map(({ duty }) => String(duty))
    .filter((duty) => duty.startsWith('m1/'));

describe('what a plan opens', () => {
  test('the form a week before, its return, the collation, the approval; no papers yet', async () => {
    const facts = await planned([
      { at: at('03', '09:00'), do: 'agenda.add', id: 'm1', item: item('i1', 'housing') },
    ]);
    const due = factsNamed(facts, 'duty.opened').filter(({ duty }) => String(duty).startsWith('m1/'));
    expect(due.map(({ duty, dueAt }) => [duty, String(dueAt).slice(5, 16)])).toEqual([
      ['m1/D52-02/form', '03-11T17:00'],
      ['m1/D52-02/replies', '03-13T17:00'],
      ['m1/D52-02/collate', '03-13T17:30'],
      ['m1/D52-03', '03-13T17:00'],
      ['m1/D52-04/i1', '03-13T12:00'],
    ]);
    expect(factsNamed(facts, 'duty.overdue')).toEqual([]);
  });

  test('an ad hoc meeting has no form and no plan notice', async () => {
    const facts = await planned(
      [
        step(at('03', '09:00'), 'submit-list', undefined, 'office'),
        step(at('03', '10:00'), 'approve', undefined, 'executive-vice-mayor'),
        schedule(at('03', '11:00')),
      ],
      { fields: { 'ad-hoc': true } },
    );
    expect(refusals(facts)).toEqual([]);
    expect(opened(facts).filter((duty) => /D52-0[2-8]/.test(duty))).toEqual(['m1/D52-03', 'm1/D52-08']);
  });

  test('a meeting that is scheduled at once owes none of this', async () => {
    const facts = await runScenario({
      rules: ['D52-0*'],
      from: at('02', '08:00'),
      until: at('12', '00:00'),
      steps: [schedule(at('09', '09:00'), { items: [item('i1', 'housing', ['dissent'])] })],
    });
    expect(opened(facts)).toEqual(['m1/D52-06', 'm1/D52-07/i1', 'm1/D52-08']);
  });
});

describe('gates of an item', () => {
  const i1 = (tags?: readonly string[]) => ({
    at: at('09', '09:00'),
    do: 'agenda.add',
    id: 'm1',
    item: item('i1', 'housing', tags),
  });

  const cases = [
    {
      caption: 'the four points of art. 55',
      steps: [i1(), step(at('10', '09:00'), 'intake', 'i1', 'office', { checks: CHECKS.slice(1) })],
      says: '“议题初审”尚有事项未核对（依法应当上会）：《工作规则》第五十五条“非法定要求、',
    },
    {
      caption: 'disagreement is settled first',
      steps: [
        i1(['dissent']),
        intake('10:00', 'i1'),
        step(at('11', '10:00'), 'readiness', 'i1', 'vice-mayor-1'),
      ],
      says: '“汇报准备情况”须在“协调分歧（i1方案）”完成之后办理',
    },
    {
      caption: 'settled only with the minutes of the special meeting',
      steps: [i1(['dissent']), intake('10:00', 'i1'), step(at('11', '10:00'), 'settle', 'i1', 'office')],
      says: '“协调分歧”须附佐证材料：《工作规则》第五十五条“对涉及多部门工作且意见不一致的议题，',
    },
    {
      caption: 'notice or hearing where people are concerned',
      steps: [
        i1(['livelihood']),
        intake('10:00', 'i1'),
        step(at('11', '10:00'), 'readiness', 'i1', 'vice-mayor-1'),
      ],
      says: '“汇报准备情况”须在“公示或听证（i1方案）”完成之后办理',
    },
    {
      caption: 'legality is reviewed by the legal body alone',
      steps: [
        i1(['major']),
        intake('10:00', 'i1'),
        step(at('11', '10:00'), 'legality', 'i1', 'housing', { opinion: '可' }),
      ],
      says: '“合法性审查”应由',
    },
    {
      caption: 'readiness is reported by the leader in charge of the unit',
      steps: [i1(), intake('10:00', 'i1'), step(at('11', '10:00'), 'readiness', 'i1', 'vice-mayor-2')],
      says: '“汇报准备情况”应由副区长（城乡建设）办理：《工作规则》第五十二条“提交议题的副区长应提前',
    },
    {
      caption: 'the mayor decides whether it is admitted, or the executive vice-mayor for him',
      steps: [
        i1(),
        intake('10:00', 'i1'),
        step(at('11', '10:00'), 'readiness', 'i1', 'vice-mayor-1'),
        step(at('11', '11:00'), 'admit', 'i1', 'vice-mayor-1', { outcome: '上会' }),
      ],
      says: '“上会决定”应由区长、常务副区长办理',
    },
    {
      caption: 'nothing is fixed before the approval',
      steps: [i1(), ...collected, ...admitted('i1', 'vice-mayor-1'), schedule(at('12', '15:00'))],
      says: '“议程确定”须在“议题审定”完成之后办理：《工作规则》第五十二条“综合整理后报区长',
    },
    {
      caption: 'a named item that has not passed: the clause of what is missing',
      steps: [
        i1(),
        ...admitted('i1', 'vice-mayor-1'),
        ...collected,
        approve,
        { at: at('13', '09:00'), do: 'agenda.add', id: 'm1', item: item('i2', 'finance', ['dissent']) },
        step(at('13', '09:30'), 'intake', 'i2', 'office', { checks: CHECKS }),
        schedule(at('13', '10:00'), { items: [item('i2', 'finance')] }),
      ],
      says: '“议程确定”须在“上会决定（i2方案）”完成之后办理：《工作规则》第五十五条“对涉及多部门工作且意见不一致',
    },
    {
      caption: 'the gate itself is nobody’s to do',
      steps: [i1(), step(at('11', '10:00'), 'fix', undefined, 'office')],
      says: '“议程确定”随会议安排登记，不单独办理',
    },
  ];

  test.each(cases)('$caption', async ({ steps, says }) => {
    const said = refusals(await planned(steps));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(says);
  });

  test('a tag that asks for a step already passed by is refused', async () => {
    const facts = await planned([
      i1(),
      ...admitted('i1', 'vice-mayor-1'),
      {
        at: at('12', '09:00'),
        do: 'agenda.amend',
        id: 'm1',
        item: 'i1',
        tags: ['dissent'],
        why: '部门提出异议',
      },
    ]);
    expect(refusals(facts)).toEqual(['“汇报准备情况”已办理，不能再增加此前的“协调分歧”；如需更正，请先退回']);
  });

  test('notice and hearing may be left out with a written reason (一般)', async () => {
    const facts = await planned([
      i1(['livelihood']),
      intake('10:00', 'i1'),
      {
        at: at('10', '11:00'),
        do: 'step.waive',
        id: 'm1',
        step: 'public-notice',
        part: 'i1',
        by: 'housing',
        why: '情况紧急',
      },
      step(at('11', '10:00'), 'readiness', 'i1', 'vice-mayor-1'),
    ]);
    expect(refusals(facts)).toEqual([]);
  });
});

describe('the agenda', () => {
  const two = [
    { at: at('09', '09:00'), do: 'agenda.add', id: 'm1', item: item('i1', 'housing') },
    { at: at('09', '09:01'), do: 'agenda.add', id: 'm1', item: item('i2', 'finance') },
  ];

  test('what was not admitted is not on it, and its papers are not asked', async () => {
    const facts = await planned([
      ...two,
      ...collected,
      ...admitted('i1', 'vice-mayor-1'),
      intake('10:30', 'i2'),
      step(at('11', '10:30'), 'readiness', 'i2', 'executive-vice-mayor'),
      step(at('11', '15:30'), 'admit', 'i2', 'mayor', { outcome: '不上会' }),
      approve,
      schedule(at('12', '16:00')),
    ]);
    expect(refusals(facts)).toEqual([]);
    expect(factsNamed(facts, 'meeting.agenda-fixed')).toMatchObject([{ placed: ['i1'] }]);
    expect(opened(facts).filter((duty) => duty.includes('D52-07'))).toEqual(['m1/D52-07/i1']);
  });

  test('one that fails the four points goes back to its unit', async () => {
    const facts = await planned([
      ...two.slice(0, 1),
      {
        at: at('10', '09:00'),
        do: 'agenda.withdraw',
        id: 'm1',
        item: 'i1',
        how: '退回',
        by: 'office',
        why: '没有明确意见',
      },
    ]);
    expect(factsNamed(facts, 'duty.settled')).toMatchObject([
      { duty: 'm1/D52-04/i1', verdict: 'not-applicable' },
    ]);
    expect(factsNamed(facts, 'agenda.withdrawn')).toMatchObject([{ how: '退回' }]);
  });

  test('one that comes later is placed once its own gates are passed', async () => {
    const late = { at: at('13', '09:00'), do: 'agenda.add', id: 'm1', item: item('i3', 'health') };
    const place = (time: string) => ({ at: at('13', time), do: 'agenda.place', id: 'm1', item: 'i3' });
    const facts = await planned([
      ...two.slice(0, 1),
      ...collected,
      ...admitted('i1', 'vice-mayor-1'),
      approve,
      schedule(at('12', '16:00')),
      late,
      place('09:30'),
      step(at('13', '10:00'), 'intake', 'i3', 'office', { checks: CHECKS }),
      step(at('13', '10:30'), 'readiness', 'i3', 'vice-mayor-4'),
      step(at('13', '11:00'), 'admit', 'i3', 'executive-vice-mayor', { outcome: '上会' }),
      place('11:30'),
    ]);
    expect(refusals(facts)).toHaveLength(1);
    expect(factsNamed(facts, 'duty.opened', 'm1/D52-07/i3')).toMatchObject([{ at: at('13', '11:30') }]);
  });

  test.each([
    [
      'plenary',
      'D50-2',
      '“议程确定”须在“议题初审（i1方案）、区长确定议题”完成之后办理：《工作规则》第五十五条',
    ],
    [
      'party',
      'D51-2',
      '“议程确定”须在“党组书记确定议题”完成之后办理：《工作规则》第五十一条“党组会议议题由党组书记提出',
    ],
  ])('of a %s meeting is fixed by the mayor (%s)', async (kind, _clause, says) => {
    const facts = await planned([...two.slice(0, 1), schedule(at('12', '16:00'), { kind })], { kind });
    expect(refusals(facts)[0]).toContain(says);
    const done = await planned(
      [
        ...two.slice(0, 1),
        ...(kind === 'plenary' ? [intake('10:00', 'i1')] : []),
        step(at('11', '09:00'), 'approve', undefined, 'mayor'),
        schedule(at('12', '16:00'), { kind }),
      ],
      { kind },
    );
    expect(refusals(done)).toEqual([]);
    expect(opened(done).includes('m1/D50-3')).toBe(kind === 'plenary');
  });
});
