/** Whose act is whose: the posts through which a unit acts, and who may act for a post that is empty or away. */
import type { Instant } from '../time/instant.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Directory } from './directory.ts';
import { type Roster, resolve } from './resolve.ts';
import { headOf, standingUnit, unitNamed, unitOfPost } from './units.ts';

/** The unit that an id or a post speaks for on a day; `null` for leaders and names the directory does not have. */
function unitActing(hand: string, directory: Directory, on: LocalDate): string | null {
  const unit =
    unitNamed(hand, directory) ??
    unitOfPost(hand, directory) ??
    [...directory.units.values()].find((one) => headOf(one) === hand) ??
    null;
  return unit === null ? null : (standingUnit(unit.id, directory, on)?.id ?? unit.id);
}

/** Whether a hand is the unit's own, also after the unit was merged into another. */
export function actsForUnit(hand: string, unit: string, directory: Directory, on: LocalDate): boolean {
  const standing = standingUnit(unit, directory, on)?.id ?? unit;
  return unitActing(hand, directory, on) === standing;
}

/** Whether a hand holds the post, or acts for its holder who is away. */
export function actsForPost(hand: string, post: string, now: Instant, roster: Roster): boolean {
  if (hand === post) return true;
  const reach = resolve(post, now, roster);
  return reach.reached && reach.post === hand;
}
