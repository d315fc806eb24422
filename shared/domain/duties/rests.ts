/** A clock that stood still: the limit moves on by the working days that it rested (异议, 因客观原因中止). */
import type { DerivationStep, Ground } from '../rules/expression.ts';
import { viewOf } from '../rules/expression.ts';
import { dateOf, type Instant, instantAt, timeOf } from '../time/instant.ts';
import { addDays } from '../time/local-date.ts';
import { sayDate } from '../time/wording.ts';

/** A stretch at rest that is over. */
interface RestOver {
  readonly from: Instant;
  readonly until: Instant;
}

interface MovedLimit {
  readonly at: Instant;
  readonly steps: readonly DerivationStep[];
}

/**
 * The limit after the rests that began before it: for each, as many working days later as lie after its first day up
 * to its last, at least one, and never before the clock runs again. The time of day stays.
 */
export function afterRests(limit: Instant, rests: readonly RestOver[], ground: Ground): MovedLimit {
  return rests.reduce<MovedLimit>((moved, rest) => afterRest(moved, rest, ground), { at: limit, steps: [] });
}

function afterRest(before: MovedLimit, { from, until }: RestOver, ground: Ground): MovedLimit {
  if (from >= before.at) return before;
  const { zone } = ground;
  const view = viewOf(ground);
  const time = timeOf(before.at, zone);
  const [first, last] = [dateOf(from, zone), dateOf(until, zone)];
  let days = 0;
  for (let day = addDays(first, 1); day <= last; day = addDays(day, 1)) if (view.isWorking(day)) days += 1;
  const moved = instantAt(view.addWorkdays(dateOf(before.at, zone), Math.max(1, days)), time, zone);
  const at = moved > until ? moved : instantAt(view.addWorkdays(last, 1), time, zone);
  const say = `${sayDate(first)}至${sayDate(last)}停止计时，顺延${Math.max(1, days)}个工作日`;
  return { at, steps: [...before.steps, { at, say }] };
}
