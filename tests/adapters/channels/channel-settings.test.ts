/** Channels are opened from settings, and settings that cannot be used are refused without a word of what they hold. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openChannels } from '../../../shared/adapters/channels/open-channels.ts';
import { readChannelSettings } from '../../../shared/adapters/channels/read-channel-settings.ts';
import { channelName } from '../../../shared/app/names.ts';
import { channelSettings } from '../../../shared/contract/channel-settings.ts';

const hook = { url: 'https://oa.example.gov.cn/duban', secret: 'fake-hook-secret-0123456789' };
const ALL = {
  'wecom-app': { corpId: 'ww1', agentId: 1_000_002, secret: 'fake' },
  'wecom-robot': { robots: { 办公室群: { key: 'fake' } } },
  'dingtalk-app': { appKey: 'ding1', appSecret: 'fake', agentId: 3 },
  'dingtalk-robot': { robots: { 办公室群: { key: 'fake', secret: 'fake' } } },
  'feishu-robot': { robots: { 办公室群: { key: 'fake' } } },
  sms: { provider: 'aliyun', accessKeyId: 'fake', accessKeySecret: 'fake', otherwise: { code: 'SMS_0' } },
  mail: { host: 'mail.example.gov.cn', port: 465, security: 'tls', from: 'db@example.gov.cn' },
  webhook: { hooks: { 政务平台: hook } },
  voice: hook,
};

it('has the recorded channels without any settings', () => {
  expect([...openChannels(readChannelSettings({})).keys()]).toEqual(['inbox', 'phone-record', 'paper']);
});

it('opens every channel that the settings describe, under the name by which it is addressed', () => {
  const settings = readChannelSettings({ DUBAN_CHANNELS: JSON.stringify(ALL) });
  const channels = openChannels(settings);
  expect(Object.keys(ALL).filter((name) => channels.get(name)?.name !== name)).toEqual([]);
  expect([...channels.keys()].filter((name) => channelName(name) === name)).toEqual([]);
  expect(Object.keys(ALL).sort()).toEqual(Object.keys(channelSettings.shape).sort());
});

describe('the samples of docs/channels.md', () => {
  const text = readFileSync(new URL('../../../docs/channels.md', import.meta.url), 'utf8');
  const samples = [...text.matchAll(/```json\n(.*?)```/gs)].map(([, sample = '']) => sample);
  const settings = samples.filter((sample) => Object.keys(JSON.parse(sample)).every((name) => name in ALL));

  it.each(settings)('can be used: %s', (sample) => {
    expect(openChannels(readChannelSettings({ DUBAN_CHANNELS: sample })).size).toBe(4);
  });

  it('show every channel', () => {
    const shown = new Set(settings.flatMap((sample) => Object.keys(JSON.parse(sample))));
    expect([...shown].sort()).toEqual(Object.keys(ALL).sort());
  });
});

describe('settings are refused by their place', () => {
  const hidden = 'hidden-value-42';
  it.each<[string, string, string]>([
    ['no JSON', `{"sms": ${hidden}`, 'is not JSON'],
    ['no object', `"${hidden}"`, 'the whole'],
    ['an unknown channel', JSON.stringify({ fax: { key: hidden } }), 'the whole'],
    ['a value of another kind', JSON.stringify({ mail: { ...ALL.mail, port: hidden } }), 'mail.port'],
    ['a misspelt name', JSON.stringify({ mail: { ...ALL.mail, passwort: hidden } }), 'mail'],
    [
      'an address without TLS',
      JSON.stringify({ voice: { ...hook, url: `http://oa.example.gov.cn/?key=${hidden}` } }),
      'voice.url',
    ],
    ['a provider unknown', JSON.stringify({ sms: { provider: hidden } }), 'sms.provider'],
    [
      'a secret too short to be one',
      JSON.stringify({ webhook: { hooks: { 政务平台: { ...hook, secret: hidden } } } }),
      'webhook.hooks.政务平台.secret',
    ],
  ])('%s', (_caption, text, place) => {
    const act = () => readChannelSettings({ DUBAN_CHANNELS: text });
    expect(act).toThrow(place);
    expect(act).not.toThrow(hidden);
  });
});
