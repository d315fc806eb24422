/** 腾讯云短信: SendSms of 2021-01-11. */
import * as z from 'zod';
import type { TencentSettings } from '../../../contract/sms-settings.ts';
import { epochOfInstant } from '../../../domain/time/instant.ts';
import type { CodeMeaning } from '../provider-codes.ts';
import { byBeginning, FAULTY, numberBusy, throttled } from './codes.ts';
import type { Answer, GatewayRequest, Sms, SmsProvider, Stamp } from './sms.ts';
import { TC_CONTENT_TYPE, tcAuthorization } from './tc3.ts';

const status = z.object({
  Code: z.string(),
  Message: z.string().default(''),
  SerialNo: z.string().default(''),
});
const answer = z.object({
  Response: z.union([
    z.object({ Error: z.object({ Code: z.string(), Message: z.string().default('') }) }),
    z.object({ SendStatusSet: z.array(status).min(1) }),
  ]),
});

/** Sends registered templates; `SessionContext` carries our key. */
export function tencent(settings: TencentSettings): SmsProvider {
  return { sends: 'templates', request: (sms, stamp) => request(settings, sms, stamp), read, meaning };
}

function request(settings: TencentSettings, sms: Sms, { now }: Stamp): GatewayRequest {
  const { host, origin } = new URL(settings.url);
  const timestamp = epochOfInstant(now);
  const body = JSON.stringify({
    PhoneNumberSet: [sms.phone.startsWith('+') ? sms.phone : `+86${sms.phone}`],
    SmsSdkAppId: settings.appId,
    SignName: sms.sign,
    TemplateId: sms.template?.code ?? '',
    TemplateParamSet: (sms.template?.params ?? []).map(({ value }) => value),
    SessionContext: sms.key,
  });
  const call = { host, service: 'sms', timestamp, body };
  const headers = {
    authorization: tcAuthorization(call, settings.secretId, settings.secretKey),
    'x-tc-action': 'SendSms',
    'x-tc-version': '2021-01-11',
    'x-tc-region': settings.region,
    'x-tc-timestamp': String(timestamp),
  };
  return { url: `${origin}/`, headers, body: { text: body, type: TC_CONTENT_TYPE } };
}

function read(body: unknown): Answer | null {
  const parsed = answer.safeParse(body);
  if (!parsed.success) return null;
  const { Response: said } = parsed.data;
  if ('Error' in said) {
    return { taken: false, code: said.Error.Code, words: said.Error.Message, reference: null };
  }
  const [first] = said.SendStatusSet;
  if (first === undefined) return null;
  const { Code: code, Message: words, SerialNo } = first;
  return { taken: code === 'Ok', code, words, reference: SerialNo === '' ? null : SerialNo };
}

/** What is over for the day is not among them: the person's next channel has its turn at once. */
function meaning({ code }: Answer): CodeMeaning | undefined {
  return byBeginning(code, [
    ['RequestLimitExceeded', throttled(10)],
    ['LimitExceeded.DeliveryFrequencyLimit', numberBusy(30)],
    ['LimitExceeded.PhoneNumberThirtySecondLimit', numberBusy(30)],
    ['LimitExceeded.PhoneNumberOneHourLimit', numberBusy(3_600)],
    ['InternalError', FAULTY],
  ]);
}
