/** Calls, slips, inboxes and dead letters on the pages. */
import { describe, expect, it } from 'vitest';
import { callList, oneDuty } from '../../shared/app/views.ts';
import { done, refusal } from './answers.ts';
import { demoOffice, type Office } from './office.ts';

/** A meeting for which town-3, which has a telephone and nothing else, owes papers. */
async function withCalls(): Promise<Office> {
  const office = await demoOffice();
  const command = {
    commandId: 'm9',
    do: 'meeting.schedule',
    id: 'm9',
    kind: 'executive',
    start: '2026-12-02T09:00:00+08:00',
    items: [{ id: 'i1', unit: 'town-3', title: '人居环境整治' }],
  };
  await office.post('/api/commands', JSON.stringify(command));
  await office.until('2026-11-23T10:20:00+08:00');
  return office;
}

async function firstCall({ engine }: Office): Promise<string> {
  const call = (await callList(engine.store, 'demo')).find(({ facts }) => facts.duty.startsWith('m9/'));
  if (!call) throw new Error('nobody is to be called');
  return call.facts.id;
}

describe('the call list', () => {
  it('says whom to call, by what number and what to say, and that the call is still to be made', async () => {
    const office = await withCalls();
    const page = await office.page('/calls');
    expect(page).toContain('尹例明');
    expect(page).toContain('000-00001091');
    expect(page).toContain('□已接　□未接');
    expect(await office.page('/notices')).toContain('待拨打');
  });

  it('loses what was answered; 已报送 is asked about on 待核对', async () => {
    const office = await withCalls();
    const id = await firstCall(office);
    const key = `call.record:${id}/town-3.liaison`;
    const answer = { answered: '已接', keyedBy: 'office.liaison', said: '已报送' };
    await done(await office.submit('/calls', key, answer));
    await office.until('2026-11-23T10:21:00+08:00');
    expect(await office.page('/calls')).not.toContain(id);
    expect(await office.page('/notices')).toContain('已签收');
    const duty = id.split('~')[2] ?? '';
    expect((await oneDuty(office.engine.store, 'demo', duty))?.status).toBe('submitted');
    await done(await office.submit(`/duties/${duty}`, `duty.accept:${duty}`));
    expect((await oneDuty(office.engine.store, 'demo', duty))?.status).toBe('settled');
  });

  it('asks whether anybody answered', async () => {
    const office = await withCalls();
    const key = `call.record:${await firstCall(office)}/town-3.liaison`;
    expect(await refusal(await office.submit('/calls', key, { keyedBy: 'office.liaison' }))).toBe(
      '请填写“是否接通”。',
    );
  });
});

describe('the inbox', () => {
  it('shows what was sent to a post, and takes its signature', async () => {
    const office = await withCalls();
    const path = '/inbox?of=post%3Atown-3.liaison';
    const id = await firstCall(office);
    expect(await office.page(path)).toContain('待拨打');
    const signed = { source: '口头', keyedBy: 'office.liaison' };
    await done(await office.submit(path, `notice.sign:${id}/town-3.liaison`, signed));
    expect(await office.page(path)).toContain('口头，尹例明，区政府办公室秘书科代为登记');
  });

  it('mutes with a reason and an end, says so, and takes it back', async () => {
    const office = await demoOffice();
    const path = '/inbox?of=person%3Ap-town-3-liaison';
    const asked = { until: '2026-12-01T18:00', why: '集中迎检', keyedBy: 'office.liaison' };
    await done(await office.submit(path, 'notice.mute:person:p-town-3-liaison', asked));
    const page = await office.page('/inbox');
    expect(page).toContain('集中迎检');
    const [, id = ''] = /notice\.unmute:([\w-]+)/.exec(page) ?? [];
    await done(await office.submit('/inbox', `notice.unmute:${id}`));
    expect(await office.page('/inbox')).toContain('没有静音申请。');
  });
});

it('a page without slips says so', async () => {
  expect(await (await demoOffice()).page('/slips')).toContain('没有待送达的纸质件。');
});
