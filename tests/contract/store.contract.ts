/** The contract of the store port; each adapter runs it on stores of its own. */
import { afterEach, describe } from 'vitest';
import type { Store } from '../../shared/ports/store.ts';
import { commitContract } from './store-commits.contract.ts';
import { historyContract } from './store-history.contract.ts';
import { indexContract } from './store-indexes.contract.ts';
import { randomContract } from './store-random.contract.ts';
import { readContract } from './store-reads.contract.ts';

/** `openFreshStore` gives an empty store each time; the contract closes it. */
export function storeContract(name: string, openFreshStore: () => Promise<Store>): void {
  describe(`store contract: ${name}`, () => {
    const open: Store[] = [];
    const fresh = async () => {
      const store = await openFreshStore();
      open.push(store);
      return store;
    };
    afterEach(async () => {
      await Promise.all(open.splice(0).map((store) => store.close()));
    });
    commitContract(fresh);
    historyContract(fresh);
    indexContract(fresh);
    readContract(fresh);
    randomContract(fresh);
  });
}
