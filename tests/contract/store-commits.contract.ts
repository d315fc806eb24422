/** What every store promises about writing rows: versions, atomicity, order and limits. */
import { expect, test } from 'vitest';
import type { Store } from '../../shared/ports/store.ts';
import {
  aChange,
  aKey,
  anEntry,
  aPut,
  appending,
  COMMITTED,
  commitAll,
  DISTRICT,
  idsOf,
  NOON,
  outcomes,
  writing,
} from './store-fixtures.ts';

export function commitContract(fresh: () => Promise<Store>): void {
  rowCommits(fresh);
  batches(fresh);
  malformedChanges(fresh);
}

function rowCommits(fresh: () => Promise<Store>): void {
  const key = aKey('m1/d1');

  test('a row comes back as it was put, with version 1 and then one more each time', async () => {
    const store = await fresh();
    const content = {
      body: { title: '督办事项，限时办结', nested: [1, null, { a: true }], empty: '' },
      due: { lane: 'emergency', at: NOON },
      view: { name: 'open', sort: '2026-03-02' },
    } as const;
    expect(await store.get(key)).toBeNull();
    expect(await store.commit([writing(key, 0, content)])).toEqual([COMMITTED]);
    expect(await store.get(key)).toEqual({ ...key, ...content, version: 1 });
    expect(await store.commit([writing(key, 1, { body: 'second' })])).toEqual([COMMITTED]);
    expect(await store.get(key)).toEqual({ ...key, body: 'second', due: null, view: null, version: 2 });
  });

  test.each([
    { stored: 0, expected: 1, caption: 'a row that must exist and does not' },
    { stored: 1, expected: 0, caption: 'a row that must not exist and does' },
    { stored: 2, expected: 1, caption: 'a row that has moved on' },
    { stored: 1, expected: 2, caption: 'a version that is not yet there' },
  ])('a put, a delete and a requirement conflict on $caption', async ({ stored, expected }) => {
    const store = await fresh();
    for (let version = 0; version < stored; version++) await commitAll(store, [writing(key, version)]);
    const conflict = { outcome: 'conflict', at: 'binjiang/duty/m1/d1' };
    expect(await store.commit([writing(key, expected, { body: 'never' })])).toEqual([conflict]);
    expect(await store.commit([aChange({ deletes: [{ key, expected }] })])).toEqual([conflict]);
    expect(await store.commit([aChange({ requires: [{ key, expected }] })])).toEqual([conflict]);
    expect((await store.get(key))?.version ?? 0).toBe(stored);
  });

  test('a deleted row is gone and begins again at version 1', async () => {
    const store = await fresh();
    await commitAll(store, [writing(key, 0, { due: { lane: 'normal', at: NOON } })]);
    await commitAll(store, [aChange({ deletes: [{ key, expected: 1 }] })]);
    expect(await store.get(key)).toBeNull();
    expect(await store.nextDue()).toBeNull();
    await commitAll(store, [writing(key, 0)]);
    expect((await store.get(key))?.version).toBe(1);
  });

  test('a requirement that holds lets the change through and leaves its row alone', async () => {
    const store = await fresh();
    await commitAll(store, [writing(aKey('m1', 'matter'))]);
    const requires = [
      { key: aKey('m1', 'matter'), expected: 1 },
      { key: aKey('m2', 'matter'), expected: 0 },
    ];
    expect(await outcomes(store, [aChange({ puts: [aPut(key)], requires })])).toEqual(['committed']);
    expect((await store.get(aKey('m1', 'matter')))?.version).toBe(1);
  });

  test.each([
    ['a put', { puts: [aPut(aKey('new')), aPut(aKey('old'), 7)] }],
    ['a delete', { puts: [aPut(aKey('new'))], deletes: [{ key: aKey('old'), expected: 7 }] }],
    ['a requirement', { puts: [aPut(aKey('new'))], requires: [{ key: aKey('old'), expected: 7 }] }],
    ['an entry', { puts: [aPut(aKey('new'))], entries: [anEntry(1), anEntry(5, { stream: 'd2' })] }],
  ])('nothing of a change is stored when %s of it is refused', async (_part, change) => {
    const store = await fresh();
    await commitAll(store, [writing(aKey('old'))]);
    const receipt = { commandId: 'c1', at: NOON, result: 'done' };
    expect(await outcomes(store, [aChange({ receipt, ...change })])).toEqual(['conflict']);
    expect(await store.get(aKey('new'))).toBeNull();
    expect(await store.ledger({ district: DISTRICT, matter: 'm1' })).toEqual([]);
    expect(await store.receipt(DISTRICT, 'c1')).toBeNull();
  });

  test('a body of 300 KB comes back whole', async () => {
    const store = await fresh();
    const body = { text: '督'.repeat(100_000) };
    await commitAll(store, [writing(key, 0, { body })]);
    expect((await store.get(key))?.body).toEqual(body);
    expect((await store.getMany([key]))[0]?.body).toEqual(body);
  });

  test('of several writers who saw the same version exactly one wins', async () => {
    const store = await fresh();
    await commitAll(store, [writing(key)]);
    const attempts = Array.from({ length: 8 }, (_, writer) =>
      store.commit([writing(key, 1, { body: { writer } }), writing(aKey(`other-${writer}`))]),
    );
    const results = await Promise.all(attempts);
    const winners = results.flatMap(([result], writer) => (result?.outcome === 'committed' ? [writer] : []));
    expect(winners).toHaveLength(1);
    expect(results.every(([, other]) => other?.outcome === 'committed')).toBe(true);
    expect(await store.get(key)).toMatchObject({ version: 2, body: { writer: winners[0] } });
  });
}

