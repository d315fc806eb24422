/** What the office does through the pages: each form is carried out once, or refused beside itself. */
import { describe, expect, it } from 'vitest';
import { oneDuty } from '../../shared/app/views.ts';
import { demoOffice, fieldsOf, type Office } from './office.ts';

const meeting = {
  id: 'hy-1',
  kind: 'executive',
  title: '专题会议',
  day: '2026-11-30',
  time: '09:00',
  'unit-1': 'finance',
  'title-1': '年度预算调整',
};

async function afterwards(answer: Response): Promise<string> {
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
}

async function refusal(answer: Response): Promise<string> {
  expect(answer.status).toBe(422);
  const page = await answer.text();
  return /<p class="refusal" role="alert">(.*?)<\/p>/.exec(page)?.[1] ?? page;
}

async function statusOf(office: Office, id: string) {
  const duty = await oneDuty(office.engine.store, 'demo', id);
  return duty?.status === 'settled' ? duty.judgement.verdict : duty?.status;
}

describe('a meeting', () => {
  it('is scheduled and shown with its duties', async () => {
    const office = await demoOffice();
    expect(await afterwards(await office.submit('/meetings/new', 'meeting.schedule:new', meeting))).toBe(
      '/matters/hy-1?said=done',
    );
    const page = await office.page('/matters/hy-1?said=done');
    expect(page).toContain('已登记。');
    expect(page).toContain('年度预算调整');
    expect(page).toContain('时限：11月27日（星期五）17:00');
  });

  it('is scheduled once by a double click', async () => {
    const office = await demoOffice();
    const form = { ...fieldsOf(await office.page('/meetings/new'), 'meeting.schedule:new'), ...meeting };
    await afterwards(await office.post('/acts', form));
    expect(await afterwards(await office.post('/acts', form))).toBe('/matters/hy-1?said=again');
    expect(await office.page('/matters/hy-1?said=again')).toContain('未重复办理');
    const ledger = await office.engine.store.ledger({ district: 'demo', matter: 'hy-1', stream: 'hy-1' });
    expect(ledger.map(({ type }) => type)).toEqual(['meeting.scheduled']);
  });

  const refused: [string, Record<string, string>, RegExp][] = [
    ['in the past', { day: '2026-11-20' }, /已过，请核对/],
    ['on a date that does not exist', { day: '2026-02-30' }, /“会议日期”不是有效的日期和时间/],
    ['at a time that does not exist', { time: '25:00' }, /“会议日期”不是有效的日期和时间/],
    ['without a day', { day: '' }, /请填写“会议日期”/],
    ['with half an agenda item', { 'unit-1': '' }, /第1项议题/],
    ['of an unknown unit', { 'unit-1': 'nobody' }, /通讯录中没有单位“nobody”/],
    ['under an id that is none', { id: '../x' }, /“编号”填写有误/],
    ['under an id in use', { id: 'cw-16' }, /已用于另一会议/],
    ['without an id', { id: ' ' }, /请填写“编号”/],
    ['with a title of a thousand characters', { title: '题'.repeat(1000) }, /“名称”填写有误或过长/],
  ];
  it.each(refused)('is refused %s, and what was typed is kept', async (_caption, typed, expected) => {
    const office = await demoOffice();
    const answer = await office.submit('/meetings/new', 'meeting.schedule:new', {
      ...meeting,
      title: '保留的名称',
      ...typed,
    });
    const page = await answer.clone().text();
    expect(await refusal(answer)).toMatch(expected);
    if (typed.title === undefined) expect(page).toContain('value="保留的名称"');
    expect(page).toContain('年度预算调整');
    expect(await office.engine.store.get({ district: 'demo', kind: 'matter', id: 'hy-1' })).toBeNull();
  });

  it('is moved, left open, changed and cancelled', async () => {
    const office = await demoOffice();
    const here = '/matters/cw-16';
    await afterwards(
      await office.submit(here, 'meeting.reschedule:cw-16', {
        day: '2026-12-02',
        time: '14:00',
        why: '与上级会议冲突',
      }),
    );
    expect(await office.page(here)).toContain('12月2日（星期三）14:00');
    await afterwards(
      await office.submit(here, 'agenda.add:cw-16', { unit: 'market', title: '食品安全工作情况' }),
    );
    await afterwards(
      await office.submit(here, 'agenda.withdraw:cw-16', { item: '2', how: '缓议', why: '方案需再论证' }),
    );
    expect(await office.page(here)).toContain('缓议：方案需再论证');
    await afterwards(await office.submit(here, 'meeting.reschedule:cw-16', { undetermined: 'yes' }));
    expect(await office.page('/')).toContain('暂停计时（会议时间待定）');
    await afterwards(await office.submit(here, 'meeting.cancel:cw-16', { why: '议题另行安排' }));
    expect(await office.page(here)).toContain('会议取消');
  });
});

