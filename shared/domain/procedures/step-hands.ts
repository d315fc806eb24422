/** Whose hand a step needs: the holder, the unit, or whoever acts for an absent holder. */
import type { Submission } from '../duties/duty.ts';
import { maySignFor } from '../routing/absences.ts';
import { type Roster, resolve } from '../routing/resolve.ts';
import { postsOf, UnknownRole } from '../routing/roles.ts';
import { unitNamed } from '../routing/units.ts';
import type { Instant } from '../time/instant.ts';
import type { StepRule } from './procedure.ts';
import type { HostPart } from './progress.ts';

/** What hands are looked up in. */
export interface HandsGround {
  readonly roster: Roster;
  /** The unit that the matter belongs to, and the leader it is about. */
  readonly unit: string;
  readonly leader: string | null;
}

/** A step of a matter, or of one of its parts. */
export interface Place {
  readonly step: StepRule;
  readonly part: HostPart | null;
}

/**
 * What is wrong with the hand of an act, in words that a citation follows; `null` when nothing is. A personal signature
 * is never keyed for somebody else (art. 60(二)); a stand-in signs only with the power to (art. 15(五)).
 */
export function wrongHand(
  submission: Submission,
  place: Place,
  ground: HandsGround,
  now: Instant,
): { readonly why: string; readonly cite: boolean } | null {
  const { step } = place;
  if (step.by === null) return null;
  if (step.personal && submission.for !== null)
    return { why: `“${step.title}”须由本人签字，不得代签、代录`, cite: true };
  if (submission.for !== null && submission.source === null)
    return { why: '代为录入须注明来源（口头、电话、纸质）', cite: false };
  if (isHandOf(submission.for ?? submission.by, place, ground, now)) return null;
  const { directory } = ground.roster;
  const hands = expectedHands(place, ground).map(
    (one) => directory.posts.get(one)?.title ?? unitNamed(one, directory)?.name ?? one,
  );
  return { why: `“${step.title}”应由${hands.join('、')}办理`, cite: true };
}

/** Whether somebody may do the step, himself or for an absent holder. */
export function isHandOf(hand: string, place: Place, ground: HandsGround, now: Instant): boolean {
  const { step } = place;
  const allowed = allowedHands(place, ground);
  if (step.by === null || allowed.includes(hand)) return true;
  return !step.personal && allowed.some((post) => actsFor(hand, post, step, ground.roster, now));
}

/** Whether somebody belongs to a unit: its principal, deputy and liaison officer act for it. */
export function isOfUnit(hand: string, unit: string, { roster }: HandsGround): boolean {
  return handsOf(unit, roster).includes(hand);
}

function allowedHands(place: Place, ground: HandsGround): string[] {
  const { step } = place;
  if (step.by === null) return [];
  return [step.by, ...step.delegatedTo].flatMap((role) => handsOfRole(role, place, ground));
}

/** Roles in a step of a part, such as the leader in charge, are those of the part’s unit. */
function handsOfRole(role: string, { step, part }: Place, ground: HandsGround): string[] {
  const { unit, leader, roster } = ground;
  switch (role) {
    case 'unit':
      return handsOf(unit, roster);
    case 'part':
      return handsOf(part?.unit ?? unit, roster);
    case 'leader':
      if (leader === null) return [];
      // What a leader signs is not his liaison officer's to sign.
      return step.signs || step.personal ? [leader] : [leader, `${leader}.liaison`];
    default:
      return rolePosts(role, part?.unit ?? unit, ground);
  }
}

/** Those whom a refusal names: the unit rather than all its posts. */
function expectedHands(place: Place, ground: HandsGround): string[] {
  const { step, part } = place;
  if (step.by === 'unit') return [ground.unit];
  if (step.by === 'part') return [part?.unit ?? ground.unit];
  const unit = step.by === null ? null : unitNamed(step.by, ground.roster.directory);
  return unit ? [unit.id] : allowedHands(place, ground);
}

function handsOf(name: string, { directory }: Roster): string[] {
  const id = unitNamed(name, directory)?.id ?? name;
  const posts = [...directory.posts.values()].filter((post) => post.unit === id);
  return [...new Set([name, id, ...posts.map((post) => post.id)])];
}

function rolePosts(role: string, unit: string, { leader, roster }: HandsGround): string[] {
  const { directory } = roster;
  if (unitNamed(role, directory)) return handsOf(role, roster);
  try {
    return postsOf(role, { unit, ...(leader === null ? {} : { served: leader }) }, directory);
  } catch (fault) {
    if (fault instanceof UnknownRole) return [];
    throw fault;
  }
}

function actsFor(hand: string, post: string, step: StepRule, roster: Roster, now: Instant): boolean {
  const reach = resolve(post, now, roster);
  if (!reach.reached || reach.post !== hand) return false;
  return !step.signs || maySignFor(post, now, roster) === hand;
}
