/** Cases through the pages: opened from the procedure's own form, taken step by step, and refused out of order. */
import { describe, expect, it } from 'vitest';
import { done, refusal } from './answers.ts';
import { ownOffice } from './own-office.ts';

const paper = {
  id: 'sx-1',
  title: '关于示例事项的通知',
  'count.copies': '40',
  'part-unit.signer.1': 'finance',
};

async function opened(typed: Record<string, string> = {}) {
  const office = await ownOffice();
  await done(await office.submit('/cases/new/paper', 'case.open:paper', { ...paper, ...typed }));
  return office;
}

const draft = { by: 'office', evidence: '送审稿1份' };
const here = '/matters/sx-1';

describe('新建事项', () => {
  it('lists the procedures with their steps and articles', async () => {
    const office = await ownOffice();
    const page = await office.page('/cases/new');
    expect(page).toContain('发文办理');
    expect(page).toContain('起草 → 会签 → 核稿 → 签发 → 用印 → 备案');
    expect(page).toContain('第六十条');
  });

  it('has a field of its kind for everything the procedure asks', async () => {
    const office = await ownOffice();
    const page = await office.page('/cases/new/paper');
    expect(page).toMatch(/type="checkbox" name="flag.urgent"/);
    expect(page).toMatch(/type="radio" name="choice.series" value="政府发文" checked/);
    expect(page).toMatch(/type="date" name="date.day"/);
    expect(page).toMatch(/type="datetime-local" name="moment.hour"/);
    expect(page).toMatch(/type="number"[^>]* name="count.copies"[^>]* required/);
    expect(page).toMatch(/<select name="unit.source"/);
    expect(page).toMatch(/<select name="leader.reader"/);
    expect(page).toMatch(/<select name="part-unit.signer.4"/);
  });

  it('opens a case with what was typed', async () => {
    const office = await opened({
      'flag.urgent': 'yes',
      'date.day': '2026-11-24',
      'moment.hour': '2026-11-24T09:00',
      'unit.source': 'water',
      'leader.reader': 'mayor',
      'part-unit.signer.2': 'finance',
      'part-title.signer.2': '预算科',
    });
    const page = await office.page(here);
    for (const said of [
      '加急',
      '2026年11月24日',
      '11月24日（星期二）09:00',
      '40',
      '区水利局',
      '会签（区财政局）',
      '会签（预算科）',
    ])
      expect(page).toContain(said);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['without what the procedure requires', { 'count.copies': '' }, /须填写“份数”/],
    ['with a number that is none', { 'count.copies': '四十' }, /“四十”不是数目/],
    ['with a date that does not exist', { 'date.day': '2026-02-30' }, /“成文日期”应为日期/],
    ['with a time that does not exist', { 'moment.hour': '2026-02-30T09:00' }, /“时间”不是有效的日期和时间/],
    ['without a title', { title: '' }, /请填写“名称”/],
    ['with a unit that nobody knows', { 'part-unit.signer.1': 'nobody' }, /通讯录中没有单位/],
  ])('is refused %s, and what was typed is kept', async (_caption, typed, said) => {
    const office = await ownOffice();
    const answer = await office.submit('/cases/new/paper', 'case.open:paper', {
      ...paper,
      'text.note': '保留的备注',
      ...typed,
    });
    const page = await answer.clone().text();
    expect(await refusal(answer)).toMatch(said);
    expect(page).toContain('value="保留的备注"');
  });

  it('has no page for a procedure that is none', async () => {
    const office = await ownOffice();
    expect((await office.get('/cases/new/nothing')).status).toBe(404);
  });
});

