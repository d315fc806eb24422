/** The contract of the channel port; each channel runs it against a fake of its provider. */
import { afterEach, describe, expect, it } from 'vitest';
import { parseInstant } from '../../shared/domain/time/instant.ts';
import type { Channel, OutgoingMessage, SendOutcome } from '../../shared/ports/channel.ts';
import { type FakeProvider, type ProviderMode, REFUSAL_WORDS } from '../support/providers/fake-provider.ts';

export interface ChannelCase {
  readonly name: string;
  /** Of a person whom the provider knows. */
  readonly address: string;
  /** Nobody there, or nothing in the settings; left out where any address is as good as another. */
  readonly unknownAddress?: string;
  /** The provider gives an id of the message, by which it reports later. */
  readonly givesReference: boolean;
  /** The same key twice reaches the person once. */
  readonly dropsRepeats: boolean;
  /** How long the provider in its own way tells to wait; left out where it does not say. */
  readonly throttledSeconds?: number;
  /** What the protocol cannot do. */
  readonly cannot?: readonly ProviderMode[];
  readonly startProvider: () => Promise<FakeProvider>;
  readonly open: (provider: FakeProvider, options: { readonly timeoutMilliseconds: number }) => Channel;
}

/** Long enough for any answer of a server on the same machine. */
const PATIENT = 30_000;
/** For servers that never answer. */
const IMPATIENT = 600;
/** Time for everything. */
const AMPLE = 60_000;

export function aMessage(changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    idempotencyKey: 'n-1/chen/1',
    district: 'demo',
    to: 'town-a.liaison',
    person: 'chen',
    for: null,
    address: 'chen',
    urgent: false,
    title: '会议材料报送提醒',
    short: '【示例区政府办】请于3月12日17:00前报送会议材料。',
    long: '区政府常务会议定于3月13日09:00召开。\n请于3月12日17:00前报送会议材料，并做好汇报准备。',
    template: { id: 'SMS_1', words: { time: '3月12日17:00' } },
    deadline: {
      id: 'm1/papers',
      title: '报送会议材料',
      at: parseInstant('2026-03-12T17:00:00+08:00'),
    },
    at: parseInstant('2026-03-10T08:30:00+08:00'),
    ...changes,
  };
}

/** What every channel promises, those included that only record. */
export function everyChannelContract(
  name: string,
  address: string,
  open: () => Channel | Promise<Channel>,
): void {
  describe(`what every channel promises: ${name}`, () => {
    it('bears the name it is addressed by, and has a key and paces for its limits', async () => {
      const channel = await open();
      expect(channel.name).toBe(name);
      const { keyOf = () => name, paces = [] } = channel.limits ?? {};
      expect(keyOf(address)).not.toBe('');
      expect(paces.filter(({ count, seconds }) => !(count > 0 && seconds > 0))).toEqual([]);
    });

    it('has nothing to do when nothing is to be sent', async () => {
      expect(await (await open()).send([], AMPLE)).toEqual([]);
    });

    it('gives as many outcomes as there are messages', async () => {
      const messages = ['n-1', 'n-2', 'n-3'].map((idempotencyKey) => aMessage({ idempotencyKey, address }));
      const outcomes = await (await open()).send(messages, AMPLE);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['sent', 'sent', 'sent']);
    });
  });
}

