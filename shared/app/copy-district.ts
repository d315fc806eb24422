/** Copies a district from one store into an empty one, so that what would happen can be tried on the copy. */
import { type Instant, latest } from '../domain/time/instant.ts';
import type { Change, LedgerEntry, Row, StoreScanner, StoreWriter } from '../ports/store.ts';
import { COUNTRY } from './district.ts';
import { districtEntry } from './import-calendar.ts';

export interface Copied {
  readonly rows: number;
  readonly entries: number;
  /** When the last entry was written: how far the district has been kept; `null` where nothing has happened yet. */
  readonly keptUntil: Instant | null;
}

/** A store takes at most a hundred parts in one change. */
const PARTS = 80;
/** Bounds what is held before it is written. */
const BATCH = 2000;

/**
 * Every row of the district with its body, its place in the due index and its place in the views, its whole ledger,
 * and the country's imported calendars. Versions begin anew at 1 and receipts stay behind: what was carried out once
 * is not asked for again in a copy. Fails when `to` holds something of the district already.
 */
export async function copyDistrict(from: StoreScanner, to: StoreWriter, district: string): Promise<Copied> {
  await write(to, [districtEntry(district)]);
  const rows = await copyRows(from, to, district);
  const entries: LedgerEntry[] = [];
  for await (const entry of from.scanLedger()) if (entry.district === district) entries.push(entry);
  const inOrder = entries.toSorted(byPosition);
  for (const part of parts(inOrder, BATCH)) await write(to, changesOf(district, [], part));
  const [first, ...others] = entries.map(({ recordedAt }) => recordedAt);
  return {
    rows,
    entries: entries.length,
    keptUntil: first === undefined ? null : others.reduce((a, b) => latest(a, b), first),
  };
}

async function copyRows(from: StoreScanner, to: StoreWriter, district: string): Promise<number> {
  let copied = 0;
  let waiting: Row[] = [];
  const flush = async () => {
    for (const [owner, own] of Map.groupBy(waiting, (row) => row.district)) {
      await write(to, changesOf(owner, own, []));
    }
    copied += waiting.length;
    waiting = [];
  };
  for await (const row of from.scanRows({ index: 0, of: 1 })) {
    if (!belongs(row, district)) continue;
    waiting.push(row);
    if (waiting.length >= BATCH) await flush();
  }
  await flush();
  return copied;
}

/** Calendars are the country's; its list of districts is not copied, for the others are not there. */
function belongs(row: Row, district: string): boolean {
  return row.district === district || (row.district === COUNTRY && row.kind === 'calendar');
}

function changesOf(district: string, rows: readonly Row[], entries: readonly LedgerEntry[]): Change[] {
  const puts = rows.map(({ kind, id, body, due, view }) => ({
    key: { district, kind, id },
    content: { body, due, view },
    expected: 0,
  }));
  return [
    ...parts(puts, PARTS).map((part) => ({ district, puts: part, entries: [] })),
    ...parts(entries, PARTS).map((part) => ({ district, puts: [], entries: part })),
  ];
}

async function write(to: StoreWriter, changes: readonly Change[]): Promise<void> {
  for (const result of await to.commit(changes)) {
    if (result.outcome === 'conflict') throw new Error(`a copy needs an empty store; found ${result.at}`);
  }
}

/** A store takes the entries of a stream only one after the other, and a scan promises no order. */
function byPosition(a: LedgerEntry, b: LedgerEntry): number {
  return compare(a.matter, b.matter) || compare(a.stream, b.stream) || a.seq - b.seq;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function parts<Thing>(things: readonly Thing[], size: number): Thing[][] {
  const found: Thing[][] = [];
  for (let start = 0; start < things.length; start += size) found.push(things.slice(start, start + size));
  return found;
}
