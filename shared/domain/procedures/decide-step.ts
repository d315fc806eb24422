/** Decides acts on the steps of a procedure: nothing passes a gate out of order, and a refusal quotes the clause. */
import { keyedAhead, type Submission } from '../duties/duty.ts';
import { maySignFor } from '../routing/absences.ts';
import { type Roster, resolve } from '../routing/resolve.ts';
import { postsOf, UnknownRole } from '../routing/roles.ts';
import { type Clause, citeClause } from '../rules/clause.ts';
import type { Instant } from '../time/instant.ts';
import type { Procedure, StepRule } from './procedure.ts';
import {
  actsOf,
  applies,
  type HostPart,
  missingBefore,
  passingAct,
  reopenedBy,
  type StepAct,
  type StepEvent,
  type StepHost,
} from './progress.ts';

export type StepCommand =
  | {
      readonly do: 'step.do';
      readonly id: string;
      readonly step: string;
      readonly part: string | null;
      readonly submission: Submission;
      readonly outcome: string | null;
      readonly opinion: string | null;
      readonly checks: readonly string[];
    }
  | {
      readonly do: 'step.waive';
      readonly id: string;
      readonly step: string;
      readonly part: string | null;
      readonly submission: Submission;
      readonly why: string;
    }
  | {
      readonly do: 'step.return';
      readonly id: string;
      readonly step: string;
      readonly part: string | null;
      readonly by: string;
      readonly why: string;
    }
  | {
      readonly do: 'step.confirm';
      readonly id: string;
      readonly step: string;
      readonly part: string | null;
      readonly by: string;
    };

/** What a decision looks at besides the matter. */
export interface StepGround {
  readonly procedure: Procedure;
  readonly clauses: ReadonlyMap<string, Clause>;
  /** 《工作规则》 */
  readonly shortTitle: string;
  readonly roster: Roster;
  /** The unit that the matter belongs to, and the leader it is about. */
  readonly unit: string;
  readonly leader: string | null;
}

type StepDecision = { readonly events: readonly StepEvent[] } | { readonly refused: string };

interface Place {
  readonly step: StepRule;
  readonly part: HostPart | null;
}

/**
 * Pure. Refuses an unknown step or part, a step that is not asked here, one whose gate is shut, one that has passed,
 * an act by somebody who may not, and an act that lacks what the clause wants to see.
 */
export function decideStep(
  command: StepCommand,
  host: StepHost,
  ground: StepGround,
  now: Instant,
): StepDecision {
  const place = placeOf(command, host, ground);
  if ('refused' in place) return place;
  if (command.do === 'step.confirm') return confirm(command.by, place, host);
  const shut = shutBecause(place, host, ground);
  if (shut !== null) return { refused: shut };
  if (command.do === 'step.return') return giveBack(command, place, host, ground);
  const wrong =
    keyedAhead(command.submission) ??
    wrongHand(command.submission, place, ground, now) ??
    (command.do === 'step.do' ? lacking(command, place.step, ground) : notWaivable(place.step, ground));
  if (wrong !== null) return { refused: wrong };
  const part = place.part?.id ?? null;
  return { events: [{ type: 'step.done', step: place.step.id, part, act: actOf(command) }] };
}

function actOf(command: Extract<StepCommand, { do: 'step.do' | 'step.waive' }>): StepAct {
  const { submission } = command;
  const awaits = submission.for === null ? null : ('second-person' as const);
  return command.do === 'step.waive'
    ? { submission, outcome: null, opinion: null, checks: [], waived: command.why, awaits }
    : {
        submission,
        outcome: command.outcome,
        opinion: command.opinion,
        checks: command.checks,
        waived: null,
        awaits,
      };
}

function placeOf(
  command: StepCommand,
  host: StepHost,
  { procedure }: StepGround,
): Place | { readonly refused: string } {
  const step = procedure.steps.find(({ id }) => id === command.step);
  if (step !== undefined && step.gateOf !== null) return { refused: `“${step.title}”随会议安排登记，不单独办理` };
  if (!step) return { refused: `${procedure.title}没有“${command.step}”这一环节` };
  if (step.per === null) return { step, part: null };
  const parts = host.parts.get(step.per) ?? [];
  // Where there is only one, nobody has to name it.
  const part = parts.find(({ id }) => id === command.part || (command.part === null && parts.length === 1));
  if (part) return { step, part };
  const named = parts.map(({ id }) => id).join('、');
  return { refused: `“${step.title}”须指明对象${named === '' ? '' : `（${named}）`}` };
}

function shutBecause({ step, part }: Place, host: StepHost, ground: StepGround): string | null {
  if (!applies(step, part, host)) return `此件不需办理“${step.title}”`;
  if (!step.repeats && passingAct(step, part?.id ?? null, host) !== null) return `“${step.title}”已办理`;
  const missing = missingBefore(step, part, ground.procedure, host);
  if (missing.length === 0) return null;
  const named = missing.map((one) => (one.part ? `${one.step.title}（${one.part.title}）` : one.step.title));
  return `“${step.title}”须在“${named.join('、')}”完成之后办理：${cited(step, ground)}`;
}

