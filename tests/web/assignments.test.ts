/** 交办事项 through the pages: 台账, 立项 before 交办, objections, transfers, progress and closing. */
import { beforeEach, describe, expect, it } from 'vitest';
import { done, refusal } from './answers.ts';
import { demoOffice, type Office } from './office.ts';

const task = {
  id: 'jb-1',
  title: '老旧小区改造进度督查',
  short: '小区改造',
  source: 'inspection',
  reference: '第5次督查',
  lead: 'housing',
  'supporting-1': 'finance',
  until: '2026-12-10',
};
const here = '/matters/jb-1';
let office: Office;

beforeEach(async () => {
  office = await demoOffice();
  await done(await office.submit('/assignments/new', 'assignment.open:new', task));
});

async function assigned(): Promise<void> {
  const signed = { by: 'mayor', source: '纸质', keyedBy: 'supervision.liaison' };
  await done(await office.submit(here, 'assignment.approve:jb-1', signed));
  await done(await office.submit(here, 'assignment.confirm-approval:jb-1', { by: 'office-director' }));
  await done(await office.submit(here, 'assignment.assign:jb-1', { number: '示督〔2026〕3号' }));
}

describe('the ledger', () => {
  it('has a row with source, leader in charge, units, limit and state in words', async () => {
    const page = await office.page('/assignments');
    for (const said of ['督查检查（第5次督查）', '区住建局', '区财政局', '灰　拟立项'])
      expect(page).toContain(said);
    await assigned();
    expect(await office.page('/assignments')).toContain('绿　办理中');
    expect(await office.page('/assignments?list=over')).not.toContain('第5次督查');
  });
});

describe('an assignment', () => {
  it('is given out only after 立项, which is keyed for 区长 and looked at by a second person', async () => {
    expect(await office.page(here)).toContain('立项后方可交办。');
    expect(await office.page(here)).not.toContain('id="assignment.assign:jb-1"');
    await done(
      await office.submit(here, 'assignment.approve:jb-1', {
        by: 'mayor',
        source: '纸质',
        keyedBy: 'supervision.liaison',
      }),
    );
    const same = { by: 'supervision.liaison' };
    expect(await refusal(await office.submit(here, 'assignment.confirm-approval:jb-1', same))).toMatch(
      /另一人复核/,
    );
    await done(await office.submit(here, 'assignment.confirm-approval:jb-1', { by: 'office-director' }));
    await done(await office.submit(here, 'assignment.assign:jb-1'));
    expect(await office.page(here)).toContain('交办单');
  });

  it('is reported on, asked to be closed, given back, asked again and closed', async () => {
    await assigned();
    const progress = { state: '序时推进', text: '已开工12处' };
    await done(await office.submit(here, 'assignment.progress:jb-1', progress));
    expect(await office.page('/assignments')).toContain('序时推进：已开工12处');
    const asked = { text: '全部完工', evidence: '验收报告' };
    await done(await office.submit(here, 'assignment.ask-closing:jb-1', asked));
    await done(await office.submit(here, 'assignment.return-closing:jb-1', { why: '缺验收照片' }));
    expect(await office.page(here)).toContain('销号申请已退回：缺验收照片');
    await done(await office.submit(here, 'assignment.ask-closing:jb-1', asked));
    await done(await office.submit(here, 'assignment.confirm-closing:jb-1'));
    expect(await office.page('/assignments?list=over')).toMatch(/✓ 已办结[\s\S]*验收报告/);
    expect(await office.page(here)).not.toContain('id="assignment.');
  });

  it('rests while a unit objects, and goes to another', async () => {
    await assigned();
    await done(await office.submit(here, 'assignment.object:jb-1', { by: 'housing', why: '不属本单位职责' }));
    expect(await office.page(here)).toContain('异议办理中，停止计时');
    expect(await office.page('/assignments')).toContain('灰　异议办理中，停止计时');
    await done(await office.submit(here, 'assignment.transfer:jb-1', { to: 'natural-resources' }));
    expect(await office.page(here)).toMatch(/区自然资源局<\/td><td>牵头/);
  });

  it('is split, and what is over takes no more forms', async () => {
    await assigned();
    await done(
      await office.submit(here, 'assignment.split:jb-1', {
        'unit-1': 'housing',
        'title-1': '改造进度',
        'unit-2': 'finance',
        'title-2': '资金拨付',
      }),
    );
    expect(await office.page(here)).toContain('href="/matters/jb-1-2"');
  });

  it('gets one more source, and can be struck off with a reason', async () => {
    const source = { source: 'suggestion', reference: '第12号建议' };
    await done(await office.submit(here, 'assignment.add-source:jb-1', source));
    expect(await office.page(here)).toContain('人大建议（第12号建议）');
    await done(await office.submit(here, 'assignment.strike:jb-1', { why: '已由他件涵盖' }));
    expect(await office.page(here)).toContain('已销号：已由他件涵盖');
  });
});

describe('is refused', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['without a lead', { lead: '' }, /请填写“牵头单位”/],
    ['with a short title that is none', { short: '这是一个远远超过十个字的短标题' }, /短标题至多10个字/],
    ['given out before 立项', { assign: 'yes' }, /须先立项/],
    ['with a day that does not exist', { until: '2026-02-30' }, /不是有效的日期/],
    ['under an id in use', { id: 'jb-1' }, /已用于另一事项/],
  ])('%s, and what was typed is kept', async (_caption, typed, said) => {
    const answer = await office.submit('/assignments/new', 'assignment.open:new', {
      ...task,
      id: 'jb-9',
      reference: '保留的文号',
      ...typed,
    });
    const page = await answer.clone().text();
    expect(await refusal(answer)).toMatch(said);
    expect(page).toContain('value="保留的文号"');
  });
});

describe('the first page of the morning', () => {
  it('has what is due, what is to be checked and what is to be approved', async () => {
    const leave = {
      post: 'vice-mayor-1',
      from: '2026-11-24T08:00',
      to: '2026-11-25T18:00',
      reason: '参加培训',
    };
    await done(await office.submit('/absences', 'absence.request:new', leave));
    const page = await office.page('/today');
    expect(page).toMatch(/待我批[\s\S]*立项<\/td>[\s\S]*老旧小区改造进度督查/);
    expect(page).toMatch(/外出请假<\/td>[\s\S]*参加培训/);
    await office.until('2026-11-25T17:05:00+08:00');
    expect(await office.page('/today')).toMatch(/待核对[\s\S]*农村公路建设计划/);
  });

  it('a whole group is answered at once', async () => {
    await office.until('2026-11-25T17:05:00+08:00');
    const group = 'check.answer:议题材料报送#received';
    await done(await office.submit('/checks', group, { happenedAt: '2026-11-25T16:50' }));
    expect(await office.page('/checks')).not.toContain('农村公路建设计划');
  });
});
