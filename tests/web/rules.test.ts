/** The 规则 page: confirming, releasing and putting in shadow, and the local documents of the calendar page. */
import { describe, expect, it } from 'vitest';
import { oneDuty } from '../../shared/app/views.ts';
import { demoOffice, type Office } from './office.ts';

const PAPERS = 'D52-07';

async function done(answer: Response): Promise<void> {
  const said = answer.status === 303 ? '' : await answer.text();
  expect([answer.status, /<p class="refusal" role="alert">(.*?)<\/p>/.exec(said)?.[1]]).toEqual([
    303,
    undefined,
  ]);
}

async function ledger(office: Office): Promise<string[]> {
  const entries = await office.engine.store.ledger({ district: 'demo', matter: '_district' });
  return entries.map(({ type }) => type).filter((type) => /^(rule|calendar)\./.test(type));
}

describe('the 规则核定表', () => {
  it('has every rule with its clause, readings and state', async () => {
    const office = await demoOffice();
    const page = await office.page('/rules');
    const { chosenRules } = await office.engine.districts.open('demo');
    for (const { id } of chosenRules) expect(page).toContain(`id="${id}"`);
    expect(page).toContain('前一个工作日下班前');
    expect(page).toContain('未核定');
    expect(await office.page('/')).not.toContain('条规则在试运行');
  });

  it('an answer is keyed for 办公室主任, and ends what is open when the rule is not in force', async () => {
    const office = await demoOffice();
    await done(await office.submit('/rules', `rule.confirm:${PAPERS}`, { inForce: 'no', source: '纸质' }));
    await office.until('2026-11-23T10:00:10+08:00');
    const page = await office.page('/rules');
    expect(page).toContain('核定不施行');
    expect(page).toContain(`id="${PAPERS}"`);
    const duty = await oneDuty(office.engine.store, 'demo', 'cw-16/D52-07/2');
    expect(duty?.status === 'settled' ? duty.judgement : duty?.status).toMatchObject({
      verdict: 'not-applicable',
      reason: '经规则核定，本条不施行',
    });
    expect(await ledger(office)).toEqual(['rule.confirmed']);
  });

  it('a rule goes into shadow and out again; every page says so meanwhile', async () => {
    const office = await demoOffice();
    await done(await office.submit('/rules', `rule.shadow:${PAPERS}`, { why: '表述待核' }));
    expect(await office.page('/')).toContain('有1条规则在试运行：提醒仅发办公室（拟发），不对外发出。');
    await done(await office.submit('/rules', `rule.release:${PAPERS}`));
    expect(await office.page('/')).not.toContain('条规则在试运行');
    expect(await ledger(office)).toEqual(['rule.shadowed', 'rule.released']);
  });

  it('everything is released at once', async () => {
    const office = await demoOffice();
    await done(await office.submit('/rules', `rule.shadow:${PAPERS}`, { why: '表述待核' }));
    await done(await office.submit('/rules', 'rule.shadow:D52-08', { why: '表述待核' }));
    await done(await office.submit('/rules', 'rule.release:all'));
    expect(await office.page('/rules')).toContain('试运行0条');
  });

  it('notices of a rule in shadow are marked 拟发', async () => {
    const office = await demoOffice();
    await done(await office.submit('/rules', `rule.shadow:${PAPERS}`, { why: '表述待核' }));
    await office.until('2026-11-26T20:00:00+08:00');
    const page = await office.page('/notices');
    expect(page).toContain('【拟发】');
    expect(page).toContain('<span class="mark">拟发</span>');
  });
});

describe('a local document', () => {
  const storm = { document: '示区府办发〔2026〕12号', day: '2026-11-25', what: 'off', why: '停课停工' };

  it('is registered for a stretch of days, listed, and moves what is open', async () => {
    const office = await demoOffice();
    await done(await office.submit('/calendar', 'calendar.overlay:new', { ...storm, lastDay: '2026-11-26' }));
    const page = await office.page('/calendar');
    expect(page).toContain('示区府办发〔2026〕12号');
    expect(page).toContain('2026年11月26日（星期四）不上班：停课停工');
    expect(page).toContain('title="停课停工（示区府办发〔2026〕12号）"');
    expect(await ledger(office)).toEqual(['calendar.overlaid']);
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'a day that does not exist',
      { day: '2026-02-30' },
      '“日期”不是有效的日期，请按“2026-03-18”的形式填写。',
    ],
    ['an end before the beginning', { lastDay: '2026-11-20' }, '止日应在起日之后，最多31日。'],
    ['no number', { document: '' }, '请填写“文号”。'],
  ])('is refused with %s', async (_caption, change, said) => {
    const office = await demoOffice();
    const answer = await office.submit('/calendar', 'calendar.overlay:new', { ...storm, ...change });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(said);
  });
});
