/** Art. 28, 50, 51, 52: how often meetings are normally held, and what must pass one first. */
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/app/facts.ts';
import { china, factsNamed, onlyFact, runScenario } from '../support/run-scenario.ts';

const meeting = (told: string, start: string, more: object = {}) => ({
  at: told,
  do: 'meeting.schedule',
  id: 'm1',
  kind: 'executive',
  start,
  ...more,
});

function months(from: string, until: string, steps: readonly object[], rules = ['D50-1', 'D51-1', 'D52-01']) {
  return runScenario({ rules, from: china(from, '00:00'), until: china(until, '00:00'), steps });
}

const notes = (facts: readonly Fact[], duty: string) =>
  factsNamed(facts, 'rung.reached', duty).map(
    ({ rung, at, to }) => `${String(at).slice(0, 16)} ${rung} ${String(to)}`,
  );
const settled = (facts: readonly Fact[], duty: string) => onlyFact(facts, 'duty.settled', duty);

describe('一般每月: the executive meeting', () => {
  test('held in the month: met, and no note where one is planned', async () => {
    const facts = await months('2026-03-01', '2026-04-02', [
      meeting(china('2026-03-11', '10:00'), china('2026-03-18', '09:00')),
    ]);
    expect(settled(facts, '2026-03/D52-01')).toMatchObject({
      at: china('2026-03-18', '09:00'),
      verdict: 'on-time',
    });
    expect(notes(facts, '2026-03/D52-01')).toEqual([]);
  });

  test.each([
    ['2026-02', '2026-02-01', '2026-03-01', '2026-02-12T09:00'],
    ['2026-03', '2026-03-01', '2026-04-01', '2026-03-20T09:00'],
    ['2026-10', '2026-10-01', '2026-11-01', '2026-10-21T09:00'],
  ])('none planned in %s: one note, at the eighth last working day', async (month, from, until, at) => {
    const facts = await months(from, until, []);
    expect(notes(facts, `${month}/D52-01`)).toEqual([`${at} note office-director`]);
    expect(factsNamed(facts, 'duty.overdue')).toEqual([]);
    const sent = factsNamed(facts, 'notice.sent').find(({ duties }) =>
      String(duties).includes(`${month}/D52-01`),
    );
    expect(sent?.text).toContain('常务会议”尚未安排');
  });

  test('February held on 2 March: carried over, and not counted again for March', async () => {
    const facts = await months('2026-02-01', '2026-04-10', [
      meeting(china('2026-02-25', '10:00'), china('2026-03-02', '09:00'), { countsFor: '2026-02' }),
    ]);
    expect(settled(facts, '2026-02/D52-01')).toMatchObject({ verdict: 'deviation', state: '顺延' });
    expect(settled(facts, '2026-03/D52-01')).toMatchObject({ verdict: 'deviation', state: '当月未召开' });
  });

  test('not held at all: a deviation after the days for carrying over, explained afterwards', async () => {
    const facts = await months('2026-03-01', '2026-04-20', [
      {
        at: china('2026-04-13', '09:00'),
        do: 'duty.explain',
        duty: '2026-03/D52-01',
        by: 'office-director',
        why: '区委集中换届',
      },
    ]);
    expect(settled(facts, '2026-03/D52-01')).toMatchObject({
      verdict: 'deviation',
      state: '当月未召开',
      at: china('2026-04-08', '17:00'),
    });
    expect(factsNamed(facts, 'duty.explained', '2026-03/D52-01')).toMatchObject([{ why: '区委集中换届' }]);
  });

  test('called off, or moved into another month: the note goes out after all', async () => {
    const planned = meeting(china('2026-03-02', '10:00'), china('2026-03-26', '09:00'));
    const off = { at: china('2026-03-12', '10:00'), do: 'meeting.cancel', id: 'm1', why: '议题不足' };
    const moved = {
      at: china('2026-03-12', '10:00'),
      do: 'meeting.reschedule',
      id: 'm1',
      start: china('2026-04-02', '09:00'),
    };
    for (const change of [off, moved]) {
      const facts = await months('2026-03-01', '2026-03-30', [planned, change]);
      expect(notes(facts, '2026-03/D52-01')).toEqual(['2026-03-20T09:00 note office-director']);
    }
  });

  test('fixed for another month than it was planned for', async () => {
    const facts = await months('2026-03-01', '2026-03-30', [
      { at: china('2026-03-02', '10:00'), do: 'meeting.plan', id: 'm2', kind: 'party', start: '2026-03-26' },
      { at: china('2026-03-03', '10:00'), do: 'step.do', id: 'm2', step: 'approve', by: 'mayor' },
      meeting(china('2026-03-12', '10:00'), china('2026-04-02', '09:00'), { id: 'm2', kind: 'party' }),
    ]);
    expect(notes(facts, '2026-03/D51-1')).toEqual(['2026-03-20T09:00 note office-director']);
  });

  test('planned before its month begins: the month knows', async () => {
    const facts = await months('2026-03-01', '2026-04-25', [
      {
        at: china('2026-03-20', '10:00'),
        do: 'meeting.plan',
        id: 'm2',
        kind: 'executive',
        start: '2026-04-28',
      },
    ]);
    expect(notes(facts, '2026-04/D52-01')).toEqual([]);
  });

  test('a joint session counts for both', async () => {
    const facts = await months('2026-03-01', '2026-04-01', [
      meeting(china('2026-03-11', '10:00'), china('2026-03-18', '09:00'), { joint: ['party'] }),
    ]);
    expect(settled(facts, '2026-03/D52-01').verdict).toBe('on-time');
    expect(settled(facts, '2026-03/D51-1').verdict).toBe('on-time');
  });
});

