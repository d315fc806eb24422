/** Calendars that people, units and leaders subscribe to: who gets an address, what stands in it, when it is dead. */
import { describe, expect, it } from 'vitest';
import { readIcal } from '../../support/ical-lines.ts';
import { done, refusal } from '../answers.ts';
import type { Office } from '../office.ts';
import { demoOffice } from '../office.ts';
import { ownOffice } from '../own-office.ts';
import { CLERK, clerkOffice, outside, signers } from './clerk.ts';

const stranger = { cookie: '', origin: '', host: 'duban.example' };

/** The address that the page shows after it was made. */
async function issue(office: Office, kind: string, of: string): Promise<string> {
  await done(await office.submit('/calendars', `feed.issue:${kind}`, { of }));
  const addresses = await addressesIn(office);
  const found = addresses.find((address) => named(address) === `demo\n${kind}\n${of}`);
  if (found === undefined) throw new Error(`the page shows no address of ${kind} ${of}`);
  return found;
}

async function addressesIn(office: Office): Promise<string[]> {
  const page = await office.page('/calendars');
  return [...page.matchAll(/https:\/\/duban\.example(\/calendars\/[^<]+\.ics)/g)].map(
    ([, path = '']) => path,
  );
}

function named(path: string): string {
  const [name = ''] = path.slice('/calendars/'.length).split('.');
  return Buffer.from(name, 'base64url').toString();
}

async function calendar(office: Office, path: string, headers: Record<string, string> = {}) {
  const answer = await office.get(path, { ...stranger, ...headers });
  const text = await answer.text();
  return { answer, text, events: answer.status === 200 ? readIcal(text).events : [] };
}

describe('the calendar of a town', () => {
  it('shows what it owes, and follows it until it is done', async () => {
    const { office, does } = await clerkOffice();
    const path = await issue(office, 'unit', 'town-1');
    const before = await calendar(office, path);
    expect(before.answer.headers.get('content-type')).toContain('text/calendar');
    expect(before.events).toMatchObject([{ DTSTART: '20260317T090000Z', STATUS: 'CONFIRMED' }]);
    expect(before.events[0]?.SUMMARY).toContain('示例镇集镇供水改造');

    await does('meeting.reschedule', { id: 'hy-1', start: '2026-03-25T09:00:00+08:00', why: '领导外出' });
    const moved = await calendar(office, path);
    expect(moved.events[0]?.UID).toBe(before.events[0]?.UID);
    expect(moved.events[0]?.DTSTART).toBe('20260324T090000Z');
    expect(Number(moved.events[0]?.SEQUENCE)).toBeGreaterThan(Number(before.events[0]?.SEQUENCE));

    await does('meeting.cancel', { id: 'hy-1', why: '不再召开' });
    const gone = await calendar(office, path);
    expect(gone.events).toMatchObject([{ UID: before.events[0]?.UID, STATUS: 'CANCELLED' }]);
  });

  it('is also that of its liaison officer, and nobody else’s', async () => {
    const { office } = await clerkOffice();
    expect((await calendar(office, await issue(office, 'person', CLERK))).events).toHaveLength(1);
    expect((await calendar(office, await issue(office, 'unit', 'town-2'))).events).toEqual([]);
    expect((await calendar(office, await issue(office, 'person', 'p-town-2-liaison'))).events).toEqual([]);
  });

  it('is not sent again while nothing has changed', async () => {
    const { office, does } = await clerkOffice();
    const path = await issue(office, 'unit', 'town-1');
    const etag = (await calendar(office, path)).answer.headers.get('etag') ?? '';
    expect(etag).toMatch(/^".+"$/);
    await office.until('2026-03-10T11:00:00+08:00');
    const again = await calendar(office, path, { 'if-none-match': `W/${etag}, "other"` });
    expect([again.answer.status, again.text]).toEqual([304, '']);
    await does('duty.submit', { duty: 'hy-1/D52-07/i1', by: 'office', for: 'town-1', source: '纸质' });
    const changed = await calendar(office, path, { 'if-none-match': etag });
    expect(changed.answer.status).toBe(200);
    expect(changed.events[0]?.SUMMARY).toContain('（已办结）');
  });

  it('shows a work secret by its number', async () => {
    const { office, does } = await clerkOffice();
    const item = { id: 'i7', unit: 'town-1', title: '不宜公开的事项', tags: ['secret-work'] };
    await does('agenda.add', { id: 'hy-1', item });
    const { text } = await calendar(office, await issue(office, 'unit', 'town-1'));
    expect(text).toContain('议题i7');
    expect(text).not.toContain('不宜公开');
  });

  it('leaves out what is internal to the Party group', async () => {
    const office = await ownOffice({}, { outside });
    const { text, events } = await calendar(office, await issue(office, 'unit', 'office'));
    expect(events.length).toBeGreaterThan(0);
    expect(text).not.toContain('党组');
  });
});