function batches(fresh: () => Promise<Store>): void {
  test('an empty batch is answered with nothing', async () => {
    expect(await (await fresh()).commit([])).toEqual([]);
  });

  test('a change that conflicts leaves the others of its batch alone', async () => {
    const store = await fresh();
    await commitAll(store, [writing(aKey('b'))]);
    const batch = [writing(aKey('a')), writing(aKey('b')), writing(aKey('c'))];
    expect(await store.commit(batch)).toEqual([
      COMMITTED,
      { outcome: 'conflict', at: 'binjiang/duty/b' },
      COMMITTED,
    ]);
    expect(idsOf(await store.list({ district: DISTRICT, kind: 'duty', limit: 9 }))).toEqual(['a', 'b', 'c']);
  });

  test('changes to one row in one batch are carried out in their order', async () => {
    const store = await fresh();
    const key = aKey('m1');
    const batch = [
      writing(key, 0, { body: 1 }),
      aChange({ requires: [{ key, expected: 1 }], entries: [anEntry(1)] }),
      writing(key, 1, { body: 2 }),
      writing(key, 1, { body: 'too late' }),
      aChange({ requires: [{ key, expected: 1 }], entries: [anEntry(2)] }),
      aChange({ deletes: [{ key, expected: 2 }] }),
      writing(key, 0, { body: 3 }),
    ];
    expect(await outcomes(store, batch)).toEqual([
      'committed',
      'committed',
      'committed',
      'conflict',
      'conflict',
      'committed',
      'committed',
    ]);
    expect(await store.get(key)).toMatchObject({ version: 1, body: 3 });
  });

  test('a batch of 300 changes that require the same matter is carried out, its two conflicts told', async () => {
    const store = await fresh();
    await commitAll(store, [writing(aKey('m1', 'matter')), writing(aKey('m1/d7')), writing(aKey('m1/d250'))]);
    const requires = [{ key: aKey('m1', 'matter'), expected: 1 }];
    const batch = Array.from({ length: 300 }, (_, n) =>
      aChange({ puts: [aPut(aKey(`m1/d${n}`))], requires, entries: [anEntry(1, { stream: `d${n}` })] }),
    );
    const results = await outcomes(store, batch);
    expect(results.flatMap((result, n) => (result === 'conflict' ? [n] : []))).toEqual([7, 250]);
    expect(await store.list({ district: DISTRICT, kind: 'duty', limit: 1000 })).toHaveLength(300);
    expect(await store.ledger({ district: DISTRICT, matter: 'm1' })).toHaveLength(298);
  });

  test('a batch of twenty bodies of 300 KB is carried out', async () => {
    const store = await fresh();
    const body = 'x'.repeat(300_000);
    const batch = Array.from({ length: 20 }, (_, n) => writing(aKey(`big-${n}`), 0, { body }));
    expect(await outcomes(store, batch)).toEqual(batch.map(() => 'committed'));
    const rows = await store.list({ district: DISTRICT, kind: 'duty', limit: 20 });
    expect(rows.map((row) => row.body === body)).toEqual(batch.map(() => true));
  });
}

/** Text that no compression makes much smaller, the same on every run. */
function noise(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return String.fromCharCode(33 + ((state >>> 8) % 90));
  }).join('');
}

function malformedChanges(fresh: () => Promise<Store>): void {
  const key = aKey('a');
  test.each([
    ['a row of another district', aChange({ puts: [aPut(aKey('a', 'duty', 'xihu'))] }), /does not belong/],
    ['an entry of another district', aChange({ entries: [anEntry(1, { district: 'xihu' })] }), /is not of/],
    ['a row named twice', aChange({ puts: [aPut(key)], requires: [{ key, expected: 0 }] }), /twice/],
    ['an empty id', writing(aKey('')), /empty/],
    ['an id with a line break', writing(aKey('a\nb')), /control or broken character/],
    ['an id with half a surrogate pair', writing(aKey('a\ud800')), /control or broken character/],
    ['an id of 600 bytes', writing(aKey('督'.repeat(200))), /longer than 512 bytes/],
    ['a district with #', writing(aKey('a', 'duty', 'a#b')), /cannot name a district/],
    ['a negative version', writing(key, -1), /expects version -1/],
    ['entries that leave one out', appending(anEntry(1), anEntry(3)), /does not follow 1/],
    ['position 0', appending(anEntry(0)), /does not follow any position/],
    [
      'a body that does not get small enough',
      writing(key, 0, { body: noise(700_000) }),
      /larger than 400000 bytes/,
    ],
    ['101 rows', aChange({ puts: Array.from({ length: 101 }, (_, n) => aPut(aKey(`r${n}`))) }), /101 parts/],
  ])(
    '%s is refused as a fault of the caller before anything of the batch is stored',
    async (_, change, why) => {
      const store = await fresh();
      const commit = store.commit([writing(aKey('first')), change]);
      await expect(commit).rejects.toThrow(RangeError);
      await expect(commit).rejects.toThrow(why);
      expect(await store.get(aKey('first'))).toBeNull();
    },
  );

  test('a directory of 1,300 people fits', async () => {
    const store = await fresh();
    const body = Array.from({ length: 1300 }, (_, n) => ({
      id: `p${n}`,
      name: '联络员',
      phone: `000-0000${n}`,
      note: '一'.repeat(90),
    }));
    expect(await outcomes(store, [writing(aKey('directory'), 0, { body })])).toEqual(['committed']);
    expect((await store.get(aKey('directory')))?.body).toEqual(body);
  });

  test('a change of exactly 100 parts is carried out', async () => {
    const store = await fresh();
    const puts = Array.from({ length: 100 }, (_, n) => aPut(aKey(`r${n}`)));
    expect(await outcomes(store, [aChange({ puts })])).toEqual(['committed']);
  });
}
