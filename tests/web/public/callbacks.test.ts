/** What providers push: believed only with its proof, and only about what it may speak of. */
import { describe, expect, it } from 'vitest';
import { openCallbacks } from '../../../shared/adapters/channels/open-callbacks.ts';
import { signedHeaders } from '../../../shared/adapters/channels/webhook/signature.ts';
import { voiceSettings } from '../../../shared/contract/hook-settings.ts';
import { smsSettings } from '../../../shared/contract/sms-settings.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { clerkOffice } from './clerk.ts';

const stranger = { cookie: '', origin: '' };
const proof = { ...stranger, 'x-proof': 'word' };

describe('the way in for providers', () => {
  const refused: [string, string, Record<string, string>, number][] = [
    ['without a proof', '/callbacks/sms', stranger, 403],
    ['with a wrong proof', '/callbacks/sms', { ...stranger, 'x-proof': 'wort' }, 403],
    ['for a channel that pushes nothing', '/callbacks/mail', proof, 404],
    ['for a district that is not here', '/callbacks/sms/nowhere', proof, 404],
    ['further down', '/callbacks/sms/demo/more', proof, 404],
  ];
  it.each(refused)('is closed %s', async (_caption, path, headers, status) => {
    const clerk = await clerkOffice();
    const body = JSON.stringify({ replies: [{ id: 'x', phone: '1', text: '1', happenedAt: null }] });
    expect((await clerk.office.post(path, body, headers)).status).toBe(status);
    expect(await clerk.entries('reply.taken')).toEqual([]);
  });

  it('is closed to reading', async () => {
    const clerk = await clerkOffice();
    expect((await clerk.office.get('/callbacks/sms', proof)).status).toBe(404);
  });

  it('names the district in the address where one serves several', async () => {
    const clerk = await clerkOffice();
    expect((await clerk.office.post('/callbacks/sms/demo', '{}', proof)).status).toBe(200);
  });

  it('refuses what no provider sends at once', async () => {
    const clerk = await clerkOffice();
    const answer = await clerk.office.post('/callbacks/sms', `"${'x'.repeat(70_000)}"`, proof);
    expect(answer.status).toBe(413);
  });
});

describe('a report of what became of a message', () => {
  async function report(fields: Record<string, unknown>) {
    const clerk = await clerkOffice();
    const [message] = clerk.sent;
    const one = { reference: null, note: null, happenedAt: null, key: message?.idempotencyKey, ...fields };
    const body = JSON.stringify({ reports: [one] });
    const answers: number[] = [];
    for (let told = 0; told < 2; told++)
      answers.push((await clerk.office.post('/callbacks/sms', body, proof)).status);
    return { clerk, answers };
  }

  it('is recorded on the message, once', async () => {
    const { clerk, answers } = await report({ state: 'delivered' });
    expect(answers).toEqual([200, 200]);
    expect(await clerk.entries('notice.delivered', 'hy-1')).toHaveLength(1);
  });

  it('of a message nobody sent is an answer to nobody', async () => {
    const { clerk, answers } = await report({ state: 'delivered', key: 'none>nobody' });
    expect(answers).toEqual([200, 200]);
    expect(await clerk.entries('notice.delivered', 'hy-1')).toEqual([]);
  });

  it('that cannot be read is an answer to nobody', async () => {
    const { answers } = await report({ state: 'delivered', key: 'with a blank' });
    expect(answers).toEqual([200, 200]);
  });
});

describe('the readers of an installation', () => {
  const at = parseInstant('2026-03-10T10:00:00+08:00');
  const token = 'a-word-of-the-gateway';
  const sms = smsSettings.parse({
    provider: 'tencent',
    secretId: 'i',
    secretKey: 'k',
    appId: '1',
    callback: { token },
  });
  const voice = voiceSettings.parse({ url: 'https://voice.example.cn', secret: 'a-secret-of-sixteen' });
  const query = new Map([['token', token]]);
  const reader = (name: string) => openCallbacks({ sms, voice }).get(name);

  it('are there for channels whose provider proves itself', () => {
    expect([...openCallbacks({ sms, voice }).keys()]).toEqual(['sms', 'voice']);
    expect([...openCallbacks({}).keys()]).toEqual([]);
  });

  it('read a reply by SMS, and answer as the provider wants', () => {
    const body = JSON.stringify({ mobile: '13800001111', nationcode: '86', text: '1', time: 1457336869 });
    const read = reader('sms')?.({ body, headers: new Map(), query, at });
    expect(read?.replies).toMatchObject([{ phone: '13800001111', text: '1' }]);
    expect(read?.answer?.body).toBe('{"result":0,"errmsg":"OK"}');
    expect(reader('sms')?.({ body, headers: new Map(), query: new Map(), at })).toBe(null);
  });

  it('take a key pressed on the telephone as an answer, for five minutes', () => {
    const body = JSON.stringify({ id: 'n>p', phone: '13800001111', result: 'answered', pressed: '1' });
    const headers = new Map(Object.entries(signedHeaders(body, at, 'a-secret-of-sixteen')));
    const read = reader('voice')?.({ body, headers, query: new Map(), at });
    expect(read?.reports).toMatchObject([{ key: 'n>p', state: 'delivered' }]);
    expect(read?.replies).toMatchObject([{ id: 'n>p/1', text: '1' }]);
    const later = parseInstant('2026-03-10T10:05:01+08:00');
    expect(reader('voice')?.({ body, headers, query: new Map(), at: later })).toBe(null);
    expect(reader('voice')?.({ body: `${body} `, headers, query: new Map(), at })).toBe(null);
  });
});
