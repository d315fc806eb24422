/** The forms on one step: done, left out with a reason, given back, or confirmed by a second person. */
import { html } from 'hono/html';
import type { Matter } from '../../shared/domain/matters/kinds.ts';
import { keyOfStep } from '../../shared/domain/procedures/progress.ts';
import { whoIs } from '../words/labels.ts';
import {
  type Form,
  foldedForm,
  momentField,
  type Option,
  radioField,
  selectField,
  textField,
  tickList,
} from './form.ts';
import { handFields, whoseField } from './hand-fields.ts';
import type { Html, PageContext } from './page.ts';
import { postOptions } from './people-options.ts';
import { handsFor, type StepPlace } from './step-states.ts';

/** Nothing for a step that is shut or done; nothing at all for whoever may not write. */
export function stepForms(page: PageContext, matter: Matter, place: StepPlace): Html | null {
  if (!page.mayWrite || isOver(matter)) return null;
  if (place.state === 'awaits') return confirmation(page, matter, place);
  if (place.state !== 'open' && place.state !== 'with-leader') return null;
  return html`<div class="acts">${doing(page, matter, place)}${waiving(page, matter, place)}${returning(page, matter, place)}</div>`;
}

function isOver(matter: Matter): boolean {
  return (
    (matter.kind === 'case' && matter.state === 'withdrawn') ||
    (matter.kind === 'meeting' && matter.state === 'cancelled')
  );
}

function shared(matter: Matter, { step, part }: StepPlace) {
  const hidden = { id: matter.id, step: step.id, ...(part === null ? {} : { part: part.id }) };
  return { about: `${matter.id}#${keyOfStep(step.id, part?.id ?? null)}`, hidden };
}

function doing(page: PageContext, matter: Matter, place: StepPlace): Html | null {
  const { step, state } = place;
  const silent = step.unanswered === null ? [] : [step.unanswered.outcome];
  const outcomes = [...new Set([...step.outcomes, ...silent])];
  const reasoned = step.explains.length === 0 ? {} : { hint: `结论为${step.explains.join('、')}的须写明` };
  return foldedForm(page, state === 'with-leader' ? '登记批示' : '登记办理', {
    verb: 'step.do',
    ...shared(matter, place),
    submit: '登记',
    fields: (own) => [
      ...handsOn(own, matter, place),
      ...(outcomes.length === 0
        ? []
        : [radioField(own, { name: 'outcome', label: '结论', required: true }, outcomes)]),
      textField(own, {
        name: 'opinion',
        label: '意见',
        required: step.needs.includes('opinion'),
        ...reasoned,
      }),
      textField(own, {
        name: 'evidence',
        label: '凭据',
        required: step.needs.includes('evidence'),
        hint: '如文号、份数、附件名称',
      }),
      ...(step.checks.length === 0 ? [] : [tickList(own, { name: 'check', label: '逐项核对' }, step.checks)]),
      momentField(own, { name: 'happenedAt', label: '实际办理时间', at: page.now, required: true }),
    ],
  });
}

function handsOf({ page }: Form, matter: Matter, place: StepPlace): Option[] {
  const { directory } = page.district;
  return handsFor(place, matter, page.district, page.now).map((one) => ({
    value: one,
    label: whoIs(one, directory),
  }));
}

/** What is signed in person is never keyed for somebody else. */
function handsOn(own: Form, matter: Matter, place: StepPlace): Html[] {
  const hands = handsOf(own, matter, place);
  return place.step.personal ? [whoseField(own, hands)] : handFields(own, hands);
}

function waiving(page: PageContext, matter: Matter, place: StepPlace): Html | null {
  if (!place.step.waivable) return null;
  return foldedForm(page, '免办', {
    verb: 'step.waive',
    ...shared(matter, place),
    submit: '登记免办',
    fields: (own) => [
      ...handsOn(own, matter, place),
      textField(own, { name: 'why', label: '免办理由', required: true }),
    ],
  });
}

function returning(page: PageContext, matter: Matter, place: StepPlace): Html | null {
  if (place.step.returnsTo === null) return null;
  return foldedForm(page, '退回', {
    verb: 'step.return',
    ...shared(matter, place),
    submit: '退回',
    fields: (own) => [
      whoseField(own, handsOf(own, matter, place)),
      textField(own, { name: 'why', label: '退回原因', required: true }),
    ],
  });
}

/** Whoever keyed it may not confirm it. */
function confirmation(page: PageContext, matter: Matter, place: StepPlace): Html | null {
  const keyedBy = place.acts.at(-1)?.submission.by;
  const others = postOptions(page).filter(({ value }) => value !== keyedBy);
  return foldedForm(page, '复核代录', {
    verb: 'step.confirm',
    ...shared(matter, place),
    submit: '复核无误',
    fields: (own) => selectField(own, { name: 'by', label: '复核人', required: true }, others),
  });
}
