/** Local documents over the work calendar: what they move, what they leave, and how they are cited. */
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/app/facts.ts';
import { china, factsNamed, onlyFact, runScenario } from '../support/run-scenario.ts';

const PAPERS = 'm1/D52-07/i1';
const STORM = {
  do: 'calendar.overlay',
  document: '示区府办发〔2026〕12号',
  off: { '2026-03-17': '停课停工（暴雪红色预警）' },
  by: 'office',
};

function meeting(steps: readonly object[], more: { start?: string; told?: string; until?: string } = {}) {
  const {
    start = china('2026-03-18', '09:00'),
    told = china('2026-03-11', '10:00'),
    until = china('2026-03-19', '00:00'),
  } = more;
  return runScenario({
    rules: ['D52-07'],
    from: china('2026-03-10', '08:00'),
    until,
    steps: [
      ...steps,
      {
        at: told,
        do: 'meeting.schedule',
        id: 'm1',
        kind: 'executive',
        start,
        items: [{ id: 'i1', unit: 'housing', title: '老旧小区改造' }],
      },
    ],
  });
}

function only(facts: readonly Fact[], kind: string): Fact {
  const found = factsNamed(facts, kind);
  const [first] = found;
  if (!first || found.length > 1) throw new Error(`expected one ${kind}, found ${found.length}`);
  return first;
}

describe('a local day off', () => {
  test('moves what is open to the day before, cites its number, and stands in the ledger with its hash', async () => {
    const facts = await meeting([{ at: china('2026-03-16', '08:40'), ...STORM }]);
    expect(only(facts, 'calendar.overlaid')).toMatchObject({
      matter: '_district',
      document: STORM.document,
      hash: expect.stringMatching(/^[0-9a-f]{8}$/),
      off: STORM.off,
      by: 'office',
    });
    expect(onlyFact(facts, 'duty.replanned', PAPERS)).toMatchObject({
      formerDueAt: china('2026-03-17', '17:00'),
      dueAt: china('2026-03-16', '17:00'),
      why: '本区工作日历调整（示区府办发〔2026〕12号），重新计算时限',
    });
  });

  test('is no day for notices', async () => {
    const facts = await meeting([{ at: china('2026-03-16', '08:40'), ...STORM }]);
    const days = factsNamed(facts, 'notice.sent')
      .filter(({ reason }) => reason === '工作时段，按时发送')
      .map(({ at }) => String(at).slice(0, 10));
    expect(days).not.toContain('2026-03-17');
  });

  test('is no holiday: it brings no table of days off', async () => {
    const facts = await runScenario({
      rules: ['D76-*'],
      from: china('2026-03-09', '08:00'),
      until: china('2026-03-20', '00:00'),
      steps: [{ at: china('2026-03-10', '09:00'), ...STORM }],
    });
    expect(factsNamed(facts, 'duty.opened').map(({ duty }) => duty)).not.toContain('2026-W12/D76-2/holiday');
  });

  test('lifted by the same document without content: everything is as before', async () => {
    const { document, by } = STORM;
    const facts = await meeting([
      { at: china('2026-03-12', '08:40'), ...STORM },
      { at: china('2026-03-13', '08:40'), do: 'calendar.overlay', document, by },
    ]);
    expect(factsNamed(facts, 'duty.replanned', PAPERS).map(({ dueAt }) => dueAt)).toEqual([
      china('2026-03-16', '17:00'),
      china('2026-03-17', '17:00'),
    ]);
    expect(only(facts, 'calendar.overlay-lifted').document).toBe(document);
  });
});

test('an extra workday counts, also against the notice of the State Council', async () => {
  const work = { '2026-03-15': '防汛值守上班' };
  const facts = await meeting(
    [
      {
        at: china('2026-03-10', '09:00'),
        do: 'calendar.overlay',
        document: '示区府办发〔2026〕9号',
        work,
        by: 'office',
      },
    ],
    {
      start: china('2026-03-16', '09:00'),
    },
  );
  expect(onlyFact(facts, 'duty.opened', PAPERS).dueAt).toBe(china('2026-03-15', '17:00'));
});

describe('office hours of a season', () => {
  const SUMMER = {
    at: china('2026-03-10', '09:00'),
    do: 'calendar.overlay',
    document: '示区府办发〔2026〕5号',
    officeHours: [{ from: '03-16', until: '10-01', hours: '09:00-11:00,15:00-18:00' }],
    by: 'office',
  };
  /** Told at noon of the day before: 17:00 is then 4 working hours away in winter, and 2 in summer. */
  const told = { start: china('2026-03-18', '09:00'), told: china('2026-03-17', '12:00') };

  test('decide whether a unit was told too late', async () => {
    const winter = await meeting([], told);
    expect(onlyFact(winter, 'duty.opened', PAPERS).notApplicable).toBeUndefined();
    const summer = await meeting([SUMMER], told);
    expect(onlyFact(summer, 'duty.opened', PAPERS).notApplicable).toBe('通知晚于应报时间（临时会议）');
  });

  test('hold only in their season', async () => {
    const other = {
      ...SUMMER,
      officeHours: [{ from: '05-01', until: '10-01', hours: '09:00-11:00,15:00-18:00' }],
    };
    expect(onlyFact(await meeting([other], told), 'duty.opened', PAPERS).notApplicable).toBeUndefined();
  });
});

describe('is refused', () => {
  test.each<[string, readonly object[], string]>([
    [
      'a document that says nothing',
      [
        {
          at: china('2026-03-10', '09:00'),
          do: 'calendar.overlay',
          document: '示区府办发〔2026〕7号',
          by: 'office',
        },
      ],
      '示区府办发〔2026〕7号没有内容，请写明放假、上班日期或者办公时间',
    ],
    [
      'the same content again',
      [
        { at: china('2026-03-10', '09:00'), ...STORM },
        { at: china('2026-03-10', '09:10'), ...STORM },
      ],
      '示区府办发〔2026〕12号的内容与已导入的一致',
    ],
  ])('%s', async (_caption, steps, reason) => {
    expect(only(await meeting(steps), 'step.refused').reason).toBe(reason);
  });

  test.each<[string, object, RegExp]>([
    ['a day off and worked', { work: { '2026-03-17': '上班' } }, /2026-03-17 is listed both off and work/],
    ['a day that does not exist', { off: { '2026-02-30': '停工' } }, /2026-02-30.*does not exist/],
    [
      'a season of two kinds',
      { officeHours: [{ from: '05-01', until: '2026-10-01', hours: '09:00-12:00' }] },
      /do not go together/,
    ],
    [
      'hours that run backward',
      { officeHours: [{ from: '05-01', until: '10-01', hours: '13:00-12:00' }] },
      /are no office hours/,
    ],
    [
      'two seasons of one day',
      {
        officeHours: [
          { from: '05-01', until: '10-02', hours: '09:00-12:00' },
          { from: '10-01', until: '05-01', hours: '09:00-12:00' },
        ],
      },
      /hold on the same day/,
    ],
  ])('before the first line: %s', async (_caption, fields, message) => {
    await expect(meeting([{ at: china('2026-03-10', '09:00'), ...STORM, ...fields }])).rejects.toThrow(
      message,
    );
  });
});
