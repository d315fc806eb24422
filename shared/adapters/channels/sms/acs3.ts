/** Signature of requests to Alibaba Cloud, version 3 (ACS3-HMAC-SHA256). */
import { createHash, createHmac } from 'node:crypto';

export interface AcsCall {
  readonly host: string;
  readonly query: Readonly<Record<string, string>>;
  readonly action: string;
  readonly version: string;
  /** 'YYYY-MM-DDTHH:MM:SSZ'; the provider refuses what is off by more than 15 minutes. */
  readonly date: string;
  readonly nonce: string;
}

/**
 * The headers of a POST whose parameters all stand in the query and whose body is empty
 * (阿里云《V3版本请求体&签名机制》).
 */
export function acsHeaders(call: AcsCall, id: string, secret: string): Record<string, string> {
  const empty = hash('');
  const headers = {
    'x-acs-action': call.action,
    'x-acs-content-sha256': empty,
    'x-acs-date': call.date,
    'x-acs-signature-nonce': call.nonce,
    'x-acs-version': call.version,
  };
  // The client writes the header Host itself; here it is only signed.
  const all = { host: call.host, ...headers };
  const signed = Object.keys(all).join(';');
  const lines = Object.entries(all).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ['POST', '/', canonicalQuery(call.query), lines.join(''), signed, empty].join('\n');
  const signature = createHmac('sha256', secret)
    .update(`ACS3-HMAC-SHA256\n${hash(canonical)}`)
    .digest('hex');
  return {
    ...headers,
    authorization: `ACS3-HMAC-SHA256 Credential=${id},SignedHeaders=${signed},Signature=${signature}`,
  };
}

/** Sorted by name and encoded by RFC 3986, as it is signed and sent. */
export function canonicalQuery(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&');
}

/** `encodeURIComponent` leaves five signs as they are that RFC 3986 §2.2 reserves. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
