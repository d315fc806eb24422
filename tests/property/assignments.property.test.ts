/** Laws of assignments: a clock at rest is never overdue, and when it goes on it has time left. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Fact } from '../../shared/app/facts.ts';
import { china, factsNamed, runScenario } from '../support/run-scenario.ts';

type Act = 'object' | 'uphold' | 'suspend' | 'resume';

const DAYS = 40;

/** The day that lies so many days after 22 September 2026, before two holidays. */
function day(after: number): string {
  return new Date(Date.UTC(2026, 8, 22 + after)).toISOString().slice(0, 10);
}

function stepFor(act: Act, after: number, hour: number): object {
  const at = china(day(after), `${String(hour).padStart(2, '0')}:00`);
  switch (act) {
    case 'object':
      return { at, do: 'assignment.object', id: 'a1', by: 'housing', why: '职责不清' };
    case 'uphold':
      return { at, do: 'assignment.uphold', id: 'a1', by: 'supervision', why: '职责明确' };
    case 'suspend':
      return { at, do: 'assignment.progress', id: 'a1', state: '因客观原因中止', text: '停', by: 'housing' };
    case 'resume':
      return { at, do: 'assignment.progress', id: 'a1', state: '序时推进', text: '续', by: 'housing' };
    default:
      return act satisfies never;
  }
}

const acts = fc.array(
  fc.record({
    act: fc.constantFrom<Act>('object', 'uphold', 'suspend', 'resume'),
    after: fc.integer({ min: 0, max: DAYS - 1 }),
    hour: fc.integer({ min: 7, max: 22 }),
  }),
  { minLength: 1, maxLength: 7 },
);

/** The stretches in which a duty rests, as the ledger tells them. */
function restsOf(facts: readonly Fact[], duty: string): { from: string; until: string }[] {
  const own = facts.filter((fact) => fact.duty === duty);
  return own.flatMap((fact, index) => {
    if (fact.fact !== 'duty.rested') return [];
    const next = own.slice(index + 1).find(({ fact: type }) => type === 'duty.replanned');
    return [{ from: String(fact.at), until: String(next?.at ?? '9999') }];
  });
}

it('a clock at rest is never overdue, and goes on with time left', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (given) => {
      const facts = await runScenario({
        rules: ['D45-1'],
        from: china(day(0), '06:00'),
        until: china(day(DAYS), '23:00'),
        steps: [
          {
            at: china(day(0), '06:30'),
            do: 'assignment.open',
            id: 'a1',
            title: '道路塌陷处置',
            source: 'instruction',
            lead: 'housing',
            assign: true,
            until: day(9),
          },
          ...given
            .toSorted((a, b) => a.after - b.after || a.hour - b.hour)
            .map(({ act, after, hour }) => stepFor(act, after, hour)),
        ],
      });
      const duty = 'a1/D45-1/finish/housing';
      const overdue = factsNamed(facts, 'duty.overdue', duty);
      for (const { from, until } of restsOf(facts, duty)) {
        expect(overdue.filter(({ at }) => String(at) > from && String(at) < until)).toEqual([]);
        const onTime = overdue.every(({ at }) => String(at) > from);
        const resumed = facts.find((fact) => fact.duty === duty && fact.at === until);
        if (onTime && resumed) expect(String(resumed.dueAt) > until).toBe(true);
      }
    }),
    { numRuns: 12, interruptAfterTimeLimit: 20_000 },
  );
});
