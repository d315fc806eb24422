/** What every store promises about reading: the due index, views, lists and scans. */
import { expect, test } from 'vitest';
import type { Change, Store } from '../../shared/ports/store.ts';
import {
  aDue,
  aKey,
  anEntry,
  appending,
  collect,
  commitAll,
  DISTRICT,
  idsOf,
  instant,
  NOON,
  writing,
} from './store-fixtures.ts';
import { byBytes } from './store-model.ts';

export function readContract(fresh: () => Promise<Store>): void {
  dueIndex(fresh);
  views(fresh);
  lists(fresh);
  scans(fresh);
}

function dueIndex(fresh: () => Promise<Store>): void {
  const waiting = (id: string, at: string, lane: 'normal' | 'emergency' = 'normal', district = DISTRICT) =>
    writing(aKey(id, 'duty', district), 0, { due: aDue(at, lane) });
  const due = async (store: Store, now: string, limit = 100, lane: 'normal' | 'emergency' = 'normal') =>
    store.due({ lane, now: instant(now), limit });

  test('what is due comes by (at, district, kind, id), the present second included', async () => {
    const store = await fresh();
    const at = '2026-03-02T04:00:00Z';
    await commitAll(store, [
      waiting('m9/d1', '2026-03-02T04:00:01Z'),
      waiting('m2/d1', at),
      waiting('m1/d2', at),
      waiting('m1/d1', at, 'normal', 'xihu'),
      waiting('m1/d1', at, 'normal', 'xi'),
      writing(aKey('m1/d9', 'absence'), 0, { due: aDue(at) }),
      waiting('m7/d1', '2026-03-01T23:00:00Z'),
      writing(aKey('m0/d1'), 0),
    ]);
    const rows = await due(store, at);
    expect(rows.map(({ district, kind, id }) => `${district} ${kind} ${id}`)).toEqual([
      'binjiang duty m7/d1',
      'binjiang absence m1/d9',
      'binjiang duty m1/d2',
      'binjiang duty m2/d1',
      'xi duty m1/d1',
      'xihu duty m1/d1',
    ]);
    expect(rows[0]).toEqual(await store.get(aKey('m7/d1')));
  });

  test('a limit cuts the earliest out of many, whichever matters they belong to', async () => {
    const store = await fresh();
    const second = (n: number) => `2026-03-02T04:00:${String(n).padStart(2, '0')}Z`;
    const changes: Change[] = [];
    for (let n = 0; n < 60; n++) changes.push(waiting(`m${(n * 37) % 60}/d1`, second((n * 17) % 60)));
    await commitAll(store, changes);
    const rows = await due(store, '2026-03-02T05:00:00Z', 25);
    expect(rows.map((row) => row.due?.at)).toEqual(Array.from({ length: 25 }, (_, n) => second(n)));
    expect(await due(store, second(9), 25)).toHaveLength(10);
  });

  test('lanes are apart', async () => {
    const store = await fresh();
    await commitAll(store, [waiting('slow', NOON), waiting('fast', NOON, 'emergency')]);
    expect(idsOf(await due(store, NOON, 9, 'normal'))).toEqual(['slow']);
    expect(idsOf(await due(store, NOON, 9, 'emergency'))).toEqual(['fast']);
  });

  test('a row leaves the index with its due, moves with it, and changes lanes with it', async () => {
    const store = await fresh();
    const key = aKey('m1');
    const later = '2026-03-03T04:00:00Z';
    await commitAll(store, [waiting('m1', NOON)]);
    await commitAll(store, [writing(key, 1, { due: aDue(later) })]);
    expect(await due(store, NOON)).toEqual([]);
    expect(await store.nextDue()).toBe(later);
    await commitAll(store, [writing(key, 2, { due: aDue(later, 'emergency') })]);
    expect(await due(store, later)).toEqual([]);
    expect(idsOf(await due(store, later, 9, 'emergency'))).toEqual(['m1']);
    await commitAll(store, [writing(key, 3, { due: null })]);
    expect(await due(store, later, 9, 'emergency')).toEqual([]);
    expect(await store.nextDue()).toBeNull();
  });

  test('the next due instant is the earliest of all lanes and districts', async () => {
    const store = await fresh();
    expect(await store.nextDue()).toBeNull();
    await commitAll(store, [
      waiting('m1', '2026-03-05T00:00:00Z'),
      waiting('m2', '2026-03-04T00:00:00Z', 'emergency'),
    ]);
    expect(await store.nextDue()).toBe('2026-03-04T00:00:00Z');
    await commitAll(store, [waiting('m3', '2026-03-03T00:00:00Z', 'normal', 'xihu')]);
    expect(await store.nextDue()).toBe('2026-03-03T00:00:00Z');
  });
}

