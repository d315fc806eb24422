/** Times that a step must keep: time that has to lie before it, and time that others have to reply. */
import { amountOf, type Ground, shiftDate, shiftInstant, viewOf } from '../rules/expression.ts';
import type { Shift } from '../rules/rulebook.ts';
import { dateOf, type Instant } from '../time/instant.ts';
import { sayDateTime, sayFullDate } from '../time/wording.ts';
import { lastOf, passedAt } from './gate.ts';
import type { Procedure } from './procedure.ts';
import { holdsFor, type StepHost } from './progress.ts';
import type { Place } from './step-hands.ts';

/**
 * Why a step is too early, `null` when it is not: less time than `at-least` has passed since the step it counts from.
 * The day one starts on is not counted; the last day is enough.
 */
export function tooEarly(
  { step, part }: Place,
  done: Instant,
  procedure: Procedure,
  host: StepHost,
  ground: Ground,
): string | null {
  const { atLeast } = step;
  if (atLeast === null || (atLeast.unless !== null && host.flags.has(atLeast.unless))) return null;
  // A step that is switched off takes no time.
  const from = procedure.steps.find(({ id }) => id === atLeast.from);
  const began = from ? passedAt(from, from.per === step.per ? part : null, host) : null;
  if (!from || began === null) return null;
  const first = firstMoment(atLeast.shift, began, ground);
  if (first.reached(done)) return null;
  return `“${step.title}”与“${from.title}”之间的时间不足，最早为${first.say}`;
}

/** When the time to reply is over, so that no reply may be recorded; `null` where nobody was asked yet. */
export function replyOverdue(
  { step, part }: Place,
  openedAt: Instant,
  done: Instant,
  host: StepHost,
  ground: Ground,
): { readonly over: boolean; readonly say: string } | null {
  const window = step.unanswered?.within.find(({ when }) => holdsFor(when, part, host));
  if (!window) return null;
  const last = firstMoment(window.shift, openedAt, ground);
  // The whole of the last day is there to reply in.
  const over = last.day === null ? last.reached(done) : dateOf(done, ground.zone) > last.day;
  return { over, say: last.say };
}

/** The moment from which a step counts as open: its gate, or the return that opened it again, whichever is later. */
export function openSince(openedAt: Instant | null, returnedAt: Instant | null): Instant | null {
  return lastOf([openedAt, returnedAt]);
}

interface First {
  readonly day: string | null;
  readonly say: string;
  readonly reached: (at: Instant) => boolean;
}

function firstMoment(shift: Shift, from: Instant, ground: Ground): First {
  const view = viewOf(ground);
  if (shift.unit === 'days' || shift.unit === 'workdays' || shift.unit === 'months') {
    const amount = amountOf(shift.amount, ground.settings);
    const day = shiftDate(dateOf(from, ground.zone), shift.unit, amount, view);
    return { day, say: sayFullDate(day), reached: (at) => dateOf(at, ground.zone) >= day };
  }
  const at = shiftInstant(from, shift, ground, view);
  return { day: null, say: sayDateTime(at, ground.zone), reached: (moment) => moment >= at };
}
