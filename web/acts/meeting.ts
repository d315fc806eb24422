/** Forms about meetings, their agenda and their papers. */
import type { Verb } from '../../shared/contract/verbs.ts';
import { about, aboutBy, type Fields, handOf, MOST_ROWS, type Reader, reasoned } from './fields.ts';
import { FormFault, type Typed } from './typed.ts';

const arranged: Reader = (typed) => ({
  ...about(typed),
  kind: typed.required('kind'),
  title: typed.optional('title'),
  start: typed.start(),
  items: rows(typed, 'unit', 'title').map(({ row, first, second }) => ({
    id: String(row),
    unit: first,
    title: second,
  })),
});

export const meetingForms = {
  'meeting.schedule': arranged,
  'meeting.plan': arranged,
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
  'agenda.amend': (typed) => ({
    ...reasoned(typed),
    item: typed.required('item'),
    tags: tagsOf(typed),
    presenter: typed.optional('presenter'),
    by: 'office',
  }),
  'agenda.place': (typed) => ({ ...about(typed), item: typed.required('item') }),
  'meeting.leave': (typed) => ({
    ...reasoned(typed),
    post: typed.required('post'),
    substitute: typed.optional('substitute'),
    byPhone: typed.ticked('byPhone'),
    happenedAt: typed.moment('happenedAt'),
    by: 'office',
  }),
  'meeting.outcome': (typed) => ({
    ...about(typed),
    item: typed.required('item'),
    outcome: typed.required('outcome'),
    presenter: typed.optional('presenter'),
    next: typed.optional('next'),
    note: typed.optional('note'),
    correction: typed.optional('correction'),
    by: 'office',
  }),
  'meeting.decide': (typed) => ({
    ...about(typed),
    decisions: decisionsOf(typed),
    startNow: typed.ticked('startNow'),
    by: 'office',
  }),
  'papers.collect': (typed) => ({
    ...about(typed),
    missing: rows(typed, 'unit', 'copy', '材料的单位和份号').map(({ first, second }) => ({
      unit: first,
      copy: second,
    })),
    happenedAt: typed.moment('happenedAt'),
    by: 'office',
  }),
  'papers.lend': (typed) => ({
    ...about(typed),
    ...handOf(typed),
    copy: typed.required('copy'),
    unit: typed.required('unit'),
    until: typed.moment('until'),
  }),
} satisfies Partial<Record<Verb, Reader>>;

/** What is ticked takes the place of what was known; nothing ticked leaves it. */
function tagsOf(typed: Typed): string[] | undefined {
  const tags = typed.beginning('tag.').map(([tag]) => tag);
  return tags.length === 0 ? undefined : tags;
}

/** Each decision is numbered after those that the meeting has already. */
function decisionsOf(typed: Typed): Fields[] {
  const first = Number(typed.optional('first') ?? 0);
  const filled = rows(typed, 'unit', 'title', '议定事项的单位和内容');
  if (filled.length === 0) throw new FormFault('请填写议定事项。');
  return filled.map(({ row, first: unit, second: title }, index) => ({
    id: String(first + index + 1),
    unit,
    title,
    ...optional('item', typed.optional(`item-${row}`)),
    ...optional('until', typed.moment(`until-${row}`, '时限')),
  }));
}

function optional(name: string, value: string | undefined): Fields {
  return value === undefined ? {} : { [name]: value };
}

/** Numbered pairs of fields; half a pair is refused, an empty one passed over. */
function rows(
  typed: Typed,
  one: string,
  other: string,
  what = '议题的汇报单位和名称',
): { row: number; first: string; second: string }[] {
  const filled: { row: number; first: string; second: string }[] = [];
  for (let row = 1; row <= MOST_ROWS; row++) {
    const [first, second] = [typed.optional(`${one}-${row}`), typed.optional(`${other}-${row}`)];
    if (first === undefined && second === undefined) continue;
    if (first === undefined || second === undefined) throw new FormFault(`第${row}项${what}须同时填写。`);
    filled.push({ row, first, second });
  }
  return filled;
}