function cited(step: StepRule, { clauses, shortTitle }: StepGround): string {
  const clause = clauses.get(step.clause);
  return clause ? citeClause(clause, shortTitle) : step.clause;
}

/** Who may do a step: the holder, the unit, whoever acts for an absent holder; by signature only with that power. */
function wrongHand(
  submission: Submission,
  { step, part }: Place,
  ground: StepGround,
  now: Instant,
): string | null {
  if (step.by === null) return null;
  if (step.personal && submission.for !== null)
    return `“${step.title}”须由本人签字，不得代签、代录：${cited(step, ground)}`;
  if (submission.for !== null && submission.source === null) return `代为录入须注明来源（口头、电话、纸质）`;
  const hand = submission.for ?? submission.by;
  const allowed = allowedHands(step, part, ground);
  if (allowed.includes(hand)) return null;
  const acting = allowed.some((post) => actsFor(hand, post, step, ground.roster, now));
  if (acting && !step.personal) return null;
  const titles = allowed.map((one) => titleOf(one, ground.roster)).join('、');
  return `“${step.title}”应由${titles}办理：${cited(step, ground)}`;
}

function titleOf(one: string, { directory }: Roster): string {
  return directory.posts.get(one)?.title ?? directory.units.get(one)?.name ?? one;
}

/** Roles in a step of a part, such as the leader in charge, are those of the part’s unit. */
function allowedHands(step: StepRule, part: HostPart | null, ground: StepGround): string[] {
  if (step.by === null) return [];
  const roles = [step.by, ...step.delegatedTo];
  return roles.flatMap((role) => handsOfRole(role, part, ground));
}

function handsOfRole(role: string, part: HostPart | null, ground: StepGround): string[] {
  const { unit, leader, roster } = ground;
  switch (role) {
    case 'unit':
      return handsOf(unit, roster);
    case 'part':
      return handsOf(part?.unit ?? unit, roster);
    case 'leader':
      return leader === null ? [] : [leader, `${leader}.liaison`];
    default:
      return rolePosts(role, { ...ground, unit: part?.unit ?? unit });
  }
}

/** A unit acts through its principal, deputy and liaison officer; its id stands for any of them. */
function handsOf(unit: string, { directory }: Roster): string[] {
  const posts = [...directory.posts.values()].filter((post) => post.unit === unit).map(({ id }) => id);
  return [unit, ...posts];
}

function rolePosts(role: string, { unit, leader, roster }: StepGround): string[] {
  const own = roster.directory.units.get(role);
  if (own) return handsOf(role, roster);
  try {
    return postsOf(role, { unit, ...(leader === null ? {} : { served: leader }) }, roster.directory);
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

function lacking(
  command: Extract<StepCommand, { do: 'step.do' }>,
  step: StepRule,
  ground: StepGround,
): string | null {
  if (step.needs.includes('evidence') && command.submission.evidence === null)
    return `“${step.title}”须附佐证材料：${cited(step, ground)}`;
  if (step.needs.includes('opinion') && command.opinion === null)
    return `“${step.title}”须写明意见：${cited(step, ground)}`;
  const missing = step.checks.filter((check) => !command.checks.includes(check));
  if (missing.length > 0)
    return `“${step.title}”尚有事项未核对（${missing.join('、')}）：${cited(step, ground)}`;
  if (step.outcomes.length === 0)
    return command.outcome === null ? null : `“${step.title}”不需填写结论“${command.outcome}”`;
  if (command.outcome !== null && step.outcomes.includes(command.outcome)) return null;
  return `“${step.title}”须填写结论（${step.outcomes.join('、')}）`;
}

function notWaivable(step: StepRule, ground: StepGround): string | null {
  return step.waivable ? null : `“${step.title}”不能免除：${cited(step, ground)}`;
}

function giveBack(
  command: Extract<StepCommand, { do: 'step.return' }>,
  { step, part }: Place,
  host: StepHost,
  { procedure }: StepGround,
): StepDecision {
  if (step.returnsTo === null) return { refused: `“${step.title}”不能退回` };
  const { by, why } = command;
  const of = part?.id ?? null;
  const reopened = reopenedBy(step, of, procedure, host);
  return { events: [{ type: 'step.returned', step: step.id, part: of, by, why, reopened }] };
}

/** An approval keyed for somebody else is looked at by a second person (practice §4). */
function confirm(by: string, { step, part }: Place, host: StepHost): StepDecision {
  const last = actsOf(host, step.id, part?.id ?? null).at(-1);
  if (!last || last.awaits === null) return { refused: `“${step.title}”没有待复核的代录` };
  if (last.submission.by === by) return { refused: '代录须由另一人复核' };
  return { events: [{ type: 'step.confirmed', step: step.id, part: part?.id ?? null, by }] };
}
