/** A report that is kept: numbered, unchangeable, a draft until it is approved. */
import { sayRate } from '../../domain/compliance/rate.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Row, StoreReader } from '../../ports/store.ts';
import { all } from '../district.ts';
import { keyOf } from '../rows.ts';
import type { ComplianceReport } from './compliance-report.ts';
import type { Standing } from './say-report.ts';

/** Whose act an approval is, and who keyed it where that was somebody else. */
export interface ReportApproval {
  readonly by: string;
  readonly for: string | null;
  readonly source: string | null;
  readonly at: Instant;
  /** The second person who confirmed what was keyed for somebody else. */
  readonly confirmedBy: string | null;
}

export interface KeptReport {
  /** '2026-0003': the year in which it was made, and its number in that year within the district. */
  readonly id: string;
  readonly year: number;
  readonly serial: number;
  readonly madeAt: Instant;
  readonly madeBy: string;
  /** Changes with anything in `report`. */
  readonly hash: string;
  readonly report: ComplianceReport;
  readonly status: 'draft' | 'approved' | 'withdrawn';
  /** Keyed for 办公室主任 and not confirmed yet, or given. */
  readonly approval: ReportApproval | null;
  readonly withdrawal: { readonly by: string; readonly why: string; readonly at: Instant } | null;
}

const STATUS_NAMES: Readonly<Record<KeptReport['status'], string>> = {
  draft: '草案',
  approved: '已批准',
  withdrawn: '已撤回',
};

/** '2026年第3号'. The document number 〔2026〕　号 is the office's own to give. */
export function sayNumber({ year, serial }: Pick<KeptReport, 'year' | 'serial'>): string {
  return `${year}年第${serial}号`;
}

/** How it is marked wherever it is shown. */
export function standingOf(kept: KeptReport): Standing {
  return {
    number: sayNumber(kept),
    mark: kept.status === 'approved' ? null : STATUS_NAMES[kept.status],
  };
}

export function keptOf(row: Row): KeptReport {
  return row.body as KeptReport;
}

/** Every kept report of a district, or those of one year, the earliest first. */
export async function keptReports(
  store: Pick<StoreReader, 'list'>,
  district: string,
  year: number | null = null,
): Promise<KeptReport[]> {
  const prefix = year === null ? {} : { prefix: `${year}-` };
  return (await all(store, { district, kind: 'report', ...prefix })).map(keptOf);
}

/** `null` where there is none of that id. */
export async function keptReport(
  store: Pick<StoreReader, 'get'>,
  district: string,
  id: string,
): Promise<KeptReport | null> {
  const row = await store.get(keyOf(district, 'report', id));
  return row === null ? null : keptOf(row);
}

/** Whether the content is what it was when it was numbered. */
export function isUnchanged(kept: KeptReport, hashOf: (text: string) => string): boolean {
  return hashOf(contentOf(kept.report)) === kept.hash;
}

/** The content as one text, with the fields in the order of their names: stores may hand them back in another. */
export function contentOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(contentOf).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${contentOf(field)}`).join()}}`;
}

/** One line of the ranking; units with the same rate share a place. */
export interface Placed {
  readonly place: number;
  readonly district: string;
  readonly unit: string;
  readonly rate: string;
}

/**
 * Units by their rate: only where the ranking was asked for and 办公室主任 has approved the report (meaning §4.2,
 * practice §4); `null` otherwise. Units without a rate are not in it.
 */
export function rankingOf({ status, report }: Pick<KeptReport, 'status' | 'report'>): Placed[] | null {
  if (!report.ranking || status !== 'approved') return null;
  const rated = report.figures.byUnit
    .flatMap(({ district, unit, rate }) => (rate === null ? [] : [{ district, unit, rate }]))
    .toSorted((a, b) => b.rate.perMille - a.rate.perMille);
  return rated.map(({ district, unit, rate }) => ({
    place: 1 + rated.filter((other) => other.rate.perMille > rate.perMille).length,
    district,
    unit,
    rate: sayRate(rate),
  }));
}
