/** What every store promises about its indexes: what is due, and the places in views. */
import { expect, test } from 'vitest';
import type { Change, Store } from '../../shared/ports/store.ts';
import { aDue, aKey, commitAll, DISTRICT, idsOf, instant, NOON, writing } from './store-fixtures.ts';

export function indexContract(fresh: () => Promise<Store>): void {
  dueIndex(fresh);
  views(fresh);
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
