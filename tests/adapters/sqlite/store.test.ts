/** The SQLite store keeps the contract in memory and in files, and across a restart. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../shared/adapters/sqlite/schema.ts';
import { openSqliteStore } from '../../../shared/adapters/sqlite/store.ts';
import { LANES } from '../../../shared/ports/store.ts';
import { storeContract } from '../../contract/store.contract.ts';
import {
  aChange,
  aDue,
  aKey,
  anEntry,
  aPut,
  commitAll,
  DISTRICT,
  NOON,
} from '../../contract/store-fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'duban-store-'));
let files = 0;
const freshFile = () => join(folder, `${++files}.db`);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

storeContract('SQLite in memory', async () => openSqliteStore({ file: ':memory:' }));
storeContract('SQLite in a file', async () => openSqliteStore({ file: freshFile() }));

const everything = aChange({
  receipt: { commandId: 'c1', at: NOON, result: { ok: true } },
  puts: [aPut(aKey('m1/d1'), 0, { due: aDue(NOON), view: { name: 'open', sort: '1' } })],
  entries: [anEntry(1)],
});

describe('SQLite store file', () => {
  test('what was committed is there after closing and opening again', async () => {
    const file = freshFile();
    const before = openSqliteStore({ file });
    await commitAll(before, [everything]);
    await before.close();
    const store = openSqliteStore({ file });
    expect(await store.get(aKey('m1/d1'))).toMatchObject({ version: 1, body: { state: 'open' } });
    expect(await store.due({ lane: 'normal', now: NOON, limit: 9 })).toHaveLength(1);
    expect(await store.view({ district: DISTRICT, name: 'open', limit: 9 })).toHaveLength(1);
    expect(await store.ledger({ district: DISTRICT, matter: 'm1' })).toEqual([anEntry(1)]);
    expect(await store.commit([everything])).toEqual([{ outcome: 'repeated', result: { ok: true } }]);
    await store.close();
  });

  test('notices that waited in a store of the first format go on waiting, in the lanes of deliveries', async () => {
    const file = freshFile();
    const waiting = (id: string, kind: 'notice' | 'duty', lane: 'normal' | 'emergency') =>
      aPut(aKey(id, kind), 0, { due: aDue(NOON, lane) });
    const before = openSqliteStore({ file });
    await commitAll(before, [
      aChange({
        puts: [
          waiting('n1', 'notice', 'normal'),
          waiting('n2', 'notice', 'emergency'),
          waiting('d1', 'duty', 'normal'),
        ],
      }),
    ]);
    await before.close();
    const db = openDatabase(file);
    db.exec('PRAGMA user_version = 1');
    db.close();

    const store = openSqliteStore({ file });
    const ids = await Promise.all(
      LANES.map(async (lane) => (await store.due({ lane, now: NOON, limit: 9 })).map(({ id }) => id)),
    );
    expect(Object.fromEntries(LANES.map((lane, index) => [lane, ids[index]]))).toEqual({
      emergency: [],
      normal: ['d1'],
      'emergency-delivery': ['n2'],
      'normal-delivery': ['n1'],
    });
    await store.close();
  });

  test('a second connection sees what the first committed', async () => {
    const file = freshFile();
    const [writer, reader] = [openSqliteStore({ file }), openSqliteStore({ file })];
    await commitAll(writer, [everything]);
    expect(await reader.get(aKey('m1/d1'))).toMatchObject({ version: 1 });
    await Promise.all([writer.close(), reader.close()]);
  });

  test('closing twice is harmless; asking a closed store is refused', async () => {
    const store = openSqliteStore({ file: ':memory:' });
    await store.close();
    await store.close();
    await expect(store.get(aKey('m1'))).rejects.toThrow('The store :memory: has been closed.');
  });

  test.each([
    ["UPDATE ledger SET actor = 'another'", 'no entry is changed'],
    ['DELETE FROM ledger', 'no entry is deleted'],
  ])('the file itself refuses: %s', async (sql, why) => {
    const file = freshFile();
    const store = openSqliteStore({ file });
    await commitAll(store, [everything]);
    const intruder = openDatabase(file);
    expect(() => intruder.exec(sql)).toThrow(why);
    intruder.close();
    expect(await store.ledger({ district: DISTRICT, matter: 'm1' })).toEqual([anEntry(1)]);
    await store.close();
  });

  test('receipts older than twice 90 days leave the file with later commits', async () => {
    const file = freshFile();
    const store = openSqliteStore({ file });
    const receipt = (commandId: string, at: string) =>
      aChange({ receipt: { commandId, at: at as typeof NOON, result: null } });
    await commitAll(store, [
      receipt('old', '2026-01-01T00:00:00Z'),
      receipt('young', '2026-03-01T00:00:00Z'),
    ]);
    await commitAll(store, [receipt('new', '2026-07-15T00:00:00Z')]);
    expect(await store.receipt(DISTRICT, 'old')).toBeNull();
    expect(await store.receipt(DISTRICT, 'young')).not.toBeNull();
    await store.close();
  });
});
