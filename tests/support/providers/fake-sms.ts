/** SMS gateways as their manuals describe them; each checks the signature of every request by its own reckoning. */
import { createHash, createHmac } from 'node:crypto';
import { type FakeAnswer, type FakeHttpProvider, type ReceivedRequest, startFakeHttp } from './fake-http.ts';
import { type FakeTime, fakeTime } from './pace-window.ts';

export const SMS = {
  phone: '13800000001',
  nobody: '13900000009',
  accessKeyId: 'LTAIfakeAccessKeyId01',
  accessKeySecret: 'fake-access-key-secret-7Hq',
  secretId: 'AKIDfakeSecretId0001',
  secretKey: 'fake-secret-key-tc3-9Zx',
  appKey: 'c8RWg3fakeAppKey',
  appSecret: 'fake-app-secret-wsse-5Kp',
  ecName: '示例区人民政府办公室',
  apId: 'shiliqu01',
  masKey: 'fake-mas-key-3Lm',
  bearer: 'fake-bearer-token-8Jd',
};

const MINUTES = 60_000;

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** `Message` of every refusal by Alibaba Cloud stands beside a code and comes with HTTP 200 or 400. */
export function startFakeAliyun(time: FakeTime = fakeTime()): Promise<FakeHttpProvider> {
  const refusal = (code: string, words: string): FakeAnswer => ({ body: { Code: code, Message: words } });
  let number = 0;
  return startFakeHttp({
    carriesMessage: () => true,
    secrets: () => [SMS.accessKeySecret, SMS.accessKeyId],
    refusal: (words) => refusal('isv.SMS_TEMPLATE_ILLEGAL', words),
    throttling: () => refusal('Throttling.User', 'Request was denied due to user flow control.'),
    well: (request, deliver) => {
      if (!isAliyunSigned(request, time)) {
        return { status: 400, body: { Code: 'SignatureDoesNotMatch', Message: 'signature is not matched' } };
      }
      const phone = request.query.get('PhoneNumbers') ?? '';
      if (phone === SMS.nobody) return refusal('isv.MOBILE_NUMBER_ILLEGAL', `${phone} invalid mobile number`);
      deliver({ to: phone, text: `${request.query.get('SignName')}|${request.query.get('TemplateParam')}` });
      return { body: { Code: 'OK', Message: 'OK', BizId: `90061${++number}^0`, RequestId: 'F655A8D5' } };
    },
  });
}

