/** Approval before anything leaves the office (practice §4): drafts, objections, secrets, corrections, shadow, the stop. */
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/app/facts.ts';
import { china, factsNamed, onlyFact, runScenario } from '../support/run-scenario.ts';

const at = (date: string, time: string, verb: string, fields: object) => ({
  at: china(date, time),
  do: verb,
  ...fields,
});

const refusals = (facts: readonly Fact[]) => factsNamed(facts, 'step.refused').map(({ reason }) => reason);
const sent = (facts: readonly Fact[], rung: string) =>
  factsNamed(facts, 'notice.sent').filter((fact) => fact.rung === rung);
const textsOf = (facts: readonly Fact[]) => factsNamed(facts, 'notice.sent').map(({ text }) => String(text));

describe('超时呈报 to the mayor', () => {
  const DAY = '2026-03-18';
  const DUTY = 'e1/D36-2';

  function breach(steps: readonly object[], more: object = {}) {
    return runScenario({
      rules: ['D36-2'],
      from: china(DAY, '12:00'),
      until: china(DAY, '19:00'),
      steps: [
        at(DAY, '12:52', 'event.report', {
          id: 'e1',
          severity: '重大',
          lead: 'emergency',
          occurredAt: china(DAY, '12:40'),
        }),
        ...steps,
      ],
      ...more,
    });
  }

  test('is a draft that 办公室主任 hears of; what leaders are told at the limit goes by itself', async () => {
    const facts = await breach([]);
    expect(sent(facts, 'report-mayor')).toEqual([]);
    expect(sent(facts, 'breach-leaders').map(({ at: when }) => when)).toContain(china(DAY, '17:40'));
    expect(sent(facts, 'breach-leaders').map(({ to }) => to)).toContain('mayor');
    const [waits] = sent(facts, 'report-mayor-approval');
    expect(waits).toMatchObject({ to: 'office-director', at: china(DAY, '17:40') });
    expect(waits?.text).toContain('请审定签发');
  });

  test('goes when he lets it go, in his words; nobody else may', async () => {
    const text = '呈报：事件首次信息发布已过17:40时限，预计18:20发布，请阅示。';
    const release = (time: string, by: string, fields: object = {}) =>
      at(DAY, time, 'notice.release', { duty: DUTY, by, ...fields });
    const facts = await breach([
      release('17:45', 'duty-room.liaison'),
      release('17:55', 'office-director', { text }),
    ]);
    expect(refusals(facts)).toEqual(['该件由区政府办公室主任签发']);
    const [report] = sent(facts, 'report-mayor');
    expect(report).toMatchObject({ to: 'mayor', at: china(DAY, '17:55') });
    expect(report?.text).toContain('预计18:20发布');
    expect(onlyFact(facts, 'notice.released', DUTY)).toMatchObject({ by: 'office-director', text });
  });

  test('is not sent once the information is out', async () => {
    const facts = await breach([
      at(DAY, '17:50', 'duty.submit', { duty: DUTY, by: 'emergency', channel: '政府网站' }),
      at(DAY, '17:55', 'notice.release', { duty: DUTY, by: 'office-director' }),
    ]);
    expect(sent(facts, 'report-mayor')).toEqual([]);
  });

  test('in shadow is read by the office as 拟发, at its time', async () => {
    const facts = await breach([], { shadow: true });
    const [draft] = sent(facts, 'report-mayor');
    expect(draft).toMatchObject({ to: 'office.liaison', channel: 'inbox', shadow: true });
    expect(draft?.text).toMatch(/^【拟发】.*（拟发给：区长/);
  });
});

