import { describe, expect, test } from 'vitest';
import { china, factsNamed, runScenario } from '../support/run-scenario.ts';

const schedule = {
  at: china('2026-03-11', '10:00'),
  do: 'meeting.schedule',
  id: 'm1',
  kind: 'executive',
  start: china('2026-03-18', '09:00'),
  items: [{ id: 'i1', unit: 'housing', title: '方案' }],
};
const handIn = { at: china('2026-03-17', '17:00'), do: 'duty.submit', duty: 'm1/D52-07/i1', by: 'housing' };
const stop = { at: china('2026-03-17', '13:50'), do: 'sending.stop', by: 'office-director', why: '核对登记' };
const resume = { at: china('2026-03-17', '14:20'), do: 'sending.resume', by: 'office-director' };
const correct = {
  at: china('2026-03-16', '10:00'),
  do: 'notice.correct',
  duty: 'm1/D52-07/i1',
  by: 'office',
  why: '单位登记有误',
};

function run(steps: readonly object[], more: object = {}) {
  return runScenario({
    rules: ['D52-06', 'D52-07', 'D52-08'],
    from: china('2026-03-10', '08:00'),
    until: china('2026-03-19', '00:00'),
    steps,
    ...more,
  });
}

describe('a run', () => {
  test('goes by the times of its steps and not by their order in the file', async () => {
    const inOrder = await run([schedule, correct, handIn]);
    const shuffled = await run([handIn, schedule, correct]);
    expect(shuffled).toEqual(inOrder);
  });

  test('at one instant takes steps in the order of the file', async () => {
    const early = { ...handIn, at: schedule.at };
    expect(factsNamed(await run([schedule, early]), 'step.refused')).toEqual([]);
    expect(factsNamed(await run([early, schedule]), 'step.refused')).toMatchObject([
      { step: 1, do: 'duty.submit' },
    ]);
  });

  test('is the same every time', async () => {
    const steps = [schedule, correct, stop, resume, handIn];
    expect(JSON.stringify(await run(steps))).toBe(JSON.stringify(await run(steps)));
  });

  test('prints in the order of time: steps, rungs, then notices', async () => {
    const facts = await run([schedule]);
    const times = facts.map(({ at }) => String(at));
    expect(times).toEqual(times.toSorted());
    const atLimit = facts.filter(({ at }) => at === china('2026-03-17', '17:00')).map(({ fact }) => fact);
    expect(atLimit).toEqual(['duty.overdue', 'rung.reached', 'notice.sent']);
  });

  test('runs only the rules asked for', async () => {
    const facts = await run([schedule], { rules: ['D52-07', 'D36-*'] });
    expect(factsNamed(facts, 'duty.opened').map(({ rule }) => rule)).toEqual(['D52-07']);
  });

  test('ends before its end', async () => {
    const facts = await run([schedule], { until: china('2026-03-17', '17:00') });
    expect(facts.at(-1)?.at).toBe(china('2026-03-17', '16:00'));
  });
});

describe('the switches of the office', () => {
  test('暂停全部外发: nothing leaves in between, nothing is lost', async () => {
    const facts = await run([schedule, stop, resume]);
    const reminder = factsNamed(facts, 'notice.sent', 'm1/D52-07/i1').filter(
      ({ rung }) => rung === 'remind-2',
    );
    expect(reminder).toHaveLength(1);
    expect(String(reminder[0]?.at) >= resume.at).toBe(true);
  });

  test('误发更正 goes to everybody who was told', async () => {
    const facts = await run([schedule, correct]);
    const sent = factsNamed(facts, 'notice.sent').filter(({ rung }) =>
      String(rung).startsWith('correction@'),
    );
    expect(sent.map(({ to }) => to)).toEqual(['housing.liaison']);
    expect(sent[0]?.text).not.toContain('……');
  });

  test('nothing to correct where nobody was told', async () => {
    const facts = await run([schedule, { ...correct, duty: 'm1/D52-08' }]);
    expect(factsNamed(facts, 'step.refused')).toMatchObject([{ reason: '该事项尚未发出提醒，无须更正' }]);
  });
});
