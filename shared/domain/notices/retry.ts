/** How long a notice waits after a channel has failed, and when that channel is given up for the next. */
import { hashOf } from './hash.ts';
import type { ClockClass } from './notice.ts';

interface Backoff {
  readonly firstSeconds: number;
  readonly mostSeconds: number;
  /** 14 ordinary attempts span just over 24 hours, 6 in an emergency just under eight minutes. */
  readonly mostAttempts: number;
  readonly givenUpAfterSeconds: number;
}

const ORDINARY: Backoff = {
  firstSeconds: 60,
  mostSeconds: 4 * 3600,
  mostAttempts: 14,
  givenUpAfterSeconds: 24 * 3600,
};
const EMERGENCY: Backoff = { firstSeconds: 15, mostSeconds: 240, mostAttempts: 6, givenUpAfterSeconds: 480 };

/** Of the delay itself; forward only, so that no retry comes early. */
const LARGEST_JITTER = 0.1;

function backoffOf(clock: ClockClass): Backoff {
  return clock === 'E' ? EMERGENCY : ORDINARY;
}

/**
 * Seconds until the next attempt after `attempts` failed ones (1 or more): doubling from one minute to four hours,
 * in emergencies from 15 seconds to four minutes, plus up to a tenth that the notice's id decides.
 */
export function retryAfter(attempts: number, clock: ClockClass, id: string): number {
  const { firstSeconds, mostSeconds } = backoffOf(clock);
  const delay = Math.min(mostSeconds, firstSeconds * 2 ** (Math.max(1, attempts) - 1));
  const jitter = (hashOf(`${id}#${attempts}`) / 2 ** 32) * LARGEST_JITTER;
  return Math.floor(delay * (1 + jitter));
}

/**
 * Whether the channel is given up after so many failed attempts, or so many seconds since it was first wanted, which
 * counts where a provider is left alone: 24 hours, in an emergency eight minutes. The next channel follows, then the
 * next person.
 */
export function giveUp(attempts: number, seconds: number, clock: ClockClass): boolean {
  const { mostAttempts, givenUpAfterSeconds } = backoffOf(clock);
  return attempts >= mostAttempts || seconds >= givenUpAfterSeconds;
}
