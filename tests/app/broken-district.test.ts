/** One district whose data cannot be used does not keep the others from their reminders. */
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { KEYS } from '../../shared/app/district.ts';
import { execute } from '../../shared/app/execute.ts';
import { beat, beatUntilQuiet } from '../../shared/app/heartbeat.ts';
import { readCommand } from '../../shared/app/read-command.ts';
import { addSeconds } from '../../shared/domain/time/instant.ts';
import { chinaTime, DISTRICT, engineOn, rowsOf, setUpDemo } from '../support/office.ts';

const NOW = chinaTime('2026-03-11 10:00');

async function officeBesideABrokenOne() {
  const store = openSqliteStore({ file: ':memory:' });
  const engine = engineOn({ store });
  await setUpDemo(engine, NOW, { rules: ['D52-07'] });
  const key = { district: 'aaa', kind: 'series', id: 'weeks' } as const;
  const settings = { rulebook: 'not-installed', overrides: {}, rules: null };
  const due = { lane: 'normal', at: NOW } as const;
  await store.commit([
    {
      district: 'aaa',
      puts: [
        { key: KEYS.settings('aaa'), content: { body: settings, due: null, view: null }, expected: 0 },
        { key: KEYS.directory('aaa'), content: { body: {}, due: null, view: null }, expected: 0 },
        { key, content: { body: { next: '2026-W12' }, due, view: null }, expected: 0 },
      ],
      entries: [],
    },
  ]);
  const items = [{ id: 'i1', unit: 'housing', title: '老旧小区改造' }];
  const fields = { id: 'm1', kind: 'executive', start: '2026-03-18T09:00:00+08:00', items };
  const command = readCommand('meeting.schedule', fields, NOW);
  await execute(engine, { district: DISTRICT, commandId: 'c1', actor: 'test', command }, NOW);
  return engine;
}

describe('a district that cannot be opened', () => {
  it('is reported by name, and the others get their notices', async () => {
    const engine = await officeBesideABrokenOne();
    await expect(beatUntilQuiet(engine, NOW)).rejects.toThrow("district 'aaa'");
    const notices = await rowsOf(engine.store, 'notice');
    expect(notices.map((row) => (row.body as { state: { status: string } }).state.status)).toEqual(['sent']);
  });

  it('is tried again a minute later, and its rows are not lost', async () => {
    const engine = await officeBesideABrokenOne();
    await beatUntilQuiet(engine, NOW).catch(() => {});
    expect((await beat(engine, addSeconds(NOW, 59))).faults).toEqual([]);
    const { faults } = await beat(engine, addSeconds(NOW, 60));
    expect(faults.map(({ message }) => message)).toEqual([
      "district 'aaa': district 'aaa' uses rulebook 'not-installed', which is not installed",
    ]);
  });
});
