/** Who may read, who may write, and what must never get into a page or out of the machine. */
import { describe, expect, it } from 'vitest';
import { done } from './answers.ts';
import { demoOffice, fieldsOf, ORIGIN, TOKEN } from './office.ts';
import { ownOffice } from './own-office.ts';

const stop = {
  verb: 'sending.stop',
  command: 'command-stop',
  form: 'sending.stop:district',
  back: '/',
  why: '试验',
};

describe('writing', () => {
  const refused: [string, Record<string, string>][] = [
    ['without the token', { cookie: '' }],
    ['with a wrong token', { cookie: 'duban-4180=the-token-of-the-start-linf' }],
    ['with the token of another port', { cookie: `duban-4181=${TOKEN}` }],
    ['from another site', { origin: 'https://example.org' }],
    ['from another port', { origin: 'http://127.0.0.1:9999' }],
    ['from a sandboxed page', { origin: 'null' }],
    ['under another name', { host: 'evil.example:4180' }],
    ['at another port', { host: '127.0.0.1:4181' }],
    ['with a wrong bearer', { cookie: '', authorization: 'Bearer nothing' }],
  ];
  it.each(refused)('is refused %s', async (_caption, headers) => {
    const office = await demoOffice();
    const answer = await office.post('/acts', stop, headers);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toMatch(/。/);
    expect(await office.page('/')).not.toContain('已暂停全部外发');
  });

  it.each(['127.0.0.1:4180', 'localhost:4180', '[::1]:4180'])('is let in at %s', async (host) => {
    const office = await demoOffice();
    expect((await office.post('/acts', stop, { host, origin: `http://${host}` })).status).toBe(303);
  });

  it('is refused to everybody where pages are read-only', async () => {
    const office = await demoOffice({ readOnly: true });
    expect((await office.post('/acts', stop)).status).toBe(403);
    expect(await office.page('/meetings/new')).toContain('只读');
  });
});

describe('reading', () => {
  it('needs no token, and then shows no forms', async () => {
    const office = await demoOffice();
    const page = await (await office.get('/', { cookie: '' })).text();
    expect(page).not.toContain('<form');
    expect(page).toContain('只读');
  });

  it('is refused under another name', async () => {
    const office = await demoOffice();
    expect((await office.get('/', { host: 'evil.example' })).status).toBe(403);
    expect((await office.get('/api/duties', { host: 'evil.example' })).status).toBe(403);
  });
});

describe('what is sent', () => {
  it.each(['/acts', '/api/commands'])('%s refuses 10 MB in one sentence', async (path) => {
    const office = await demoOffice();
    const answer = await office.post(path, `{"why":"${'x'.repeat(10 * 1024 * 1024)}"}`);
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain('超过1MB');
  });

  it('is escaped wherever it is shown', async () => {
    const office = await demoOffice();
    const nasty = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    const typed = {
      id: 'hy-x',
      title: nasty,
      day: '2026-11-30',
      time: '09:00',
      'unit-1': 'finance',
      'title-1': nasty,
    };
    expect((await office.submit('/meetings/new', 'meeting.schedule:new', typed)).status).toBe(303);
    await office.submit('/absences', 'absence.record:new', {
      post: 'mayor',
      from: '2026-11-24T08:00',
      to: '2026-11-25T18:00',
      reason: nasty,
    });
    await office.until('2026-11-30T12:00:00+08:00');
    const refused = await office.submit('/meetings/new', 'meeting.schedule:new', { ...typed, day: '' });
    const pages = [
      '/',
      '/checks',
      '/matters',
      '/matters/hy-x',
      '/duties/hy-x/D52-07/1',
      '/notices',
      '/notices?list=waiting',
      '/absences',
    ];
    const shown = [await refused.text(), ...(await Promise.all(pages.map((path) => office.page(path))))];
    expect(shown.filter((page) => page.includes('&lt;script&gt;')).length).toBeGreaterThan(4);
    for (const page of shown) expect(page).not.toMatch(/<script>alert|<img src=x/);
  });

  it('is escaped in cases, steps and assignments too', async () => {
    const office = await ownOffice();
    const nasty = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    const paper = { id: 'sx-x', title: nasty, 'count.copies': '1', 'text.note': nasty };
    await done(await office.submit('/cases/new/paper', 'case.open:paper', paper));
    const here = '/matters/sx-x';
    await done(
      await office.submit(here, 'step.do:sx-x#draft', { by: 'office', evidence: nasty, opinion: nasty }),
    );
    const task = { id: 'jb-x', title: nasty, source: 'minutes', reference: nasty, lead: 'water' };
    await done(await office.submit('/assignments/new', 'assignment.open:new', task));
    const asked = { ...task, id: 'jb-y', source: 'inspection' };
    await done(await office.submit('/assignments/new', 'assignment.open:new', asked));
    const progress = { state: '滞后', text: nasty };
    await done(await office.submit('/matters/jb-x', 'assignment.progress:jb-x', progress));
    const pages = [here, `${here}/sheet`, '/matters/jb-x', '/assignments', '/today', '/matters'];
    const shown = await Promise.all(pages.map((path) => office.page(path)));
    for (const page of shown) {
      expect(page).toContain('&lt;script&gt;');
      expect(page).not.toMatch(/<script>alert|<img src=x/);
    }
  });

  it.each([
    '/cases/new',
    '/cases/new/paper',
    '/periods',
    '/assignments',
    '/assignments/new',
    '/today',
    '/rules/coverage',
    '/rules/changes',
  ])('%s shows no forms to whoever may only read', async (path) => {
    const office = await ownOffice();
    const page = await (await office.get(path, { cookie: '' })).text();
    expect(page).not.toContain('<form');
    expect(page).toContain('只读');
  });

  it('no new verb is carried out without the token', async () => {
    const office = await ownOffice();
    for (const verb of ['case.open', 'step.do', 'duty.adopt', 'assignment.open']) {
      const form = { ...stop, verb, form: `${verb}:new`, each: 'duty 2026-11/D52-01' };
      expect((await office.post('/acts', form, { cookie: '' })).status).toBe(403);
      expect((await office.post('/acts', form, { origin: 'https://example.org' })).status).toBe(403);
    }
  });

  it('never leads to another site', async () => {
    const office = await demoOffice();
    for (const [index, back] of [
      '//evil.example',
      'https://evil.example/',
      '/\\evil.example',
      'javascript:alert(1)',
      '/a b',
    ].entries()) {
      const answer = await office.post('/acts', { ...stop, command: `command-back-${index}`, back });
      expect(answer.headers.get('location')).toBe('/?said=done');
    }
  });

  it('is not carried out twice by a form posted again', async () => {
    const office = await demoOffice();
    const form = { ...fieldsOf(await office.page('/'), 'sending.stop:district'), why: '核对' };
    await office.post('/acts', form);
    expect((await office.post('/acts', form)).headers.get('location')).toBe('/?said=again');
  });
});

