/** Where `leader.confirm` is on, 办公室主任 lets each notice to a leader go first. */
import { describe, expect, test } from 'vitest';
import { china, factsNamed, runScenario } from '../support/run-scenario.ts';

const DAY = '2026-03-17';

function papers(settings: object, steps: readonly object[] = []) {
  return runScenario({
    rules: ['D52-07'],
    settings,
    from: china('2026-03-10', '08:00'),
    until: china('2026-03-18', '08:00'),
    steps: [
      {
        at: china('2026-03-11', '10:00'),
        do: 'meeting.schedule',
        id: 'm1',
        kind: 'executive',
        start: china('2026-03-18', '09:00'),
        items: [{ id: 'i1', unit: 'housing', title: '老旧小区改造' }],
      },
      ...steps,
    ],
  });
}

const toLeaders = (facts: Awaited<ReturnType<typeof papers>>) =>
  factsNamed(facts, 'notice.sent')
    .filter(({ rung }) => rung === 'escalate')
    .map(({ at }) => at);

describe('a notice to a leader', () => {
  test('goes by itself where nothing else is set', async () => {
    expect(toLeaders(await papers({}))).toEqual([china(DAY, '19:00')]);
  });

  test('waits, where the director is to let it go', async () => {
    const facts = await papers({ 'leader.confirm': true });
    expect(toLeaders(facts)).toEqual([]);
    const toUnits = factsNamed(facts, 'notice.sent').filter(({ rung }) => rung === 'hasten');
    expect(toUnits.map(({ to }) => to)).toEqual(['housing.liaison', 'housing.principal']);
  });

  test('goes at the moment it is let go, once, and the ledger names who did it', async () => {
    const release = { do: 'notice.release', duty: 'm1/D52-07/i1', by: 'office-director' };
    const facts = await papers({ 'leader.confirm': true }, [
      { at: china(DAY, '19:20'), ...release },
      { at: china(DAY, '19:30'), ...release },
    ]);
    expect(toLeaders(facts)).toEqual([china(DAY, '19:20')]);
    expect(factsNamed(facts, 'notice.released').map(({ at, by }) => [at, by])).toEqual([
      [china(DAY, '19:20'), 'office-director'],
    ]);
    expect(factsNamed(facts, 'step.refused').map(({ reason }) => reason)).toEqual([
      '该事项没有待签发的呈阅消息',
    ]);
  });
});