describe('handing in', () => {
  it('goes by the time it happened and shows when it was keyed', async () => {
    const office = await demoOffice();
    await office.until('2026-11-25T18:00:00+08:00');
    expect(await office.page('/')).toContain('已超时');
    const path = '/duties/cw-16/D52-07/1';
    await afterwards(
      await office.submit(path, 'duty.submit:cw-16/D52-07/1', {
        happenedAt: '2026-11-25T16:30',
        source: '纸质',
      }),
    );
    expect(await statusOf(office, 'cw-16/D52-07/1')).toBe('on-time');
    expect(await office.page(path)).toContain('补登');
  });

  it('answers the check with 已收到 or 未收到', async () => {
    const office = await demoOffice();
    await office.until('2026-11-25T17:05:00+08:00');
    expect(await office.page('/checks')).toContain('农村公路建设计划');
    const [first, second] = ['cw-16/D52-07/1', 'cw-16/D52-07/2'];
    await afterwards(
      await office.submit('/checks', `check.answer:${first}#received`, { happenedAt: '2026-11-25T16:58' }),
    );
    await afterwards(await office.submit('/checks', `check.answer:${second}#missing`));
    expect(await statusOf(office, first)).toBe('on-time');
    expect(await statusOf(office, second)).toBe('open');
    expect(await office.page('/')).toMatch(/已超时<small>2项/);
  });

  it('is refused for a time to come, beside the form', async () => {
    const office = await demoOffice();
    const path = '/duties/cw-16/D52-07/1';
    const answer = await office.submit(path, 'duty.submit:cw-16/D52-07/1', {
      happenedAt: '2026-12-25T16:30',
      evidence: '签收单7号',
    });
    const page = await answer.clone().text();
    expect(await refusal(answer)).not.toBe('');
    expect(page).toContain('签收单7号');
    expect(await statusOf(office, 'cw-16/D52-07/1')).toBe('open');
  });

  it('can be given back, and wrong notices corrected', async () => {
    const office = await demoOffice();
    const path = '/duties/cw-16/D52-07/4';
    await afterwards(await office.submit(path, 'duty.return:cw-16/D52-07/4', { why: '份数不足' }));
    expect(await statusOf(office, 'cw-16/D52-07/4')).toBe('open');
    await afterwards(
      await office.submit('/duties/cw-16/D52-07/1', 'notice.correct:cw-16/D52-07/1', { why: '发送有误' }),
    );
  });
});

describe('an event', () => {
  const event = {
    id: 'sj-1',
    title: '某处突发情况',
    severity: '重大',
    lead: 'emergency',
    occurredAt: '2026-11-23T09:30',
    reportedAt: '2026-11-23T09:50',
  };

  it('is reported, called about, confirmed and handed over', async () => {
    const office = await demoOffice();
    expect(await afterwards(await office.submit('/events/new', 'event.report:new', event))).toBe(
      '/matters/sj-1?said=done',
    );
    const page = await office.page('/matters/sj-1');
    expect(page).toContain('电话清单');
    expect(page).toContain('首次发布权威信息');
    await afterwards(
      await office.submit('/matters/sj-1', 'event.call:sj-1#emergency.principal#yes', {
        note: '立即赶赴现场',
      }),
    );
    await afterwards(await office.submit('/matters/sj-1', 'event.call:sj-1#mayor#no'));
    await afterwards(await office.submit('/matters/sj-1', 'event.confirm:sj-1'));
    const after = await office.page('/matters/sj-1');
    expect(after).toContain('立即赶赴现场');
    expect(after).toMatch(/未接/);
    expect(after).toContain('已确认（带班领导）');
    await afterwards(await office.submit('/matters/sj-1', 'event.handover:sj-1', { to: '市委宣传部' }));
    expect(await office.page('/matters/sj-1')).toContain('由上级统一发布：市委宣传部');
  });

  it('may have happened within bounds', async () => {
    const office = await demoOffice();
    await afterwards(
      await office.submit('/events/new', 'event.report:new', {
        ...event,
        occurredLatest: '2026-11-23T09:45',
      }),
    );
    expect(await office.page('/matters/sj-1')).toContain(
      '11月23日（星期一）09:30至11月23日（星期一）09:45之间',
    );
  });

  const refused: [string, Record<string, string>, RegExp][] = [
    ['that ends before it begins', { occurredLatest: '2026-11-23T09:00' }, /填写有误/],
    ['that happened after its report', { occurredAt: '2026-11-23T09:55' }, /事发时间晚于接报时间/],
    ['reported in the future', { reportedAt: '2026-11-24T09:50' }, /接报时间晚于当前时间/],
    ['led by an unknown unit', { lead: 'nobody' }, /通讯录中没有单位/],
    ['of an unknown severity', { severity: '巨大' }, /“级别”填写有误/],
  ];
  it.each(refused)('is refused %s', async (_caption, typed, expected) => {
    const office = await demoOffice();
    expect(
      await refusal(await office.submit('/events/new', 'event.report:new', { ...event, ...typed })),
    ).toMatch(expected);
  });
});