describe('a case', () => {
  it('shows which step is open, what must come first and by which clause', async () => {
    const office = await opened();
    const page = await office.page(here);
    expect(page).toMatch(/id="step-draft">[\s\S]*?○ 可办/);
    expect(page).toMatch(/id="step-seal">[\s\S]*?须先办：签发/);
    expect(page).toContain('《工作规则》第六十条');
    expect(page).toMatch(/不涉及的环节（1项）[\s\S]*备案。/);
    expect(page).not.toContain('id="step.do:sx-1#seal"');
  });

  it('goes from step to step to its end', async () => {
    const office = await opened();
    await done(await office.submit(here, 'step.do:sx-1#draft', draft));
    await done(await office.submit(here, 'step.do:sx-1#co-sign/finance', { by: 'finance', outcome: '同意' }));
    await done(
      await office.submit(here, 'step.do:sx-1#format', {
        by: 'office',
        'check.用纸': 'yes',
        'check.份数': 'yes',
      }),
    );
    const waiting = await office.page(here);
    expect(waiting).toMatch(/id="step-sign">[\s\S]*?呈批中/);
    expect(waiting.slice(waiting.indexOf('id="step-sign"'), waiting.indexOf('id="step-seal"'))).not.toMatch(
      /还有|已过/,
    );
    await done(
      await office.submit(here, 'step.do:sx-1#sign', {
        by: 'mayor',
        source: '纸质',
        keyedBy: 'office.liaison',
        outcome: '同意',
        opinion: '同意印发',
      }),
    );
    const keyed = await office.page(here);
    expect(keyed).toContain('△ 代录待复核');
    expect(keyed).toContain('区长（纸质，');
    await done(await office.submit(here, 'step.confirm:sx-1#sign', { by: 'office-director' }));
    await done(await office.submit(here, 'step.do:sx-1#seal', { by: 'office' }));
    const page = await office.page(here);
    expect(page).toContain('程序事项，编号sx-1，已办结。');
    expect(page).toContain('意见：同意印发');
    expect(await office.page(`${here}/sheet`)).toMatch(/办理单[\s\S]*同意；同意印发/);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'without the evidence that the clause wants',
      { by: 'office', evidence: '' },
      /须附佐证材料：《工作规则》第五十八条/,
    ],
    ['by somebody who may not', { by: 'mayor', evidence: '稿' }, /“起草”应由.*办理/],
    ['before it can have happened', { ...draft, happenedAt: '2027-01-01T09:00' }, /晚于登记时间/],
    ['for another without saying who keyed it', { ...draft, source: '电话' }, /请填写“登记人”/],
  ])('a step is refused %s, beside the form', async (_caption, typed, said) => {
    const office = await opened();
    const answer = await office.submit(here, 'step.do:sx-1#draft', { opinion: '保留的意见', ...typed });
    const page = await answer.clone().text();
    expect(await refusal(answer)).toMatch(said);
    expect(page).toContain('value="保留的意见"');
  });

  it('a step out of order is refused with the clause, whoever posts it', async () => {
    const office = await opened();
    const form = { form: 'step.do:sx-1#draft', verb: 'step.do', command: 'command-out-of-order', back: here };
    const answer = await office.post('/acts', { ...form, id: 'sx-1', step: 'seal', by: 'office' });
    expect(await refusal(answer)).toMatch(/“用印”须在“签发”完成之后办理：《工作规则》第六十条/);
  });

  it('an opinion against it keeps the gate shut; a step may be left out with a reason; a return opens again', async () => {
    const office = await opened();
    await done(await office.submit(here, 'step.do:sx-1#draft', draft));
    await done(
      await office.submit(here, 'step.do:sx-1#co-sign/finance', { by: 'finance', outcome: '不同意' }),
    );
    expect(await office.page(here)).toMatch(/id="step-format">[\s\S]*?须先办：会签（区财政局）/);
    await done(await office.submit(here, 'step.do:sx-1#co-sign/finance', { by: 'finance', outcome: '同意' }));
    await done(await office.submit(here, 'step.return:sx-1#format', { by: 'office', why: '文种不当' }));
    expect(await office.page(here)).toMatch(/id="step-draft">[\s\S]*?文种不当/);
    await done(await office.submit(here, 'step.do:sx-1#draft', draft));
    await done(await office.submit(here, 'step.do:sx-1#co-sign/finance', { by: 'finance', outcome: '同意' }));
    await done(await office.submit(here, 'step.waive:sx-1#format', { by: 'office', why: '例行函件' }));
    expect(await office.page(here)).toMatch(/免办[\s\S]*免办理由：例行函件/);
  });

  it('is amended, given one more part, and taken back', async () => {
    const office = await opened();
    await done(await office.submit(here, 'case.amend:sx-1', { 'choice.series': '函', why: '文种更正' }));
    expect(await office.page(here)).toContain('id="step-file"');
    expect(await refusal(await office.submit(here, 'case.amend:sx-1', { why: '无' }))).toMatch(
      /请填写要补充或者更正/,
    );
    await done(await office.submit(here, 'case.part:sx-1#signer', { 'part-unit.signer.1': 'finance' }));
    expect(await office.page(here)).toContain('id="step-co-sign/finance-2"');
    await done(await office.submit(here, 'case.withdraw:sx-1', { why: '不再印发' }));
    const page = await office.page(here);
    expect(page).toContain('已撤回');
    expect(page).not.toContain('id="step.do:');
  });

  it('its duties are done at the step', async () => {
    const office = await opened();
    await done(await office.submit(here, 'step.do:sx-1#draft', draft));
    await office.until('2026-11-23T10:01:00+08:00');
    const page = await office.page('/');
    expect(page).toContain('会签反馈');
    expect(page).toContain('href="/matters/sx-1#step-co-sign%2Ffinance"');
  });
});
