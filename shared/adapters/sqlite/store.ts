/** The store of the one-machine home: Node's own SQLite, in this process, in a file or in memory. */
import type { DatabaseSync } from 'node:sqlite';
import type { Store, StoreReader, StoreScanner } from '../../ports/store.ts';
import { explaining } from './faults.ts';
import { createDueIndex, createReader } from './reader.ts';
import { createScanner } from './scanner.ts';
import { openDatabase, openReadOnly } from './schema.ts';
import { createWriter } from './writer.ts';

/**
 * Opens or creates a store. `file` is a path, or ':memory:' for a store that ends with the process.
 * Throws StoreUnavailable, with a sentence for whoever runs the installation, when the file cannot serve.
 */
export function openSqliteStore({ file }: { file: string }): Store {
  return storeOn(openDatabase(file), file);
}

export interface Snapshot extends StoreReader, StoreScanner {
  close(): Promise<void>;
}

/**
 * A store's file as it was when it was first read, beside whoever is writing it; it is never changed. Throws
 * StoreUnavailable when the file cannot serve.
 */
export function openSqliteSnapshot({ file }: { file: string }): Snapshot {
  const db = openReadOnly(file);
  // One transaction over all reads: nothing written meanwhile is seen.
  db.exec('BEGIN');
  return storeOn(db, file);
}

/** The store on a connection that {@link openDatabase} made; `file` names it in sentences. */
export function storeOn(db: DatabaseSync, file: string): Store {
  const reader = createReader(db);
  const dueIndex = createDueIndex(db);
  const writer = createWriter(db);
  const scanner = createScanner(db, file);
  /** Async, so that a fault reaches the caller as a rejection. */
  const answer = async <T>(work: () => T): Promise<T> => explaining(file, work);

  return {
    get: (key) => answer(() => reader.get(key)),
    getMany: (keys) => answer(() => reader.getMany(keys)),
    list: (query) => answer(() => reader.list(query)),
    view: (query) => answer(() => reader.view(query)),
    ledger: (query) => answer(() => reader.ledger(query)),
    receipt: (district, commandId) => answer(() => reader.receipt(district, commandId)),
    due: (query) => answer(() => dueIndex.due(query)),
    nextDue: () => answer(() => dueIndex.nextDue()),
    commit: (changes) => answer(() => writer.commit(changes)),
    scanRows: scanner.scanRows,
    scanLedger: scanner.scanLedger,
    close: () => answer(() => (db.isOpen ? db.close() : undefined)),
  };
}
