/** Which of a person's channels carries a message, and which comes next when one has failed. */
import type { Person } from './directory.ts';

export interface Channel {
  readonly channel: string;
  readonly address: string;
}

/** Done by the office by hand, so everybody with a telephone number or a desk has them: "by phone", a slip. */
const BY_HAND: readonly string[] = ['phone-record', 'paper'];

/**
 * The channel a rung demands if the person has it, otherwise the person's first. A call or a slip may be demanded
 * for anybody. `null` for a person with no channel at all, who therefore cannot be reached.
 */
export function channelFor(person: Person, demanded: string | null): Channel | null {
  const [first] = person.channels;
  if (demanded === null || !first) return first ?? null;
  const own = person.channels.find(({ channel }) => channel === demanded);
  if (own) return own;
  return BY_HAND.includes(demanded) ? { channel: demanded, address: person.phone } : first;
}

/** The channel to try after `failed` has been given up; `null` when that was the last one. */
export function nextChannel(person: Person, failed: string): Channel | null {
  const position = person.channels.findIndex(({ channel }) => channel === failed);
  return person.channels[position + 1] ?? null;
}
