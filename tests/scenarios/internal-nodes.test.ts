/** A default of ours reminds and stays inside the office; once adopted at 立项 it climbs the whole ladder (practice). */
import { describe, expect, test } from 'vitest';
import { china, factsNamed, runScenario } from '../support/run-scenario.ts';

async function rungsOf(adoptDefault: boolean): Promise<string[]> {
  const facts = await runScenario({
    rules: ['D77-1'],
    from: china('2026-03-02', '08:00'),
    until: china('2026-05-31', '08:00'),
    steps: [
      {
        at: china('2026-03-02', '09:00'),
        do: 'assignment.open',
        id: 'a1',
        source: 'inspection',
        title: '老旧管网漏损整改',
        lead: 'housing',
      },
      {
        at: china('2026-03-02', '10:00'),
        do: 'assignment.approve',
        id: 'a1',
        by: 'mayor',
        adoptDefault,
      },
      { at: china('2026-03-02', '11:00'), do: 'assignment.assign', id: 'a1', by: 'supervision' },
    ],
  });
  const rungs = factsNamed(facts, 'rung.reached', 'a1/D77-1/housing').map(({ rung }) => String(rung));
  return [...new Set(rungs.map((rung) => rung.split('@')[0] ?? ''))];
}

const INSIDE = ['start', 'remind', 'remind-today', 'check', 'hasten', 'hasten-principal'];
const BEYOND = ['supervise', 'in-charge', 'executive'];

describe('a limit that nobody named', () => {
  test('is reminded of and asked about, and goes to no leader', async () => {
    const rungs = await rungsOf(false);
    expect(rungs).toEqual(expect.arrayContaining(INSIDE));
    expect(rungs.filter((rung) => BEYOND.includes(rung))).toEqual([]);
  });

  test('climbs the whole ladder once it is adopted', async () => {
    expect(await rungsOf(true)).toEqual(expect.arrayContaining([...INSIDE, ...BEYOND]));
  });
});
