/** Who is tried next when a channel has been given up: the same person's next channel, then the next person. */
import { nextChannel } from '../routing/channels.ts';
import type { Directory } from '../routing/directory.ts';
import type { Delivery } from '../routing/recipients.ts';
import { isLeader } from '../routing/resolve.ts';
import type { Tries } from './notice.ts';

/** The tries after `failed` was given up. A person without a further channel is passed over from then on. */
export function handedOn(
  tries: Tries,
  failed: Pick<Delivery, 'to' | 'person' | 'channel'> | undefined,
  directory: Directory,
): Tries {
  const { attempts: _attempts, firstTriedAt: _first, ...kept } = tries;
  const person = failed && directory.people.get(failed.person);
  const channel =
    failed && person ? nextChannel(person, failed.channel, isLeader(failed.to, directory)) : null;
  return {
    ...kept,
    attempts: 0,
    channel: channel?.channel ?? null,
    passedOver: failed && channel === null ? [...tries.passedOver, failed.to] : tries.passedOver,
    seq: tries.seq + 1,
  };
}
