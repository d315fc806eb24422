/** Art. 76 as the office lives it: the leaders' entries, the table, its delivery, and the weeks around holidays. */
import { describe, expect, test } from 'vitest';
import { factsNamed, onlyFact, runScenario } from '../support/run-scenario.ts';

const AT = (date: string, time: string) => `${date}T${time}:00+08:00`;

function weeks(from: string, until: string, steps: readonly object[] = [], settings: object = {}) {
  return runScenario({ rules: ['D76-*'], settings, from, until, steps });
}

const LEADERS = ['mayor', 'executive-vice-mayor', ...[1, 2, 3, 4, 5, 6].map((n) => `vice-mayor-${n}`)];
const answers = (week: string, at: string) =>
  LEADERS.map((leader) => ({ at, do: 'week.answer', week, leader, entries: 'none' }));

describe('when entries and table are due', () => {
  test.each([
    [
      '2024-W07',
      '2024-02-05',
      '2024-02-08 09:00',
      '2024-02-09 12:00',
      '2024-02-18 09:00',
      'only the make-up Sunday works',
    ],
    [
      '2026-W12',
      '2026-03-09',
      '2026-03-12 09:00',
      '2026-03-13 12:00',
      '2026-03-16 09:00',
      'an ordinary week',
    ],
    ['2026-W15', '2026-03-31', '2026-04-02 09:00', '2026-04-03 12:00', '2026-04-07 09:00', 'Monday is off'],
    [
      '2026-W09',
      '2026-02-10',
      '2026-02-13 09:00',
      '2026-02-14 12:00',
      '2026-02-24 09:00',
      'after a week off altogether',
    ],
    [
      '2026-W41',
      '2026-09-28',
      '2026-09-29 09:00',
      '2026-09-30 12:00',
      '2026-10-08 09:00',
      'after National Day',
    ],
    [
      '2026-W02',
      '2025-12-29',
      '2025-12-31 09:00',
      '2026-01-04 12:00',
      '2026-01-05 09:00',
      'over the New Year',
    ],
    [
      '2026-W19',
      '2026-04-27',
      '2026-04-29 09:00',
      '2026-04-30 12:00',
      '2026-05-06 09:00',
      'after Labour Day',
    ],
    [
      '2026-W39',
      '2026-09-15',
      '2026-09-18 09:00',
      '2026-09-20 12:00',
      '2026-09-21 09:00',
      'entries on a make-up Sunday',
    ],
    ['2025-W19', '2025-04-28', '2025-04-29 09:00', '2025-04-30 12:00', '2025-05-06 09:00', 'Labour Day 2025'],
    [
      '2026-W38',
      '2026-09-08',
      '2026-09-10 09:00',
      '2026-09-11 12:00',
      '2026-09-14 09:00',
      'with a make-up Sunday of its own',
    ],
  ])('%s from %s: opens %s, entries %s, table %s (%s)', async (week, from, ...times) => {
    const [opens = '', entries = '', table = ''] = times
      .slice(0, 3)
      .map((text) => AT(...(text.split(' ') as [string, string])));
    const facts = await weeks(AT(from, '08:00'), table);
    expect(factsNamed(facts, 'week.opened').find(({ matter }) => matter === week)?.at).toBe(opens);
    for (const leader of LEADERS) {
      expect(onlyFact(facts, 'duty.opened', `${week}/D76-1/${leader}`)).toMatchObject({
        dueAt: entries,
        basis: 'internal',
        served: leader,
        owedBy: 'office',
      });
    }
    expect(onlyFact(facts, 'duty.opened', `${week}/D76-2`)).toMatchObject({
      dueAt: table,
      basis: 'clause',
      owedBy: 'office',
    });
  });

  test('a week off altogether is no matter; what is left of it is in the holiday table', async () => {
    const facts = await weeks(AT('2026-02-02', '08:00'), AT('2026-03-02', '10:00'));
    expect(factsNamed(facts, 'week.opened').map(({ matter }) => matter)).toEqual([
      '2026-W06',
      '2026-W07',
      '2026-W09',
      '2026-W10',
    ]);
    expect(facts.filter(({ duty }) => String(duty).startsWith('2026-W08'))).toEqual([]);
    expect(onlyFact(facts, 'duty.opened', '2026-W07/D76-2/holiday')).toMatchObject({
      dueAt: AT('2026-02-14', '17:00'),
      basis: 'internal',
    });
  });

  test.each([
    ['2026-W40', '2026-09-23', '2026-09-30 17:00', 'National Day'],
    ['2026-W14', '2026-03-25', '2026-04-03 17:00', 'Qingming, over the weekend into the next week'],
    ['2026-W01', '2025-12-24', '2025-12-31 17:00', 'New Year'],
  ])('the holiday table of %s', async (week, from, due) => {
    const facts = await weeks(AT(from, '08:00'), AT(...(due.split(' ') as [string, string])));
    expect(onlyFact(facts, 'duty.opened', `${week}/D76-2/holiday`).dueAt).toBe(
      AT(...(due.split(' ') as [string, string])),
    );
  });

  test.each<[object, string, string, string]>([
    [{ 'weekly.mode': 'B' }, 'D76-2', '2026-03-13 17:00', 'the working day before'],
    [{ 'weekly.mode': 'B' }, 'D76-3', '2026-03-13 17:30', 'delivered half an hour later'],
    [{ 'weekly.mode': 'C' }, 'D76-2', '2026-03-09 09:00', 'a week ahead'],
    [{ 'weekly.mode': 'C' }, 'D76-1/mayor', '2026-03-06 12:00', 'entries a week ahead'],
    [{ 'weekly.mode': 'C' }, 'D76-3', '2026-03-09 09:30', 'delivered a week ahead'],
    [{ 'weekly.issue_time': '08:30' }, 'D76-2', '2026-03-16 08:30', 'another hour'],
    [{ 'weekly.input_time': '16:00' }, 'D76-1/mayor', '2026-03-13 16:00', 'another hour for the entries'],
  ])('with %j %s is due %s (%s)', async (settings, duty, due) => {
    const facts = await weeks(AT('2026-03-04', '08:00'), AT('2026-03-13', '09:00'), [], settings);
    expect(onlyFact(facts, 'duty.opened', `2026-W12/${duty}`).dueAt).toBe(
      AT(...(due.split(' ') as [string, string])),
    );
  });

  test('entries never on a make-up day, by setting', async () => {
    const facts = await weeks(AT('2026-09-14', '10:00'), AT('2026-09-21', '10:00'), [], {
      'weekly.input_on_makeup_day': false,
    });
    expect(onlyFact(facts, 'duty.opened', '2026-W39/D76-1/mayor').dueAt).toBe(AT('2026-09-18', '12:00'));
    expect(onlyFact(facts, 'duty.opened', '2026-W39/D76-2').dueAt).toBe(AT('2026-09-21', '09:00'));
  });

  test('in a year without notice the limits are provisional', async () => {
    const facts = await weeks(AT('2027-03-02', '10:00'), AT('2027-03-05', '10:00'));
    expect(onlyFact(facts, 'duty.opened', '2027-W10/D76-2').provisional).toBe(true);
  });
});

