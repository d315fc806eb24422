/** When the collection of a week's entries opens, counted back from the day on which the entries are due. */
import { evaluate, type Ground, operativeReading } from '../rules/expression.ts';
import type { Rule, Step } from '../rules/rulebook.ts';
import type { Instant } from '../time/instant.ts';
import { mondayOf, type WeekId } from '../time/local-date.ts';

/** A day between the opening and the limit, so that liaison officers can ask their leaders. */
const OPENING: readonly Step[] = [
  { step: 'workday-before', makeUp: 'weekly.input_on_makeup_day' },
  { step: 'at', time: '$weekly.open_time', say: '开始征集' },
];

/**
 * `weekly.open_time` on the working day before the day on which `entries` (the rule of the leaders' entries,
 * art. 76) are due by its operative reading; make-up days are passed over where the setting
 * `weekly.input_on_makeup_day` is false. `null` for a week that is off altogether: nothing is collected for it.
 */
export function weekOpening(week: WeekId, entries: Rule, ground: Ground): Instant | null {
  const { steps } = operativeReading(entries.deadline, ground.settings);
  const facts = new Map([['week', { date: mondayOf(week) }]]);
  const opening = evaluate([...steps, ...OPENING], facts, ground);
  return opening.outcome === 'due' ? opening.at : null;
}
