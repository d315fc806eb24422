import { describe, expect, test } from 'vitest';
import { china, factsNamed, onlyFact, runScenario } from '../support/run-scenario.ts';

const RULES = [
  'D24-*',
  'D29-*',
  'D31-*',
  'D32-*',
  'D35-*',
  'D41-*',
  'D58-*',
  'D59-*',
  'D60-*',
  'D62-*',
  'D64-*',
];

type Step = Readonly<Record<string, unknown>>;

/** A story in one document; each step is [moment, step, hand, more]. */
function story(
  opened: string,
  fields: Step,
  steps: readonly (readonly [string, string, string, Step?])[],
  more: Step = {},
) {
  const [day = ''] = opened.split('T');
  const open = {
    at: opened,
    do: 'case.open',
    id: 'd',
    procedure: 'document',
    title: '一件公文',
    unit: 'housing',
    fields,
    ...more,
  };
  const acts = steps.map(([at, step, by, extra]) => ({ at, do: 'step.do', id: 'd', step, by, ...extra }));
  return runScenario({
    rules: RULES,
    from: china(day, '08:00'),
    until: '2026-12-01T00:00:00+08:00',
    directory: 'demo',
    steps: [open, ...acts],
  });
}

const SHEET = { checks: ['发文用纸各栏填写完整'] };

/** Drafted and at the office’s door at one moment. */
function drafted(at: string): (readonly [string, string, string, Step?])[] {
  return [
    [at, 'disclosure', 'housing', { outcome: '主动公开' }],
    [at, 'sheet', 'housing.principal', SHEET],
    [at, 'submit', 'housing'],
  ];
}

describe('each step of the office has its time by urgency; leaders have none', () => {
  test.each([
    ['特急', '2026-03-17', '10:00', '2026-03-17', '12:00', 'two hours by the clock'],
    ['特急', '2026-03-13', '17:00', '2026-03-13', '19:00', 'also after hours'],
    ['加急', '2026-03-17', '10:00', '2026-03-17', '15:00', 'four working hours, lunch left out'],
    ['加急', '2026-03-13', '15:00', '2026-03-16', '10:30', 'over a weekend'],
    ['加急', '2026-02-14', '16:00', '2026-02-24', '11:30', 'over Spring Festival, from a make-up Saturday'],
    ['普通', '2026-03-17', '10:00', '2026-03-18', '17:00', 'the next working day'],
    ['普通', '2026-09-30', '10:00', '2026-10-08', '17:00', 'over the National Day week'],
    ['普通', '2026-10-09', '16:00', '2026-10-10', '17:00', 'to a make-up Saturday'],
  ])('%s at %s %s: by %s %s (%s)', async (urgency, day, time, dueDay, dueTime) => {
    const at = china(day, time);
    const facts = await story(at, { series: '长双府函', urgency }, drafted(at));
    expect(onlyFact(facts, 'duty.opened', 'd/D60-01')).toMatchObject({
      dueAt: china(dueDay, dueTime),
      basis: 'internal',
    });
  });

  test('while it lies with a leader nothing runs, nobody is told, nothing is late', async () => {
    const at = china('2026-03-17', '09:00');
    const facts = await story(at, { series: '长双府函', urgency: '特急' }, [
      ...drafted(at),
      [at, 'sheet-check', 'office'],
      [
        at,
        'format',
        'office',
        { checks: ['A4纸型', '标题2号小标宋体', '正文3号仿宋体', '每页22行每行28字', '左侧装订'] },
      ],
      [at, 'check', 'office-director'],
    ]);
    expect(factsNamed(facts, 'duty.settled').map(({ duty }) => duty)).toEqual(['d/D60-01', 'd/D60-05/check']);
    expect(factsNamed(facts, 'notice.sent').filter(({ at: sent }) => String(sent) > at)).toEqual([]);
    expect(JSON.stringify(facts)).not.toMatch(/step.refused|duty.overdue/);
  });
});

