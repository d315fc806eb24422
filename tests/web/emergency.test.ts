/** An emergency through the pages: reported, called, reported upward, and handed over to the next watch. */
import { describe, expect, it } from 'vitest';
import { main } from '../../local/cli.ts';
import { sayWatchList, watchList } from '../../shared/app/duty-room.ts';
import { oneDuty } from '../../shared/app/views.ts';
import { demoOffice, type Office } from './office.ts';

const report = {
  id: 'sj-9',
  title: '某镇民房火灾',
  severity: '较大',
  lead: 'emergency',
  emergency: 'yes',
  source: 'town-1',
  cause: 'fire',
  occurredAt: '2026-11-23T09:30',
  phoneAt: '2026-11-23T09:45',
};

async function reported(): Promise<Office> {
  const office = await demoOffice();
  const answer = await office.submit('/events/new', 'event.report:new', report);
  expect(answer.headers.get('location')).toBe('/matters/sj-9?said=done');
  return office;
}

const verdictOf = async (office: Office, id: string) => {
  const duty = await oneDuty(office.engine.store, 'demo', id);
  return duty?.status === 'settled' ? duty.judgement.verdict : duty?.status;
};

describe('an emergency', () => {
  it('is received when the unit called, and the leaders who must be told head the call list', async () => {
    const office = await reported();
    const page = await office.page('/matters/sj-9');
    expect(page).toContain('电话首报');
    expect(await verdictOf(office, 'sj-9/D79-2/phone')).toBe('on-time');
    const called = { instruction: '全力救治' };
    await office.submit('/matters/sj-9', 'event.call:sj-9#office-director#yes', called);
    expect(await verdictOf(office, 'sj-9/D79-4/office-director')).toBe('after-node');
    expect(await office.page('/matters/sj-9')).toContain('全力救治');
  });

  it('is reported upward by people, by law if need be', async () => {
    const office = await reported();
    const refused = await office.submit('/matters/sj-9', 'event.upward:sj-9', { to: 'city', basis: 'law' });
    expect(await refused.text()).toContain('请填写“上报件文号”。');
    await office.submit('/matters/sj-9', 'event.upward:sj-9', { to: 'city', number: '值1号', basis: 'law' });
    expect(await verdictOf(office, 'sj-9/D79-5/city')).toBe('on-time');
    expect(await verdictOf(office, 'sj-9/D79-5/party-committee')).toBe('open');
    expect(await office.page('/matters/sj-9')).toContain('依法先行报告');
  });

  it('is signed for when the watch changes', async () => {
    const office = await reported();
    const names = { from: '甲班', to: '乙班' };
    const refused = await office.submit('/duty-room', 'duty-room.handover:watch', names);
    expect(await refused.text()).toContain('接班人尚未签收未结事件sj-9，不能完成交接。');
    const done = await office.submit('/duty-room', 'duty-room.handover:watch', {
      ...names,
      'sign-sj-9': 'yes',
    });
    expect(done.status).toBe(303);
    expect(await office.page('/duty-room')).toContain('乙班');
    expect(await verdictOf(office, 'sj-9/D79-1/watch/1')).toBe('on-time');
  });

  it('is on the list that is printed', async () => {
    const office = await reported();
    const { engine } = office;
    const district = await engine.districts.open('demo');
    const said = sayWatchList(
      await watchList(engine.store, district, office.now()),
      district.zone,
      (one) => one,
    );
    expect(said).toContain('1. 事件sj-9（较大）　11月23日09:45接报');
    expect(said).toContain('尚未上报：区委、市政府');
    expect(said).not.toContain('民房');
  });
});

it.each([
  [['duty-room'], 'expected handover'],
  [['duty-room', 'handover', '--from', '甲班'], 'belong together'],
])('duban %j is refused in one line', async (args, message) => {
  const said: string[] = [];
  const code = await main(args, { out: () => undefined, err: (text) => said.push(text) });
  expect([code, said]).toEqual([2, [expect.stringContaining(message)]]);
});
