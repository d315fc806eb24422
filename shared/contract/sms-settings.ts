/** How an installation describes its SMS gateway: a preset of a usual provider, or any gateway spoken to by HTTPS. */
import * as z from 'zod';
import { gatewayUrl } from './gateway-url.ts';

const text = z.string().trim().min(1);
const secret = z.string().min(1);

/** At most `count` messages in any `seconds`, counted for each phone or for the whole account. */
const paces = z.strictObject({
  of: z.enum(['phone', 'account']),
  limits: z.array(z.strictObject({ count: z.int().positive(), seconds: z.int().positive() })).min(1),
});

/** A word of our message, the provider's name for it where that differs, and how many characters it may have there. */
const param = z.strictObject({
  word: text,
  name: text.optional(),
  longest: z.int().positive().optional(),
});

const template = z.strictObject({
  code: text.describe('the provider’s id of the registered template'),
  params: z.array(param).default([]).describe('in the provider’s order'),
});

/** A registered template with one variable, for messages that have no template of their own. */
const otherwise = z.strictObject({
  code: text,
  param: text.default('text'),
  longest: z.int().positive().optional(),
});

const path = z
  .string()
  .regex(/^[\w-]+(\.[\w-]+)*$/)
  .describe('names and list places with dots between, such as result.0.id');

const reportFields = z.strictObject({
  reference: path.optional(),
  key: path.optional(),
  phone: path,
  status: path,
  delivered: z.array(z.string()).min(1).describe('the statuses that mean: on the phone'),
  pending: z.array(z.string()).default([]).describe('the statuses that say nothing final'),
  note: path.optional(),
  at: path.optional(),
});

const replyFields = z.strictObject({
  id: path.optional(),
  phone: path,
  text: path,
  at: path.optional(),
});

const callback = z.strictObject({
  token: z
    .string()
    .min(16)
    .optional()
    .describe('expected in the query `token` or the header `x-duban-token`'),
  hmac: z
    .strictObject({
      secret,
      signature: text.describe('the header with the HMAC-SHA256 of the body, as hex'),
    })
    .optional(),
});

const genericCallback = callback.extend({
  format: z.enum(['json', 'form']).default('json'),
  list: path.optional().describe('where the list of reports or replies stands; without it the whole body'),
  report: reportFields.optional(),
  reply: replyFields.optional(),
});

const common = {
  sign: text.optional().describe('the registered sign, where it is not what stands in 【】'),
  signs: z.record(text, text).default({}).describe('what stands in 【】 → the registered sign or its code'),
  templates: z.record(text, template).default({}),
  otherwise: otherwise.optional(),
  maxParts: z.int().min(1).max(10).default(4),
  paces: paces.optional(),
  callback: callback.optional(),
};

const aliyun = z.strictObject({
  provider: z.literal('aliyun'),
  accessKeyId: secret,
  accessKeySecret: secret,
  url: gatewayUrl.default('https://dysmsapi.aliyuncs.com'),
  ...common,
});

const tencent = z.strictObject({
  provider: z.literal('tencent'),
  secretId: secret,
  secretKey: secret,
  appId: text.describe('SmsSdkAppId'),
  region: text.default('ap-guangzhou'),
  url: gatewayUrl.default('https://sms.tencentcloudapi.com'),
  ...common,
});

const huawei = z.strictObject({
  provider: z.literal('huawei'),
  appKey: secret,
  appSecret: secret,
  url: gatewayUrl.describe('APP接入地址, with its port'),
  sender: text.describe('通道号'),
  statusCallback: gatewayUrl.optional(),
  ...common,
});

const mas = z.strictObject({
  provider: z.literal('mas'),
  ecName: text,
  apId: text,
  secretKey: secret,
  url: gatewayUrl.describe('the address of 普通短信, such as …/sms/submit'),
  templateUrl: gatewayUrl.optional().describe('the address of 模板短信, such as …/sms/tmpsubmit'),
  addSerial: z.string().default(''),
  ...common,
});

/** Strings in it may hold {phone}, {text}, {sign}, {content}, {template}, {id}, {at} and {params.NAME}. */
export type BodyTemplate =
  | string
  | number
  | boolean
  | null
  | BodyTemplate[]
  | { [name: string]: BodyTemplate };
const bodyTemplate: z.ZodType<BodyTemplate> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(bodyTemplate),
    z.record(z.string(), bodyTemplate),
  ]),
);

const generic = z.strictObject({
  provider: z.literal('generic'),
  url: gatewayUrl,
  method: z.enum(['POST', 'GET']).default('POST'),
  headers: z.record(text, z.string()).default({}),
  format: z.enum(['json', 'form']).default('json'),
  body: z.record(text, bodyTemplate),
  answer: z.strictObject({
    pattern: z
      .string()
      .refine(isPattern, 'must be a regular expression')
      .optional()
      .describe('for answers in plain text or XML: its named groups are what the paths name'),
    path: path.describe('where the answer says how it went'),
    success: z.array(z.string()).min(1),
    retry: z.array(z.string()).default([]).describe('later, this one message'),
    throttled: z.array(z.string()).default([]).describe('later, and everything else as well'),
    reason: path.optional(),
    reference: path.optional(),
  }),
  ...common,
  callback: genericCallback.optional(),
});

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'su') instanceof RegExp;
  } catch {
    return false;
  }
}

export const smsSettings = z.discriminatedUnion('provider', [aliyun, tencent, huawei, mas, generic]);

export type SmsSettings = z.output<typeof smsSettings>;
export type SmsPreset = SmsSettings['provider'];
export type AliyunSettings = z.output<typeof aliyun>;
export type TencentSettings = z.output<typeof tencent>;
export type HuaweiSettings = z.output<typeof huawei>;
export type MasSettings = z.output<typeof mas>;
export type GenericSmsSettings = z.output<typeof generic>;
export type RegisteredTemplate = z.output<typeof template>;