function views(fresh: () => Promise<Store>): void {
  const placed = (id: string, sort: string, name = 'open') => writing(aKey(id), 0, { view: { name, sort } });
  const open = { district: DISTRICT, name: 'open', limit: 100 };

  test('rows stand by (sort, id); a sort that continues another stands behind it', async () => {
    const store = await fresh();
    await commitAll(store, [
      placed('z', 'ab'),
      placed('a', 'ab!'),
      placed('b', 'ab'),
      placed('c', 'ab 督办'),
      placed('d', 'aa'),
      placed('e', ''),
      placed('x', 'ab', 'closed'),
      { ...writing(aKey('b', 'duty', 'xihu'), 0, { view: { name: 'open', sort: 'ab' } }) },
    ]);
    expect(idsOf(await store.view(open))).toEqual(['e', 'd', 'b', 'z', 'c', 'a']);
    expect(idsOf(await store.view({ ...open, descending: true }))).toEqual(['a', 'c', 'z', 'b', 'd', 'e']);
    expect((await store.view({ ...open, limit: 1 }))[0]).toEqual(await store.get(aKey('e')));
  });

  test.each([
    { query: { from: '3' }, ids: ['r3', 'r4', 'r5'] },
    { query: { to: '3' }, ids: ['r1', 'r2'] },
    { query: { from: '2', to: '4' }, ids: ['r2', 'r3'] },
    { query: { from: '4', to: '2' }, ids: [] },
    { query: { from: '2', to: '5', descending: true }, ids: ['r4', 'r3', 'r2'] },
    { query: { from: '2', limit: 2 }, ids: ['r2', 'r3'] },
    { query: { to: '4', limit: 2, descending: true }, ids: ['r3', 'r2'] },
    { query: { after: { sort: '2', id: 'r2' } }, ids: ['r3', 'r4', 'r5'] },
    { query: { after: { sort: '2', id: 'r' } }, ids: ['r2', 'r3', 'r4', 'r5'] },
    { query: { after: { sort: '2', id: 'r2' }, to: '4', limit: 5 }, ids: ['r3'] },
    { query: { after: { sort: '1', id: 'r1' }, from: '4' }, ids: ['r4', 'r5'] },
    { query: { after: { sort: '4', id: 'r4' }, descending: true }, ids: ['r3', 'r2', 'r1'] },
    { query: { after: { sort: '4', id: 'r4' }, from: '3', descending: true }, ids: ['r3'] },
    { query: { after: { sort: '5', id: 'r5' }, to: '3', descending: true }, ids: ['r2', 'r1'] },
    { query: { after: { sort: '5', id: 'r5' } }, ids: [] },
  ])('$query gives $ids', async ({ query, ids }) => {
    const store = await fresh();
    await commitAll(
      store,
      [1, 2, 3, 4, 5].map((n) => placed(`r${n}`, String(n))),
    );
    expect(idsOf(await store.view({ ...open, ...query }))).toEqual(ids);
  });

  test('a row moves within a view, to another view and out of all', async () => {
    const store = await fresh();
    const key = aKey('m1');
    await commitAll(store, [placed('m1', '1'), placed('m2', '2')]);
    await commitAll(store, [writing(key, 1, { view: { name: 'open', sort: '3' } })]);
    expect(idsOf(await store.view(open))).toEqual(['m2', 'm1']);
    await commitAll(store, [writing(key, 2, { view: { name: 'closed', sort: '3' }, body: 'kept' })]);
    expect(idsOf(await store.view(open))).toEqual(['m2']);
    expect(await store.view({ ...open, name: 'closed' })).toMatchObject([{ id: 'm1', body: 'kept' }]);
    await commitAll(store, [writing(key, 3, { view: null })]);
    expect(await store.view({ ...open, name: 'closed' })).toEqual([]);
  });

  test('pages of a view join without a gap or a repeat', async () => {
    const store = await fresh();
    await commitAll(
      store,
      Array.from({ length: 40 }, (_, n) => placed(`r${n}`, String(n % 3))),
    );
    const seen: string[] = [];
    let after: { sort: string; id: string } | undefined;
    for (;;) {
      const page = await store.view({ ...open, limit: 7, ...(after ? { after } : {}) });
      seen.push(...idsOf(page));
      const last = page.at(-1);
      if (page.length < 7 || !last?.view) break;
      after = { sort: last.view.sort, id: last.id };
    }
    expect(seen).toEqual(idsOf(await store.view(open)));
    expect(new Set(seen).size).toBe(40);
  });
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
