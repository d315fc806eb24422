/** 今日: the first page of the morning on one sheet to print: due today, to be checked, to be approved. */
import { html } from 'hono/html';
import { boardOf } from '../../shared/app/views.ts';
import type { ExistingDuty } from '../../shared/domain/duties/duty.ts';
import { dateOf } from '../../shared/domain/time/instant.ts';
import { sayFullDate, sayWeekday } from '../../shared/domain/time/wording.ts';
import { type Approval, approvalsOf } from '../parts/approvals.ts';
import { dutyPath, fullName } from '../parts/duty.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { paperLinks } from '../parts/paper-links.ts';
import { sayMoment, whoIs } from '../words/labels.ts';

export async function todayPage(page: PageContext): Promise<PageContent> {
  const board = await boardOf(page.reader, page.district, page.now);
  const { today, toCheck, overdue } = board;
  const approvals = await approvalsOf(page, board);
  const date = dateOf(page.now, page.district.zone);
  const body = html`<p class="lead">${sayFullDate(date)}（${sayWeekday(date)}），今日到期${String(today.length)}项，待核对${String(toCheck.length)}项，已超时${String(overdue.length)}项，待批${String(approvals.length)}项。</p>
  ${paperLinks(page, [['morning']])}
  <div id="today-board" data-live>
  ${section('今日到期', duties(page, today), today.length)}
  ${section('待核对', duties(page, toCheck, '收到时间'), toCheck.length, html`<p class="more screen"><a href="/checks">逐项核对</a></p>`)}
  ${section('已超时', duties(page, overdue, '处理'), overdue.length)}
  ${section('待我批', approvalTable(page, approvals), approvals.length)}
  </div>`;
  return { title: '今日', body };
}

function section(title: string, table: Html, count: number, after: Html | null = null): Html {
  return html`<section><h2>${title}<small>${String(count)}项</small></h2>${count === 0 ? html`<p class="none">无。</p>` : table}${count === 0 ? null : after}</section>`;
}

/** `blank` is a column left open for the pen. */
function duties(page: PageContext, list: readonly ExistingDuty[], blank: string | null = null): Html {
  const { district, now } = page;
  const rows = list.map(
    (duty) =>
      html`<tr class="${duty.plan.confined ? 'confined' : ''}"><td><a href="${dutyPath(duty.plan.id)}">${fullName(page, duty)}</a></td><td>${whoIs(duty.plan.owedBy, district.directory)}</td><td>${sayMoment(duty.plan.dueAt, district.zone, now)}</td>${blank === null ? null : html`<td class="blank"></td>`}</tr>`,
  );
  return html`<div class="wide"><table class="list"><thead><tr><th>事项</th><th>承办单位</th><th>时限</th>${blank === null ? null : html`<th class="blank">${blank}</th>`}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function approvalTable({ district }: PageContext, approvals: readonly Approval[]): Html {
  const rows = approvals.map(
    ({ path, what, kind, by }) =>
      html`<tr><td>${kind}</td><td><a href="${path}">${what}</a></td><td>${by.map((one) => whoIs(one, district.directory)).join('、')}</td><td class="blank"></td></tr>`,
  );
  return html`<div class="wide"><table class="list"><thead><tr><th>类别</th><th>内容</th><th>由谁批</th><th class="blank">意见</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}
