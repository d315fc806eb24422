/** What is set right afterwards: approvals keyed late, starts known only from above, papers given back. */
import { describe, expect, test } from 'vitest';
import { china, factsNamed, onlyFact, runScenario } from '../support/run-scenario.ts';

const DAY = '2026-03-18';

/** A meeting on the morning of that day, with one item. */
const scheduled = {
  at: china('2026-03-11', '10:00'),
  do: 'meeting.schedule',
  id: 'm1',
  kind: 'executive',
  start: china(DAY, '09:00'),
  items: [{ id: 'i1', unit: 'housing', title: '老旧小区改造' }],
};

function event(report: object, steps: readonly object[]) {
  return runScenario({
    rules: ['D36-2', 'D37-1'],
    from: china(DAY, '08:00'),
    until: china('2026-03-19', '08:00'),
    steps: [
      {
        at: china(DAY, '13:00'),
        do: 'event.report',
        id: 'e1',
        severity: '重大',
        lead: 'emergency',
        ...report,
      },
      { at: china(DAY, '16:00'), do: 'duty.submit', duty: 'e1/D36-2', by: 'emergency' },
      ...steps,
    ],
  });
}

describe('an approval that is keyed after the release', () => {
  const keyed = (happenedAt: string) => [
    { at: china(DAY, '18:00'), do: 'duty.submit', duty: 'e1/D37-1', by: 'office', happenedAt },
  ];
  const verdicts = async (happenedAt: string) =>
    factsNamed(await event({}, keyed(happenedAt)), 'duty.settled', 'e1/D37-1').map(({ verdict }) => verdict);

  test('was there before it: the finding is set right', async () => {
    expect(await verdicts(china(DAY, '15:30'))).toEqual(['deviation', 'on-time']);
  });

  test('came after it: the finding stands, and the refusal says why', async () => {
    expect(await verdicts(china(DAY, '17:00'))).toEqual(['deviation']);
    const [refused] = factsNamed(await event({}, keyed(china(DAY, '17:00'))), 'step.refused');
    expect(refused?.reason).toContain('发布时未见审批记录');
  });
});

describe('an occurrence of which only the latest moment is known', () => {
  const verdict = async (latest: string) => {
    const facts = await event({ occurredAt: { latest } }, []);
    return onlyFact(facts, 'duty.settled', 'e1/D36-2').verdict;
  };

  test('may have been any time before: a release within five hours of it proves nothing', async () => {
    expect(await verdict(china(DAY, '12:40'))).toBe('undetermined');
  });

  test('but five hours after the latest it is late in any case', async () => {
    expect(await verdict(china(DAY, '10:59:59'))).toBe('late');
  });
});

describe('papers that are given back', () => {
  test('the unit hears why, and they are owed again under the same limit', async () => {
    const facts = await runScenario({
      rules: ['D52-07'],
      from: china('2026-03-10', '08:00'),
      until: china(DAY, '10:00'),
      steps: [
        scheduled,
        { at: china('2026-03-16', '10:00'), do: 'duty.submit', duty: 'm1/D52-07/i1', by: 'housing' },
        {
          at: china('2026-03-16', '11:00'),
          do: 'duty.return',
          duty: 'm1/D52-07/i1',
          by: 'office',
          why: '缺主要负责人签字',
        },
        { at: china('2026-03-17', '10:00'), do: 'duty.submit', duty: 'm1/D52-07/i1', by: 'housing' },
      ],
    });
    const [told] = factsNamed(facts, 'notice.sent', 'm1/D52-07/i1').filter(
      ({ at }) => at === china('2026-03-16', '11:00'),
    );
    expect([told?.to, told?.text]).toEqual([
      'housing.liaison',
      expect.stringContaining('退回补正（缺主要负责人签字）'),
    ]);
    expect(factsNamed(facts, 'duty.settled').map(({ verdict }) => verdict)).toEqual(['on-time', 'on-time']);
  });
});

describe('a scenario of the weekly table alone', () => {
  test('its weeks open without the entries', async () => {
    const facts = await runScenario({
      rules: ['D76-2'],
      from: china('2026-03-10', '08:00'),
      until: china('2026-03-16', '10:00'),
    });
    expect(factsNamed(facts, 'duty.opened').map(({ duty }) => duty)).toContain('2026-W12/D76-2');
    expect(factsNamed(facts, 'duty.overdue').map(({ at, duty }) => [at, duty])).toEqual([
      [china('2026-03-16', '09:00'), '2026-W12/D76-2'],
    ]);
  });
});

describe('误发更正 twice for the same duty', () => {
  test('both are carried out, and whoever was told is told once', async () => {
    const steps = [
      scheduled,
      ...[1, 2].map(() => ({
        at: china('2026-03-11', '10:05'),
        do: 'notice.correct',
        duty: 'm1/D52-07/i1',
        by: 'office',
        why: '发错单位',
      })),
    ];
    const facts = await runScenario({
      rules: ['D52-07'],
      from: china('2026-03-10', '08:00'),
      until: china('2026-03-12', '00:00'),
      steps,
    });
    const corrections = factsNamed(facts, 'notice.sent').filter(({ rung }) =>
      String(rung).startsWith('correction@'),
    );
    expect(corrections.map(({ to }) => to)).toEqual(['housing.liaison']);
    expect(factsNamed(facts, 'step.refused')).toEqual([]);
  });
});