/** Beyond that, what a channel with a provider promises, however the provider behaves. */
export function channelContract(channelCase: ChannelCase): void {
  const { name, address, unknownAddress, cannot = [] } = channelCase;

  describe(`channel contract: ${name}`, () => {
    const open: FakeProvider[] = [];
    const start = async (mode: ProviderMode = 'well', timeoutMilliseconds = PATIENT) => {
      const provider = await channelCase.startProvider();
      open.push(provider);
      provider.answer(mode);
      return { provider, channel: channelCase.open(provider, { timeoutMilliseconds }) };
    };
    afterEach(async () => {
      await Promise.all(open.splice(0).map((provider) => provider.close()));
    });
    everyChannelContract(name, address, async () => (await start()).channel);

    const message = (changes: Partial<OutgoingMessage> = {}) => aMessage({ address, ...changes });
    const sendOne = async (channel: Channel, sent = message()): Promise<SendOutcome> => {
      const [outcome, ...more] = await channel.send([sent], AMPLE);
      expect(more).toEqual([]);
      if (!outcome) throw new Error('A message got no outcome.');
      return outcome;
    };
    /** A story that is told only of providers that can behave so. */
    const inMode = (mode: ProviderMode, caption: string, story: () => Promise<void>) => {
      if (!cannot.includes(mode)) it(caption, story);
    };

    it('hands a message over, with the reference that the provider gives', async () => {
      const { provider, channel } = await start();
      const outcome = await sendOne(channel);
      expect(outcome).toEqual({
        outcome: 'sent',
        reference: channelCase.givesReference ? expect.stringMatching(/./) : null,
      });
      expect(provider.delivered).toHaveLength(1);
    });

    if (unknownAddress !== undefined) {
      it('gives one outcome for each message, in their order', async () => {
        const { provider, channel } = await start();
        const messages = [address, unknownAddress, address].map((to, index) =>
          message({ address: to, idempotencyKey: `n-${index}` }),
        );
        const outcomes = await channel.send(messages, AMPLE);
        expect(outcomes.map(({ outcome }) => outcome)).toEqual(['sent', 'failed', 'sent']);
        expect(provider.delivered).toHaveLength(2);
      });
    }

    it(`${channelCase.dropsRepeats ? 'drops' : 'does not notice'} what has the key of an earlier message`, async () => {
      const { provider, channel } = await start();
      await sendOne(channel);
      expect(await sendOne(channel)).toMatchObject({ outcome: 'sent' });
      expect(provider.delivered).toHaveLength(channelCase.dropsRepeats ? 1 : 2);
      await sendOne(channel, message({ idempotencyKey: 'n-2/chen/1' }));
      expect(provider.delivered).toHaveLength(channelCase.dropsRepeats ? 2 : 3);
    });

    it('begins nothing when its time is over', async () => {
      const { provider, channel } = await start();
      const outcomes = await channel.send([message(), message({ idempotencyKey: 'n-2' })], 0);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['later', 'later']);
      expect(provider.received).toEqual([]);
    });

    inMode('refusing', 'does not take a success of the protocol for a success of the message', async () => {
      const { provider, channel } = await start('refusing');
      expect(await sendOne(channel)).toEqual({
        outcome: 'failed',
        reason: expect.stringContaining(REFUSAL_WORDS),
      });
      expect(provider.delivered).toEqual([]);
    });

    inMode(
      'throttled',
      'tries again later when the provider says in its own way that it is too much',
      async () => {
        const { channel } = await start('throttled');
        const { throttledSeconds } = channelCase;
        expect(await sendOne(channel)).toMatchObject({
          outcome: 'retry',
          down: true,
          ...(throttledSeconds === undefined ? {} : { after: throttledSeconds }),
        });
      },
    );

    inMode('too-many', 'waits as long as HTTP 429 says', async () => {
      const { channel } = await start('too-many');
      expect(await sendOne(channel)).toMatchObject({ outcome: 'retry', down: true, after: 7 });
    });

    inMode('down', 'leaves a provider alone that is down, and goes on when it is back', async () => {
      const { provider, channel } = await start('down');
      expect(await sendOne(channel)).toMatchObject({ outcome: 'retry', down: true });
      expect(provider.delivered).toEqual([]);
      provider.answer('well');
      expect(await sendOne(channel)).toMatchObject({ outcome: 'sent' });
    });

    inMode(
      'hanging',
      'gives up a provider that does not answer, and says that the person may have it',
      async () => {
        const { channel } = await start('hanging', IMPATIENT);
        expect(await sendOne(channel)).toMatchObject({ outcome: 'retry', unsure: true });
      },
    );

    const unreadable: [ProviderMode, string][] = [
      ['garbage', 'an answer that is not the provider’s'],
      ['truncated', 'an answer that breaks off'],
      ['resetting', 'a connection that is reset'],
    ];
    for (const [mode, caption] of unreadable) {
      inMode(mode, `does not know after ${caption}, and works afterwards`, async () => {
        const { provider, channel } = await start(mode);
        expect(await sendOne(channel)).toMatchObject({ outcome: 'retry', unsure: true });
        provider.answer('well');
        expect(await sendOne(channel)).toMatchObject({ outcome: 'sent' });
      });
    }

    inMode('echoing', 'repeats no secret, whatever the provider says', async () => {
      const { provider, channel } = await start('echoing');
      const outcome = await sendOne(channel);
      if (outcome.outcome !== 'failed') throw new Error(`The refusal was taken for '${outcome.outcome}'.`);
      const secrets = provider.secrets();
      expect(secrets).not.toEqual([]);
      for (const secret of secrets.flatMap((text) => [text, encodeURIComponent(text)])) {
        expect(outcome.reason).not.toContain(secret);
      }
      expect(outcome.reason).not.toMatch(/https?:/);
      expect(outcome.reason.length).toBeLessThan(300);
    });
  });
}
