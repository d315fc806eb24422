/** The forms for an absence: asked for beforehand (请假), or recorded as it stands. */
import { html } from 'hono/html';
import {
  type Form,
  foldedForm,
  momentField,
  type Option,
  selectField,
  textField,
  tickField,
} from '../parts/form.ts';
import type { Html, PageContext } from '../parts/page.ts';
import { leaderOptions, postOptions } from '../parts/people-options.ts';

const BY_RULE: Option = { value: '', label: '按补位或副职' };

export function newAbsenceForms(page: PageContext): Html {
  return html`${foldedForm(page, '外出请假', {
    verb: 'absence.request',
    about: 'new',
    submit: '提交',
    fields: (own) => [
      ...common(page, own),
      selectField(own, { name: 'overrideBy', label: '补位人员同期外出的同意人' }, leaderOptions(page)),
      textField(own, { name: 'override', label: '同期外出的理由' }),
    ],
  })}
  ${foldedForm(page, '登记外出', {
    verb: 'absence.record',
    about: 'new',
    submit: '登记',
    fields: (own) => [
      ...common(page, own),
      tickField(own, { name: 'signing', label: '区长明确：签发权由补位人员行使' }),
      textField(own, { name: 'override', label: '补位双方同期外出的理由' }),
    ],
  })}`;
}

function common(page: PageContext, own: Form): Html[] {
  return [
    selectField(own, { name: 'post', label: '职务', required: true }, postOptions(page)),
    momentField(own, { name: 'from', label: '自', at: page.now, required: true }),
    momentField(own, { name: 'to', label: '至', required: true }),
    textField(own, { name: 'reason', label: '事由', required: true }),
    textField(own, { name: 'destination', label: '地点' }),
    selectField(own, { name: 'standIn', label: '代行职务' }, postOptions(page, BY_RULE)),
  ];
}
