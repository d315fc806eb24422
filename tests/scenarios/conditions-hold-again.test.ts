/** A duty that ended because its conditions held no longer goes on when they hold again. */
import { describe, expect, test } from 'vitest';
import { china, factsNamed, runScenario } from '../support/run-scenario.ts';

const report = {
  at: china('2026-03-18', '12:52'),
  do: 'event.report',
  id: 'e17',
  severity: '重大',
  occurredAt: china('2026-03-18', '12:40'),
  lead: 'emergency',
};

describe('an event whose class is corrected and corrected back', () => {
  test('owes its release again, by the same start', async () => {
    const facts = await runScenario({
      rules: ['D36-2'],
      from: china('2026-03-18', '08:00'),
      until: china('2026-03-18', '23:00'),
      steps: [
        report,
        { at: china('2026-03-18', '13:10'), do: 'event.classify', id: 'e17', severity: '较大' },
        { at: china('2026-03-18', '13:40'), do: 'event.classify', id: 'e17', severity: '重大' },
        { at: china('2026-03-18', '16:00'), do: 'duty.submit', duty: 'e17/D36-2', by: 'emergency' },
      ],
    });
    const settled = factsNamed(facts, 'duty.settled', 'e17/D36-2');
    expect(settled.map(({ at, verdict }) => [at, verdict])).toEqual([
      [china('2026-03-18', '13:10'), 'not-applicable'],
      [china('2026-03-18', '16:00'), 'on-time'],
    ]);
    expect(factsNamed(facts, 'duty.replanned', 'e17/D36-2')).toMatchObject([
      { at: china('2026-03-18', '13:40'), why: '情形恢复，继续办理' },
    ]);
  });
});