describe('co-signers', () => {
  test('a reply that is merely handed in is asked for its outcome, and never taken for consent', async () => {
    const at = china('2026-03-12', '10:00');
    const facts = await runScenario({
      rules: RULES,
      from: china('2026-03-12', '08:00'),
      until: china('2026-03-14', '08:00'),
      directory: 'demo',
      steps: [
        {
          at,
          do: 'case.open',
          id: 'd',
          procedure: 'document',
          title: '一件公文',
          unit: 'housing',
          fields: { series: '长双府函' },
          parts: [{ kind: 'co-signer', id: 'finance', unit: 'finance' }],
        },
        { at, do: 'step.do', id: 'd', step: 'sheet', by: 'housing.principal', ...SHEET },
        { at, do: 'duty.submit', duty: 'd/D58-3/finance', by: 'finance.principal' },
      ],
    });
    expect(factsNamed(facts, 'step.refused').map(({ reason }) => reason)).toEqual([
      '“会签”须填写结论（同意、有不同意见、逾期未反馈）',
    ]);
  });

  test('have three working days, and silence is put on record as such', async () => {
    const at = china('2026-03-12', '10:00');
    const silence = { part: 'finance', outcome: '逾期未反馈' };
    const parts = [{ kind: 'co-signer', id: 'finance', unit: 'finance' }];
    const facts = await story(
      at,
      { series: '长双府函' },
      [
        [at, 'sheet', 'housing.principal', SHEET],
        [china('2026-03-17', '17:30'), 'cosign', 'housing', silence],
        [china('2026-03-18', '08:30'), 'cosign', 'housing', silence],
      ],
      { parts },
    );
    expect(onlyFact(facts, 'duty.opened', 'd/D58-3/finance')).toMatchObject({
      owedBy: 'finance',
      dueAt: china('2026-03-17', '17:00'),
    });
    expect(factsNamed(facts, 'step.refused')[0]?.reason).toMatch(
      /反馈时限未到（2026年3月17日），不能登记“逾期未反馈”：《工作规则》第五十八条/,
    );
    expect(onlyFact(facts, 'duty.settled', 'd/D58-3/finance')).toMatchObject({
      verdict: 'after-node',
      reason: '逾期未反馈',
    });
    expect(factsNamed(facts, 'duty.submitted', 'd/D58-3/finance')).toEqual([]);
  });
});

describe('after it is issued', () => {
  /** A normative document at the point where it is issued. */
  const issued = (day: string, after: readonly (readonly [string, string, string, Step?])[]) => {
    const at = china(day, '09:00');
    const papers = { evidence: '附件' };
    return story(
      china('2026-03-02', '09:00'),
      { series: '长双府办发', normative: true, 'legality-shortened': true },
      [
        [at, 'participation', 'housing', papers],
        [at, 'experts', 'housing', papers],
        [at, 'risk', 'housing', papers],
        [
          at,
          'legality-request',
          'housing',
          { ...papers, checks: ['所依据的政策和法律法规规章', '文件起草说明'] },
        ],
        [at, 'legality', 'justice', { ...papers, outcome: '同意' }],
        [at, 'disclosure', 'housing', { outcome: '主动公开' }],
        [at, 'interpretation-draft', 'housing', { ...papers, checks: ['政策解读材料', '舆情应对方案'] }],
        [at, 'sheet', 'housing.principal', SHEET],
        [at, 'submit', 'housing'],
        [at, 'sheet-check', 'office'],
        [at, 'kind', 'office', { outcome: '以区政府或办公室名义发文' }],
        [
          at,
          'format',
          'office',
          { checks: ['A4纸型', '标题2号小标宋体', '正文3号仿宋体', '每页22行每行28字', '左侧装订'] },
        ],
        [at, 'check', 'office-director'],
        [at, 'consent', 'vice-mayor-1'],
        [at, 'sign', 'executive-vice-mayor'],
        [at, 'electronic', 'housing', papers],
        [at, 'seal', 'office'],
        [at, 'issue', 'housing'],
        ...after,
      ],
    );
  };

  test('the city, the congress and the legal body each in fifteen days, the public in twenty working days', async () => {
    const facts = await issued('2026-09-15', []);
    const due = (duty: string) => onlyFact(facts, 'duty.opened', duty).dueAt;
    expect(due('d/D24-4/city')).toBe(china('2026-09-30', '17:00'));
    expect(due('d/D24-4/congress')).toBe(china('2026-09-30', '17:00'));
    expect(due('d/D60-04')).toBe(china('2026-09-30', '17:00'));
    expect(due('d/D32-1')).toBe(china('2026-10-19', '17:00'));
    expect(due('d/D60-18')).toBe(china('2026-09-17', '17:00'));
    expect(factsNamed(facts, 'duty.overdue').map(({ duty }) => duty)).toEqual(['d/D32-1']);
  });

  test('a limit on an off day rolls forward', async () => {
    const facts = await issued('2026-09-18', []);
    expect(onlyFact(facts, 'duty.opened', 'd/D24-4/city').dueAt).toBe(china('2026-10-08', '17:00'));
  });

  test('the interpretation on the same day; after three working days 办公室主任 hears of it', async () => {
    const published = [china('2026-09-17', '10:00'), 'publish', 'office', { evidence: '链接' }] as const;
    const facts = await issued('2026-09-15', [published]);
    expect(onlyFact(facts, 'duty.opened', 'd/D35-1')).toMatchObject({
      basis: 'clause',
      dueAt: china('2026-09-17', '23:59'),
    });
    const told = factsNamed(facts, 'rung.reached', 'd/D35-1').map(({ at, rung }) => [at, rung]);
    // 19 September is off, the Sunday after it is worked.
    expect(told).toContainEqual([china('2026-09-21', '09:00'), 'director']);
    const same = await issued('2026-09-15', [
      published,
      [china('2026-09-17', '22:00'), 'interpret', 'housing', { evidence: '链接' }],
    ]);
    expect(onlyFact(same, 'duty.settled', 'd/D35-1').verdict).toBe('on-time');
  });
});

