/** A town clerk answers by SMS: what each answer does, and that no answer does more. */
import { describe, expect, it } from 'vitest';
import { auditSegment } from '../../../shared/app/audit-store.ts';
import { done } from '../answers.ts';
import { CLERK, clerkOffice, PHONE } from './clerk.ts';

const DUTY = 'hy-1/D52-07/i1';

describe('a town clerk who answers a reminder', () => {
  it('signs for it with 1, hands it in with 2, and the office accepts it', async () => {
    const clerk = await clerkOffice();
    expect(clerk.sent.length).toBeGreaterThan(0);

    expect(await clerk.replies('1')).toBe(200);
    await clerk.office.until('2026-03-10T10:05:00+08:00');
    expect((await clerk.duty(DUTY))?.status).toBe('open');
    expect((await clerk.duty(DUTY))?.progress.acknowledgedBy).toBe(CLERK);

    await clerk.office.until('2026-03-17T16:20:00+08:00');
    expect(await clerk.replies('２ 已报送')).toBe(200);
    const handedIn = await clerk.duty(DUTY);
    expect(handedIn?.status).toBe('submitted');
    expect(handedIn?.progress.submissions).toMatchObject([
      { by: 'town-1.liaison', source: '短信', said: true },
    ]);
    expect(await clerk.office.page('/')).toContain('示例镇');

    await clerk.office.until('2026-03-17T18:00:00+08:00');
    const path = `/duties/${DUTY}`;
    await done(await clerk.office.submit(path, `duty.accept:${DUTY}`));
    const settled = await clerk.duty(DUTY);
    // By the time of the reply, not of the click.
    expect(settled?.status === 'settled' && settled.judgement.verdict).toBe('on-time');
    expect(await clerk.entries('reply.taken')).toHaveLength(2);
    // What is stored is the fold of the ledger, answers included.
    const { findings } = await auditSegment(clerk.office.engine, { index: 0, of: 1 }, clerk.office.now());
    expect(findings).toEqual([]);
  });

  it('wishes for more time with 3: nothing is moved, and the office is told to telephone', async () => {
    const clerk = await clerkOffice();
    const before = (await clerk.duty(DUTY))?.plan.dueAt;
    await clerk.replies('3');
    const duty = await clerk.duty(DUTY);
    expect([duty?.status, duty?.plan.dueAt]).toEqual(['open', before]);
    expect(await clerk.entries('duty.extension-wished', 'hy-1')).toHaveLength(1);
    expect(await clerk.office.page('/matters/hy-1')).toContain('希望延期（邹例泰，短信），待电话联系');
    const [note] = await clerk.told('reply.call');
    expect(note?.facts).toMatchObject({ duty: DUTY, post: 'office.liaison' });
    expect(note?.facts.words).toMatchObject({ wish: '申请延期', phone: PHONE });
    await clerk.office.until('2026-03-10T10:10:00+08:00');
    expect(await clerk.office.page('/notices')).toContain('请电话联系示例镇联络员');
  });

  it('is carried out once, however often the gateway tells it', async () => {
    const clerk = await clerkOffice();
    for (let told = 0; told < 3; told++) expect(await clerk.replies('2', { id: 'mo-1' })).toBe(200);
    expect(await clerk.entries('reply.taken')).toHaveLength(1);
    expect((await clerk.duty(DUTY))?.progress.submissions).toHaveLength(1);
    expect(await clerk.told('reply.call')).toEqual([]);
  });

  it('says 2 twice: the second changes nothing and troubles nobody', async () => {
    const clerk = await clerkOffice();
    await clerk.replies('2');
    await clerk.replies('2');
    expect((await clerk.duty(DUTY))?.progress.submissions).toHaveLength(1);
    expect(
      (await clerk.entries('reply.taken')).map(({ body }) => (body as { result: string }).result),
    ).toEqual(['to-check', 'known']);
    expect(await clerk.told('reply.call')).toEqual([]);
  });

  it('has several things open: 1 is for all of them, 2 is for the telephone', async () => {
    const clerk = await clerkOffice();
    await clerk.does('agenda.add', {
      id: 'hy-1',
      item: { id: 'i2', unit: 'town-1', title: '示例镇集贸市场改造' },
    });
    await clerk.office.until('2026-03-17T11:00:00+08:00');
    const last = clerk.sent.at(-1)?.idempotencyKey;
    expect(last).toBeDefined();
    const both = [DUTY, 'hy-1/D52-07/i2'];
    await clerk.replies('2');
    for (const id of both) expect((await clerk.duty(id))?.status).toBe('open');
    expect((await clerk.told('reply.call'))[0]?.facts.words.why).toBe('涉及2项未办结事项');
  });
});

