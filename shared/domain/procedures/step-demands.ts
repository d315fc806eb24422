/** What an act on a step must bring along: evidence, an opinion, points confirmed, an outcome with its reasons. */
import { type Clause, citeClause } from '../rules/clause.ts';
import type { Procedure, StepRule } from './procedure.ts';
import type { StepHost } from './progress.ts';

export interface DemandsGround {
  readonly procedure: Procedure;
  readonly clauses: ReadonlyMap<string, Clause>;
  /** 《工作规则》 */
  readonly shortTitle: string;
}

/** What was brought along. */
export interface Brought {
  readonly evidence: string | null;
  readonly opinion: string | null;
  readonly checks: readonly string[];
  readonly outcome: string | null;
}

/** The words of the clause that asks for a step, as a refusal ends with them. */
export function cited(step: StepRule, { clauses, shortTitle }: Omit<DemandsGround, 'procedure'>): string {
  const clause = clauses.get(step.clause);
  return clause ? citeClause(clause, shortTitle) : step.clause;
}

/** What an act lacks that its step asks for, in words that end with the clause; `null` when it lacks nothing. */
export function lacking(
  command: Brought,
  step: StepRule,
  { flags }: StepHost,
  ground: DemandsGround,
): string | null {
  if (step.needs.includes('evidence') && command.evidence === null)
    return `“${step.title}”须附佐证材料：${cited(step, ground)}`;
  const reasons = command.outcome !== null && step.explains.includes(command.outcome);
  if (reasons && command.opinion === null)
    return `“${step.title}”为“${command.outcome}”的，须写明理由：${cited(step, ground)}`;
  if (step.needs.includes('opinion') && command.opinion === null)
    return `“${step.title}”须写明意见：${cited(step, ground)}`;
  const missing = step.checks.filter((check) => !command.checks.includes(check));
  // What goes back because of a point that is not in order cannot be asked to be in order.
  if (missing.length > 0 && opensGate(step, command.outcome))
    return `“${step.title}”尚有事项未核对（${missing.join('、')}）：${cited(step, ground)}`;
  if (
    handsOver(step, command.outcome) &&
    ![...flags].some((flag) => flag.startsWith(`${step.assigns?.lead}=`))
  )
    return `“${step.title}”须先填写“${fieldSaid(step, ground)}”`;
  if (step.outcomes.length === 0)
    return command.outcome === null ? null : `“${step.title}”不需填写结论“${command.outcome}”`;
  if (command.outcome !== null && step.outcomes.includes(command.outcome)) return null;
  return `“${step.title}”须填写结论（${step.outcomes.join('、')}）`;
}

function opensGate({ outcomes, passes }: StepRule, outcome: string | null): boolean {
  return passes === 'all' || outcome === null || !outcomes.includes(outcome) || outcome === outcomes[0];
}

function handsOver({ assigns }: StepRule, outcome: string | null): boolean {
  return assigns !== null && (assigns.outcome === null || assigns.outcome === outcome);
}

function fieldSaid({ assigns }: StepRule, { procedure }: DemandsGround): string {
  return procedure.fields.find(({ name }) => name === assigns?.lead)?.say ?? '';
}

/** Why a step may not be left out; `null` when it may. */
export function notWaivable(step: StepRule, ground: DemandsGround): string | null {
  return step.waivable ? null : `“${step.title}”不能免除：${cited(step, ground)}`;
}
