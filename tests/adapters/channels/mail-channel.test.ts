/** Mail against a real SMTP server: the contract of channels, what a letter looks like, and what replies mean. */

import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { ChannelOptions } from '../../../shared/adapters/channels/channel-options.ts';
import { mailChannel } from '../../../shared/adapters/channels/mail/channel.ts';
import { messageIdOf } from '../../../shared/adapters/channels/mail/letter.ts';
import { mailSettings } from '../../../shared/contract/mail-settings.ts';
import { aMessage, channelContract } from '../../contract/channel.contract.ts';
import { type FakeSmtp, MAIL, startFakeSmtp } from '../../support/providers/fake-smtp.ts';

function open(url: string, options: ChannelOptions = {}, changes: object = {}) {
  const { hostname: host, port } = new URL(url);
  const { user, password } = MAIL;
  const settings = { host, port: Number(port), security: 'none', user, password, from: 'db@example.gov.cn' };
  return mailChannel(mailSettings.parse({ ...settings, sender: '示例区政府督查室', ...changes }), options);
}

channelContract({
  name: 'mail',
  address: MAIL.known,
  unknownAddress: MAIL.nobody,
  givesReference: true,
  dropsRepeats: true,
  cannot: ['too-many'],
  startProvider: startFakeSmtp,
  open: ({ url }, options) => open(url, options),
});

describe('a letter', () => {
  const running: FakeSmtp[] = [];
  const start = async () => {
    const server = await startFakeSmtp();
    running.push(server);
    return server;
  };
  afterEach(async () => {
    await Promise.all(running.splice(0).map((server) => server.close()));
  });
  const message = aMessage({ address: MAIL.known });

  it('is plain text in UTF-8 with an id made from the key, and asks for no answer by machines', async () => {
    const server = await start();
    const [outcome] = await open(server.url).send([{ ...message, deadline: null }], 60_000);
    const id = messageIdOf(message.idempotencyKey, 'db@example.gov.cn');
    expect(outcome).toEqual({ outcome: 'sent', reference: id });
    const { headers, body } = letterIn(server.letters[0]);
    expect(headers).toContain(`Message-ID: ${id}`);
    expect(headers).toContain('Auto-Submitted: auto-generated');
    expect(headers).toContain(`To: ${MAIL.known}`);
    expect(headers).toMatch(/^From: =\?UTF-8\?.*<db@example\.gov\.cn>$/m);
    expect(headers).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(headers).toContain('Content-Type: text/plain; charset=utf-8');
    expect(decoded(headers, body)).toContain('请于3月12日17:00前报送会议材料，并做好汇报准备。');
  });

  it('brings the limit as a calendar file', async () => {
    const server = await start();
    await open(server.url).send([message], 60_000);
    const [letter = ''] = server.letters;
    const part = letter.slice(letter.indexOf('Content-Type: text/calendar'));
    expect(part).toMatch(/^Content-Type: text\/calendar; charset=utf-8; method=PUBLISH/);
    expect(part).toContain('Content-Disposition: attachment');
    const [head = '', body = ''] = part.split('\r\n\r\n');
    const calendar = decoded(head, body);
    expect(calendar).toContain('METHOD:PUBLISH');
    expect(calendar).toContain('UID:m1/papers');
    expect(calendar).toContain('DTSTART:20260312T090000Z');
    expect(calendar).toContain('SUMMARY:报送会议材料');
    expect(calendar).not.toContain('VALARM');
  });

  it('cannot be given more headers or recipients by what stands in it', async () => {
    const server = await start();
    const channel = open(server.url);
    await channel.send([{ ...message, title: '提醒\r\nBcc: other@example.gov.cn' }], 60_000);
    expect(letterIn(server.letters[0]).headers).not.toMatch(/^Bcc:/m);
    const [outcome] = await channel.send([{ ...message, address: 'a@example.cn, b@example.cn' }], 60_000);
    expect(outcome).toMatchObject({ outcome: 'failed' });
  });

  it('shares a connection with others of its batch', async () => {
    const server = await start();
    const messages = Array.from({ length: 12 }, (_, index) => ({ ...message, idempotencyKey: `n-${index}` }));
    const outcomes = await open(server.url, {}, { connections: 2 }).send(messages, 60_000);
    expect(outcomes.filter(({ outcome }) => outcome === 'sent')).toHaveLength(12);
    expect(server.connections()).toBe(2);
  });

  it.each([
    [
      'an unknown recipient is final',
      MAIL.nobody,
      { outcome: 'failed', reason: '邮件服务器未接受（550 5.1.1 No such user here）。' },
    ],
    ['a full mailbox may be emptied', MAIL.full, { outcome: 'retry', after: 60 }],
  ])('%s', async (_caption, address, expected) => {
    const server = await start();
    const [outcome] = await open(server.url).send([{ ...message, address }], 60_000);
    expect(outcome).toMatchObject(expected);
    expect(outcome).not.toHaveProperty('down');
  });

  it('does not go with a wrong password, and the password is not repeated', async () => {
    const server = await start();
    const password = 'not-the-password-77';
    const [outcome] = await open(server.url, {}, { password }).send([message], 60_000);
    expect(outcome).toMatchObject({ outcome: 'failed' });
    expect(JSON.stringify(outcome)).not.toContain(password);
  });

  it('says nothing in the clear to a server without TLS where the settings want it', async () => {
    const server = await start();
    const [outcome] = await open(server.url, {}, { security: 'starttls' }).send([message], 60_000);
    expect(outcome).toEqual({ outcome: 'retry', reason: '邮件服务器的加密连接未建立。', down: true });
    expect(server.received).toEqual([]);
  });

  it('waits for a server that nobody has started', async () => {
    const server = await startFakeSmtp();
    await server.close();
    const [outcome] = await open(server.url).send([message], 60_000);
    expect(outcome).toMatchObject({ outcome: 'retry', down: true });
    expect(outcome).not.toHaveProperty('unsure');
  });

  it('waits for a server that does not greet, and knows that nothing was sent', async () => {
    const silent = createServer();
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const [outcome] = await open(`smtp://127.0.0.1:${port}`, { timeoutMilliseconds: 300 }).send(
      [message],
      60_000,
    );
    expect(outcome).toMatchObject({
      outcome: 'retry',
      down: true,
      reason: '邮件服务器未答复（超过0.3秒）。',
    });
    expect(outcome).not.toHaveProperty('unsure');
    silent.close();
  });
});

function letterIn(letter = ''): { readonly headers: string; readonly body: string } {
  const at = letter.indexOf('\r\n\r\n');
  return {
    headers: letter
      .slice(0, at)
      .replace(/\r\n[ \t]+/g, ' ')
      .replaceAll('\r', ''),
    body: letter.slice(at + 4),
  };
}

function decoded(headers: string, body: string): string {
  if (/transfer-encoding: base64/i.test(headers)) return Buffer.from(body, 'base64').toString('utf8');
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
