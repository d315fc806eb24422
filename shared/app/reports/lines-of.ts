/** The duties behind a figure of a report: the lines of its scope that fit, whatever their number. */
import type { DutyLine } from '../../domain/compliance/duty-line.ts';
import type { Outcome } from '../../domain/compliance/outcome.ts';
import {
  addMonths,
  firstDayOfMonth,
  lastDayOfMonth,
  type MonthId,
  monthOf,
} from '../../domain/time/local-date.ts';
import type { Engine } from '../engine.ts';
import { collectLines, scopeIn, TREND_MONTHS } from './collect.ts';
import type { ComplianceReport, ReportScope } from './compliance-report.ts';
import { type DutySource, rowsSource } from './duty-source.ts';

/** Narrows the lines of a report to those behind one figure; what is left out narrows nothing. */
export interface LineQuery {
  readonly district?: string;
  readonly unit?: string;
  readonly rule?: string;
  /** A rule may have had another title under another edition. */
  readonly ruleTitle?: string;
  readonly outcome?: Outcome;
  /** All that `due` counts: nodes of our own are not among them. */
  readonly counted?: boolean;
  readonly note?: string;
  readonly formerLate?: boolean;
  readonly provisional?: boolean;
  /** `any` whose extension was asked for, however that ended. */
  readonly extension?: 'any' | 'asked' | 'granted' | 'refused';
  /** Done and recorded, waived or not applicable apart: those whose reminders are counted. */
  readonly settled?: boolean;
}

/**
 * The lines that are due in the period, judged at the moment of the report, one district after the other in bounded
 * memory. `source`: the rows as they are unless given; the ledger gives them as they were.
 */
export async function* linesOf(
  engine: Engine,
  { scope, asOf, districts }: Pick<ComplianceReport, 'scope' | 'asOf' | 'districts'>,
  query: LineQuery,
  source: DutySource = rowsSource(engine.store),
): AsyncGenerator<DutyLine> {
  for (const { district: id, checkWindowMinutes, checkRequired } of districts) {
    if (query.district !== undefined && query.district !== id) continue;
    const district = await engine.districts.open(id);
    const when = { ...scopeIn(district, scope, asOf), by: { asOf, checkWindowMinutes, checkRequired } };
    for await (const { line, for: uses } of collectLines(source, district, scope, when))
      if (uses.has('period') && fits(line, query)) yield line;
  }
}

function fits(line: DutyLine, query: LineQuery): boolean {
  const { unit, rule, ruleTitle, outcome, note } = query;
  return (
    (unit === undefined || line.unit === unit) &&
    (rule === undefined || line.rule === rule) &&
    (ruleTitle === undefined || line.ruleTitle === ruleTitle) &&
    (outcome === undefined || line.outcome === outcome) &&
    (note === undefined || line.note === note) &&
    fitsAside(line, query)
  );
}

/** Of nodes of our own nothing is counted but themselves. */
function fitsAside(line: DutyLine, query: LineQuery): boolean {
  const { counted, formerLate, provisional, extension, settled } = query;
  const asks = [counted, formerLate, provisional, settled].includes(true) || extension !== undefined;
  if (asks && line.outcome === 'internal') return false;
  if (formerLate === true && !line.formerLate) return false;
  if (provisional === true && !line.provisional) return false;
  if (settled === true && !isSettled(line)) return false;
  if (extension === undefined) return true;
  return extension === 'any' ? line.extension !== 'none' : line.extension === extension;
}

function isSettled({ settledAt, outcome }: DutyLine): boolean {
  return settledAt !== null && outcome !== 'waived' && outcome !== 'not-applicable';
}

/**
 * The scope of one month of a report's trend: that of the report, within the month. The trend goes back to the first day
 * of its first month, or of a longer period.
 */
export function scopeOfMonth(scope: ReportScope, month: MonthId): ReportScope {
  const [first, last] = [firstDayOfMonth(month), lastDayOfMonth(month)];
  const begins = month === monthOf(scope.first) && isLonger(scope) ? scope.first : first;
  return { ...scope, first: begins, last: last < scope.last ? last : scope.last };
}

/** Longer than the trend would be by itself. */
function isLonger({ first, last }: ReportScope): boolean {
  return first < addMonths(firstDayOfMonth(last), 1 - TREND_MONTHS);
}
