/** One-time links: looking changes nothing, pressing acts once, and nothing but the genuine link opens. */
import { describe, expect, it } from 'vitest';
import { type LinkOf, linkFor } from '../../../shared/app/notices/one-time-links.ts';
import { addSeconds, type Instant } from '../../../shared/domain/time/instant.ts';
import { CLERK, type ClerkOffice, clerkOffice, outside, signers } from './clerk.ts';

const DUTY = 'hy-1/D52-07/i1';
const ON = { 'links.on': true };
const INVALID = '本链接无效。';

async function linkTo(clerk: ClerkOffice, change: Partial<LinkOf> = {}, now?: Instant): Promise<string> {
  const [message] = clerk.sent;
  if (!message) throw new Error('nothing was sent');
  const [notice = ''] = message.idempotencyKey.split('>');
  const link = { district: 'demo', person: CLERK, notice, ...change };
  const ground = {
    now: now ?? clerk.office.now(),
    hours: 72,
    signer: signers.links,
    baseUrl: outside.baseUrl(),
  };
  return new URL(linkFor(link, ground)).pathname;
}

const stranger = { cookie: '', origin: '', host: 'duban.example' };

async function look(clerk: ClerkOffice, path: string): Promise<[number, string]> {
  const answer = await clerk.office.get(path, stranger);
  return [answer.status, titleIn(await answer.text())];
}

async function press(clerk: ClerkOffice, path: string, answer: string): Promise<[number, string]> {
  const page = await clerk.office.post(path, { answer }, { ...stranger, origin: 'null' });
  return [page.status, titleIn(await page.text())];
}

function titleIn(page: string): string {
  return /<h1>(.*?)<\/h1>/.exec(page)?.[1] ?? page;
}

describe('a link that is looked at', () => {
  it('shows what it is about, its limit and three buttons, to whoever holds it, and changes nothing', async () => {
    const clerk = await clerkOffice(ON);
    const path = await linkTo(clerk);
    const answer = await clerk.office.get(path, stranger);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page.match(/<button/g)).toHaveLength(3);
    expect(page).toContain('示例镇集镇供水改造');
    expect(page).toContain('3月17日17:00');
    expect(answer.headers.get('set-cookie')).toBe(null);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    for (const word of ['<script', '邹例泰', '13800001111', DUTY, '/matters'])
      expect(page).not.toContain(word);
    await clerk.office.get(path, stranger);
    expect((await clerk.duty(DUTY))?.progress.acknowledgedBy).toBe(null);
    expect(await clerk.entries('reply.taken')).toEqual([]);
  });

  it('shows a work secret by its number alone', async () => {
    const clerk = await clerkOffice(ON);
    await clerk.does('meeting.schedule', {
      id: 'hy-2',
      kind: 'executive',
      start: '2026-03-20T09:00:00+08:00',
      items: [{ id: 'i7', unit: 'town-1', title: '不宜公开的事项', tags: ['secret-work'] }],
    });
    await clerk.office.until('2026-03-11T17:00:00+08:00');
    const message = clerk.sent.findLast(({ idempotencyKey }) => idempotencyKey.includes('hy-2'));
    const [notice = ''] = message?.idempotencyKey.split('>') ?? [];
    const answer = await clerk.office.get(await linkTo(clerk, { notice }), stranger);
    const page = await answer.text();
    expect(page).toContain('议题i7');
    expect(page).not.toContain('不宜公开');
  });
});

describe('a link that is pressed', () => {
  const answers: [string, string, string][] = [
    ['received', '已登记签收。', 'open'],
    ['handed-in', '已登记，待接收方核对。', 'submitted'],
    ['extension', '已转告，将与您电话联系。', 'open'],
  ];
  it.each(answers)('%s acts once', async (answer, said, status) => {
    const clerk = await clerkOffice(ON);
    const path = await linkTo(clerk);
    expect(await press(clerk, path, answer)).toEqual([200, said]);
    expect((await clerk.duty(DUTY))?.status).toBe(status);
    for (const later of ['received', 'handed-in', 'extension'])
      expect(await press(clerk, path, later)).toEqual([410, '本链接已使用。']);
    expect(await look(clerk, path)).toEqual([410, '本链接已使用。']);
    expect(await clerk.entries('reply.taken')).toHaveLength(1);
    expect((await clerk.duty(DUTY))?.status).toBe(status);
  });

  it('with another word asks again', async () => {
    const clerk = await clerkOffice(ON);
    expect(await press(clerk, await linkTo(clerk), 'accept')).toEqual([200, '请选择']);
    expect(await clerk.entries('reply.taken')).toEqual([]);
  });
});

