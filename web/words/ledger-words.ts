/** The words that sentences of the ledger are made of: names, moments, reasons, read with care from what was stored. */
import type { District } from '../../shared/app/district.ts';
import type { Instant } from '../../shared/domain/time/instant.ts';
import type { LedgerEntry } from '../../shared/ports/store.ts';
import { sayMoment, whoIs } from './labels.ts';

/** The body of an entry as it was stored; fields are read with care, because old entries stay as they were. */
export type Body = Readonly<Record<string, unknown>>;

export interface Around {
  readonly district: District;
  readonly entry: LedgerEntry;
}

export type Sentence = (body: Body, around: Around) => string;

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
export const who = (name: unknown, { district }: Around): string => whoIs(text(name), district.directory);
export const whoAll = (names: unknown, around: Around): string =>
  Array.isArray(names) ? names.map((name) => who(name, around)).join('、') : '';
export const moment = (at: unknown, { district, entry }: Around): string =>
  typeof at === 'string' && at.includes('T')
    ? sayMoment(at as Instant, district.zone, entry.recordedAt)
    : '时间不详';

export function because(why: unknown): string {
  return text(why) === '' ? '' : `，原因：${text(why)}`;
}

export function listed(values: unknown): string {
  return Array.isArray(values) ? values.map(text).join('、') : '';
}
