/** The procedures of a rulebook as a district has switched them on. */
import { flagSetting, type Settings } from '../rules/settings.ts';
import type { Procedure, StepRule } from './procedure.ts';

/**
 * Without the steps that are switched off. What comes after such a step waits for what came before it, so that leaving
 * a step out opens no gate. A procedure none of whose steps is on is left out.
 */
export function proceduresUnder(
  procedures: ReadonlyMap<string, Procedure>,
  settings: Settings,
): ReadonlyMap<string, Procedure> {
  const isOff = (step: StepRule) => step.switch !== null && !flagSetting(settings, step.switch);
  const all = [...procedures].map(([id, procedure]): [string, Procedure] => {
    return procedure.steps.some(isOff) ? [id, without(procedure, isOff)] : [id, procedure];
  });
  return new Map(all.filter(([, { steps }]) => steps.length > 0));
}

function without(procedure: Procedure, isOff: (step: StepRule) => boolean): Procedure {
  const gates = new Map<string, readonly string[]>();
  const around = (ids: readonly string[]) => [...new Set(ids.flatMap((id) => gates.get(id) ?? [id]))];
  const steps: StepRule[] = [];
  // Gates lead backward, so those of a step are known before any step behind it is looked at.
  for (const step of procedure.steps) {
    if (isOff(step)) gates.set(step.id, around(step.after));
    else steps.push({ ...step, after: around(step.after), orAfter: around(step.orAfter) });
  }
  const ids = new Set(steps.map(({ id }) => id));
  const returning = (to: string | null) => (to === null || ids.has(to) ? to : null);
  return { ...procedure, steps: steps.map((step) => ({ ...step, returnsTo: returning(step.returnsTo) })) };
}
