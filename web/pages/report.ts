/** One compliance report: a kept one under its number, or one of any days that is counted now and not kept. */
import { html } from 'hono/html';
import type { Engine } from '../../shared/app/engine.ts';
import type { ComplianceReport } from '../../shared/app/reports/compliance-report.ts';
import { type KeptReport, keptReport, rankingOf, sayNumber } from '../../shared/app/reports/kept-report.ts';
import { buildReport } from '../../shared/app/reports/report.ts';
import { unitNames } from '../../shared/app/reports/report-figures-table.ts';
import { districtsSaid } from '../../shared/app/reports/report-texts.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { fileLinks } from '../parts/report-files.ts';
import { standingForms } from '../parts/report-forms.ts';
import { linksUnder } from '../parts/report-links.ts';
import { readPeriod } from '../parts/report-period.ts';
import { reportHead, reportSections } from '../parts/report-sections.ts';
import { reportTabs } from '../parts/report-tabs.ts';
import { madeSaid, periodForm, standingSaid, statusSaid } from './reports.ts';

/** `null` where there is none under that number. */
export async function reportPage(page: PageContext, id: string): Promise<PageContent | null> {
  const kept = await keptReport(page.reader, page.district.id, id);
  if (!kept) return null;
  const { report } = kept;
  const standing = standingSaid(page, kept);
  const body = html`${reportTabs(null)}
  ${reportHead(report, [statusSaid(kept), sayNumber(kept)])}
  <p class="facts"><span>生成：${madeSaid(page, kept)}</span>${standing === '' ? null : html`<span>${standing}</span>`}<span>内容校验码：${kept.hash.slice(0, 16)}</span></p>
  <p class="more screen">下载：${fileLinks(page, kept.id)}</p>
  ${extracts(page, kept)}
  <div class="acts">${standingForms(page, kept)}</div>
  ${reportSections(report, linksUnder(`/reports/${kept.id}/duties`), rankingSection(kept))}`;
  return { title: titleOf(report), body };
}

function titleOf(report: ComplianceReport): string {
  return `${districtsSaid(report)}${report.title}`;
}

/** One for each unit that owes anything in the report; that of a report of one unit is that unit's alone. */
function extracts(page: PageContext, { id, report }: KeptReport): Html | null {
  const nameOf = unitNames(report);
  const units = report.figures.byUnit;
  if (units.length === 0) return null;
  const rows = units.map(
    (one) => html`<tr><td>${nameOf(one)}</td><td>${fileLinks(page, id, one.unit)}</td></tr>`,
  );
  return html`<details class="screen"><summary>单位摘编（仅含本单位事项）</summary><table class="list"><tbody>${rows}</tbody></table></details>`;
}

/** Only where it was asked for, and only once the report is approved. */
function rankingSection(kept: KeptReport): Html | null {
  if (!kept.report.ranking) return null;
  const placed = rankingOf(kept);
  if (placed === null) return html`<p class="none screen">已要求附排名，报告批准后显示。</p>`;
  if (placed.length === 0) return html`<h3>按时率排名</h3><p class="none">各单位均不足10项，不作排名。</p>`;
  const nameOf = unitNames(kept.report);
  const rows = placed.map(
    (one) =>
      html`<tr><td class="number">${String(one.place)}</td><td>${nameOf(one)}</td><td class="number">${one.rate}</td></tr>`,
  );
  return html`<h3>按时率排名（不足10项的单位不列入）</h3><div class="wide"><table class="list figures"><thead><tr><th>位次</th><th>单位</th><th>按时率</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** Any days, counted now from what is on record. What is no day is refused beside the form. */
export async function reportNowPage(
  page: PageContext,
  engine: Engine,
  query: URLSearchParams,
): Promise<PageContent> {
  const asked = readPeriod(page, query);
  const head = html`${reportTabs('now')}<div class="screen">${periodForm(page, query)}</div>`;
  if ('refused' in asked)
    return { title: '随时统计', body: html`${head}<p class="refusal" role="alert">${asked.refused}</p>` };
  const { scope } = asked;
  const districts = [page.district.id];
  const report = await buildReport(engine, { scope, districts, asOf: page.now, ranking: false });
  const link = linksUnder(`/reports/now/duties?${asked.query}`);
  const body = html`${head}${reportHead(report, ['未留存'])}<p class="stopped">本页为即时统计，未编号、未留存，内容随登记情况变动，不作为正式报告。</p>${reportSections(report, link)}`;
  return { title: titleOf(report), body };
}
