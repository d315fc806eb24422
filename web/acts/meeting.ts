/** Forms about meetings, their agenda and their papers. */
import type { Verb } from '../../shared/contract/verbs.ts';
import { about, aboutBy, MOST_ROWS, type Reader, reasoned } from './fields.ts';
import { FormFault, type Typed } from './typed.ts';

export const meetingForms = {
  'meeting.schedule': (typed) => ({
    ...about(typed),
    kind: typed.required('kind'),
    title: typed.optional('title'),
    start: typed.start(),
    items: rows(typed, 'unit', 'title').map(({ row, first, second }) => ({
      id: String(row),
      unit: first,
      title: second,
    })),
  }),
  'meeting.reschedule': (typed) => ({ ...about(typed), start: typed.start(), why: typed.optional('why') }),
  'meeting.cancel': reasoned,
  'agenda.add': (typed) => ({
    ...about(typed),
    item: { id: typed.required('item'), unit: typed.required('unit'), title: typed.required('title') },
  }),
  'agenda.withdraw': (typed) => ({
    ...aboutBy(typed),
    item: typed.required('item'),
    how: typed.required('how'),
    why: typed.required('why'),
  }),
  'papers.revise': (typed) => ({
    ...reasoned(typed),
    item: typed.required('item'),
    until: typed.requiredMoment('until'),
    by: 'office',
  }),
  'papers.replace': (typed) => ({ ...reasoned(typed), item: typed.required('item') }),
} satisfies Partial<Record<Verb, Reader>>;

/** Numbered pairs of fields; half a pair is refused, an empty one passed over. */
function rows(typed: Typed, one: string, other: string): { row: number; first: string; second: string }[] {
  const filled: { row: number; first: string; second: string }[] = [];
  for (let row = 1; row <= MOST_ROWS; row++) {
    const [first, second] = [typed.optional(`${one}-${row}`), typed.optional(`${other}-${row}`)];
    if (first === undefined && second === undefined) continue;
    if (first === undefined || second === undefined)
      throw new FormFault(`第${row}项议题的汇报单位和名称须同时填写。`);
    filled.push({ row, first, second });
  }
  return filled;
}
