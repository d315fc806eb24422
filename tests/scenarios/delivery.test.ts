/** Providers that are down, throttle, hang or forget: nothing is lost, nobody is flooded, and the record says how it was. */
import { describe, expect, it } from 'vitest';
import { beat } from '../../shared/app/heartbeat.ts';
import { noticeOf } from '../../shared/app/rows.ts';
import { addSeconds, type Instant, secondsBetween } from '../../shared/domain/time/instant.ts';
import type { Channel } from '../../shared/ports/channel.ts';
import { directoryOf, MORNING, stage } from '../support/delivery-stage.ts';
import {
  DOWN,
  type Mood,
  type MoodyChannel,
  moodyChannel,
  mostWithin,
  SENT,
} from '../support/moody-channel.ts';
import { ledgerOf, rowsOf, said } from '../support/office.ts';

function robot(mood: Mood): MoodyChannel {
  return moodyChannel('wecom-robot', mood, { keyOf: () => 'one', paces: [{ count: 20, seconds: 60 }] });
}

function downBetween(from: Instant, to: Instant, mood: Mood = () => SENT): Mood {
  return (message, before) => (message.at >= from && message.at < to ? DOWN : mood(message, before));
}

function perPerson(channel: MoodyChannel): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { person } of channel.delivered) counts.set(person, (counts.get(person) ?? 0) + 1);
  return counts;
}

