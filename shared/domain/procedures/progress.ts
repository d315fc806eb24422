/** How far a matter has come in its procedure: the acts recorded for each step, and which gates they open. */
import type { Submission } from '../duties/duty.ts';
import type { Procedure, StepRule } from './procedure.ts';
import { stepOf, stepsFrom } from './procedure.ts';

/** One act on a step. */
export interface StepAct {
  readonly submission: Submission;
  readonly outcome: string | null;
  readonly opinion: string | null;
  readonly checks: readonly string[];
  /** The written reason for which the step was left out; `null` where it was done. */
  readonly waived: string | null;
  /** Keyed for somebody else: counts once a second person has looked at it (practice: approvals keyed on behalf). */
  readonly awaits: 'second-person' | null;
}

/** Acts by step, `step` or `step/part`; those before a return are kept in the ledger only. */
export type StepsDone = Readonly<Record<string, readonly StepAct[]>>;

export type StepEvent =
  | { readonly type: 'step.done'; readonly step: string; readonly part: string | null; readonly act: StepAct }
  | {
      readonly type: 'step.confirmed';
      readonly step: string;
      readonly part: string | null;
      readonly by: string;
    }
  | {
      readonly type: 'step.returned';
      readonly step: string;
      readonly part: string | null;
      readonly by: string;
      readonly why: string;
      /** What is open again. */
      readonly reopened: readonly string[];
    };

/** What a procedure has to know of the matter that goes through it. */
export interface StepHost {
  readonly done: StepsDone;
  readonly flags: ReadonlySet<string>;
  /** Parts by kind, with the flags of each. */
  readonly parts: ReadonlyMap<string, readonly HostPart[]>;
}

export interface HostPart {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly flags: ReadonlySet<string>;
}

export function keyOfStep(step: string, part: string | null): string {
  return part === null ? step : `${step}/${part}`;
}

/** The acts on one step, the last one last. */
export function actsOf(host: Pick<StepHost, 'done'>, step: string, part: string | null): readonly StepAct[] {
  return host.done[keyOfStep(step, part)] ?? [];
}

/** The last act, if it opens the gates behind it: done with the passing outcome, or left out with a reason. */
export function passingAct(
  step: StepRule,
  part: string | null,
  host: Pick<StepHost, 'done'>,
): StepAct | null {
  const last = actsOf(host, step.id, part).at(-1);
  if (!last || last.awaits !== null) return null;
  const [pass] = step.outcomes;
  return last.waived !== null || pass === undefined || last.outcome === pass ? last : null;
}

/** Whether the flags under which a step is asked hold, for the matter and, if it is about one, for the part. */
export function applies(step: StepRule, part: HostPart | null, host: StepHost): boolean {
  return step.when.every((flag) => {
    const name = flag.startsWith('!') ? flag.slice(1) : flag;
    const holds = host.flags.has(name) || (part?.flags.has(name) ?? false);
    return flag.startsWith('!') ? !holds : holds;
  });
}

/** Whether an outcome has been recorded after which nothing more is asked of the part, and which. */
export function droppedAs(
  kind: string,
  part: string,
  procedure: Procedure,
  host: Pick<StepHost, 'done'>,
): string | null {
  for (const step of procedure.steps.filter(({ per }) => per === kind)) {
    const last = actsOf(host, step.id, part).at(-1);
    const outcome = last?.awaits === null ? last.outcome : null;
    if (outcome !== null && step.drops.includes(outcome)) return outcome;
  }
  return null;
}

/** Steps with the parts that have not passed although they must have before `step` (of `part`) may be done. */
export interface Missing {
  readonly step: StepRule;
  readonly part: HostPart | null;
}

/** What stands before the gate of a step; empty when it is open. */
export function missingBefore(
  step: StepRule,
  part: HostPart | null,
  procedure: Procedure,
  host: StepHost,
): Missing[] {
  const missing = notPassed(step.after, part, step.per, procedure, host);
  if (missing.length === 0 || step.orAfter.length === 0) return missing;
  return notPassed(step.orAfter, part, step.per, procedure, host).length === 0 ? [] : missing;
}

function notPassed(
  before: readonly string[],
  part: HostPart | null,
  per: string | null,
  procedure: Procedure,
  host: StepHost,
): Missing[] {
  return before.flatMap((id) => {
    const step = stepOf(procedure, id);
    // A part waits for its own earlier steps; the matter, and parts of another kind, for those of every part.
    const parts = step.per === null ? [null] : step.per === per ? [part] : (host.parts.get(step.per) ?? []);
    return parts
      .filter((one) => applies(step, one, host) && passingAct(step, one?.id ?? null, host) === null)
      .map((one) => ({ step, part: one }));
  });
}

/** Folds one event. */
export function evolveSteps(done: StepsDone, event: StepEvent): StepsDone {
  const key = keyOfStep(event.step, event.part);
  switch (event.type) {
    case 'step.done':
      return { ...done, [key]: [...(done[key] ?? []), event.act] };
    case 'step.confirmed': {
      const acts = done[key] ?? [];
      return { ...done, [key]: acts.map((act) => ({ ...act, awaits: null })) };
    }
    case 'step.returned':
      return Object.fromEntries(Object.entries(done).filter(([one]) => !event.reopened.includes(one)));
    default:
      return event satisfies never;
  }
}

/** The keys that a return makes open again: the step it goes back to and all that came after it. */
export function reopenedBy(
  step: StepRule,
  part: string | null,
  procedure: Procedure,
  host: StepHost,
): string[] {
  if (step.returnsTo === null) return [];
  const steps = stepsFrom(procedure, step.returnsTo);
  return Object.keys(host.done).filter((key) => {
    const [id, of = null] = key.split('/');
    const rule = steps.find((one) => one.id === id);
    // A return of one part leaves the other parts where they are.
    return rule !== undefined && (of === null || part === null || of === part);
  });
}