describe('督办单', () => {
  const FINISH = 'a1/D52-14/finish/housing';
  const opened = at('2026-03-20', '10:00', 'assignment.open', {
    id: 'a1',
    title: '老旧小区改造方案修改印发',
    short: '老旧小区改造',
    lead: 'housing',
    source: 'minutes',
    sources: [{ kind: 'minutes', reference: '第5次常务会议纪要第三条' }],
    until: '2026-03-27',
  });
  const release = (time: string, fields: object) =>
    at('2026-04-03', time, 'notice.release', {
      duty: FINISH,
      by: 'office-director',
      told: '已当面报告',
      ...fields,
    });
  const tell = (...steps: readonly object[]) =>
    runScenario({
      rules: ['D52-14'],
      from: china('2026-03-20', '08:00'),
      until: china('2026-04-10', '23:00'),
      steps: [opened, ...steps],
    });

  test('in other words still says how to object', async () => {
    const facts = await tell(
      release('10:00', { text: '督办通知：请主要负责人书面回复。' }),
      release('10:10', { text: '督办通知：请主要负责人书面回复；有异议可提出，30日内可申请复核。' }),
    );
    expect(refusals(facts)).toEqual(['督办单须写明对本件有异议的可以提出，30日内可申请复核']);
    expect(sent(facts, 'supervise').map(({ at: when }) => when)).toEqual([china('2026-04-03', '10:10')]);
  });

  test('does not leave while the matter rests (异议、中止)', async () => {
    const facts = await tell(
      at('2026-04-03', '09:30', 'assignment.progress', {
        id: 'a1',
        state: '因客观原因中止',
        text: '资金未下达',
        by: 'housing',
      }),
      release('10:00', {}),
    );
    expect(refusals(facts)).toEqual(['该事项有异议或者中止尚未办结，督办单暂不签发']);
    expect(sent(facts, 'supervise')).toEqual([]);
    expect(factsNamed(facts, 'assignment.slip-issued')).toEqual([]);
  });

  test('can be objected to, and an open objection stops the ladder', async () => {
    const facts = await tell(
      release('10:00', {}),
      at('2026-04-03', '10:30', 'assignment.object', { id: 'a1', by: 'housing', why: '资金未下达' }),
    );
    const after = factsNamed(facts, 'notice.sent').filter(
      ({ at: when }) => String(when) > china('2026-04-03', '10:30'),
    );
    expect(after.filter(({ to }) => String(to).startsWith('housing.')).map(({ rung }) => rung)).toEqual([]);
  });
});

describe('涉密 is refused at the door, whatever the verb', () => {
  const DAY = '2026-03-11';
  const MEETING = { id: 'm1', kind: 'executive', start: china('2026-03-18', '09:00') };
  const item = (title: string) => ({ id: 'i1', unit: 'housing', title });
  const opening = {
    id: 'c1',
    procedure: 'document',
    title: '方案',
    unit: 'housing',
    fields: { series: '长双府发' },
  };

  test.each<[string, string, object]>([
    ['a meeting', 'meeting.schedule', { ...MEETING, title: '专题会议（涉密）' }],
    ['an item of a meeting', 'meeting.schedule', { ...MEETING, items: [item('人防工程建设方案 机密★10年')] }],
    [
      'an assignment',
      'assignment.open',
      { id: 'a1', title: '方案', lead: 'housing', source: 'minutes', secrecy: '机密' },
    ],
    [
      'a marked assignment',
      'assignment.open',
      { id: 'a1', title: '【秘密】方案', lead: 'housing', source: 'minutes' },
    ],
    ['a document', 'case.open', { ...opening, secrecy: '涉密' }],
    ['a marked document', 'case.open', { ...opening, title: '绝密：方案' }],
    [
      'an event',
      'event.report',
      {
        id: 'e1',
        severity: '一般',
        lead: 'emergency',
        occurredAt: china(DAY, '08:00'),
        title: '情况（机密级）',
      },
    ],
    [
      'an activity of a leader',
      'week.answer',
      {
        week: '2026-W12',
        leader: 'mayor',
        entries: [{ day: '2026-03-16', time: '09:00', what: '秘密★ 会议' }],
      },
    ],
    ['what is handed in', 'duty.submit', { duty: 'm1/D52-07/i1', by: 'housing', evidence: '密级：机密' }],
  ])('%s', async (_caption, verb, fields) => {
    const facts = await runScenario({
      from: china(DAY, '08:00'),
      until: china(DAY, '12:00'),
      steps: [at(DAY, '09:00', verb, fields)],
    });
    expect(refusals(facts)).toEqual(['涉密事项不得录入本系统，请按机要渠道办理']);
    expect(JSON.stringify(facts)).not.toMatch(/机密|绝密|人防/);
  });

  test.each(['保密工作要点', '涉密载体管理办法', '商业秘密保护条例', '机密计算平台建设'])(
    'a title that only speaks of secrets passes: %s',
    async (title) => {
      const facts = await runScenario({
        rules: ['D52-07'],
        from: china(DAY, '08:00'),
        until: china(DAY, '12:00'),
        steps: [at(DAY, '09:00', 'meeting.schedule', { ...MEETING, items: [item(title)] })],
      });
      expect(refusals(facts)).toEqual([]);
    },
  );
});

