/** A snapshot as the store of an engine that only reads: whatever would write is refused. */
import type { Snapshot } from '../shared/adapters/sqlite/store.ts';
import { type Store, StoreUnavailable } from '../shared/ports/store.ts';

/** The same reads; commits and the due index are refused. */
export function readOnlyStore(snapshot: Snapshot): Store {
  const refuse = () => Promise.reject(new StoreUnavailable('the store was opened for reading only'));
  return {
    get: (key) => snapshot.get(key),
    getMany: (keys) => snapshot.getMany(keys),
    list: (query) => snapshot.list(query),
    view: (query) => snapshot.view(query),
    ledger: (query) => snapshot.ledger(query),
    receipt: (district, commandId) => snapshot.receipt(district, commandId),
    scanRows: (segment) => snapshot.scanRows(segment),
    scanLedger: () => snapshot.scanLedger(),
    close: () => snapshot.close(),
    due: refuse,
    nextDue: refuse,
    commit: refuse,
  };
}