describe('the rest of the office’s day', () => {
  it('answers, drafts, compiles, delivers, reads and changes a week', async () => {
    const office = await demoOffice();
    await office.until('2026-11-26T09:30:00+08:00');
    const week = '2026-W49';
    const here = `/matters/${week}`;
    await afterwards(
      await office.submit(here, `week.answer:${week}#mayor`, {
        'day-1': '2026-12-01',
        'time-1': '上午',
        'what-1': '调研企业',
      }),
    );
    await afterwards(await office.submit(here, `week.answer:${week}#vice-mayor-1`, { none: 'yes' }));
    expect(await refusal(await office.submit(here, `week.answer:${week}#vice-mayor-2`))).toMatch(
      /请填写活动/,
    );
    expect(
      await refusal(
        await office.submit(here, `week.answer:${week}#vice-mayor-2`, {
          'day-1': '2026-12-20',
          'time-1': '上午',
          'what-1': '会议',
        }),
      ),
    ).toMatch(/不在2026-W49/);
    await afterwards(await office.submit(here, `week.draft:${week}`));
    await afterwards(await office.submit(here, `week.compile:${week}`));
    await afterwards(await office.submit(here, `week.deliver:${week}`));
    await afterwards(await office.submit(here, `week.read:${week}`, { leader: 'mayor' }));
    await afterwards(await office.submit(here, `week.change:${week}`, { what: '调研改至周三' }));
    const page = await office.page(here);
    expect(page).toContain('调研企业');
    expect(page).toContain('第2版');
  });

  it('records an absence and an early return', async () => {
    const office = await demoOffice();
    const typed = {
      post: 'vice-mayor-1',
      from: '2026-11-24T08:00',
      to: '2026-11-25T18:00',
      reason: '参加培训',
    };
    await afterwards(await office.submit('/absences', 'absence.record:new', typed));
    const page = await office.page('/absences');
    expect(page).toContain('参加培训');
    const swapped = { ...typed, from: typed.to, to: typed.from, post: 'mayor' };
    expect(await refusal(await office.submit('/absences', 'absence.record:new', swapped))).toContain(
      '外出结束时间不晚于开始时间',
    );
    await afterwards(await office.submit('/absences', 'absence.end:wc-21'));
  });

  it('stops all sending, says so on every page, and goes on', async () => {
    const office = await demoOffice();
    await afterwards(await office.submit('/weeks', 'sending.stop:district', { why: '核对通讯录' }));
    expect(await office.page('/calendar')).toContain('已暂停全部外发');
    await office.until('2026-11-25T09:30:00+08:00');
    expect(await office.page('/notices?list=waiting')).toContain('已暂停全部外发');
    await afterwards(await office.submit('/', 'sending.resume:district'));
    await office.until('2026-11-25T09:45:00+08:00');
    expect(await office.page('/notices')).toContain('农村公路建设计划');
  });

  it('says why a notice is held', async () => {
    const office = await demoOffice({}, '2026-11-23T20:00:00+08:00');
    await afterwards(await office.submit('/meetings/new', 'meeting.schedule:new', meeting));
    await office.until('2026-11-23T20:01:00+08:00');
    expect(await office.page('/notices?list=waiting')).toContain('免打扰时段');
  });

  it('refuses a form that is none', async () => {
    const office = await demoOffice();
    expect(
      await refusal(
        await office.post('/acts', {
          verb: 'meeting.destroy',
          command: 'command-77',
          form: 'sending.stop:district',
          back: '/',
        }),
      ),
    ).toContain('表单已失效');
    expect((await office.post('/acts', {})).status).toBe(422);
  });
});