describe('a link that does not open', () => {
  it('has expired, and says so', async () => {
    const clerk = await clerkOffice(ON);
    const path = await linkTo(clerk);
    await clerk.office.until('2026-03-13T09:59:59+08:00');
    expect((await look(clerk, path))[0]).toBe(200);
    await clerk.office.until('2026-03-13T10:00:00+08:00');
    expect(await look(clerk, path)).toEqual([410, '本链接已过期。']);
    expect(await press(clerk, path, 'handed-in')).toEqual([410, '本链接已过期。']);
    expect((await clerk.duty(DUTY))?.status).toBe('open');
  });

  it('is not in use in this district, which is the default', async () => {
    const clerk = await clerkOffice();
    const path = await linkTo(clerk);
    expect(await look(clerk, path)).toEqual([404, INVALID]);
    expect(await press(clerk, path, 'received')).toEqual([404, INVALID]);
    expect((await clerk.duty(DUTY))?.progress.acknowledgedBy).toBe(null);
  });

  it('belongs to somebody who has left the post', async () => {
    const clerk = await clerkOffice(ON);
    const path = await linkTo(clerk);
    const from = '2026-03-10T10:00:00+08:00';
    await clerk.does('directory.vacate', { post: 'town-1.liaison', by: 'office' });
    expect(await look(clerk, path)).toEqual([404, INVALID]);
    await clerk.does('directory.appoint', { post: 'town-1.liaison', person: CLERK, from, by: 'office' });
    // Back in the post, but not since the message went out.
    expect(await press(clerk, path, 'handed-in')).toEqual([404, INVALID]);
    expect((await clerk.duty(DUTY))?.status).toBe('open');
  });

  const forged: [string, Partial<LinkOf>][] = [
    ['another person', { person: 'p-town-2-liaison' }],
    ['a person who is not there', { person: 'p-nobody' }],
    ['a notice that was never sent', { notice: 'town-1.liaison~2026-03-10T01:00:00Z~hy-9/D52-07/i1~start' }],
  ];
  it.each(forged)('was signed for %s', async (_caption, change) => {
    const clerk = await clerkOffice(ON);
    expect(await press(clerk, await linkTo(clerk, change), 'received')).toEqual([404, INVALID]);
  });

  it('is altered, made up or of another kind', async () => {
    const clerk = await clerkOffice(ON);
    const path = await linkTo(clerk);
    const [said = '', signature = ''] = path.slice('/links/'.length).split('.');
    const wrong = [
      `${said}.${signature.slice(0, -1)}`,
      `${said}.${signature.toUpperCase()}`,
      `${said}A.${signature}`,
      `${said}.`,
      said,
      `${said}.${signature}.${signature}`,
      `${said}.${signers.feeds.sign(said)}`,
      'x'.repeat(5000),
      '%00',
      '..%2f..%2fsettings',
    ];
    for (const token of wrong) {
      const [status, title] = await press(clerk, `/links/${token}`, 'handed-in');
      expect([status, title]).toEqual([404, INVALID]);
    }
    expect((await clerk.duty(DUTY))?.status).toBe('open');
  });

  it('that expires is still signed for its time', () => {
    const link = { district: 'demo', person: CLERK, notice: 'n' };
    const now = '2026-03-10T02:00:00Z' as Instant;
    const ground = { now, hours: 1, signer: signers.links, baseUrl: 'https://duban.example' };
    expect(linkFor(link, ground)).not.toBe(linkFor(link, { ...ground, now: addSeconds(now, 1) }));
  });
});
