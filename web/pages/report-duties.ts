/** The duties behind a figure of a report, page by page: of a kept one as the ledger knew them at its moment. */
import { html } from 'hono/html';
import type { Engine } from '../../shared/app/engine.ts';
import type { ComplianceReport } from '../../shared/app/reports/compliance-report.ts';
import { type DutySource, rowsSource } from '../../shared/app/reports/duty-source.ts';
import { sourceOf } from '../../shared/app/reports/kept-lines.ts';
import { keptReport, sayNumber } from '../../shared/app/reports/kept-report.ts';
import { linesOf, scopeOfMonth } from '../../shared/app/reports/lines-of.ts';
import { buildReport } from '../../shared/app/reports/report.ts';
import { sayMoment } from '../../shared/app/reports/report-texts.ts';
import { EXTENSION_SAID, OUTCOME_NAMES } from '../../shared/app/reports/report-words.ts';
import type { DutyLine } from '../../shared/domain/compliance/duty-line.ts';
import type { PeriodId } from '../../shared/domain/time/period.ts';
import { sayPeriod } from '../../shared/domain/time/period.ts';
import type { Html, PageContent, PageContext } from '../parts/page.ts';
import { type FigureQuery, linksUnder, readFigure } from '../parts/report-links.ts';
import { foundList } from '../parts/report-lists.ts';
import { readPeriod } from '../parts/report-period.ts';
import { whoIs } from '../words/labels.ts';

const ON_PAGE = 200;

interface Behind {
  readonly report: ComplianceReport;
  readonly source: DutySource;
  /** Where the report stands, and what it is called. */
  readonly path: string;
  readonly name: string;
  /** The address of this list without the figure. */
  readonly list: string;
}

/** `null` where there is no such report. */
export async function keptDutiesPage(
  page: PageContext,
  engine: Engine,
  id: string,
  query: URLSearchParams,
): Promise<PageContent | null> {
  const kept = await keptReport(page.reader, page.district.id, id);
  if (!kept) return null;
  const { report } = kept;
  const path = `/reports/${kept.id}`;
  const source = await sourceOf(engine.store, report);
  return listPage(
    page,
    engine,
    { report, source, path, name: sayNumber(kept), list: `${path}/duties` },
    query,
  );
}

/** `null` for days that are none. */
export async function dutiesNowPage(
  page: PageContext,
  engine: Engine,
  query: URLSearchParams,
): Promise<PageContent | null> {
  const asked = readPeriod(page, query);
  if ('refused' in asked) return null;
  const run = { scope: asked.scope, districts: [page.district.id], asOf: page.now, ranking: false };
  const report = await buildReport(engine, run);
  const path = `/reports/now?${asked.query}`;
  const source = rowsSource(engine.store);
  const list = `/reports/now/duties?${asked.query}`;
  return listPage(page, engine, { report, source, path, name: '未留存', list }, query);
}

async function listPage(
  page: PageContext,
  engine: Engine,
  { report, source, path, name, list }: Behind,
  query: URLSearchParams,
): Promise<PageContent> {
  const figure = readFigure(query);
  const scope = figure.month === undefined ? report.scope : scopeOfMonth(report.scope, figure.month);
  const from = firstIn(query);
  const shown: DutyLine[] = [];
  let count = 0;
  for await (const line of linesOf(engine, { ...report, scope }, figure, source)) {
    count++;
    if (count >= from && shown.length < ON_PAGE) shown.push(line);
  }
  const link = linksUnder(list)(figure);
  const body = html`<p class="facts"><span class="mark">${name}</span><span>统计期：${figure.month === undefined ? report.period : sayPeriod(figure.month as string as PeriodId)}</span><span>截止时点：${sayMoment(report.asOf, report.zone)}</span></p>
  <p class="lead">${figureSaid(page, figure)}　共${String(count)}项。</p>
  ${shown.length === 0 ? html`<p class="none">没有相应的事项。</p>` : foundList(shown, report, from)}
  ${pages(link, from, count)}
  <p class="more screen"><a href="${path}">返回报告</a></p>`;
  return { title: '应办事项明细', body };
}

function firstIn(query: URLSearchParams): number {
  const asked = Number(query.get('first') ?? '1');
  return Number.isSafeInteger(asked) && asked > 0 ? asked : 1;
}

function pages(path: string, from: number, count: number): Html | null {
  const next = from + ON_PAGE;
  if (next > count) return null;
  return html`<p class="more"><a href="${path}${path.includes('?') ? '&' : '?'}first=${String(next)}">下一页</a></p>`;
}

function figureSaid({ district }: PageContext, figure: FigureQuery): string {
  const { unit, rule, ruleTitle, outcome, note, formerLate, provisional, extension, settled } = figure;
  const parts = [
    unit === undefined ? '' : `承办单位：${whoIs(unit, district.directory)}`,
    rule === undefined ? '' : `规则：${rule}${ruleTitle === undefined ? '' : `　${ruleTitle}`}`,
    outcome === undefined ? '' : `结果：${OUTCOME_NAMES[outcome]}`,
    note === undefined ? '' : `情形：${note}`,
    formerLate === true ? '原时限逾期·会议改期' : '',
    provisional === true ? '时限涉及节假日安排未确认' : '',
    settled === true ? '已办结' : '',
    extension === undefined ? '' : extension === 'any' ? '申请过延期' : EXTENSION_SAID[extension],
  ].filter((part) => part !== '');
  return parts.length === 0 ? '全部应办事项' : parts.join('；');
}
