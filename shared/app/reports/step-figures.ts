/** How long the steps of documents took in a period, for all cases of the districts of a report. */
import { MinuteCounts } from '../../domain/compliance/spread.ts';
import { stepTimes } from '../../domain/compliance/step-times.ts';
import type { District } from '../district.ts';
import type { DistrictScope } from './collect.ts';
import type { ReportScope, StepFigures } from './compliance-report.ts';
import type { DutySource } from './duty-source.ts';

interface Measured extends Omit<StepFigures, 'time'> {
  readonly counts: MinuteCounts;
  readonly place: number;
}

/** Adds up the steps done in the period, case by case. Those that are internal to the Party group are left out. */
export class StepsMeasured {
  readonly #steps = new Map<string, Measured>();

  async add(source: DutySource, district: District, scope: ReportScope, when: DistrictScope): Promise<void> {
    const { procedures, rules } = district.rulebook;
    const confined = new Set(rules.filter((rule) => rule.confined).map(({ id }) => id));
    for await (const found of source.cases(district.id)) {
      const procedure = procedures.get(found.procedure);
      if (!procedure || !fits(found, scope)) continue;
      for (const { step, title, doneAt, seconds } of stepTimes(found, procedure, confined)) {
        if (doneAt < when.from || doneAt >= when.to) continue;
        const key = `${procedure.id}\n${step}`;
        const place = procedure.steps.findIndex(({ id }) => id === step);
        const named = { procedure: procedure.id, procedureTitle: procedure.title, step, title, place };
        const known = this.#steps.get(key) ?? { ...named, counts: new MinuteCounts() };
        known.counts.add(seconds);
        this.#steps.set(key, known);
      }
    }
  }

  /** By procedure, each in the order of its steps. */
  figures(): StepFigures[] {
    return [...this.#steps.values()]
      .toSorted((a, b) =>
        a.procedure < b.procedure ? -1 : a.procedure > b.procedure ? 1 : a.place - b.place,
      )
      .map(({ counts, place: _place, ...named }) => ({ ...named, time: counts.spread() }));
  }
}

function fits(
  { unit, procedure }: { readonly unit: string; readonly procedure: string },
  scope: ReportScope,
) {
  if (scope.unit !== null && scope.unit !== unit) return false;
  return scope.kind === null || scope.kind === 'case' || scope.kind === procedure;
}
