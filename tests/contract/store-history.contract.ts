/** What every store promises about the ledger and about receipts. */
import { expect, test } from 'vitest';
import type { Store } from '../../shared/ports/store.ts';
import {
  aChange,
  aKey,
  anEntry,
  aPut,
  appending,
  COMMITTED,
  collect,
  commitAll,
  DISTRICT,
  instant,
  NOON,
  outcomes,
  writing,
} from './store-fixtures.ts';

export function historyContract(fresh: () => Promise<Store>): void {
  ledgerCommits(fresh);
  receipts(fresh);
}

function ledgerCommits(fresh: () => Promise<Store>): void {
  test('a matter is read by (at, stream, seq), one stream by seq', async () => {
    const store = await fresh();
    const early = instant('2026-03-01T00:00:00Z');
    const entries = [
      anEntry(1, { stream: 'd2', at: NOON }),
      anEntry(1, { stream: 'd1', at: NOON }),
      anEntry(2, { stream: 'd1', at: early }),
      anEntry(3, { stream: 'd1', at: NOON }),
      anEntry(1, { stream: 'd1#0000000001', at: early }),
      anEntry(1, { stream: 'd10', at: early }),
    ];
    await commitAll(store, [appending(...entries), appending(anEntry(1, { matter: 'm1#x' }))]);
    const matter = await store.ledger({ district: DISTRICT, matter: 'm1' });
    expect(matter.map(({ stream, seq }) => `${stream} ${seq}`)).toEqual([
      'd1 2',
      'd1#0000000001 1',
      'd10 1',
      'd1 1',
      'd1 3',
      'd2 1',
    ]);
    expect(matter[0]).toEqual(entries[2]);
    const stream = await store.ledger({ district: DISTRICT, matter: 'm1', stream: 'd1' });
    expect(stream.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  test.each([
    { seq: 2, stored: 0, caption: 'an entry without its predecessor' },
    { seq: 4, stored: 2, caption: 'an entry that leaves one out' },
    { seq: 2, stored: 2, caption: 'an entry at a taken position' },
    { seq: 1, stored: 2, caption: 'an entry at the taken first position' },
  ])('$caption conflicts, alone and in a batch, and changes nothing', async ({ seq, stored }) => {
    const store = await fresh();
    for (let before = 1; before <= stored; before++) await commitAll(store, [appending(anEntry(before))]);
    const kept = await store.ledger({ district: DISTRICT, matter: 'm1' });
    const refused = { outcome: 'conflict', at: `binjiang/ledger/m1/d1/${seq}` };
    const change = appending(anEntry(seq, { body: 'another' }));
    expect(await store.commit([change])).toEqual([refused]);
    expect(await store.commit([writing(aKey('a')), change, writing(aKey('b'))])).toEqual([
      COMMITTED,
      refused,
      COMMITTED,
    ]);
    expect(await store.ledger({ district: DISTRICT, matter: 'm1' })).toEqual(kept);
    expect(await collect(store.scanLedger())).toEqual(kept);
  });

  test('a stream may go on within a change and through a batch', async () => {
    const store = await fresh();
    const batch = [
      appending(anEntry(1), anEntry(2)),
      appending(anEntry(3)),
      appending(anEntry(4), anEntry(5)),
    ];
    expect(await outcomes(store, batch)).toEqual(['committed', 'committed', 'committed']);
    expect(await store.ledger({ district: DISTRICT, matter: 'm1', stream: 'd1' })).toHaveLength(5);
  });

  test('what follows a refused entry in a batch is refused too', async () => {
    const store = await fresh();
    await commitAll(store, [writing(aKey('a'))]);
    const batch = [aChange({ puts: [aPut(aKey('a'), 5)], entries: [anEntry(1)] }), appending(anEntry(2))];
    expect(await outcomes(store, batch)).toEqual(['conflict', 'conflict']);
  });
}

function receipts(fresh: () => Promise<Store>): void {
  const command = (at: string, result: unknown, commandId = 'c1') => ({ commandId, at: instant(at), result });

  test('a repeated command is not carried out and is answered with its first result', async () => {
    const store = await fresh();
    const first = aChange({ receipt: command(NOON, { number: '督〔2026〕1号' }), puts: [aPut(aKey('a'))] });
    expect(await outcomes(store, [first])).toEqual(['committed']);
    const again = aChange({ receipt: command('2026-03-09T04:00:00Z', 'new'), puts: [aPut(aKey('b'))] });
    const repeated = { outcome: 'repeated', result: { number: '督〔2026〕1号' } };
    expect(await store.commit([first])).toEqual([repeated]);
    expect(await store.commit([writing(aKey('x')), again])).toEqual([COMMITTED, repeated]);
    expect(await store.get(aKey('b'))).toBeNull();
    expect(await store.receipt(DISTRICT, 'c1')).toEqual({ result: { number: '督〔2026〕1号' }, at: NOON });
  });

  test('a command that comes twice in one batch is carried out once', async () => {
    const store = await fresh();
    const change = aChange({ receipt: command(NOON, 'done'), entries: [anEntry(1)] });
    expect(await outcomes(store, [change, change])).toEqual(['committed', 'repeated']);
  });

  test.each([
    { again: '2026-05-31T03:59:59Z', outcome: 'repeated', caption: 'a second less than 90 days' },
    { again: '2026-05-31T04:00:00Z', outcome: 'committed', caption: '90 days' },
  ])('after $caption a command is $outcome', async ({ again, outcome }) => {
    const store = await fresh();
    await commitAll(store, [aChange({ receipt: command(NOON, 'first') })]);
    expect(await outcomes(store, [aChange({ receipt: command(again, 'second') })])).toEqual([outcome]);
    const kept = outcome === 'repeated' ? command(NOON, 'first') : command(again, 'second');
    expect(await store.receipt(DISTRICT, 'c1')).toEqual({ result: kept.result, at: kept.at });
  });

  test('the same command id in another district is another command', async () => {
    const store = await fresh();
    const change = aChange({ receipt: command(NOON, 'here') });
    const elsewhere = { ...change, district: 'xihu', receipt: command(NOON, undefined) };
    expect(await outcomes(store, [change, elsewhere])).toEqual(['committed', 'committed']);
    expect(await store.receipt('xihu', 'c1')).toEqual({ result: null, at: NOON });
  });
}
