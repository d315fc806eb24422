/** The signature on JSON that goes to other systems, and on what they send back. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { epochOfInstant, type Instant } from '../../../domain/time/instant.ts';

/** Seconds by which sender and receiver may differ, and for which a copied request could be sent again. */
const REPLAY_WINDOW = 300;
const TIMESTAMP_HEADER = 'x-duban-timestamp';
const SIGNATURE_HEADER = 'x-duban-signature';

/** HMAC-SHA256 (RFC 2104) over `TIMESTAMP.BODY`, the timestamp in seconds since 1970; `v1=` and 64 hexadecimal digits. */
function signature(body: string, timestamp: string, secret: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

export function signedHeaders(body: string, now: Instant, secret: string): Record<string, string> {
  const timestamp = String(epochOfInstant(now));
  return { [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: signature(body, timestamp, secret) };
}

export interface SignedRequest {
  /** As it came, byte for byte: a body that was read and written again has another signature. */
  readonly body: string;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Refuses a missing or wrong signature, and a timestamp more than five minutes from `now` on either side. */
export function isSigned({ body, headers }: SignedRequest, secret: string, now: Instant): boolean {
  const timestamp = headers[TIMESTAMP_HEADER] ?? '';
  if (!/^\d{1,11}$/.test(timestamp)) return false;
  if (Math.abs(epochOfInstant(now) - Number(timestamp)) > REPLAY_WINDOW) return false;
  return sameText(headers[SIGNATURE_HEADER] ?? '', signature(body, timestamp, secret));
}

/** In a time that tells nothing about where two texts differ, only about their lengths. */
export function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