test('一般每半年: three notes to 办公室主任 and to nobody higher', async () => {
  const facts = await months('2026-06-01', '2027-01-09', [], ['D50-1']);
  expect(notes(facts, '2026-H1/D50-1')).toEqual([
    '2026-06-01T09:00 note-1 office-director',
    '2026-06-09T09:00 note-2 office-director',
    '2026-06-24T09:00 note-3 office-director',
  ]);
  expect(notes(facts, '2026-H2/D50-1')).toEqual([
    '2026-12-01T09:00 note-1 office-director',
    '2026-12-11T09:00 note-2 office-director',
    '2026-12-25T09:00 note-3 office-director',
  ]);
  expect(settled(facts, '2026-H1/D50-1')).toMatchObject({ verdict: 'deviation', state: '本半年未召开' });
});

describe('what a meeting must decide first', () => {
  const papers = {
    at: china('2026-11-02', '09:00'),
    do: 'case.open',
    id: 'rd1',
    procedure: 'congress-papers',
    title: '政府工作报告（送审稿）',
    unit: 'development',
    fields: { session: '2027-01-12' },
  };
  const submit = (time: string) => ({ at: time, do: 'step.do', id: 'rd1', step: 'submitted', by: 'office' });

  test('papers for the People’s Congress: twenty days before the session, done when the item passes (art. 28)', async () => {
    const facts = await months(
      '2026-11-01',
      '2026-12-25',
      [
        papers,
        submit(china('2026-11-03', '09:00')),
        meeting(china('2026-12-09', '10:00'), china('2026-12-16', '09:00'), {
          items: [
            {
              id: 'i1',
              unit: 'development',
              title: '政府工作报告',
              serves: { id: 'rd1', step: 'discussed' },
            },
          ],
        }),
        { at: china('2026-12-16', '11:00'), do: 'meeting.outcome', id: 'm1', item: 'i1', outcome: '通过' },
        submit(china('2026-12-17', '09:00')),
      ],
      ['D28-1'],
    );
    expect(onlyFact(facts, 'duty.opened', 'rd1/D28-1')).toMatchObject({
      dueAt: china('2026-12-23', '17:00'),
      owedBy: 'office',
    });
    expect(factsNamed(facts, 'step.refused').map(({ reason }) => reason)).toEqual([
      expect.stringContaining('“提请区人大审议”须在“会议讨论决定”完成之后办理：《工作规则》第二十八条'),
    ]);
    expect(onlyFact(facts, 'duty.submitted', 'rd1/D28-1').evidence).toContain('（m1/i1）');
    expect(settled(facts, 'rd1/D28-1').verdict).toBe('on-time');
  });

  test.each(['再议', '不通过', '听取'])('%s does not open the gate', async (outcome) => {
    const facts = await months(
      '2026-12-01',
      '2026-12-20',
      [
        { ...papers, at: china('2026-12-02', '09:00') },
        meeting(china('2026-12-09', '10:00'), china('2026-12-16', '09:00'), {
          items: [
            {
              id: 'i1',
              unit: 'development',
              title: '政府工作报告',
              serves: { id: 'rd1', step: 'discussed' },
            },
          ],
        }),
        { at: china('2026-12-16', '11:00'), do: 'meeting.outcome', id: 'm1', item: 'i1', outcome },
        submit(china('2026-12-17', '09:00')),
      ],
      ['D28-1'],
    );
    expect(factsNamed(facts, 'step.refused')).toHaveLength(1);
  });
});
