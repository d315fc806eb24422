/** Rules in shadow: everything is planned and recorded, and nobody but the office hears of it until a rule is released. */
import { describe, expect, test } from 'vitest';
import { china, factsNamed, onlyFact, runScenario } from '../support/run-scenario.ts';

const PAPERS = 'm1/D52-07/i1';
const MEETING = {
  at: china('2026-03-11', '10:00'),
  do: 'meeting.schedule',
  id: 'm1',
  kind: 'executive',
  start: china('2026-03-18', '09:00'),
  items: [{ id: 'i1', unit: 'housing', title: '老旧小区改造' }],
};
const RELEASE = { do: 'rule.release', rule: 'D52-07', by: 'office-director' };

function week(steps: readonly object[], more: object = {}) {
  return runScenario({
    rules: ['D52-06', 'D52-07', 'D52-08'],
    shadow: true,
    from: china('2026-03-10', '08:00'),
    until: china('2026-03-18', '08:30'),
    steps: [MEETING, ...steps],
    ...more,
  });
}

const sent = (facts: Awaited<ReturnType<typeof week>>) => factsNamed(facts, 'notice.sent');

describe('a rule in shadow', () => {
  test('tells the office alone, and says whom it would have told and how', async () => {
    const notices = sent(await week([]));
    expect(notices.length).toBeGreaterThan(8);
    expect(new Set(notices.map(({ to, shadow, channel }) => `${to} ${shadow} ${channel}`))).toEqual(
      new Set(['office.liaison true inbox']),
    );
    const [first] = notices.filter(({ duty }) => duty === PAPERS);
    expect(first?.text).toMatch(/^【拟发】【示例区政府办】.*（拟发给：区住建局联络员.+，.+）$/);
    expect(first?.meantFor).toMatchObject({ to: 'housing.liaison' });
  });

  test('keeps the times, the verdicts and the words it would have had', async () => {
    const kept = (facts: Awaited<ReturnType<typeof week>>) =>
      facts.flatMap(({ fact, at, duty, rung, dueAt }) =>
        String(fact).startsWith('notice.') ? [] : [[fact, at, duty, rung, dueAt]],
      );
    const [shadow, live] = [await week([]), await week([], { shadow: false })];
    expect(kept(shadow)).toEqual(kept(live));
    const meant = (facts: typeof shadow) =>
      sent(facts).map((fact) => [fact.at, fact.duty, fact.rung, (fact.meantFor ?? fact) as { to: string }]);
    const toWhom = (facts: typeof shadow) =>
      meant(facts).map(([at, duty, rung, to]) => [at, duty, rung, (to as { to: string }).to]);
    expect(toWhom(shadow)).toEqual(toWhom(live));
    const texts = (facts: typeof shadow) =>
      sent(facts).map(({ text }) => String(text).replace(/^【拟发】|（拟发给：.*$/g, ''));
    expect(texts(shadow)).toEqual(texts(live));
  });

  test('once released notifies from the next notice on; the others stay in shadow', async () => {
    const facts = await week([{ at: china('2026-03-16', '12:00'), ...RELEASE }]);
    expect(onlyOf(facts, 'rule.released')).toMatchObject({ rules: ['D52-07'], by: 'office-director' });
    const after = sent(facts).filter(({ at }) => String(at) > china('2026-03-16', '12:00'));
    const papers = after.filter(({ duty }) => duty === PAPERS);
    expect(new Set(papers.map(({ shadow }) => shadow ?? false))).toEqual(new Set([false]));
    expect(papers.map(({ to }) => to)).toContain('housing.liaison');
    const others = after.filter(({ duty }) => duty === 'm1/D52-08');
    expect(others.length).toBeGreaterThan(0);
    expect(others.every(({ shadow }) => shadow === true)).toBe(true);
  });

  test('a notice that waits when its rule is released goes to whom it is meant for', async () => {
    // The rung of 16:00 waits for nothing; the stop of all sending holds it until the rule is released.
    const facts = await week([
      { at: china('2026-03-17', '13:50'), do: 'sending.stop', by: 'office-director', why: '核对' },
      { at: china('2026-03-17', '14:10'), ...RELEASE },
      { at: china('2026-03-17', '14:20'), do: 'sending.resume', by: 'office-director' },
    ]);
    const held = sent(facts).filter(({ at, duty }) => duty === PAPERS && String(at).includes('03-17T14:2'));
    expect(held.map(({ to, shadow }) => [to, shadow])).toEqual([['housing.liaison', undefined]]);
  });

  test('announcements too stay in the office', async () => {
    const facts = await week([
      {
        at: china('2026-03-16', '10:00'),
        do: 'meeting.reschedule',
        id: 'm1',
        start: china('2026-03-20', '09:00'),
      },
    ]);
    const changes = sent(facts).filter(({ at }) => at === china('2026-03-16', '10:00'));
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.every(({ to, shadow }) => to === 'office.liaison' && shadow === true)).toBe(true);
  });

  test('an emergency too stays in the office, each message by itself', async () => {
    const facts = await runScenario({
      rules: ['D36-*', 'D37-1'],
      shadow: true,
      from: china('2026-03-18', '12:00'),
      until: china('2026-03-18', '18:00'),
      steps: [
        {
          at: china('2026-03-18', '12:52'),
          do: 'event.report',
          id: 'e1',
          severity: '重大',
          lead: 'emergency',
          occurredAt: china('2026-03-18', '12:40'),
        },
      ],
    });
    expect(sent(facts).length).toBeGreaterThan(3);
    expect(sent(facts).every(({ to, shadow }) => to === 'office.liaison' && shadow === true)).toBe(true);
  });
});

