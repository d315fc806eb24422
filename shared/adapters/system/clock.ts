/** The system clock: the one place of the one-machine home where the time of day is read. */
import { instantOfEpoch } from '../../domain/time/instant.ts';
import type { Clock } from '../../ports/clock.ts';

/** Whole seconds; fractions are cut. */
export const systemClock: Clock = { now: () => instantOfEpoch(Math.floor(Date.now() / 1000)) };

/** Milliseconds that only ever grow, for measuring how long something takes. */
export function elapsedMilliseconds(): number {
  return performance.now();
}
