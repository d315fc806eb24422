/** Addresses of the duties behind the figures of a report, written and read by the same names. */
import type { LineQuery } from '../../shared/app/reports/lines-of.ts';
import { OUTCOMES } from '../../shared/domain/compliance/outcome.ts';
import { InvalidTime } from '../../shared/domain/time/invalid-time.ts';
import type { MonthId } from '../../shared/domain/time/local-date.ts';
import { grainOf, type PeriodId, parsePeriodId } from '../../shared/domain/time/period.ts';

/** The lines behind a figure; `month` is one of the trend. */
export interface FigureQuery extends LineQuery {
  readonly month?: MonthId;
}

/** The address of the duties behind a figure. */
export type LinkTo = (query: FigureQuery) => string;

const EXTENSIONS = ['any', 'asked', 'granted', 'refused'] as const;

/** `path` may have a query of its own, such as the period of a report that is not kept. */
export function linksUnder(path: string): LinkTo {
  return (query) => {
    const named = Object.entries(query).map(([name, value]): [string, string] => [
      name,
      value === true ? 'yes' : String(value),
    ]);
    const own = new URLSearchParams(named).toString();
    if (own === '') return path;
    return `${path}${path.includes('?') ? '&' : '?'}${own}`;
  };
}

/** What is not understood narrows nothing. */
export function readFigure(query: URLSearchParams): FigureQuery {
  const text = (name: 'unit' | 'rule' | 'ruleTitle' | 'note') => {
    const value = query.get(name);
    return value === null || value === '' ? {} : { [name]: value };
  };
  const flag = (name: 'counted' | 'formerLate' | 'provisional' | 'settled') =>
    query.get(name) === 'yes' ? { [name]: true } : {};
  const outcome = OUTCOMES.find((one) => one === query.get('outcome'));
  const extension = EXTENSIONS.find((one) => one === query.get('extension'));
  const month = monthIn(query.get('month'));
  return {
    ...{ ...text('unit'), ...text('rule'), ...text('ruleTitle'), ...text('note') },
    ...{ ...flag('counted'), ...flag('formerLate'), ...flag('provisional'), ...flag('settled') },
    ...(outcome === undefined ? {} : { outcome }),
    ...(extension === undefined ? {} : { extension }),
    ...(month === null ? {} : { month }),
  };
}

function monthIn(text: string | null): MonthId | null {
  const period = text === null ? null : periodIn(text);
  return period !== null && grainOf(period) === 'month' ? (period as string as MonthId) : null;
}

function periodIn(text: string): PeriodId | null {
  try {
    return parsePeriodId(text);
  } catch (fault) {
    if (fault instanceof InvalidTime) return null;
    throw fault;
  }
}
