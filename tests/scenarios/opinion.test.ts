/** Art. 36 and 37 as the duty room lives them: clocks, who is told when, approval, updates, and how it ends. */
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/app/facts.ts';
import { factsNamed, onlyFact, runScenario } from '../support/run-scenario.ts';

const AT = (date: string, time: string) => `${date}T${time.length === 5 ? `${time}:00` : time}+08:00`;
/** All of these begin on Friday 2026-03-20, the night before a weekend. */
const T = (time: string, days = 0) => AT(`2026-03-${20 + days}`, time);

function event(
  steps: readonly object[] = [],
  more: { report?: object; settings?: object; until?: string; from?: string } = {},
) {
  const report = { severity: '重大', occurredAt: T('20:00'), lead: 'emergency', ...more.report };
  return runScenario({
    rules: ['D36-*', 'D37-*'],
    settings: more.settings ?? {},
    from: more.from ?? T('08:00'),
    until: more.until ?? T('00:00', 4),
    steps: [{ at: T('20:10'), do: 'event.report', id: 'e1', title: '某市场火情', ...report }, ...steps],
  });
}

const released = (at: string, more: object = {}) => ({
  at,
  do: 'duty.submit',
  duty: 'e1/D36-2',
  by: 'emergency',
  ...more,
});
const approved = (at: string) => ({
  at,
  do: 'duty.submit',
  duty: 'e1/D37-1',
  by: 'vice-mayor-5',
  evidence: '审批单',
});
const held = (at: string) => ({ at, do: 'duty.submit', duty: 'e1/D36-3', by: 'emergency' });

function sent(facts: readonly Fact[], duty: string) {
  return factsNamed(facts, 'notice.sent')
    .filter(({ duties }) => Array.isArray(duties) && duties.includes(duty))
    .map(({ at, rung, to }) => `${String(at).slice(8, 16)} ${rung} ${to}`);
}

describe('the clocks', () => {
  test('run from the occurrence, day and night, whatever the quiet hours', async () => {
    const facts = await event();
    expect(onlyFact(facts, 'duty.opened', 'e1/D36-2')).toMatchObject({
      dueAt: T('01:00', 1),
      basis: 'clause',
      owedBy: 'emergency',
    });
    expect(onlyFact(facts, 'duty.opened', 'e1/D36-3')).toMatchObject({
      dueAt: T('20:00', 1),
      basis: 'clause',
    });
    expect(onlyFact(facts, 'duty.opened', 'e1/D36-3/plan')).toMatchObject({
      dueAt: T('08:00', 1),
      basis: 'internal',
    });
    const ofLadders = factsNamed(facts, 'notice.sent').filter(
      ({ rung }) => !String(rung).startsWith('call-'),
    );
    for (const notice of ofLadders) {
      const rung = factsNamed(facts, 'rung.reached').find(
        (one) => one.rung === String(notice.rung).replace(/-approval$/, '') && one.duty === notice.duty,
      );
      expect(rung?.at, JSON.stringify(notice)).toBe(notice.at);
    }
  });

  test.each([
    [{ 'opinion.first_h': 4 }, 'e1/D36-2', T('00:00', 1)],
    [{ 'opinion.press_h': 12 }, 'e1/D36-3', T('08:00', 1)],
    [{ 'opinion.anchor': 'T1' }, 'e1/D36-2', T('01:10', 1)],
    [{ 'opinion.anchor': 'T2' }, 'e1/D36-2', T('01:10', 1)],
    [{ 'opinion.plan_h': 6 }, 'e1/D36-3/plan', T('02:00', 1)],
  ])('with %j %s is due %s', async (settings, duty, dueAt) => {
    const facts = await event([], { settings, until: T('20:11') });
    expect(onlyFact(facts, 'duty.opened', duty).dueAt).toBe(dueAt);
  });

  test('from the report when nobody knows when it happened', async () => {
    const facts = await event([], { report: { occurredAt: undefined }, until: T('20:11') });
    expect(onlyFact(facts, 'duty.opened', 'e1/D36-2').dueAt).toBe(T('01:10', 1));
  });

  test.each([
    [T('01:00', 1), 'on-time', undefined],
    [T('01:00:01', 1), 'late', 1],
    [T('00:59:59', 1), 'on-time', undefined],
  ])('released %s: %s', async (at, verdict, lateBySeconds) => {
    const facts = await event([released(at)]);
    const settled = onlyFact(facts, 'duty.settled', 'e1/D36-2');
    expect(settled.verdict).toBe(verdict);
    expect(settled.lateBySeconds).toBe(lateBySeconds);
    expect(settled.attributable).toBeUndefined();
  });

  test('over the turn of the year', async () => {
    const facts = await runScenario({
      rules: ['D36-*'],
      from: AT('2026-12-31', '08:00'),
      until: AT('2027-01-03', '00:00'),
      steps: [
        {
          at: AT('2026-12-31', '22:00'),
          do: 'event.report',
          id: 'e1',
          severity: '特别重大',
          occurredAt: AT('2026-12-31', '21:30'),
          lead: 'emergency',
        },
      ],
    });
    expect(onlyFact(facts, 'duty.opened', 'e1/D36-2').dueAt).toBe(AT('2027-01-01', '02:30'));
    expect(onlyFact(facts, 'duty.opened', 'e1/D36-2').provisional).toBeUndefined();
    expect(onlyFact(facts, 'duty.overdue', 'e1/D36-2').at).toBe(AT('2027-01-01', '02:30'));
  });

  test('the verdicts by occurrence, report and classification stand side by side', async () => {
    const facts = await event([released(T('01:05', 1))]);
    expect(onlyFact(facts, 'duty.settled', 'e1/D36-2').verdicts).toEqual([
      { id: 'occurrence', verdict: 'late' },
      { id: 'report', verdict: 'on-time' },
      { id: 'classification', verdict: 'on-time' },
    ]);
  });
});

