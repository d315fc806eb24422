/** 待核对: everything past its limit that nobody has answered for, grouped, with one click each or one for the group. */
import { html } from 'hono/html';
import { boardOf } from '../../shared/app/views.ts';
import type { ExistingDuty } from '../../shared/domain/duties/duty.ts';
import { dutyCard } from '../parts/duty.ts';
import { checkForms } from '../parts/duty-forms.ts';
import { foldedForm, momentField } from '../parts/form.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { stepPathOf } from '../parts/step-path.ts';

type Standing = 'to-check' | 'overdue';

interface Listed {
  readonly duty: ExistingDuty;
  readonly standing: Standing;
}

export async function checksPage(page: PageContext): Promise<PageContent> {
  const { toCheck, overdue } = await boardOf(page.reader, page.district, page.now);
  const listed: Listed[] = [
    ...toCheck.map((duty) => ({ duty, standing: 'to-check' as const })),
    ...overdue.map((duty) => ({ duty, standing: 'overdue' as const })),
  ];
  const groups = Map.groupBy(listed, ({ duty }) => duty.plan.title);
  const body = html`<p class="lead">到达时限而未见登记的事项，请收件方核对：已收到的补登实际收到时间，未收到的点“未收到”。未经核对的，系统只作中性提醒。</p>
  <div id="checks" data-live>${listed.length === 0 ? html`<p class="none">没有待核对事项。</p>` : [...groups].map(([title, group]) => section(page, title, group))}</div>`;
  return { title: '待核对', body };
}

function section(page: PageContext, title: string, group: readonly Listed[]): Html {
  const cards = group.map(({ duty, standing }) => dutyCard(page, duty, standing, checkForms(page, duty)));
  return html`<section><h2>${title}<small>${String(group.length)}项</small></h2>${wholeGroup(page, title, group)}${cards}</section>`;
}

/** Answers for every duty of the group that is answered by a click: no step, and nothing that may be explained. */
function wholeGroup(page: PageContext, title: string, group: readonly Listed[]): Html | null {
  const answerable = group
    .map(({ duty }) => duty)
    .filter((duty) => duty.status === 'open' && duty.plan.lapse === null)
    .filter((duty) => stepPathOf(duty, page.district) === null);
  if (answerable.length < 2) return null;
  const each = { field: 'duty', values: answerable.map(({ plan }) => plan.id) };
  const missing = answerable.filter(({ progress }) => progress.check !== 'not-received');
  const received = foldedForm(page, `全部已收到·补登（${answerable.length}项）`, {
    verb: 'check.answer',
    about: `${title}#received`,
    each,
    hidden: { received: 'yes' },
    submit: '全部已收到',
    fields: (own) =>
      momentField(own, { name: 'happenedAt', label: '收到时间', at: page.now, required: true }),
  });
  const notReceived = foldedForm(page, `全部未收到（${missing.length}项）`, {
    verb: 'check.answer',
    about: `${title}#missing`,
    each: { ...each, values: missing.map(({ plan }) => plan.id) },
    hidden: { received: 'no' },
    submit: '全部未收到',
  });
  return html`<div class="acts">${received}${missing.length === 0 ? null : notReceived}</div>`;
}
