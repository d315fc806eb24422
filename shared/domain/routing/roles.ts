/** From the roles that ladders address to posts of a directory: `unit.liaison`, `leader-in-charge`, `mayor` … */
import type { LocalDate } from '../time/local-date.ts';
import type { Directory, Unit } from './directory.ts';
import { headOf, standingUnit, unitNamed } from './units.ts';

export { headOf } from './units.ts';

/** A role is unknown, or this matter or directory has no post for it; the message says what was expected. */
export class UnknownRole extends Error {
  override name = 'UnknownRole';
}

/** What the duty contributes to the meaning of a role. */
export interface RoleContext {
  /** The unit that owes the duty. */
  readonly unit?: string;
  /** The leader on whose behalf a liaison officer answers, such as the owner of a row of the weekly table. */
  readonly served?: string;
  /** The posts told before, for messages that take something back or change it. */
  readonly told?: readonly string[];
  /** Other units that share the matter: under leaders of their own, it goes to the executive vice-mayor (art. 14). */
  readonly sharedWith?: readonly string[];
  /** The day that decides which unit bears the duties of a merged one; absent: as long as it has a leader, it does. */
  readonly on?: LocalDate;
}

const CONTEXT_ROLES = ['unit.liaison', 'unit.principal', 'unit.deputy', 'leader-in-charge'] as const;
const LIST_ROLES = ['served', 'served.liaison', 'leaders', 'told'] as const;
const PLAIN_POSTS = /^(mayor|executive-vice-mayor|vice-mayor-[1-9][0-9]?|office-director)$/;
const POST_OF_SOMEBODY = /^(?!(?:unit|served)\.)[a-z][a-z0-9-]*\.(principal|liaison|deputy)$/;

export const EXECUTIVE_VICE_MAYOR = 'executive-vice-mayor';
export const MAYOR = 'mayor';
export const OFFICE_DIRECTOR = 'office-director';

/** Whether a rulebook may address this role. Needs no directory: whether the unit exists is seen there. */
export function validRole(role: string): boolean {
  const named: readonly string[] = [...CONTEXT_ROLES, ...LIST_ROLES];
  return named.includes(role) || PLAIN_POSTS.test(role) || POST_OF_SOMEBODY.test(role);
}

/**
 * The posts a role means for one duty, each once. Refuses an unknown role, a role whose context is missing
 * (`unit.liaison` without a unit), and a post or unit that the directory does not have.
 */
export function postsOf(role: string, context: RoleContext, directory: Directory): string[] {
  switch (role) {
    case 'unit.liaison':
    case 'unit.principal':
    case 'unit.deputy':
      return [postInUnit(unitOf(role, context, directory), role.slice('unit.'.length), directory)];
    case 'leader-in-charge':
      return [leaderOver(unitOf(role, context, directory).id, context, directory)];
    case 'served':
      if (context.served === undefined) throw new UnknownRole(`role '${role}' needs the leader served`);
      return [existingPost(context.served, directory)];
    case 'served.liaison':
      if (context.served === undefined) throw new UnknownRole(`role '${role}' needs the leader served`);
      return [existingPost(`${context.served}.liaison`, directory)];
    case 'leaders':
      return [...directory.leaders];
    case 'told':
      return [...new Set(context.told ?? [])];
    default:
      if (!validRole(role)) throw new UnknownRole(`role '${role}' is unknown; expected ${expectedRoles()}`);
      return [plainPost(role, directory)];
  }
}

/**
 * The leader whose portfolio (分管) holds the unit; for a unit in nobody's portfolio the executive vice-mayor. A
 * merged unit's leader is its successor's from the day of the merger, a body's the one of the unit that houses it.
 */
export function leaderInCharge(unit: string, directory: Directory, on: LocalDate | null = null): string {
  let current = on === null ? unitNamed(unit, directory) : standingUnit(unit, directory, on);
  for (let step = 0; current && step < directory.units.size; step++) {
    const { id } = current;
    for (const [leader, units] of directory.portfolios) if (units.includes(id)) return leader;
    current = unitNamed(current.successor?.unit ?? current.officeIn ?? '', directory);
  }
  return EXECUTIVE_VICE_MAYOR;
}

/** Where several leaders' units share a matter, the executive vice-mayor co-ordinates (交叉事项, D14-2). */
function leaderOver(unit: string, { sharedWith = [], on }: RoleContext, directory: Directory): string {
  const leaders = new Set([unit, ...sharedWith].map((one) => leaderInCharge(one, directory, on ?? null)));
  const [only = EXECUTIVE_VICE_MAYOR] = leaders;
  return leaders.size > 1 ? EXECUTIVE_VICE_MAYOR : only;
}

/** The leader whom a liaison post serves, `null` for every other post. */
export function leaderServedBy(post: string, directory: Directory): string | null {
  const owner = post.endsWith('.liaison') ? post.slice(0, -'.liaison'.length) : '';
  return directory.leaders.includes(owner) ? owner : null;
}

function expectedRoles(): string {
  return `one of ${[...CONTEXT_ROLES, ...LIST_ROLES].join(', ')}, a leader, office-director or <unit>.principal`;
}

function unitOf(role: string, context: RoleContext, directory: Directory): Unit {
  if (context.unit === undefined) throw new UnknownRole(`role '${role}' needs the unit that owes the duty`);
  const unit = unitNamed(context.unit, directory);
  if (!unit) throw new UnknownRole(`role '${role}': the directory has no unit '${context.unit}'`);
  return unit;
}

function plainPost(role: string, directory: Directory): string {
  const [owner = '', place = ''] = role.split('.');
  const unit = unitNamed(owner, directory);
  return unit ? postInUnit(unit, place, directory) : existingPost(role, directory);
}

/** A merged unit or a body may have no posts of its own; on its way the notice finds the unit that answers for it. */
function postInUnit(unit: Unit, place: string, directory: Directory): string {
  const post = place === 'principal' ? headOf(unit) : `${unit.id}.${place}`;
  return unit.successor || unit.officeIn !== undefined ? post : existingPost(post, directory);
}

function existingPost(post: string, directory: Directory): string {
  if (!directory.posts.has(post)) throw new UnknownRole(`the directory has no post '${post}'`);
  return post;
}
