/** What became of a message: signed for, called, served, reported by a provider; receipt is not completion. */
import { describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import type { Installation } from '../../shared/app/installation.ts';
import { hasSigned } from '../../shared/domain/duties/signed.ts';
import type { Directory } from '../../shared/domain/routing/directory.ts';
import type { Channel } from '../../shared/ports/channel.ts';
import { RunningOffice, refusalOf } from '../support/messages.ts';
import {
  chinaTime,
  demoDirectory,
  engineOn,
  freshOffice,
  ledgerOf,
  said,
  setUpDemo,
} from '../support/office.ts';

const BEGIN = chinaTime('2026-03-10 08:00');
const CALLED = 'm1/D52-07/i1';
const WRITTEN = 'm1/D52-07/i2';

const meeting = {
  id: 'm1',
  kind: 'executive',
  start: '2026-03-18T09:00:00+08:00',
  items: [
    // town-3 has a telephone and nothing else.
    { id: 'i1', unit: 'town-3', title: '人居环境整治' },
    { id: 'i2', unit: 'housing', title: '老旧小区改造' },
  ],
};

/** A meeting whose papers were asked for on the afternoon of the 11th. */
async function asked(ports: Partial<Installation> = {}, directory?: Directory): Promise<RunningOffice> {
  const engine = engineOn({ store: openSqliteStore({ file: ':memory:' }), ...ports });
  await setUpDemo(engine, BEGIN, directory ? { directory } : {});
  const office = new RunningOffice(engine, BEGIN);
  await office.until('2026-03-11 14:00');
  await office.act('meeting.schedule', meeting);
  await office.until('2026-03-11 14:10');
  return office;
}

describe('a signature (签收)', () => {
  test('stands on the message and with every duty it spoke of; the clock runs on', async () => {
    const office = await asked();
    const { name, copy } = await office.message(WRITTEN, 'housing.liaison', 'start');
    expect(await office.act('notice.sign', { notice: name, by: copy.person })).toEqual({ outcome: 'done' });
    const signed = await office.message(WRITTEN, 'housing.liaison', 'start');
    expect(signed.copy.receipt).toMatchObject({ state: 'signed', by: 'p-housing-liaison', for: null });
    const duty = await office.duty(WRITTEN);
    expect([hasSigned(duty, copy.person), hasSigned(duty, 'p-housing-principal')]).toEqual([true, false]);
    await office.until('2026-03-17 17:40');
    expect((await office.duty(WRITTEN)).progress.overdueAt).not.toBeNull();
  });

  test('keyed for somebody names both, and how it became known', async () => {
    const office = await asked();
    const { name, copy } = await office.message(WRITTEN, 'housing.liaison', 'start');
    const keyed = {
      notice: name,
      by: 'office.liaison',
      for: copy.person,
      source: '电话',
      scan: '登记簿第3页',
    };
    await office.act('notice.sign', keyed);
    const entries = await ledgerOf(office.engine.store);
    expect(entries.filter(({ type }) => type === 'notice.signed').map(said)).toMatchObject([
      { by: 'office.liaison', for: 'p-housing-liaison', source: '电话', scan: '登记簿第3页' },
    ]);
    expect(entries.filter(({ type }) => type === 'duty.acknowledged').map(said)).toMatchObject([
      { by: 'office.liaison', signer: 'p-housing-liaison', source: '电话' },
    ]);
  });

  test('of somebody else, of nobody’s message, of one to come, and a second one are refused', async () => {
    const office = await asked();
    const { name, copy } = await office.message(WRITTEN, 'housing.liaison', 'start');
    const refusals = [
      await office.act('notice.sign', { notice: name, by: 'town-1.liaison' }),
      await office.act('notice.sign', { notice: 'no-such-notice', by: copy.person }),
      await office.act('notice.sign', {
        notice: name,
        by: copy.person,
        happenedAt: '2026-03-12T09:00:00+08:00',
      }),
      await office.act('notice.sign', { notice: name, by: copy.person }),
      await office.act('notice.sign', { notice: name, by: copy.person }),
    ];
    expect(refusals.map(refusalOf)).toEqual([
      '该消息发给区住建局联络员，请由本人签收，或注明代谁登记',
      '没有这条消息',
      '登记的时间尚未到来，请核对',
      null,
      '该消息已签收，无须重复登记',
    ]);
  });
});

describe('a call (电话记录)', () => {
  test('that was answered is a signature; 已报送 on the telephone goes to 待核对 and no further', async () => {
    const office = await asked();
    const { name } = await office.message(CALLED, 'town-3.liaison', 'start');
    const outcome = {
      notice: name,
      by: 'office.liaison',
      answered: true,
      spokeWith: '尹例明',
      said: '已报送',
    };
    await office.act('call.record', outcome);
    expect((await office.message(CALLED, 'town-3.liaison', 'start')).copy.receipt).toMatchObject({
      state: 'signed',
      by: 'office.liaison',
      for: '尹例明',
      source: '电话',
      note: '称已报送',
    });
    expect((await office.duty(CALLED)).status).toBe('submitted');
    await office.act('duty.accept', { duty: CALLED, by: 'office' });
    expect(await office.duty(CALLED)).toMatchObject({ status: 'settled', judgement: { verdict: 'on-time' } });
  });

  test('by which nothing was handed in is given back, and the ladder goes on', async () => {
    const office = await asked();
    const { name } = await office.message(CALLED, 'town-3.liaison', 'start');
    await office.act('call.record', { notice: name, by: 'office', answered: true, said: '已报送' });
    await office.act('duty.return', { duty: CALLED, by: 'office', why: '经核对未收到' });
    await office.until('2026-03-17 17:40');
    expect(await office.duty(CALLED)).toMatchObject({
      status: 'open',
      progress: { overdueAt: expect.anything() },
    });
  });

  test('that nobody answered goes to the next person at once', async () => {
    const office = await asked();
    const { name } = await office.message(CALLED, 'town-3.liaison', 'start');
    await office.act('call.record', { notice: name, by: 'office', answered: false });
    const calls = (await office.sent(CALLED)).map(({ copy }) => [copy.to, copy.channel]);
    expect(calls).toEqual([['town-3.principal', 'phone-record']]);
    expect(refusalOf(await office.act('call.record', { notice: name, by: 'office', answered: true }))).toBe(
      '没有这条消息',
    );
  });

  test('of an emergency goes down the list, and again from the first', async () => {
    const office = await asked();
    await office.act('event.report', {
      id: 'e1',
      title: '民房火灾',
      severity: '一般',
      lead: 'town-3',
      emergency: true,
      occurredAt: '2026-03-11T14:00:00+08:00',
    });
    const called: string[] = [];
    for (let round = 0; round < 5; round++) {
      const [call] = (await office.sent('e1/D79-2/phone')).filter(
        ({ notice }) => notice.facts.rung === 'start',
      );
      if (!call) throw new Error('nobody is to be called');
      called.push(call.copy.to);
      await office.act('call.record', { notice: call.name, by: 'duty-room', answered: false });
    }
    expect(called.slice(0, 2)).toEqual(['town-3.liaison', 'town-3.principal']);
    expect(called.lastIndexOf('town-3.liaison')).toBeGreaterThan(1);
    expect(called.every((post) => post.startsWith('town-3.'))).toBe(true);
    const calls = (await ledgerOf(office.engine.store))
      .filter(({ type }) => type === 'event.called')
      .map(said);
    expect(calls.map(({ post, answered }) => [post, answered])).toEqual(called.map((post) => [post, false]));
  });

  test('is no slip, and a slip is no call', async () => {
    const office = await asked();
    const { name } = await office.message(WRITTEN, 'housing.liaison', 'start');
    const call = await office.act('call.record', { notice: name, by: 'office', answered: true });
    const slip = await office.act('paper.serve', { notice: name, by: 'office', receivedBy: '霍例信' });
    expect([call, slip].map(refusalOf)).toEqual(['该消息不在电话清单中', '该消息不是纸质送达件']);
  });
});

/** The liaison officer of housing with other channels. */
function reachedBy(...channels: string[]): Directory {
  const person = demoDirectory.people.get('p-housing-liaison');
  if (!person) throw new Error('the demonstration has no such person');
  const own = { ...person, channels: channels.map((channel) => ({ channel, address: '000' })) };
  return { ...demoDirectory, people: new Map([...demoDirectory.people, [person.id, own]]) };
}

describe('a slip (纸质送达)', () => {
  test('is signed for by whoever takes it', async () => {
    const office = await asked({}, reachedBy('paper'));
    const { name } = await office.message(WRITTEN, 'housing.liaison', 'start');
    await office.act('paper.serve', { notice: name, by: 'office.liaison', receivedBy: '收发室霍某' });
    const { copy } = await office.message(WRITTEN, 'housing.liaison', 'start');
    expect(copy.receipt).toMatchObject({ state: 'signed', for: '收发室霍某', source: '纸质' });
  });

  test('that cannot be served goes another way', async () => {
    const office = await asked({}, reachedBy('paper', 'inbox'));
    const { name } = await office.message(WRITTEN, 'housing.liaison', 'start');
    await office.act('paper.serve', { notice: name, by: 'office.liaison', why: '办公地址搬迁' });
    const { copy } = await office.message(WRITTEN, 'housing.liaison', 'start');
    expect([copy.channel, copy.receipt]).toEqual(['inbox', undefined]);
  });
});

/** A provider that takes everything. */
function smsOnly(): Partial<Installation> {
  const ports = (name: string): Channel => ({
    name,
    send: (messages) =>
      Promise.resolve(
        messages.map(({ idempotencyKey }) => ({ outcome: 'sent', reference: `r-${idempotencyKey}` })),
      ),
  });
  return { channels: new Map(['sms', 'inbox', 'phone-record', 'paper'].map((name) => [name, ports(name)])) };
}

describe('a provider’s report', () => {
  test('says delivered, read; never less than was known', async () => {
    const office = await asked(smsOnly(), reachedBy('sms', 'inbox'));
    const { name } = await office.message(WRITTEN, 'housing.liaison', 'start');
    const report = (state: string) => office.act('notice.report', { notice: name, state }, 'channel:sms');
    const state = async () => (await office.message(WRITTEN, 'housing.liaison', 'start')).copy.receipt?.state;
    const seen: unknown[] = [];
    for (const one of ['delivered', 'read', 'delivered', 'unreached']) {
      const refused = refusalOf(await report(one));
      seen.push([one, refused === null, await state()]);
    }
    expect(seen).toEqual([
      ['delivered', true, 'delivered'],
      ['read', true, 'read'],
      ['delivered', false, 'read'],
      ['unreached', false, 'read'],
    ]);
  });

  test('of a message that did not arrive sends it by the next channel, with the reason on record', async () => {
    const office = await asked(smsOnly(), reachedBy('sms', 'inbox'));
    const { copy } = await office.message(WRITTEN, 'housing.liaison', 'start');
    const report = { channel: 'sms', reference: copy.reference, state: 'unreached', note: '空号' };
    expect(await office.act('notice.report', report, 'channel:sms')).toEqual({ outcome: 'done' });
    expect((await office.message(WRITTEN, 'housing.liaison', 'start')).copy.channel).toBe('inbox');
    const entries = (await ledgerOf(office.engine.store)).filter(({ type }) => type === 'notice.unreached');
    expect(entries.map(said)).toMatchObject([{ by: 'channel:sms', note: '空号', channel: 'sms' }]);
  });

  test('of another provider’s message is refused', async () => {
    const office = await asked(smsOnly(), reachedBy('sms', 'inbox'));
    const { name } = await office.message(WRITTEN, 'housing.liaison', 'start');
    const outcome = await office.act('notice.report', { notice: name, state: 'read' }, 'channel:wecom');
    expect(refusalOf(outcome)).toBe('该消息不是由此渠道发出');
  });

  test('takes along what had been merged into the message', async () => {
    const two = { ...meeting, items: [...meeting.items, { id: 'i3', unit: 'housing', title: '物业管理' }] };
    const engine = engineOn({ store: openSqliteStore({ file: ':memory:' }), ...smsOnly() });
    await setUpDemo(engine, BEGIN, { directory: reachedBy('sms', 'inbox') });
    const office = new RunningOffice(engine, BEGIN);
    await office.until('2026-03-11 14:00');
    await office.act('meeting.schedule', two);
    await office.until('2026-03-11 14:10');
    const { copy, name } = await office.message(WRITTEN, 'housing.liaison', 'start');
    expect(copy.duties).toEqual([WRITTEN, 'm1/D52-07/i3']);
    await office.act('notice.report', { notice: name, state: 'unreached' }, 'channel:sms');
    await office.until('2026-03-11 14:30');
    const again = await office.message(WRITTEN, 'housing.liaison', 'start');
    expect([again.copy.channel, again.copy.duties]).toEqual(['inbox', [WRITTEN, 'm1/D52-07/i3']]);
  });
});

test('what the office read as 拟发 is not signed for', async () => {
  const engine = await freshOffice(BEGIN);
  await setUpDemo(engine, BEGIN);
  const office = new RunningOffice(engine, BEGIN);
  await office.until('2026-03-11 14:00');
  await office.act('rule.shadow', { rule: '*', by: 'office-director', why: '试运行' });
  await office.act('meeting.schedule', meeting);
  await office.until('2026-03-11 14:10');
  const [draft] = await office.sent(WRITTEN);
  if (!draft) throw new Error('nothing was drafted');
  const outcome = await office.act('notice.sign', { notice: draft.name, by: draft.copy.person });
  expect(refusalOf(outcome)).toBe('拟发件未对外发出，无须登记');
});
