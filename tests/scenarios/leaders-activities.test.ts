/** Invitations, barred activities, meetings of superiors, vetted releases and leave (art. 72, 78). */
import { describe, expect, test } from 'vitest';
import { china, factsNamed, onlyFact, runScenario } from '../support/run-scenario.ts';

function run(rules: readonly string[], steps: readonly object[], more: object = {}) {
  return runScenario({
    rules,
    directory: 'demo',
    from: china('2026-03-10', '08:00'),
    until: china('2026-03-27', '00:00'),
    steps,
    ...more,
  });
}

const refusals = (facts: Awaited<ReturnType<typeof run>>) =>
  factsNamed(facts, 'step.refused').map(({ reason }) => reason);

describe('an invitation', () => {
  const open = (category: string, at = china('2026-03-11', '09:00')) => ({
    at,
    do: 'case.open',
    id: 'v1',
    procedure: 'invitation',
    title: '示例镇春耕现场会',
    unit: 'agriculture',
    leader: 'vice-mayor-3',
    fields: { starts: china('2026-03-18', '09:00'), category },
  });
  const step = (at: string, name: string, by: string, more: object = {}) => ({
    at: china('2026-03-12', at),
    do: 'step.do',
    id: 'v1',
    step: name,
    by,
    ...more,
  });
  const apply = step('09:00', 'apply', 'agriculture', { evidence: '邀请申报单' });
  const attend = step('10:00', 'attend', 'vice-mayor-3', { opinion: '同意参加' });
  const arrange = step('11:00', 'arrange', 'office');

  test('is applied for three working days before, and arranged by the office', async () => {
    const facts = await run(['D78-*'], [open('一般公务活动'), apply, attend, arrange]);
    expect(onlyFact(facts, 'duty.opened', 'v1/D78-1')).toMatchObject({
      dueAt: china('2026-03-13', '17:00'),
      basis: 'internal',
      owedBy: 'agriculture',
    });
    expect(onlyFact(facts, 'duty.settled', 'v1/D78-1')).toMatchObject({ verdict: 'on-time' });
    expect(refusals(facts)).toEqual([]);
  });

  test('cannot be arranged before the leader has said that he attends', async () => {
    const facts = await run(
      ['D78-*'],
      [open('一般公务活动'), apply, { ...arrange, at: china('2026-03-12', '09:30') }],
    );
    expect(refusals(facts)).toEqual([
      '“列入政务活动安排”须在“确定参加”完成之后办理：《工作规则》第七十八条“区政府领导同志所有公务活动均由区政府办公室统一安排”',
    ]);
  });

  test('to a barred activity is refused in the words of the clause', async () => {
    const facts = await run(['D78-*'], [open('庆祝会、表彰会、纪念会'), apply, attend]);
    expect(refusals(facts)).toEqual([
      expect.stringMatching(
        /^“确定参加”须在“核准属区委、区政府统一组织的重要活动”完成之后办理：《工作规则》第七十八条“区政府领导同志不参加接见、合影、剪彩/,
      ),
    ]);
  });

  test('is let through by the office director with a reason, and by nobody else', async () => {
    const screen = { outcome: '属于', opinion: '区委统一组织的表彰大会' };
    const facts = await run(
      ['D78-*'],
      [
        open('庆祝会、表彰会、纪念会'),
        apply,
        step('09:10', 'screen', 'agriculture', screen),
        step('09:20', 'screen', 'office-director', { outcome: '属于' }),
        step('09:30', 'screen', 'office-director', screen),
        attend,
        arrange,
      ],
    );
    expect(refusals(facts)).toEqual([
      expect.stringMatching(/^“核准属区委、区政府统一组织的重要活动”应由区政府办公室主任办理：/),
      expect.stringMatching(/^“核准属区委、区政府统一组织的重要活动”须写明意见：/),
    ]);
  });

  test('that comes too late is not held against the unit', async () => {
    const facts = await run(['D78-*'], [open('一般公务活动', china('2026-03-17', '16:00'))]);
    expect(onlyFact(facts, 'duty.opened', 'v1/D78-1')).toMatchObject({ notApplicable: '临时邀请，随报随办' });
    expect(factsNamed(facts, 'duty.overdue')).toEqual([]);
  });
});

test.each([
  ['in the morning', china('2026-03-11', '09:00'), china('2026-03-11', '17:00')],
  ['after hours', china('2026-03-11', '17:30'), china('2026-03-11', '19:30')],
])('a meeting of superiors is laid before the mayor the same day: told of %s', async (_, at, dueAt) => {
  const facts = await run(
    ['D72-3'],
    [
      {
        at,
        do: 'case.open',
        id: 's1',
        procedure: 'superior-meeting',
        title: '全市春耕会议',
        leader: 'vice-mayor-3',
        fields: { starts: china('2026-03-16', '09:00') },
      },
    ],
  );
  expect(onlyFact(facts, 'duty.opened', 's1/D72-3')).toMatchObject({
    dueAt,
    owedBy: 'office',
    basis: 'internal',
  });
});

