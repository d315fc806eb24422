/** A whole report on a page, in the order of its sections: figures with charts, lists, and under what it holds. */
import { html } from 'hono/html';
import type { ComplianceReport } from '../../shared/app/reports/compliance-report.ts';
import { noteLines, overallText, sayMoment, scopeSaid } from '../../shared/app/reports/report-texts.ts';
import { BLANK } from '../../shared/app/reports/report-words.ts';
import type { Html } from './page.ts';
import { ruleBars, trends, unitBars } from './report-charts.ts';
import type { LinkTo } from './report-links.ts';
import { apartList, deviationList, lateList, upcomingList } from './report-lists.ts';
import {
  appendixTable,
  monthsTable,
  overallTable,
  rulesTable,
  stepsTable,
  unitsTable,
} from './report-tables.ts';

/** Period, moment and what it is narrowed to, with the marks of how it stands. */
export function reportHead(report: ComplianceReport, marks: readonly string[]): Html {
  const said = [
    `统计期：${report.period}`,
    `截止时点：${sayMoment(report.asOf, report.zone)}`,
    ...scopeSaid(report),
  ];
  return html`<p class="facts">${marks.map((mark) => html`<span class="mark">${mark}</span>`)}${said.map((one) => html`<span>${one}</span>`)}</p>`;
}

/** Everything between head and foot of a report; `ranking` stands behind the units where there is one. */
export function reportSections(report: ComplianceReport, link: LinkTo, ranking: Html | null = null): Html {
  const { figures } = report;
  const apart = apartList(report, link);
  const appendix = appendixTable(report, link);
  return html`<section><h2>一、总体情况</h2><p>${overallText(report)}</p><p class="lead">${report.formula}</p>${overallTable(report, link)}</section>
  ${figures.overall.due === 0 ? null : parts(report, link, ranking)}
  <section><h2>三、超时事项${countSaid(figures.late.count)}</h2>${lateList(report, link)}
  ${apart === null ? null : html`<h3>不归责于承办单位、单列的事项${countSaid(figures.notAttributable.count)}</h3>${apart}`}</section>
  <section><h2>四、偏离事项及说明${countSaid(figures.deviations.count)}</h2>${deviationList(report, link)}</section>
  <section><h2>五、今后30日到期事项${countSaid(figures.upcoming.count)}</h2>${upcomingList(report)}</section>
  <section><h2>六、有关建议</h2><ol class="suggestions">${report.suggestions.map((line) => html`<li>${line === '' ? BLANK : line}</li>`)}</ol></section>
  ${appendix === null ? null : html`<section class="appendix"><h2>附：督查室留用</h2>${appendix}</section>`}
  <section><h2>说明</h2><ol class="methods">${noteLines(report).map((line) => html`<li>${line}</li>`)}</ol></section>`;
}

function countSaid(count: number): Html | null {
  return count === 0 ? null : html`<small>${String(count)}项</small>`;
}

function parts(report: ComplianceReport, link: LinkTo, ranking: Html | null): Html {
  const byUnit = unitBars(report);
  const steps = report.figures.steps.length === 0 ? null : stepsTable(report);
  const trend = trends(report);
  return html`<section><h2>二、分项情况</h2>
  <h3>分规则</h3>${ruleBars(report)}${rulesTable(report, link)}
  ${report.scope.unit !== null ? null : html`<h3>分单位（按规定次序排列）</h3>${byUnit}${unitsTable(report, link)}`}
  ${ranking}
  ${trend === null ? null : html`<h3>逐月情况</h3>${trend}${monthsTable(report, link)}`}
  ${steps === null ? null : html`<h3>公文各环节用时</h3>${steps}`}</section>`;
}
