/** Art. 79 as the duty room lives it: first report, calls to leaders, follow-ups by level, the upward report, late receipt. */
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/app/facts.ts';
import { factsNamed, onlyFact, runScenario } from '../support/run-scenario.ts';

/** All of these begin on Friday 2026-03-20, the night before a weekend. */
const T = (time: string, days = 0) => `2026-03-${20 + days}T${time.length === 5 ? `${time}:00` : time}+08:00`;

function emergency(
  steps: readonly object[] = [],
  more: { report?: object; at?: string; settings?: object; until?: string; rules?: readonly string[] } = {},
) {
  const report = {
    severity: '较大',
    occurredAt: T('22:40'),
    phoneAt: T('22:55'),
    source: 'town-1',
    ...more.report,
  };
  return runScenario({
    rules: more.rules ?? ['D79-2', 'D79-3', 'D79-4', 'D79-5', 'D37-2', 'D38-1'],
    settings: more.settings ?? {},
    from: T('08:00'),
    until: more.until ?? T('00:00', 1),
    steps: [
      {
        at: more.at ?? T('22:56'),
        do: 'event.report',
        id: 'e1',
        title: '某镇民房火灾，王某受伤',
        emergency: true,
        lead: 'emergency',
        ...report,
      },
      ...steps,
    ],
  });
}

const answered = (at: string, post: string, more: object = {}) => ({
  at,
  do: 'event.call',
  id: 'e1',
  post,
  answered: true,
  ...more,
});
const unanswered = (at: string, post: string) => ({ ...answered(at, post), answered: false });
const update = (at: string, more: object = {}) => ({ at, do: 'event.update', id: 'e1', ...more });
const upward = (at: string, to: string, more: object = {}) => ({
  at,
  do: 'event.upward',
  id: 'e1',
  to,
  number: '值〔2026〕3号',
  ...more,
});

function sent(facts: readonly Fact[], duty: string) {
  return factsNamed(facts, 'notice.sent')
    .filter(({ duties }) => Array.isArray(duties) && duties.includes(duty))
    .map(({ at, rung, to }) => `${String(at).slice(11, 16)} ${String(rung).split('@')[0]} ${to}`);
}

const opened = (facts: readonly Fact[], duty: string) => onlyFact(facts, 'duty.opened', duty);
const settled = (facts: readonly Fact[], duty: string) => onlyFact(facts, 'duty.settled', duty);

describe('the first report (D79-2)', () => {
  test.each([
    ['by phone at the limit', T('23:00'), {}, 'on-time', 'on-time'],
    ['a second later by phone', T('23:00:01'), {}, 'after-node', 'on-time'],
    [
      'the plain profile allows half an hour',
      T('23:10'),
      { 'emergency.profile': 'plain' },
      'on-time',
      'on-time',
    ],
  ])('%s', async (_caption, phoneAt, settings, phone, written) => {
    const steps = [
      {
        at: T('23:25'),
        do: 'duty.submit',
        duty: 'e1/D79-2/written',
        by: 'duty-room',
        for: 'town-1',
        happenedAt: T('23:20'),
      },
    ];
    const facts = await emergency(steps, {
      report: { phoneAt },
      at: T('23:12'),
      settings,
      until: T('23:30'),
    });
    expect(settled(facts, 'e1/D79-2/phone').verdict).toBe(phone);
    expect(settled(facts, 'e1/D79-2/written').verdict).toBe(written);
    expect(opened(facts, 'e1/D79-2/phone')).toMatchObject({ owedBy: 'town-1', basis: 'internal' });
  });

  test('heard of from elsewhere: the unit is asked, then its head, then the leader in charge', async () => {
    const report = { source: undefined, phoneAt: undefined };
    const facts = await emergency([], { report, at: T('22:45'), until: T('23:10') });
    expect(opened(facts, 'e1/D79-2/phone')).toMatchObject({ owedBy: 'emergency', dueAt: T('23:00') });
    expect(sent(facts, 'e1/D79-2/phone')).toEqual([
      '22:45 start emergency.liaison',
      // Nobody has keyed the outcome of the call for ten minutes.
      '22:55 call-start duty-room.liaison',
      '23:00 due emergency.liaison',
      '23:03 principal emergency.principal',
      '23:06 in-charge vice-mayor-5',
    ]);
  });

  test('nobody knows when it happened: the verdict stays open unless the report was at once', async () => {
    const facts = await emergency([], { report: { occurredAt: undefined } });
    expect(settled(facts, 'e1/D79-2/phone').verdict).toBe('undetermined');
  });

  test('from when the unit knew, where the office has chosen so; unknown, it stays open', async () => {
    const settings = { 'emergency.first_from': 'awareness' };
    const known = await emergency([], {
      report: { phoneAt: T('23:20'), knownAt: T('23:05') },
      at: T('23:21'),
      settings,
    });
    expect(settled(known, 'e1/D79-2/phone')).toMatchObject({
      verdict: 'on-time',
      verdicts: [
        { id: 'occurrence', verdict: 'late' },
        { id: 'awareness', verdict: 'on-time' },
      ],
    });
    const unknown = await emergency([], { report: { phoneAt: T('23:20') }, at: T('23:21'), settings });
    expect(settled(unknown, 'e1/D79-2/phone').verdict).toBe('undetermined');
  });

  test('the department in charge reports as well (D37-2), and has done so when it was the source', async () => {
    const facts = await emergency([], { until: T('00:30', 1) });
    expect(opened(facts, 'e1/D37-2')).toMatchObject({ owedBy: 'emergency', dueAt: T('23:55') });
    const own = await emergency([], { report: { source: 'emergency' } });
    expect(settled(own, 'e1/D37-2').verdict).toBe('on-time');
  });
});

