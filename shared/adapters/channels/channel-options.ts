/** What a channel takes from its surroundings; tests give their own. */
import type { Clock } from '../../ports/clock.ts';
import type { Fetch } from './https.ts';

export interface ChannelOptions {
  readonly fetch?: Fetch;
  /** How long an answer is waited for; 10 seconds where left out. */
  readonly timeoutMilliseconds?: number;
  /** Milliseconds that only ever grow, for the time given to a batch and the age of tokens. */
  readonly elapsed?: () => number;
  /** The time of day, for signatures. */
  readonly clock?: Clock;
}
