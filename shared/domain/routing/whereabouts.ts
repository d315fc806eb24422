/** Which leaders cannot be reached for the moment, as the duty office was told (去向, art. 72). */
import { dateOf, type Instant, instantAt, parseLocalTime, type ZoneId } from '../time/instant.ts';
import { addDays } from '../time/local-date.ts';
import type { Whereabouts } from './directory.ts';

/**
 * The leaders known to be out of reach at a moment, by post. It says nothing about being late or away: it is used only
 * to find somebody in an emergency, and nobody is ever asked for it (art. 72, 随时保持联系).
 */
export function outOfReach(
  { whereabouts }: { readonly whereabouts?: readonly Whereabouts[] },
  instant: Instant,
): ReadonlyMap<string, Whereabouts> {
  const present = (whereabouts ?? []).filter(({ at, until }) => at <= instant && instant < until);
  return new Map(present.filter(({ reachable }) => !reachable).map((one) => [one.post, one]));
}

/** Until when what is said without an end holds: the end of the day, so that a forgotten entry does no harm. */
export function endOfWhereabouts(said: Instant, zone: ZoneId): Instant {
  return instantAt(addDays(dateOf(said, zone), 1), parseLocalTime('00:00'), zone);
}
