/** 外出: who is away, until when, who acts, and the forms to record it and to record an early return. */
import { html } from 'hono/html';
import { absencesOf } from '../../shared/app/views.ts';
import type { Absence } from '../../shared/domain/routing/directory.ts';
import { foldedForm, form, momentField, selectField, textField } from '../parts/form.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { sayMoment, whoIs } from '../words/labels.ts';

export async function absencesPage(page: PageContext): Promise<PageContent> {
  const absences = await absencesOf(page.reader, page.district.id, page.now);
  const rows = absences.map((absence) => row(page, absence));
  const list =
    rows.length === 0
      ? html`<p class="none">没有在登记的外出。</p>`
      : html`<div class="wide"><table class="list"><thead><tr><th>职务</th><th>起</th><th>止</th><th>事由</th><th>代行</th><th class="screen"></th></tr></thead><tbody>${rows}</tbody></table></div>`;
  return { title: '外出', body: html`${list}${recordForm(page)}` };
}

function row(page: PageContext, { id, post, from, to, reason, standIn }: Absence): Html {
  const { directory, zone } = page.district;
  const acting = standIn === undefined ? '按补位或副职' : whoIs(standIn, directory);
  return html`<tr><td>${whoIs(post, directory)}</td><td>${sayMoment(from, zone, page.now)}</td><td>${sayMoment(to, zone, page.now)}</td><td>${reason}</td><td>${acting}</td><td class="screen">${form(page, { verb: 'absence.end', about: id, hidden: { id }, submit: '销假', quiet: true })}</td></tr>`;
}

function recordForm(page: PageContext): Html | null {
  const posts = [...page.district.directory.posts.values()].map(({ id, title }) => ({
    value: id,
    label: title,
  }));
  const choose = { value: '', label: '请选择' };
  return foldedForm(page, '登记外出', {
    verb: 'absence.record',
    about: 'new',
    submit: '登记',
    fields: (own) => [
      selectField(own, { name: 'post', label: '职务', required: true }, [choose, ...posts]),
      momentField(own, { name: 'from', label: '自', at: page.now, required: true }),
      momentField(own, { name: 'to', label: '至', required: true }),
      textField(own, { name: 'reason', label: '事由', required: true }),
      selectField(own, { name: 'standIn', label: '代行职务' }, [
        { value: '', label: '按补位或副职' },
        ...posts,
      ]),
      textField(own, { name: 'override', label: '补位双方同期外出的理由' }),
    ],
  });
}
