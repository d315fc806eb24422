/** Checks a change against the limits that hold in every store and turns its bodies into JSON once. */
import type { Instant } from '../domain/time/instant.ts';
import type { Change, LedgerEntry, RowKey } from '../ports/store.ts';
import { packed } from './packed-body.ts';

/**
 * The limits are DynamoDB's, and SQLite keeps them too: what one home accepts, the other can import.
 * One transaction holds 100 parts and 4 MB, one stored part 400 KB with its keys; larger bodies
 * are compressed first.
 */
export const CHANGE_PART_LIMIT = 100;
export const CHANGE_BYTE_LIMIT = 3_900_000;
const BODY_BYTE_LIMIT = 400_000;

const RECEIPT_MILLISECONDS = 90 * 24 * 3_600_000;
const KEY_BYTE_LIMITS = { district: 100, id: 512, 'view name': 100, 'view sort': 400 } as const;
/** Control characters separate key parts, and U+10FFFF ends ranges. */
const RESERVED = /[\p{Cc}\u{10ffff}]/u;
/** Separators of the district's place in a key must sort below anything a district may contain. */
const RESERVED_IN_DISTRICT = /[ !"#]/;

/** A change that passed the checks, with the JSON of its bodies in the order of the change. */
export interface EncodedChange {
  readonly change: Change;
  readonly receipt: string | null;
  readonly puts: readonly string[];
  readonly entries: readonly string[];
  readonly bytes: number;
}

/**
 * Refuses, with a RangeError that names the place, what no store may hold: a key of another district, empty
 * or over-long key parts, a row named twice, entries of one stream that do not follow each other, and a
 * change over the limits above. These are faults of the caller, so a batch with one of them is not begun.
 */
export function encodeChange(change: Change): EncodedChange {
  checkKeys(change);
  checkPartCount(change);
  const receipt = change.receipt ? encodeBody(change.receipt.result, 'the receipt') : null;
  const puts = change.puts.map((put) => encodeBody(put.content.body, rowName(put.key)));
  const entries = change.entries.map((entry) => encodeBody(entry.body, entryName(entry)));
  const bytes = byteLength(receipt ?? '') + sumOfBytes(puts) + sumOfBytes(entries);
  if (bytes > CHANGE_BYTE_LIMIT) {
    throw new RangeError(
      `A change of ${change.district} has ${bytes} bytes; ${CHANGE_BYTE_LIMIT} is the limit.`,
    );
  }
  return { change, receipt, puts, entries, bytes };
}

/** How a conflict names a row. */
export function rowName(key: RowKey): string {
  return `${key.district}/${key.kind}/${key.id}`;
}

/** How a conflict names a ledger position. */
export function entryName(entry: LedgerEntry): string {
  return `${entry.district}/ledger/${entry.matter}/${entry.stream}/${entry.seq}`;
}

/** Receipts written at this instant or before are older than 90 days at `at` and may be replaced. */
export function receiptCutoff(at: Instant): Instant {
  return `${new Date(Date.parse(at) - RECEIPT_MILLISECONDS).toISOString().slice(0, 19)}Z` as Instant;
}

/** Seconds since 1970 from which a receipt is of no more use. */
export function receiptExpiryEpoch(at: Instant): number {
  return (Date.parse(at) + RECEIPT_MILLISECONDS) / 1000;
}

/** The entries that are the first of their stream in this change, and so must find their predecessor stored. */
export function streamHeads(entries: readonly LedgerEntry[]): readonly LedgerEntry[] {
  if (entries.length < 2) return entries;
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const stream = streamKey(entry);
    return !seen.has(stream) && seen.add(stream);
  });
}

