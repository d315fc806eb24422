/** Every page renders, says what it must, and shows nothing raw. */
import { describe, expect, it } from 'vitest';
import { demoOffice } from './office.ts';

const office = await demoOffice();

describe('every page of the demonstration', () => {
  const pages: [string, RegExp][] = [
    ['/', /近期到期/],
    ['/checks', /待核对/],
    ['/duties', /未办结事项/],
    ['/duties?list=settled', /已办结事项/],
    ['/duties?list=resting', /暂停计时事项/],
    ['/duties/cw-15/D52-07/2', /超时办结50分钟/],
    ['/matters', /区政府第16次常务会议/],
    ['/matters/cw-16', /农村公路建设计划/],
    ['/matters/yq-07', /响应结束/],
    ['/matters/2026-W48', /安排表/],
    ['/meetings/new', /汇报单位1/],
    ['/events/new', /牵头单位/],
    ['/weeks', /主持重点工作调度会/],
    ['/notices', /已发出/],
    ['/notices?list=waiting', /待发和暂缓/],
    ['/notices?list=failed', /未送达/],
    ['/calls', /电话清单/],
    ['/slips', /纸质送达/],
    ['/inbox', /请选择职务或人员/],
    ['/inbox?of=post%3Ahousing.liaison', /登记签收/],
    ['/absences', /下乡调研/],
    ['/calendar', /2026年放假安排已公布/],
    ['/calendar?year=2027', /2027年放假安排尚未公布/],
    ['/today', /待我批/],
    ['/periods', /本期/],
    ['/assignments', /台账/],
    ['/assignments?list=over', /已办结/],
    ['/assignments/new', /牵头单位/],
    ['/cases/new', /依据/],
    ['/rules/coverage', /第八十条/],
    ['/rules/changes', /现行规则/],
  ];

  it.each(pages)('%s', async (path, expected) => {
    const page = await office.page(path);
    expect(page).toMatch(expected);
    expect(page).toContain('演示数据');
    expect(page).not.toMatch(/undefined|\[object|unit\.liaison|NaN/);
  });

  it('tells the clause, why this time, the countdown and the steps to come', async () => {
    const page = await office.page('/');
    expect(page).toContain('《工作规则》第五十二条');
    expect(page).toContain('至少于会前1天报送区政府办公室');
    expect(page).toContain('会前1天');
    expect(page).toContain('报送截止17:00');
    expect(page).toMatch(/data-due="2026-11-25T09:00:00Z">还有2天7小时/);
    expect(page).toContain('未办结时将要发出的提醒');
    expect(page).toContain('区交通运输局局长');
  });

  it('shows what was keyed afterwards', async () => {
    const page = await office.page('/matters/cw-15');
    expect(page).toMatch(/补登/);
    expect(page).toMatch(/实际11月16日（星期一）16:40/);
  });

  it('marks a limit of an unannounced year as not confirmed', async () => {
    const later = await demoOffice({}, '2027-01-05T10:00:00+08:00');
    expect(await later.page('/')).toContain('未确认');
  });

  it('is protected against scripts from elsewhere', async () => {
    const answer = await office.get('/');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await answer.text()).not.toMatch(/<script>|onclick=|style="/);
  });

  it.each(['/nope', '/duties/no/such', '/matters/none', '/api/none'])('%s is not there', async (path) => {
    const answer = await office.get(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toMatch(/没有这个|no matter/);
  });

  it('serves its own style and script', async () => {
    expect((await office.get('/assets/page.css')).headers.get('content-type')).toContain('text/css');
    expect((await office.get('/assets/page.js')).headers.get('content-type')).toContain('javascript');
  });
});

describe('the calendar page', () => {
  it.each(['abc', '1', '9999', '2026-13'])('answers the present year for ?year=%s', async (year) => {
    expect(await office.page(`/calendar?year=${year}`)).toContain('工作日历（2026年）');
  });
});
