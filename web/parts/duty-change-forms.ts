/** The forms that change what a duty is measured by: putting it off, explaining a deviation, taking over the present rules. */
import { html } from 'hono/html';
import type { ExistingDuty } from '../../shared/domain/duties/duty.ts';
import { canExplain, keepsFormerRules } from '../words/duty-states.ts';
import { foldedForm, form, momentField, textField } from './form.ts';
import type { Html, PageContext } from './page.ts';

export function changeForms(page: PageContext, duty: ExistingDuty): Html {
  return html`${extensionForms(page, duty)}${explainForm(page, duty)}${keepsFormerRules(duty, page.district) ? adoptForm(page, duty.plan.id) : null}`;
}

/** 申请延期 before the limit; once asked for, 准予 and 不予. */
function extensionForms(page: PageContext, { plan, progress, status }: ExistingDuty): Html | null {
  if (status !== 'open' || !plan.extendable) return null;
  const { extension } = progress;
  if (extension?.granted === null) return decideForms(page, plan.id, plan.receivedBy, extension.until);
  if (extension?.granted?.yes || plan.dueAt < page.now) return null;
  return foldedForm(page, '申请延期', {
    verb: 'duty.ask-extension',
    about: plan.id,
    hidden: { duty: plan.id, by: plan.owedBy },
    submit: '申请延期',
    fields: (own) => [
      momentField(own, { name: 'until', label: '延至', required: true, hint: '具体时间，只能延期一次' }),
      textField(own, { name: 'why', label: '延期理由', required: true }),
    ],
  });
}

function decideForms(
  page: PageContext,
  duty: string,
  by: string,
  until: NonNullable<ExistingDuty['progress']['extension']>['until'],
): Html {
  const shape = { about: duty, hidden: { duty, by } };
  return html`${foldedForm(page, '准予延期', {
    verb: 'duty.extend',
    ...shape,
    submit: '准予延期',
    fields: (own) => [
      momentField(own, { name: 'until', label: '延至', at: until, required: true }),
      textField(own, { name: 'why', label: '说明' }),
    ],
  })}
  ${foldedForm(page, '不予延期', {
    verb: 'duty.refuse-extension',
    ...shape,
    submit: '不予延期',
    fields: (own) => textField(own, { name: 'why', label: '理由', required: true }),
  })}`;
}

/** 偏离说明, for what is only normally done. */
export function explainForm(page: PageContext, duty: ExistingDuty): Html | null {
  if (!canExplain(duty, page.now)) return null;
  const { id } = duty.plan;
  return foldedForm(page, '说明原因', {
    verb: 'duty.explain',
    about: id,
    hidden: { duty: id, by: 'office' },
    submit: '登记说明',
    fields: (own) =>
      textField(own, {
        name: 'why',
        label: '未按一般频次办理的原因',
        required: true,
        hint: '说明后不作超时处理',
      }),
  });
}

/** 改按现行规则. */
export function adoptForm(page: PageContext, duty: string): Html | null {
  return form(page, {
    verb: 'duty.adopt',
    about: duty,
    hidden: { duty, by: 'office' },
    submit: '改按现行规则',
    quiet: true,
  });
}
