import { describe, expect, it } from 'vitest';
import { joinCommits } from '../../shared/adapters/join-commits.ts';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { type Change, type CommitResult, type Store, StoreUnavailable } from '../../shared/ports/store.ts';
import { aKey, writing } from '../contract/store-fixtures.ts';

/** A store that notes the size of each batch it is asked to commit. */
function noting(batches: number[], commit?: Store['commit']): Store {
  const store = openSqliteStore({ file: ':memory:' });
  return {
    ...store,
    commit: (changes: readonly Change[]): Promise<CommitResult[]> => {
      batches.push(changes.length);
      return (commit ?? store.commit)(changes);
    },
  };
}

describe('commits asked for at the same time', () => {
  it('are one call of the store, and each asker gets his own answers', async () => {
    const batches: number[] = [];
    const store = joinCommits(noting(batches));
    const [first, second] = await Promise.all([
      store.commit([writing(aKey('a')), writing(aKey('b'))]),
      store.commit([writing(aKey('a'))]),
    ]);
    expect(batches).toEqual([3]);
    expect(first?.map(({ outcome }) => outcome)).toEqual(['committed', 'committed']);
    expect(second?.map(({ outcome }) => outcome)).toEqual(['conflict']);
  });

  it('one after the other are calls of their own', async () => {
    const batches: number[] = [];
    const store = joinCommits(noting(batches));
    await store.commit([writing(aKey('a'))]);
    await store.commit([writing(aKey('b'))]);
    expect(batches).toEqual([1, 1]);
  });

  it('fail together when the store does', async () => {
    const down = () => Promise.reject(new StoreUnavailable('the disk is full'));
    const store = joinCommits(noting([], down));
    const asked = [store.commit([writing(aKey('a'))]), store.commit([writing(aKey('b'))])];
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
