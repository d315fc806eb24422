/** 华为云消息&短信: batchSendSms, signed in by X-WSSE. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { HuaweiSettings } from '../../../contract/sms-settings.ts';
import type { CodeMeaning } from '../provider-codes.ts';
import { byBeginning, FAULTY, throttled } from './codes.ts';
import type { Answer, GatewayRequest, Sms, SmsProvider, Stamp } from './sms.ts';

const answer = z.object({
  code: z.string(),
  description: z.string().default(''),
  result: z.array(z.object({ smsMsgId: z.string().default(''), status: z.string() })).optional(),
});

/** Of `extend`, in bytes. */
const MOST_EXTEND = 128;

/** Sends registered templates; `extend` carries our key and comes back with the report. */
export function huawei(settings: HuaweiSettings): SmsProvider {
  return { sends: 'templates', request: (sms, stamp) => request(settings, sms, stamp), read, meaning };
}

function request(settings: HuaweiSettings, sms: Sms, stamp: Stamp): GatewayRequest {
  const form = new URLSearchParams({
    from: settings.sender,
    to: sms.phone.startsWith('+') ? sms.phone : `+86${sms.phone}`,
    templateId: sms.template?.code ?? '',
    templateParas: JSON.stringify((sms.template?.params ?? []).map(({ value }) => value)),
  });
  // Longer ones are refused together with the message; the report then tells by the reference alone.
  if (Buffer.byteLength(sms.key) <= MOST_EXTEND) form.set('extend', sms.key);
  if (sms.sign !== '') form.set('signature', sms.sign);
  if (settings.statusCallback !== undefined) form.set('statusCallback', settings.statusCallback);
  return {
    url: new URL('/sms/batchSendSms/v1', settings.url).href,
    headers: {
      authorization: 'WSSE realm="SDP",profile="UsernameToken",type="Appkey"',
      'x-wsse': wsse(settings, stamp),
    },
    body: { text: form.toString(), type: 'application/x-www-form-urlencoded' },
  };
}

/** PasswordDigest = Base64(SHA256(Nonce + Created + Password)), 华为云《发送短信API》. */
function wsse({ appKey, appSecret }: HuaweiSettings, { now, nonce }: Stamp): string {
  const digest = createHash('sha256').update(`${nonce}${now}${appSecret}`).digest('base64');
  return `UsernameToken Username="${appKey}",PasswordDigest="${digest}",Nonce="${nonce}",Created="${now}"`;
}

/** E000510 says only that the one message failed; why stands at the message. */
function read(body: unknown): Answer | null {
  const said = answer.safeParse(body);
  if (!said.success) return null;
  const { code, description: words, result } = said.data;
  const [first] = result ?? [];
  if (first === undefined) return { taken: false, code, words, reference: null };
  const { status, smsMsgId } = first;
  return { taken: status === '000000', code: status, words, reference: smsMsgId === '' ? null : smsMsgId };
}

/** 华为云《API错误码》: the system is faulty, the flow of the application is limited, too many wait to be sent. */
function meaning({ code }: Answer): CodeMeaning | undefined {
  return byBeginning(code, [
    ['E000000', FAULTY],
    ['E000503', throttled(10)],
    ['E200015', throttled(60)],
  ]);
}
