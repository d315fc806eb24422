/** What is keyed before, at and after a meeting: a plan with an open agenda, leave, outcomes, decisions, papers back. */
import { describe, expect, it } from 'vitest';
import { done, refusal } from './answers.ts';
import { demoOffice } from './office.ts';

const here = '/matters/cw-16';

describe('a meeting', () => {
  it('may be planned with its agenda still open, and shows the steps it goes through', async () => {
    const office = await demoOffice();
    const plan = { id: 'hy-2', kind: 'executive', day: '2026-12-15', time: '09:00' };
    await done(await office.submit('/meetings/new', 'meeting.plan:new', plan));
    const page = await office.page('/matters/hy-2');
    expect(page).toContain('办理环节');
    expect(page).toMatch(/class="step open"/);
    expect((await office.get('/matters/hy-2/sheet')).status).toBe(200);
  });

  it('takes leave and what is known of an item before it is held', async () => {
    const office = await demoOffice();
    const leave = { post: 'transport.principal', why: '参加省厅会议', substitute: 'transport.deputy' };
    await done(await office.submit(here, 'meeting.leave:cw-16', leave));
    const amended = { item: '2', 'tag.major': 'yes', why: '投资较大' };
    await done(await office.submit(here, 'agenda.amend:cw-16', amended));
    const page = await office.page(here);
    expect(page).toContain('参加省厅会议');
    expect(page).toContain('重大事项');
    expect(page).not.toContain('id="meeting.outcome:cw-16"');
  });

  it('takes outcomes, decisions and the papers that are still out once it is held', async () => {
    const office = await demoOffice();
    await office.until('2026-11-26T12:00:00+08:00');
    const outcome = { item: '2', outcome: '原则通过', note: '修改后印发' };
    await done(await office.submit(here, 'meeting.outcome:cw-16', outcome));
    const decided = { 'unit-1': 'water', 'title-1': '修改冬春水利工程安排', 'until-1': '2026-12-10T17:00' };
    await done(await office.submit(here, 'meeting.decide:cw-16', decided));
    await done(await office.submit(here, 'papers.collect:cw-16', { 'unit-1': 'finance', 'copy-1': '12' }));
    const page = await office.page(here);
    expect(page).toContain('原则通过');
    expect(page).toMatch(/议定事项<\/h3>[\s\S]*修改冬春水利工程安排（区水利局，12月10日（星期四）17:00前）/);
    expect(page).toMatch(/未退回的材料<\/h3>[\s\S]*12（区财政局）/);
  });

  it.each<[string, string, Record<string, string>, RegExp]>([
    [
      'a decision without words',
      'meeting.decide:cw-16',
      { 'unit-1': 'water' },
      /第1项议定事项的单位和内容须同时填写/,
    ],
    ['no decision at all', 'meeting.decide:cw-16', {}, /请填写议定事项/],
    ['an outcome that is none', 'meeting.outcome:cw-16', { item: '2', outcome: '' }, /请填写“结论”/],
    [
      'leave without a reason',
      'meeting.leave:cw-16',
      { post: 'transport.principal', why: '' },
      /请填写“原因”/,
    ],
  ])('refuses %s', async (_caption, form, typed, said) => {
    const office = await demoOffice();
    await office.until('2026-11-26T12:00:00+08:00');
    expect(await refusal(await office.submit(here, form, typed))).toMatch(said);
  });
});