describe('an event that is reported after its five hours', () => {
  test('is not held against the office either: the approval has its time to act by, like the release', async () => {
    const facts = await event({ occurredAt: china(DAY, '07:00') }, []);
    const rungs = factsNamed(facts, 'rung.reached', 'e1/D37-1').map(({ at, rung }) => [at, rung]);
    expect(rungs).toEqual([
      [china(DAY, '13:00'), 'remind'],
      [china(DAY, '14:00'), 'due'],
      [china(DAY, '15:00'), 'director'],
    ]);
    expect(onlyFact(facts, 'duty.opened', 'e1/D37-1').state).toBe('接报时已超时');
  });
});

describe('a release on a channel that does not count', () => {
  const on = (channel: string, settings: object = {}) =>
    runScenario({
      rules: ['D36-2'],
      settings,
      from: china(DAY, '08:00'),
      until: china(DAY, '20:00'),
      steps: [
        { at: china(DAY, '13:00'), do: 'event.report', id: 'e1', severity: '重大', lead: 'emergency' },
        { at: china(DAY, '15:00'), do: 'duty.submit', duty: 'e1/D36-2', by: 'emergency', channel },
      ],
    });

  test('is refused with the channels that do, and the limit passes', async () => {
    const facts = await on('个人账号');
    expect(factsNamed(facts, 'step.refused')[0]?.reason).toContain(
      '“个人账号”不是认可的发布渠道（政府网站、',
    );
    expect(factsNamed(facts, 'duty.overdue', 'e1/D36-2')).toHaveLength(1);
  });

  test('counts where the office has named it', async () => {
    const facts = await on('个人账号', { 'opinion.channels': '政府网站、个人账号' });
    expect(onlyFact(facts, 'duty.settled', 'e1/D36-2').verdict).toBe('on-time');
  });
});

describe('papers whose content is to be changed', () => {
  const papers = (more: readonly object[]) =>
    runScenario({
      rules: ['D52-07'],
      from: china('2026-03-10', '08:00'),
      until: china(DAY, '08:00'),
      steps: [
        scheduled,
        { at: china('2026-03-16', '10:00'), do: 'duty.submit', duty: 'm1/D52-07/i1', by: 'housing' },
        ...more,
      ],
    });
  const asked = {
    at: china('2026-03-17', '10:00'),
    do: 'papers.revise',
    id: 'm1',
    item: 'i1',
    until: china('2026-03-17', '16:00'),
    why: '补充资金来源',
  };

  test('the first hand-in stays on time; the second version has an internal time and is never late', async () => {
    const facts = await papers([
      asked,
      { at: china('2026-03-17', '18:00'), do: 'duty.submit', duty: 'm1/D52-07/i1-v2', by: 'housing' },
    ]);
    expect(factsNamed(facts, 'duty.settled').map(({ duty, verdict }) => [duty, verdict])).toEqual([
      ['m1/D52-07/i1', 'on-time'],
      ['m1/D52-07/i1-v2', 'after-node'],
    ]);
    expect(onlyFact(facts, 'duty.opened', 'm1/D52-07/i1-v2')).toMatchObject({
      basis: 'internal',
      dueAt: china('2026-03-17', '16:00'),
    });
    expect(factsNamed(facts, 'duty.overdue')).toEqual([]);
    const texts = factsNamed(facts, 'notice.sent').map(({ text }) => String(text));
    expect(texts.filter((text) => text.includes('修改稿（补充资金来源）'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('……'))).toEqual([]);
  });

  test('a time that has passed, or is not before the meeting, is refused', async () => {
    const facts = await papers([
      { ...asked, until: china('2026-03-17', '09:00') },
      { ...asked, until: china(DAY, '09:00') },
    ]);
    expect(factsNamed(facts, 'step.refused').map(({ reason }) => reason)).toEqual([
      '修改稿时间3月17日09:00已过，请核对',
      '修改稿时间不早于会议开始，请核对',
    ]);
  });
});

describe('a meeting that moves, for a unit with several items', () => {
  test('is told in one message that names each', async () => {
    const facts = await runScenario({
      rules: ['D52-07'],
      from: china('2026-03-10', '08:00'),
      until: china('2026-03-12', '08:00'),
      steps: [
        {
          at: china('2026-03-11', '10:00'),
          do: 'meeting.schedule',
          id: 'm1',
          kind: 'executive',
          start: china(DAY, '09:00'),
          items: [
            { id: 'i1', unit: 'housing', title: '老旧小区改造' },
            { id: 'i2', unit: 'housing', title: '物业管理办法' },
          ],
        },
        {
          at: china('2026-03-11', '11:00'),
          do: 'meeting.reschedule',
          id: 'm1',
          start: china('2026-03-20', '09:00'),
        },
      ],
    });
    const [told, ...more] = factsNamed(facts, 'notice.sent').filter(
      ({ at }) => at === china('2026-03-11', '11:00'),
    );
    expect(more).toEqual([]);
    expect(told?.to).toBe('housing.liaison');
    expect(told?.text).toMatch(/老旧小区改造.*物业管理办法/);
  });
});
