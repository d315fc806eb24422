/** Lists of duties, page by page, and the page of a single one. */
import { html } from 'hono/html';
import { type DutyList, dutyList, oneDuty, standingOf } from '../../shared/app/views.ts';
import type { ExistingDuty } from '../../shared/domain/duties/duty.ts';
import { dutyCard, matterPath, nameOf, settledTable } from '../parts/duty.ts';
import { changeForms } from '../parts/duty-change-forms.ts';
import { checkForms, correctionForms, receiptForms, submitForm } from '../parts/duty-forms.ts';
import { ledgerTable } from '../parts/ledger-table.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { readCursor, sayNext } from '../parts/paging.ts';
import { paperLinks } from '../parts/paper-links.ts';
import { sayMoment } from '../words/labels.ts';

const TITLES: Readonly<Record<DutyList, string>> = {
  open: '未办结事项',
  settled: '已办结事项',
  resting: '暂停计时事项',
};

export async function dutiesPage(page: PageContext, query: URLSearchParams): Promise<PageContent> {
  const wanted = query.get('list') ?? 'open';
  const list: DutyList = wanted === 'settled' || wanted === 'resting' ? wanted : 'open';
  const { entries, next } = await dutyList(page.reader, page.district.id, list, { after: readCursor(query) });
  const shown =
    list === 'settled'
      ? settledTable(page, entries)
      : entries.map((duty) => dutyCard(page, duty, standing(page, duty)));
  const body = html`<p class="tabs">${Object.entries(TITLES).map(([name, title]) => html`<a href="/duties?list=${name}">${title}</a>`)}</p>
  ${entries.length === 0 ? html`<p class="none">暂无。</p>` : shown}${sayNext(`/duties?list=${list}`, next)}`;
  return { title: TITLES[list], body };
}

function standing(page: PageContext, duty: ExistingDuty): Parameters<typeof dutyCard>[2] {
  if (duty.status === 'settled' || duty.status === 'resting') return duty.status;
  return standingOf(duty, page.district, page.now);
}

/** `null` where there is no such duty. */
export async function dutyPage(page: PageContext, id: string): Promise<PageContent | null> {
  const duty = await oneDuty(page.reader, page.district.id, id);
  if (!duty) return null;
  const ledger = await page.reader.ledger({
    district: page.district.id,
    matter: duty.plan.matter,
    stream: id,
  });
  const open = duty.status === 'open' || duty.status === 'resting';
  const pastLimit = duty.status === 'open' && duty.plan.dueAt <= page.now;
  const actions = html`${open ? submitForm(page, duty) : null}${pastLimit ? checkForms(page, duty) : null}<div class="acts">${receiptForms(page, duty)}${changeForms(page, duty)}${correctionForms(page, duty)}</div>`;
  const body = html`<div id="duty" data-live>
  ${dutyCard(page, duty, standing(page, duty), actions)}
  ${handedIn(page, duty)}
  <p class="more"><a href="${matterPath(duty.plan.matter)}">所属事项及全部办理记录</a></p>
  ${pastLimit && mayBeHastened(duty) ? paperLinks(page, [['hasten', { id }]]) : null}
  <section><h2>办理记录</h2>${ledgerTable(page, ledger, id)}</section></div>`;
  return { title: nameOf(duty, page.district.directory), body };
}

/** Only what a unit owes under a limit that binds. */
function mayBeHastened({ plan }: ExistingDuty): boolean {
  return plan.basis !== 'internal' && plan.served === null && plan.owedBy !== 'office' && !plan.confined;
}

function handedIn({ district, now }: PageContext, { progress }: ExistingDuty): Html | null {
  if (progress.submissions.length === 0) return null;
  const rows = progress.submissions.map(
    ({ done, recordedAt, evidence, source }) =>
      html`<tr><td>${done.latest === null ? '不详' : sayMoment(done.latest, district.zone, now)}</td><td>${sayMoment(recordedAt, district.zone, now)}</td><td>${source ?? ''}</td><td>${evidence ?? ''}</td></tr>`,
  );
  return html`<section><h2>报送情况</h2><table class="list"><thead><tr><th>办理时间</th><th>登记时间</th><th>来源</th><th>凭据</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}
