/** Small rows, entries and changes for the store's contract; each takes only what matters to its test. */
import type { Instant } from '../../shared/domain/time/instant.ts';
import type {
  Change,
  CommitResult,
  Due,
  Lane,
  LedgerEntry,
  Row,
  RowContent,
  RowKey,
  RowKind,
  Store,
} from '../../shared/ports/store.ts';

export const DISTRICT = 'binjiang';
export const NOON = instant('2026-03-02T04:00:00Z');
export const COMMITTED: CommitResult = { outcome: 'committed' };

export function instant(text: string): Instant {
  return text as Instant;
}

export function aKey(id: string, kind: RowKind = 'duty', district = DISTRICT): RowKey {
  return { district, kind, id };
}

export function aDue(at: string, lane: Lane = 'normal'): Due {
  return { lane, at: instant(at) };
}

export function aPut(key: RowKey, expected = 0, content: Partial<RowContent> = {}): Change['puts'][number] {
  return { key, expected, content: { body: { state: 'open' }, due: null, view: null, ...content } };
}

export function aChange(change: Partial<Change>): Change {
  return { district: DISTRICT, puts: [], entries: [], ...change };
}

/** A change that writes one row. */
export function writing(key: RowKey, expected = 0, content: Partial<RowContent> = {}): Change {
  return aChange({ district: key.district, puts: [aPut(key, expected, content)] });
}

export function anEntry(seq: number, entry: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    district: DISTRICT,
    matter: 'm1',
    stream: 'd1',
    seq,
    at: NOON,
    recordedAt: NOON,
    type: 'duty-opened',
    v: 1,
    actor: 'office',
    body: { seq },
    ...entry,
  };
}

export function appending(...entries: readonly LedgerEntry[]): Change {
  return aChange({ district: entries[0]?.district ?? DISTRICT, entries });
}

export async function commitAll(store: Store, changes: readonly Change[]): Promise<void> {
  const results = await store.commit(changes);
  const refused = results.find((result) => result.outcome !== 'committed');
  if (refused) throw new Error(`A preparing change was not carried out: ${JSON.stringify(refused)}`);
}

export async function outcomes(store: Store, changes: readonly Change[]): Promise<string[]> {
  return (await store.commit(changes)).map((result) => result.outcome);
}

export function idsOf(rows: readonly Row[]): string[] {
  return rows.map((row) => row.id);
}

export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}
