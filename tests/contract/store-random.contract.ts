/** Random commits: every store answers, and ends up, like the model. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change, Store } from '../../shared/ports/store.ts';
import { aKey, anEntry, instant } from './store-fixtures.ts';
import { contentsOf, storeModel } from './store-model.ts';

const districts = fc.constantFrom('binjiang', 'xihu');
const ids = fc.constantFrom('m1', 'm1/d1', '会议#2/𠮷');
const versions = fc.integer({ min: 0, max: 3 });
const instants = fc
  .constantFrom('2026-01-01T00:00:00Z', '2026-03-31T23:59:59Z', '2026-04-01T00:00:00Z')
  .map(instant);
const dues = fc.option(fc.record({ lane: fc.constantFrom('normal', 'emergency'), at: instants }));
const views = fc.option(
  fc.record({ name: fc.constantFrom('open', 'closed'), sort: fc.constantFrom('', 'a', 'ab') }),
);

/** At most one part per row, as the port asks; the parts may contradict what is stored as they like. */
const changes: fc.Arbitrary<Change> = fc
  .record({
    district: districts,
    rows: fc.uniqueArray(
      fc.record({
        id: ids,
        expected: versions,
        part: fc.constantFrom('put', 'put', 'put', 'delete', 'require'),
        content: fc.record({ body: fc.jsonValue({ maxDepth: 1 }), due: dues, view: views }),
      }),
      { selector: (row) => row.id, maxLength: 2 },
    ),
    streams: fc.uniqueArray(
      fc.record({
        stream: fc.constantFrom('d1', 'd1#x'),
        first: fc.integer({ min: 1, max: 4 }),
        length: fc.integer({ min: 1, max: 2 }),
      }),
      { selector: (run) => run.stream, maxLength: 2 },
    ),
    receipt: fc.option(fc.record({ commandId: fc.constantFrom('c1', 'c2'), at: instants, result: fc.nat() })),
  })
  .map(({ district, rows, streams, receipt }) => {
    const parts = (part: string) =>
      rows
        .filter((row) => row.part === part)
        .map(({ id, expected, content }) => ({
          key: aKey(id, 'duty', district),
          expected,
          content: content as never,
        }));
    return {
      district,
      ...(receipt ? { receipt } : {}),
      puts: parts('put'),
      deletes: parts('delete'),
      requires: parts('require'),
      entries: streams.flatMap(({ stream, first, length }) =>
        Array.from({ length }, (_, n) => anEntry(first + n, { district, stream, body: { n } })),
      ),
    };
  });

const batches = fc.array(fc.array(changes, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 });

export function randomContract(fresh: () => Promise<Store>): void {
  test('any sequence of batches is answered and stored as in the model', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (sequence) => {
        const store = await fresh();
        const model = storeModel();
        for (const batch of sequence) expect(await store.commit(batch)).toEqual(model.commit(batch));
        expect(await contentsOf(store, 2)).toEqual(model.contents());
      }),
      { numRuns: 60 },
    );
  });
}
