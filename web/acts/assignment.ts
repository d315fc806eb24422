/** Forms about assignments (交办事项). */
import type { Verb } from '../../shared/contract/verbs.ts';
import { about, aboutBy, type Fields, handOf, MOST_ROWS, type Reader, reasoned } from './fields.ts';
import { FormFault, type Typed } from './typed.ts';

const bySupervision: Reader = (typed) => ({ ...reasoned(typed), by: 'supervision' });

export const assignmentForms = {
  'assignment.open': (typed) => {
    const source = typed.required('source');
    const reference = typed.optional('reference');
    return {
      ...about(typed),
      title: typed.required('title'),
      short: typed.optional('short'),
      source,
      sources: reference === undefined ? [] : [{ kind: source, reference }],
      lead: typed.required('lead'),
      supporting: typed.beginning('supporting-').map(([, unit]) => unit),
      until: typed.date('until'),
      urgency: typed.optional('urgency'),
      category: typed.optional('category'),
      secrecy: typed.optional('secrecy'),
      form: typed.optional('manner'),
      startedAt: typed.moment('startedAt'),
      assign: typed.ticked('assign'),
      by: 'office',
    };
  },
  'assignment.approve': (typed) => ({
    ...about(typed),
    ...handOf(typed),
    until: typed.date('until'),
    adoptDefault: typed.ticked('adoptDefault'),
  }),
  'assignment.confirm-approval': aboutBy,
  'assignment.assign': (typed) => ({ ...about(typed), by: 'office', number: typed.optional('number') }),
  'assignment.object': (typed) => ({ ...reasoned(typed), ...handOf(typed) }),
  'assignment.uphold': (typed) => ({ ...bySupervision(typed), unit: typed.optional('unit') }),
  'assignment.transfer': (typed) => ({
    ...about(typed),
    to: typed.required('to'),
    unit: typed.optional('unit'),
    by: 'supervision',
    until: typed.date('until'),
  }),
  'assignment.progress': (typed) => ({
    ...about(typed),
    state: typed.required('state'),
    text: typed.required('text'),
    ...handOf(typed),
    happenedAt: typed.moment('happenedAt'),
  }),
  'assignment.ask-closing': (typed) => ({
    ...about(typed),
    text: typed.required('text'),
    ...handOf(typed),
    evidence: typed.required('evidence'),
    happenedAt: typed.moment('happenedAt'),
  }),
  'assignment.confirm-closing': (typed) => ({
    ...about(typed),
    by: 'supervision',
    evidence: typed.optional('evidence'),
    happenedAt: typed.moment('happenedAt'),
  }),
  'assignment.return-closing': bySupervision,
  'assignment.add-source': (typed) => ({
    ...about(typed),
    source: { kind: typed.required('source'), reference: typed.required('reference') },
    until: typed.date('until'),
    corrects: typed.ticked('corrects'),
  }),
  'assignment.split': (typed) => ({ ...about(typed), into: partsOf(typed), by: 'supervision' }),
  'assignment.merge': (typed) => ({ ...about(typed), into: typed.required('into'), by: 'supervision' }),
  'assignment.no-answer': (typed) => ({
    ...reasoned(typed),
    unit: typed.required('unit'),
    ...handOf(typed),
  }),
  'assignment.circulate': (typed) => ({
    ...about(typed),
    ...handOf(typed),
    text: typed.required('text'),
    number: typed.optional('number'),
  }),
  'assignment.renew': (typed) => {
    const until = typed.date('until');
    if (until === undefined) throw new FormFault('请填写新的时限。');
    return { ...about(typed), until, by: 'supervision', why: typed.optional('why') };
  },
  'assignment.strike': bySupervision,
} satisfies Partial<Record<Verb, Reader>>;

/** Rows of a unit and a title; each part is numbered after the whole, `jb-1-2`. */
function partsOf(typed: Typed): Fields[] {
  const parts: Fields[] = [];
  for (let row = 1; row <= MOST_ROWS; row++) {
    const [unit, title] = [typed.optional(`unit-${row}`), typed.optional(`title-${row}`)];
    if (unit === undefined && title === undefined) continue;
    if (unit === undefined || title === undefined) throw new FormFault(`第${row}项的单位和名称须同时填写。`);
    parts.push({ id: `${typed.required('id')}-${row}`, unit, title });
  }
  return parts;
}
