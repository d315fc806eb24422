/** The pages of compliance reports, and kept reports as files: document, table of duties, data. */
import type { Context } from 'hono';
import { csvText } from '../shared/app/csv-text.ts';
import type { District } from '../shared/app/district.ts';
import type { Engine } from '../shared/app/engine.ts';
import { compliancePaper } from '../shared/app/papers/compliance-paper.ts';
import type { ComplianceReport } from '../shared/app/reports/compliance-report.ts';
import { extractOf, sourceOf } from '../shared/app/reports/kept-lines.ts';
import { type KeptReport, keptReport } from '../shared/app/reports/kept-report.ts';
import { linesOf } from '../shared/app/reports/lines-of.ts';
import { tableHead, tableRow } from '../shared/app/reports/report-table.ts';
import { districtsSaid } from '../shared/app/reports/report-texts.ts';
import type { PaperWriter } from '../shared/ports/paper-writer.ts';
import type { Env } from './api.ts';
import { reportNowPage, reportPage } from './pages/report.ts';
import { dutiesNowPage, keptDutiesPage } from './pages/report-duties.ts';
import { reportYearPage } from './pages/report-year.ts';
import { reportsPage } from './pages/reports.ts';
import { DOCX, fileOf } from './papers.ts';
import type { PageContent, PageContext } from './parts/page.ts';

type PageOf = (page: PageContext, c: Context<Env>) => PageContent | null | Promise<PageContent | null>;

/** Addresses with their pages; fixed words go before numbers. */
export function reportPages(engine: Engine): readonly (readonly [string, PageOf])[] {
  const query = (c: Context<Env>) => new URL(c.req.url).searchParams;
  return [
    ['/reports', (page) => reportsPage(page)],
    ['/reports/now', (page, c) => reportNowPage(page, engine, query(c))],
    ['/reports/now/duties', (page, c) => dutiesNowPage(page, engine, query(c))],
    ['/reports/year', (page, c) => reportYearPage(page, engine, query(c))],
    ['/reports/:id', (page, c) => reportPage(page, c.req.param('id') ?? '')],
    ['/reports/:id/duties', (page, c) => keptDutiesPage(page, engine, c.req.param('id') ?? '', query(c))],
  ];
}

export interface FileWanted {
  readonly id: string;
  readonly format: string;
  /** The extract for this unit; the whole report for `null`. */
  readonly unit: string | null;
}

interface Desk {
  readonly district: District;
  /** Absent: there are no documents. */
  readonly writer?: PaperWriter | undefined;
}

/** A kept report as a file, a Chinese sentence why there is none, or `null` for a format that there is none of. */
export async function reportFile(
  engine: Engine,
  { id, format, unit }: FileWanted,
  { district, writer }: Desk,
): Promise<Response | { readonly refused: string } | null> {
  const kept = await keptReport(engine.store, district.id, id);
  if (!kept) return { refused: `没有编号为“${id}”的报告。` };
  const wrong = unit === null ? null : notOfUnit(kept, unit);
  if (wrong !== null) return { refused: wrong };
  const report = unit === null ? kept.report : await extractOf(engine, kept.report, unit);
  const name = `${districtsSaid(report)}${report.title}（${report.period}${sayUnit(report)}）`;
  switch (format) {
    case 'json':
      return fileOf(utf8(`${JSON.stringify(report)}\n`), `${name}.json`, 'application/json');
    case 'csv':
      return fileOf(utf8(await csvOf(engine, report)), `${name}.csv`, 'text/csv; charset=utf-8');
    case 'docx': {
      if (!writer) return null;
      const paper = compliancePaper(report, kept);
      return fileOf(await writer.document(paper, report.asOf), `${paper.name}.docx`, DOCX);
    }
    default:
      return null;
  }
}

function notOfUnit({ report }: KeptReport, unit: string): string | null {
  const owes = report.units.some(({ id }) => id === unit);
  const own = report.scope.unit === null || report.scope.unit === unit;
  return owes && own ? null : '该报告中没有这个单位的事项。';
}

function sayUnit({ scope, units }: ComplianceReport): string {
  return scope.unit === null ? '' : `，${units.find(({ id }) => id === scope.unit)?.name ?? scope.unit}`;
}

/** Every duty as the ledger knew it at the moment of the report; nodes of our own are in the whole table alone. */
async function csvOf(engine: Engine, report: ComplianceReport): Promise<string> {
  const rows = [tableHead(report.scope)];
  const source = await sourceOf(engine.store, report);
  for await (const line of linesOf(engine, report, {}, source))
    rows.push(tableRow(line, await engine.districts.open(line.district), report.scope));
  return csvText(rows);
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
