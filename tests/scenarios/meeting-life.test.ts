/** Practice §7: meetings move, rest, lose items and are cancelled; what was on time stays on time. */
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/app/facts.ts';
import { factsNamed, onlyFact, runScenario } from '../support/run-scenario.ts';

const AT = (date: string, time: string) => `${date}T${time}:00+08:00`;
const PAPERS = 'm1/D52-07/i1';
const WEDNESDAY = AT('2026-03-18', '09:00');
const FRIDAY = AT('2026-03-20', '09:00');

function meeting(
  steps: readonly object[],
  more: { start?: string; told?: string; settings?: object; until?: string } = {},
) {
  const told = more.told ?? AT('2026-03-11', '10:00');
  return runScenario({
    rules: ['D52-06', 'D52-07', 'D52-08'],
    settings: more.settings ?? {},
    from: told,
    until: more.until ?? AT('2026-03-22', '00:00'),
    steps: [
      {
        at: told,
        do: 'meeting.schedule',
        id: 'm1',
        kind: 'executive',
        start: more.start ?? WEDNESDAY,
        items: [
          { id: 'i1', unit: 'housing', title: '老旧小区改造实施方案' },
          { id: 'i2', unit: 'finance', title: '预算调整方案' },
        ],
      },
      ...steps,
    ],
  });
}

const handIn = (at: string, more: object = {}) => ({
  at,
  do: 'duty.submit',
  duty: PAPERS,
  by: 'housing',
  ...more,
});
const moved = (at: string, start: string) => ({
  at,
  do: 'meeting.reschedule',
  id: 'm1',
  start,
  why: '区长临时公务',
});
const rungsAfter = (facts: readonly Fact[], duty: string, from: string) =>
  factsNamed(facts, 'rung.reached', duty)
    .filter(({ at }) => String(at) > from)
    .map(({ at, rung }) => `${String(at).slice(5, 16)} ${rung}`);

