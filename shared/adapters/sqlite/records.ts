/** Turns table records into rows and entries of the port. */
import type { SQLOutputValue } from 'node:sqlite';
import type { Instant } from '../../domain/time/instant.ts';
import type { Lane, LedgerEntry, Row, RowKind } from '../../ports/store.ts';

export type SqlRecord = Record<string, SQLOutputValue>;

export const ROW_COLUMNS = 'district, kind, id, version, body, lane, due_at, view, view_sort';
export const ENTRY_COLUMNS = 'district, matter, stream, seq, at, recorded_at, type, v, actor, body';

export function readRow(record: SqlRecord): Row {
  const { lane, due_at: dueAt, view, view_sort: sort } = record;
  return {
    district: record.district as string,
    kind: record.kind as RowKind,
    id: record.id as string,
    version: record.version as number,
    body: JSON.parse(record.body as string),
    due: dueAt === null ? null : { lane: lane as Lane, at: dueAt as Instant },
    view: view === null ? null : { name: view as string, sort: sort as string },
  };
}

export function readEntry(record: SqlRecord): LedgerEntry {
  return {
    district: record.district as string,
    matter: record.matter as string,
    stream: record.stream as string,
    seq: record.seq as number,
    at: record.at as Instant,
    recordedAt: record.recorded_at as Instant,
    type: record.type as string,
    v: record.v as number,
    actor: record.actor as string,
    body: JSON.parse(record.body as string),
  };
}