describe('duty staff tell the leaders (D79-4)', () => {
  test.each([
    ['一般', ['office-director', 'vice-mayor-5']],
    ['较大', ['office-director', 'vice-mayor-5', 'executive-vice-mayor']],
    ['重大', ['office-director', 'vice-mayor-5', 'executive-vice-mayor', 'mayor']],
  ])('%s: who is called at once', async (severity, posts) => {
    const facts = await emergency([], { report: { severity }, until: T('22:58') });
    const calls = factsNamed(facts, 'notice.sent').filter(({ rung }) => rung === 'call');
    expect(calls.map(({ to }) => to).toSorted()).toEqual(posts.toSorted());
    expect(new Set(calls.map(({ channel }) => channel))).toEqual(new Set(['phone-record']));
    for (const post of posts) expect(opened(facts, `e1/D79-4/${post}`).dueAt).toBe(T('23:05'));
  });

  test('unanswered: the next in the chain after three minutes, then the next, and calling goes on', async () => {
    const facts = await emergency([unanswered(T('22:57'), 'vice-mayor-5')], {
      report: { severity: '一般' },
      until: T('23:36'),
    });
    expect(sent(facts, 'e1/D79-4/vice-mayor-5')).toEqual([
      '22:56 call vice-mayor-5',
      '22:59 executive executive-vice-mayor',
      '22:59 again vice-mayor-5',
      '23:01 text vice-mayor-5',
      '23:02 mayor mayor',
      '23:02 again-next vice-mayor-5',
      '23:05 due duty-room.liaison',
      '23:05 due duty-room.principal',
      '23:05 keep-calling vice-mayor-5',
      '23:09 call-deputy duty-room.liaison',
      '23:12 call-mayor duty-room.liaison',
      '23:35 keep-calling vice-mayor-5',
    ]);
  });

  test('an answered call does it; a text never does', async () => {
    const facts = await emergency([answered(T('23:02'), 'vice-mayor-5', { instruction: '全力救治' })]);
    expect(settled(facts, 'e1/D79-4/vice-mayor-5').verdict).toBe('on-time');
    expect(factsNamed(facts, 'duty.settled', 'e1/D79-4/executive-vice-mayor')).toEqual([]);
    expect(sent(facts, 'e1/D79-4/executive-vice-mayor')).toContain('23:01 text executive-vice-mayor');
  });

  test('by when the call was, not by when it was keyed', async () => {
    const facts = await emergency([answered(T('23:30'), 'vice-mayor-5', { happenedAt: T('23:01') })]);
    expect(settled(facts, 'e1/D79-4/vice-mayor-5').verdict).toBe('on-time');
  });

  test('texts go at once when the officer in charge confirms', async () => {
    const confirm = { at: T('22:57'), do: 'event.confirm', id: 'e1', by: 'duty-room.principal' };
    const facts = await emergency([confirm], { until: T('23:10') });
    const texts = factsNamed(facts, 'notice.sent').filter(({ rung }) => rung === 'text');
    expect(texts).toHaveLength(3);
    for (const { at } of texts) expect(at).toBe(T('22:57'));
  });

  test('whoever acts for an absent leader answers for him', async () => {
    const leave = {
      at: T('09:00'),
      do: 'absence.record',
      id: 'a1',
      post: 'vice-mayor-5',
      from: T('10:00'),
      to: T('00:00', 4),
      reason: '休假',
    };
    const facts = await emergency([leave, answered(T('23:00'), 'vice-mayor-6')]);
    expect(settled(facts, 'e1/D79-4/vice-mayor-5').verdict).toBe('on-time');
  });

  test('a higher level brings more leaders onto the list', async () => {
    const facts = await emergency(
      [{ at: T('23:30'), do: 'event.classify', id: 'e1', severity: '重大' }, answered(T('23:34'), 'mayor')],
      { until: T('23:40') },
    );
    expect(opened(facts, 'e1/D79-4/mayor').at).toBe(T('23:30'));
  });
});

