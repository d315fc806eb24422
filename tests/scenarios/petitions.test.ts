/** Petitions (art. 43) by the statutory clocks. */
import { describe, expect, test } from 'vitest';
import { china, factsNamed, onlyFact, runScenario } from '../support/run-scenario.ts';

const OPEN = {
  at: china('2026-03-02', '09:00'),
  do: 'case.open',
  id: 'x7',
  procedure: 'petition',
  title: '2026年第7号信访件',
  unit: 'housing',
};
const ACCEPT = {
  at: china('2026-03-16', '10:00'),
  do: 'step.do',
  id: 'x7',
  step: 'accept',
  by: 'housing',
  evidence: '受理告知书',
};

function run(steps: readonly object[], until = china('2026-05-20', '00:00')) {
  return runScenario({
    rules: ['D43-1'],
    directory: 'demo',
    from: china('2026-03-02', '08:00'),
    until,
    steps,
  });
}

describe('the clocks', () => {
  test('fifteen days to say whether it is accepted, sixty to close, by law', async () => {
    const facts = await run([OPEN, ACCEPT]);
    expect(onlyFact(facts, 'duty.opened', 'x7/D43-1/acceptance')).toMatchObject({
      dueAt: china('2026-03-17', '17:00'),
      basis: 'law',
      owedBy: 'housing',
    });
    expect(onlyFact(facts, 'duty.settled', 'x7/D43-1/acceptance')).toMatchObject({ verdict: 'on-time' });
    expect(onlyFact(facts, 'duty.opened', 'x7/D43-1')).toMatchObject({ dueAt: china('2026-05-15', '17:00') });
    expect(onlyFact(facts, 'duty.overdue', 'x7/D43-1')).toMatchObject({ at: china('2026-05-15', '17:00') });
  });

  test('a limit on an off day rolls forward', async () => {
    const facts = await run([{ ...OPEN, at: china('2026-03-06', '09:00') }]);
    expect(onlyFact(facts, 'duty.opened', 'x7/D43-1/acceptance')).toMatchObject({
      dueAt: china('2026-03-23', '17:00'),
    });
  });

  test('five working days to object to a wrong referral, and nothing else before that is answered', async () => {
    const facts = await run([
      { ...OPEN, fields: { referred: true } },
      { ...ACCEPT, at: china('2026-03-03', '09:00') },
    ]);
    expect(onlyFact(facts, 'duty.opened', 'x7/D43-1/referral')).toMatchObject({
      dueAt: china('2026-03-09', '17:00'),
    });
    expect(factsNamed(facts, 'step.refused').map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^“书面告知是否受理”须在“确认承办或提出异议”完成之后办理：/),
    ]);
  });

  test('thirty days for a review and for a re-review, from the day each is asked for', async () => {
    const opinion = { ...ACCEPT, at: china('2026-03-18', '10:00'), step: 'opinion', evidence: '处理意见书' };
    const asked = (at: string, name: string) => ({
      at,
      do: 'case.amend',
      id: 'x7',
      fields: { [name]: at.slice(0, 10) },
      why: '信访人提出请求',
    });
    const facts = await run([
      OPEN,
      ACCEPT,
      opinion,
      asked(china('2026-04-01', '09:00'), 'review-asked'),
      { ...ACCEPT, at: china('2026-04-20', '10:00'), step: 'review', evidence: '复查意见' },
      asked(china('2026-04-28', '09:00'), 're-review-asked'),
    ]);
    expect(onlyFact(facts, 'duty.opened', 'x7/D43-1/review')).toMatchObject({
      dueAt: china('2026-05-06', '17:00'),
      owedBy: 'office',
    });
    expect(onlyFact(facts, 'duty.opened', 'x7/D43-1/re-review')).toMatchObject({
      dueAt: china('2026-05-28', '17:00'),
    });
  });
});

describe('the thirty days more', () => {
  const ask = (until: string) => ({
    at: china('2026-05-11', '09:00'),
    do: 'duty.ask-extension',
    duty: 'x7/D43-1',
    by: 'housing',
    until,
    why: '情况复杂，需现场鉴定',
  });

  test('are granted once, before the limit', async () => {
    const facts = await run([
      OPEN,
      ACCEPT,
      ask(china('2026-06-12', '17:00')),
      { at: china('2026-05-12', '09:00'), do: 'duty.extend', duty: 'x7/D43-1', by: 'office' },
    ]);
    expect(onlyFact(facts, 'duty.replanned', 'x7/D43-1')).toMatchObject({
      dueAt: china('2026-06-12', '17:00'),
    });
    expect(factsNamed(facts, 'duty.overdue')).toEqual([]);
  });

  test('are not more than thirty', async () => {
    const facts = await run([OPEN, ACCEPT, ask(china('2026-06-16', '17:00'))]);
    expect(factsNamed(facts, 'step.refused').map(({ reason }) => reason)).toEqual([
      '新的时限超过法规允许延长的期限，请核对',
    ]);
  });
});

test('the leader in charge gets a copy at the beginning, and no petitioner has a name (art. 15(四))', async () => {
  const facts = await run([OPEN], china('2026-03-10', '00:00'));
  const copies = factsNamed(facts, 'notice.sent').filter(({ rung }) => rung === 'copy');
  expect(copies).toEqual([
    expect.objectContaining({
      to: 'vice-mayor-1.liaison',
      for: 'vice-mayor-1',
      text: expect.stringMatching(
        /^【示例区政府办】呈阅：区住建局承办“2026年第7号信访件.*”，受理告知时限3月17日17:00/,
      ),
    }),
  ]);
});

test('an important letter is read by a leader before the opinion is given', async () => {
  const early = { ...ACCEPT, at: china('2026-03-18', '10:00'), step: 'opinion', evidence: '处理意见书' };
  const facts = await run([{ ...OPEN, fields: { important: true } }, ACCEPT, early]);
  expect(factsNamed(facts, 'step.refused').map(({ reason }) => reason)).toEqual([
    '“出具处理意见书”须在“领导阅批”完成之后办理：《工作规则》第四十三条“区政府领导及各部门负责人阅批重要群众来信，督促解决重大信访问题”',
  ]);
});

describe('what a vice-mayor answers for in his portfolio (art. 15(四))', () => {
  const assigned = (more: object) =>
    runScenario({
      rules: ['D52-14'],
      directory: 'demo',
      from: china('2026-03-20', '08:00'),
      until: china('2026-03-21', '00:00'),
      steps: [
        {
          at: china('2026-03-20', '10:00'),
          do: 'assignment.open',
          id: 's1',
          title: '在建工地安全隐患排查整治',
          short: '工地隐患整治',
          source: 'minutes',
          lead: 'housing',
          ...more,
        },
      ],
    });
  const copies = (facts: Awaited<ReturnType<typeof assigned>>) =>
    factsNamed(facts, 'notice.sent').filter(({ rung }) => rung === 'copy');

  test('is copied to him when it is assigned', async () => {
    expect(copies(await assigned({ responsibility: '安全生产' }))).toEqual([
      expect.objectContaining({
        to: 'vice-mayor-1.liaison',
        for: 'vice-mayor-1',
        text: expect.stringMatching(/^【示例区政府办】呈阅：“工地隐患整治.*”已交区住建局办理，时限/),
      }),
    ]);
  });

  test('and nothing else is', async () => {
    expect(copies(await assigned({}))).toEqual([]);
  });
});
