/** Checks what rules count from and ask for: facts and flags that nothing sets, steps of procedures included. */
import { type Known, knownOf, knownOfProcedure, unknownFlag } from '../../domain/matters/known-facts.ts';
import type { Procedure } from '../../domain/procedures/procedure.ts';
import type { Rule, Step } from '../../domain/rules/rulebook.ts';
import type { Assembled, PlacedRule } from './load-rulebook.ts';
import { faultAt, type Path, type Refuse } from './rule-fault.ts';
import type { Part } from './rule-files.ts';

/** Facts and flags of all rules, and flags of all steps. */
export function checkExpressions(
  { rulebook, placed }: Assembled,
  parts: readonly Part[],
  refuse: Refuse,
): void {
  for (const one of placed) {
    const { matter, per } = one.rule;
    const known = knownOf(matter, per, rulebook.procedures);
    // Which subject there is was checked where the rule was read; of kinds in code it is checked here.
    if (known) checkRule(one, known, refuse);
    else if (!rulebook.procedures.has(matter))
      refuse(faultAt(one.yaml, [...one.path, 'per'], one.rule.id, `a ${matter} has no subject '${per}'`));
  }
  checkLadders({ rulebook, placed }, parts, refuse);
  for (const { yaml, content } of parts) {
    for (const id of Object.keys(content.procedures)) {
      const procedure = rulebook.procedures.get(id);
      if (procedure)
        checkSteps(procedure, (path, problem) =>
          refuse(faultAt(yaml, ['procedures', id, ...path], `procedures.${id}`, problem)),
        );
    }
  }
}

function checkRule({ rule, yaml, path }: PlacedRule, known: Known, refuse: Refuse): void {
  const wrong = (inner: Path, problem: string) =>
    refuse(faultAt(yaml, [...path, ...inner], rule.id, problem));
  const expected = `expected one of ${[...new Set(known.facts)].join(', ')}`;
  if (!known.facts.includes(rule.anchor)) wrong(['anchor'], `unknown fact '${rule.anchor}'; ${expected}`);
  for (const { fact, inner } of factsOf(rule))
    if (!known.facts.includes(fact)) wrong(inner, `unknown fact '${fact}'; ${expected}`);
  for (const [index, condition] of rule.when.entries()) {
    const flag = unknownFlag(condition, known);
    if (flag !== null) wrong(['when', index], sayUnknownFlag(flag, known));
  }
}

function sayUnknownFlag(flag: string, { flags }: Known): string {
  const expected = flags.length === 0 ? 'no flag here' : `one of ${[...new Set(flags)].join(', ')}`;
  return `unknown flag '${flag}'; expected ${expected}`;
}

function factsOf({ deadline, tooLate }: Rule): { readonly fact: string; readonly inner: Path }[] {
  const readings = deadline.readings.flatMap(({ id, steps }) =>
    factsIn(steps, deadline.setting === null ? ['deadline', 'steps'] : ['deadline', 'readings', id, 'steps']),
  );
  const late = (tooLate?.instead ?? []).flatMap(({ steps }, index) =>
    factsIn(steps, ['too-late', 'instead', index, 'steps']),
  );
  return [...readings, ...late];
}

function factsIn(steps: readonly Step[], path: Path): { readonly fact: string; readonly inner: Path }[] {
  return steps.flatMap((step, index) => {
    const inner = [...path, index];
    switch (step.step) {
      case 'from':
        return [{ fact: step.fact, inner }];
      case 'if-known':
        return [
          { fact: step.fact, inner },
          ...factsIn(step.take, [...inner, 'take']),
          ...factsIn(step.otherwise, [...inner, 'otherwise']),
        ];
      case 'not-after':
      case 'not-before':
        return factsIn(step.other, [...inner, step.step]);
      default:
        return [];
    }
  });
}

/** A rung that is only for some subjects asks for a flag that at least one rule on its ladder may have. */
function checkLadders({ rulebook, placed }: Assembled, parts: readonly Part[], refuse: Refuse): void {
  for (const { yaml, content } of parts) {
    for (const [id, rungs] of Object.entries(content.ladders)) {
      const users = placed.filter(({ rule }) => rule.ladder === id);
      const known = users.flatMap(({ rule }) => knownOf(rule.matter, rule.per, rulebook.procedures) ?? []);
      const all = { facts: [], flags: known.flatMap(({ flags }) => flags) };
      for (const [index, { onlyIf }] of rungs.entries()) {
        const flag = onlyIf.map((condition) => unknownFlag(condition, all)).find((one) => one !== null);
        if (flag !== undefined && flag !== null && users.length > 0)
          refuse(faultAt(yaml, ['ladders', id, index], `ladders.${id}`, sayUnknownFlag(flag, all)));
      }
    }
  }
}

function checkSteps(procedure: Procedure, wrong: (path: Path, problem: string) => void): void {
  const known = knownOfProcedure(procedure);
  for (const [index, { id, when }] of procedure.steps.entries()) {
    for (const condition of when) {
      const flag = unknownFlag(condition, known);
      if (flag !== null) wrong(['steps', index], `step '${id}': ${sayUnknownFlag(flag, known)}`);
    }
  }
}
