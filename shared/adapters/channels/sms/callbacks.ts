/** What SMS gateways push to us: read as reports and replies, and checked for who sent it. */
import { createHmac } from 'node:crypto';
import type { GenericSmsSettings, SmsPreset, SmsSettings } from '../../../contract/sms-settings.ts';
import { sameText } from '../webhook/signature.ts';
import { atPath, textAt } from './at-path.ts';
import {
  type CallbackHeaders,
  formOf,
  jsonOf,
  listOf,
  replyId,
  type SmsCallback,
  type SmsReply,
  type SmsReport,
  timeOf,
} from './callback-form.ts';
import { plain, readAliyun, readHuawei, readMas, readTencent, sorted } from './callback-presets.ts';

export type { CallbackHeaders, SmsCallback, SmsReply, SmsReport } from './callback-form.ts';

export interface CallbackRequest {
  readonly body: string;
  readonly headers: CallbackHeaders;
  readonly query: Readonly<Record<string, string | undefined>>;
}

/**
 * `null` for a body that is not what the provider documents. A message whose settings are those of another provider is
 * not read either. Verify first: reading believes what it is told.
 */
export function readSmsCallback(
  preset: SmsPreset,
  body: string,
  headers: CallbackHeaders,
  settings: SmsSettings,
): SmsCallback | null {
  if (settings.provider !== preset) return null;
  switch (settings.provider) {
    case 'aliyun':
      return readAliyun(body);
    case 'tencent':
      return readTencent(body);
    case 'huawei':
      return readHuawei(body);
    case 'mas':
      return readMas(unwrapped(body));
    case 'generic':
      return readGeneric(body, headers, settings);
  }
}

/** 云MAS wraps requests in Base64, and some versions what they push as well. */
function unwrapped(body: string): string {
  return /^\s*[[{]/.test(body) ? body : Buffer.from(body, 'base64').toString('utf8');
}

function readGeneric(
  body: string,
  headers: CallbackHeaders,
  { callback }: GenericSmsSettings,
): SmsCallback | null {
  if (callback === undefined) return null;
  const isForm = callback.format === 'form' || (headers['content-type'] ?? '').includes('form-urlencoded');
  const whole = isForm ? formOf(body) : jsonOf(body);
  const list = callback.list === undefined ? whole : atPath(whole, callback.list);
  let known = 0;
  const read = sorted(listOf(list), (one) => {
    if (isPending(one, callback)) known += 1;
    else return reportOf(one, callback) ?? replyOf(one, callback);
    return undefined;
  });
  return read ?? (known > 0 ? { reports: [], replies: [] } : null);
}

type Described = NonNullable<GenericSmsSettings['callback']>;

function isPending(one: unknown, { report }: Described): boolean {
  return report?.pending.includes(textAt(one, report.status) ?? '') ?? false;
}

function reportOf(one: unknown, { report }: Described): SmsReport | undefined {
  if (report === undefined) return undefined;
  const [phone, status] = [textAt(one, report.phone), textAt(one, report.status)];
  if (phone === null || status === null) return undefined;
  const delivered = report.delivered.includes(status);
  return {
    reference: textAt(one, report.reference),
    key: textAt(one, report.key),
    phone: plain(phone),
    delivered,
    note: delivered ? null : (textAt(one, report.note) ?? status).slice(0, 200),
    at: timeOf(textAt(one, report.at)),
  };
}

function replyOf(one: unknown, { reply }: Described): SmsReply | undefined {
  if (reply === undefined) return undefined;
  const [from, text] = [textAt(one, reply.phone), textAt(one, reply.text)];
  if (from === null || text === null) return undefined;
  const [phone, at] = [plain(from), textAt(one, reply.at)];
  return { id: textAt(one, reply.id) ?? replyId(phone, at ?? '', text), phone, text, at: timeOf(at) };
}

/**
 * By the secret token in the query or the header `x-duban-token`, or by HMAC-SHA256 of the body in the header that the
 * settings name; whichever of them is set must be right, and without either nothing is believed. The clouds sign nothing
 * by themselves: give them the address with the token.
 */
export function verifySmsCallback({ callback }: SmsSettings, request: CallbackRequest): boolean {
  const { token, hmac } = callback ?? {};
  if (token === undefined && hmac === undefined) return false;
  const { query, headers, body } = request;
  const given = headers['x-duban-token'] ?? query.token ?? '';
  if (token !== undefined && !sameText(given, token)) return false;
  if (hmac === undefined) return true;
  const expected = createHmac('sha256', hmac.secret).update(body).digest('hex');
  const signature = headers[hmac.signature.toLowerCase()] ?? '';
  return sameText(signature.toLowerCase().replace(/^sha256=/, ''), expected);
}

/** What the provider wants to hear, or else it pushes again. */
export function smsCallbackAnswer(preset: SmsPreset): Readonly<Record<string, string | number>> {
  if (preset === 'tencent') return { result: 0, errmsg: 'OK' };
  return { code: 0, msg: '接收成功' };
}
