/** How far a matter has come in its procedure: the acts recorded for each step, and what returns made of them. */
import type { Submission } from '../duties/duty.ts';
import { conditionHolds } from '../rules/condition.ts';
import type { Instant } from '../time/instant.ts';
import type { Procedure, StepRule } from './procedure.ts';

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

/** What lies before it no longer counts: the step was opened again. */
export interface ReturnMark {
  readonly returned: { readonly by: string; readonly why: string; readonly at: Instant };
}

/** Acts and returns by step, `step` or `step/part`, in the order in which they were recorded. */
export type StepsDone = Readonly<Record<string, readonly (StepAct | ReturnMark)[]>>;

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
      readonly returnedAt: Instant;
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

/** The parts that each go through a step; `null` stands for the matter itself. */
export function partsOf(step: StepRule, host: Pick<StepHost, 'parts'>): readonly (HostPart | null)[] {
  return step.per === null ? [null] : (host.parts.get(step.per) ?? []);
}

function recordOf(host: Pick<StepHost, 'done'>, step: string, part: string | null) {
  return host.done[keyOfStep(step, part)] ?? [];
}

function isMark(entry: StepAct | ReturnMark): entry is ReturnMark {
  return 'returned' in entry;
}

/** The acts on one step since it was last opened, the last one last. */
export function actsOf(host: Pick<StepHost, 'done'>, step: string, part: string | null): readonly StepAct[] {
  const record = recordOf(host, step, part);
  return record.slice(record.findLastIndex(isMark) + 1).filter((entry) => !isMark(entry)) as StepAct[];
}

/** How often a step was opened again, from 1, and when last. */
export function roundOf(
  host: Pick<StepHost, 'done'>,
  step: string,
  part: string | null,
): { readonly round: number; readonly since: Instant | null } {
  const marks = recordOf(host, step, part).filter(isMark);
  return { round: marks.length + 1, since: marks.at(-1)?.returned.at ?? null };
}

/** The last act, if it opens the gates behind it: done with a passing outcome, or left out with a reason. */
export function passingAct(
  step: StepRule,
  part: string | null,
  host: Pick<StepHost, 'done'>,
): StepAct | null {
  const last = actsOf(host, step.id, part).at(-1);
  if (!last || last.awaits !== null) return null;
  const [pass] = step.outcomes;
  const passes = pass === undefined || step.passes === 'all' || last.outcome === pass;
  return passes || last.waived !== null ? last : null;
}

/** When an act was done, as far as is known. */
export function doneAt({ submission }: StepAct): Instant {
  return submission.done.latest ?? submission.recordedAt;
}

/** Whether the flags under which a step is asked hold, for the matter and, if it is about one, for the part. */
export function applies(step: StepRule, part: HostPart | null, host: Pick<StepHost, 'flags'>): boolean {
  return holdsFor(step.when, part, host);
}

/** Whether all conditions hold, for the matter or for the part. */
export function holdsFor(
  conditions: readonly string[],
  part: HostPart | null,
  host: Pick<StepHost, 'flags'>,
): boolean {
  const has = (flag: string) => host.flags.has(flag) || (part?.flags.has(flag) ?? false);
  return conditions.every((condition) => conditionHolds(condition, has));
}

/** The step with who does it, and by which clause, as the matter is. */
export function asAsked(step: StepRule, part: HostPart | null, host: Pick<StepHost, 'flags'>): StepRule {
  const fits = step.varies.find(({ when }) => holdsFor(when, part, host));
  return fits ? { ...step, by: fits.by ?? step.by, clause: fits.clause ?? step.clause } : step;
}

/** The same host, where what came out of a step holds as a flag `step=outcome`; of parts, as soon as one has it. */
export function withOutcomes<Host extends StepHost>(host: Host, { steps }: Procedure): Host {
  const said = steps.flatMap((step) =>
    step.outcomes.length === 0
      ? []
      : partsOf(step, host).flatMap((part) => {
          const last = actsOf(host, step.id, part?.id ?? null).at(-1);
          return last && last.awaits === null && last.outcome !== null ? [`${step.id}=${last.outcome}`] : [];
        }),
  );
  return said.length === 0 ? host : { ...host, flags: new Set([...host.flags, ...said]) };
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

/** Folds one event. What was done before a return stays in the record and no longer counts. */
export function evolveSteps(done: StepsDone, event: StepEvent): StepsDone {
  switch (event.type) {
    case 'step.done': {
      const key = keyOfStep(event.step, event.part);
      return { ...done, [key]: [...(done[key] ?? []), event.act] };
    }
    case 'step.confirmed': {
      const key = keyOfStep(event.step, event.part);
      const record = done[key] ?? [];
      const last = record.length - 1;
      return {
        ...done,
        [key]: record.map((one, index) => (index === last ? { ...one, awaits: null } : one)),
      };
    }
    case 'step.returned': {
      const { by, why, returnedAt: at } = event;
      const marked = event.reopened.map((key) => [
        key,
        [...(done[key] ?? []), { returned: { by, why, at } }],
      ]);
      return { ...done, ...Object.fromEntries(marked) };
    }
    default:
      return event satisfies never;
  }
}
