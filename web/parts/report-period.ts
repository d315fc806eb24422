/** The days, unit and kind that an address asks a report for. */
import type { ReportScope } from '../../shared/app/reports/compliance-report.ts';
import { dateOf } from '../../shared/domain/time/instant.ts';
import { InvalidTime } from '../../shared/domain/time/invalid-time.ts';
import {
  addMonths,
  firstDayOfMonth,
  type LocalDate,
  parseLocalDate,
} from '../../shared/domain/time/local-date.ts';
import type { PageContext } from './page.ts';

/** What is counted while somebody waits for the page. */
const MOST_MONTHS = 36;

export type AskedPeriod =
  | { readonly scope: ReportScope; readonly query: string }
  /** A Chinese sentence. */
  | { readonly refused: string };

/** This month up to today unless the address says otherwise. */
export function readPeriod(
  { now, district }: Pick<PageContext, 'now' | 'district'>,
  asked: URLSearchParams,
): AskedPeriod {
  const today = dateOf(now, district.zone);
  const first = dayIn(asked.get('from')) ?? firstDayOfMonth(today);
  const last = dayIn(asked.get('to')) ?? today;
  if (first === 'wrong' || last === 'wrong') return { refused: '日期应写作2026-03-18的形式。' };
  if (last < first) return { refused: '止日早于起日，请核对。' };
  if (last >= addMonths(first, MOST_MONTHS)) return { refused: '统计期最长三年。' };
  const unit = asked.get('unit') || null;
  if (unit !== null && !district.directory.units.has(unit)) return { refused: '通讯录中没有该单位。' };
  const kind = asked.get('kind') || null;
  const named = {
    from: first,
    to: last,
    ...(unit === null ? {} : { unit }),
    ...(kind === null ? {} : { kind }),
  };
  return {
    scope: { first, last, rulebook: null, unit, kind, version: 'whole' },
    query: new URLSearchParams(named).toString(),
  };
}

function dayIn(text: string | null): LocalDate | 'wrong' | null {
  if (text === null || text === '') return null;
  try {
    return parseLocalDate(text);
  } catch (fault) {
    if (fault instanceof InvalidTime) return 'wrong';
    throw fault;
  }
}