describe('who is told when (practice §6 E)', () => {
  test('five hours: everybody at the instants of the ladder', async () => {
    const facts = await event([], { until: T('03:30', 1) });
    expect(sent(facts, 'e1/D36-2')).toEqual([
      '20T20:10 start emergency.liaison',
      '20T20:10 start emergency.principal',
      '20T20:10 start publicity.liaison',
      '20T20:15 start-leaders executive-vice-mayor',
      '20T20:15 start-leaders mayor',
      '20T20:15 start-leaders office-director',
      '20T20:15 start-leaders vice-mayor-5',
      '20T22:00 remind emergency.liaison',
      '21T00:00 warn emergency.principal',
      '21T00:00 warn-leaders executive-vice-mayor',
      '21T00:00 warn-leaders vice-mayor-5',
      '21T00:10 call-warn duty-room.liaison',
      '21T00:30 warn-mayor mayor',
      '21T00:30 warn-mayor office-director',
      '21T01:00 breach emergency.liaison',
      '21T01:00 breach emergency.principal',
      '21T01:00 breach-leaders executive-vice-mayor',
      '21T01:00 breach-leaders mayor',
      '21T01:00 breach-leaders office-director',
      '21T01:00 report-mayor-approval office-director',
      '21T01:00 breach-leaders vice-mayor-5',
      '21T01:30 repeat@2026-03-21T01:30:00+08:00 emergency.principal',
      '21T02:00 repeat@2026-03-21T02:00:00+08:00 emergency.principal',
      '21T02:30 repeat@2026-03-21T02:30:00+08:00 emergency.principal',
      '21T03:00 repeat@2026-03-21T03:00:00+08:00 emergency.principal',
      '21T03:00 repeat-mayor@2026-03-21T03:00:00+08:00 mayor',
    ]);
    const byPhone = factsNamed(facts, 'notice.sent').find(({ rung }) => rung === 'warn');
    expect(byPhone?.channel).toBe('phone-record');
  });

  test('leaders at once when the officer in charge confirms, and not a second time', async () => {
    const facts = await event(
      [{ at: T('20:12'), do: 'event.confirm', id: 'e1', by: 'duty-room.principal' }],
      { until: T('20:30') },
    );
    const told = sent(facts, 'e1/D36-2').filter((line) => line.includes('start-leaders'));
    expect(told).toHaveLength(4);
    for (const line of told) expect(line).toMatch(/^20T20:12/);
  });

  test('a change of plan after the limit does not stop the repeats', async () => {
    const facts = await event([{ at: T('02:10', 1), do: 'event.classify', id: 'e1', severity: '特别重大' }], {
      until: T('04:00', 1),
    });
    const repeats = factsNamed(facts, 'rung.reached', 'e1/D36-2').filter(({ rung }) =>
      String(rung).startsWith('repeat@'),
    );
    expect(repeats.map(({ at }) => String(at).slice(11, 16))).toEqual([
      '01:30',
      '02:00',
      '02:30',
      '03:00',
      '03:30',
    ]);
  });

  test('repeats end with the release', async () => {
    const facts = await event([released(T('02:10', 1))], { until: T('06:00', 1) });
    expect(
      factsNamed(facts, 'rung.reached', 'e1/D36-2').filter(({ at }) => String(at) > T('02:10', 1)),
    ).toEqual([]);
    expect(onlyFact(facts, 'duty.settled', 'e1/D36-2')).toMatchObject({
      verdict: 'late',
      lateBySeconds: 4200,
    });
  });

  test('released in time, keyed after the alarm: everybody told of the breach is told that it was none', async () => {
    const facts = await event([released(T('01:20', 1), { happenedAt: T('00:50', 1) })], {
      until: T('02:00', 1),
    });
    expect(onlyFact(facts, 'duty.settled', 'e1/D36-2').verdict).toBe('on-time');
    const corrected = factsNamed(facts, 'notice.sent').filter(({ rung }) =>
      String(rung).startsWith('correction'),
    );
    expect(corrected.map(({ to }) => to).toSorted()).toEqual([
      'emergency.liaison',
      'emergency.principal',
      'executive-vice-mayor',
      'mayor',
      'office-director',
      'vice-mayor-5',
    ]);
  });

  test('the mayor abroad: the one who acts and the mayor are both told; a stand-in of the pair likewise', async () => {
    const facts = await event(
      [
        {
          at: T('09:00'),
          do: 'absence.record',
          id: 'a1',
          post: 'mayor',
          from: T('09:00'),
          to: T('00:00', 5),
          reason: '出访',
        },
        {
          at: T('09:01'),
          do: 'absence.record',
          id: 'a2',
          post: 'vice-mayor-5',
          from: T('09:00'),
          to: T('00:00', 3),
          reason: '休假',
        },
      ],
      { until: T('20:30') },
    );
    const told = factsNamed(facts, 'notice.sent').filter(({ rung }) => rung === 'start-leaders');
    const forMayor = told
      .filter(({ to, for: absent }) => to === 'mayor' || absent === 'mayor')
      .map(({ to }) => to);
    expect(forMayor.toSorted()).toEqual(['executive-vice-mayor', 'mayor']);
    const forFive = told
      .filter(({ to, for: absent }) => to === 'vice-mayor-5' || absent === 'vice-mayor-5')
      .map(({ to }) => to);
    expect(forFive.toSorted()).toEqual(['vice-mayor-5', 'vice-mayor-6']);
  });
});

