/** The pages of the directory, of absences with their consents, and the hand-over list. */
import { describe, expect, it } from 'vitest';
import { demoOffice, type Office } from './office.ts';

async function done(office: Office, path: string, form: string, typed: Record<string, string> = {}) {
  const answer = await office.submit(path, form, typed);
  expect(await answer.text()).toBe('');
  expect(answer.status).toBe(303);
}

async function refusal(answer: Response): Promise<string> {
  expect(answer.status).toBe(422);
  return /<p class="refusal" role="alert">([^<]*)/.exec(await answer.text())?.[1] ?? '';
}

const trip = {
  post: 'housing.principal',
  from: '2026-11-25T08:00',
  to: '2026-11-26T18:00',
  reason: '出差',
  destination: '省住建厅',
};

describe('通讯录', () => {
  it('shows who holds which post and what the check finds', async () => {
    const office = await demoOffice();
    const page = await office.page('/directory');
    expect(page).toContain('区住房和城乡建设局');
    expect(page).toContain('霍例信');
    expect(page).toContain('/directory/handover/housing.liaison');
    expect(page).not.toMatch(/undefined|\[object|null/);
  });

  it('keys a new holder, a vacancy, a person and a merger', async () => {
    const office = await demoOffice();
    await done(office, '/directory', 'directory.person:new', {
      person: 'p-new',
      name: '高示远',
      phone: '000-1',
      channels: 'inbox、mail a@example.cn',
    });
    await done(office, '/directory', 'directory.appoint:new', { post: 'housing.liaison', person: 'p-new' });
    await done(office, '/directory', 'directory.vacate:new', { post: 'water.liaison', why: '调离' });
    await done(office, '/directory', 'directory.successor:new', {
      unit: 'culture',
      successor: 'education',
      from: '2026-11-01',
    });
    const page = await office.page('/directory');
    expect(page).toContain('高示远（2026年11月23日起）');
    expect(page).toContain('站内收件箱、电子邮件');
    expect(page).toContain('职务“区水利局联络员”暂缺');
    expect(page).toContain('自2026年11月1日起，职责由区教育局承担。');
  });

  it('keys a leader’s wish for a daily digest, and says who gets one', async () => {
    const office = await demoOffice();
    expect(await office.page('/directory')).toContain('每日汇总：尚无区领导提出，不发送。');
    const wish = { by: 'vice-mayor-1', source: '电话', keyedBy: 'office.liaison' };
    await done(office, '/directory', 'digest.request:new', { ...wish, on: 'yes' });
    expect(await office.page('/directory')).toContain('经联络员呈副区长（城乡建设）');
    const again = await office.submit('/directory', 'digest.request:new', { ...wish, on: 'yes' });
    expect(await refusal(again)).toContain('已在接收每日汇总');
    await done(office, '/directory', 'digest.request:new', { ...wish, on: 'no' });
    expect(await office.page('/directory')).toContain('尚无区领导提出');
  });

  it('refuses what does not go together, beside the form', async () => {
    const office = await demoOffice();
    const typed = { unit: 'culture', successor: 'culture', from: '2026-11-01' };
    expect(await refusal(await office.submit('/directory', 'directory.successor:new', typed))).toContain(
      '或为其本身',
    );
  });
});

describe('交接清单', () => {
  it('prints what a post has open', async () => {
    const office = await demoOffice();
    const page = await office.page('/directory/handover/transport.liaison');
    expect(page).toContain('区交通运输局联络员应办事项交接清单');
    expect(page).toContain('农村公路建设计划');
    expect(page).toContain('移交人');
    expect((await office.get('/directory/handover/moon.liaison')).status).toBe(404);
  });
});

describe('外出请假', () => {
  it('goes through two consents, one keyed on behalf, to filing and return', async () => {
    const office = await demoOffice();
    await done(office, '/absences', 'absence.request:new', trip);
    const id = /id="absence\.approve:([^"]+)"/.exec(await office.page('/absences'))?.[1] ?? '';
    await done(office, '/absences', `absence.approve:${id}`, { by: 'vice-mayor-1' });
    await done(office, '/absences', `absence.approve:${id}`, {
      by: 'mayor',
      source: '电话',
      keyedBy: 'office.liaison',
    });
    expect(await office.page('/absences')).toContain('电话，待他人核对');
    expect(
      await refusal(await office.submit('/absences', `absence.confirm:${id}`, { by: 'office.liaison' })),
    ).toContain('登记人以外的人');
    await done(office, '/absences', `absence.confirm:${id}`, { by: 'office.deputy' });
    await done(office, '/absences', `absence.file:${id}`, { number: '备〔2026〕15号' });
    const page = await office.page('/absences');
    expect(page).toContain('出差（省住建厅）');
    expect(page).toContain('备〔2026〕15号');
    await done(office, '/absences', `absence.end:${id}`);
  });

  it('is refused, or taken back', async () => {
    const office = await demoOffice();
    await done(office, '/absences', 'absence.request:new', trip);
    const id = /id="absence\.approve:([^"]+)"/.exec(await office.page('/absences'))?.[1] ?? '';
    await done(office, '/absences', `absence.refuse:${id}`, { by: 'mayor', why: '有会' });
    expect(await office.page('/absences')).not.toContain('待批准');
  });

  it('asks for both who lets a pair go and why', async () => {
    const office = await demoOffice();
    const typed = { ...trip, post: 'vice-mayor-1', overrideBy: 'executive-vice-mayor' };
    expect(await refusal(await office.submit('/absences', 'absence.request:new', typed))).toContain(
      '请填写“理由”',
    );
  });

  it('keeps where leaders are', async () => {
    const office = await demoOffice();
    await done(office, '/absences', 'whereabouts.set:new', {
      post: 'mayor',
      note: '乘机赴省城',
      unreachable: 'yes',
    });
    expect(await office.page('/absences')).toContain(
      '区长：乘机赴省城，暂时无法联系，至11月24日（星期二）00:00',
    );
  });
});
