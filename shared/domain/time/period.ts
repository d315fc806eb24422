/** Periods in which something is due again: half-months, months, quarters, half-years, years. */
import { InvalidTime } from './invalid-time.ts';
import {
  addDays,
  addMonths,
  firstDayOfMonth,
  type LocalDate,
  lastDayOfMonth,
  parseMonthId,
} from './local-date.ts';

export const GRAINS = ['half-month', 'month', 'quarter', 'half-year', 'year'] as const;
export type Grain = (typeof GRAINS)[number];

/** '2026-03-1', '2026-03', '2026-Q1', '2026-H1', '2026': within one grain string order is the order of time. */
export type PeriodId = string & { readonly __brand: 'PeriodId' };

export interface Span {
  readonly first: LocalDate;
  readonly last: LocalDate;
}

const MONTHS: Readonly<Record<Exclude<Grain, 'half-month'>, number>> = {
  month: 1,
  quarter: 3,
  'half-year': 6,
  year: 12,
};

/** The last day of the first half of a month. */
const HALF = 15;

/** The period of a grain in which a day lies. */
export function periodOf(date: LocalDate, grain: Grain): PeriodId {
  const [year = '', month = ''] = date.split('-');
  const index = Number(month) - 1;
  switch (grain) {
    case 'half-month':
      return `${year}-${month}-${Number(date.slice(8)) <= HALF ? 1 : 2}` as PeriodId;
    case 'month':
      return `${year}-${month}` as PeriodId;
    case 'quarter':
      return `${year}-Q${Math.floor(index / 3) + 1}` as PeriodId;
    case 'half-year':
      return `${year}-H${Math.floor(index / 6) + 1}` as PeriodId;
    case 'year':
      return year as PeriodId;
    default:
      return grain satisfies never;
  }
}

/** Refuses what is no period. */
export function parsePeriodId(text: string): PeriodId {
  if (/^\d{4}(-(0[1-9]|1[0-2])(-[12])?|-Q[1-4]|-H[12])?$/.test(text)) return text as PeriodId;
  throw new InvalidTime(`'${text}' is not a period; expected 2026, 2026-H1, 2026-Q1, 2026-03 or 2026-03-1.`);
}

/** The grain of a period by its form. */
export function grainOf(id: PeriodId): Grain {
  if (id.length === 4) return 'year';
  if (id.includes('Q')) return 'quarter';
  if (id.includes('H')) return 'half-year';
  return id.length === 7 ? 'month' : 'half-month';
}

/** First and last day of a period, both inclusive. */
export function spanOf(id: PeriodId): Span {
  const grain = grainOf(id);
  const year = id.slice(0, 4);
  if (grain === 'half-month') {
    const month = parseMonthId(id.slice(0, 7));
    const middle = addDays(firstDayOfMonth(month), HALF);
    return id.endsWith('-1')
      ? { first: firstDayOfMonth(month), last: addDays(middle, -1) }
      : { first: middle, last: lastDayOfMonth(month) };
  }
  const ordinal = grain === 'month' ? Number(id.slice(5)) : grain === 'year' ? 1 : Number(id.slice(6));
  const start = addMonths(`${year}-01-01` as LocalDate, (ordinal - 1) * MONTHS[grain]);
  return { first: start, last: addDays(addMonths(start, MONTHS[grain]), -1) };
}

/** The period after this one. */
export function nextPeriod(id: PeriodId): PeriodId {
  return periodOf(addDays(spanOf(id).last, 1), grainOf(id));
}

/** '2026年3月', '2026年第一季度', '2026年上半年', '2026年'. */
export function sayPeriod(id: PeriodId): string {
  const year = `${Number(id.slice(0, 4))}年`;
  const month = `${Number(id.slice(5, 7))}月`;
  switch (grainOf(id)) {
    case 'year':
      return year;
    case 'half-year':
      return `${year}${id.endsWith('1') ? '上' : '下'}半年`;
    case 'quarter':
      return `${year}第${['一', '二', '三', '四'][Number(id.slice(6)) - 1] ?? ''}季度`;
    case 'month':
      return `${year}${month}`;
    default:
      return `${year}${month}${id.endsWith('1') ? '上' : '下'}半月`;
  }
}