describe('late knowledge', () => {
  test('reported late: 接报时已超时, a time to act by, and not the unit’s doing', async () => {
    const facts = await event([released(T('20:50'))], { report: { occurredAt: T('14:00') } });
    expect(onlyFact(facts, 'duty.opened', 'e1/D36-2')).toMatchObject({
      dueAt: T('19:00'),
      state: '接报时已超时',
    });
    expect(onlyFact(facts, 'duty.settled', 'e1/D36-2')).toMatchObject({
      verdict: 'late',
      lateBySeconds: 6600,
      attributable: false,
      state: '接报时已超时',
      verdicts: [
        { id: 'occurrence', verdict: 'late' },
        { id: 'report', verdict: 'on-time' },
        { id: 'classification', verdict: 'on-time' },
      ],
    });
    const told = factsNamed(facts, 'rung.reached', 'e1/D36-2').map(
      ({ rung, at }) => `${String(at).slice(11, 16)} ${rung}`,
    );
    expect(told).toEqual([
      '20:10 start',
      '20:10 warn',
      '20:10 warn-leaders',
      '20:15 start-leaders',
      '20:40 warn-mayor',
    ]);
  });

  test('classified late: 定级时已超时, internal limit T2 + 1 h, the 24 h limit stands', async () => {
    const facts = await event(
      [
        { at: T('15:30', 1), do: 'event.classify', id: 'e1', severity: '重大' },
        { at: T('16:00', 1), do: 'duty.submit', duty: 'e1/D36-2', by: 'emergency' },
      ],
      { report: { severity: '较大', occurredAt: T('20:00') } },
    );
    expect(onlyFact(facts, 'duty.opened', 'e1/D36-1')).toMatchObject({ dueAt: T('20:00', 2), basis: 'law' });
    expect(onlyFact(facts, 'duty.settled', 'e1/D36-1')).toMatchObject({
      verdict: 'not-applicable',
      reason: '情形变化，不再适用',
    });
    expect(onlyFact(facts, 'duty.opened', 'e1/D36-2')).toMatchObject({
      dueAt: T('01:00', 1),
      state: '定级时已超时',
    });
    expect(onlyFact(facts, 'duty.opened', 'e1/D36-3')).toMatchObject({ dueAt: T('20:00', 1) });
    expect(onlyFact(facts, 'duty.settled', 'e1/D36-2')).toMatchObject({
      verdict: 'late',
      attributable: false,
      state: '定级时已超时',
      verdicts: [{ verdict: 'late' }, { verdict: 'late' }, { verdict: 'on-time' }],
    });
    const breach = factsNamed(facts, 'rung.reached', 'e1/D36-2').filter(({ kind }) => kind === 'breach');
    expect(breach).toEqual([]);
  });

  test('classified late and then not released: the alarm comes at T2 + 1 h', async () => {
    const facts = await event([{ at: T('15:30', 1), do: 'event.classify', id: 'e1', severity: '重大' }], {
      report: { severity: '较大' },
    });
    const breach = factsNamed(facts, 'rung.reached', 'e1/D36-2').filter(({ kind }) => kind === 'breach');
    expect(breach.map(({ at }) => at)).toEqual([T('16:30', 1)]);
  });

  test('可能达到重大: the clocks run, inside the office; with the classification they judge', async () => {
    const facts = await event(
      [{ at: T('23:00'), do: 'event.classify', id: 'e1', severity: '重大' }, released(T('01:30', 1))],
      {
        report: { severity: '较大', possiblyMajor: true },
      },
    );
    expect(onlyFact(facts, 'duty.opened', 'e1/D36-2')).toMatchObject({
      dueAt: T('01:00', 1),
      basis: 'internal',
    });
    expect(factsNamed(facts, 'duty.replanned', 'e1/D36-2')[0]).toMatchObject({
      basis: 'clause',
      at: T('23:00'),
    });
    expect(onlyFact(facts, 'duty.settled', 'e1/D36-2')).toMatchObject({
      verdict: 'late',
      lateBySeconds: 1800,
    });
  });

  test('可能达到重大 and nothing more: no clause is broken', async () => {
    const facts = await event([released(T('01:30', 1))], {
      report: { severity: '较大', possiblyMajor: true },
    });
    expect(onlyFact(facts, 'duty.settled', 'e1/D36-2').verdict).toBe('after-node');
    expect(factsNamed(facts, 'duty.overdue')).toEqual([]);
  });

  test('downgraded: the clocks of 重大 end, the 48 hours of an ordinary opinion begin at the same start', async () => {
    const facts = await event([{ at: T('22:00'), do: 'event.classify', id: 'e1', severity: '较大' }]);
    for (const duty of ['e1/D36-2', 'e1/D36-3', 'e1/D36-3/plan']) {
      expect(onlyFact(facts, 'duty.settled', duty).verdict).toBe('not-applicable');
    }
    expect(onlyFact(facts, 'duty.opened', 'e1/D36-1')).toMatchObject({
      dueAt: T('20:00', 2),
      at: T('22:00'),
    });
  });

  test('occurrence known only within bounds: undetermined where it matters', async () => {
    const occurredAt = { earliest: T('19:00'), latest: T('20:00') };
    for (const [at, verdict] of [
      [T('00:00', 1), 'on-time'],
      [T('00:30', 1), 'undetermined'],
      [T('01:00:01', 1), 'late'],
    ] as const) {
      const facts = await event([released(at)], { report: { occurredAt } });
      expect(onlyFact(facts, 'duty.opened', 'e1/D36-2')).toMatchObject({
        dueAt: T('00:00', 1),
        dueLatest: T('01:00', 1),
      });
      expect(onlyFact(facts, 'duty.settled', 'e1/D36-2').verdict).toBe(verdict);
    }
  });

  test('what was released before the classification is the first release after it as well', async () => {
    const facts = await event(
      [
        { at: T('23:30'), do: 'duty.submit', duty: 'e1/D36-1', by: 'emergency' },
        { at: T('03:00', 1), do: 'event.classify', id: 'e1', severity: '重大' },
      ],
      { report: { severity: '较大' } },
    );
    expect(onlyFact(facts, 'duty.settled', 'e1/D36-2')).toMatchObject({
      verdict: 'on-time',
      at: T('03:00', 1),
    });
    expect(
      factsNamed(facts, 'duty.opened')
        .filter(({ rule }) => rule === 'D36-4')
        .map(({ dueAt }) => dueAt),
    ).toEqual([T('11:30', 1)]);
  });

  test('a limit that had passed before: reminders speak of the time to act by, and leave no word out', async () => {
    const facts = await event([{ at: T('15:30', 1), do: 'event.classify', id: 'e1', severity: '重大' }], {
      report: { severity: '较大' },
    });
    for (const { text } of factsNamed(facts, 'notice.sent')) expect(text).not.toContain('……');
    const start = factsNamed(facts, 'notice.sent').find(
      ({ duty, rung }) => duty === 'e1/D36-2' && rung === 'start',
    );
    expect(start?.text).toContain('3月21日16:30');
  });

  test('the start corrected: a new limit, with the difference on record', async () => {
    const facts = await event([
      { at: T('21:00'), do: 'event.correct-start', id: 'e1', occurredAt: T('19:30'), why: '监控核实' },
    ]);
    expect(onlyFact(facts, 'duty.replanned', 'e1/D36-2')).toMatchObject({
      formerDueAt: T('01:00', 1),
      dueAt: T('00:30', 1),
      why: '事发时间更正',
    });
  });

  test.each<[object, string, string]>([
    [
      { do: 'event.report', id: 'e2', severity: '重大', occurredAt: T('23:00'), lead: 'emergency' },
      '事发时间晚于接报时间，请核对',
      'an occurrence after the report',
    ],
    [
      { do: 'event.report', id: 'e2', severity: '重大', reportedAt: T('23:00'), lead: 'emergency' },
      '接报时间晚于当前时间，请核对',
      'a report in the future',
    ],
    [
      { do: 'event.report', id: 'e2', severity: '重大', lead: 'nowhere' },
      '通讯录中没有单位“nowhere”',
      'an unknown lead',
    ],
    [
      { do: 'event.no-response', id: 'e1', by: 'publicity', opinion: '不回应' },
      '重大以上突发事件的舆情须依第三十六条回应，不适用“经研判不公开回应”',
      'silence about a major event',
    ],
    [
      { do: 'duty.submit', duty: 'e1/D36-2', happenedAt: T('22:30') },
      '实际办理时间晚于登记时间，请核对',
      'a release in the future',
    ],
  ])('%j is refused: %s (%s)', async (step, reason) => {
    const facts = await event([{ at: T('22:00'), ...step }], { until: T('22:01') });
    expect(factsNamed(facts, 'step.refused')).toMatchObject([{ reason }]);
  });
});

