/** Keys that stored tables rely on: changing any of these is a migration. */
import { expect, test } from 'vitest';
import {
  dueShard,
  entryItemKey,
  keyText,
  receiptItemKey,
  rowItem,
} from '../../../shared/adapters/dynamodb/items.ts';
import { aDue, aKey, anEntry, NOON } from '../../contract/store-fixtures.ts';

test('keys begin with the district, the due index alone with its shard', () => {
  const content = { body: null, due: aDue(NOON, 'emergency'), view: { name: 'open', sort: '2026' } };
  expect(rowItem(aKey('m1/d1'), content, 3, 'null', 1)).toEqual({
    pk: { S: 'binjiang#duty' },
    sk: { S: 'm1/d1' },
    kind: { S: 'duty' },
    version: { N: '3' },
    body: { S: 'null' },
    duePk: { S: 'due#emergency#0' },
    dueSk: { S: '2026-03-02T04:00:00Z#binjiang#duty#m1/d1' },
    viewPk: { S: 'binjiang#view#open' },
    viewSk: { S: '2026\tm1/d1' },
  });
  expect(keyText(entryItemKey(anEntry(12)))).toBe('binjiang#ledger#m1\nd1#0000000012');
  expect(keyText(receiptItemKey('binjiang', 'c1'))).toBe('binjiang#receipt#c1\nreceipt');
});

test('a row that waits for nothing and stands nowhere carries no index attributes', () => {
  const item = rowItem(aKey('m1'), { body: null, due: null, view: null }, 1, 'null', 1);
  expect(Object.keys(item)).toEqual(['pk', 'sk', 'kind', 'version', 'body']);
});

test.each([
  ['binjiang', 'm1', 4, 0],
  ['binjiang', '会议-2026-7', 4, 3],
  ['xihu', 'm1', 16, 4],
])(
  '%s, %s: the shard of %i is always %i, the same for all rows of the matter',
  (district, matter, of, shard) => {
    expect(dueShard(aKey(matter, 'matter', district), of)).toBe(shard);
    expect(dueShard(aKey(`${matter}/d1/n2`, 'notice', district), of)).toBe(shard);
  },
);

test('a thousand matters spread over the shards', () => {
  const counts = [0, 0, 0, 0];
  for (let n = 0; n < 1000; n++) {
    const shard = dueShard(aKey(`2026-${n}`), 4);
    counts[shard] = (counts[shard] ?? 0) + 1;
  }
  expect(Math.min(...counts)).toBeGreaterThan(200);
});