describe('postponed', () => {
  test('before the limit: the new limit, its ladder, and the difference on record', async () => {
    const facts = await meeting([moved(AT('2026-03-16', '10:00'), FRIDAY)]);
    expect(onlyFact(facts, 'duty.replanned', PAPERS)).toMatchObject({
      formerDueAt: AT('2026-03-17', '17:00'),
      dueAt: AT('2026-03-19', '17:00'),
      why: '会议改期',
    });
    expect(rungsAfter(facts, PAPERS, AT('2026-03-16', '10:00'))).toEqual([
      '03-18T09:00 remind-1',
      '03-19T14:00 remind-2',
      '03-19T16:00 warn',
      '03-19T17:00 check',
      '03-19T17:30 hasten',
      '03-19T19:00 decide',
      '03-19T19:00 escalate',
      '03-20T09:00 outstanding@2026-03-20T09:00:00+08:00',
    ]);
  });

  test('the evening before, with papers overdue: the new limit judges, the old lateness stays outside the rate', async () => {
    const facts = await meeting([
      moved(AT('2026-03-17', '19:30'), FRIDAY),
      handIn(AT('2026-03-18', '11:00')),
    ]);
    expect(onlyFact(facts, 'duty.replanned', PAPERS)).toMatchObject({
      wasOverdue: true,
      dueAt: AT('2026-03-19', '17:00'),
    });
    expect(onlyFact(facts, 'duty.settled', PAPERS)).toMatchObject({
      verdict: 'on-time',
      state: '原时限逾期·会议改期',
    });
    expect(factsNamed(facts, 'duty.breach-withdrawn', PAPERS)).toEqual([]);
    expect(factsNamed(facts, 'duty.overdue', PAPERS)).toHaveLength(1);
  });

  test('the evening before, papers handed in late: late stays in the record and leaves the rate', async () => {
    const facts = await meeting([
      handIn(AT('2026-03-17', '18:00')),
      moved(AT('2026-03-17', '19:30'), FRIDAY),
    ]);
    expect(onlyFact(facts, 'duty.settled', PAPERS).verdict).toBe('late');
    expect(onlyFact(facts, 'duty.outside-rate', PAPERS)).toMatchObject({
      reason: '原时限逾期·会议改期',
      dueAt: AT('2026-03-19', '17:00'),
    });
  });

  test('late under the new limit as well is late', async () => {
    const facts = await meeting([
      moved(AT('2026-03-17', '19:30'), FRIDAY),
      handIn(AT('2026-03-19', '17:30')),
    ]);
    expect(onlyFact(facts, 'duty.settled', PAPERS)).toMatchObject({ verdict: 'late', lateBySeconds: 1800 });
    expect(factsNamed(facts, 'duty.overdue', PAPERS)).toHaveLength(2);
  });

  test('keyed later, but done within the old limit: the accusation is withdrawn after all', async () => {
    const facts = await meeting([
      moved(AT('2026-03-17', '19:30'), FRIDAY),
      handIn(AT('2026-03-18', '10:00'), { happenedAt: AT('2026-03-17', '16:30') }),
    ]);
    const settled = onlyFact(facts, 'duty.settled', PAPERS);
    expect(settled.verdict).toBe('on-time');
    expect(settled.state).toBeUndefined();
    expect(onlyFact(facts, 'duty.breach-withdrawn', PAPERS).notify).toEqual([
      'unit.liaison',
      'unit.principal',
      'office-director',
      'leader-in-charge',
    ]);
  });

  test('everybody told hears of it once, even at night before the meeting', async () => {
    const facts = await meeting([moved(AT('2026-03-17', '21:15'), FRIDAY)]);
    const sent = factsNamed(facts, 'notice.sent').filter(({ rung }) => String(rung).startsWith('change-'));
    const people = sent.map(({ to }) => to);
    expect(people.toSorted()).toEqual([...new Set(people)].toSorted());
    expect(people.toSorted()).toEqual([
      'executive-vice-mayor.liaison',
      'finance.liaison',
      'finance.principal',
      'housing.liaison',
      'housing.principal',
      'office-director',
      'office.deputy',
      'office.liaison',
      'vice-mayor-1.liaison',
    ]);
    for (const { at } of sent) expect(at).toBe(AT('2026-03-17', '21:15'));
    expect(sent.find(({ to }) => to === 'housing.liaison')?.text).toContain('3月20日');
  });

  test('by an hour on the same day: the limit is the same, and so is what was missed', async () => {
    const facts = await meeting([
      moved(AT('2026-03-17', '18:00'), AT('2026-03-18', '10:00')),
      handIn(AT('2026-03-17', '18:30')),
    ]);
    expect(onlyFact(facts, 'duty.settled', PAPERS)).toMatchObject({ verdict: 'late', lateBySeconds: 5400 });
    expect(factsNamed(facts, 'duty.overdue', PAPERS)).toHaveLength(1);
  });

  test('at the very moment of a rung under the same limit, the rung is not lost', async () => {
    const facts = await meeting([moved(AT('2026-03-17', '17:30'), AT('2026-03-18', '10:00'))]);
    const hasten = factsNamed(facts, 'rung.reached', PAPERS).filter(({ rung }) => rung === 'hasten');
    expect(hasten.map(({ at }) => at)).toEqual([AT('2026-03-17', '17:30')]);
  });

  test('hastened early under the old limit, the unit is hastened again under the new one', async () => {
    const facts = await meeting([
      { at: AT('2026-03-17', '17:05'), do: 'check.answer', duty: PAPERS, received: false },
      moved(AT('2026-03-17', '18:00'), FRIDAY),
    ]);
    expect(rungsAfter(facts, PAPERS, AT('2026-03-19', '17:00'))).toContain('03-19T17:30 hasten');
  });
});

describe('moved earlier', () => {
  test('what was delivered on time stays on time', async () => {
    const facts = await meeting(
      [handIn(AT('2026-03-19', '16:00')), moved(AT('2026-03-19', '16:30'), AT('2026-03-19', '19:00'))],
      {
        start: FRIDAY,
      },
    );
    expect(onlyFact(facts, 'duty.settled', PAPERS).verdict).toBe('on-time');
    expect(factsNamed(facts, 'duty.overdue')).toMatchObject([]);
  });

  test('what is still open is told too late, not late', async () => {
    const facts = await meeting([moved(AT('2026-03-17', '16:00'), WEDNESDAY)], { start: FRIDAY });
    expect(onlyFact(facts, 'duty.replanned', PAPERS)).toMatchObject({
      basis: 'internal',
      dueAt: AT('2026-03-18', '07:00'),
    });
    expect(onlyFact(facts, 'duty.settled', PAPERS)).toMatchObject({
      verdict: 'not-applicable',
      at: WEDNESDAY,
    });
  });

  test('with days to spare, the earlier limit is asked for', async () => {
    const facts = await meeting(
      [moved(AT('2026-03-13', '10:00'), WEDNESDAY), handIn(AT('2026-03-17', '17:30'))],
      { start: FRIDAY },
    );
    expect(onlyFact(facts, 'duty.settled', PAPERS)).toMatchObject({ verdict: 'late', lateBySeconds: 1800 });
  });

  test('by half an hour on the evening before: the limit known for a week still holds', async () => {
    const facts = await meeting([
      moved(AT('2026-03-17', '16:30'), AT('2026-03-18', '08:30')),
      handIn(AT('2026-03-17', '17:30')),
    ]);
    expect(onlyFact(facts, 'duty.settled', PAPERS)).toMatchObject({ verdict: 'late', lateBySeconds: 1800 });
  });

  test('by reading A the same half hour asks for something sooner, which nobody could know', async () => {
    const facts = await meeting(
      [moved(AT('2026-03-17', '08:45'), AT('2026-03-18', '08:30')), handIn(AT('2026-03-17', '08:50'))],
      {
        settings: { 'materials.mode': 'A' },
      },
    );
    expect(onlyFact(facts, 'duty.settled', PAPERS).verdict).toBe('not-applicable');
  });
});

