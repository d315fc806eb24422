/** Duties of an emergency that are done by an act on the event: the act for what is handed in. */
import type { Submission } from '../duties/duty.ts';
import { type EmergencyCommand, RECIPIENTS, type UpwardTo } from './emergency.ts';
import type { EventCommand, OpinionEvent } from './opinion-event.ts';

/** No number was given with what was keyed at the duty itself. */
const NO_NUMBER = '未编号';

/**
 * The act on the event for a hand-in at one of its duties; `null` for the duties of art. 36 and 37, which are handed
 * in themselves. A turn of the watch is refused there: it is signed for all open events at once.
 */
export function eventActFor(
  event: OpinionEvent,
  duty: { readonly per: string; readonly part: string | null },
  submission: Submission,
): EventCommand | null {
  const { id } = event;
  switch (duty.per) {
    case 'phone-report':
      return { do: 'event.first-report', id, how: 'phone', submission };
    case 'written-report':
      return { do: 'event.first-report', id, how: 'written', submission };
    case 'leader-call':
      return {
        do: 'event.call',
        id,
        post: duty.part ?? '',
        answered: true,
        note: submission.evidence ?? '—',
        instruction: null,
        happened: submission.done.latest,
      };
    case 'follow-up':
      return update(id, duty.part === null ? null : Number(duty.part), false, submission);
    case 'final-report':
      return update(id, null, true, submission);
    case 'recount':
      return { ...update(id, null, false, submission), casualtiesChanged: true };
    case 'upward':
    case 'upward-follow':
      return upward(event, recipientIn(duty.part ?? ''), submission);
    case 'consult':
      return upward(event, 'party-committee', submission);
    case 'watch':
      return { do: 'event.take-over', id, watch: null };
    default:
      return null;
  }
}

function update(
  id: string,
  number: number | null,
  final: boolean,
  submission: Submission,
): Extract<EmergencyCommand, { do: 'event.update' }> {
  return { do: 'event.update', id, number, casualtiesChanged: false, final, submission };
}

function recipientIn(part: string): UpwardTo {
  return RECIPIENTS.find((to) => part.startsWith(to)) ?? 'city';
}

/** Without an instruction on record it was ahead of one, as the law has it. */
function upward({ id, emergency }: OpinionEvent, to: UpwardTo, submission: Submission): EventCommand {
  const basis = (emergency?.instructions.length ?? 0) > 0 ? 'instruction' : 'law';
  return { do: 'event.upward', id, to, number: submission.evidence ?? NO_NUMBER, basis, submission };
}
