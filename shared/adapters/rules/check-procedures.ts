/** Cross-checks procedures: every step has its clause, its gates lead backward, and rules name steps that exist. */
import type { Procedure, StepRule } from '../../domain/procedures/procedure.ts';
import { validRole } from '../../domain/routing/roles.ts';
import type { Clause } from '../../domain/rules/clause.ts';
import { flagsIn } from '../../domain/rules/condition.ts';
import type { Rule } from '../../domain/rules/rulebook.ts';
import { faultAt, type Path, type Refuse } from './rule-fault.ts';
import type { Part } from './rule-files.ts';

/** Who may do a step besides roles: the matter's unit, the part's unit, the leader it is about. */
const OWN_HANDS: ReadonlySet<string> = new Set(['unit', 'part', 'leader']);
const UNIT = /^[a-z][a-z0-9-]*$/;

/** Kinds of matter that are written in code, whose subjects are listed in the rule language. */
const OWN_KINDS: ReadonlySet<string> = new Set(['meeting', 'event', 'week', 'period', 'assignment']);

/** The procedures of all files. Refuses one given twice, a step twice, an unknown clause, gate, part or hand. */
export function proceduresFrom(
  parts: readonly Part[],
  clauses: ReadonlyMap<string, Clause>,
  leftOut: ReadonlySet<string>,
  refuse: Refuse,
): Map<string, Procedure> {
  const procedures = new Map<string, Procedure>();
  for (const { yaml, content } of parts) {
    for (const [id, given] of Object.entries(content.procedures)) {
      const wrong = (problem: string, ...inner: Path) =>
        refuse(faultAt(yaml, ['procedures', id, ...inner], `procedures.${id}`, problem));
      if (procedures.has(id)) wrong('this procedure is given twice; expected one');
      if (OWN_KINDS.has(id)) wrong('this name means a kind of matter; expected another');
      const procedure = { id, ...given };
      for (const [index, step] of procedure.steps.entries()) {
        const fault = stepFault(step, procedure.steps.slice(0, index), procedure, clauses, leftOut);
        if (fault !== null) wrong(`step '${step.id}': ${fault}`, 'steps', index);
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
  leftOut: ReadonlySet<string>,
): string | null {
  if (before.some(({ id }) => id === step.id)) return 'is given twice; expected one';
  const unsaid = [step.clause, ...step.varies.flatMap(({ clause }) => clause ?? [])].find(
    (id) => !clauses.has(id) && !leftOut.has(`clauses.${id}`),
  );
  if (unsaid !== undefined) return `no clause '${unsaid}'; expected one of clauses`;
  const gate = [...step.after, ...step.orAfter].find((id) => !before.some((one) => one.id === id));
  if (gate !== undefined) return `comes after '${gate}', which does not stand before it`;
  if (step.orAfter.length > 0 && step.after.length === 0) return 'or-after without after; expected both';
  if (step.per !== null && !procedure.parts.some(({ kind }) => kind === step.per))
    return `no parts '${step.per}'; expected one of parts`;
  const nobody = [step.by, ...step.varies.map(({ by }) => by)].find((by) => by !== null && !isHand(by));
  if (nobody !== undefined)
    return `nobody is called '${nobody}'; expected unit, part, leader, a unit or a role`;
  const stranger = step.delegatedTo.find((role) => !validRole(role));
  if (stranger !== undefined) return `nobody is called '${stranger}'; expected a role in delegated-to`;
  const undropped = step.drops.find((outcome) => !step.outcomes.slice(1).includes(outcome));
  if (undropped !== undefined) return `drops '${undropped}'; expected an outcome that does not pass`;
  if (step.drops.length > 0 && step.per === null)
    return 'drops without per; expected the part that is dropped';
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
  return (
    outcomeFault(step) ??
    timeFault(step, before, procedure) ??
    handOverFault(step, procedure) ??
    conditionFault(step, before, procedure)
  );
}

function isHand(by: string): boolean {
  return OWN_HANDS.has(by) || UNIT.test(by) || validRole(by);
}

function outcomeFault({ outcomes, explains, unanswered, passes }: StepRule): string | null {
  const named = [...explains, ...(unanswered ? [unanswered.outcome] : [])];
  const unknown = named.find((outcome) => !outcomes.includes(outcome));
  if (unknown !== undefined) return `'${unknown}' is no outcome; expected one of outcomes`;
  if (passes === 'all' && outcomes.length === 0) return 'passes: all without outcomes; expected both';
  return null;
}

function handOverFault({ assigns, outcomes }: StepRule, { fields, host }: Procedure): string | null {
  if (assigns === null) return null;
  if (host !== 'case') return `assigns belongs to a case, not to a ${host}`;
  if (assigns.outcome !== null && !outcomes.includes(assigns.outcome))
    return `assigns: '${assigns.outcome}' is no outcome; expected one of outcomes`;
  if (!fields.some(({ name, type }) => name === assigns.lead && type === 'unit'))
    return `assigns: '${assigns.lead}' is no field of type unit; expected one of fields`;
  const others = [assigns.until, assigns.urgency, assigns.reference];
  const unknown = others.find((one) => one !== null && !fields.some(({ name }) => name === one));
  return unknown === undefined ? null : `assigns: no field '${unknown}'; expected one of fields`;
}

function timeFault({ atLeast }: StepRule, before: readonly StepRule[], { fields }: Procedure): string | null {
  if (atLeast === null) return null;
  if (!before.some(({ id }) => id === atLeast.from))
    return `at-least counts from '${atLeast.from}', which does not stand before it`;
  const { unless } = atLeast;
  if (unless !== null && !fields.some(({ name, type }) => name === unless && type === 'flag'))
    return `at-least: no flag '${unless}'; expected one of fields`;
  return null;
}

/** Conditions of a case name its fields and what came out of earlier steps; other hosts have flags of their own. */
function conditionFault(step: StepRule, before: readonly StepRule[], procedure: Procedure): string | null {
  if (procedure.host !== 'case') return null;
  const conditions = [
    ...step.when,
    ...step.varies.flatMap(({ when }) => when),
    ...(step.unanswered?.within ?? []).flatMap(({ when }) => when),
    ...(step.assigns?.replies ?? []),
  ];
  const flags = new Set([
    ...procedure.fields.flatMap(({ name, type, choices }) =>
      type === 'flag' ? [name] : choices.map((choice) => `${name}=${choice}`),
    ),
    ...before.flatMap(({ id, outcomes }) => outcomes.map((outcome) => `${id}=${outcome}`)),
  ]);
  const unknown = conditions.flatMap(flagsIn).find((flag) => !flags.has(flag));
  return unknown === undefined
    ? null
    : `nothing sets '${unknown}'; expected a flag, field=choice or the outcome of an earlier step`;
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
