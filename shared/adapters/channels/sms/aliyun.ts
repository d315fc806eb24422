/** 阿里云短信服务: SendSms of dysmsapi 2017-05-25. */
import * as z from 'zod';
import type { AliyunSettings } from '../../../contract/sms-settings.ts';
import type { CodeMeaning } from '../provider-codes.ts';
import { acsHeaders, canonicalQuery } from './acs3.ts';
import { byBeginning, FAULTY, numberBusy, throttled } from './codes.ts';
import type { Answer, GatewayRequest, Sms, SmsProvider, Stamp } from './sms.ts';

const answer = z.object({
  Code: z.string(),
  Message: z.string().default(''),
  BizId: z.string().optional(),
});

/** Bytes. */
const MOST_OUT_ID = 256;

/** Sends registered templates; `OutId` carries our key and comes back with the report. */
export function aliyun(settings: AliyunSettings): SmsProvider {
  return { sends: 'templates', request: (sms, stamp) => request(settings, sms, stamp), read, meaning };
}

function request(settings: AliyunSettings, sms: Sms, { now, nonce }: Stamp): GatewayRequest {
  const { host, origin } = new URL(settings.url);
  const params = Object.fromEntries((sms.template?.params ?? []).map(({ name, value }) => [name, value]));
  const query = {
    PhoneNumbers: sms.phone.replace('+', ''),
    SignName: sms.sign,
    TemplateCode: sms.template?.code ?? '',
    TemplateParam: JSON.stringify(params),
    // Longer ones are refused together with the message; the report then tells by the reference alone.
    ...(Buffer.byteLength(sms.key) <= MOST_OUT_ID ? { OutId: sms.key } : {}),
  };
  const call = { host, query, action: 'SendSms', version: '2017-05-25', date: now, nonce };
  const headers = acsHeaders(call, settings.accessKeyId, settings.accessKeySecret);
  const type = 'application/x-www-form-urlencoded';
  return { url: `${origin}/?${canonicalQuery(query)}`, headers, body: { text: '', type } };
}

function read(body: unknown): Answer | null {
  const said = answer.safeParse(body);
  if (!said.success) return null;
  const { Code: code, Message: words, BizId: reference = null } = said.data;
  return { taken: code === 'OK', code, words, reference };
}

function meaning({ code, words }: Answer): CodeMeaning | undefined {
  if (code === 'isv.BUSINESS_LIMIT_CONTROL') return flowControl(words);
  return byBeginning(code, [
    ['Throttling', throttled(10)],
    ['ServiceUnavailable', FAULTY],
    ['InternalError', FAULTY],
    ['isp.SYSTEM_ERROR', FAULTY],
    ['isp.GATEWAY', FAULTY],
  ]);
}

/** “触发分钟级流控Permits:1”, 小时级, 天级: what is over for the day goes on the person's next channel at once. */
function flowControl(words: string): CodeMeaning | undefined {
  if (words.includes('分钟级')) return numberBusy(60);
  return words.includes('小时级') ? numberBusy(3_600) : undefined;
}
