/** Whose act it is, how it became known, and who keyed it where that is somebody else. */
import { type Form, type Option, selectField } from './form.ts';
import type { Html } from './page.ts';
import { postOptions } from './people-options.ts';

const SOURCES: readonly Option[] = [
  { value: '', label: '本人办理' },
  { value: '纸质', label: '纸质，代为录入' },
  { value: '电话', label: '电话，代为录入' },
  { value: '口头', label: '口头，代为录入' },
];

/** `hands` are those who may do it; one alone needs no choosing. */
export function handFields(own: Form, hands: readonly Option[], label = '经办'): Html[] {
  return [
    whoseField(own, hands, label),
    selectField(own, { name: 'source', label: '方式' }, SOURCES),
    selectField(own, { name: 'keyedBy', label: '录入人', hint: '代为录入的填写' }, postOptions(own.page)),
  ];
}

/** The act alone, for what is never keyed for somebody else. */
export function whoseField(own: Form, hands: readonly Option[], label = '经办'): Html {
  const choose = hands.length === 1 ? hands : [{ value: '', label: '请选择' }, ...hands];
  return selectField(own, { name: 'by', label, required: true }, choose);
}