describe('approval before release (D37-1)', () => {
  test('approved, then released: both in order', async () => {
    const facts = await event([
      { at: T('22:00'), do: 'release.draft', id: 'e1' },
      approved(T('22:20')),
      released(T('22:40')),
    ]);
    expect(onlyFact(facts, 'duty.replanned', 'e1/D37-1').dueAt).toBe(T('22:30'));
    expect(onlyFact(facts, 'duty.settled', 'e1/D37-1').verdict).toBe('on-time');
    expect(onlyFact(facts, 'duty.settled', 'e1/D36-2').verdict).toBe('on-time');
  });

  test('released without approval: the release counts at its own time, the approval is its own finding', async () => {
    const facts = await event([released(T('22:40'))]);
    expect(onlyFact(facts, 'duty.settled', 'e1/D36-2').verdict).toBe('on-time');
    expect(onlyFact(facts, 'duty.settled', 'e1/D37-1')).toMatchObject({
      verdict: 'deviation',
      reason: '发布时未见审批记录',
    });
  });

  test('approved after its half hour: an internal node, never late', async () => {
    const facts = await event([
      { at: T('22:00'), do: 'release.draft', id: 'e1' },
      approved(T('22:50')),
      released(T('23:00')),
    ]);
    expect(onlyFact(facts, 'duty.settled', 'e1/D37-1').verdict).toBe('after-node');
    expect(factsNamed(facts, 'duty.overdue', 'e1/D37-1')).toEqual([]);
  });
});

