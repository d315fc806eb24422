/** What the decisions on an assignment have in common: what they look at, who may act, how messages call it. */
import { actsForUnit } from '../routing/hands.ts';
import type { Roster } from '../routing/resolve.ts';
import { OFFICE_DIRECTOR } from '../routing/roles.ts';
import type { Ground } from '../rules/expression.ts';
import type { Rulebook } from '../rules/rulebook.ts';
import { dateOf, type Instant } from '../time/instant.ts';
import type { Assignment } from './assignment.ts';
import type { AssignmentCommand, Hand } from './assignment-commands.ts';
import type { AssignmentEvent } from './assignment-events.ts';
import type { MatterDecision } from './matter.ts';

/** What decisions look at besides the assignment. */
export interface AssignmentGround extends Ground {
  readonly rulebook: Pick<Rulebook, 'clauses' | 'shortTitle'>;
  readonly roster: Roster;
}

export type Given<Verb extends AssignmentCommand['do']> = Extract<AssignmentCommand, { do: Verb }>;
export type Decided = MatterDecision<AssignmentEvent>;

export const refused = (reason: string): Decided => ({ refused: reason });
export const happens = (...events: AssignmentEvent[]): Decided => ({ events });

/** Whose act it is: of whoever keyed it, or of whom it was keyed for. */
export function handOf({ by, for: whose }: Hand): string {
  return whose ?? by;
}

export function onBehalf({ for: whose, source }: Hand): string | null {
  return whose !== null && source === null ? '代为录入须注明来源（口头、电话、纸质）' : null;
}

export function isUnit(hand: string, unit: string, now: Instant, { roster }: AssignmentGround): boolean {
  return actsForUnit(hand, unit, roster.directory, dateOf(now, roster.zone));
}

/** 督查室, or the office that it belongs to. */
export function isSupervision(hand: string, now: Instant, ground: AssignmentGround): boolean {
  return (
    hand === OFFICE_DIRECTOR || ['supervision', 'office'].some((unit) => isUnit(hand, unit, now, ground))
  );
}

export function notSupervision(
  hand: string,
  what: string,
  now: Instant,
  ground: AssignmentGround,
): string | null {
  return isSupervision(hand, now, ground) ? null : `${what}由督查室办理`;
}

/** How messages call it: 工作秘密 goes by its number only (practice §9). */
export function nameOf({ secrecy, id, short }: Pick<Assignment, 'secrecy' | 'id' | 'short'>): string {
  return secrecy === '工作秘密' ? `${id}号事项` : short;
}