describe('leaders are served, not timed (practice §3, §6 W)', () => {
  test('only liaison officers and the office are written to, nobody higher than the director', async () => {
    const facts = await weeks(AT('2026-03-12', '08:00'), AT('2026-03-16', '08:00'));
    const sent = factsNamed(facts, 'notice.sent').filter(({ duties }) =>
      (duties as string[]).some((duty) => duty.includes('/D76-1/')),
    );
    const told = new Set(sent.map(({ to }) => to));
    expect([...told].toSorted()).toEqual(
      [...LEADERS.map((leader) => `${leader}.liaison`), 'office-director', 'office.liaison'].toSorted(),
    );
    const mayor = sent
      .filter(({ to }) => to === 'mayor.liaison')
      .map(({ at, rung }) => `${String(at).slice(8, 16)} ${rung}`);
    expect(mayor).toEqual(['12T09:00 open', '13T09:00 remind', '13T12:00 due']);
    expect(sent.filter(({ to }) => to === 'office-director').map(({ at }) => at)).toEqual([
      AT('2026-03-13', '14:00'),
    ]);
  });

  test('one message for the whole phone list', async () => {
    const facts = await weeks(
      AT('2026-03-12', '08:00'),
      AT('2026-03-13', '13:00'),
      answers('2026-W12', AT('2026-03-13', '10:00')).slice(0, 5),
    );
    const [list, ...more] = factsNamed(facts, 'notice.sent').filter(({ rung }) => rung === 'phone-list');
    expect(more).toEqual([]);
    expect(list?.duties).toEqual([
      '2026-W12/D76-1/vice-mayor-4',
      '2026-W12/D76-1/vice-mayor-5',
      '2026-W12/D76-1/vice-mayor-6',
    ]);
  });

  test('nothing a leader owes is ever overdue or late', async () => {
    const facts = await weeks(AT('2026-03-12', '08:00'), AT('2026-03-30', '08:00'), [
      {
        at: AT('2026-03-13', '15:00'),
        do: 'week.answer',
        week: '2026-W12',
        leader: 'mayor',
        entries: 'none',
      },
    ]);
    expect(onlyFact(facts, 'duty.settled', '2026-W12/D76-1/mayor').verdict).toBe('after-node');
    expect(factsNamed(facts, 'duty.overdue').filter(({ rule }) => rule === 'D76-1')).toEqual([]);
    expect(factsNamed(facts, 'duty.settled').map(({ verdict }) => verdict)).not.toContain('late');
  });

  test.each([
    ['12:00', 'on-time'],
    ['12:01', 'after-node'],
  ])('无 at %s: %s', async (time, verdict) => {
    const facts = await weeks(
      AT('2026-03-12', '08:00'),
      AT('2026-03-14', '08:00'),
      answers('2026-W12', AT('2026-03-13', time)),
    );
    for (const leader of LEADERS)
      expect(onlyFact(facts, 'duty.settled', `2026-W12/D76-1/${leader}`).verdict).toBe(verdict);
  });

  test('answered in time on paper, keyed later', async () => {
    const facts = await weeks(AT('2026-03-12', '08:00'), AT('2026-03-14', '08:00'), [
      {
        at: AT('2026-03-13', '16:00'),
        do: 'week.answer',
        week: '2026-W12',
        leader: 'mayor',
        entries: 'none',
        happenedAt: AT('2026-03-13', '11:00'),
      },
    ]);
    expect(onlyFact(facts, 'duty.settled', '2026-W12/D76-1/mayor').verdict).toBe('on-time');
  });
});

