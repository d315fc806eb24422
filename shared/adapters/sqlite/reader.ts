/** Answers the store's questions from SQLite with statements that are prepared once. */
import type { DatabaseSync } from 'node:sqlite';
import type { Instant } from '../../domain/time/instant.ts';
import {
  type DueIndex,
  LANES,
  type LedgerEntry,
  type Row,
  type RowKey,
  type StoreReader,
} from '../../ports/store.ts';
import { idRange, viewRange } from '../key-range.ts';
import { ENTRY_COLUMNS, ROW_COLUMNS, readEntry, readRow } from './records.ts';

/** Bounds the memory: a directory takes some 100 KB. */
const KEPT_DIRECTORIES = 200;

/** The port's questions, answered at once: SQLite runs in this process. */
export type Immediate<Port> = {
  [Name in keyof Port]: Port[Name] extends (...args: infer Args) => Promise<infer Result>
    ? (...args: Args) => Result
    : never;
};

export function createReader(db: DatabaseSync): Immediate<StoreReader> {
  const statements = prepareReads(db);

  const directories = new Map<string, Row>();

  function get(key: RowKey): Row | null {
    if (key.kind === 'directory') return directory(key);
    const record = statements.row.get(key.district, key.kind, key.id);
    return record ? readRow(record) : null;
  }

  /** A directory is large, wanted with every step and seldom changed: asking for its version spares reading it. */
  function directory({ district, kind, id }: RowKey): Row | null {
    const name = `${district}\n${id}`;
    const known = directories.get(name);
    if (known && statements.version.get(district, kind, id)?.version === known.version) return known;
    directories.delete(name);
    const record = statements.row.get(district, kind, id);
    if (!record) return null;
    const row = readRow(record);
    if (directories.size >= KEPT_DIRECTORIES) directories.clear();
    directories.set(name, row);
    return row;
  }

  return {
    get,
    getMany: (keys) => keys.map(get),
    list(query) {
      const { lower, upper, after } = idRange(query);
      return statements.list.all(query.district, query.kind, lower, upper, after, query.limit).map(readRow);
    },
    view(query) {
      const { lower, upper } = viewRange(query);
      const statement = query.descending ? statements.viewDescending : statements.viewAscending;
      return statement
        .all(query.district, query.name, lower.sort, lower.id, upper.sort, upper.id, query.limit)
        .map(readRow);
    },
    ledger({ district, matter, stream }): LedgerEntry[] {
      const records =
        stream === undefined
          ? statements.matterLedger.all(district, matter)
          : statements.streamLedger.all(district, matter, stream);
      return records.map(readEntry);
    },
    receipt(district, commandId) {
      const record = statements.receipt.get(district, commandId);
      return record ? { result: JSON.parse(record.result as string), at: record.at as Instant } : null;
    },
  };
}

export function createDueIndex(db: DatabaseSync): Immediate<DueIndex> {
  const due = db.prepare(
    `SELECT ${ROW_COLUMNS} FROM rows WHERE due_at IS NOT NULL AND lane = ? AND due_at <= ?
     ORDER BY due_at, district, kind, id LIMIT ?`,
  );
  const next = db.prepare(
    `SELECT min(at) AS at FROM (${LANES.map(
      (lane) => `SELECT min(due_at) AS at FROM rows WHERE due_at IS NOT NULL AND lane = '${lane}'`,
    ).join(' UNION ALL ')})`,
  );
  return {
    due: ({ lane, now, limit }) => due.all(lane, now, limit).map(readRow),
    nextDue: () => (next.get()?.at as Instant | null | undefined) ?? null,
  };
}

function prepareReads(db: DatabaseSync) {
  const view = (order: 'ASC' | 'DESC') =>
    db.prepare(
      `SELECT ${ROW_COLUMNS} FROM rows WHERE district = ? AND view = ? AND view IS NOT NULL
         AND (view_sort, id) > (?, ?) AND (view_sort, id) < (?, ?)
       ORDER BY view_sort ${order}, id ${order} LIMIT ?`,
    );
  return {
    row: db.prepare(`SELECT ${ROW_COLUMNS} FROM rows WHERE district = ? AND kind = ? AND id = ?`),
    version: db.prepare('SELECT version FROM rows WHERE district = ? AND kind = ? AND id = ?'),
    list: db.prepare(
      `SELECT ${ROW_COLUMNS} FROM rows WHERE district = ? AND kind = ?
         AND id >= ? AND id < ? AND id IS NOT ? ORDER BY id LIMIT ?`,
    ),
    viewAscending: view('ASC'),
    viewDescending: view('DESC'),
    matterLedger: db.prepare(
      `SELECT ${ENTRY_COLUMNS} FROM ledger WHERE district = ? AND matter = ? ORDER BY at, stream, seq`,
    ),
    streamLedger: db.prepare(
      `SELECT ${ENTRY_COLUMNS} FROM ledger WHERE district = ? AND matter = ? AND stream = ? ORDER BY seq`,
    ),
    receipt: db.prepare('SELECT result, at FROM receipts WHERE district = ? AND command_id = ?'),
  };
}
