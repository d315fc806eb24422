/** Forms about the weekly table. */
import type { Verb } from '../../shared/contract/verbs.ts';
import { type Fields, MOST_ROWS, type Reader } from './fields.ts';
import { FormFault, type Typed } from './typed.ts';

const ofWeek: Reader = (typed) => ({
  week: typed.required('week'),
  by: 'office',
  happenedAt: typed.moment('happenedAt'),
});

export const weekForms = {
  'week.answer': (typed) => ({
    week: typed.required('week'),
    leader: typed.required('leader'),
    by: 'office',
    entries: entriesOf(typed),
  }),
  'week.draft': ofWeek,
  'week.compile': ofWeek,
  'week.deliver': ofWeek,
  'week.read': (typed) => ({ week: typed.required('week'), leader: typed.required('leader') }),
  'week.change': (typed) => {
    const leader = typed.optional('leader');
    return {
      week: typed.required('week'),
      what: typed.required('what'),
      leaders: leader === undefined ? [] : [leader],
    };
  },
} satisfies Partial<Record<Verb, Reader>>;

function entriesOf(typed: Typed): 'none' | Fields[] {
  const filled: Fields[] = [];
  for (let row = 1; row <= MOST_ROWS; row++) {
    const [day, time, what, place] = ['day', 'time', 'what', 'place'].map((name) =>
      typed.optional(`${name}-${row}`),
    );
    if (day === undefined && time === undefined && what === undefined && place === undefined) continue;
    if (day === undefined || time === undefined || what === undefined)
      throw new FormFault(`第${row}行活动须填写日期、时间和内容。`);
    filled.push({ day, time, what, ...(place === undefined ? {} : { place }) });
  }
  if (typed.ticked('none')) {
    if (filled.length > 0) throw new FormFault('已填写活动的，不能同时勾选“本周无安排”。');
    return 'none';
  }
  if (filled.length === 0) throw new FormFault('请填写活动，或者勾选“本周无安排”。');
  return filled;
}
