/** Voice calls: the contract of channels, what is read out, and what the provider reports afterwards. */
import { describe, expect, it } from 'vitest';
import { readVoiceCallback, verifyVoiceCallback } from '../../../shared/adapters/channels/voice/callback.ts';
import { voiceChannel } from '../../../shared/adapters/channels/voice/channel.ts';
import { spoken } from '../../../shared/adapters/channels/voice/spoken.ts';
import { signedHeaders } from '../../../shared/adapters/channels/webhook/signature.ts';
import { voiceSettings } from '../../../shared/contract/hook-settings.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { aMessage, channelContract } from '../../contract/channel.contract.ts';
import { HOOK, startFakeHook } from '../../support/providers/fake-hook.ts';
import { clockOf, fakeTime } from '../../support/providers/pace-window.ts';

const time = fakeTime();
const clock = clockOf(time);
const callbackUrl = 'https://duban.example.cn/callbacks/voice';
const settingsOf = (url: string, changes: object = {}) =>
  voiceSettings.parse({
    url,
    secret: HOOK.secret,
    headers: { 'x-key': HOOK.token },
    callbackUrl,
    ...changes,
  });

channelContract({
  name: 'voice',
  address: '0431-84123456',
  unknownAddress: HOOK.nobody,
  givesReference: true,
  dropsRepeats: true,
  throttledSeconds: 45,
  startProvider: () => startFakeHook(time),
  open: ({ url }, options) => voiceChannel(settingsOf(url), { ...options, clock }),
});

it('asks the provider to ring, to read the text out and to report', async () => {
  const provider = await startFakeHook(time);
  const message = aMessage({ address: '(0431) 8412-3456', urgent: true });
  await voiceChannel(settingsOf(provider.url), { clock }).send([message], 60_000);
  const [request] = provider.received;
  await provider.close();
  expect(JSON.parse(request?.body ?? '')).toEqual({
    id: message.idempotencyKey,
    district: 'demo',
    to: 'town-a.liaison',
    phone: '043184123456',
    text: '这里是示例区政府办。请于三月十二日十七点前报送会议材料。',
    urgent: true,
    callback: callbackUrl,
    at: message.at,
  });
});

it.each([
  ['【双阳区总值班室】特急：时限17:40。', '这里是双阳区总值班室。特急：时限十七点四十分。'],
  ['会议9:05开始，20:00结束', '会议九点零五分开始，二十点结束'],
  ['请速回电84120011。', '请速回电八四幺二零零幺幺。'],
  ['请致电0431-84120011。', '请致电零四三幺八四幺二零零幺幺。'],
  ['2026年10月20日起', '二零二六年十月二十日起'],
  ['“老旧小区改造”议题（40份）', '老旧小区改造 议题 40份'],
])('%s is read as %s', (written, read) => {
  expect(spoken(written)).toBe(read);
});

describe('a report', () => {
  it('tells who answered and what was pressed', () => {
    const one = { id: 'n-1/chen/1', reference: 'r-1', result: 'answered', pressed: '1' };
    expect(readVoiceCallback(JSON.stringify({ ...one, at: '2026-03-10T08:31:20+08:00' }))).toEqual([
      {
        key: 'n-1/chen/1',
        reference: 'r-1',
        phone: null,
        answered: true,
        pressed: '1',
        note: '已接听',
        at: parseInstant('2026-03-10T00:31:20Z'),
      },
    ]);
  });

  it('may be a list, and says why nobody answered', () => {
    const list = [
      { reference: 'r-1', result: 'busy' },
      { id: 'n-2', result: 'unanswered', note: '振铃60秒' },
    ];
    const reports = readVoiceCallback(JSON.stringify(list)) ?? [];
    expect(reports.map(({ answered, note }) => [answered, note])).toEqual([
      [false, '占线'],
      [false, '振铃60秒'],
    ]);
  });

  it.each([
    ['no JSON', 'result=answered'],
    ['a result unknown', '{"id": "n-1", "result": "maybe"}'],
    ['no call named', '{"result": "answered"}'],
    ['a time without a zone', '{"id": "n-1", "result": "busy", "at": "2026-03-10 08:31"}'],
  ])('is refused: %s', (_caption, body) => {
    expect(readVoiceCallback(body)).toBeNull();
  });

  it('is believed only with the signature agreed for reports', () => {
    const body = '{"id":"n-1","result":"answered"}';
    const now = clock.now();
    const own = settingsOf('https://voice.example.cn', { callbackSecret: 'another-secret-for-reports' });
    const signed = { body, headers: signedHeaders(body, now, 'another-secret-for-reports') };
    expect(verifyVoiceCallback(signed, own, now)).toBe(true);
    expect(verifyVoiceCallback(signed, settingsOf('https://voice.example.cn'), now)).toBe(false);
    expect(verifyVoiceCallback({ body, headers: {} }, own, now)).toBe(false);
  });
});
