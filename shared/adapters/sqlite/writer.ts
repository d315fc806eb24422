/** Carries out changes in SQLite: one transaction per batch, one savepoint per change. */
import type { DatabaseSync } from 'node:sqlite';
import type { Instant } from '../../domain/time/instant.ts';
import type {
  Change,
  CommitResult,
  LedgerEntry,
  RowContent,
  RowKey,
  StoreWriter,
} from '../../ports/store.ts';
import { type EncodedChange, encodeChange, entryName, receiptCutoff, rowName } from '../encoded-change.ts';
import type { Immediate } from './reader.ts';

const COMMITTED: CommitResult = { outcome: 'committed' };

export function createWriter(db: DatabaseSync): Immediate<StoreWriter> {
  const statements = prepareWrites(db);

  /** Answers whether the row had the expected version and now has the next one. */
  function put(key: RowKey, content: RowContent, expected: number, body: string): boolean {
    const { district, kind, id } = key;
    const lane = content.due?.lane ?? null;
    const dueAt = content.due?.at ?? null;
    const view = content.view?.name ?? null;
    const sort = content.view?.sort ?? null;
    if (expected === 0) {
      return statements.insert.run(district, kind, id, body, lane, dueAt, view, sort).changes === 1;
    }
    // Most steps leave a row where it stands in its view; not naming the view spares its index two writes.
    return (
      statements.step.run(body, lane, dueAt, district, kind, id, expected, view, sort).changes === 1 ||
      statements.move.run(body, lane, dueAt, view, sort, district, kind, id, expected).changes === 1
    );
  }

  function isAt(key: RowKey, expected: number): boolean {
    const version = statements.version.get(key.district, key.kind, key.id)?.version;
    return (version ?? 0) === expected;
  }

  function remove(key: RowKey, expected: number): boolean {
    if (expected === 0) return isAt(key, 0);
    return statements.remove.run(key.district, key.kind, key.id, expected).changes === 1;
  }

  /** Refused when the position is taken or the one before it is missing. */
  function append(entry: LedgerEntry, body: string): boolean {
    const { district, matter, stream, seq, at, recordedAt, type, v, actor } = entry;
    return (
      statements.append.run(district, matter, stream, seq, at, recordedAt, type, v, actor, body).changes === 1
    );
  }

  function repeatedResult(change: Change, result: string): CommitResult | null {
    if (!change.receipt) return null;
    const { commandId, at } = change.receipt;
    if (statements.claim.run(change.district, commandId, at, result, receiptCutoff(at)).changes === 1)
      return null;
    const stored = statements.claimed.get(change.district, commandId)?.result;
    return { outcome: 'repeated', result: JSON.parse(stored as string) };
  }

  /** The order of the checks is the same in every store, so that conflicts name the same place. */
  function firstConflict({ change, puts, entries }: EncodedChange): string | null {
    for (const [index, { key, content, expected }] of change.puts.entries()) {
      if (!put(key, content, expected, puts[index] ?? 'null')) return rowName(key);
    }
    for (const { key, expected } of change.deletes ?? []) {
      if (!remove(key, expected)) return rowName(key);
    }
    for (const { key, expected } of change.requires ?? []) {
      if (!isAt(key, expected)) return rowName(key);
    }
    for (const [index, entry] of change.entries.entries()) {
      if (!append(entry, entries[index] ?? 'null')) return entryName(entry);
    }
    return null;
  }

  function carryOut(encoded: EncodedChange): CommitResult {
    const repeated = repeatedResult(encoded.change, encoded.receipt ?? 'null');
    if (repeated) return repeated;
    const conflict = firstConflict(encoded);
    return conflict === null ? COMMITTED : { outcome: 'conflict', at: conflict };
  }

  function carryOutEach(batch: readonly EncodedChange[]): CommitResult[] {
    return batch.map((encoded) => {
      statements.savepoint.run();
      const result = carryOut(encoded);
      if (result !== COMMITTED) statements.undo.run();
      statements.release.run();
      return result;
    });
  }

  function carryOutAll(batch: readonly EncodedChange[]): CommitResult[] {
    dropExpiredReceipts(batch);
    const [only] = batch;
    if (only === undefined || batch.length > 1) return carryOutEach(batch);
    const result = carryOut(only);
    if (result !== COMMITTED) statements.rollback.run();
    return [result];
  }

  /**
   * A few at a time with each batch, so that the table stays small without a job of its own; only after twice
   * the 90 days, so that a command that comes with an earlier clock still finds what counts for it.
   */
  function dropExpiredReceipts(batch: readonly EncodedChange[]): void {
    const earliest = earliestReceipt(batch);
    if (earliest) statements.dropExpired.run(receiptCutoff(receiptCutoff(earliest)));
  }

  return {
    commit(changes) {
      const batch = changes.map(encodeChange);
      if (batch.length === 0) return [];
      statements.begin.run();
      try {
        const results = carryOutAll(batch);
        if (db.isTransaction) statements.commit.run();
        return results;
      } catch (error) {
        // A full disk ends the transaction by itself.
        if (db.isTransaction) statements.rollback.run();
        throw error;
      }
    },
  };
}

function earliestReceipt(batch: readonly EncodedChange[]): Instant | null {
  let earliest: Instant | null = null;
  for (const { change } of batch) {
    const at = change.receipt?.at;
    if (at !== undefined && (earliest === null || at < earliest)) earliest = at;
  }
  return earliest;
}

function prepareWrites(db: DatabaseSync) {
  return {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    rollback: db.prepare('ROLLBACK'),
    savepoint: db.prepare('SAVEPOINT change'),
    undo: db.prepare('ROLLBACK TO change'),
    release: db.prepare('RELEASE change'),
    insert: db.prepare(
      `INSERT INTO rows (district, kind, id, version, body, lane, due_at, view, view_sort)
       VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    step: db.prepare(
      `UPDATE rows SET version = version + 1, body = ?, lane = ?, due_at = ?
       WHERE district = ? AND kind = ? AND id = ? AND version = ? AND view IS ? AND view_sort IS ?`,
    ),
    move: db.prepare(
      `UPDATE rows SET version = version + 1, body = ?, lane = ?, due_at = ?, view = ?, view_sort = ?
       WHERE district = ? AND kind = ? AND id = ? AND version = ?`,
    ),
    remove: db.prepare('DELETE FROM rows WHERE district = ? AND kind = ? AND id = ? AND version = ?'),
    version: db.prepare('SELECT version FROM rows WHERE district = ? AND kind = ? AND id = ?'),
    append: db.prepare(
      `INSERT INTO ledger (district, matter, stream, seq, at, recorded_at, type, v, actor, body)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10
       WHERE ?4 = 1 OR EXISTS (
         SELECT 1 FROM ledger WHERE district = ?1 AND matter = ?2 AND stream = ?3 AND seq = ?4 - 1)
       ON CONFLICT DO NOTHING`,
    ),
    claim: db.prepare(
      `INSERT INTO receipts (district, command_id, at, result) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET at = excluded.at, result = excluded.result WHERE receipts.at <= ?`,
    ),
    claimed: db.prepare('SELECT result FROM receipts WHERE district = ? AND command_id = ?'),
    dropExpired: db.prepare(
      `DELETE FROM receipts WHERE (district, command_id) IN
         (SELECT district, command_id FROM receipts WHERE at <= ? ORDER BY at LIMIT 100)`,
    ),
  };
}
