/** Acts on the duties of an assignment that are acts on the assignment itself: closing is asked for, confirmed, returned. */
import type { Submission } from '../duties/duty.ts';
import type { Assignment } from './assignment.ts';
import type { AssignmentCommand } from './assignment-commands.ts';

/** What somebody does to a duty. */
export type ActOnDuty =
  | { readonly act: 'submit'; readonly submission: Submission }
  | { readonly act: 'accept'; readonly by: string }
  | { readonly act: 'return'; readonly by: string; readonly why: string };

/** The same as an act on the assignment; `null` where the duty has it for itself. */
export function assignmentActFor(
  found: Assignment,
  duty: { readonly per: string; readonly part: string | null },
  given: ActOnDuty,
): AssignmentCommand | null {
  if (duty.per !== 'finish') return null;
  const { id } = found;
  switch (given.act) {
    case 'submit':
      return askingFor(found, duty.part, given.submission);
    case 'accept':
      return { do: 'assignment.confirm-closing', id, by: given.by, evidence: null, happened: null };
    case 'return':
      return { do: 'assignment.return-closing', id, by: given.by, why: given.why };
    default:
      return given satisfies never;
  }
}

/** What the office keys of a unit's own paper is the unit's act. */
function askingFor(found: Assignment, part: string | null, submission: Submission): AssignmentCommand {
  const { by, for: whose, source, evidence, done } = submission;
  const unit = found.parties.find(({ key }) => key === part)?.unit ?? null;
  const behalf = whose ?? (by === 'office' || by === 'supervision' ? unit : null);
  const text = evidence ?? '已办结，申请销号';
  return {
    do: 'assignment.ask-closing',
    id: found.id,
    text,
    evidence,
    happened: done,
    by,
    for: behalf,
    source,
  };
}