describe('待定', () => {
  test('all rungs rest until the time is known again', async () => {
    const facts = await meeting([
      moved(AT('2026-03-16', '15:00'), '待定'),
      moved(AT('2026-03-18', '15:00'), FRIDAY),
    ]);
    expect(onlyFact(facts, 'duty.rested', PAPERS).why).toBe('会议时间待定');
    expect(rungsAfter(facts, PAPERS, AT('2026-03-16', '15:00'))[0]).toBe('03-19T14:00 remind-2');
    expect(factsNamed(facts, 'duty.overdue', PAPERS).map(({ at }) => at)).toEqual([
      AT('2026-03-19', '17:00'),
    ]);
    const sent = factsNamed(facts, 'notice.sent').filter(({ at }) => at === AT('2026-03-16', '15:00'));
    expect(sent.find(({ to }) => to === 'housing.liaison')?.text).toContain('时间待定，另行通知');
  });

  test('papers handed in while nothing is fixed are on time', async () => {
    const facts = await meeting([
      moved(AT('2026-03-16', '15:00'), '待定'),
      handIn(AT('2026-03-18', '11:00')),
    ]);
    expect(onlyFact(facts, 'duty.settled', PAPERS).verdict).toBe('on-time');
  });

  test('unless they were overdue before: that stays, outside the rate', async () => {
    const facts = await meeting([
      moved(AT('2026-03-17', '20:00'), '待定'),
      handIn(AT('2026-03-18', '11:00')),
    ]);
    expect(onlyFact(facts, 'duty.settled', PAPERS)).toMatchObject({
      verdict: 'on-time',
      state: '原时限逾期·会议改期',
    });
    expect(factsNamed(facts, 'duty.breach-withdrawn')).toEqual([]);
  });

  test('from the beginning: nothing is asked, and all of it once the time is fixed', async () => {
    const facts = await meeting([moved(AT('2026-03-13', '10:00'), FRIDAY)], { start: '待定' });
    expect(factsNamed(facts, 'duty.opened').map(({ at }) => at)).toEqual(
      Array(4).fill(AT('2026-03-13', '10:00')),
    );
    expect(onlyFact(facts, 'duty.opened', PAPERS).dueAt).toBe(AT('2026-03-19', '17:00'));
  });
});

describe('a day without a time', () => {
  test('counts from the usual hour, and the time may still be given on the day', async () => {
    const facts = await meeting(
      [moved(AT('2026-03-18', '09:30'), AT('2026-03-18', '15:00')), handIn(AT('2026-03-17', '16:00'))],
      {
        start: '2026-03-18',
      },
    );
    expect(onlyFact(facts, 'duty.opened', PAPERS).dueAt).toBe(AT('2026-03-17', '17:00'));
    expect(factsNamed(facts, 'step.refused')).toEqual([]);
    expect(factsNamed(facts, 'meeting.begun').map(({ at }) => at)).toEqual([AT('2026-03-18', '15:00')]);
  });

  test('without a time by the end of the day the meeting counts as held', async () => {
    const facts = await meeting([], { start: '2026-03-18' });
    expect(factsNamed(facts, 'meeting.begun').map(({ at }) => at)).toEqual([AT('2026-03-19', '00:00')]);
  });
});

