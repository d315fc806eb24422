/** 中国移动云MAS by HTTP: texts (普通短信), or registered templates where the settings have the address for them. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { MasSettings } from '../../../contract/sms-settings.ts';
import type { CodeMeaning } from '../provider-codes.ts';
import type { Answer, GatewayRequest, Sms, SmsProvider } from './sms.ts';

const answer = z.object({
  rspcod: z.string(),
  success: z.boolean().default(false),
  msgGroup: z.string().optional(),
});

/** 云MAS《HTTP接口说明》, 返回状态码. */
const SENTENCES: Readonly<Record<string, string>> = {
  IllegalMac: 'mac校验不通过',
  IllegalSignId: '签名编码无效',
  InvalidMessage: '请求格式有误',
  InvalidUsrOrPwd: '接口账号或密码有误',
  NoSignId: '没有签名编码',
  TooManyMobiles: '号码过多',
};

/** The sign goes apart as the code that the platform gave it; our key has no place in the request. */
export function mas(settings: MasSettings): SmsProvider {
  const sends = settings.templateUrl === undefined ? 'texts' : 'both';
  return { sends, request: (sms) => request(settings, sms), read, meaning };
}

function request(settings: MasSettings, sms: Sms): GatewayRequest {
  const { templateUrl } = settings;
  const templated = sms.template !== null && templateUrl !== undefined;
  const fields = templated ? templateFields(sms) : { mobiles: sms.phone, content: sms.text };
  const { ecName, apId, secretKey, addSerial } = settings;
  const order = [ecName, apId, secretKey, ...Object.values(fields), sms.sign, addSerial];
  const mac = createHash('md5').update(order.join('')).digest('hex');
  const json = JSON.stringify({ ecName, apId, secretKey, ...fields, sign: sms.sign, addSerial, mac });
  return {
    url: templated ? templateUrl : settings.url,
    headers: {},
    body: { text: Buffer.from(json).toString('base64'), type: 'text/plain; charset=utf-8' },
  };
}

/** In the order in which they are signed. */
function templateFields(sms: Sms): Record<string, string> {
  const values = (sms.template?.params ?? []).map(({ value }) => value);
  return {
    templateId: sms.template?.code ?? '',
    mobiles: sms.phone,
    params: JSON.stringify(values.length === 0 ? [''] : values),
  };
}

function read(body: unknown): Answer | null {
  const said = answer.safeParse(body);
  if (!said.success) return null;
  const { rspcod: code, success, msgGroup: reference = null } = said.data;
  return { taken: code === 'success' && success, code, words: '', reference };
}

function meaning({ code }: Answer): CodeMeaning | undefined {
  const words = SENTENCES[code];
  return words === undefined ? undefined : { outcome: 'failed', words };
}
