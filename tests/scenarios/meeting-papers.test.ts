/** Art. 52 as offices live it: the papers, the plan of the meeting, and their distribution. */
import { describe, expect, test } from 'vitest';
import { factsNamed, onlyFact, runScenario } from '../support/run-scenario.ts';

const AT = (date: string, time: string) => `${date}T${time}${time.length === 5 ? ':00' : ''}+08:00`;
const PAPERS = 'm1/D52-07/i1';

/** One executive meeting with one item, scheduled at `told`, and what follows. */
function meeting(
  start: string,
  told: string,
  steps: readonly object[] = [],
  more: { settings?: object; until?: string; from?: string } = {},
) {
  return runScenario({
    rules: ['D52-*'],
    settings: more.settings ?? {},
    from: more.from ?? told,
    until: more.until ?? start.replace(/T.*/, 'T23:59:59+08:00'),
    steps: [
      {
        at: told,
        do: 'meeting.schedule',
        id: 'm1',
        kind: 'executive',
        start,
        items: [{ id: 'i1', unit: 'housing', title: '老旧小区改造实施方案' }],
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

describe('“会前1天”: four readings by setting', () => {
  test.each([
    // start, told, A, B, C, D, caption
    [
      '2026-03-18 09:00',
      '2026-03-11',
      '2026-03-17 09:00',
      '2026-03-17 17:00',
      '2026-03-17 17:00',
      '2026-03-16 17:00',
      'a Wednesday',
    ],
    [
      '2026-03-16 14:00',
      '2026-03-09',
      '2026-03-15 14:00',
      '2026-03-15 17:00',
      '2026-03-13 17:00',
      '2026-03-12 17:00',
      'a Monday afternoon',
    ],
    [
      '2026-10-08 09:00',
      '2026-09-21',
      '2026-10-07 09:00',
      '2026-10-07 17:00',
      '2026-09-30 17:00',
      '2026-09-29 17:00',
      'after National Day',
    ],
    [
      '2025-10-09 09:00',
      '2025-09-22',
      '2025-10-08 09:00',
      '2025-10-08 17:00',
      '2025-09-30 17:00',
      '2025-09-29 17:00',
      'after National Day 2025',
    ],
    [
      '2026-09-21 09:00',
      '2026-09-14',
      '2026-09-20 09:00',
      '2026-09-20 17:00',
      '2026-09-20 17:00',
      '2026-09-18 17:00',
      'after a make-up Sunday',
    ],
    [
      '2026-09-20 09:00',
      '2026-09-14',
      '2026-09-19 09:00',
      '2026-09-19 17:00',
      '2026-09-18 17:00',
      '2026-09-17 17:00',
      'on a make-up Sunday',
    ],
    [
      '2025-09-13 09:00',
      '2025-09-08',
      '2025-09-12 09:00',
      '2025-09-12 17:00',
      '2025-09-12 17:00',
      '2025-09-11 17:00',
      'on a Saturday off',
    ],
    [
      '2026-02-24 09:00',
      '2026-02-09',
      '2026-02-23 09:00',
      '2026-02-23 17:00',
      '2026-02-14 17:00',
      '2026-02-13 17:00',
      'after Spring Festival',
    ],
    [
      '2026-04-07 09:00',
      '2026-03-30',
      '2026-04-06 09:00',
      '2026-04-06 17:00',
      '2026-04-03 17:00',
      '2026-04-02 17:00',
      'after Qingming',
    ],
    [
      '2027-03-15 09:00',
      '2027-03-08',
      '2027-03-14 09:00',
      '2027-03-14 17:00',
      '2027-03-12 17:00',
      '2027-03-11 17:00',
      'in a year without notice',
    ],
    [
      '2028-03-01 09:00',
      '2028-02-21',
      '2028-02-29 09:00',
      '2028-02-29 17:00',
      '2028-02-29 17:00',
      '2028-02-28 17:00',
      'over a leap day',
    ],
    [
      '2026-02-02 09:00',
      '2026-01-26',
      '2026-02-01 09:00',
      '2026-02-01 17:00',
      '2026-01-30 17:00',
      '2026-01-29 17:00',
      'over a month end',
    ],
  ])('%s told %s: A %s, B %s, C %s, D %s (%s)', async (start, told, ...due) => {
    const [day = '', time = ''] = start.split(' ');
    for (const [index, mode] of (['A', 'B', 'C', 'D'] as const).entries()) {
      const facts = await meeting(AT(day, time), AT(told, '10:00'), [], {
        settings: { 'materials.mode': mode },
        until: AT(told, '10:01'),
      });
      const opened = onlyFact(facts, 'duty.opened', PAPERS);
      expect(opened.dueAt, mode).toBe(AT(...((due[index] ?? '').split(' ') as [string, string])));
      expect(opened.basis).toBe('clause');
      // A and B count hours and dates: they consult no working day.
      const consulted = mode === 'C' || mode === 'D';
      expect(opened.provisional, mode).toBe(consulted && day >= '2027' ? true : undefined);
    }
  });

  test('two days before, by setting', async () => {
    const facts = await meeting(AT('2026-03-18', '09:00'), AT('2026-03-09', '10:00'), [], {
      settings: { 'materials.offset': 2 },
    });
    expect(onlyFact(facts, 'duty.opened', PAPERS).dueAt).toBe(AT('2026-03-16', '17:00'));
  });

  test('make-up days do not count where the setting says so', async () => {
    const facts = await meeting(AT('2026-09-21', '09:00'), AT('2026-09-14', '10:00'), [], {
      settings: { makeup_counts: false },
    });
    expect(onlyFact(facts, 'duty.opened', PAPERS).dueAt).toBe(AT('2026-09-18', '17:00'));
  });

  test('an earlier end of the hand-in day, by setting', async () => {
    const facts = await meeting(AT('2026-03-18', '09:00'), AT('2026-03-09', '10:00'), [], {
      settings: { work_end: '16:00' },
    });
    expect(onlyFact(facts, 'duty.opened', PAPERS).dueAt).toBe(AT('2026-03-17', '16:00'));
  });
});

describe('on time to the second', () => {
  test.each([
    ['2026-03-17', '16:59:59', 'on-time', undefined],
    ['2026-03-17', '17:00:00', 'on-time', undefined],
    ['2026-03-17', '17:00:01', 'late', 1],
    ['2026-03-17', '18:30:00', 'late', 5400],
    ['2026-03-17', '23:59:59', 'late', 25199],
  ])('handed in %s %s: %s', async (day, time, verdict, lateBySeconds) => {
    const facts = await meeting(AT('2026-03-18', '09:00'), AT('2026-03-11', '10:00'), [
      handIn(AT(day, time)),
    ]);
    expect(onlyFact(facts, 'duty.settled', PAPERS)).toMatchObject({
      verdict,
      ...(lateBySeconds ? { lateBySeconds } : {}),
    });
    expect(factsNamed(facts, 'duty.overdue', PAPERS)).toHaveLength(verdict === 'late' ? 1 : 0);
  });

  test('everything said at the limit comes after what was handed in at the limit', async () => {
    const facts = await meeting(AT('2026-03-18', '09:00'), AT('2026-03-11', '10:00'), [
      handIn(AT('2026-03-17', '17:00')),
    ]);
    expect(factsNamed(facts, 'rung.reached', PAPERS).map(({ rung }) => rung)).toEqual([
      'start',
      'remind-1',
      'remind-2',
      'warn',
    ]);
  });

  test('what is not handed in is overdue once, never settled, and asked after once a week', async () => {
    const facts = await meeting(AT('2026-03-18', '09:00'), AT('2026-03-11', '10:00'), [], {
      until: AT('2026-04-02', '00:00'),
    });
    expect(factsNamed(facts, 'duty.overdue', PAPERS)).toHaveLength(1);
    expect(factsNamed(facts, 'duty.settled', PAPERS)).toEqual([]);
    const digests = factsNamed(facts, 'rung.reached', PAPERS).filter(({ kind }) => kind === 'digest');
    expect(digests.map(({ at }) => at)).toEqual([
      AT('2026-03-18', '09:00'),
      AT('2026-03-25', '09:00'),
      AT('2026-04-01', '09:00'),
    ]);
  });
});

describe('the ladder of practice §6', () => {
  test('one line for each step, to whom it is due', async () => {
    const facts = await meeting(AT('2026-03-18', '09:00'), AT('2026-03-11', '10:00'), [], {
      until: AT('2026-03-18', '08:00'),
    });
    const sent = factsNamed(facts, 'notice.sent').filter(({ duty }) => duty === PAPERS);
    expect(sent.map(({ at, rung, to, for: absent }) => [at, rung, to, ...(absent ? [absent] : [])])).toEqual([
      [AT('2026-03-11', '10:00'), 'start', 'housing.liaison'],
      [AT('2026-03-16', '09:00'), 'remind-1', 'housing.liaison'],
      [AT('2026-03-17', '14:00'), 'remind-2', 'housing.liaison'],
      [AT('2026-03-17', '16:00'), 'warn', 'housing.principal'],
      [AT('2026-03-17', '17:00'), 'check', 'office.liaison'],
      [AT('2026-03-17', '17:30'), 'hasten', 'housing.liaison'],
      [AT('2026-03-17', '17:30'), 'hasten', 'housing.principal'],
      [AT('2026-03-17', '19:00'), 'decide', 'office-director'],
      [AT('2026-03-17', '19:00'), 'escalate', 'vice-mayor-1.liaison', 'vice-mayor-1'],
    ]);
  });

  test('no word of accusation before the check window has passed, and then in neutral words', async () => {
    const facts = await meeting(AT('2026-03-18', '09:00'), AT('2026-03-11', '10:00'));
    const texts = factsNamed(facts, 'notice.sent').filter(({ duty }) => duty === PAPERS);
    const early = texts.filter(({ at }) => String(at) < AT('2026-03-17', '17:30'));
    for (const { text } of early) expect(text).not.toMatch(/逾期|超时|违规/);
    expect(texts.find(({ rung }) => rung === 'hasten')?.text).toContain('经登记');
    expect(texts.find(({ rung }) => rung === 'hasten')?.text).toContain('如已报送请告');
  });

  test('a meeting on Monday is reminded of on Friday, not at the weekend', async () => {
    const facts = await meeting(AT('2026-03-16', '09:00'), AT('2026-03-09', '10:00'));
    const days = factsNamed(facts, 'notice.sent')
      .filter(({ duty }) => duty === PAPERS)
      .map(({ at }) => String(at).slice(0, 10));
    expect([...new Set(days)].filter((day) => day < '2026-03-16')).toEqual([
      '2026-03-09',
      '2026-03-12',
      '2026-03-13',
    ]);
  });
});

describe('check before 超时 (practice §1)', () => {
  const schedule = [AT('2026-03-18', '09:00'), AT('2026-03-11', '10:00')] as const;

  test('已收到·补登 at the time on the receipt: on time, and nobody is hastened', async () => {
    const facts = await meeting(...schedule, [
      {
        at: AT('2026-03-17', '17:10'),
        do: 'check.answer',
        duty: PAPERS,
        received: true,
        happenedAt: AT('2026-03-17', '16:40'),
      },
    ]);
    expect(onlyFact(facts, 'duty.settled', PAPERS).verdict).toBe('on-time');
    expect(onlyFact(facts, 'duty.breach-withdrawn', PAPERS).at).toBe(AT('2026-03-17', '17:10'));
    expect(factsNamed(facts, 'rung.reached', PAPERS).map(({ rung }) => rung)).not.toContain('hasten');
  });

  test('未收到 sends the hastening at once and not again', async () => {
    const facts = await meeting(...schedule, [
      { at: AT('2026-03-17', '17:05'), do: 'check.answer', duty: PAPERS, received: false },
    ]);
    const hasten = factsNamed(facts, 'rung.reached', PAPERS).filter(({ rung }) => rung === 'hasten');
    expect(hasten.map(({ at }) => at)).toEqual([AT('2026-03-17', '17:05')]);
    const decide = factsNamed(facts, 'rung.reached', PAPERS).filter(({ rung }) => rung === 'decide');
    expect(decide.map(({ at }) => at)).toEqual([AT('2026-03-17', '19:00')]);
  });

  test('未收到 before the limit is refused', async () => {
    const facts = await meeting(...schedule, [
      { at: AT('2026-03-17', '16:05'), do: 'check.answer', duty: PAPERS, received: false },
    ]);
    expect(factsNamed(facts, 'step.refused')).toMatchObject([{ reason: '时限未到，无须核对' }]);
  });

  test('check.required: without an answer nothing says that papers are missing', async () => {
    const facts = await meeting(...schedule, [], { settings: { 'check.required': true } });
    const kinds = factsNamed(facts, 'rung.reached', PAPERS).map(({ kind }) => kind);
    expect(kinds).not.toContain('hasten');
    expect(kinds).not.toContain('ask-decision');
    expect(kinds).not.toContain('escalate');
    expect(kinds).toContain('check');
  });

  test.each([
    [
      '17:40',
      { hasten: '17:40', decide: '19:00', escalate: '19:00' },
      'before the director’s hour: the steps keep their own times',
    ],
    ['20:15', { hasten: '20:15', decide: '20:15', escalate: '20:15' }, 'after it: all at once'],
  ])('check.required: answered 未收到 at %s', async (time, expected) => {
    const facts = await meeting(
      ...schedule,
      [{ at: AT('2026-03-17', time), do: 'check.answer', duty: PAPERS, received: false }],
      {
        settings: { 'check.required': true },
      },
    );
    const reached = factsNamed(facts, 'rung.reached', PAPERS).map(({ rung, at }) => [
      rung,
      String(at).slice(11, 16),
    ]);
    expect(Object.fromEntries(reached)).toMatchObject(expected);
  });

  test('done in time, keyed after everybody was told: on time, and all who were told hear of it', async () => {
    const facts = await meeting(...schedule, [
      handIn(AT('2026-03-17', '19:30'), {
        happenedAt: AT('2026-03-17', '16:50'),
        source: '纸质',
        for: 'housing',
        by: 'office',
      }),
    ]);
    expect(onlyFact(facts, 'duty.settled', PAPERS).verdict).toBe('on-time');
    const withdrawn = onlyFact(facts, 'duty.breach-withdrawn', PAPERS);
    expect(withdrawn.at).toBe(AT('2026-03-17', '19:30'));
    const corrected = factsNamed(facts, 'notice.sent').filter(({ rung }) =>
      String(rung).startsWith('correction'),
    );
    expect(corrected.map(({ to, for: absent }) => absent ?? to).sort()).toEqual(
      ['housing.liaison', 'housing.principal', 'office-director', 'vice-mayor-1'].sort(),
    );
    for (const { text } of corrected) expect(text).toContain('3月17日16:50');
  });

  test('what is keyed cannot lie in the future', async () => {
    const facts = await meeting(...schedule, [
      handIn(AT('2026-03-16', '09:00'), { happenedAt: AT('2026-03-16', '10:00') }),
    ]);
    expect(factsNamed(facts, 'step.refused')).toMatchObject([{ reason: '实际办理时间晚于登记时间，请核对' }]);
    expect(factsNamed(facts, 'duty.submitted', PAPERS)).toEqual([]);
  });

  test('known only within bounds around the limit: undetermined; within them, judged', async () => {
    for (const [earliest, latest, verdict] of [
      ['16:00', '17:30', 'undetermined'],
      ['16:00', '17:00', 'on-time'],
      ['17:00:01', '17:30', 'late'],
    ] as const) {
      const bounds = { earliest: AT('2026-03-17', earliest), latest: AT('2026-03-17', latest) };
      const facts = await meeting(...schedule, [handIn(AT('2026-03-17', '18:00'), { happenedAt: bounds })]);
      expect(onlyFact(facts, 'duty.settled', PAPERS).verdict).toBe(verdict);
    }
  });
});

describe('told too late is not late', () => {
  test('less than four working hours: not applicable, due two hours before, never overdue', async () => {
    const facts = await meeting(AT('2026-03-18', '14:00'), AT('2026-03-17', '15:00'), [
      handIn(AT('2026-03-18', '13:30')),
    ]);
    expect(onlyFact(facts, 'duty.opened', PAPERS)).toMatchObject({
      basis: 'internal',
      dueAt: AT('2026-03-18', '12:00'),
      notApplicable: '通知晚于应报时间（临时会议）',
    });
    expect(onlyFact(facts, 'duty.settled', PAPERS).verdict).toBe('not-applicable');
    expect(factsNamed(facts, 'duty.overdue')).toEqual([]);
    const kinds = new Set(factsNamed(facts, 'rung.reached', PAPERS).map(({ kind }) => kind));
    for (const kind of ['hasten', 'escalate', 'ask-decision', 'check']) expect(kinds).not.toContain(kind);
  });

  test('never handed in: settled as not applicable when the meeting begins', async () => {
    const facts = await meeting(AT('2026-03-18', '14:00'), AT('2026-03-17', '15:00'));
    expect(onlyFact(facts, 'duty.settled', PAPERS)).toMatchObject({
      at: AT('2026-03-18', '14:00'),
      verdict: 'not-applicable',
    });
  });

  test.each([
    ['2026-03-17 11:30', 'clause', 'four working hours and a half (lunch does not count): the clause holds'],
    ['2026-03-17 12:00', 'clause', 'exactly four hours'],
    ['2026-03-17 13:01', 'internal', 'one minute less'],
  ])('told %s: %s (%s)', async (told, basis) => {
    const [day = '', time = ''] = told.split(' ');
    const facts = await meeting(AT('2026-03-18', '09:00'), AT(day, time), [], {
      until: AT('2026-03-18', '09:00'),
    });
    expect(onlyFact(facts, 'duty.opened', PAPERS).basis).toBe(basis);
  });

  test('an item added late does not make the others late', async () => {
    const facts = await meeting(AT('2026-03-18', '09:00'), AT('2026-03-11', '10:00'), [
      {
        at: AT('2026-03-17', '16:00'),
        do: 'agenda.add',
        id: 'm1',
        item: { id: 'i2', unit: 'finance', title: '临时议题' },
      },
      handIn(AT('2026-03-17', '16:30')),
    ]);
    expect(onlyFact(facts, 'duty.opened', 'm1/D52-07/i2').notApplicable).toBe('通知晚于应报时间（临时会议）');
    expect(onlyFact(facts, 'duty.settled', PAPERS).verdict).toBe('on-time');
  });
});

describe('returned and replaced papers (practice §7)', () => {
  const schedule = [AT('2026-03-18', '09:00'), AT('2026-03-11', '10:00')] as const;

  test('incomplete in form counts as not handed in: the second hand-in is judged', async () => {
    const facts = await meeting(...schedule, [
      handIn(AT('2026-03-17', '16:00')),
      { at: AT('2026-03-17', '16:20'), do: 'duty.return', duty: PAPERS, by: 'office', why: '份数不足' },
      handIn(AT('2026-03-17', '18:00')),
    ]);
    expect(factsNamed(facts, 'duty.settled', PAPERS).map(({ verdict }) => verdict)).toEqual([
      'on-time',
      'late',
    ]);
    expect(onlyFact(facts, 'duty.overdue', PAPERS).at).toBe(AT('2026-03-17', '17:00'));
    expect(factsNamed(facts, 'rung.reached', PAPERS).map(({ rung }) => rung)).toContain('hasten');
  });

  test('a second version (换发): the first complete hand-in stands', async () => {
    const facts = await meeting(...schedule, [
      handIn(AT('2026-03-17', '16:00')),
      { at: AT('2026-03-17', '19:40'), do: 'papers.replace', id: 'm1', item: 'i1', why: '数据更新' },
    ]);
    expect(onlyFact(facts, 'duty.settled', PAPERS).verdict).toBe('on-time');
    expect(factsNamed(facts, 'papers.replaced')).toHaveLength(1);
  });

  test('nothing handed in cannot be returned; what is settled is not settled twice', async () => {
    const facts = await meeting(...schedule, [
      { at: AT('2026-03-16', '10:00'), do: 'duty.return', duty: PAPERS, by: 'office', why: '份数不足' },
      handIn(AT('2026-03-17', '10:00')),
      handIn(AT('2026-03-17', '11:00')),
    ]);
    expect(factsNamed(facts, 'step.refused').map(({ step }) => step)).toEqual([2, 4]);
  });
});

describe('plan notice and distribution', () => {
  test.each([
    ['2026-03-18 09:00', '2026-03-11 10:00', '2026-03-16 17:00', 'two working days before'],
    ['2026-03-18 09:00', '2026-03-16 17:30', '2026-03-17 17:00', 'told later: at least one working day'],
    ['2026-03-18 14:00', '2026-03-17 18:00', '2026-03-18 12:00', 'an ad hoc meeting'],
    ['2026-10-08 09:00', '2026-09-21 10:00', '2026-09-29 17:00', 'over National Day'],
  ])('D52-06 of %s told %s: %s (%s)', async (start, told, due) => {
    const at = (text: string) => AT(...(text.split(' ') as [string, string]));
    const facts = await meeting(at(start), at(told), [], { until: at(start) });
    expect(onlyFact(facts, 'duty.opened', 'm1/D52-06')).toMatchObject({ dueAt: at(due), basis: 'internal' });
  });

  test.each([
    ['2026-03-17 10:00', '2026-03-17 12:00', 'in good time: two hours after receipt'],
    ['2026-03-17 16:50', '2026-03-17 18:50', 'just before the limit'],
    ['2026-03-17 17:30', '2026-03-17 19:00', 'never after 19:00 on the eve'],
    [
      '2026-03-17 18:30',
      '2026-03-17 19:30',
      'received late: one hour after receipt, without fault of the office',
    ],
    ['2026-03-18 08:30', '2026-03-18 09:00', 'never after the start'],
  ])('D52-08 with papers received %s: due %s (%s)', async (received, due) => {
    const at = (text: string) => AT(...(text.split(' ') as [string, string]));
    const facts = await meeting(AT('2026-03-18', '09:00'), AT('2026-03-11', '10:00'), [handIn(at(received))]);
    const plans = [
      ...factsNamed(facts, 'duty.opened', 'm1/D52-08'),
      ...factsNamed(facts, 'duty.replanned', 'm1/D52-08'),
    ];
    expect(plans.at(-1)?.dueAt).toBe(at(due));
    expect(plans.at(-1)?.basis).toBe('internal');
  });

  test('the limit of the distribution moves with the last papers, and the office is never late', async () => {
    const facts = await runScenario({
      rules: ['D52-*'],
      from: AT('2026-03-11', '08:00'),
      until: AT('2026-03-19', '00:00'),
      steps: [
        {
          at: AT('2026-03-11', '10:00'),
          do: 'meeting.schedule',
          id: 'm1',
          kind: 'executive',
          start: AT('2026-03-18', '09:00'),
          items: [
            { id: 'i1', unit: 'housing', title: '甲' },
            { id: 'i2', unit: 'finance', title: '乙' },
          ],
        },
        handIn(AT('2026-03-17', '10:00')),
        handIn(AT('2026-03-17', '17:20'), { duty: 'm1/D52-07/i2', by: 'finance' }),
        { at: AT('2026-03-17', '19:30'), do: 'duty.submit', duty: 'm1/D52-08' },
      ],
    });
    expect(factsNamed(facts, 'duty.replanned', 'm1/D52-08').map(({ dueAt }) => dueAt)).toEqual([
      AT('2026-03-17', '19:00'),
    ]);
    expect(onlyFact(facts, 'duty.settled', 'm1/D52-08').verdict).toBe('after-node');
    expect(factsNamed(facts, 'duty.overdue', 'm1/D52-08')).toEqual([]);
  });
});
