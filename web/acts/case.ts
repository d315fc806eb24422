/** Forms about cases and about the steps of whatever goes through a procedure. */
import type { Verb } from '../../shared/contract/verbs.ts';
import { unitNamed } from '../../shared/domain/routing/units.ts';
import { about, aboutBy, type Fields, handOf, type Reader } from './fields.ts';
import { FormFault, type Typed } from './typed.ts';

const onStep: Reader = (typed) => ({
  ...about(typed),
  step: typed.required('step'),
  part: typed.optional('part'),
});

const actOnStep: Reader = (typed) => ({
  ...onStep(typed),
  ...handOf(typed),
  evidence: typed.optional('evidence'),
  happenedAt: typed.moment('happenedAt'),
});

export const caseForms = {
  'case.open': (typed) => ({
    ...about(typed),
    procedure: typed.required('procedure'),
    title: typed.required('title'),
    unit: typed.required('unit'),
    leader: typed.optional('leader'),
    fields: caseFields(typed),
    parts: partsOf(typed),
    startedAt: typed.moment('startedAt'),
    secrecy: typed.optional('secrecy'),
  }),
  'case.amend': (typed) => {
    const fields = caseFields(typed);
    if (Object.keys(fields).length === 0) throw new FormFault('请填写要补充或者更正的内容。');
    return { ...about(typed), by: 'office', why: typed.required('why'), fields };
  },
  'case.part': (typed) => {
    const [part] = partsOf(typed);
    if (part === undefined) throw new FormFault('请选择单位。');
    return { ...about(typed), part };
  },
  'case.withdraw': (typed) => ({ ...about(typed), by: 'office', why: typed.required('why') }),
  'step.do': (typed) => ({
    ...actOnStep(typed),
    outcome: typed.optional('outcome'),
    opinion: typed.optional('opinion'),
    checks: typed.beginning('check.').map(([point]) => point),
  }),
  'step.waive': (typed) => ({ ...actOnStep(typed), why: typed.required('why') }),
  'step.return': (typed) => ({ ...onStep(typed), by: typed.required('by'), why: typed.required('why') }),
  'step.confirm': (typed) => ({ ...onStep(typed), ...aboutBy(typed) }),
} satisfies Partial<Record<Verb, Reader>>;

type FieldValue = string | number | boolean;

/** What is typed into `TYPE.NAME`, as a value of the field’s type; what is left blank is not said. */
const VALUE_OF: Readonly<Record<string, (value: string, name: string, typed: Typed) => FieldValue>> = {
  flag: (value) => value === 'yes',
  count: (value) => countOf(value),
  moment: (_value, name, typed) => typed.moment(`moment.${name}`, '时间') ?? '',
  choice: (value) => value,
  date: (value) => value,
  text: (value) => value,
  unit: (value) => value,
  leader: (value) => value,
};

function caseFields(typed: Typed): Record<string, FieldValue> {
  const known = Object.entries(VALUE_OF).flatMap(([type, read]) =>
    typed.beginning(`${type}.`).map(([name, value]) => [name, read(value, name, typed)] as const),
  );
  return Object.fromEntries(known);
}

function countOf(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new FormFault(`“${value}”不是数目，请填写不小于零的整数。`);
  return Number(value);
}

/** Rows `part-unit.KIND.ROW` with `part-title.KIND.ROW`; each is known by its unit, a second one with a number. */
function partsOf(typed: Typed): Fields[] {
  const taken = new Set(typed.optional('taken')?.split(' '));
  return typed.beginning('part-unit.').map(([place, unit]) => {
    const [kind = ''] = place.split('.');
    const id = freeName(unit, (name) => taken.has(`${kind}/${name}`));
    taken.add(`${kind}/${id}`);
    const named = typed.optional(`part-title.${place}`);
    return { kind, id, unit, title: named ?? unitNamed(unit, typed.directory)?.shortName ?? unit };
  });
}

function freeName(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let number = 2; isTaken(free); number += 1) free = `${name}-${number}`;
  return free;
}
