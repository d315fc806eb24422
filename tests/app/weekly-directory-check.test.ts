/** Every Monday the office hears what is missing in its directory, once, and nothing when nothing is missing. */
import { describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { beatUntilQuiet } from '../../shared/app/heartbeat.ts';
import { noticeOf } from '../../shared/app/rows.ts';
import type { Directory } from '../../shared/domain/routing/directory.ts';
import { chinaTime, demoDirectory, engineOn, ledgerOf, rowsOf, said, setUpDemo } from '../support/office.ts';

const START = chinaTime('2026-03-10 10:00');
const RULES = ['D52-06', 'D52-07', 'D52-08'];

/** Nobody is principal of the housing bureau. */
const withVacancy: Directory = {
  ...demoDirectory,
  posts: new Map(
    [...demoDirectory.posts].map(([id, post]) => [
      id,
      id === 'housing.principal' ? { ...post, holder: null } : post,
    ]),
  ),
};

async function office(directory: Directory) {
  const engine = engineOn({ store: openSqliteStore({ file: ':memory:' }) });
  await setUpDemo(engine, START, { directory, rules: RULES });
  await beatUntilQuiet(engine, START);
  return engine;
}

async function findings(engine: Awaited<ReturnType<typeof office>>) {
  const rows = (await rowsOf(engine.store, 'notice')).map(noticeOf);
  return rows.filter(({ facts }) => facts.template === 'directory.findings');
}

describe('the weekly look at the directory', () => {
  test('tells the office on Monday at the time of the digest, and writes it down', async () => {
    const engine = await office(withVacancy);
    await beatUntilQuiet(engine, chinaTime('2026-03-16 08:59'));
    expect(await findings(engine)).toEqual([]);
    await beatUntilQuiet(engine, chinaTime('2026-03-16 09:00'));
    await beatUntilQuiet(engine, chinaTime('2026-03-16 10:00'));
    const told = await findings(engine);
    expect(told.map(({ facts, state }) => [facts.post, facts.intendedAt, state.status])).toEqual([
      ['office.liaison', chinaTime('2026-03-16 09:00'), 'sent'],
    ]);
    expect(told[0]?.facts.words.findings).toContain('区住建局');
    const entry = (await ledgerOf(engine.store)).find(({ type }) => type === 'directory.checked');
    expect(entry && said(entry).findings).toHaveLength(Number(told[0]?.facts.words.count));
  });

  test('looks again every week, and does not make up for weeks in which nothing ran', async () => {
    const engine = await office(withVacancy);
    await beatUntilQuiet(engine, chinaTime('2026-04-01 10:00'));
    await beatUntilQuiet(engine, chinaTime('2026-04-06 09:00'));
    expect((await findings(engine)).map(({ facts }) => facts.intendedAt)).toEqual([
      chinaTime('2026-03-16 09:00'),
      chinaTime('2026-04-06 09:00'),
    ]);
  });

  test('says nothing when there is nothing to say', async () => {
    const engine = await office(demoDirectory);
    await beatUntilQuiet(engine, chinaTime('2026-03-16 09:00'));
    expect(await findings(engine)).toEqual([]);
  });
});
