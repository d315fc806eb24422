/** Joins the commits that several districts ask for at the same time into one call of the store. */
import type { Change, CommitResult, Store } from '../ports/store.ts';

interface Waiting {
  readonly changes: readonly Change[];
  resolve(results: CommitResult[]): void;
  reject(fault: unknown): void;
}

/**
 * The same store; whoever commits while others are about to is answered with them. Each change stays atomic and
 * is answered for on its own, so that nobody sees a difference but the disk, which is waited for once.
 */
export function joinCommits(store: Store): Store {
  let waiting: Waiting[] = [];

  async function flush(): Promise<void> {
    const together = waiting;
    waiting = [];
    try {
      const results = await store.commit(together.flatMap(({ changes }) => changes));
      let start = 0;
      for (const { changes, resolve } of together) {
        resolve(results.slice(start, start + changes.length));
        start += changes.length;
      }
    } catch (fault) {
      for (const { reject } of together) reject(fault);
    }
  }

  function commit(changes: readonly Change[]): Promise<CommitResult[]> {
    return new Promise((resolve, reject) => {
      // Everybody who can go on without waiting for the outside does so before the store is asked.
      if (waiting.length === 0) setImmediate(() => void flush());
      waiting.push({ changes, resolve, reject });
    });
  }

  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'commit') return commit;
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