describe('the API', () => {
  const bearer = { cookie: '', authorization: `Bearer ${TOKEN}` };

  it('answers what is due, sent and recorded', async () => {
    const office = await demoOffice();
    const { duties } = (await (await office.get('/api/duties')).json()) as {
      duties: { id: string; standing: string }[];
    };
    expect(duties.map(({ id }) => id)).toContain('cw-16/D52-07/1');
    expect(
      ((await (await office.get('/api/duties?list=settled')).json()) as { duties: unknown[] }).duties.length,
    ).toBeGreaterThan(10);
    expect(
      ((await (await office.get('/api/notices')).json()) as { notices: unknown[] }).notices.length,
    ).toBeGreaterThan(10);
    const { matters } = (await (await office.get('/api/matters')).json()) as { matters: { kind: string }[] };
    expect(matters.filter(({ kind }) => kind !== 'period').length).toBe(8);
    expect(
      ((await (await office.get('/api/matters/cw-16')).json()) as { duties: unknown[] }).duties.length,
    ).toBe(6);
    expect(
      ((await (await office.get('/api/matters/cw-16/ledger')).json()) as { length: number }).length,
    ).toBeGreaterThan(6);
    expect((await office.get('/api/duties?list=odd')).status).toBe(400);
  });

  it('carries a command out once, for a program with the token', async () => {
    const office = await demoOffice();
    const command = JSON.stringify({
      commandId: 'c-1',
      do: 'duty.acknowledge',
      duty: 'cw-16/D52-07/1',
      by: 'transport.liaison',
    });
    // A program sends no Origin at all.
    const without = { ...bearer, origin: '' };
    const first = await office.post('/api/commands', command, without);
    expect([first.status, await first.json()]).toEqual([200, { outcome: 'done' }]);
    const own = { origin: ORIGIN };
    expect(await (await office.post('/api/commands', command, own)).json()).toEqual({ outcome: 'repeated' });
  });

  const wrong: [string, string, number, RegExp][] = [
    ['no JSON', '{', 400, /expected a JSON object/],
    ['a list', '[]', 400, /expected a JSON object/],
    ['no id', '{"do":"sending.resume","by":"office"}', 400, /commandId/],
    ['an unknown verb', '{"commandId":"c-2","do":"meeting.destroy"}', 400, /unknown verb/],
    ['a missing field', '{"commandId":"c-2","do":"meeting.cancel","id":"cw-16"}', 400, /'why'/],
    [
      'a time without offset',
      '{"commandId":"c-2","do":"duty.submit","duty":"cw-16/D52-07/1","happenedAt":"2026-11-23T09:00:00"}',
      400,
      /offset/,
    ],
    ['an unknown duty', '{"commandId":"c-2","do":"duty.submit","duty":"none/D52-07/1"}', 422, /没有编号为/],
  ];
  it.each(wrong)('refuses %s', async (_caption, body, status, expected) => {
    const office = await demoOffice();
    const answer = await office.post('/api/commands', body);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(expected);
  });
});