function isAliyunSigned({ query, headers, body }: ReceivedRequest, time: FakeTime): boolean {
  const names = [
    'host',
    'x-acs-action',
    'x-acs-content-sha256',
    'x-acs-date',
    'x-acs-signature-nonce',
    'x-acs-version',
  ];
  const strict = (text: string) => encodeURIComponent(text).replaceAll('*', '%2A').replaceAll("'", '%27');
  const pairs = [...query].map(([name, value]) => `${strict(name)}=${strict(value)}`).sort();
  const lines = names.map((name) => `${name}:${String(headers[name])}\n`).join('');
  const canonical = `POST\n/\n${pairs.join('&')}\n${lines}\n${names.join(';')}\n${sha256(body)}`;
  const expected = createHmac('sha256', SMS.accessKeySecret).update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`);
  const isFresh = Math.abs(Date.parse(String(headers['x-acs-date'])) - time.now()) < 15 * MINUTES;
  const said = String(headers.authorization);
  return isFresh && said.includes(SMS.accessKeyId) && said.endsWith(`Signature=${expected.digest('hex')}`);
}

export function startFakeTencent(time: FakeTime = fakeTime()): Promise<FakeHttpProvider> {
  const status = (code: string, words: string, serial = ''): FakeAnswer => ({
    body: {
      Response: { SendStatusSet: [{ SerialNo: serial, Code: code, Message: words }], RequestId: 'a0' },
    },
  });
  const fault = (code: string, words: string): FakeAnswer => ({
    body: { Response: { Error: { Code: code, Message: words }, RequestId: 'a0' } },
  });
  let number = 0;
  return startFakeHttp({
    carriesMessage: () => true,
    secrets: () => [SMS.secretKey, SMS.secretId],
    refusal: (words) => status('FailedOperation.TemplateIncorrectOrUnapproved', words),
    throttling: () => fault('RequestLimitExceeded', 'too many requests'),
    well: (request, deliver) => {
      if (!isTencentSigned(request, time)) return fault('AuthFailure.SignatureFailure', 'bad signature');
      const sent = JSON.parse(request.body) as {
        PhoneNumberSet: string[];
        SignName: string;
        TemplateParamSet: string[];
      };
      const [phone = ''] = sent.PhoneNumberSet;
      if (phone === `+86${SMS.nobody}`)
        return status('FailedOperation.PhoneNumberInBlacklist', 'in blacklist');
      deliver({ to: phone, text: `${sent.SignName}|${sent.TemplateParamSet.join()}` });
      return status('Ok', 'send success', `5000:1045710669157053657849499${++number}`);
    },
  });
}

function isTencentSigned({ headers, body }: ReceivedRequest, time: FakeTime): boolean {
  const timestamp = String(headers['x-tc-timestamp']);
  const date = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10);
  const lines = `content-type:${String(headers['content-type'])}\nhost:${String(headers.host)}\n`;
  const canonical = `POST\n/\n\n${lines}\ncontent-type;host\n${sha256(body)}`;
  const text = `TC3-HMAC-SHA256\n${timestamp}\n${date}/sms/tc3_request\n${sha256(canonical)}`;
  let key: string | Buffer = `TC3${SMS.secretKey}`;
  for (const part of [date, 'sms', 'tc3_request']) key = createHmac('sha256', key).update(part).digest();
  const expected = createHmac('sha256', key).update(text).digest('hex');
  const isFresh = Math.abs(Number(timestamp) * 1000 - time.now()) < 5 * MINUTES;
  return isFresh && String(headers.authorization).endsWith(`Signature=${expected}`);
}

export function startFakeHuawei(): Promise<FakeHttpProvider> {
  const fault = (code: string, words: string): FakeAnswer => ({ body: { code, description: words } });
  let number = 0;
  return startFakeHttp({
    carriesMessage: () => true,
    secrets: () => [SMS.appSecret, SMS.appKey],
    refusal: (words) => fault('E200028', words),
    throttling: () => fault('E000503', 'The SLA of the app is limited'),
    well: (request, deliver) => {
      if (!isHuaweiSigned(request)) return { status: 401, body: { code: 'E000103', description: 'no auth' } };
      const form = new URLSearchParams(request.body);
      const to = form.get('to') ?? '';
      const failed = to === `+86${SMS.nobody}`;
      if (!failed) deliver({ to, text: `${form.get('signature')}|${form.get('templateParas')}` });
      const result = [
        { originTo: to, smsMsgId: `4b4b34e7_${++number}`, status: failed ? 'E200030' : '000000' },
      ];
      return { body: { result, code: failed ? 'E000510' : '000000', description: failed ? '' : 'Success' } };
    },
  });
}

function isHuaweiSigned({ headers }: ReceivedRequest): boolean {
  const wsse = /Username="(.+)",PasswordDigest="(.+)",Nonce="(.+)",Created="(.+)"/.exec(
    String(headers['x-wsse']),
  );
  const [, user, digest, nonce = '', created = ''] = wsse ?? [];
  const expected = createHash('sha256').update(`${nonce}${created}${SMS.appSecret}`).digest('base64');
  return user === SMS.appKey && digest === expected;
}

export function startFakeMas(): Promise<FakeHttpProvider> {
  const answer = (rspcod: string, more: object = {}): FakeAnswer => ({
    body: { rspcod, success: rspcod === 'success', ...more },
  });
  let number = 0;
  return startFakeHttp({
    carriesMessage: () => true,
    secrets: () => [SMS.masKey, SMS.apId],
    refusal: (words) => answer(words),
    throttling: () => answer('TooManyMobiles'),
    well: ({ body }, deliver) => {
      const sent = JSON.parse(Buffer.from(body, 'base64').toString('utf8')) as Record<string, string>;
      const named = ['templateId', 'mobiles', 'params', 'content'].map((name) => sent[name] ?? '');
      const order = [SMS.ecName, SMS.apId, SMS.masKey, ...named, sent.sign, sent.addSerial];
      const mac = createHash('md5').update(order.join('')).digest('hex');
      if (mac !== sent.mac) return answer('IllegalMac');
      if (sent.mobiles === SMS.nobody) return answer('InvalidMessage');
      deliver({ to: sent.mobiles ?? '', text: `${sent.sign}|${sent.content ?? sent.params}` });
      return answer('success', { msgGroup: `092016272000100086${++number}` });
    },
  });
}

/** A gateway of the house: JSON, a bearer token, and a code of its own; it drops what it has seen. */
export function startFakeGateway(): Promise<FakeHttpProvider> {
  const seen = new Set<string>();
  const answer = (code: number, words: string, more: object = {}): FakeAnswer => ({
    body: { result: { code, message: words, ...more } },
  });
  return startFakeHttp({
    carriesMessage: () => true,
    secrets: () => [SMS.bearer],
    refusal: (words) => answer(4001, words),
    throttling: () => answer(4290, '并发过高'),
    well: (request, deliver) => {
      if (request.headers.authorization !== `Bearer ${SMS.bearer}`) return answer(4010, '未授权');
      const { mobile = '', content = '', sn = '' } = fieldsOf(request);
      if (mobile === SMS.nobody) return answer(4004, '空号');
      if (!seen.has(sn)) deliver({ to: mobile, text: content });
      seen.add(sn);
      return answer(0, '成功', { id: `G${seen.size}` });
    },
  });
}

/** By JSON, form or query. */
function fieldsOf({ body, query, headers }: ReceivedRequest): Record<string, string> {
  if (body === '') return Object.fromEntries(query);
  const isJson = String(headers['content-type']).includes('json');
  return isJson
    ? (JSON.parse(body) as Record<string, string>)
    : Object.fromEntries(new URLSearchParams(body));
}
