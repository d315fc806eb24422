/** What SMS gateways push: reports and replies of every preset, and who is believed. */
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readSmsCallback, verifySmsCallback } from '../../../shared/adapters/channels/sms/callbacks.ts';
import { type SmsPreset, type SmsSettings, smsSettings } from '../../../shared/contract/sms-settings.ts';

const TOKEN = 'fake-callback-token-0123';
const callback = { token: TOKEN };
const answer = { path: 'code', success: ['0'] };
const fields = {
  reference: 'msgId',
  key: 'sn',
  phone: 'mobile',
  status: 'state',
  delivered: ['0'],
  pending: ['1'],
  note: 'why',
  at: 'time',
};

const SETTINGS: Readonly<Record<SmsPreset, SmsSettings>> = {
  aliyun: smsSettings.parse({ provider: 'aliyun', accessKeyId: 'i', accessKeySecret: 's', callback }),
  tencent: smsSettings.parse({ provider: 'tencent', secretId: 'i', secretKey: 's', appId: '1', callback }),
  huawei: smsSettings.parse({
    provider: 'huawei',
    appKey: 'i',
    appSecret: 's',
    sender: '1',
    url: 'https://smsapi.example.cn:443',
    callback,
  }),
  mas: smsSettings.parse({
    provider: 'mas',
    ecName: 'e',
    apId: 'i',
    secretKey: 's',
    url: 'https://mas.example.cn/sms/submit',
    callback,
  }),
  generic: smsSettings.parse({
    provider: 'generic',
    url: 'https://sms.example.cn',
    body: {},
    answer,
    callback: { ...callback, list: 'data', report: fields, reply: { phone: 'from', text: 'say', id: 'id' } },
  }),
};

function read(preset: SmsPreset, body: unknown) {
  return readSmsCallback(
    preset,
    typeof body === 'string' ? body : JSON.stringify(body),
    {},
    SETTINGS[preset],
  );
}

const at = '2026-03-10T00:30:05Z';

describe('a report of delivery', () => {
  it.each<[SmsPreset, string, unknown, object]>([
    [
      'aliyun',
      'on the phone',
      [
        {
          phone_number: '13800000001',
          success: true,
          report_time: '2026-03-10 08:30:05',
          err_code: 'DELIVERED',
          biz_id: '9006^0',
          out_id: 'n-1/chen/1',
        },
      ],
      { reference: '9006^0', key: 'n-1/chen/1', phone: '13800000001', delivered: true, note: null, at },
    ],
    [
      'aliyun',
      'not on the phone',
      [
        {
          phone_number: '13800000001',
          success: false,
          err_code: 'MOBILE_OFF',
          err_msg: '关机',
          biz_id: '9006^0',
        },
      ],
      { reference: '9006^0', key: null, delivered: false, note: '关机（MOBILE_OFF）', at: null },
    ],
    [
      'tencent',
      'on the phone',
      [
        {
          user_receive_time: '2026-03-10 08:30:05',
          nationcode: '86',
          mobile: '13800000001',
          report_status: 'SUCCESS',
          errmsg: 'DELIVRD',
          sid: '5000:1',
        },
      ],
      { reference: '5000:1', key: null, phone: '13800000001', delivered: true, note: null, at },
    ],
    [
      'tencent',
      'not on the phone',
      [
        {
          mobile: '13800000001',
          report_status: 'FAIL',
          errmsg: 'MK:0005',
          description: '空号',
          sid: '5000:1',
        },
      ],
      { delivered: false, note: '空号（MK:0005）' },
    ],
    [
      'huawei',
      'on the phone',
      'smsMsgId=4b4b_1&status=DELIVRD&source=2&updateTime=2026-03-10T00%3A30%3A05Z&extend=n-1%2Fchen%2F1&to=%2B8613800000001&total=1&sequence=1',
      { reference: '4b4b_1', key: 'n-1/chen/1', phone: '13800000001', delivered: true, note: null, at },
    ],
    [
      'huawei',
      'one part of a long message is missing',
      'smsMsgId=4b4b_1&status=EXPIRED&total=2&sequence=2',
      { delivered: false, note: 'EXPIRED，第2条，共2条', at: null },
    ],
    [
      'mas',
      'on the phone',
      {
        msgGroup: '0920',
        mobile: '13800000001',
        reportStatus: 'CM:0000',
        errorCode: 'DELIVRD',
        receiveDate: '20260310083005',
      },
      { reference: '0920', phone: '13800000001', delivered: true, note: null, at },
    ],
    [
      'mas',
      'not on the phone, in the form of another version and wrapped in Base64',
      Buffer.from(
        '[{"msgGroup":"0920","mobiles":["13800000001"],"reportStatus":"UNDELIV","errorCode":"DB:0140","receiveDate":"2026-03-10 08:30:05"}]',
      ).toString('base64'),
      { phone: '13800000001', delivered: false, note: 'DB:0140（UNDELIV）', at },
    ],
    [
      'generic',
      'on the phone',
      { data: [{ msgId: 77, sn: 'n-1', mobile: '8613800000001', state: 0, time: 1_773_102_605 }] },
      { reference: '77', key: 'n-1', phone: '13800000001', delivered: true, note: null, at },
    ],
  ])('%s: %s', (preset, _caption, body, expected) => {
    const { reports = [], replies = [] } = read(preset, body) ?? {};
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject(expected);
    expect(replies).toEqual([]);
  });

  it.each<[SmsPreset, unknown]>([
    ['huawei', 'smsMsgId=4b4b_1&status=ACCEPTD'],
    ['generic', { data: [{ mobile: '13800000001', state: 1 }] }],
  ])('%s: nothing final is nothing, but understood', (preset, body) => {
    expect(read(preset, body)).toEqual({ reports: [], replies: [] });
  });
});