describe('items and meetings that end', () => {
  test.each([['撤题'], ['缓议']])('%s: rungs end, without a verdict against anybody', async (how) => {
    const facts = await meeting([
      {
        at: AT('2026-03-16', '15:00'),
        do: 'agenda.withdraw',
        id: 'm1',
        item: 'i1',
        how,
        by: 'office-director',
        why: '方案尚未成熟',
      },
    ]);
    expect(onlyFact(facts, 'duty.settled', PAPERS)).toMatchObject({
      verdict: 'waived',
      reason: `${how}：方案尚未成熟`,
    });
    expect(rungsAfter(facts, PAPERS, AT('2026-03-16', '15:00'))).toEqual([]);
    expect(factsNamed(facts, 'duty.overdue', 'm1/D52-07/i2')).toHaveLength(1);
  });

  test('withdrawn papers are not waited for when the rest are distributed', async () => {
    const facts = await meeting([
      {
        at: AT('2026-03-16', '15:00'),
        do: 'agenda.withdraw',
        id: 'm1',
        item: 'i1',
        by: 'office-director',
        why: '方案尚未成熟',
      },
      handIn(AT('2026-03-17', '10:00'), { duty: 'm1/D52-07/i2', by: 'finance' }),
    ]);
    expect(onlyFact(facts, 'duty.replanned', 'm1/D52-08').dueAt).toBe(AT('2026-03-17', '12:00'));
  });

  test('cancelled: everything ends, everybody told hears of it', async () => {
    const facts = await meeting([
      { at: AT('2026-03-17', '10:00'), do: 'meeting.cancel', id: 'm1', why: '议题不足' },
    ]);
    expect(factsNamed(facts, 'duty.settled').map(({ verdict }) => verdict)).toEqual(
      Array(4).fill('not-applicable'),
    );
    expect(
      factsNamed(facts, 'rung.reached').filter(({ at }) => String(at) > AT('2026-03-17', '10:00')),
    ).toEqual([]);
    const told = factsNamed(facts, 'notice.sent')
      .filter(({ rung }) => String(rung).startsWith('change-'))
      .map(({ to }) => to);
    expect(told).toContain('housing.liaison');
    expect(told).toContain('finance.liaison');
  });

  test('after it has begun nothing is changed any more', async () => {
    const facts = await meeting([
      moved(AT('2026-03-18', '09:01'), FRIDAY),
      {
        at: AT('2026-03-18', '09:02'),
        do: 'agenda.add',
        id: 'm1',
        item: { id: 'i9', unit: 'housing', title: '追加议题' },
      },
    ]);
    expect(factsNamed(facts, 'step.refused').map(({ reason }) => reason)).toEqual([
      '会议“m1”已召开，不能再调整',
      '会议“m1”已召开，不能再调整',
    ]);
  });

  test.each<[object, string, string]>([
    [
      { do: 'meeting.schedule', id: 'm2', kind: 'executive', start: AT('2026-03-10', '09:00') },
      '会议时间3月10日09:00已过，请核对',
      'a start in the past',
    ],
    [
      { do: 'meeting.schedule', id: 'm1', kind: 'executive', start: FRIDAY },
      '编号“m1”已用于另一会议',
      'an id given twice',
    ],
    [
      { do: 'agenda.add', id: 'm1', item: { id: 'i9', unit: 'nowhere', title: '甲' } },
      '通讯录中没有单位“nowhere”',
      'an unknown unit',
    ],
    [
      { do: 'agenda.add', id: 'm1', item: { id: 'i1', unit: 'housing', title: '甲' } },
      '议题编号“i1”重复',
      'an item twice',
    ],
    [
      { do: 'agenda.withdraw', id: 'm1', item: 'i7', by: 'office', why: '甲' },
      '会议“m1”没有议题“i7”',
      'an item that is not there',
    ],
    [{ do: 'meeting.cancel', id: 'm9', why: '甲' }, '没有编号为“m9”的会议', 'a meeting that is not there'],
    [{ do: 'event.close', id: 'm1' }, '编号“m1”已用于另一类事项', 'a verb for another kind'],
    [
      { do: 'duty.submit', duty: 'm1/D52-07/i9' },
      '没有编号为“m1/D52-07/i9”的应办事项',
      'a duty that is not there',
    ],
  ])('%j is refused: %s (%s)', async (step, reason) => {
    const facts = await meeting([{ at: AT('2026-03-12', '10:00'), ...step }], {
      until: AT('2026-03-13', '00:00'),
    });
    expect(factsNamed(facts, 'step.refused')).toMatchObject([{ step: 2, reason }]);
  });
});
