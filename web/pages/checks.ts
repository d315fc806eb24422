/** 待核对: everything past its limit that nobody has answered for, with one click each. */
import { html } from 'hono/html';
import { boardOf } from '../../shared/app/views.ts';
import { dutyCard } from '../parts/duty.ts';
import { checkForms } from '../parts/duty-forms.ts';
import type { PageContent, PageContext } from '../parts/page.ts';

export async function checksPage(page: PageContext): Promise<PageContent> {
  const { toCheck, overdue } = await boardOf(page.reader, page.district, page.now);
  const cards = [
    ...toCheck.map((duty) => dutyCard(page, duty, 'to-check', checkForms(page, duty))),
    ...overdue.map((duty) => dutyCard(page, duty, 'overdue', checkForms(page, duty))),
  ];
  const body = html`<p class="lead">到达时限而未见登记的事项，请收件方核对：已收到的补登实际收到时间，未收到的点“未收到”。未经核对的，系统只作中性提醒。</p>
  <div id="checks" data-live>${cards.length === 0 ? html`<p class="none">没有待核对事项。</p>` : cards}</div>`;
  return { title: '待核对', body };
}
