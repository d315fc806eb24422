/** What follows elsewhere from a step of a case: an incoming document that is handed out becomes an assignment. */
import type { Procedure } from '../procedures/procedure.ts';
import { holdsFor, passingAct, type StepEvent } from '../procedures/progress.ts';
import type { Fact } from '../rules/expression.ts';
import { parseInstant } from '../time/instant.ts';
import { parseLocalDate } from '../time/local-date.ts';
import type { Urgency } from './assignment.ts';
import type { AssignmentCommand } from './assignment-commands.ts';
import { type Case, hostOfCase } from './case.ts';

export interface CaseConsequence {
  readonly key: string;
  readonly command: AssignmentCommand;
}

const URGENCIES: readonly Urgency[] = ['特急', '加急', '普通'];

/** An assignment to the unit that a field of the case names, when the step that hands it over has passed. */
export function caseConsequences(
  found: Case,
  event: StepEvent,
  procedure: Procedure | null,
): CaseConsequence[] {
  const step = procedure?.steps.find(({ id }) => id === event.step);
  const hands = step?.assigns ?? null;
  if (!step || hands === null || event.type === 'step.returned') return [];
  const host = hostOfCase(found);
  const act = passingAct(step, event.part, host);
  if (act === null || act.waived !== null || (hands.outcome !== null && act.outcome !== hands.outcome))
    return [];
  const text = (field: string | null) => (field === null ? undefined : found.fields[field]);
  const id = `${found.id}-交办`;
  const command: AssignmentCommand = {
    do: 'assignment.open',
    id,
    title: found.title,
    short: null,
    source: 'document',
    sources: [{ kind: 'document', reference: String(text(hands.reference) ?? found.id) }],
    lead: String(text(hands.lead) ?? found.unit),
    supporting: [],
    until: limitOf(text(hands.until)),
    urgency: URGENCIES.find((one) => one === text(hands.urgency)) ?? null,
    category: hands.replies.length > 0 && holdsFor(hands.replies, null, host) ? '请示' : '一般',
    secrecy: found.secrecy ?? '内部',
    form: '催办督查',
    startedAt: null,
    decision: null,
    assign: true,
    legacy: false,
    noRungsBefore: null,
    by: act.submission.by,
    splitFrom: null,
  };
  return [{ key: `assign/${id}`, command }];
}

function limitOf(value: unknown): Fact | null {
  if (typeof value !== 'string') return null;
  return value.includes('T') ? { instant: parseInstant(value) } : { date: parseLocalDate(value) };
}
