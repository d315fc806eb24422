/** Goes through everything stored, block by block, without holding the store back in between. */
import type { DatabaseSync } from 'node:sqlite';
import type { LedgerEntry, Row, StoreScanner } from '../../ports/store.ts';
import { explaining } from './faults.ts';
import { ENTRY_COLUMNS, ROW_COLUMNS, readEntry, readRow, type SqlRecord } from './records.ts';

/** Bounds the memory of a scan: this many bodies at most are held at a time. */
const BLOCK = 128;

export function createScanner(db: DatabaseSync, file: string): StoreScanner {
  const rows = prepareScan(db, 'rows', ROW_COLUMNS);
  const entries = prepareScan(db, 'ledger', ENTRY_COLUMNS);

  /**
   * Segment i of n takes every n-th block from the i-th. Positions never move, so segments read at different
   * times still cover every row that was there all along, and each reads only its own share.
   */
  async function* blocks(scan: typeof rows, index: number, of: number): AsyncGenerator<SqlRecord[]> {
    for (let block = index; ; block += of) {
      const first = block * BLOCK;
      const { last, records } = explaining(file, () => ({
        last: Number(scan.last.get()?.last ?? -1),
        records: scan.block.all(first, first + BLOCK - 1),
      }));
      if (records.length > 0) yield records;
      if (first > last) return;
    }
  }

  return {
    async *scanRows({ index, of }): AsyncGenerator<Row> {
      if (!(index >= 0 && index < of)) throw new RangeError(`There is no segment ${index} of ${of}.`);
      for await (const records of blocks(rows, index, of)) yield* records.map(readRow);
    },
    async *scanLedger(): AsyncGenerator<LedgerEntry> {
      for await (const records of blocks(entries, 0, 1)) yield* records.map(readEntry);
    },
  };
}

function prepareScan(db: DatabaseSync, table: 'rows' | 'ledger', columns: string) {
  return {
    last: db.prepare(`SELECT max(position) AS last FROM ${table}`),
    block: db.prepare(`SELECT ${columns} FROM ${table} WHERE position BETWEEN ? AND ? ORDER BY position`),
  };
}
