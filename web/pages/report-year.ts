/** 全年情况: a year as a map of its days, and the run of its months. */
import { html } from 'hono/html';
import type { Engine } from '../../shared/app/engine.ts';
import type { ReportScope } from '../../shared/app/reports/compliance-report.ts';
import { DayCounts, type DayFigures } from '../../shared/app/reports/day-counts.ts';
import { buildReport } from '../../shared/app/reports/report.ts';
import { sayMoment } from '../../shared/app/reports/report-texts.ts';
import { dateOf } from '../../shared/domain/time/instant.ts';
import { addDays, type LocalDate, monthOf, yearOf } from '../../shared/domain/time/local-date.ts';
import { sayDate } from '../../shared/domain/time/wording.ts';
import { yearHeatMap } from '../charts/year-heat-map.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { figureOf, trends } from '../parts/report-charts.ts';
import { allUnitOptions } from '../parts/report-forms.ts';
import { linksUnder } from '../parts/report-links.ts';
import { monthsTable } from '../parts/report-tables.ts';
import { reportTabs } from '../parts/report-tabs.ts';
import { choice } from './reports.ts';

/** The present year unless the address says another; counted now and not kept. */
export async function reportYearPage(
  page: PageContext,
  engine: Engine,
  query: URLSearchParams,
): Promise<PageContent> {
  const { district, now } = page;
  const today = dateOf(now, district.zone);
  const year = yearIn(query.get('year')) ?? yearOf(today);
  const asked = query.get('unit');
  const unit = asked !== null && district.directory.units.has(asked) ? asked : null;
  const scope = wholeYear(year, unit);
  const counts = new DayCounts(district.zone);
  const run = { scope, districts: [district.id], asOf: now, ranking: false };
  const report = await buildReport(engine, run, { line: (line) => counts.add(line) });
  // What lies ahead is no part of how limits were kept.
  const days = counts.figures().filter(({ date }) => date <= today);
  const months = report.figures.months.filter(({ month }) => month <= monthOf(today));
  const past = { ...report, figures: { ...report.figures, months } };
  const title = `${year}年每日到期和超时情况`;
  const ahead = unknownFrom(year, today);
  const map = yearHeatMap({ id: 'year', title, year, days, unknownFrom: ahead });
  const named = { from: scope.first, to: scope.last, ...(unit === null ? {} : { unit }) };
  const link = linksUnder(`/reports/now/duties?${new URLSearchParams(named).toString()}`);
  const body = html`${reportTabs('year')}<div class="screen">${yearForm(page, year, query)}</div>
  <p class="facts"><span class="mark">未留存</span><span>截止时点：${sayMoment(now, district.zone)}</span></p>
  <section><h2>每日情况</h2>${figureOf(map, ahead === null ? title : `${title}（虚线格为尚未到的日期）`)}${lateDays(days)}</section>
  <section><h2>逐月情况</h2>${trends(past)}${monthsTable(past, link)}<p class="lead">${report.formula}</p></section>`;
  return { title: `全年情况（${year}年）`, body };
}

function wholeYear(year: number, unit: string | null): ReportScope {
  const [first, last] = [`${year}-01-01` as LocalDate, `${year}-12-31` as LocalDate];
  return { first, last, rulebook: null, unit, kind: null, version: 'whole' };
}

/** Days of a year that is over are all known. */
function unknownFrom(year: number, today: LocalDate): LocalDate | null {
  const tomorrow = addDays(today, 1);
  return year < yearOf(tomorrow) ? null : tomorrow;
}

function yearIn(text: string | null): number | null {
  return text !== null && /^20\d{2}$/.test(text) ? Number(text) : null;
}

function yearForm(page: PageContext, year: number, query: URLSearchParams): Html {
  const present = yearOf(dateOf(page.now, page.district.zone));
  const years = [...new Set([present + 1, present, present - 1, present - 2, present - 3, year])]
    .toSorted((a, b) => b - a)
    .map((one) => ({ value: String(one), label: `${one}年` }));
  const shown = new URLSearchParams([...query, ['year', String(year)]]);
  shown.set('year', String(year));
  return html`<form class="act choose" method="get" action="/reports/year">${choice('year', '年份', years, shown)}${choice('unit', '承办单位', allUnitOptions(page), shown)}<button type="submit">查看</button></form>`;
}

/** What the map's numbers say, as a table. */
function lateDays(days: readonly DayFigures[]): Html {
  const late = days.filter((day) => day.late > 0);
  if (late.length === 0) return html`<p class="none">没有超时事项。</p>`;
  const rows = late.map(
    (day) =>
      html`<tr><td><a href="/reports/now?from=${day.date}&to=${day.date}">${sayDate(day.date)}</a></td><td class="number">${String(day.due)}</td><td class="number">${String(day.late)}</td></tr>`,
  );
  return html`<details class="screen"><summary>有超时事项的日期（${String(late.length)}日）</summary><table class="list figures"><thead><tr><th>日期</th><th>到期</th><th>其中超时</th></tr></thead><tbody>${rows}</tbody></table></details>`;
}