function checkKeys(change: Change): void {
  checkText('district', change.district);
  if (RESERVED_IN_DISTRICT.test(change.district)) {
    throw new RangeError(
      `'${change.district}' cannot name a district: it contains a space or one of ! " # .`,
    );
  }
  if (change.receipt) checkText('id', change.receipt.commandId);
  for (const put of change.puts) {
    checkRow(change, put.key, put.expected);
    if (put.content.view) {
      checkText('view name', put.content.view.name);
      // An empty sort is a place like any other: the first.
      if (put.content.view.sort !== '') checkText('view sort', put.content.view.sort);
    }
  }
  for (const deletion of change.deletes ?? []) checkRow(change, deletion.key, deletion.expected);
  for (const required of change.requires ?? []) checkRow(change, required.key, required.expected);
  checkRowsDiffer(change);
  checkEntries(change);
}

function checkRow(change: Change, key: RowKey, expected: number): void {
  checkText('id', key.id);
  if (key.district !== change.district) {
    throw new RangeError(
      `The row ${rowName(key)} does not belong to the change's district, ${change.district}.`,
    );
  }
  if (!Number.isSafeInteger(expected) || expected < 0) {
    throw new RangeError(`The row ${rowName(key)} expects version ${expected}; versions are 0, 1, 2 ….`);
  }
}

function checkRowsDiffer(change: Change): void {
  const { puts, deletes = [], requires = [] } = change;
  if (puts.length + deletes.length + requires.length < 2) return;
  const named = new Set<string>();
  for (const { key } of [...puts, ...deletes, ...requires]) {
    const name = rowName(key);
    if (named.has(name)) throw new RangeError(`A change names the row ${name} twice.`);
    named.add(name);
  }
}

function checkEntries(change: Change): void {
  const last = new Map<string, number>();
  for (const entry of change.entries) {
    checkText('id', entry.matter);
    checkText('id', entry.stream);
    if (entry.district !== change.district) {
      throw new RangeError(
        `The entry ${entryName(entry)} is not of the change's district, ${change.district}.`,
      );
    }
    const stream = streamKey(entry);
    const before = last.get(stream);
    const follows = before === undefined ? entry.seq >= 1 : entry.seq === before + 1;
    if (!Number.isSafeInteger(entry.seq) || !follows) {
      throw new RangeError(
        `The entry ${entryName(entry)} does not follow ${before ?? 'any position from 1'}.`,
      );
    }
    last.set(stream, entry.seq);
  }
}

function checkPartCount(change: Change): void {
  const { puts, deletes = [], requires = [], entries, receipt } = change;
  const heads = streamHeads(entries).filter((entry) => entry.seq > 1).length;
  const parts = puts.length + deletes.length + requires.length + entries.length + heads + (receipt ? 1 : 0);
  if (parts > CHANGE_PART_LIMIT) {
    throw new RangeError(
      `A change of ${change.district} has ${parts} parts; ${CHANGE_PART_LIMIT} is the limit. Split it.`,
    );
  }
}

function checkText(what: keyof typeof KEY_BYTE_LIMITS, text: string): void {
  const limit = KEY_BYTE_LIMITS[what];
  if (text === '') throw new RangeError(`A ${what} is empty.`);
  if (text.length * 3 > limit && byteLength(text) > limit) {
    throw new RangeError(`The ${what} '${text.slice(0, 40)}…' is longer than ${limit} bytes.`);
  }
  if (RESERVED.test(text) || !text.isWellFormed()) {
    throw new RangeError(`The ${what} ${JSON.stringify(text)} contains a control or broken character.`);
  }
}

/** `undefined` is stored as null, as a command without a result leaves it. */
function encodeBody(body: unknown, place: string): string {
  const json = JSON.stringify(body) ?? 'null';
  const isLarge = json.length * 3 > BODY_BYTE_LIMIT && byteLength(json) > BODY_BYTE_LIMIT;
  if (isLarge && (packed(json)?.length ?? 0) > BODY_BYTE_LIMIT) {
    throw new RangeError(`The body of ${place} is larger than ${BODY_BYTE_LIMIT} bytes, even compressed.`);
  }
  return json;
}

function streamKey(entry: LedgerEntry): string {
  return `${entry.matter}\n${entry.stream}`;
}

function sumOfBytes(texts: readonly string[]): number {
  let sum = 0;
  for (const text of texts) sum += byteLength(text);
  return sum;
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}