describe('follow-ups (D79-3)', () => {
  test.each([
    ['重大', 2],
    ['较大', 4],
  ])('%s: every %i hours, numbered', async (severity, hours) => {
    const at = T(`0${hours - 2}:30`, 1);
    const facts = await emergency([update(at)], { report: { severity }, until: T('20:00', 1) });
    const first = Date.parse(String(opened(facts, 'e1/D79-3/1').dueAt)) - Date.parse(T('22:55'));
    const second = Date.parse(String(opened(facts, 'e1/D79-3/2').dueAt)) - Date.parse(at);
    expect([first, second]).toEqual([hours * 3_600_000, hours * 3_600_000]);
    const reminders = factsNamed(facts, 'notice.sent').filter(({ rung }) => rung === 'remind');
    expect(reminders.map(({ text }) => text)).toEqual(
      expect.arrayContaining([expect.stringContaining('续报一'), expect.stringContaining('续报二')]),
    );
  });

  test('every hour while casualties change in a major event', async () => {
    const facts = await emergency([update(T('23:30'), { casualtiesChanged: true }), update(T('00:20', 1))], {
      report: { severity: '重大' },
      until: T('02:00', 1),
    });
    expect(opened(facts, 'e1/D79-3/2').dueAt).toBe(T('00:30', 1));
    expect(opened(facts, 'e1/D79-3/3').dueAt).toBe(T('02:20', 1));
  });

  test('一般: nothing but what changes, and the final report', async () => {
    const facts = await emergency(
      [
        update(T('23:30')),
        { at: T('08:00', 1), do: 'event.close', id: 'e1' },
        update(T('09:00', 4), { final: true }),
      ],
      { report: { severity: '一般' }, until: T('00:00', 7) },
    );
    expect(factsNamed(facts, 'duty.opened').filter(({ duty }) => /D79-3\/\d/.test(String(duty)))).toEqual([]);
    expect(opened(facts, 'e1/D79-3/final').dueAt).toBe(T('17:00', 5));
    expect(settled(facts, 'e1/D79-3/final').verdict).toBe('on-time');
  });

  test('daily after two days', async () => {
    const facts = await emergency([update(T('23:00', 2))], { until: T('01:00', 3) });
    expect(opened(facts, 'e1/D79-3/2').dueAt).toBe(T('23:00', 3));
  });

  test('handed in at the duty itself it is the same follow-up; out of its number it is refused', async () => {
    const facts = await emergency(
      [
        { at: T('23:30'), do: 'duty.submit', duty: 'e1/D79-3', by: 'duty-room', for: 'town-1' },
        update(T('23:40'), { number: 1 }),
      ],
      { until: T('23:50') },
    );
    expect(settled(facts, 'e1/D79-3/1').verdict).toBe('on-time');
    expect(opened(facts, 'e1/D79-3/2').dueAt).toBe(T('03:30', 1));
    expect(factsNamed(facts, 'step.refused').map(({ reason }) => reason)).toEqual([
      '下一次应为续报二，请核对续报序号',
    ]);
  });

  test('closing ends them; a unified release does not', async () => {
    const handed = { at: T('23:10'), do: 'event.handover', id: 'e1', to: '市委宣传部' };
    const facts = await emergency([
      handed,
      { at: T('23:30'), do: 'event.close', id: 'e1' },
      update(T('23:40')),
    ]);
    expect(settled(facts, 'e1/D79-3/1')).toMatchObject({ at: T('23:30'), verdict: 'not-applicable' });
    expect(factsNamed(facts, 'step.refused')).toHaveLength(1);
  });

  test('changed casualties are reported again within the window, where the office has switched that on', async () => {
    const close = { at: T('08:00', 1), do: 'event.close', id: 'e1' };
    const settings = { 'on.D79-3-recount': true };
    const fire = await emergency([close], { settings, report: { cause: 'fire' }, until: T('10:00', 1) });
    expect(opened(fire, 'e1/D79-3/recount')).toMatchObject({ dueAt: T('17:00', 7), basis: 'law' });
    const other = await emergency([close], { settings, until: T('10:00', 1) });
    expect(opened(other, 'e1/D79-3/recount').dueAt).toBe('2026-04-19T17:00:00+08:00');
    const off = await emergency([close], { until: T('10:00', 1) });
    expect(factsNamed(off, 'duty.opened', 'e1/D79-3/recount')).toEqual([]);
  });
});