describe('whatever is no answer', () => {
  const table: [string, string, { phone?: string; happenedAt?: string }][] = [
    ['other words', '材料下午送到', {}],
    ['a blank text', '', {}],
    ['two answers at once', '1 2', {}],
    ['an unknown number', '1', { phone: '13900000000' }],
    ['a reply from before anything was asked', '2', { happenedAt: '2026-03-01T09:00:00+08:00' }],
    ['a reply dated long ago', '2', { happenedAt: '1999-01-01T00:00:00+08:00' }],
  ];
  it.each(table)('%s goes to the office word for word, and does nothing', async (_caption, text, more) => {
    const clerk = await clerkOffice();
    expect(await clerk.replies(text, more)).toBe(200);
    const duty = await clerk.duty(DUTY);
    expect([duty?.status, duty?.progress.acknowledgedBy]).toEqual(['open', null]);
    const [note] = await clerk.told('reply.unclear');
    expect(note?.facts.words.said).toBe(text === '' ? '（空白）' : text);
    expect(note?.facts.words.phone).toBe(more.phone ?? PHONE);
  });

  it('the ledger keeps an unknown number only in part', async () => {
    const clerk = await clerkOffice();
    await clerk.replies('1', { phone: '13900000000' });
    const [entry] = await clerk.entries('reply.taken');
    expect(JSON.stringify(entry)).toContain('139****0000');
    expect(JSON.stringify(entry)).not.toContain('13900000000');
  });

  it('a future time counts as now', async () => {
    const clerk = await clerkOffice();
    await clerk.replies('2', { happenedAt: '2026-12-31T00:00:00+08:00' });
    expect((await clerk.duty(DUTY))?.progress.submissions[0]?.done.latest).toBe(clerk.office.now());
  });

  it('is shown to the office without becoming part of the page', async () => {
    const clerk = await clerkOffice();
    await clerk.replies('<script>alert(1)</script>');
    await clerk.office.until('2026-03-10T10:10:00+08:00');
    const page = await clerk.office.page('/notices');
    expect(page).toContain('&lt;script&gt;alert');
    expect(page).not.toContain('<script>alert');
  });
});

describe('nobody answers for another', () => {
  it('who has left the post', async () => {
    const clerk = await clerkOffice();
    await clerk.office.until('2026-03-11T09:00:00+08:00');
    const from = '2026-03-11T08:30:00+08:00';
    await clerk.does('directory.appoint', {
      post: 'town-1.liaison',
      person: 'p-town-1-deputy',
      from,
      by: 'office',
    });
    await clerk.replies('2');
    expect((await clerk.duty(DUTY))?.status).toBe('open');
    expect(await clerk.told('reply.unclear')).toHaveLength(1);
  });

  it('whose number is also somebody else’s', async () => {
    const clerk = await clerkOffice();
    const person = {
      id: 'p-town-2-liaison',
      name: '康例成',
      phone: PHONE,
      channels: ['inbox'],
      by: 'office',
    };
    await clerk.does('directory.person', person);
    await clerk.replies('2');
    expect((await clerk.duty(DUTY))?.status).toBe('open');
  });

  it('who was written to on another channel', async () => {
    const clerk = await clerkOffice();
    await clerk.replies('2', { phone: '000-00001083' });
    expect((await clerk.duty(DUTY))?.status).toBe('open');
  });

  it('after a week nothing is answered any more', async () => {
    const clerk = await clerkOffice();
    const last = clerk.sent.length;
    expect(last).toBeGreaterThan(0);
    await clerk.does('sending.stop', { by: 'office', why: '试验' });
    await clerk.office.until('2026-03-17T10:30:00+08:00');
    await clerk.replies('2');
    expect((await clerk.duty(DUTY))?.status).toBe('open');
  });
});
