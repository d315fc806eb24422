/** Channels that need no provider: what is sent lies in the store, for the page, the call list or the printer. */
import type { Channel } from '../../ports/channel.ts';

/** The in-page inbox, the call list (电话记录) and the printed slip (纸质送达): recording is delivering. */
function recordedChannel(name: string): Channel {
  return {
    name,
    own: true,
    send: (messages) => Promise.resolve(messages.map(() => ({ outcome: 'sent', reference: null }))),
  };
}

const RECORDED_CHANNELS = ['inbox', 'phone-record', 'paper'];

/** All channels that need no provider, by name. */
export function recordedChannels(): ReadonlyMap<string, Channel> {
  return new Map(RECORDED_CHANNELS.map((name) => [name, recordedChannel(name)]));
}
