/** Letting a draft go: by one click for messages to leaders, signed for a 督办单, and confirmed where it was keyed on behalf. */
import { approverOf } from '../../shared/app/notices/release-notices.ts';
import type { Notice } from '../../shared/domain/notices/notice.ts';
import { OFFICE_DIRECTOR } from '../../shared/domain/routing/roles.ts';
import { whoIs } from '../words/labels.ts';
import { foldedForm, form, selectField, textField } from './form.ts';
import { handFields } from './hand-fields.ts';
import type { Html, PageContext } from './page.ts';
import { postOptions } from './people-options.ts';

export function releaseForm(page: PageContext, { facts, state }: Notice): Html | null {
  const shape = { about: facts.id, hidden: { duty: facts.duty } };
  if (state.status === 'waiting' && state.keyed !== undefined)
    return confirmForm(page, shape, state.keyed.by);
  if (facts.approval === undefined) return form(page, { verb: 'notice.release', ...shape, submit: '签发' });
  const approver = approverOf(facts, page.district) ?? OFFICE_DIRECTOR;
  const hands = [{ value: approver, label: whoIs(approver, page.district.directory) }];
  return foldedForm(page, '签发', {
    verb: 'notice.release',
    ...shape,
    submit: '签发',
    fields: (own) => [
      ...handFields(own, hands, '签发人'),
      textField(own, { name: 'number', label: '文号', hint: '未编号的不填' }),
      textField(own, { name: 'told', label: '告知分管副区长情况', hint: '系统已呈阅的可不填' }),
      textField(own, { name: 'text', label: '改定文字', hint: '照原稿签发的不填' }),
    ],
  });
}

function confirmForm(
  page: PageContext,
  shape: { readonly about: string; readonly hidden: Readonly<Record<string, string>> },
  keyedBy: string,
): Html | null {
  const others = postOptions(page).filter(({ value }) => value !== keyedBy);
  return foldedForm(page, '复核代录的签发', {
    verb: 'notice.confirm',
    ...shape,
    submit: '复核无误',
    fields: (own) => selectField(own, { name: 'by', label: '复核人', required: true }, others),
  });
}
