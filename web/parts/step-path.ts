/** Where a duty that a step of a procedure owes is done: on the page of its matter, at that step. */
import type { District } from '../../shared/app/district.ts';
import { ruleOf } from '../../shared/app/views.ts';
import type { ExistingDuty } from '../../shared/domain/duties/duty.ts';
import { keyOfStep } from '../../shared/domain/procedures/progress.ts';

/** The place of a step on the page of its matter. */
export function stepAnchor(step: string, part: string | null): string {
  return `step-${keyOfStep(step, part)}`;
}

/** `null` for a duty that is handed in by itself. */
export function stepPathOf(duty: ExistingDuty, district: District): string | null {
  const matter = ruleOf(duty, district)?.matter;
  const { per, part } = duty.plan.subject;
  const step = [...district.rulebook.procedures.values()]
    .filter(({ id, host }) => id === matter || host === matter)
    .flatMap(({ steps }) => steps)
    .find(({ id }) => id === per);
  if (!step) return null;
  // The duties of a step that repeats are numbered after the part.
  const of = step.per === null ? null : step.repeats ? (part?.replace(/-\d+$/, '') ?? null) : part;
  return `/matters/${encodeURIComponent(duty.plan.matter)}#${encodeURIComponent(stepAnchor(step.id, of))}`;
}