describe('工作秘密 goes by its number in every message', () => {
  const SAID = '内部事项甲';

  test.each<[string, string[], object[], RegExp]>([
    [
      'an item of a meeting',
      ['D52-*'],
      [
        at('2026-03-11', '09:00', 'meeting.schedule', {
          id: 'm1',
          kind: 'executive',
          start: china('2026-03-18', '09:00'),
          items: [{ id: 'i1', unit: 'housing', title: SAID, tags: ['secret-work'] }],
        }),
      ],
      /“议题i1”/,
    ],
    [
      'a document, step by step',
      ['D60-*'],
      [
        at('2026-03-11', '09:00', 'case.open', {
          id: 'gw1',
          procedure: 'document',
          title: SAID,
          unit: 'housing',
          secrecy: '工作秘密',
          fields: { series: '长双府发' },
        }),
        ...[
          { step: 'disclosure', by: 'housing', outcome: '不予公开', opinion: '属内部事项' },
          { step: 'sheet', by: 'housing.principal', checks: ['发文用纸各栏填写完整'] },
          { step: 'submit', by: 'housing' },
        ].map((fields) => at('2026-03-11', '10:00', 'step.do', { id: 'gw1', ...fields })),
      ],
      /“gw1号事项”/,
    ],
  ])('%s', async (_caption, rules, steps, number) => {
    const facts = await runScenario({
      rules,
      from: china('2026-03-11', '08:00'),
      until: china('2026-03-31', '12:00'),
      steps,
    });
    expect(refusals(facts)).toEqual([]);
    const texts = textsOf(facts);
    expect(texts.some((text) => number.test(text))).toBe(true);
    expect(texts.filter((text) => text.includes(SAID))).toEqual([]);
  });
});

describe('误发更正', () => {
  const DUTY = 'm1/D52-07/i1';
  const scheduled = at('2026-03-11', '10:00', 'meeting.schedule', {
    id: 'm1',
    kind: 'executive',
    start: china('2026-03-18', '09:00'),
    items: [{ id: 'i1', unit: 'housing', title: '老旧小区改造' }],
  });
  const wrong = (time: string) =>
    at('2026-03-17', time, 'notice.correct', { duty: DUTY, by: 'office', why: '发错单位' });
  const correctionsOf = (facts: readonly Fact[]) =>
    factsNamed(facts, 'notice.sent', DUTY).filter(({ rung }) => String(rung).startsWith('correction@'));

  test('reaches the stand-in who read it, after the one he stood in for is back', async () => {
    const away = at('2026-03-13', '09:00', 'absence.record', {
      id: 'x1',
      post: 'housing.principal',
      from: china('2026-03-17', '08:00'),
      to: china('2026-03-17', '17:10'),
      standIn: 'housing.deputy',
      reason: '外出开会',
    });
    const facts = await runScenario({
      rules: ['D52-07'],
      from: china('2026-03-11', '08:00'),
      until: china('2026-03-17', '23:00'),
      steps: [scheduled, away, wrong('17:20')],
    });
    const warned = sent(facts, 'warn');
    expect(warned.map(({ to }) => to)).toEqual(['housing.deputy']);
    const corrected = correctionsOf(facts).map(({ to }) => to);
    expect(corrected).toContain('housing.deputy');
    expect(corrected).not.toContain('housing.principal');
  });

  test('comes by the way the wrong notice came, to leaders in their words', async () => {
    const facts = await runScenario({
      rules: ['D52-07'],
      from: china('2026-03-11', '08:00'),
      until: china('2026-03-18', '12:00'),
      steps: [scheduled, wrong('19:30')],
    });
    const read = factsNamed(facts, 'notice.sent', DUTY).filter(
      ({ rung }) => !String(rung).startsWith('correction@'),
    );
    const ways = (some: readonly Fact[]) =>
      new Set(some.map(({ to, channel }) => `${String(to)} ${String(channel)}`));
    expect(ways(correctionsOf(facts))).toEqual(ways(read));
    const toLeader = correctionsOf(facts).find(({ to }) => to === 'vice-mayor-1.liaison');
    expect(toLeader?.text).toContain('呈阅：');
  });
});

test('暂停全部外发 holds everything at once, emergencies and leaders too, until sending resumes', async () => {
  const DAY = '2026-03-18';
  const facts = await runScenario({
    rules: ['D36-2'],
    from: china(DAY, '12:00'),
    until: china(DAY, '19:00'),
    steps: [
      at(DAY, '12:45', 'sending.stop', { by: 'office-director', why: '核对' }),
      at(DAY, '12:52', 'event.report', {
        id: 'e1',
        severity: '重大',
        lead: 'emergency',
        occurredAt: china(DAY, '12:40'),
      }),
      at(DAY, '18:00', 'sending.resume', { by: 'office-director' }),
    ],
  });
  const times = factsNamed(facts, 'notice.sent').map(({ at: when }) => String(when));
  expect(times.length).toBeGreaterThan(0);
  expect(times.every((when) => when >= china(DAY, '18:00'))).toBe(true);
});
