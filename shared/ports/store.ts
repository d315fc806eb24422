/** The one durable store: versioned rows, the append-only ledger, command receipts and the due index. */
import type { Instant } from '../domain/time/instant.ts';

/** What a row is. Every kind that waits for a moment does so through {@link Row.due}, never through a timer. */
export type RowKind =
  | 'matter'
  | 'duty'
  | 'notice'
  | 'outbox'
  | 'series'
  | 'absence'
  | 'directory'
  | 'settings'
  | 'edition'
  | 'calendar'
  /** What a person was sent lately. */
  | 'contact'
  /** A compliance report that is kept. */
  | 'report'
  | 'meta';

/** Emergencies are drained before anything else. */
export type Urgency = 'emergency' | 'normal';

/** Steps and deliveries lie in lanes of their own, so that a provider which hangs holds up no step. */
export type Lane = Urgency | `${Urgency}-delivery`;

export const LANES: readonly Lane[] = ['emergency', 'normal', 'emergency-delivery', 'normal-delivery'];

/** Every key begins with the district, so that districts share an installation without meeting. */
export interface RowKey {
  readonly district: string;
  readonly kind: RowKind;
  readonly id: string;
}

/** The next moment at which a row wants to be looked at; `null` when nothing is pending. */
export interface Due {
  readonly lane: Lane;
  readonly at: Instant;
}

/** A place in a sorted list that pages read, such as open duties by limit; a row stands in at most one. */
export interface ViewPlace {
  readonly name: string;
  readonly sort: string;
}

export interface RowContent<Body = unknown> {
  readonly body: Body;
  readonly due: Due | null;
  readonly view: ViewPlace | null;
}

export interface Row<Body = unknown> extends RowKey, RowContent<Body> {
  /** 1 after the first write, one more after each later write. */
  readonly version: number;
}

/** A fact that happened; appended once and never changed. `seq` starts at 1 and has no gaps within a stream. */
export interface LedgerEntry {
  readonly district: string;
  /** The matter under whose ledger the entry is read. */
  readonly matter: string;
  readonly stream: string;
  readonly seq: number;
  /** When it took effect, which for a rung is its intended instant. */
  readonly at: Instant;
  /** When it was written. */
  readonly recordedAt: Instant;
  readonly type: string;
  readonly v: number;
  readonly actor: string;
  readonly body: unknown;
}

/** One atomic decision: all of it is stored, or nothing. */
export interface Change {
  readonly district: string;
  /** Refused as `repeated` when a receipt with this id, younger than 90 days, exists in the district. */
  readonly receipt?: { readonly commandId: string; readonly at: Instant; readonly result: unknown };
  /** Rows to write; `expected` is the version that must be stored now, 0 for "must not exist". */
  readonly puts: readonly { readonly key: RowKey; readonly content: RowContent; readonly expected: number }[];
  readonly deletes?: readonly { readonly key: RowKey; readonly expected: number }[];
  /** Rows that are only read, but must still have this version. */
  readonly requires?: readonly { readonly key: RowKey; readonly expected: number }[];
  readonly entries: readonly LedgerEntry[];
}

export type CommitResult =
  | { readonly outcome: 'committed' }
  /** A version differed or a ledger position was taken; nothing of the change was written. */
  | { readonly outcome: 'conflict'; readonly at: string }
  /** The command had been carried out before; this was its result. */
  | { readonly outcome: 'repeated'; readonly result: unknown };

export interface StoreReader {
  get(key: RowKey): Promise<Row | null>;
  /** Rows in the order of the keys, `null` where there is none. */
  getMany(keys: readonly RowKey[]): Promise<(Row | null)[]>;
  /** Rows of one kind whose id begins with `prefix`, by id; `after` continues behind an id. */
  list(query: {
    district: string;
    kind: RowKind;
    prefix?: string;
    after?: string;
    limit: number;
  }): Promise<Row[]>;
  /** Rows placed in a view, by (sort, id); `from` inclusive, `to` exclusive, both on `sort`. */
  view(query: {
    district: string;
    name: string;
    from?: string;
    to?: string;
    after?: { sort: string; id: string };
    descending?: boolean;
    limit: number;
  }): Promise<Row[]>;
  /** The entries of one matter by (at, stream, seq); with `stream`, of that stream only, by seq. */
  ledger(query: { district: string; matter: string; stream?: string }): Promise<LedgerEntry[]>;
  receipt(district: string, commandId: string): Promise<{ result: unknown; at: Instant } | null>;
}

export interface DueIndex {
  /**
   * Rows with `due.at <= now` in one lane, by (at, district, kind, id), at most `limit`.
   * The work depends on the rows returned, never on the rows stored. Where the index is eventually
   * consistent a row may be stale: the conditional write that follows decides.
   */
  due(query: { lane: Lane; now: Instant; limit: number }): Promise<Row[]>;
  /** The earliest pending instant of all lanes, `null` when nothing waits. */
  nextDue(): Promise<Instant | null>;
}

export interface StoreWriter {
  /**
   * Carries out each change on its own, in the given order, and answers for each. A change is atomic; the
   * batch is not, and a conflict in one leaves the others alone.
   */
  commit(changes: readonly Change[]): Promise<CommitResult[]>;
}

/** Reads everything, in no promised order and in bounded memory, for the auditor, export and rebuild. */
export interface StoreScanner {
  scanRows(segment: { index: number; of: number }): AsyncIterable<Row>;
  scanLedger(): AsyncIterable<LedgerEntry>;
}

export interface Store extends StoreReader, DueIndex, StoreWriter, StoreScanner {
  close(): Promise<void>;
}

/**
 * The store could not answer; `cause` has the technical fault. No change is half-written. Where the answer was lost
 * on the way back a change may have taken effect as a whole: versions and receipts make asking again safe.
 */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}