describe('the upward report (D79-5, D38-1)', () => {
  test.each([
    ['较大: an hour from the occurrence', '较大', T('23:40')],
    ['一般: two hours from the report', '一般', T('00:55', 1)],
  ])('%s, to each recipient for itself', async (_caption, severity, dueAt) => {
    const facts = await emergency([upward(T('23:20'), 'city')], { report: { severity } });
    expect(opened(facts, 'e1/D79-5/city')).toMatchObject({ dueAt, basis: 'law', owedBy: 'duty-room' });
    expect(opened(facts, 'e1/D79-5/party-committee')).toMatchObject({ dueAt, basis: 'internal' });
    expect(settled(facts, 'e1/D79-5/city').verdict).toBe('on-time');
    expect(factsNamed(facts, 'duty.settled', 'e1/D79-5/party-committee')).toEqual([]);
  });

  test('alerts 20 and 40 minutes after the report was received, then up, in serving words', async () => {
    const facts = await emergency([upward(T('22:57'), 'party-committee')], { until: T('00:05', 1) });
    expect(sent(facts, 'e1/D79-5/city').filter((line) => !line.includes('start'))).toEqual([
      '23:15 first duty-room.liaison',
      '23:15 first duty-room.principal',
      '23:35 second duty-room.principal',
      '23:35 second office-director',
      '23:40 line duty-room.liaison',
      '23:40 line duty-room.principal',
      '23:40 line office-director',
      '23:50 executive executive-vice-mayor',
      '00:00 mayor mayor',
    ]);
    expect(onlyFact(facts, 'duty.overdue', 'e1/D79-5/city').at).toBe(T('23:40'));
    const up = factsNamed(facts, 'notice.sent').filter(
      ({ rung }) => rung === 'executive' || rung === 'mayor',
    );
    for (const { text } of up) expect(text).toMatch(/呈阅.*请阅示/);
  });

  test('by law before any instruction, which is recorded beside it', async () => {
    const facts = await emergency([
      upward(T('23:10'), 'city', { basis: 'law' }),
      { at: T('23:30'), do: 'event.instruct', id: 'e1', by: 'mayor', text: '同意上报，续报及时' },
      upward(T('23:35'), 'party-committee', { basis: 'instruction' }),
    ]);
    expect(factsNamed(facts, 'step.refused')).toEqual([]);
    expect(settled(facts, 'e1/D79-5/city').verdict).toBe('on-time');
    expect(factsNamed(facts, 'event.instructed')).toHaveLength(1);
  });

  test('the system sends nothing to those above', async () => {
    const facts = await emergency([upward(T('23:10'), 'city'), update(T('23:30'))], { until: T('06:00', 1) });
    const units = factsNamed(facts, 'notice.sent').map(({ to }) => String(to));
    expect(units.filter((to) => /city|party|committee/.test(to))).toEqual([]);
  });

  test('received too late to be on time: its own state, and the verdicts side by side', async () => {
    const facts = await emergency([upward(T('00:20', 1), 'city')], {
      report: { phoneAt: T('00:05', 1) },
      at: T('00:06', 1),
      until: T('01:00', 1),
    });
    expect(opened(facts, 'e1/D79-5/city')).toMatchObject({ dueAt: T('23:40'), state: '接报时已超时' });
    expect(settled(facts, 'e1/D79-5/city')).toMatchObject({
      verdict: 'late',
      attributable: false,
      state: '接报时已超时',
      verdicts: [
        { id: 'occurrence', verdict: 'late' },
        { id: 'report', verdict: 'on-time' },
        { id: 'classification', verdict: 'on-time' },
      ],
    });
  });

  test('classified too late: its own state', async () => {
    const facts = await emergency([{ at: T('00:10', 1), do: 'event.classify', id: 'e1', severity: '较大' }], {
      report: { severity: '一般' },
      until: T('00:20', 1),
    });
    expect(onlyFact(facts, 'duty.replanned', 'e1/D79-5/city')).toMatchObject({
      dueAt: T('23:40'),
      state: '定级时已超时',
    });
  });

  test('a major one goes before the Party Committee with it (D38-1)', async () => {
    const facts = await emergency([upward(T('23:20'), 'party-committee')], { report: { severity: '重大' } });
    expect(opened(facts, 'e1/D38-1/emergency')).toMatchObject({
      dueAt: T('23:55'),
      served: 'mayor',
      basis: 'internal',
    });
    expect(settled(facts, 'e1/D38-1/emergency').verdict).toBe('on-time');
  });

  test('follow-ups are passed on; one report passes on all before it', async () => {
    const facts = await emergency(
      [upward(T('23:10'), 'city'), update(T('23:20')), update(T('23:40')), upward(T('23:50'), 'city')],
      { until: T('23:59') },
    );
    expect(opened(facts, 'e1/D79-5/follow/city-1').dueAt).toBe(T('00:20', 1));
    for (const part of ['city-1', 'city-2'])
      expect(settled(facts, `e1/D79-5/follow/${part}`).verdict).toBe('on-time');
  });
});

