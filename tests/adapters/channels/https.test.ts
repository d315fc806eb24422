/** What the HTTPS client of channels makes of every way in which a provider fails to answer. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { type HttpsRequest, httpsClient } from '../../../shared/adapters/channels/https.ts';

const SECRET = 'abc/DEF+123=';
const provider = { name: '短信平台', secrets: () => [SECRET] };
const send: HttpsRequest = {
  url: `https://sms.example.gov.cn/send?key=${encodeURIComponent(SECRET)}`,
  body: { json: { text: '通知' } },
  carriesMessage: true,
};

function answering(status: number, text: string, headers: Record<string, string> = {}) {
  return httpsClient(provider, { fetch: async () => new Response(text, { status, headers }) });
}

function failing(fault: unknown) {
  return httpsClient(provider, { fetch: () => Promise.reject(fault) });
}

function fetchFailed(code: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(`${code} ${send.url}`), { code }) });
}

describe('a provider that cannot take a message now', () => {
  const cases: [string, number, Record<string, string>, object][] = [
    ['429 with seconds', 429, { 'retry-after': '30' }, { down: true, after: 30 }],
    [
      '429 with a date',
      429,
      { date: 'Tue, 10 Mar 2026 00:30:00 GMT', 'retry-after': 'Tue, 10 Mar 2026 00:32:00 GMT' },
      { down: true, after: 120 },
    ],
    ['429 with nonsense', 429, { 'retry-after': 'soon' }, { down: true }],
    ['a wait of weeks is cut to a day', 503, { 'retry-after': '9999999' }, { down: true, after: 86_400 }],
    ['500', 500, {}, { down: true }],
    [
      'a gateway that got no answer: the message may have gone through',
      504,
      {},
      { down: true, unsure: true },
    ],
    ['a redirection is not followed', 302, { location: 'https://login.example.com' }, { down: true }],
    ['a page where JSON was expected', 200, {}, { down: true, unsure: true }],
  ];
  it.each(cases)('%s', async (_caption, status, headers, parts) => {
    expect(await answering(status, '<html>', headers)(send)).toEqual({
      answered: false,
      notSent: { outcome: 'retry', reason: expect.stringMatching(/^短信平台.*。$/), ...parts },
    });
  });
});

describe('a connection that does not come about or breaks off', () => {
  const cases: [string, unknown, object][] = [
    ['refused', fetchFailed('ECONNREFUSED'), { reason: '短信平台无法连接（ECONNREFUSED）。', down: true }],
    ['no such host', fetchFailed('ENOTFOUND'), { reason: '短信平台无法连接（ENOTFOUND）。', down: true }],
    [
      'a certificate that is not trusted',
      fetchFailed('DEPTH_ZERO_SELF_SIGNED_CERT'),
      { reason: '短信平台无法连接（DEPTH_ZERO_SELF_SIGNED_CERT）。', down: true },
    ],
    [
      'reset',
      fetchFailed('ECONNRESET'),
      { reason: '与短信平台的连接中断（ECONNRESET）。', down: true, unsure: true },
    ],
    [
      'no answer in time',
      new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
      { reason: '短信平台未答复（超过10秒）。', down: true, unsure: true },
    ],
    ['something else', `odd ${SECRET}`, { reason: '与短信平台的连接中断。', down: true, unsure: true }],
  ];
  it.each(cases)('%s', async (_caption, fault, parts) => {
    expect(await failing(fault)(send)).toEqual({ answered: false, notSent: { outcome: 'retry', ...parts } });
  });

  it('what goes before a message leaves no doubt about it', async () => {
    const asked = await failing(fetchFailed('ECONNRESET'))({ url: send.url, carriesMessage: false });
    expect(asked).not.toMatchObject({ notSent: { unsure: true } });
  });

  it('a closed port of this machine is one that cannot be connected to', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(await httpsClient(provider)({ ...send, url: `http://127.0.0.1:${port}/` })).toEqual({
      answered: false,
      notSent: { outcome: 'retry', reason: '短信平台无法连接（ECONNREFUSED）。', down: true },
    });
  });
});

describe('a provider that has spoken', () => {
  it.each([200, 400])('JSON under HTTP %d is for the channel to judge', async (status) => {
    const reply = await answering(status, '{"code":1}')(send);
    expect(reply).toEqual({ answered: true, status, body: { code: 1 } });
  });

  it('a refusal in plain words is repeated without its marks', async () => {
    const reply = await answering(403, '<html><b>IP not</b>\n allowed</html>')(send);
    expect(reply).toEqual({
      answered: false,
      notSent: { outcome: 'failed', reason: '短信平台未接受（HTTP 403：IP not allowed）。' },
    });
  });

  it('plain text is an answer where the channel expects one', async () => {
    expect(await answering(200, 'OK')({ ...send, plainText: true })).toEqual({
      answered: true,
      status: 200,
      body: 'OK',
    });
  });

  it('JSON that is not the provider’s own is no answer', async () => {
    const request = { ...send, isOwn: (body: unknown) => Object.hasOwn(Object(body), 'code') };
    for (const text of ['{}', '[]', 'null', '"ok"', '{"error":"portal"}']) {
      expect(await answering(200, text)(request)).toMatchObject({
        notSent: { outcome: 'retry', unsure: true },
      });
      expect(await answering(403, text)(request)).toMatchObject({ notSent: { outcome: 'failed' } });
    }
    expect(await answering(200, '{"code":0}')(request)).toMatchObject({ answered: true });
  });

  it('an answer without end is not read to its end', async () => {
    let given = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        given++;
        controller.enqueue(new Uint8Array(64 * 1024).fill(32));
      },
    });
    const ask = httpsClient(provider, { fetch: async () => new Response(endless) });
    expect(await ask(send)).toMatchObject({ notSent: { outcome: 'retry' } });
    expect(given).toBeLessThan(20);
  });
});
