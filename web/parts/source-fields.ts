/** Where an assignment comes from, as fields of a form. */
import { SOURCE_KIND_NAMES } from '../words/assignments.ts';
import { type Form, selectField, textField } from './form.ts';
import type { Html } from './page.ts';

/** Where it comes from, and the number or date by which that is found. */
export function sourceFields(own: Form): Html[] {
  const kinds = Object.entries(SOURCE_KIND_NAMES).map(([value, label]) => ({ value, label }));
  return [
    selectField(own, { name: 'source', label: '来源', required: true }, kinds),
    textField(own, { name: 'reference', label: '来源文号或日期' }),
  ];
}
