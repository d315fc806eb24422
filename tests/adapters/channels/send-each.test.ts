/** A batch keeps its order and its time, and leaves a provider alone that is down. */
import { describe, expect, it } from 'vitest';
import { sendEach } from '../../../shared/adapters/channels/send-each.ts';
import type { SendOutcome } from '../../../shared/ports/channel.ts';
import { aMessage } from '../../contract/channel.contract.ts';

const SENT: SendOutcome = { outcome: 'sent', reference: null };
const batch = (addresses: readonly string[]) => addresses.map((address) => aMessage({ address }));
const words = (outcomes: readonly SendOutcome[]) => outcomes.map(({ outcome }) => outcome).join(' ');

describe('a batch', () => {
  it('begins nothing once its time is over, and finishes what it has begun', async () => {
    let now = 0;
    const outcomes = await sendEach(
      batch(['a', 'b', 'c', 'd']),
      2000,
      async () => {
        now += 1000;
        return SENT;
      },
      { keyOf: () => 'one', concurrency: 1, elapsed: () => now },
    );
    expect(words(outcomes)).toBe('sent sent later later');
  });

  it('has no more under way at once than it may, and keeps the order', async () => {
    let underWay = 0;
    let most = 0;
    const outcomes = await sendEach(
      batch(['a', 'b', 'c', 'd', 'e', 'f']),
      1000,
      async ({ address }) => {
        most = Math.max(most, ++underWay);
        await new Promise(setImmediate);
        underWay--;
        return { outcome: 'sent', reference: address };
      },
      { keyOf: () => 'one', concurrency: 3 },
    );
    expect(most).toBe(3);
    expect(outcomes.map((one) => one.outcome === 'sent' && one.reference).join('')).toBe('abcdef');
  });

  it('keeps the provider’s short paces between the messages of one key, and leaves the rest for the next round', async () => {
    let now = 0;
    const begun: number[] = [];
    const outcomes = await sendEach(
      batch(['a', 'b', 'c', 'd', 'e']),
      700,
      async () => {
        begun.push(now);
        return SENT;
      },
      {
        keyOf: () => 'one',
        concurrency: 1,
        elapsed: () => now,
        paces: [
          { count: 5, seconds: 1 },
          { count: 100, seconds: 60 },
        ],
        pause: async (milliseconds) => {
          now += milliseconds;
        },
      },
    );
    expect(begun).toEqual([0, 200, 400, 600]);
    expect(words(outcomes)).toBe('sent sent sent sent later');
  });

  it('stops for whatever shares its limits with a provider that is down, and for nothing else', async () => {
    const asked: string[] = [];
    const outcomes = await sendEach(
      batch(['dead@1', 'alive@1', 'dead@2', 'alive@2']),
      1000,
      async ({ address }) => {
        asked.push(address);
        return address.startsWith('dead') ? { outcome: 'retry', reason: '。', down: true } : SENT;
      },
      { keyOf: ({ address }) => address.split('@')[0] ?? '', concurrency: 1 },
    );
    expect(words(outcomes)).toBe('retry sent later sent');
    expect(asked).toEqual(['dead@1', 'alive@1', 'alive@2']);
  });

  it('loses nothing to a fault of the program, and repeats nothing of what it says', async () => {
    const outcomes = await sendEach(
      batch(['a', 'b']),
      1000,
      ({ address }) =>
        address === 'a' ? Promise.reject(new RangeError('key=secret')) : Promise.resolve(SENT),
      { keyOf: () => 'one' },
    );
    expect(outcomes).toEqual([
      { outcome: 'retry', reason: '发送程序出错（RangeError）。', unsure: true },
      SENT,
    ]);
  });
});