describe('the calendar of a leader', () => {
  it('says that there is something, and never what or where', async () => {
    const { office } = await clerkOffice();
    const path = await issue(office, 'leader', 'mayor');
    const { text, events } = await calendar(office, path);
    expect(events.map(({ SUMMARY }) => SUMMARY)).toEqual(['有安排1']);
    expect(events[0]).toMatchObject({ DTSTART: '20260318T010000Z', TRANSP: 'TRANSPARENT' });
    expect(text).not.toMatch(/会议|供水|hy-1|示例镇/);
  });

  it('has the week’s entries by number, at their times or for the day, and no limit at all', async () => {
    const office = await demoOffice({ outside }, '2026-11-20T09:30:00+08:00');
    const entries = [
      { day: '2026-11-24', time: '9:30', what: '调研重点项目', place: '开发区' },
      { day: '2026-11-24', time: '下午', what: '会见客商' },
    ];
    const form = JSON.stringify({
      commandId: 'week-1',
      do: 'week.answer',
      week: '2026-W48',
      leader: 'vice-mayor-1',
      entries,
    });
    expect((await office.post('/api/commands', form)).status).toBe(200);
    const { text, events } = await calendar(office, await issue(office, 'leader', 'vice-mayor-1'));
    const day = events.filter((event) =>
      (event.DTSTART ?? event['DTSTART;VALUE=DATE'] ?? '').startsWith('20261124'),
    );
    expect(day.map(({ SUMMARY }) => SUMMARY).toSorted()).toEqual(['有安排1', '有安排2']);
    expect(day.some(({ DTSTART }) => DTSTART === '20261124T013000Z')).toBe(true);
    expect(events.every(({ SUMMARY }) => /^有安排\d+$/.test(SUMMARY ?? ''))).toBe(true);
    expect(text).not.toMatch(/调研|开发区|客商|时限/);
  });
});

describe('a calendar address', () => {
  it('is dead at once when it is revoked, and the next one is another', async () => {
    const { office, entries } = await clerkOffice();
    const first = await issue(office, 'unit', 'town-1');
    await done(await office.submit('/calendars', 'feed.revoke:unit/town-1', { why: '人员变动' }));
    const dead = await calendar(office, first);
    const unknown = await calendar(office, first.replace(/\.[\w-]+\.ics$/, '.AAAAAAAAAAAAAAAAAAAAAA.ics'));
    expect([dead.answer.status, dead.text]).toEqual([404, unknown.text]);
    const second = await issue(office, 'unit', 'town-1');
    expect(second).not.toBe(first);
    expect((await calendar(office, first)).answer.status).toBe(404);
    expect((await calendar(office, second)).answer.status).toBe(200);
    const written = JSON.stringify([...(await entries('feed.issued')), ...(await entries('feed.revoked'))]);
    expect(written).toContain('town-1');
    expect(written).not.toContain(first.split('.')[1] ?? '');
  });

  it('is not opened by anything altered', async () => {
    const { office } = await clerkOffice();
    const path = await issue(office, 'unit', 'town-1');
    const [, name = '', signature = ''] = /^\/calendars\/([^.]+)\.([^.]+)\.ics$/.exec(path) ?? [];
    const other = Buffer.from('demo\nunit\ntown-2').toString('base64url');
    const wrong = [
      `${other}.${signature}`,
      `${name}.${signers.links.sign(`${name} 1`)}`,
      `${name}.${signers.feeds.sign(`${name} 2`)}`,
      `${name}.`,
      name,
      `${name}.${signature}.${signature}`,
      `${Buffer.from('demo\nunit\n').toString('base64url')}.${signature}`,
      `${Buffer.from('\n\n').toString('base64url')}.${signature}`,
      'x'.repeat(3000),
    ];
    for (const token of wrong)
      expect((await calendar(office, `/calendars/${token}.ics`)).answer.status).toBe(404);
    expect((await calendar(office, path.slice(0, -4))).answer.status).toBe(404);
  });

  it('is shown to nobody who may only read, and made by nobody', async () => {
    const { office } = await clerkOffice();
    await issue(office, 'unit', 'town-1');
    const page = await (await office.get('/calendars', { cookie: '' })).text();
    expect(page).toContain('示例镇');
    expect(page).not.toContain('.ics');
    expect(page).not.toContain('<form');
  });

  it('is refused for whom the directory does not have, and twice at once', async () => {
    const { office } = await clerkOffice();
    await issue(office, 'leader', 'mayor');
    const again = {
      verb: 'feed.issue',
      command: 'command-again',
      form: 'feed.issue:leader',
      back: '/calendars',
    };
    const post = (of: string, kind: string) => office.post('/acts', { ...again, of, kind });
    expect(await refusal(await post('mayor', 'leader'))).toContain('请先停用');
    expect(await refusal(await post('nobody', 'person'))).toContain('通讯录中没有');
  });

  it('is not there where nothing is set up for it', async () => {
    const office = await demoOffice();
    expect(await office.page('/calendars')).toContain('未启用日历订阅');
    expect((await office.get('/calendars/a.b.ics', stranger)).status).toBe(403);
  });
});
