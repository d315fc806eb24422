/** Where each step of a matter's procedure stands: what pages show, and who may be named as having done it. */
import type { District } from '../../shared/app/district.ts';
import { hostOf, type Matter, ownersOf, procedureOf } from '../../shared/domain/matters/kinds.ts';
import { gateTo, type Missing } from '../../shared/domain/procedures/gate.ts';
import type { Procedure, StepRule } from '../../shared/domain/procedures/procedure.ts';
import {
  actsOf,
  applies,
  asAsked,
  type HostPart,
  keyOfStep,
  partsOf,
  passingAct,
  type ReturnMark,
  type StepAct,
  type StepHost,
  withOutcomes,
} from '../../shared/domain/procedures/progress.ts';
import { isHandOf } from '../../shared/domain/procedures/step-hands.ts';
import type { Instant } from '../../shared/domain/time/instant.ts';

/** `elsewhere`: an act on the matter itself passes it, such as scheduling a meeting. */
export type StepState = 'done' | 'waived' | 'awaits' | 'open' | 'with-leader' | 'shut' | 'elsewhere';

/** A step, for the matter itself or for one of its parts. */
export interface StepPlace {
  readonly step: StepRule;
  readonly part: HostPart | null;
  readonly acts: readonly StepAct[];
  readonly state: StepState;
  /** Why it was opened again, the first time first. */
  readonly returns: readonly ReturnMark[];
  /** What must have passed before. */
  readonly missing: readonly Missing[];
}

export interface StepList {
  readonly procedure: Procedure;
  readonly places: readonly StepPlace[];
  /** Steps that are not asked of this matter. */
  readonly notAsked: readonly StepRule[];
}

/** Every step in the order of the procedure; `null` for a matter that goes through none. */
export function stepList(matter: Matter, { rulebook, directory }: District): StepList | null {
  const procedure = procedureOf(matter, rulebook.procedures);
  if (!procedure) return null;
  const host = withOutcomes(hostOf(matter, procedure, directory), procedure);
  const places = procedure.steps.flatMap((step) =>
    partsOf(step, host)
      .filter((part) => applies(step, part, host))
      .map((part) => placeOf(asAsked(step, part, host), part, procedure, host, directory.leaders)),
  );
  const asked = new Set(places.map(({ step }) => step.id));
  const notAsked = procedure.steps.filter(
    (step) => !asked.has(step.id) && (step.per === null || partsOf(step, host).length > 0),
  );
  return { procedure, places, notAsked };
}

function placeOf(
  step: StepRule,
  part: HostPart | null,
  procedure: Procedure,
  host: StepHost,
  leaders: readonly string[],
): StepPlace {
  const acts = actsOf(host, step.id, part?.id ?? null);
  const record = host.done[keyOfStep(step.id, part?.id ?? null)] ?? [];
  const returns = record.flatMap((one) => ('returned' in one ? [one] : []));
  const { missing } = gateTo(step, part, procedure, host);
  const state = stateOf(step, acts, missing, passingAct(step, part?.id ?? null, host), leaders);
  return { step, part, acts, state, returns, missing };
}

function stateOf(
  step: StepRule,
  acts: readonly StepAct[],
  missing: readonly Missing[],
  passed: StepAct | null,
  leaders: readonly string[],
): StepState {
  if (acts.at(-1)?.awaits) return 'awaits';
  if (passed !== null && !step.repeats) return passed.waived === null ? 'done' : 'waived';
  if (missing.length > 0) return 'shut';
  if (step.gateOf !== null) return 'elsewhere';
  return isLeadersStep(step, leaders) ? 'with-leader' : 'open';
}

/** Time at a leader is 呈批中: it is shown as such and never counted. */
function isLeadersStep({ by }: StepRule, leaders: readonly string[]): boolean {
  return (
    by !== null && (by === 'leader' || by === 'leader-in-charge' || by === 'leaders' || leaders.includes(by))
  );
}

/** Who may do a step: those it names, and whoever acts for one of them now. Anybody: the office and its own unit. */
export function handsFor(
  { step, part }: Pick<StepPlace, 'step' | 'part'>,
  matter: Matter,
  { directory, roster }: District,
  now: Instant,
): string[] {
  const { unit, leader } = ownersOf(matter);
  const posts = [...directory.posts.values()];
  if (step.by === null) {
    const own = new Set(['office', unit, ...(part === null ? [] : [part.unit])]);
    return [...own, ...posts.filter((post) => own.has(post.unit ?? '')).map(({ id }) => id)];
  }
  const known = [...directory.units.keys(), ...posts.map(({ id }) => id)];
  return known.filter((one) => isHandOf(one, { step, part }, { roster, unit, leader }, now));
}
