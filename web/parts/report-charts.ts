/** What the charts of a report show: bars by unit and by rule, lines over the months. */
import { html } from 'hono/html';
import type { ComplianceReport } from '../../shared/app/reports/compliance-report.ts';
import { unitNames } from '../../shared/app/reports/report-figures-table.ts';
import { clauseOf } from '../../shared/app/reports/report-texts.ts';
import { OUTCOME_NAMES } from '../../shared/app/reports/report-words.ts';
import { LEAST_FOR_RATE, sayRate } from '../../shared/domain/compliance/rate.ts';
import type { Tally } from '../../shared/domain/compliance/tally.ts';
import { addMonths, firstDayOfMonth, type MonthId, monthOf } from '../../shared/domain/time/local-date.ts';
import type { Fill } from '../charts/drawing.ts';
import { type BarRow, stackedBars } from '../charts/stacked-bars.ts';
import { trendLines } from '../charts/trend-lines.ts';
import type { Html } from './page.ts';

const PARTS = [
  ['on-time', 'plain'],
  ['late', 'stripes'],
  ['overdue', 'solid'],
  ['undetermined', 'dots'],
] as const satisfies readonly (readonly [string, Fill])[];
const KEYS = PARTS.map(([outcome, fill]) => ({ name: OUTCOME_NAMES[outcome], fill }));

/** As many bars as stand on one printed page with a heading. */
const MOST_IN_CHART = 30;

function countsOf({ outcomes }: Pick<Tally, 'outcomes'>): number[] {
  return PARTS.map(([outcome]) => outcomes[outcome].count);
}

function rowOf(label: string, tally: Tally): BarRow {
  return { label, counts: countsOf(tally), says: tally.rate === null ? '' : `按时率${sayRate(tally.rate)}` };
}

/** On one scale, in as many drawings as it takes; what has none of these outcomes is not drawn. */
function bars(id: string, title: string, all: readonly BarRow[]): Html | null {
  const total = ({ counts }: BarRow) => counts.reduce((sum, count) => sum + count, 0);
  const rows = all.filter((row) => total(row) > 0);
  if (rows.length === 0) return null;
  const longest = Math.max(...rows.map(total));
  const drawings = Math.ceil(rows.length / MOST_IN_CHART);
  const each = Math.ceil(rows.length / drawings);
  return html`${Array.from({ length: drawings }, (_, index) => {
    const own = rows.slice(index * each, (index + 1) * each);
    return figureOf(
      stackedBars({ id: `${id}-${index + 1}`, title, parts: KEYS, rows: own, longest }),
      `${title}（单位：项${drawings > 1 ? `；之${index + 1}` : ''}）`,
    );
  })}`;
}

export function figureOf(drawing: Html, caption: string): Html {
  return html`<figure class="chart">${drawing}<figcaption>${caption}</figcaption></figure>`;
}

/** In protocol order; nothing for the report of one unit. */
export function unitBars(report: ComplianceReport): Html | null {
  if (report.scope.unit !== null) return null;
  const nameOf = unitNames(report);
  const rows = report.figures.byUnit.map((one) => rowOf(nameOf(one), one));
  return bars('units', '分单位办理情况', rows);
}

export function ruleBars(report: ComplianceReport): Html | null {
  const rows = report.figures.byRule.map((one) => rowOf(`${clauseOf(one)}　${one.title}`, one));
  return bars('rules', '分规则办理情况', rows);
}

/** Two drawings: the rate, and the numbers; nothing for a single month. */
export function trends(report: ComplianceReport): Html | null {
  const months = everyMonth(report.figures.months);
  if (months.length < 2) return null;
  const places = months.map(({ month }) => month);
  const rated = months.some(({ rate }) => rate !== null);
  const rates = trendLines({
    id: 'trend-rates',
    title: '逐月按时率',
    places,
    lines: [{ name: '按时率', points: months.map(({ rate }) => rate?.perMille ?? null) }],
    say: (perMille) => `${(perMille / 10).toFixed(1)}%`,
    sayTick: (perMille) => `${perMille / 10}%`,
    ticks: [0, 250, 500, 750, 1000],
    missing: `不足${LEAST_FOR_RATE}项，不计按时率`,
  });
  const counts = trendLines({
    id: 'trend-counts',
    title: '逐月应办和超时项数',
    places,
    lines: [
      { name: '应办事项', points: months.map(({ due }) => due) },
      {
        name: '超时事项',
        points: months.map(({ late }) => late),
      },
    ],
    say: String,
  });
  return html`${rated ? figureOf(rates, '逐月按时率') : null}${figureOf(counts, '逐月应办事项和超时事项（超时办结、超时未办结之和；单位：项）')}`;
}

interface MonthOfTrend {
  readonly month: string;
  readonly due: number;
  readonly late: number;
  readonly rate: Tally['rate'];
}

/** Without gaps from the first month to the last: nothing was due in those that have no figures. */
function everyMonth(months: ComplianceReport['figures']['months']): MonthOfTrend[] {
  const known = new Map(months.map((one) => [one.month, one]));
  const [first, last] = [months.at(0)?.month, months.at(-1)?.month];
  if (first === undefined || last === undefined) return [];
  const all: MonthOfTrend[] = [];
  for (let month = first as MonthId; month <= last; month = monthOf(addMonths(firstDayOfMonth(month), 1))) {
    const one = known.get(month);
    const late = one === undefined ? 0 : one.outcomes.late.count + one.outcomes.overdue.count;
    all.push({ month, due: one?.due ?? 0, late, rate: one?.rate ?? null });
  }
  return all;
}
