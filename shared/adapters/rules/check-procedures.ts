/** Cross-checks procedures: every step has its clause, its gates lead backward, and rules name steps that exist. */
import type { Procedure, StepRule } from '../../domain/procedures/procedure.ts';
import { validRole } from '../../domain/routing/roles.ts';
import type { Clause } from '../../domain/rules/clause.ts';
import type { Rule } from '../../domain/rules/rulebook.ts';
import { InvalidFile } from './yaml-place.ts';

interface FileWithProcedures {
  readonly file: string;
  readonly content: { readonly procedures: Readonly<Record<string, Omit<Procedure, 'id'>>> };
}

/** Who may do a step besides roles: the matter's unit, the part's unit, the leader it is about. */
const OWN_HANDS: ReadonlySet<string> = new Set(['unit', 'part', 'leader']);
const UNIT = /^[a-z][a-z0-9-]*$/;

/** Kinds of matter that are written in code, whose subjects are listed in the rule language. */
const OWN_KINDS: ReadonlySet<string> = new Set(['meeting', 'event', 'week', 'period', 'assignment']);

/** The procedures of all files. Refuses one given twice, a step twice, an unknown clause, gate, part or hand. */
export function proceduresFrom(
  files: readonly FileWithProcedures[],
  clauses: ReadonlyMap<string, Clause>,
): Map<string, Procedure> {
  const procedures = new Map<string, Procedure>();
  for (const { file, content } of files) {
    for (const [id, given] of Object.entries(content.procedures)) {
      const refuse = (problem: string): never => {
        throw new InvalidFile(`${file} (procedures.${id}): ${problem}`);
      };
      if (procedures.has(id)) refuse('this procedure is given twice; expected one');
      if (OWN_KINDS.has(id)) refuse('this name means a kind of matter; expected another');
      const procedure = { id, ...given };
      for (const [index, step] of procedure.steps.entries()) {
        const fault = stepFault(step, procedure.steps.slice(0, index), procedure, clauses);
        if (fault !== null) refuse(`step '${step.id}': ${fault}`);
      }
      procedures.set(id, procedure);
    }
  }
  return procedures;
}

/** `null` when nothing is wrong with a step that stands behind `before`. */
function stepFault(
  step: StepRule,
  before: readonly StepRule[],
  procedure: Procedure,
  clauses: ReadonlyMap<string, Clause>,
): string | null {
  if (before.some(({ id }) => id === step.id)) return 'is given twice; expected one';
  if (!clauses.has(step.clause)) return `no clause '${step.clause}'; expected one of clauses`;
  const gate = [...step.after, ...step.orAfter].find((id) => !before.some((one) => one.id === id));
  if (gate !== undefined) return `comes after '${gate}', which does not stand before it`;
  if (step.orAfter.length > 0 && step.after.length === 0) return 'or-after without after; expected both';
  if (step.per !== null && !procedure.parts.some(({ kind }) => kind === step.per))
    return `no parts '${step.per}'; expected one of parts`;
  if (step.by !== null && !OWN_HANDS.has(step.by) && !UNIT.test(step.by) && !validRole(step.by))
    return `nobody is called '${step.by}'; expected unit, part, leader, a unit or a role`;
  const stranger = step.delegatedTo.find((role) => !validRole(role));
  if (stranger !== undefined) return `nobody is called '${stranger}'; expected a role in delegated-to`;
  const undropped = step.drops.find((outcome) => !step.outcomes.slice(1).includes(outcome));
  if (undropped !== undefined) return `drops '${undropped}'; expected an outcome that does not pass`;
  if (step.drops.length > 0 && step.per === null) return 'drops without per; expected the part that is dropped';
  const undone = [...step.after, ...step.orAfter].find((id) =>
    before.some((one) => one.id === id && one.gateOf !== null),
  );
  if (undone !== undefined) return `comes after '${undone}', which nobody does; expected the steps before it`;
  if (
    step.returnsTo !== null &&
    !before.some(({ id }) => id === step.returnsTo) &&
    step.returnsTo !== step.id
  )
    return `returns to '${step.returnsTo}', which does not stand before it`;
  return null;
}

/** What is wrong with the kind of matter and the subject that a rule names; `null` when both exist. */
export function unknownPlace(rule: Rule, procedures: ReadonlyMap<string, Procedure>): string | null {
  if (OWN_KINDS.has(rule.matter)) return null;
  const procedure = procedures.get(rule.matter);
  if (!procedure)
    return `unknown kind of matter '${rule.matter}'; expected ${[...OWN_KINDS].join(', ')} or a procedure`;
  if (procedure.host !== 'case')
    return `'${rule.matter}' belongs to a ${procedure.host}; expected matter: ${procedure.host}`;
  if (procedure.steps.some(({ id }) => id === rule.per)) return null;
  return `'${rule.matter}' has no step '${rule.per}'; expected one of ${procedure.steps.map(({ id }) => id).join(', ')}`;
}
