/** The fields and parts of a procedure as fields of a form; the name says the type, `date.NAME`. */
import { html } from 'hono/html';
import type { FieldRule, PartRule } from '../../shared/domain/procedures/procedure.ts';
import {
  countField,
  dateField,
  type Form,
  momentField,
  radioField,
  selectField,
  textField,
  tickField,
  unitOptions,
} from './form.ts';
import type { Html } from './page.ts';
import { leaderOptions } from './people-options.ts';

/** With `present`, a field of a case that is there already: what is left blank stays as it is. */
export interface CaseField extends FieldRule {
  readonly present?: string;
}

/** More choices than this stand in a list. */
const MOST_RADIOS = 4;

export function caseField(form: Form, field: CaseField): Html {
  const amends = field.present !== undefined;
  const shape = {
    name: `${field.type}.${field.name}`,
    label: field.say,
    required: field.required && !amends,
    ...(field.present === undefined ? {} : { hint: field.present }),
  };
  const [first] = field.choices;
  const unchanged = { value: '', label: amends ? '不变' : '请选择' };
  switch (field.type) {
    case 'flag':
      return amends
        ? selectField(form, shape, [unchanged, { value: 'yes', label: '是' }, { value: 'no', label: '否' }])
        : tickField(form, shape);
    case 'choice':
      if (!amends && field.choices.length <= MOST_RADIOS)
        return radioField(form, { ...shape, value: first ?? '' }, field.choices);
      return selectField(form, shape, [
        ...(amends ? [unchanged] : []),
        ...field.choices.map((value) => ({ value, label: value })),
      ]);
    case 'date':
      return dateField(form, shape);
    case 'moment':
      return momentField(form, shape);
    case 'count':
      return countField(form, shape);
    case 'unit':
      return selectField(form, shape, unitOptions(form.page));
    case 'leader':
      return selectField(form, shape, leaderOptions(form.page, unchanged));
    case 'text':
      return textField(form, shape);
    default:
      return field.type satisfies never;
  }
}

const ROWS = 4;

/** Rows for several units, such as those that co-sign. */
export function partRows(form: Form, { kind, say }: PartRule, rows = ROWS): Html {
  const lines = Array.from({ length: rows }, (_, index) => {
    const place = `${kind}.${index + 1}`;
    const unit = selectField(form, { name: `part-unit.${place}`, label: '单位' }, unitOptions(form.page));
    const title = textField(form, { name: `part-title.${place}`, label: '说明（可不填）' });
    return html`<div class="pair">${unit}${title}</div>`;
  });
  return html`<fieldset><legend>${say}</legend>${lines}</fieldset>`;
}
