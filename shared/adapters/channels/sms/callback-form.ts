/** What callbacks of all providers become, and how their bodies and times are read. */
import { createHash } from 'node:crypto';
import { type Instant, instantOfEpoch, parseInstant, parseInZone } from '../../../domain/time/instant.ts';

export interface SmsReport {
  /** The provider's id of the message, as sending gave it. */
  readonly reference: string | null;
  /** Our idempotency key, where the provider carries it. */
  readonly key: string | null;
  readonly phone: string;
  readonly delivered: boolean;
  /** Why not, or which part of a long message this is about. */
  readonly note: string | null;
  readonly at: Instant | null;
}

export interface SmsReply {
  /** The same for a reply that is pushed twice. */
  readonly id: string;
  readonly phone: string;
  readonly text: string;
  /** `null` where the provider says no time: the moment of the callback stands for it. */
  readonly at: Instant | null;
}

export interface SmsCallback {
  readonly reports: readonly SmsReport[];
  readonly replies: readonly SmsReply[];
}

/** Names in small letters. */
export type CallbackHeaders = Readonly<Record<string, string | undefined>>;

const CHINA = 'Asia/Shanghai';

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The fields of a form; the first of equal names. */
export function formOf(text: string): Record<string, string> {
  return Object.fromEntries([...new URLSearchParams(text)].toReversed());
}

/** Elements of a list, or the one thing that is none. */
export function listOf(json: unknown): readonly unknown[] {
  return Array.isArray(json) ? json : [json];
}

/**
 * '2017-01-01 00:00:00', '20170101000000' and the same with an offset; seconds since 1970 too. Providers mean China
 * Standard Time where they name no zone. `null` for what is no time, because a report without one is still a report.
 */
export function timeOf(text: string | number | null | undefined): Instant | null {
  if (text === null || text === undefined || text === '') return null;
  try {
    return readTime(String(text).trim());
  } catch {
    return null;
  }
}

function readTime(text: string): Instant {
  const digits = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text);
  if (digits !== null) {
    const [, year, month, day, hour, minute, second] = digits;
    return parseInZone(`${year}-${month}-${day}T${hour}:${minute}:${second}`, CHINA);
  }
  if (/^\d{9,11}$/.test(text)) return instantOfEpoch(Number(text));
  const iso = text.replace(' ', 'T');
  return /(?:Z|[+-]\d{2}:?\d{2})$/.test(iso) ? parseInstant(iso) : parseInZone(iso, CHINA);
}

/** For providers whose replies bear no id. */
export function replyId(...parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
