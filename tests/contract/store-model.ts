/** The store's promise in its simplest form: maps in memory, against which real stores are compared. */
import type { Change, CommitResult, LedgerEntry, Row, RowKey, Store } from '../../shared/ports/store.ts';
import { collect } from './store-fixtures.ts';

export interface StoreModel {
  commit(changes: readonly Change[]): CommitResult[];
  contents(): Contents;
}

export interface Contents {
  readonly rows: Row[];
  readonly entries: LedgerEntry[];
}

interface State {
  readonly rows: Map<string, Row>;
  readonly entries: Map<string, LedgerEntry>;
  readonly receipts: Map<string, { result: unknown; at: string }>;
}

export function storeModel(): StoreModel {
  let state: State = { rows: new Map(), entries: new Map(), receipts: new Map() };
  return {
    commit: (changes) =>
      changes.map((change) => {
        const next = copy(state);
        const result = carryOut(next, change);
        if (result.outcome === 'committed') state = next;
        return result;
      }),
    contents: () => sorted([...state.rows.values()], [...state.entries.values()]),
  };
}

/** All a store holds, in one order for every store. */
export async function contentsOf(store: Store, segments: number): Promise<Contents> {
  const scans = Array.from({ length: segments }, (_, index) =>
    collect(store.scanRows({ index, of: segments })),
  );
  return sorted((await Promise.all(scans)).flat(), await collect(store.scanLedger()));
}

function carryOut(state: State, change: Change): CommitResult {
  const { receipt, puts, deletes = [], requires = [], entries } = change;
  if (receipt) {
    const name = `${change.district}/${receipt.commandId}`;
    const stored = state.receipts.get(name);
    if (stored && daysBetween(stored.at, receipt.at) < 90)
      return { outcome: 'repeated', result: stored.result };
    state.receipts.set(name, receipt);
  }
  for (const { key, content, expected } of puts) {
    if (versionOf(state, key) !== expected) return { outcome: 'conflict', at: rowPlace(key) };
    state.rows.set(rowPlace(key), { ...key, ...content, version: expected + 1 });
  }
  for (const { key, expected } of deletes) {
    if (versionOf(state, key) !== expected) return { outcome: 'conflict', at: rowPlace(key) };
    state.rows.delete(rowPlace(key));
  }
  for (const { key, expected } of requires) {
    if (versionOf(state, key) !== expected) return { outcome: 'conflict', at: rowPlace(key) };
  }
  for (const entry of entries) {
    const isNext = !state.entries.has(entryPlace(entry)) && hasPredecessor(state, entry);
    if (!isNext) return { outcome: 'conflict', at: entryPlace(entry) };
    state.entries.set(entryPlace(entry), entry);
  }
  return { outcome: 'committed' };
}

function copy(state: State): State {
  return { rows: new Map(state.rows), entries: new Map(state.entries), receipts: new Map(state.receipts) };
}

function versionOf(state: State, key: RowKey): number {
  return state.rows.get(rowPlace(key))?.version ?? 0;
}

function hasPredecessor(state: State, entry: LedgerEntry): boolean {
  return entry.seq === 1 || state.entries.has(entryPlace({ ...entry, seq: entry.seq - 1 }));
}

function rowPlace(key: RowKey): string {
  return `${key.district}/${key.kind}/${key.id}`;
}

function entryPlace(entry: LedgerEntry): string {
  return `${entry.district}/ledger/${entry.matter}/${entry.stream}/${entry.seq}`;
}

function daysBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 86_400_000;
}

function sorted(rows: readonly Row[], entries: readonly LedgerEntry[]): Contents {
  return {
    rows: rows.toSorted((a, b) => byBytes(rowPlace(a), rowPlace(b))),
    entries: entries.toSorted((a, b) => byBytes(entryPlace(a), entryPlace(b))),
  };
}

/** The order every store keeps: that of UTF-8 bytes. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