describe('updates until the response ends (D36-4)', () => {
  test('twelve hours apart in the first two days, then daily, none after the end', async () => {
    const update = (at: string) => ({ at, do: 'duty.submit', duty: 'e1/D36-4', by: 'emergency' });
    const facts = await event(
      [
        released(T('22:00')),
        held(T('10:00', 1)),
        update(T('09:00', 1)),
        update(T('20:00', 1)),
        update(T('08:00', 2)),
        update(T('19:59', 2)),
        update(T('21:00', 2)),
        { at: T('12:00', 3), do: 'event.close', id: 'e1' },
      ],
      { until: T('00:00', 6) },
    );
    expect(
      factsNamed(facts, 'duty.opened')
        .filter(({ rule }) => rule === 'D36-4')
        .map(({ duty, dueAt }) => [duty, dueAt]),
    ).toEqual([
      ['e1/D36-4/1', T('10:00', 1)],
      ['e1/D36-4/2', T('21:00', 1)],
      ['e1/D36-4/3', T('08:00', 2)],
      ['e1/D36-4/4', T('20:00', 2)],
      ['e1/D36-4/5', T('07:59', 3)],
      ['e1/D36-4/6', T('21:00', 3)],
    ]);
    expect(onlyFact(facts, 'duty.settled', 'e1/D36-4/6').verdict).toBe('not-applicable');
    expect(
      factsNamed(facts, 'duty.settled')
        .filter(({ rule, duty }) => rule === undefined && String(duty).includes('D36-4'))
        .map(({ verdict }) => verdict),
    ).toEqual(['on-time', 'on-time', 'on-time', 'on-time', 'on-time', 'not-applicable']);
    expect(factsNamed(facts, 'rung.reached').filter(({ at }) => String(at) > T('12:00', 3))).toEqual([]);
  });

  test('the plan of the conference is moot once it has been held', async () => {
    const facts = await event([released(T('22:00')), held(T('07:00', 1))]);
    expect(onlyFact(facts, 'duty.settled', 'e1/D36-3/plan')).toMatchObject({
      verdict: 'not-applicable',
      at: T('07:00', 1),
    });
  });
});

