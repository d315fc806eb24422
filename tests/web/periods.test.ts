/** 定期事项, extensions, deviations and editions through the pages. */
import { describe, expect, it } from 'vitest';
import { KEYS } from '../../shared/app/district.ts';
import { oneDuty } from '../../shared/app/views.ts';
import { done, refusal } from './answers.ts';
import type { Office } from './office.ts';
import { ownOffice } from './own-office.ts';

const REPORT = '2026-11/D48-1/water';
const MEETING = '2026-11/D52-01';

async function stateOf(office: Office, id: string) {
  const duty = await oneDuty(office.engine.store, 'demo', id);
  return duty?.status === 'settled'
    ? duty.judgement
    : { ...duty?.progress.extension, dueAt: duty?.plan.dueAt };
}

describe('定期事项', () => {
  it('lists what is due in the period with the state of each unit', async () => {
    const office = await ownOffice();
    const page = await office.page('/periods');
    expect(page).toContain('2026年11月');
    expect(page).toContain('常务会议每月一次');
    expect(page).toMatch(/未到期\d+<\/b>：[\s\S]*区水利局/);
    await done(await office.submit(`/duties/${REPORT}`, `duty.submit:${REPORT}`, { evidence: '月报1份' }));
    expect(await office.page('/matters/2026-11')).toMatch(/✓ 已办1<\/b>：[\s\S]*?区水利局/);
  });

  it('calls what is only normally done 未按一般频次召开, and never 超时 or 违规', async () => {
    const office = await ownOffice();
    await office.until('2026-12-02T10:00:00+08:00');
    const open = await office.page('/periods');
    expect(open).toContain('期限已到，可顺延至12月7日（星期一）17:00');
    await office.until('2026-12-08T10:00:00+08:00');
    const own = await office.page(`/duties/${MEETING}`);
    expect(own).toContain('未按一般频次召开（当月未召开，待说明）');
    expect(own).not.toMatch(/违规|超时办结|已超时/);
    await done(await office.submit('/matters/2026-11', `duty.explain:${MEETING}`, { why: '区两会期间' }));
    expect(await office.page('/matters/2026-11')).toContain(
      '未按一般频次召开（当月未召开，已说明：区两会期间）',
    );
    expect(await stateOf(office, MEETING)).toMatchObject({ verdict: 'deviation', reason: '区两会期间' });
  });

  it('may be explained before the days for making up are over, with a reason', async () => {
    const office = await ownOffice();
    await office.until('2026-12-01T10:00:00+08:00');
    const answer = await office.submit('/periods', `duty.explain:${MEETING}`, { why: ' ' });
    expect(await refusal(answer)).toBe('请填写“原因”。');
    await done(await office.submit('/periods', `duty.explain:${MEETING}`, { why: '无成熟议题' }));
    expect(await stateOf(office, MEETING)).toMatchObject({ verdict: 'deviation' });
  });
});

describe('an extension', () => {
  const here = `/duties/${REPORT}`;

  it('is asked for, granted with another day, and shown', async () => {
    const office = await ownOffice();
    const asked = { until: '2026-12-04T17:00', why: '数据尚在核实' };
    await done(await office.submit(here, `duty.ask-extension:${REPORT}`, asked));
    expect(await office.page(here)).toContain('已申请延期至12月4日（星期五）17:00，待审核');
    await done(await office.submit(here, `duty.extend:${REPORT}`, { until: '2026-12-03T17:00' }));
    const page = await office.page(here);
    expect(page).toContain('经批准延期至12月3日（星期四）17:00');
    expect(page).toContain('时限：12月3日（星期四）17:00');
    expect(page).not.toContain('duty.ask-extension');
  });

  it('is refused by the receiver, and the limit stands', async () => {
    const office = await ownOffice();
    await done(
      await office.submit(here, `duty.ask-extension:${REPORT}`, {
        until: '2026-12-04T17:00',
        why: '人手不足',
      }),
    );
    await done(await office.submit(here, `duty.refuse-extension:${REPORT}`, { why: '理由不充分' }));
    const page = await office.page(here);
    expect(page).toContain('延期申请未获批准');
    expect(page).toContain('时限：11月30日（星期一）17:00');
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['for a day before the limit', { until: '2026-11-25T17:00', why: '早些' }, /新的时限须晚于原时限/],
    ['without a day', { until: '', why: '数据尚在核实' }, /请填写“截止时间”/],
    ['without a reason', { until: '2026-12-04T17:00', why: '' }, /请填写“原因”/],
  ])('is refused %s, and what was typed is kept', async (_caption, typed, said) => {
    const office = await ownOffice();
    const answer = await office.submit(here, `duty.ask-extension:${REPORT}`, typed);
    const page = await answer.clone().text();
    expect(await refusal(answer)).toMatch(said);
    for (const value of Object.values(typed).filter((one) => one !== ''))
      expect(page).toContain(`value="${value}"`);
  });
});

/** The office has changed a setting since the duties were planned. */
async function changedRules(): Promise<Office> {
  const office = await ownOffice();
  const key = KEYS.settings('demo');
  const row = await office.engine.store.get(key);
  const body = { ...(row?.body as object), overrides: { work_end: '16:00' } };
  const put = { key, content: { body, due: null, view: null }, expected: row?.version ?? 0 };
  await office.engine.store.commit([{ district: 'demo', puts: [put], entries: [] }]);
  return office;
}

describe('规则变化影响', () => {
  it('says nothing where nothing has changed', async () => {
    const office = await ownOffice();
    expect(await office.page('/rules/changes')).toContain('在办事项均按现行规则办理。');
    expect(await office.page(`/duties/${REPORT}`)).not.toContain('按原规则办理');
  });

  it('lists old and new limits; one duty, then all, take over the rules of today', async () => {
    const office = await changedRules();
    const page = await office.page('/rules/changes');
    expect(page).toMatch(/月度工作报告[\s\S]*?11月30日（星期一）17:00<\/td><td>11月30日（星期一）16:00/);
    expect(await office.page(`/duties/${REPORT}`)).toContain('按原规则办理（规则已变更，可改按现行规则）');
    await done(await office.submit('/rules/changes', `duty.adopt:${REPORT}`));
    expect(await office.page(`/duties/${REPORT}`)).toContain('时限：11月30日（星期一）16:00');
    await done(await office.submit('/rules/changes', 'duty.adopt:all'));
    expect(await office.page('/rules/changes')).toContain('在办事项均按现行规则办理。');
    expect(await office.page(`/duties/${MEETING}`)).toContain('时限：11月30日（星期一）16:00');
  });

  it('says how many of a list were done before one was refused', async () => {
    const office = await changedRules();
    const answer = await office.post('/acts', {
      verb: 'duty.adopt',
      command: 'command-list',
      form: 'duty.adopt:all',
      back: '/rules/changes',
      each: `duty ${REPORT} 2026-11/D48-1/nobody`,
    });
    expect(await refusal(answer)).toMatch(/已登记1项，其后一项未登记：没有编号为/);
  });
});

describe('条文落实', () => {
  it('shows every article, its clauses, and what is switched on', async () => {
    const office = await ownOffice();
    const page = await office.page('/rules/coverage');
    for (let article = 1; article <= 80; article += 1) expect(page).toContain(`id="article-${article}"`);
    expect(page).toContain('on.D60-02');
    expect(page).toMatch(/D60-05[\s\S]*?✓ 已启用[\s\S]*?程序：核稿、签发、用印/);
    expect(page).toContain('— 仅列明');
  });
});
