/** Forms about switching on: rules confirmed, released or in shadow, and local documents over the calendar. */
import type { Verb } from '../../shared/contract/verbs.ts';
import { addDays, daysBetween } from '../../shared/domain/time/local-date.ts';
import type { Reader } from './fields.ts';
import { FormFault, type Typed } from './typed.ts';

export const rulesForms = {
  'rule.release': (typed) => ({ rule: typed.required('pattern'), by: 'office' }),
  'rule.shadow': (typed) => ({ rule: typed.required('pattern'), by: 'office', why: typed.required('why') }),
  // The office keys what 办公室主任 has signed.
  'rule.confirm': (typed) => ({
    rule: typed.required('rule'),
    inForce: typed.required('inForce') === 'yes',
    reading: typed.optional('reading'),
    by: 'office',
    for: 'office-director',
    source: typed.required('source'),
  }),
  'calendar.overlay': (typed) => ({
    document: typed.required('document'),
    [typed.required('what') === 'work' ? 'work' : 'off']: sameDays(typed),
    by: 'office',
  }),
} satisfies Partial<Record<Verb, Reader>>;

const MOST_DAYS = 31;

/** Every day from the first to the last with the same reason. */
function sameDays(typed: Typed): Readonly<Record<string, string>> {
  const why = typed.required('why');
  const [first, last] = [typed.date('day'), typed.date('lastDay')];
  if (first === undefined) throw new FormFault('请填写“日期”。');
  const length = last === undefined ? 1 : daysBetween(first, last) + 1;
  if (length < 1 || length > MOST_DAYS) throw new FormFault(`止日应在起日之后，最多${MOST_DAYS}日。`);
  return Object.fromEntries(Array.from({ length }, (_, day) => [addDays(first, day), why]));
}
