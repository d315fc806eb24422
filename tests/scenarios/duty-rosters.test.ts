/** The duty is never unmanned (D79-1): monthly and holiday rosters, gaps, and the hand-over of the watch. */
import { describe, expect, test } from 'vitest';
import { china, factsNamed, onlyFact, runScenario } from '../support/run-scenario.ts';

const entry = (date: string) => ({ date, officer: '值班员', leader: '带班领导', phone: '000-0000' });
const days = (month: string, last: number) =>
  Array.from({ length: last }, (_, index) => entry(`${month}-${String(index + 1).padStart(2, '0')}`));

function rosters(steps: readonly object[], more: { from: string; until: string }) {
  return runScenario({ rules: ['D79-1'], ...more, steps });
}

describe('monthly rosters', () => {
  const march = { from: china('2026-03-01', '00:00'), until: china('2026-03-31', '12:00') };
  const handIn = (at: string, entries: readonly object[]) => ({
    at,
    do: 'roster.hand-in',
    unit: 'town-1',
    month: '2026-04',
    entries,
  });

  test('of every unit for the next month, by the 25th', async () => {
    const facts = await rosters([handIn(china('2026-03-24', '10:00'), days('2026-04', 30))], march);
    expect(onlyFact(facts, 'duty.opened', '2026-03/D79-1/town-1').dueAt).toBe(china('2026-03-25', '17:00'));
    expect(onlyFact(facts, 'duty.opened', '2026-03/D79-1/finance').dueAt).toBe(china('2026-03-25', '17:00'));
    expect(onlyFact(facts, 'duty.settled', '2026-03/D79-1/town-1').verdict).toBe('on-time');
    expect(factsNamed(facts, 'duty.opened', '2026-03/D79-1/gaps/town-1')).toEqual([]);
  });

  test('a day without officer: handed in, but the unit and the office hear which day is missing', async () => {
    const gappy = days('2026-04', 30).filter(({ date }) => date !== '2026-04-05');
    const facts = await rosters(
      [
        handIn(china('2026-03-24', '10:00'), gappy),
        handIn(china('2026-03-25', '09:00'), days('2026-04', 30)),
      ],
      march,
    );
    expect(onlyFact(facts, 'duty.settled', '2026-03/D79-1/town-1').verdict).toBe('on-time');
    const told = factsNamed(facts, 'notice.sent').filter(({ duty }) => duty === '2026-03/D79-1/gaps/town-1');
    expect(told.map(({ to }) => to).toSorted()).toEqual([
      'duty-room.liaison',
      'office.liaison',
      'town-1.liaison',
    ]);
    for (const { text } of told) expect(text).toContain('缺4月5日值班安排');
    expect(onlyFact(facts, 'duty.settled', '2026-03/D79-1/gaps/town-1').verdict).toBe('on-time');
  });

  test.each([
    ['a day outside the month', [entry('2026-05-01')], '5月1日不在值班表期间之内'],
    ['a day twice', [entry('2026-04-01'), entry('2026-04-01')], '4月1日重复填写'],
  ])('refuses %s', async (_caption, entries, reason) => {
    const facts = await rosters([handIn(china('2026-03-24', '10:00'), entries)], march);
    expect(factsNamed(facts, 'step.refused').map((one) => one.reason)).toEqual([reason]);
  });
});

test.each([
  ['National Day 2026', '2026-09', '1001', '2026-09-28', '2026-10-01', '2026-10-07'],
  ['Labour Day 2026', '2026-04', '0501', '2026-04-28', '2026-05-01', '2026-05-05'],
  ['Spring Festival 2026', '2026-02', '0215', '2026-02-12', '2026-02-15', '2026-02-23'],
])('holiday rosters three working days before %s', async (_caption, month, part, due, first, last) => {
  const facts = await rosters(
    [
      {
        at: china(`${month}-02`, '10:00'),
        do: 'roster.hand-in',
        unit: 'town-1',
        holiday: first,
        entries: [entry(first), entry(last)],
      },
    ],
    { from: china(`${month}-01`, '00:00'), until: china(`${month}-03`, '00:00') },
  );
  const duty = `${month}/D79-1/holiday/town-1-${part}`;
  expect(onlyFact(facts, 'duty.opened', duty).dueAt).toBe(china(due, '17:00'));
  expect(onlyFact(facts, 'duty.settled', duty).verdict).toBe('on-time');
  expect(factsNamed(facts, 'duty.opened', `${month}/D79-1/gaps/town-1-${part}`)).toHaveLength(1);
});

describe('the watch changes hands', () => {
  const T = (time: string, day = 20) => china(`2026-03-${day}`, time);
  const report = (id: string, at: string) => ({
    at,
    do: 'event.report',
    id,
    emergency: true,
    source: 'town-1',
    severity: '较大',
    lead: 'emergency',
  });
  const handover = (at: string, signed: readonly string[], more: object = {}) => ({
    at,
    do: 'duty-room.handover',
    from: '甲班',
    to: '乙班',
    signed,
    ...more,
  });
  const night = (steps: readonly object[], until = T('12:00', 21)) =>
    rosters([report('e1', T('22:00')), report('e2', T('23:00')), ...steps], { from: T('08:00'), until });

  test('refused while an open event is not signed for, and for what is not open', async () => {
    const facts = await night([
      handover(T('08:20', 21), ['e1']),
      handover(T('08:21', 21), ['e1', 'e2', 'e9']),
      handover(T('08:22', 21), ['e1', 'e2'], { to: '甲班' }),
      handover(T('08:23', 21), ['e1', 'e2']),
    ]);
    expect(factsNamed(facts, 'step.refused').map(({ reason }) => reason)).toEqual([
      '接班人尚未签收未结事件e2，不能完成交接',
      '“e9”不是未结的紧急突发事件，请核对',
      '交班人与接班人相同，请核对',
    ]);
    expect(factsNamed(facts, 'duty-room.handed-over')).toHaveLength(1);
    for (const id of ['e1', 'e2']) {
      expect(onlyFact(facts, 'duty.settled', `${id}/D79-1/watch/1`).verdict).toBe('on-time');
      expect(onlyFact(facts, 'duty.opened', `${id}/D79-1/watch/2`).dueAt).toBe(T('18:00', 21));
    }
  });

  test('unsigned half an hour after the change, the duty room and then 办公室主任 are reminded, also on a day off', async () => {
    const facts = await night([]);
    const told = factsNamed(facts, 'notice.sent')
      .filter(({ duties }) => Array.isArray(duties) && duties.includes('e1/D79-1/watch/1'))
      .map(({ at, to }) => `${String(at).slice(11, 16)} ${to}`);
    expect(told.slice(0, 4)).toEqual([
      '08:30 duty-room.liaison',
      '09:00 duty-room.liaison',
      '09:00 duty-room.principal',
      '09:30 office-director',
    ]);
  });

  test('for one event alone it is refused, and closed events need no signature', async () => {
    const facts = await night([
      { at: T('23:10'), do: 'event.close', id: 'e2' },
      { at: T('08:25', 21), do: 'duty.submit', duty: 'e1/D79-1/watch', by: 'duty-room' },
      handover(T('08:30', 21), ['e1']),
    ]);
    expect(factsNamed(facts, 'step.refused').map(({ reason }) => reason)).toEqual([
      '值班交接须对全部未结事件一并签收，请以值班交接单办理',
    ]);
    expect(onlyFact(facts, 'duty.settled', 'e2/D79-1/watch/1').verdict).toBe('not-applicable');
    expect(onlyFact(facts, 'duty.settled', 'e1/D79-1/watch/1').verdict).toBe('on-time');
  });
});
