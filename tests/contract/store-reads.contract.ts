/** What every store promises about reading: keys, lists and scans. */
import { expect, test } from 'vitest';
import type { Store } from '../../shared/ports/store.ts';
import {
  aKey,
  anEntry,
  appending,
  collect,
  commitAll,
  DISTRICT,
  idsOf,
  NOON,
  writing,
} from './store-fixtures.ts';
import { byBytes } from './store-model.ts';

export function readContract(fresh: () => Promise<Store>): void {
  lists(fresh);
  scans(fresh);
}

function lists(fresh: () => Promise<Store>): void {
  const ids = [
    'a',
    'a#1',
    'a/',
    'a/1',
    'a/2',
    'a/10',
    'a0',
    'a~',
    'b/1',
    '会议/1',
    '会议/2',
    '会',
    '𠮷/1',
    '，/1',
  ];
  const all = { district: DISTRICT, kind: 'duty', limit: 100 } as const;

  test.each([
    { query: {}, ids: ids.toSorted(byBytes) },
    { query: { prefix: 'a/' }, ids: ['a/', 'a/1', 'a/10', 'a/2'] },
    { query: { prefix: 'a' }, ids: ['a', 'a#1', 'a/', 'a/1', 'a/10', 'a/2', 'a0', 'a~'] },
    { query: { prefix: '会' }, ids: ['会', '会议/1', '会议/2'] },
    { query: { prefix: 'a/', after: 'a/1' }, ids: ['a/10', 'a/2'] },
    { query: { prefix: 'a/', after: 'a' }, ids: ['a/', 'a/1', 'a/10', 'a/2'] },
    { query: { prefix: 'a/', after: 'b' }, ids: [] },
    { query: { prefix: 'a/', after: 'a/1', limit: 1 }, ids: ['a/10'] },
    { query: { after: 'b/0' }, ids: ['b/1', '会', '会议/1', '会议/2', '，/1', '𠮷/1'] },
    { query: { prefix: 'none' }, ids: [] },
    { query: { limit: 2 }, ids: ['a', 'a#1'] },
    { query: { limit: 0 }, ids: [] },
  ])('$query lists $ids', async ({ query, ids: expected }) => {
    const store = await fresh();
    await commitAll(store, [
      ...ids.map((id) => writing(aKey(id))),
      writing(aKey('a/3', 'notice')),
      writing(aKey('a/4', 'duty', 'xihu')),
      writing(aKey('a/5', 'duty', 'binjiang2')),
    ]);
    expect(idsOf(await store.list({ ...all, ...query }))).toEqual(expected);
  });

  test('many keys are read in their order, absent and repeated ones in place', async () => {
    const store = await fresh();
    const keys = Array.from({ length: 250 }, (_, n) => aKey(`r${n}`));
    await commitAll(
      store,
      keys.map((key) => writing(key)),
    );
    const wanted = [aKey('none'), ...keys.toReversed(), aKey('r3'), aKey('r3', 'notice')];
    const rows = await store.getMany(wanted);
    expect(rows.map((row) => row?.id ?? null)).toEqual([
      null,
      ...idsOf(keys.toReversed() as never),
      'r3',
      null,
    ]);
    expect(await store.getMany([])).toEqual([]);
  });
}

function scans(fresh: () => Promise<Store>): void {
  test.each([1, 3, 16])('%i segments together hold every row once, and nothing but rows', async (of) => {
    const store = await fresh();
    const changes = Array.from({ length: 700 }, (_, n) => writing(aKey(`m${n % 90}/d${n}`)));
    await commitAll(store, changes);
    await commitAll(store, [
      { ...appending(anEntry(1)), receipt: { commandId: 'c', at: NOON, result: 1 } },
      { district: DISTRICT, puts: [], deletes: [{ key: aKey('m5/d5'), expected: 1 }], entries: [] },
    ]);
    const seen: string[] = [];
    for (let index = 0; index < of; index++)
      seen.push(...idsOf(await collect(store.scanRows({ index, of }))));
    const expected = changes.map(({ puts: [put] }) => put?.key.id ?? '').filter((id) => id !== 'm5/d5');
    expect(seen.toSorted(byBytes)).toEqual(expected.toSorted(byBytes));
  });

  test('rows written between two segments move no other row out of the scan', async () => {
    const store = await fresh();
    const before = Array.from({ length: 600 }, (_, n) => `a${n}`);
    await commitAll(
      store,
      before.map((id) => writing(aKey(id))),
    );
    const seen = idsOf(await collect(store.scanRows({ index: 0, of: 2 })));
    await commitAll(
      store,
      Array.from({ length: 600 }, (_, n) => writing(aKey(`b${n}`))),
    );
    seen.push(...idsOf(await collect(store.scanRows({ index: 1, of: 2 }))));
    expect(before.filter((id) => !seen.includes(id))).toEqual([]);
  });

  test('a store goes on writing while it is scanned', async () => {
    const store = await fresh();
    await commitAll(
      store,
      Array.from({ length: 300 }, (_, n) => writing(aKey(`r${n}`))),
    );
    let seen = 0;
    for await (const row of store.scanRows({ index: 0, of: 1 })) {
      if (seen++ % 50 === 0) await commitAll(store, [writing(row, row.version)]);
    }
    expect(seen).toBeGreaterThanOrEqual(300);
  });

  test('the ledger of all districts is scanned once', async () => {
    const store = await fresh();
    const entries = Array.from({ length: 300 }, (_, n) => anEntry(1, { matter: `m${n}` }));
    const elsewhere = anEntry(1, { district: 'xihu', matter: 'm#1', stream: 'd#1' });
    await commitAll(
      store,
      [...entries, elsewhere].map((entry) => appending(entry)),
    );
    const seen = await collect(store.scanLedger());
    expect(seen).toHaveLength(301);
    expect(new Set(seen.map((entry) => `${entry.district} ${entry.matter}`)).size).toBe(301);
    expect(seen).toContainEqual(elsewhere);
  });
}
