/** Open duties keep the rules they were planned with until the office lets them take over those of today. */
import { describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../shared/app/engine.ts';
import { execute } from '../../shared/app/execute.ts';
import { pendingChanges } from '../../shared/app/pending-editions.ts';
import { readCommand } from '../../shared/app/read-command.ts';
import { dutyOf, keyOf } from '../../shared/app/rows.ts';
import type { Rulebook } from '../../shared/domain/rules/rulebook.ts';
import { chinaTime, DISTRICT, freshOffice } from '../support/office.ts';

const NOW = chinaTime('2026-03-11 10:00');
const LATER = chinaTime('2026-03-12 09:00');
const PAPERS = 'm1/D52-07/i1';

/** The same store under a rulebook whose settings were edited since. */
function underEdited(engine: Engine, edits: Readonly<Record<string, string | number>>): Engine {
  const { installation } = engine;
  const rulebooks = new Map(
    [...installation.rulebooks].map(([id, { rulebook, ...rest }]) => [
      id,
      { rulebook: edited(rulebook, edits), ...rest },
    ]),
  );
  return createEngine({ ...installation, rulebooks });
}

function edited(rulebook: Rulebook, edits: Readonly<Record<string, string | number>>): Rulebook {
  const settings = new Map(rulebook.settings);
  for (const [name, value] of Object.entries(edits)) {
    const setting = settings.get(name);
    if (!setting) throw new Error(`no setting '${name}'`);
    settings.set(name, { ...setting, value });
  }
  return { ...rulebook, version: `${rulebook.version}+`, settings };
}

async function limitOf(engine: Engine, duty: string): Promise<string | null> {
  const state = dutyOf(await engine.store.get(keyOf(DISTRICT, 'duty', duty)));
  return state.status === 'none' ? null : state.plan.dueAt;
}

let commands = 0;
async function act(engine: Engine, verb: string, fields: object, now = NOW) {
  commands += 1;
  const command = readCommand(verb, fields, now);
  return execute(engine, { district: DISTRICT, commandId: `c${commands}`, actor: 'office', command }, now);
}

async function scheduled(): Promise<Engine> {
  const engine = await freshOffice(NOW);
  await act(engine, 'meeting.schedule', {
    id: 'm1',
    kind: 'executive',
    start: '2026-03-18T09:00:00+08:00',
    items: [{ id: 'i1', unit: 'housing', title: '老旧小区改造实施方案' }],
  });
  return engine;
}

describe('a rule that is edited', () => {
  test('leaves open duties as they were, also when their matter is planned again', async () => {
    const edited = underEdited(await scheduled(), { work_end: '16:00' });
    await act(edited, 'agenda.add', { id: 'm1', item: { id: 'i2', unit: 'finance', title: '预算' } }, LATER);
    expect(await limitOf(edited, PAPERS)).toBe(chinaTime('2026-03-17 17:00'));
    expect(await limitOf(edited, 'm1/D52-07/i2')).toBe(chinaTime('2026-03-17 16:00'));
  });

  test('shows which open duties would change, and writes nothing', async () => {
    const engine = await scheduled();
    const pending = await pendingChanges(underEdited(engine, { 'materials.offset': 2 }), DISTRICT, LATER);
    expect(pending.map(({ duty, dueAt, wouldBeDueAt }) => [duty, dueAt, wouldBeDueAt])).toEqual([
      [PAPERS, chinaTime('2026-03-17 17:00'), chinaTime('2026-03-16 17:00')],
    ]);
    expect(await pendingChanges(engine, DISTRICT, LATER)).toEqual([]);
    expect(await limitOf(engine, PAPERS)).toBe(chinaTime('2026-03-17 17:00'));
  });

  test('is taken over by the duties that the office names, and only once', async () => {
    const edited = underEdited(await scheduled(), { work_end: '16:00' });
    expect(await act(edited, 'duty.adopt', { duty: PAPERS, by: 'office' }, LATER)).toEqual({
      outcome: 'done',
    });
    expect(await limitOf(edited, PAPERS)).toBe(chinaTime('2026-03-17 16:00'));
    expect(await limitOf(edited, 'm1/D52-06')).toBe(chinaTime('2026-03-16 17:00'));
    expect(await act(edited, 'duty.adopt', { duty: PAPERS, by: 'office' }, LATER)).toEqual({
      outcome: 'refused',
      reason: '该事项已按现行规则办理',
    });
  });

  test('moves with its meeting by the rules it was planned with', async () => {
    const edited = underEdited(await scheduled(), { work_end: '16:00' });
    await act(edited, 'meeting.reschedule', { id: 'm1', start: '2026-03-20T09:00:00+08:00' }, LATER);
    expect(await limitOf(edited, PAPERS)).toBe(chinaTime('2026-03-19 17:00'));
  });

  test('excuses nothing that is settled', async () => {
    const engine = await scheduled();
    const evening = chinaTime('2026-03-17 18:00');
    await act(engine, 'duty.submit', { duty: PAPERS, by: 'housing' }, evening);
    const later = underEdited(engine, { work_end: '19:00' });
    await act(later, 'duty.submit', { duty: 'm1/D52-06', by: 'office' }, evening);
    const state = dutyOf(await later.store.get(keyOf(DISTRICT, 'duty', PAPERS)));
    expect(state).toMatchObject({ status: 'settled', judgement: { verdict: 'late' }, outsideRate: null });
  });
});
