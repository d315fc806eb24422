/** Which of a person's channels carries a message, and which comes next when one has failed. */
import type { Person } from './directory.ts';

export interface Channel {
  readonly channel: string;
  readonly address: string;
}

/** Done by the office by hand, so everybody with a telephone number or a desk has them: "by phone", a slip. */
const BY_HAND: readonly string[] = ['phone-record', 'paper'];

/** A robot rings the duty telephones of units, never a leader (practice: emergencies). */
const ROBOT_CALL = 'voice';

/** A person's channels in the order in which they are tried, as far as a leader may be reached by them. */
export function channelsOf({ channels }: Pick<Person, 'channels'>, isLeader: boolean): readonly Channel[] {
  return isLeader ? channels.filter(({ channel }) => channel !== ROBOT_CALL) : channels;
}

/**
 * The channel a rung demands if the person has it, otherwise the person's first. A call or a slip may be demanded
 * for anybody. `null` for a person with no channel at all, who therefore cannot be reached.
 */
export function channelFor(person: Person, demanded: string | null, isLeader: boolean): Channel | null {
  const channels = channelsOf(person, isLeader);
  const [first] = channels;
  if (demanded === null || !first) return first ?? null;
  const own = channels.find(({ channel }) => channel === demanded);
  if (own) return own;
  return BY_HAND.includes(demanded) ? { channel: demanded, address: person.phone } : first;
}

/** The channel to try after `failed` has been given up; `null` when that was the last one. */
export function nextChannel(person: Person, failed: string, isLeader: boolean): Channel | null {
  const channels = channelsOf(person, isLeader);
  const position = channels.findIndex(({ channel }) => channel === failed);
  return channels[position + 1] ?? null;
}