describe('a provider in trouble', () => {
  it('down for two hours: everybody is told once, afterwards and within the limits, and it shows as late', async () => {
    const back = addSeconds(MORNING, 2 * 3600);
    const channel = robot(downBetween(MORNING, back));
    const office = await stage(directoryOf(60, ['wecom-robot']), [channel]);
    await office.notify(60);
    await office.until(addSeconds(MORNING, 4 * 3600));

    expect(perPerson(channel).size).toBe(60);
    expect([...perPerson(channel).values()]).toEqual(Array(60).fill(1));
    expect(
      mostWithin(
        60,
        channel.delivered.map(({ at }) => at),
      ),
    ).toBeLessThanOrEqual(20);
    // A dead provider is asked with single messages, at most every five minutes after the first few.
    const inVain = channel.tried.filter(({ at }) => at < back);
    expect(inVain.length).toBeLessThanOrEqual(60);
    for (const { state } of await office.notices()) {
      expect(state.status).toBe('sent');
      const late = state.status === 'sent' ? state.copies[0]?.lateSeconds : 0;
      expect(late).toBeGreaterThanOrEqual(2 * 3600);
    }
  });

  it('several notices for one person that waited for the provider come as one message', async () => {
    const channel = robot(downBetween(MORNING, addSeconds(MORNING, 2 * 3600)));
    const office = await stage(directoryOf(1, ['wecom-robot']), [channel]);
    for (let minute = 0; minute < 100; minute += 10)
      await office.notify(1, { intendedAt: addSeconds(MORNING, minute * 60), rung: `note-${minute}` });
    await office.until(addSeconds(MORNING, 4 * 3600));
    expect(channel.delivered.length).toBeLessThanOrEqual(3);
    expect(new Set((await office.notices()).map(({ state }) => state.status))).toEqual(
      new Set(['sent', 'merged']),
    );
  });

  it('storms of 429: the provider’s own waiting time is kept', async () => {
    const throttled: Mood = (message, before) => {
      const lately = before.filter(({ at }) => secondsBetween(at, message.at) < 60);
      return lately.length < 10
        ? SENT
        : { outcome: 'retry', reason: '接口调用超过限制', down: true, after: 600 };
    };
    const channel = robot(throttled);
    const office = await stage(directoryOf(40, ['wecom-robot']), [channel]);
    await office.notify(40);
    await office.until(addSeconds(MORNING, 6 * 3600));
    expect(channel.delivered).toHaveLength(40);
    const refused = channel.tried.filter((message) => !channel.delivered.includes(message));
    for (const { at } of refused) {
      const next = channel.tried.find((message) => message.at > at);
      if (next) expect(secondsBetween(at, next.at)).toBeGreaterThanOrEqual(600);
    }
  });

  it('an answer that never came is tried again under the same key, and the record says it may be a repeat', async () => {
    const hangs: Mood = (_message, before) =>
      before.length === 0 ? { outcome: 'retry', reason: '超过10秒未答复', unsure: true } : SENT;
    const channel = moodyChannel('wecom-app', hangs);
    const office = await stage(directoryOf(1, ['wecom-app']), [channel]);
    await office.notify(1);
    await office.until(addSeconds(MORNING, 3600));
    expect(new Set(channel.tried.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    const [notice] = await office.notices();
    expect(notice?.state).toMatchObject({ status: 'sent', copies: [{ mayRepeat: true, reference: 'ref' }] });
  });

  it('whoever claimed it died: it goes out after the lease, marked as a possible repeat', async () => {
    const channel = moodyChannel('wecom-app', () => SENT);
    const dying: Channel = { ...channel, send: () => Promise.reject(new Error('killed')) };
    const office = await stage(directoryOf(1, ['wecom-app']), [dying]);
    await office.notify(1);
    const killed = await beat(office.engine, MORNING, 100, 'deliveries');
    expect(killed.faults).toHaveLength(1);
    Object.assign(dying, { send: channel.send });
    await office.until(addSeconds(MORNING, 600));
    const [notice] = await office.notices();
    expect(notice?.state).toMatchObject({ status: 'sent', copies: [{ mayRepeat: true }] });
  });
});

describe('1,300 recipients of one notice', () => {
  it('go out within the limits of the provider, the emergency that comes in between before all others', async () => {
    const channel = moodyChannel('wecom-app', () => SENT, {
      keyOf: () => 'app',
      paces: [{ count: 200, seconds: 60 }],
    });
    const office = await stage(directoryOf(1300, ['wecom-app'], ['liaison']), [channel]);
    await office.notify(1300);
    const alarm = addSeconds(MORNING, 125);
    await office.notify(20, { clock: 'E', intendedAt: alarm, rung: 'alarm', createdAt: alarm });
    await office.until(addSeconds(MORNING, 2 * 3600));

    expect(channel.delivered).toHaveLength(1320);
    expect(
      mostWithin(
        60,
        channel.delivered.map(({ at }) => at),
      ),
    ).toBeLessThanOrEqual(200);
    const urgent = channel.delivered.filter((message) => message.urgent);
    expect(urgent.map(({ at }) => at)).toEqual(Array(20).fill(alarm));
    const last = channel.delivered.at(-1)?.at ?? MORNING;
    expect(secondsBetween(MORNING, last)).toBeLessThanOrEqual(12 * 60);
  });
});

describe('when a channel is given up', () => {
  it('an emergency does not wait for a provider that does not answer: the next channel has it at once', async () => {
    const wecom = moodyChannel('wecom-app', () => DOWN, {
      keyOf: () => 'app',
      paces: [{ count: 200, seconds: 60 }],
    });
    const sms = moodyChannel('sms', () => SENT);
    const office = await stage(directoryOf(3, ['wecom-app', 'sms']), [wecom, sms]);
    await office.notify(3, { clock: 'E', rung: 'alarm' });
    await office.until(addSeconds(MORNING, 120));
    expect(sms.delivered).toHaveLength(3);
  });

  it('after a day the next channel follows, then the next person, and the office is told', async () => {
    const wecom = moodyChannel('wecom-app', ({ person }) => (person === 'u0000-liaison' ? DOWN : SENT));
    const sms = moodyChannel('sms', () => ({ outcome: 'failed', reason: '号码不存在' }));
    const office = await stage(directoryOf(1, ['wecom-app', 'sms']), [wecom, sms]);
    await office.notify(1);
    await office.until(addSeconds(MORNING, 60 * 3600));
    const [notice] = await office.notices();
    expect(notice?.state).toMatchObject({
      status: 'sent',
      copies: [{ person: 'u0000-principal', channel: 'wecom-app' }],
      passedOver: ['u0000.liaison'],
    });
    const handed = (await ledgerOf(office.engine.store)).filter(({ type }) => type === 'notice.handed-on');
    expect(handed.map((entry) => said(entry).reason)).toEqual(['对方系统无应答', '号码不存在']);
    const told = (await rowsOf(office.engine.store, 'notice')).map(noticeOf);
    const toOffice = told.filter(({ facts }) => facts.post === 'office.liaison');
    expect(toOffice).toMatchObject([{ facts: { template: 'reach.passed-over' }, state: { status: 'sent' } }]);
  });
});
