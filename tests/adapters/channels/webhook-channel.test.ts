/** Signed JSON to other systems: the contract of channels, the form of a request, and how a receiver checks it. */
import { describe, expect, it } from 'vitest';
import { webhookChannel } from '../../../shared/adapters/channels/webhook/channel.ts';
import { isSigned, signedHeaders } from '../../../shared/adapters/channels/webhook/signature.ts';
import { webhookSettings } from '../../../shared/contract/hook-settings.ts';
import { addSeconds, parseInstant } from '../../../shared/domain/time/instant.ts';
import { aMessage, channelContract } from '../../contract/channel.contract.ts';
import { HOOK, startFakeHook } from '../../support/providers/fake-hook.ts';
import { clockOf, fakeTime } from '../../support/providers/pace-window.ts';

const time = fakeTime();
const clock = clockOf(time);
const settingsOf = (url: string) =>
  webhookSettings.parse({
    hooks: { 政务平台: { url, secret: HOOK.secret, headers: { authorization: `Bearer ${HOOK.token}` } } },
  });

channelContract({
  name: 'webhook',
  address: '政务平台',
  unknownAddress: '没有的系统',
  givesReference: true,
  dropsRepeats: true,
  throttledSeconds: 45,
  startProvider: () => startFakeHook(time),
  open: ({ url }, options) => webhookChannel(settingsOf(url), { ...options, clock }),
});

describe('a request', () => {
  it('carries the message, its key and the headers of the settings', async () => {
    const provider = await startFakeHook(time);
    const message = aMessage({ address: '政务平台' });
    await webhookChannel(settingsOf(provider.url), { clock }).send([message], 60_000);
    const [request] = provider.received;
    await provider.close();
    const { idempotencyKey: id, address: _, template: __, ...rest } = message;
    expect(JSON.parse(request?.body ?? '')).toEqual({ id, ...rest });
    expect(request?.headers).toMatchObject({
      'idempotency-key': id,
      authorization: `Bearer ${HOOK.token}`,
      'content-type': 'application/json; charset=utf-8',
    });
  });

  it.each([
    ['an empty answer', new Response(null, { status: 204 }), 'sent'],
    ['a plain OK', new Response('ok\n'), 'sent'],
    ['JSON of its own', Response.json({ result: 'fine' }), 'sent'],
    ['a refusal with 200', Response.json({ ok: false }), 'failed'],
    ['a status of 4xx that says nothing', Response.json({}, { status: 404 }), 'failed'],
    ['a page that is none of its own', new Response('<html>portal</html>'), 'retry'],
  ])('counts by its answer: %s', async (_caption, response, expected) => {
    const fetch = () => Promise.resolve(response);
    const channel = webhookChannel(settingsOf('https://oa.example.cn/duban'), { clock, fetch });
    const [outcome] = await channel.send([aMessage({ address: '政务平台' })], 60_000);
    expect(outcome?.outcome).toBe(expected);
  });
});

describe('a signature', () => {
  const now = parseInstant('2026-03-10T08:30:00+08:00');
  const body = '{"id":"n-1"}';
  const headers = signedHeaders(body, now, HOOK.secret);

  it('is that of the example in docs/channels.md', () => {
    expect(headers).toEqual({
      'x-duban-timestamp': '1773102600',
      'x-duban-signature': 'v1=2d56fad0adace719aaab7dd01cb8087329686848daf84a06ff13dce837342610',
    });
  });

  it.each([
    ['as it was sent', body, headers, 0, true],
    ['five minutes later', body, headers, 300, true],
    ['later than that: copied and sent again', body, headers, 301, false],
    ['from the future', body, headers, -301, false],
    ['another body', '{"id":"n-2"}', headers, 0, false],
    ['no signature', body, { 'x-duban-timestamp': '1773102600' }, 0, false],
    ['no timestamp', body, { 'x-duban-signature': headers['x-duban-signature'] }, 0, false],
    ['another timestamp', body, { ...headers, 'x-duban-timestamp': '1773102601' }, 0, false],
    ['a timestamp that is none', body, { ...headers, 'x-duban-timestamp': 'NaN' }, 0, false],
  ])('is checked: %s', (_caption, sent, given, seconds, expected) => {
    expect(isSigned({ body: sent, headers: given }, HOOK.secret, addSeconds(now, seconds))).toBe(expected);
  });
});
