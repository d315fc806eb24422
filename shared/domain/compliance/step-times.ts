/** How long each step of a document took: from the opening of its gate to its act; time at a leader is 呈批中 and not timed. */
import { type Case, hostOfCase } from '../matters/case.ts';
import { gateTo, lastOf } from '../procedures/gate.ts';
import type { Procedure, StepRule } from '../procedures/procedure.ts';
import {
  applies,
  asAsked,
  doneAt,
  type HostPart,
  partsOf,
  passingAct,
  roundOf,
  type StepHost,
  withOutcomes,
} from '../procedures/progress.ts';
import { type Instant, secondsBetween } from '../time/instant.ts';

export interface StepTime {
  readonly step: string;
  readonly title: string;
  readonly doneAt: Instant;
  readonly seconds: number;
}

/** Whoever is served is not timed; 办公室主任 is of the office. */
const AT_A_LEADER =
  /^(leader|leaders|mayor|executive-vice-mayor|vice-mayor-\d+|leader-in-charge|served)(\.|$)/;

/**
 * The steps that have passed, each with its time since its gate opened or it was opened again. Left out: steps at a
 * leader, steps that were waived, that nobody answered, that repeat, and those of the clauses in `confined`.
 */
export function stepTimes(
  found: Case,
  procedure: Procedure,
  confined: ReadonlySet<string>,
): readonly StepTime[] {
  const host = withOutcomes(hostOfCase(found), procedure);
  return procedure.steps
    .filter(({ gateOf, repeats }) => gateOf === null && !repeats)
    .flatMap((step) =>
      partsOf(step, host)
        .filter((part) => applies(step, part, host))
        .flatMap((part) => {
          const asked = asAsked(step, part, host);
          if (confined.has(asked.clause) || AT_A_LEADER.test(asked.by ?? '')) return [];
          return timeOf(asked, part, procedure, host, found.startedAt);
        }),
    );
}

function timeOf(
  step: StepRule,
  part: HostPart | null,
  procedure: Procedure,
  host: StepHost,
  startedAt: Instant,
): StepTime[] {
  const act = passingAct(step, part?.id ?? null, host);
  if (act === null || act.waived !== null) return [];
  if (act.outcome !== null && act.outcome === step.unanswered?.outcome) return [];
  const { openedAt } = gateTo(step, part, procedure, host);
  const since = lastOf([openedAt ?? startedAt, roundOf(host, step.id, part?.id ?? null).since]);
  const done = doneAt(act);
  if (since === null || done < since) return [];
  return [{ step: step.id, title: step.title, doneAt: done, seconds: secondsBetween(since, done) }];
}