test('no message says more of it than its number', async () => {
  const facts = await emergency([upward(T('23:10'), 'city'), update(T('23:20'), { evidence: '王某转院' })], {
    report: { severity: '重大' },
    rules: ['D36-*', 'D37-*', 'D38-1', 'D79-2', 'D79-3', 'D79-4', 'D79-5'],
    until: T('23:00', 1),
  });
  const texts = factsNamed(facts, 'notice.sent').map(({ text }) => String(text));
  expect(texts.length).toBeGreaterThan(40);
  for (const text of texts) expect(text).not.toMatch(/王某|民房|某镇/);
});

test('nothing of it waits for morning', async () => {
  const facts = await emergency([], { report: { severity: '重大' }, until: T('06:00', 1) });
  const reached = factsNamed(facts, 'rung.reached');
  const ofLadders = factsNamed(facts, 'notice.sent').filter(({ rung }) => !String(rung).startsWith('call-'));
  for (const notice of ofLadders) {
    const rung = reached.find((one) => one.rung === notice.rung && one.duty === notice.duty);
    expect(rung?.at, JSON.stringify(notice)).toBe(notice.at);
  }
});

test('an event that is no emergency owes nothing under art. 79, and its verbs are refused', async () => {
  const facts = await emergency([update(T('23:00')), upward(T('23:01'), 'city')], {
    report: { emergency: false, source: undefined, phoneAt: undefined },
  });
  expect(factsNamed(facts, 'duty.opened')).toEqual([]);
  expect(factsNamed(facts, 'step.refused')).toHaveLength(2);
});
