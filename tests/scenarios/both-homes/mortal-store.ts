/** A store whose process dies before or after the n-th change that it is asked to make. */
import type { Change, CommitResult, Store } from '../../../shared/ports/store.ts';

export interface Mortal {
  /** Counted from 1 over all commits, change by change: between any two of them a process can die. */
  readonly change: number;
  readonly when: 'before' | 'after';
}

export class ProcessDied extends Error {
  override name = 'ProcessDied';
}

/** `null` lives for ever, and only counts. */
export function mortal(store: Store, death: Mortal | null): { store: Store; changes(): number } {
  let made = 0;
  let isDead = false;

  async function commit(changes: readonly Change[]): Promise<CommitResult[]> {
    const survived =
      death === null ? changes.length : death.change - made - (death.when === 'before' ? 1 : 0);
    made += changes.length;
    if (death === null || made < death.change) return store.commit(changes);
    await store.commit(changes.slice(0, survived));
    isDead = true;
    throw new ProcessDied('at a change');
  }

  const guarded = new Proxy(store, {
    get(target, name) {
      if (isDead) throw new ProcessDied('before this call');
      if (name === 'commit') return commit;
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  return { store: guarded, changes: () => made };
}