test('a release is laid before the leader in charge within a working day, and not published unvetted', async () => {
  const step = (at: string, name: string, by: string, more: object = {}) => ({
    at,
    do: 'step.do',
    id: 'r1',
    step: name,
    by,
    ...more,
  });
  const facts = await run(
    ['D72-6'],
    [
      {
        at: china('2026-03-11', '09:00'),
        do: 'case.open',
        id: 'r1',
        procedure: 'information-release',
        title: '供水情况',
        unit: 'water',
      },
      step(china('2026-03-11', '10:00'), 'draft', 'water', { evidence: '发布稿' }),
      step(china('2026-03-11', '11:00'), 'release', 'water', { evidence: '链接' }),
      step(china('2026-03-12', '09:00'), 'submit', 'office'),
      step(china('2026-03-12', '15:00'), 'vet', 'vice-mayor-3'),
      step(china('2026-03-12', '16:00'), 'release', 'water', { evidence: '链接' }),
    ],
  );
  expect(onlyFact(facts, 'duty.opened', 'r1/D72-6')).toMatchObject({ dueAt: china('2026-03-12', '17:00') });
  expect(refusals(facts)).toEqual([
    expect.stringMatching(/^“发布”须在“分管领导审定”完成之后办理：《工作规则》第七十二条/),
  ]);
});

describe('leave', () => {
  const ask = (post: string, more: object = {}) => ({
    at: china('2026-03-11', '09:00'),
    do: 'absence.request',
    id: 'a1',
    post,
    from: china('2026-03-16', '00:00'),
    to: china('2026-03-19', '00:00'),
    reason: '公务出差',
    ...more,
  });
  const approve = (by: string, at = '10:00') => ({
    at: china('2026-03-11', at),
    do: 'absence.approve',
    id: 'a1',
    by,
  });

  test('of a vice-mayor: the other leaders are told within a working hour of the approval', async () => {
    const facts = await run(
      ['D72-2', 'D72-5'],
      [
        ask('vice-mayor-1'),
        approve('mayor'),
        { at: china('2026-03-11', '10:40'), do: 'duty.submit', duty: 'a1-leave/D72-2', evidence: '通报记录' },
      ],
    );
    expect(onlyFact(facts, 'duty.opened', 'a1-leave/D72-2')).toMatchObject({
      dueAt: china('2026-03-11', '11:00'),
      owedBy: 'office',
      basis: 'internal',
    });
    expect(onlyFact(facts, 'duty.settled', 'a1-leave/D72-2')).toMatchObject({ verdict: 'on-time' });
    expect(factsNamed(facts, 'duty.opened')).toHaveLength(1);
  });

  test('of a principal: filed within a working day, and back within one after the return', async () => {
    const facts = await run(
      ['D72-2', 'D72-5'],
      [
        ask('housing.principal'),
        approve('mayor'),
        approve('vice-mayor-1', '11:00'),
        { at: china('2026-03-11', '15:00'), do: 'absence.file', id: 'a1', number: '备〔2026〕3号' },
        { at: china('2026-03-18', '15:00'), do: 'absence.end', id: 'a1' },
      ],
    );
    expect(onlyFact(facts, 'duty.opened', 'a1-leave/D72-5/filing')).toMatchObject({
      dueAt: china('2026-03-12', '17:00'),
      owedBy: 'office',
    });
    expect(onlyFact(facts, 'duty.opened', 'a1-leave/D72-5/return')).toMatchObject({
      dueAt: china('2026-03-20', '17:00'),
      owedBy: 'housing',
    });
    for (const part of ['filing', 'return'])
      expect(onlyFact(facts, 'duty.settled', `a1-leave/D72-5/${part}`)).toMatchObject({ verdict: 'on-time' });
    expect(refusals(facts)).toEqual([]);
  });

  test('that nobody has approved opens nothing', async () => {
    const facts = await run(['D72-2', 'D72-5'], [ask('housing.principal'), approve('mayor')]);
    expect(factsNamed(facts, 'duty.opened')).toEqual([]);
  });
});

describe('behind a switch', () => {
  const open = {
    at: china('2026-03-11', '09:00'),
    do: 'case.open',
    id: 'p1',
    procedure: 'speech',
    title: '论坛主旨讲话',
    unit: 'development',
  };
  const publish = {
    at: china('2026-03-11', '10:00'),
    do: 'step.do',
    id: 'p1',
    step: 'publish',
    by: 'development',
  };

  test('a procedure that is off cannot be opened', async () => {
    expect(refusals(await run(['D72-6'], [open]))).toEqual(['规则中没有“speech”这一程序']);
  });

  test('once it is on, its gates hold', async () => {
    const facts = await run(['D72-6'], [open, publish], { settings: { 'on.D72-1': true } });
    expect(refusals(facts)).toEqual([
      expect.stringMatching(/^“讲话或发表”须在“区政府同意”完成之后办理：.*“事先须经区政府同意”$/),
    ]);
  });
});