describe('the table', () => {
  const compiled = (at: string) => ({ at, do: 'week.compile', week: '2026-W12' });

  test.each([
    ['2026-03-16 08:40', '2026-03-16 09:10', 'on-time'],
    ['2026-03-16 09:00', '2026-03-16 09:30', 'on-time'],
    ['2026-03-16 09:20', '2026-03-16 09:50', 'late'],
    ['2026-03-13 16:00', '2026-03-13 16:30', 'on-time'],
  ])('compiled %s: to be delivered by %s; %s', async (at, deliverBy, verdict) => {
    const moment = (text: string) => AT(...(text.split(' ') as [string, string]));
    const facts = await weeks(AT('2026-03-12', '08:00'), AT('2026-03-17', '00:00'), [
      compiled(moment(at)),
      { at: moment(deliverBy), do: 'week.deliver', week: '2026-W12' },
    ]);
    expect(onlyFact(facts, 'duty.settled', '2026-W12/D76-2').verdict).toBe(verdict);
    const plans = [
      ...factsNamed(facts, 'duty.opened', '2026-W12/D76-3'),
      ...factsNamed(facts, 'duty.replanned', '2026-W12/D76-3'),
    ];
    expect(plans.at(-1)?.dueAt).toBe(moment(deliverBy));
    expect(onlyFact(facts, 'duty.settled', '2026-W12/D76-3').verdict).toBe('on-time');
    const issued = factsNamed(facts, 'notice.sent')
      .filter(({ rung }) => rung === 'issued')
      .map(({ for: leader }) => leader);
    expect(issued.toSorted()).toEqual(LEADERS.toSorted());
  });

  test('once it is compiled nobody is asked for entries any more', async () => {
    const facts = await weeks(AT('2026-03-12', '08:00'), AT('2026-03-16', '00:00'), [
      compiled(AT('2026-03-13', '10:00')),
    ]);
    for (const leader of LEADERS)
      expect(onlyFact(facts, 'duty.settled', `2026-W12/D76-1/${leader}`).verdict).toBe('not-applicable');
  });

  test('by duty.submit as well as by its own verb', async () => {
    const facts = await weeks(AT('2026-03-12', '08:00'), AT('2026-03-17', '00:00'), [
      { at: AT('2026-03-13', '09:00'), do: 'duty.submit', duty: '2026-W12/D76-1/mayor' },
      { at: AT('2026-03-13', '16:30'), do: 'week.draft', week: '2026-W12' },
      { at: AT('2026-03-16', '08:50'), do: 'duty.submit', duty: '2026-W12/D76-2' },
      { at: AT('2026-03-16', '09:10'), do: 'duty.submit', duty: '2026-W12/D76-3' },
    ]);
    for (const duty of ['D76-1/mayor', 'D76-2', 'D76-2/draft', 'D76-3']) {
      expect(onlyFact(facts, 'duty.settled', `2026-W12/${duty}`).verdict, duty).toBe('on-time');
    }
  });

  test('changes after compilation: numbered versions, told to those concerned and to nobody else', async () => {
    const facts = await weeks(AT('2026-03-12', '08:00'), AT('2026-03-18', '00:00'), [
      compiled(AT('2026-03-16', '08:40')),
      { at: AT('2026-03-16', '09:00'), do: 'week.deliver', week: '2026-W12' },
      {
        at: AT('2026-03-16', '11:00'),
        do: 'week.change',
        week: '2026-W12',
        what: '周三调研改至周四',
        leaders: ['vice-mayor-2'],
      },
      { at: AT('2026-03-17', '10:00'), do: 'week.change', week: '2026-W12', what: '周五会议取消' },
      { at: AT('2026-03-17', '11:00'), do: 'week.read', week: '2026-W12', leader: 'mayor' },
    ]);
    expect(factsNamed(facts, 'week.changed').map(({ version }) => version)).toEqual([2, 3]);
    const sent = factsNamed(facts, 'notice.sent').filter(({ rung }) => String(rung).startsWith('change-'));
    expect(sent.filter(({ rung }) => rung === 'change-2').map(({ for: leader }) => leader)).toEqual([
      'vice-mayor-2',
    ]);
    expect(
      sent
        .filter(({ rung }) => rung === 'change-3')
        .map(({ for: leader }) => leader)
        .toSorted(),
    ).toEqual(LEADERS.toSorted());
    expect(factsNamed(facts, 'week.read')).toMatchObject([{ leader: 'mayor', version: 3 }]);
  });

  test.each<[object, string, string]>([
    [{ do: 'week.deliver', week: '2026-W12' }, '周安排表尚未汇总编制，不能呈阅', 'delivery before the table'],
    [
      { do: 'week.change', week: '2026-W12', what: '甲' },
      '周安排表尚未编制，请直接报送或更改安排',
      'a change before the table',
    ],
    [
      { do: 'week.answer', week: '2026-W12', leader: 'housing', entries: 'none' },
      '“housing”不在区领导名单内',
      'somebody who is no leader',
    ],
    [
      { do: 'week.answer', week: '2026-W20', leader: 'mayor', entries: 'none' },
      '2026-W20的周安排尚未开始征集',
      'a week not yet open',
    ],
    [
      {
        do: 'week.answer',
        week: '2026-W12',
        leader: 'mayor',
        entries: [{ day: '2026-03-23', time: '上午', what: '调研' }],
      },
      '2026-03-23不在2026-W12（3月16日至22日）之内',
      'a day outside the week',
    ],
    [
      {
        do: 'week.answer',
        week: '2026-W12',
        leader: 'mayor',
        entries: 'none',
        happenedAt: AT('2026-03-13', '11:00'),
      },
      '实际办理时间晚于登记时间，请核对',
      'an answer in the future',
    ],
  ])('%j is refused: %s (%s)', async (step, reason) => {
    const facts = await weeks(AT('2026-03-12', '08:00'), AT('2026-03-13', '11:00'), [
      { at: AT('2026-03-13', '10:00'), ...step },
    ]);
    expect(factsNamed(facts, 'step.refused')).toMatchObject([{ reason }]);
  });
});
