/** Signature of requests to Tencent Cloud, version 3 (TC3-HMAC-SHA256). */
import { createHash, createHmac } from 'node:crypto';

export interface TcCall {
  readonly host: string;
  readonly service: string;
  /** Seconds since 1970; the provider refuses what is off by more than five minutes. */
  readonly timestamp: number;
  readonly body: string;
}

export const TC_CONTENT_TYPE = 'application/json; charset=utf-8';

/** The header Authorization of a POST of JSON to the root (腾讯云《签名方法 v3》). */
export function tcAuthorization(call: TcCall, id: string, secret: string): string {
  const date = new Date(call.timestamp * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${call.service}/tc3_request`;
  const signed = 'content-type;host';
  const headers = `content-type:${TC_CONTENT_TYPE}\nhost:${call.host}\n`;
  const canonical = ['POST', '/', '', headers, signed, hash(call.body)].join('\n');
  const text = ['TC3-HMAC-SHA256', call.timestamp, scope, hash(canonical)].join('\n');
  const key = hmac(hmac(hmac(`TC3${secret}`, date), call.service), 'tc3_request');
  const signature = hmac(key, text).toString('hex');
  return `TC3-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
