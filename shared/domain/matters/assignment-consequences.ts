/** What follows elsewhere when something happens to an assignment: its list, its parts, what it is merged into. */
import type { StepCommand } from '../procedures/decide-step.ts';
import type { Instant } from '../time/instant.ts';
import type { Assignment } from './assignment.ts';
import type { AssignmentCommand } from './assignment-commands.ts';
import type { AssignmentEvent } from './assignment-events.ts';

export interface AssignmentConsequence {
  readonly key: string;
  readonly command: AssignmentCommand | StepCommand;
}

/**
 * A list is approved at once; a split opens its parts, with the sources and the named limit of the whole; what is
 * merged hands its sources on; an item of a decision is entered on the decision's list (D44-1).
 */
export function assignmentConsequences(found: Assignment, event: AssignmentEvent): AssignmentConsequence[] {
  switch (event.type) {
    case 'assignment.opened':
      return found.decision === null ? [] : [onTheList(found, found.decision, event.by)];
    case 'assignment.approved':
      return event.also.map((id) => ({ key: `approve/${id}`, command: approving(id, event) }));
    case 'assignment.split':
      return event.into.map((one) => ({ key: `open/${one.id}`, command: partOf(found, one, event.by) }));
    case 'assignment.merged': {
      const { into: id } = event;
      const { id: from, sources } = found;
      return [{ key: `absorb/${id}`, command: { do: 'assignment.absorb', id, from, sources } }];
    }
    default:
      return [];
  }
}

function approving(
  id: string,
  { approval, until, adopted }: Extract<AssignmentEvent, { type: 'assignment.approved' }>,
): AssignmentCommand {
  const { by, for: whose, source } = approval;
  return { do: 'assignment.approve', id, also: [], until, adoptDefault: adopted, by, for: whose, source };
}

function partOf(
  found: Assignment,
  { id, unit, title }: { readonly id: string; readonly unit: string; readonly title: string },
  by: string,
): AssignmentCommand {
  const { source, sources, until, urgency, category, responsibility = null, secrecy, form } = found;
  return {
    do: 'assignment.open',
    id,
    title,
    short: null,
    source,
    sources,
    lead: unit,
    supporting: [],
    until,
    urgency,
    category,
    responsibility,
    secrecy,
    form,
    // Told today: the limit that no paper names counts from now.
    startedAt: null,
    decision: null,
    assign: true,
    legacy: false,
    noRungsBefore: null,
    by,
    splitFrom: found.id,
  };
}

/** The step of the decision's procedure that lists the items to be checked. */
const LIST_STEP = 'items';

function onTheList(found: Assignment, decision: string, by: string): AssignmentConsequence {
  const at: Instant = found.openedAt;
  const submission = {
    done: { earliest: at, latest: at },
    recordedAt: at,
    by,
    for: null,
    source: null,
    channel: null,
    evidence: `督查事项${found.id}`,
  };
  const none = { part: null, outcome: null, opinion: null, checks: [] };
  return {
    key: `list/${decision}`,
    command: { do: 'step.do', id: decision, step: LIST_STEP, submission, ...none },
  };
}
