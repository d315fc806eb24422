/** Channels that remember what they were handed, in place of the shipped ones. */
import { recordedChannels } from '../../shared/adapters/channels/recorded.ts';
import type { Channel, OutgoingMessage } from '../../shared/ports/channel.ts';

export interface Sink {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly messages: OutgoingMessage[];
}

/** Accepts everything at once. */
export function sink(): Sink {
  const messages: OutgoingMessage[] = [];
  const channel = (name: string): Channel => ({
    name,
    send: (handed) => {
      messages.push(...handed);
      return Promise.resolve(handed.map(() => ({ outcome: 'sent', reference: null })));
    },
  });
  return { channels: new Map([...recordedChannels().keys()].map((name) => [name, channel(name)])), messages };
}
