/** 报告: the kept compliance reports, the form to make one, and the ways to look at any period without keeping it. */
import { html } from 'hono/html';
import { type KeptReport, keptReports, sayNumber } from '../../shared/app/reports/kept-report.ts';
import { scopeSaid } from '../../shared/app/reports/report-texts.ts';
import { dateOf } from '../../shared/domain/time/instant.ts';
import { firstDayOfMonth } from '../../shared/domain/time/local-date.ts';
import type { Option } from '../parts/form.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { fileLinks } from '../parts/report-files.ts';
import { allUnitOptions, kindOptions, makeForm } from '../parts/report-forms.ts';
import { reportTabs } from '../parts/report-tabs.ts';
import { sayMoment as sayDay, whoIs } from '../words/labels.ts';

const STATUS_SAID: Readonly<Record<KeptReport['status'], string>> = {
  draft: '草案',
  approved: '已批准',
  withdrawn: '已撤回',
};

/** How a report stands; an approval that was keyed waits for its second hand. */
export function statusSaid({ status, approval }: Pick<KeptReport, 'status' | 'approval'>): string {
  return status === 'draft' && approval !== null ? '草案（批准已代录，待复核）' : STATUS_SAID[status];
}

/** The latest first. */
export async function reportsPage(page: PageContext): Promise<PageContent> {
  const kept = (await keptReports(page.reader, page.district.id)).toReversed();
  const make = makeForm(page);
  const body = html`${reportTabs('kept')}<p class="lead">报告按时限所在日期统计，生成即编号留存，内容不再变动；经办公室主任批准前为草案。每月首个工作日自动生成上月草案。</p>
  ${kept.length === 0 ? html`<p class="none">还没有留存的报告。</p>` : table(page, kept)}
  ${make === null ? null : html`<section><h2>生成报告</h2>${make}</section>`}
  <section><h2>随时统计<small>不留存</small></h2>${periodForm(page, new URLSearchParams())}</section>`;
  return { title: '时限执行情况报告', body };
}

function table(page: PageContext, kept: readonly KeptReport[]): Html {
  const rows = kept.map((one) => {
    const { report } = one;
    const scope = scopeSaid(report);
    return html`<tr><td><a href="/reports/${one.id}">${sayNumber(one)}</a></td><td>${report.period}${scope.length === 0 ? null : html`<small class="about">${scope.join('；')}</small>`}</td><td>${statusSaid(one)}</td><td>${madeSaid(page, one)}</td><td>${standingSaid(page, one)}</td><td class="screen">${fileLinks(page, one.id)}</td></tr>`;
  });
  return html`<div class="wide"><table class="list reports"><thead><tr><th>编号</th><th>统计期</th><th>状态</th><th>生成</th><th>批准、撤回</th><th class="screen">下载</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

export function madeSaid({ district, now }: PageContext, { madeBy, madeAt }: KeptReport): string {
  return `${whoIs(madeBy, district.directory)}，${sayDay(madeAt, district.zone, now)}`;
}

/** Who approved it and how that became known, or who withdrew it and why; nothing of a plain draft. */
export function standingSaid({ district, now }: PageContext, kept: KeptReport): string {
  const { approval, withdrawal } = kept;
  const who = (name: string) => whoIs(name, district.directory);
  const when = (at: KeptReport['madeAt']) => sayDay(at, district.zone, now);
  const approved =
    approval === null
      ? []
      : [
          approval.for === null
            ? `${who(approval.by)}批准，${when(approval.at)}`
            : `${who(approval.for)}批准（${approval.source ?? ''}，${who(approval.by)}代录${approval.confirmedBy === null ? '，待复核' : `，${who(approval.confirmedBy)}复核`}），${when(approval.at)}`,
        ];
  const withdrawn =
    withdrawal === null ? [] : [`${who(withdrawal.by)}撤回，${when(withdrawal.at)}，原因：${withdrawal.why}`];
  return [...approved, ...withdrawn].join('；');
}

/** Asks for any days; `query` is what was asked for. */
export function periodForm(page: PageContext, query: URLSearchParams): Html {
  const today = dateOf(page.now, page.district.zone);
  const day = (name: string, label: string, usual: string) =>
    html`<label class="field"><span>${label}</span><input type="date" name="${name}" value="${query.get(name) ?? usual}" required></label>`;
  return html`<form class="act choose" method="get" action="/reports/now">${day('from', '起日', firstDayOfMonth(today))}${day('to', '止日', today)}${choice('unit', '承办单位', allUnitOptions(page), query)}${choice('kind', '事项类别', kindOptions(page), query)}<button type="submit">统计</button></form>`;
}

export function choice(
  name: string,
  label: string,
  options: readonly Option[],
  query: URLSearchParams,
): Html {
  const listed = options.map(
    (one) =>
      html`<option value="${one.value}" ${one.value === (query.get(name) ?? '') ? 'selected' : ''}>${one.label}</option>`,
  );
  return html`<label class="field"><span>${label}</span><select name="${name}">${listed}</select></label>`;
}
