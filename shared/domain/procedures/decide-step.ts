/** Decides acts on the steps of a procedure: nothing passes a gate out of order, and a refusal quotes the clause. */
import { keyedAhead, type Submission } from '../duties/duty.ts';
import type { Ground } from '../rules/expression.ts';
import { dateOf, type Instant } from '../time/instant.ts';
import { type Gate, gateTo, reopenedBy } from './gate.ts';
import type { StepRule } from './procedure.ts';
import {
  actsOf,
  applies,
  asAsked,
  passingAct,
  roundOf,
  type StepAct,
  type StepEvent,
  type StepHost,
  withOutcomes,
} from './progress.ts';
import { cited, type DemandsGround, lacking, notWaivable } from './step-demands.ts';
import { type HandsGround, isHandOf, isOfUnit, type Place, wrongHand } from './step-hands.ts';
import { openSince, replyOverdue, tooEarly } from './step-times.ts';

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
export interface StepGround extends HandsGround, DemandsGround {
  /** Calendar and settings, for times that must lie between two steps. */
  readonly ground: Ground;
}

type StepDecision = { readonly events: readonly StepEvent[] } | { readonly refused: string };

type Act = Extract<StepCommand, { do: 'step.do' | 'step.waive' }>;

/**
 * Pure. Refuses an unknown step or part, a step that is not asked here, one whose gate is shut, one that has passed,
 * an act by somebody who may not, an act that lacks what the clause wants to see, one that comes before its time, and
 * one dated before the day on which its gate opened.
 */
export function decideStep(
  command: StepCommand,
  given: StepHost,
  ground: StepGround,
  now: Instant,
): StepDecision {
  const host = withOutcomes(given, ground.procedure);
  const place = placeOf(command, host, ground);
  if ('refused' in place) return place;
  const { step, part } = place;
  if (command.do === 'step.confirm') return confirm(command.by, place, host);
  if (!applies(step, part, host)) return { refused: `此件不需办理“${step.title}”` };
  const gate = gateTo(step, part, ground.procedure, host);
  if (gate.missing.length > 0) return { refused: shutBecause(step, gate, ground) };
  if (command.do === 'step.return') return giveBack(command, place, host, ground, now);
  if (!step.repeats && passingAct(step, part?.id ?? null, host) !== null)
    return { refused: `“${step.title}”已办理` };
  const wrong =
    keyedAhead(command.submission) ??
    hand(command, place, ground, now) ??
    (command.do === 'step.do'
      ? lacking({ ...command, evidence: command.submission.evidence }, step, host, ground)
      : notWaivable(step, ground)) ??
    untimely(command, place, gate, host, ground);
  if (wrong !== null) return { refused: wrong };
  return { events: [{ type: 'step.done', step: step.id, part: part?.id ?? null, act: actOf(command) }] };
}

function actOf(command: Act): StepAct {
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
  if (step !== undefined && step.gateOf !== null)
    return { refused: `“${step.title}”随会议安排登记，不单独办理` };
  if (!step) return { refused: `${procedure.title}没有“${command.step}”这一环节` };
  if (step.per === null) return { step: asAsked(step, null, host), part: null };
  const parts = host.parts.get(step.per) ?? [];
  // Where there is only one, nobody has to name it.
  const part = parts.find(({ id }) => id === command.part || (command.part === null && parts.length === 1));
  if (part) return { step: asAsked(step, part, host), part };
  const named = parts.map(({ id }) => id).join('、');
  return { refused: `“${step.title}”须指明对象${named === '' ? '' : `（${named}）`}` };
}

function shutBecause(step: StepRule, { missing }: Gate, ground: StepGround): string {
  const named = missing.map((one) => (one.part ? `${one.step.title}（${one.part.title}）` : one.step.title));
  return `“${step.title}”须在“${named.join('、')}”完成之后办理：${cited(step, ground)}`;
}

/** That nobody answered is recorded by whoever asked, or by the office, and not by the part itself. */
function hand(command: Act, place: Place, ground: StepGround, now: Instant): string | null {
  const { submission } = command;
  if (command.do === 'step.do' && isUnanswered(command, place.step)) {
    const asking = [ground.unit, 'office'].some((unit) => isOfUnit(submission.by, unit, ground));
    return asking ? null : `“${command.outcome}”由主办单位或区政府办公室登记`;
  }
  const wrong = wrongHand(submission, place, ground, now);
  if (wrong === null) return null;
  return wrong.cite ? `${wrong.why}：${cited(place.step, ground)}` : wrong.why;
}

function isUnanswered({ outcome }: Extract<Act, { do: 'step.do' }>, { unanswered }: StepRule): boolean {
  return outcome !== null && outcome === unanswered?.outcome;
}

/** Too early for the time that must lie before it, or dated before what had to come first. */
function untimely(
  command: Act,
  place: Place,
  gate: Gate,
  host: StepHost,
  { procedure, ...ground }: StepGround,
): string | null {
  const { step, part } = place;
  const done = command.submission.done.latest ?? command.submission.recordedAt;
  const cite = `：${cited(step, ground)}`;
  const { zone } = ground.ground;
  if (gate.openedAt !== null && dateOf(done, zone) < dateOf(gate.openedAt, zone))
    return `“${step.title}”的办理日期早于此前环节的办理日期，请核对${cite}`;
  if (command.do === 'step.waive') return null;
  if (isUnanswered(command, step)) {
    const since = openSince(gate.openedAt, roundOf(host, step.id, part?.id ?? null).since);
    const reply = since === null ? null : replyOverdue(place, since, done, host, ground.ground);
    if (reply !== null && !reply.over)
      return `反馈时限未到（${reply.say}），不能登记“${command.outcome}”${cite}`;
  }
  const early = tooEarly(place, done, procedure, host, ground.ground);
  return early === null ? null : `${early}${cite}`;
}

/** Whoever does the step returns it, and the office; not once a document is out. */
function giveBack(
  command: Extract<StepCommand, { do: 'step.return' }>,
  place: Place,
  host: StepHost,
  ground: StepGround,
  now: Instant,
): StepDecision {
  const { step, part } = place;
  const { procedure } = ground;
  if (step.returnsTo === null) return { refused: `“${step.title}”不能退回` };
  const { by, why } = command;
  if (!isHandOf(by, place, ground, now) && !isOfUnit(by, 'office', ground))
    return { refused: `“${step.title}”的退回应由承办该环节的人员或区政府办公室办理` };
  const of = part?.id ?? null;
  const reopened = reopenedBy(step, of, procedure, host);
  const out = procedure.steps.find(
    (one) => one.final && reopened.includes(one.id) && passingAct(one, null, host) !== null,
  );
  if (out) return { refused: `“${out.title}”已办理，不能再退回` };
  const event = {
    type: 'step.returned',
    step: step.id,
    part: of,
    by,
    why,
    returnedAt: now,
    reopened,
  } as const;
  return { events: [event] };
}

/** An approval keyed for somebody else is looked at by a second person (practice §4). */
function confirm(by: string, { step, part }: Place, host: StepHost): StepDecision {
  const last = actsOf(host, step.id, part?.id ?? null).at(-1);
  if (!last || last.awaits === null) return { refused: `“${step.title}”没有待复核的代录` };
  if (last.submission.by === by) return { refused: '代录须由另一人复核' };
  return { events: [{ type: 'step.confirmed', step: step.id, part: part?.id ?? null, by }] };
}
