/** The forms about one duty: hand in, answer the check, give back, correct a wrong notice. */
import { html } from 'hono/html';
import type { ExistingDuty } from '../../shared/domain/duties/duty.ts';
import { explainForm } from './duty-change-forms.ts';
import { foldedForm, form, momentField, selectField, textField } from './form.ts';
import type { Html, PageContext } from './page.ts';
import { stepPathOf } from './step-path.ts';

/** 登记报送, with the time it happened; when it is keyed is recorded by itself. A step is done on its matter's page. */
export function submitForm(page: PageContext, duty: ExistingDuty): Html | null {
  const step = stepPathOf(duty, page.district);
  if (step !== null) return page.mayWrite ? html`<p class="more"><a href="${step}">按环节办理</a></p>` : null;
  return foldedForm(page, '登记报送', {
    verb: 'duty.submit',
    about: duty.plan.id,
    hidden: { duty: duty.plan.id },
    submit: '登记',
    fields: (own) => [
      momentField(own, {
        name: 'happenedAt',
        label: '实际办理时间',
        at: page.now,
        required: true,
        hint: '登记时间由系统自动记录',
      }),
      textField(own, { name: 'evidence', label: '凭据', hint: '如签收单号、份数、发布链接' }),
      selectField(own, { name: 'source', label: '来源' }, [
        { value: '', label: '直接办理' },
        { value: '纸质', label: '纸质' },
        { value: '电话', label: '电话' },
        { value: '口头', label: '口头' },
      ]),
    ],
  });
}

/** 已收到·补登 with its time, or 未收到. */
export function checkForms(page: PageContext, duty: ExistingDuty): Html | null {
  if (page.mayWrite && duty.status === 'submitted' && duty.submission.said) return saidForms(page, duty);
  if (!page.mayWrite || duty.status !== 'open') return null;
  const { id } = duty.plan;
  if (stepPathOf(duty, page.district) !== null) return submitForm(page, duty);
  const received = form(page, {
    verb: 'check.answer',
    about: `${id}#received`,
    hidden: { duty: id, received: 'yes' },
    submit: '已收到·补登',
    fields: (own) =>
      momentField(own, { name: 'happenedAt', label: '收到时间', at: page.now, required: true }),
  });
  const missing = form(page, {
    verb: 'check.answer',
    about: `${id}#missing`,
    hidden: { duty: id, received: 'no' },
    submit: '未收到',
    quiet: true,
  });
  if (duty.plan.lapse !== null) return html`<div class="checks">${received}</div>${explainForm(page, duty)}`;
  return html`<div class="checks">${received}${duty.progress.check === 'not-received' ? null : missing}</div>`;
}

/** Somebody said on the telephone or by a reply that it was handed in: the receiver has it, or has not. */
function saidForms(page: PageContext, { plan }: ExistingDuty): Html {
  const shape = { about: `${plan.id}#said`, quiet: true };
  const accept = form(page, { verb: 'duty.accept', ...shape, hidden: { duty: plan.id }, submit: '已收到' });
  const hidden = { duty: plan.id, why: '对方称已报送，经核对未收到' };
  const missing = form(page, { verb: 'duty.return', ...shape, hidden, submit: '未收到' });
  return html`<div class="checks"><span>对方称已报送，请核对。</span>${accept}${missing}</div>`;
}

/** 签收 for what is open, 核收 for what was handed in and waits for the receiver. */
export function receiptForms(page: PageContext, { plan, progress, status }: ExistingDuty): Html | null {
  const shape = { about: plan.id, hidden: { duty: plan.id }, quiet: true };
  if (status === 'submitted') return form(page, { verb: 'duty.accept', ...shape, submit: '核收' });
  if (status !== 'open' || progress.acknowledgedBy !== null) return null;
  return form(page, { verb: 'duty.acknowledge', ...shape, submit: '登记签收' });
}

/** What is seldom wanted: incomplete in form, and 误发更正. */
export function correctionForms(page: PageContext, duty: ExistingDuty): Html | null {
  const handedIn = duty.status === 'settled' || duty.status === 'submitted';
  const back = handedIn
    ? foldedForm(page, '退回（份数、签批等不完备）', {
        verb: 'duty.return',
        about: duty.plan.id,
        hidden: { duty: duty.plan.id },
        submit: '退回',
        fields: (own) => textField(own, { name: 'why', label: '退回原因', required: true }),
      })
    : null;
  const correct =
    duty.progress.told.length > 0
      ? foldedForm(page, '误发更正', {
          verb: 'notice.correct',
          about: duty.plan.id,
          hidden: { duty: duty.plan.id },
          submit: '发出更正',
          fields: (own) =>
            textField(own, {
              name: 'why',
              label: '更正说明',
              required: true,
              hint: '凡收到过本事项提醒的，均收到更正',
            }),
        })
      : null;
  return html`${back}${correct}`;
}