describe('back into shadow', () => {
  const DAY = china('2026-03-13', '09:30');
  test('a rule of a district without shadow, with the reason in the ledger', async () => {
    const step = { at: DAY, do: 'rule.shadow', rule: 'D52-*', by: 'office-director', why: '表述待核' };
    const facts = await week([step], { shadow: false });
    expect(onlyOf(facts, 'rule.shadowed')).toMatchObject({
      rules: ['D52-06', 'D52-07', 'D52-08'],
      why: '表述待核',
    });
    const split = (early: boolean) => sent(facts).filter(({ at }) => String(at) < DAY === early);
    expect(split(true).some(({ shadow }) => shadow === true)).toBe(false);
    expect(split(false).every(({ shadow }) => shadow === true)).toBe(true);
  });

  test.each<[string, object, string]>([
    ['an unknown rule', { ...RELEASE, rule: 'D99-1' }, '规则库中没有“D99-1”'],
    ['a pattern that nothing fits', { ...RELEASE, rule: 'D99-*' }, '规则库中没有“D99-*”'],
    [
      'what is in shadow already',
      { do: 'rule.shadow', rule: 'D52-07', by: 'office', why: '再看看' },
      'D52-07已在试运行，无须重复办理',
    ],
  ])('refuses %s', async (_caption, step, reason) => {
    const facts = await week([{ at: DAY, ...step }]);
    expect(onlyOf(facts, 'step.refused').reason).toBe(reason);
  });

  test('refuses to release twice', async () => {
    const facts = await week([
      { at: DAY, ...RELEASE },
      { at: china('2026-03-13', '09:40'), ...RELEASE },
    ]);
    expect(onlyOf(facts, 'step.refused').reason).toBe('D52-07已正式启用，无须重复办理');
  });
});

test('after the release nobody gets a correction of what he was never sent', async () => {
  const facts = await week([
    { at: china('2026-03-17', '18:10'), ...RELEASE },
    {
      at: china('2026-03-17', '18:20'),
      do: 'duty.submit',
      duty: PAPERS,
      by: 'office',
      for: 'housing',
      source: '纸质',
      happenedAt: china('2026-03-17', '16:40'),
    },
  ]);
  const outside = sent(facts).filter(({ duty, shadow }) => duty === PAPERS && shadow !== true);
  expect(outside.map(({ at, to, text }) => [at, to, text])).toEqual([]);
  const dropped = factsNamed(facts, 'notice.dropped', PAPERS).map(({ reason }) => reason);
  expect(new Set(dropped)).toEqual(new Set(['此前的提醒仅为拟发，未曾对外发出，无须更正']));
});

test('in shadow the duty is judged as ever', async () => {
  const facts = await week([
    { at: china('2026-03-17', '16:00'), do: 'duty.submit', duty: PAPERS, by: 'housing' },
  ]);
  expect(onlyFact(facts, 'duty.settled', PAPERS).verdict).toBe('on-time');
});

function onlyOf(facts: Awaited<ReturnType<typeof week>>, kind: string) {
  const found = factsNamed(facts, kind);
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`expected one ${kind}, found ${found.length}`);
  return only;
}
