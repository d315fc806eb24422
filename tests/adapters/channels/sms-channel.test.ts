/** Every SMS preset keeps the contract of channels, and says to its provider what the manual asks for. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ChannelOptions } from '../../../shared/adapters/channels/channel-options.ts';
import { smsChannel } from '../../../shared/adapters/channels/sms/channel.ts';
import { smsSettings } from '../../../shared/contract/sms-settings.ts';
import type { Channel } from '../../../shared/ports/channel.ts';
import { aMessage, channelContract } from '../../contract/channel.contract.ts';
import type { FakeHttpProvider } from '../../support/providers/fake-http.ts';
import {
  SMS,
  startFakeAliyun,
  startFakeGateway,
  startFakeHuawei,
  startFakeMas,
  startFakeTencent,
} from '../../support/providers/fake-sms.ts';
import { clockOf, fakeTime } from '../../support/providers/pace-window.ts';

const time = fakeTime();
const clock = clockOf(time);

const templates = { SMS_1: { code: 'T1', params: [{ word: 'time', name: 'limit' }] } };
const otherwise = { code: 'T0' };
const common = { templates, otherwise };

const PRESETS = {
  aliyun: { accessKeyId: SMS.accessKeyId, accessKeySecret: SMS.accessKeySecret, ...common },
  tencent: { secretId: SMS.secretId, secretKey: SMS.secretKey, appId: '1400006666', ...common },
  huawei: { appKey: SMS.appKey, appSecret: SMS.appSecret, sender: '1069031221280000001', ...common },
  mas: { ecName: SMS.ecName, apId: SMS.apId, secretKey: SMS.masKey, signs: { 示例区政府办: 'DWItALe3A' } },
  generic: {
    headers: { Authorization: `Bearer ${SMS.bearer}` },
    body: { mobile: '{phone}', content: '{content}', sn: '{id}', kind: 3 },
    answer: {
      path: 'result.code',
      success: ['0'],
      retry: ['4003'],
      throttled: ['4290'],
      reason: 'result.message',
      reference: 'result.id',
    },
  },
};
type Preset = keyof typeof PRESETS;

const START: Readonly<Record<Preset, () => Promise<FakeHttpProvider>>> = {
  aliyun: () => startFakeAliyun(time),
  tencent: () => startFakeTencent(time),
  huawei: startFakeHuawei,
  mas: startFakeMas,
  generic: startFakeGateway,
};

function open(preset: Preset, url: string, options: ChannelOptions = {}, changes: object = {}): Channel {
  const settings = smsSettings.parse({ provider: preset, url, ...PRESETS[preset], ...changes });
  return smsChannel(settings, { clock, ...options });
}

describe.each(Object.keys(PRESETS) as Preset[])('%s', (preset) => {
  channelContract({
    name: 'sms',
    address: SMS.phone,
    unknownAddress: SMS.nobody,
    givesReference: true,
    dropsRepeats: preset === 'generic',
    ...(preset === 'mas' ? { cannot: ['throttled' as const] } : {}),
    startProvider: START[preset],
    open: ({ url }, options) => open(preset, url, options),
  });
});

describe('what reaches the phone', () => {
  const running: FakeHttpProvider[] = [];
  const start = async (preset: Preset) => {
    const provider = await START[preset]();
    running.push(provider);
    return provider;
  };
  afterEach(async () => {
    await Promise.all(running.splice(0).map((provider) => provider.close()));
  });
  const message = aMessage({ address: '+86 138-0000-0001' });
  const untemplated = aMessage({ address: SMS.phone, template: null, idempotencyKey: 'n-2' });

  it.each<[Preset, string, string]>([
    [
      'aliyun',
      '示例区政府办|{"limit":"3月12日17:00"}',
      '示例区政府办|{"text":"请于3月12日17:00前报送会议材料。"}',
    ],
    ['tencent', '示例区政府办|3月12日17:00', '示例区政府办|请于3月12日17:00前报送会议材料。'],
    ['huawei', '示例区政府办|["3月12日17:00"]', '示例区政府办|["请于3月12日17:00前报送会议材料。"]'],
    ['mas', 'DWItALe3A|请于3月12日17:00前报送会议材料。', 'DWItALe3A|请于3月12日17:00前报送会议材料。'],
    [
      'generic',
      '【示例区政府办】请于3月12日17:00前报送会议材料。',
      '【示例区政府办】请于3月12日17:00前报送会议材料。',
    ],
  ])('%s: by its own template, and without one', async (preset, own, without) => {
    const provider = await start(preset);
    const outcomes = await open(preset, provider.url).send([message, untemplated], 60_000);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['sent', 'sent']);
    expect(provider.delivered.map(({ text }) => text).sort()).toEqual([own, without].sort());
  });

  it('goes by a registered template of 云MAS where the settings have its address', async () => {
    const provider = await start('mas');
    const changes = { templateUrl: `${provider.url}/sms/tmpsubmit`, templates };
    await open('mas', `${provider.url}/sms/submit`, {}, changes).send([message, untemplated], 60_000);
    expect(provider.received.map(({ path }) => path).sort()).toEqual(['/sms/submit', '/sms/tmpsubmit']);
    expect(provider.delivered.map(({ text }) => text)).toContain('DWItALe3A|["3月12日17:00"]');
  });

  it('does not go where the provider wants templates and none is registered', async () => {
    const provider = await start('aliyun');
    const channel = open('aliyun', provider.url, {}, { templates: {}, otherwise: undefined });
    expect(await channel.send([message, untemplated], 60_000)).toEqual([
      { outcome: 'failed', reason: '未配置短信模板“SMS_1”。' },
      { outcome: 'failed', reason: '未配置短信模板“通用”。' },
    ]);
    expect(provider.received).toEqual([]);
  });

  it('does not go to what is no mobile number, and does not repeat it', async () => {
    const provider = await start('generic');
    const [outcome] = await open('generic', provider.url).send([aMessage({ address: '8412345' })], 60_000);
    expect(outcome).toEqual({ outcome: 'failed', reason: '通讯录中的号码不是手机号码。' });
    expect(provider.received).toEqual([]);
  });

  it('goes by form, or in the query of a GET, where the gateway wants that', async () => {
    const provider = await start('generic');
    const form = open('generic', provider.url, {}, { format: 'form' });
    const query = open('generic', `${provider.url}/send?v=2`, {}, { method: 'GET' });
    expect(await form.send([message], 60_000)).toMatchObject([{ outcome: 'sent' }]);
    expect(await query.send([untemplated], 60_000)).toMatchObject([{ outcome: 'sent' }]);
    const [posted, got] = provider.received;
    expect(new URLSearchParams(posted?.body).get('mobile')).toBe(SMS.phone);
    expect(got).toMatchObject({ method: 'GET', path: '/send' });
    expect(Object.fromEntries(got?.query ?? [])).toMatchObject({ v: '2', mobile: SMS.phone, kind: '3' });
  });

  it.each([
    ['0,8841', { outcome: 'sent', reference: '8841' }],
    ['0', { outcome: 'sent', reference: null }],
    ['-3,号码有误', { outcome: 'failed', reason: '短信平台未接受（-3）。' }],
    [
      '<html>portal</html>',
      { outcome: 'retry', reason: '短信平台的答复无法识别，是否送达不明。', unsure: true },
    ],
  ])('understands a gateway that answers in plain text: %s', async (text, expected) => {
    const answer = {
      pattern: '^(?<code>-?\\d+)(,(?<id>\\d+))?',
      path: 'code',
      success: ['0'],
      reference: 'id',
    };
    const fetch = () => Promise.resolve(new Response(text));
    const channel = open('generic', 'https://sms.example.cn', { fetch }, { answer });
    expect(await channel.send([message], 60_000)).toEqual([expected]);
  });

  it.each<Preset>(['aliyun', 'huawei'])(
    '%s: goes without our key where that is too long for the field',
    async (preset) => {
      const provider = await start(preset);
      const long = { ...message, idempotencyKey: 'n'.repeat(300) };
      expect(await open(preset, provider.url).send([long], 60_000)).toMatchObject([{ outcome: 'sent' }]);
      const [request] = provider.received;
      expect(`${request?.query} ${request?.body}`).not.toContain('n'.repeat(100));
    },
  );

  it.each<[string, Preset, object]>([
    ['the number too often in a minute', 'aliyun', { outcome: 'retry', after: 60 }],
    ['the number too often in an hour', 'aliyun', { outcome: 'retry', after: 3_600 }],
    ['the number too often in a day: the next channel has its turn', 'aliyun', { outcome: 'failed' }],
    ['the number too often in 30 seconds', 'tencent', { outcome: 'retry', after: 30 }],
    ['the number too often in a day, with Tencent', 'tencent', { outcome: 'failed' }],
  ])('is limited for %s', async (caption, preset, expected) => {
    const level = caption.includes('minute') ? '分钟' : caption.includes('hour') ? '小时' : '天';
    const flow = { Code: 'isv.BUSINESS_LIMIT_CONTROL', Message: `触发${level}级流控Permits:1` };
    const limit = caption.includes('30') ? 'PhoneNumberThirtySecondLimit' : 'PhoneNumberDailyLimit';
    const status = { SerialNo: '', Code: `LimitExceeded.${limit}`, Message: 'limit' };
    const body = preset === 'aliyun' ? flow : { Response: { SendStatusSet: [status] } };
    const fetch = () => Promise.resolve(Response.json(body));
    const [outcome] = await open(preset, 'https://sms.example.cn', { fetch }).send([message], 60_000);
    expect(outcome).toMatchObject(expected);
    expect(outcome).not.toHaveProperty('down');
  });

  it('shares its paces by number or by account, as set', () => {
    const keys = (channel: Channel) =>
      ['13800000001', '+86 138 0000 0001', '13800000002'].map((phone) => channel.limits?.keyOf(phone));
    const url = 'https://sms.example.cn';
    expect(new Set(keys(open('tencent', url))).size).toBe(2);
    expect(new Set(keys(open('generic', url))).size).toBe(1);
    const paces = { of: 'phone', limits: [{ count: 5, seconds: 3_600 }] };
    const set = open('generic', url, {}, { paces });
    expect(set.limits?.paces).toEqual(paces.limits);
    expect(new Set(keys(set)).size).toBe(2);
  });
});