test('an incoming document goes up within a working day, by portfolio', async () => {
  const at = china('2026-03-13', '15:00');
  const facts = await runScenario({
    rules: [...RULES, 'D61-1'],
    from: china('2026-03-13', '08:00'),
    until: china('2026-03-20', '08:00'),
    directory: 'demo',
    steps: [
      {
        at,
        do: 'case.open',
        id: 's1',
        procedure: 'incoming',
        title: '关于增加经费的请示',
        unit: 'education',
        fields: { kind: '请示' },
      },
      { at, do: 'step.do', id: 's1', step: 'register', by: 'office.liaison' },
      { at, do: 'step.do', id: 's1', step: 'route', by: 'office.liaison' },
      {
        at: china('2026-03-16', '09:00'),
        do: 'step.do',
        id: 's1',
        step: 'request-form',
        by: 'office',
        outcome: '符合要求',
        checks: ['单位主要负责人签发', '一文一事', '只有一个主送机关'],
      },
      { at: china('2026-03-16', '10:00'), do: 'step.do', id: 's1', step: 'route', by: 'office' },
      {
        at: china('2026-03-17', '10:00'),
        do: 'step.do',
        id: 's1',
        step: 'instruct',
        by: 'vice-mayor-1',
        opinion: '请财政局研究',
      },
      {
        at: china('2026-03-17', '10:05'),
        do: 'step.do',
        id: 's1',
        step: 'instruct',
        by: 'vice-mayor-2',
        opinion: '请财政局研究',
      },
      {
        at: china('2026-03-17', '15:00'),
        do: 'step.do',
        id: 's1',
        step: 'hand-out',
        by: 'office',
        outcome: '转承办单位办理',
      },
      {
        at: china('2026-03-17', '15:30'),
        do: 'case.amend',
        id: 's1',
        fields: { handler: 'finance', limit: '2026-03-27' },
        why: '按批示分办',
      },
      {
        at: china('2026-03-17', '15:40'),
        do: 'step.do',
        id: 's1',
        step: 'hand-out',
        by: 'office',
        outcome: '转承办单位办理',
      },
    ],
  });
  expect(onlyFact(facts, 'duty.opened', 's1/D59-1').dueAt).toBe(china('2026-03-16', '17:00'));
  expect(onlyFact(facts, 'duty.settled', 's1/D59-1').verdict).toBe('on-time');
  expect(factsNamed(facts, 'step.refused').map(({ reason }) => reason)).toEqual([
    expect.stringContaining('“核对请示格式”完成之后办理：《工作规则》第五十九条'),
    expect.stringContaining('应由副区长（教育文化）办理'),
    '“分办”须先填写“承办单位”',
  ]);
  // From here on it is an assignment like any other.
  const handed = factsNamed(facts, 'duty.opened').filter(({ owedBy }) => owedBy === 'finance');
  expect(handed.map(({ duty, dueAt }) => [duty, dueAt])).toContainEqual([
    's1-交办/D61-1/finish/finance',
    china('2026-03-27', '17:00'),
  ]);
});

test('documents in hand are swept every half-month, and reported every month', async () => {
  const facts = await runScenario({
    rules: ['D61-1'],
    from: china('2026-03-02', '08:00'),
    until: china('2026-04-12', '08:00'),
    directory: 'demo',
    steps: [],
  });
  const due = (part: string) =>
    factsNamed(facts, 'duty.opened')
      .filter(({ duty }) => String(duty).endsWith(part))
      .map(({ dueAt }) => dueAt);
  expect(due('D61-1/sweep').slice(0, 2)).toEqual([
    china('2026-03-13', '17:00'),
    china('2026-03-31', '17:00'),
  ]);
  expect(due('D61-1/circular')).toContain(china('2026-04-08', '17:00'));
});

describe('rows of low priority are off until they are switched on', () => {
  const steps = [
    {
      at: china('2026-03-02', '09:00'),
      do: 'case.open',
      id: 'b',
      procedure: 'body-head',
      title: '防汛指挥部',
      unit: 'water',
      fields: { appointed: '2026-03-02' },
    },
  ];
  const run = (settings: Step) =>
    runScenario({
      rules: RULES,
      settings,
      from: china('2026-03-02', '08:00'),
      until: china('2026-03-03', '08:00'),
      directory: 'demo',
      steps,
    });

  test('off', async () => {
    expect(factsNamed(await run({}), 'step.refused')).toHaveLength(1);
  });

  test('on', async () => {
    const facts = await run({ 'on.D64-1': true });
    expect(onlyFact(facts, 'duty.opened', 'b/D64-1')).toMatchObject({
      owedBy: 'water',
      dueAt: china('2026-03-16', '17:00'),
    });
  });
});