describe('how it ends', () => {
  test('由上级统一发布: no verdict on anything, and all who were told hear of it', async () => {
    const facts = await event([{ at: T('22:00'), do: 'event.handover', id: 'e1', to: '市委宣传部' }]);
    const settled = factsNamed(facts, 'duty.settled');
    expect(settled.map(({ verdict }) => verdict)).toEqual(Array(4).fill('not-applicable'));
    for (const { reason } of settled) expect(reason).toBe('由上级统一发布：市委宣传部');
    const told = factsNamed(facts, 'notice.sent')
      .filter(({ rung }) => rung === 'handed-over')
      .map(({ to }) => to);
    expect(told).toEqual(
      expect.arrayContaining(['emergency.liaison', 'publicity.liaison', 'mayor', 'vice-mayor-5']),
    );
    expect(told.toSorted()).toEqual([...new Set(told)].toSorted());
    expect(factsNamed(facts, 'rung.reached').filter(({ at }) => String(at) > T('22:00'))).toEqual([]);
  });

  test('the end of the response does not excuse a release that is still owed', async () => {
    const facts = await event([{ at: T('02:00', 1), do: 'event.close', id: 'e1' }, released(T('03:00', 1))]);
    expect(onlyFact(facts, 'duty.settled', 'e1/D36-2')).toMatchObject({
      verdict: 'late',
      lateBySeconds: 7200,
    });
  });

  test('经研判不公开回应, with the opinion on file, for an ordinary opinion', async () => {
    const facts = await event(
      [
        {
          at: T('22:00'),
          do: 'event.no-response',
          id: 'e1',
          by: 'publicity',
          opinion: '个案投诉，已当面答复',
        },
      ],
      {
        report: { severity: '一般' },
      },
    );
    expect(onlyFact(facts, 'duty.settled', 'e1/D36-1')).toMatchObject({
      verdict: 'waived',
      reason: '经研判不公开回应：个案投诉，已当面答复',
    });
  });
});

describe('an ordinary opinion (D36-1)', () => {
  test('48 hours by the notice of 2016, with its own ladder', async () => {
    const facts = await event([], { report: { severity: '一般' }, until: T('00:00', 3) });
    expect(onlyFact(facts, 'duty.opened', 'e1/D36-1')).toMatchObject({ dueAt: T('20:00', 2), basis: 'law' });
    expect(sent(facts, 'e1/D36-1')).toEqual([
      '20T20:10 start emergency.liaison',
      '20T20:10 start publicity.liaison',
      '21T20:00 remind-1 emergency.liaison',
      '22T14:00 remind-2 emergency.liaison',
      '22T14:00 remind-2 emergency.principal',
      '22T20:00 director office-director',
    ]);
    expect(onlyFact(facts, 'duty.overdue', 'e1/D36-1').at).toBe(T('20:00', 2));
  });

  test('four hours later the leader in charge', async () => {
    const facts = await event([], { report: { severity: '一般' }, until: T('00:01', 3) });
    expect(sent(facts, 'e1/D36-1').at(-1)).toBe('23T00:00 escalate vice-mayor-5');
  });
});