describe('a reply', () => {
  it.each<[SmsPreset, unknown, object]>([
    [
      'aliyun',
      [
        {
          phone_number: '13800000001',
          content: '2',
          send_time: '2026-03-10 08:30:05',
          sequence_id: 1234567890,
          dest_code: '1',
        },
      ],
      { id: '1234567890', phone: '13800000001', text: '2', at },
    ],
    [
      'tencent',
      {
        extend: '',
        mobile: '13800000001',
        nationcode: '86',
        sign: '示例区政府办',
        text: '1 收到',
        time: 1_773_102_605,
      },
      { id: expect.stringMatching(/^[0-9a-f]{32}$/), phone: '13800000001', text: '1 收到', at },
    ],
    [
      'huawei',
      'from=%2B8613800000001&to=1069&body=3+%E5%BB%B6%E6%9C%9F&smsMsgId=up-1',
      { id: 'up-1', phone: '13800000001', text: '3 延期', at: null },
    ],
    [
      'mas',
      { mobile: '13800000001', smsContent: '1', sendTime: '2026-03-10 08:30:05', addSerial: '' },
      { phone: '13800000001', text: '1', at },
    ],
    [
      'generic',
      { data: [{ id: 'u1', from: '13800000001', say: '收到' }] },
      { id: 'u1', text: '收到', at: null },
    ],
  ])('%s', (preset, body, expected) => {
    const { reports = [], replies = [] } = read(preset, body) ?? {};
    expect(reports).toEqual([]);
    expect(replies).toHaveLength(1);
    expect(replies[0]).toMatchObject(expected);
  });

  it('has the same id when it is pushed twice, and another when it is another', () => {
    const reply = { mobile: '13800000001', text: '1', time: 1_773_102_605 };
    const idOf = (body: object) => read('tencent', body)?.replies[0]?.id;
    expect(idOf(reply)).toBe(idOf(reply));
    expect(idOf({ ...reply, text: '2' })).not.toBe(idOf(reply));
  });
});

describe('what cannot be read', () => {
  const presets = Object.keys(SETTINGS) as SmsPreset[];

  it.each(
    presets.flatMap((preset) =>
      ['', '{}', '<html>', '[{"a":1}]', 'null'].map((body) => [preset, body] as const),
    ),
  )('%s: %s', (preset, body) => {
    expect(read(preset, body)).toBeNull();
  });

  it('is also what another provider sends than the one in the settings', () => {
    expect(readSmsCallback('mas', '{"msgGroup":"1"}', {}, SETTINGS.aliyun)).toBeNull();
  });
});

describe('a callback is believed', () => {
  const request = (query = {}, headers = {}, body = '{}') => ({ body, query, headers });

  it.each([
    ['with the token in the query', request({ token: TOKEN }), true],
    ['with the token in the header', request({}, { 'x-duban-token': TOKEN }), true],
    ['not with another token', request({ token: `${TOKEN.slice(0, -1)}4` }), false],
    ['not with a part of it', request({ token: TOKEN.slice(0, -1) }), false],
    ['not without', request(), false],
  ])('%s', (_caption, given, expected) => {
    expect(verifySmsCallback(SETTINGS.aliyun, given)).toBe(expected);
  });

  it('never where the settings say nothing of callbacks', () => {
    const open = smsSettings.parse({ provider: 'aliyun', accessKeyId: 'i', accessKeySecret: 's' });
    expect(verifySmsCallback(open, request({ token: '' }))).toBe(false);
    expect(verifySmsCallback(open, request())).toBe(false);
  });

  it('by the signature of the body where the provider signs, and then by both', () => {
    const hmac = { secret: 'fake-hmac-secret', signature: 'X-Signature' };
    const settings = smsSettings.parse({
      provider: 'generic',
      url: 'https://sms.example.cn',
      body: {},
      answer,
      callback: { hmac },
    });
    const signature = createHmac('sha256', hmac.secret).update('{}').digest('hex');
    expect(verifySmsCallback(settings, request({}, { 'x-signature': `sha256=${signature}` }))).toBe(true);
    expect(verifySmsCallback(settings, request({}, { 'x-signature': signature }, '{"a":1}'))).toBe(false);
    const both = smsSettings.parse({ ...settings, callback: { hmac, token: TOKEN } });
    expect(verifySmsCallback(both, request({}, { 'x-signature': signature }))).toBe(false);
    expect(verifySmsCallback(both, request({ token: TOKEN }, { 'x-signature': signature }))).toBe(true);
  });
});
