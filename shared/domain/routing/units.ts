/** Which unit is meant: by id or alias, through mergers and the offices of co-ordinating bodies; and groups of units. */
import type { LocalDate } from '../time/local-date.ts';
import { sayFullDate } from '../time/wording.ts';
import type { Directory, Unit } from './directory.ts';

/** Those of whom a rule asks something: all that owe, or one kind of them. */
export type UnitGroup = 'units' | 'departments' | 'towns' | 'bodies';

const KINDS: Readonly<Record<UnitGroup, readonly Unit['kind'][]>> = {
  units: ['department', 'party-body', 'town'],
  departments: ['department'],
  towns: ['town'],
  bodies: ['body'],
};

/**
 * The ids of a group's units in the order of the directory. `units` are all that owe: departments, party bodies and
 * towns. With a day, units that are merged or abolished by then are left out.
 */
export function unitsIn(directory: Directory, group: UnitGroup, on: LocalDate | null = null): string[] {
  return [...directory.units.values()]
    .filter(({ kind }) => KINDS[group].includes(kind))
    .filter((unit) => on === null || isThere(unit, on))
    .map(({ id }) => id);
}

/** Whether a unit bears its own duties on a day: neither merged nor abolished by then. */
export function isThere({ successor, abolished }: Unit, on: LocalDate): boolean {
  const ends = successor?.from ?? abolished;
  return ends === undefined || on < ends;
}

/** The unit of that id, or the one an alias stands for; `null` where the directory knows neither. */
export function unitNamed(name: string, directory: Directory): Unit | null {
  return directory.units.get(name) ?? directory.units.get(directory.aliases.get(name) ?? '') ?? null;
}

/** The unit that bears the duties of the one named on a day, through however many mergers. */
export function standingUnit(name: string, directory: Directory, on: LocalDate): Unit | null {
  let unit = unitNamed(name, directory);
  for (let step = 0; step < directory.units.size; step++) {
    if (!unit?.successor || on < unit.successor.from) break;
    unit = unitNamed(unit.successor.unit, directory);
  }
  return unit;
}

/** The post that heads a unit: `<unit>.principal`, or the one the directory names. */
export function headOf(unit: Unit): string {
  return unit.head ?? `${unit.id}.principal`;
}

/** The unit a post belongs to, also where the post itself is not, or not any more, in the directory. */
export function unitOfPost(post: string, directory: Directory): Unit | null {
  const own = directory.posts.get(post)?.unit;
  const [owner = '', place] = post.split('.');
  if (own !== undefined) return directory.units.get(own) ?? null;
  return place === undefined || directory.leaders.includes(owner) ? null : unitNamed(owner, directory);
}

/** A post that answers for another, and each step to it in words. */
export interface Address {
  readonly post: string;
  readonly path: readonly string[];
}

/**
 * The post that answers for a post on a day: the one of the successor from the day of the merger, the one of the
 * unit that houses a body's office where the body has none of its own, otherwise the post itself. A deputy whom the
 * other unit does not have is its head.
 */
export function addressOn(post: string, on: LocalDate, directory: Directory): Address {
  const [owner = '', place] = post.split('.');
  const path: string[] = [];
  let unit = place === undefined ? headedBy(post, directory) : placedIn(post, owner, directory);
  const wanted = place === undefined ? 'principal' : place;
  for (let step = 0; unit && step < directory.units.size; step++) {
    const next = moveOf(unit, wanted, on, directory);
    if (!next) break;
    path.push(next.say);
    unit = next.unit;
  }
  return { post: unit ? postOfUnit(unit, wanted, post, directory) : post, path };
}

/** A leader's liaison officer sits in the office but serves the leader, and so stays what he is. */
function placedIn(post: string, owner: string, directory: Directory): Unit | null {
  return directory.leaders.includes(owner) ? null : unitOfPost(post, directory);
}

function headedBy(post: string, directory: Directory): Unit | null {
  return [...directory.units.values()].find((unit) => headOf(unit) === post) ?? null;
}

function moveOf(
  unit: Unit,
  place: string,
  on: LocalDate,
  directory: Directory,
): { readonly unit: Unit; readonly say: string } | null {
  const { successor, officeIn } = unit;
  const heir = successor && successor.from <= on ? unitNamed(successor.unit, directory) : null;
  if (successor && heir) {
    const say = `${unit.shortName}职责自${sayFullDate(successor.from)}起由${heir.shortName}承担`;
    return { unit: heir, say };
  }
  const house = officeIn === undefined ? null : unitNamed(officeIn, directory);
  if (!house || directory.posts.has(ownPost(unit, place))) return null;
  return { unit: house, say: `${unit.shortName}的办公室设在${house.shortName}，由其办理` };
}

function postOfUnit(unit: Unit, place: string, asked: string, directory: Directory): string {
  const own = ownPost(unit, place);
  if (own === asked || directory.posts.has(own)) return own;
  return place === 'deputy' ? headOf(unit) : own;
}

function ownPost(unit: Unit, place: string): string {
  return place === 'principal' ? headOf(unit) : `${unit.id}.${place}`;
}
