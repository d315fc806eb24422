/** Gates: what stands before a step, since when its gate has been open, and how long it must still wait. */
import type { Instant } from '../time/instant.ts';
import type { Procedure, StepRule } from './procedure.ts';
import { stepOf, stepsFrom } from './procedure.ts';
import {
  actsOf,
  applies,
  doneAt,
  type HostPart,
  keyOfStep,
  partsOf,
  passingAct,
  type StepHost,
  withOutcomes,
} from './progress.ts';

/** A step, of a part, that has not passed although it must have. */
export interface Missing {
  readonly step: StepRule;
  readonly part: HostPart | null;
}

export interface Gate {
  /** Empty when it is open. */
  readonly missing: readonly Missing[];
  /** When the last of what stands before it was done; `null` where nothing does. */
  readonly openedAt: Instant | null;
}

/**
 * The gate of a step. A step that is not asked here hands its own gate on, so that leaving one out never opens what
 * lies behind it. The exception path (`or-after`) counts only where its steps are asked.
 */
export function gateTo(step: StepRule, part: HostPart | null, procedure: Procedure, host: StepHost): Gate {
  const plain = gateBehind(step.after, step, part, procedure, host);
  if (plain.missing.length === 0 || step.orAfter.length === 0) return plain;
  const asked = step.orAfter.every((id) => {
    const before = stepOf(procedure, id);
    return partsOf(before, host).some((one) => applies(before, one, host));
  });
  const exception = asked ? gateBehind(step.orAfter, step, part, procedure, host) : plain;
  return exception.missing.length === 0 ? exception : plain;
}

function gateBehind(
  before: readonly string[],
  step: StepRule,
  part: HostPart | null,
  procedure: Procedure,
  host: StepHost,
): Gate {
  const gates = before.flatMap((id) => {
    const earlier = stepOf(procedure, id);
    // A part waits for its own earlier steps; the matter, and parts of another kind, for those of every part.
    const own = part !== null && earlier.per === step.per;
    const parts = own ? [part] : partsOf(earlier, host);
    if (parts.length === 0) return [gateTo(earlier, null, procedure, host)];
    return parts.map((one) => behind(earlier, one, procedure, host));
  });
  return {
    missing: withoutRepeats(gates.flatMap(({ missing }) => missing)),
    openedAt: lastOf(gates.map(({ openedAt }) => openedAt)),
  };
}

function behind(step: StepRule, part: HostPart | null, procedure: Procedure, host: StepHost): Gate {
  if (!applies(step, part, host)) return gateTo(step, part, procedure, host);
  const act = passingAct(step, part?.id ?? null, host);
  return act === null
    ? { missing: [{ step, part }], openedAt: null }
    : { missing: [], openedAt: doneAt(act) };
}

function withoutRepeats(missing: readonly Missing[]): Missing[] {
  return missing.filter(
    ({ step, part }, index) =>
      missing.findIndex((other) => other.step.id === step.id && other.part?.id === part?.id) === index,
  );
}

/** The latest of the moments that are known. */
export function lastOf(times: readonly (Instant | null)[]): Instant | null {
  return times.reduce((last, at) => (last === null || (at !== null && at > last) ? at : last), null);
}

/** What stands before the gate of a step; empty when it is open. */
export function missingBefore(
  step: StepRule,
  part: HostPart | null,
  procedure: Procedure,
  host: StepHost,
): readonly Missing[] {
  return gateTo(step, part, procedure, withOutcomes(host, procedure)).missing;
}

/** When a step passed: for a part its own, otherwise once all parts of which it is asked have. */
export function passedAt(step: StepRule, part: HostPart | null, host: StepHost): Instant | null {
  const parts = part === null ? partsOf(step, host) : [part];
  const acts = parts
    .filter((one) => applies(step, one, host))
    .map((one) => passingAct(step, one?.id ?? null, host));
  if (acts.length === 0 || acts.includes(null)) return null;
  return lastOf(acts.map((act) => (act === null ? null : doneAt(act))));
}

/**
 * The keys that a return makes open again: of the step it goes back to and all that can only come after it, those that
 * had been reached. A return of one part leaves the other parts of its kind where they are.
 */
export function reopenedBy(
  step: StepRule,
  part: string | null,
  procedure: Procedure,
  host: StepHost,
): string[] {
  if (step.returnsTo === null) return [];
  return stepsFrom(procedure, step.returnsTo).flatMap((later) =>
    partsOf(later, host)
      .filter((one) => later.per === null || part === null || later.per !== step.per || one?.id === part)
      .filter((one) => isReached(later, one, procedure, host))
      .map((one) => keyOfStep(later.id, one?.id ?? null)),
  );
}

function isReached(step: StepRule, part: HostPart | null, procedure: Procedure, host: StepHost): boolean {
  if (actsOf(host, step.id, part?.id ?? null).length > 0) return true;
  return applies(step, part, host) && gateTo(step, part, procedure, host).missing.length === 0;
}
