/** Bars lying beside each other, each divided by what it consists of, with the numbers in or behind them. */
import { html } from 'hono/html';
import type { Html } from '../parts/page.ts';
import {
  drawing,
  type Fill,
  fillOf,
  fitted,
  gridLine,
  type Key,
  keyLine,
  lengthOf,
  textAt,
} from './drawing.ts';
import { beside, rounded, type Span, ticksTo } from './scale.ts';

export interface BarRow {
  readonly label: string;
  /** Whole numbers from nought on, one for each part. */
  readonly counts: readonly number[];
  /** Stands behind the bar, such as the rate. */
  readonly says: string;
}

export interface BarChart {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly Key[];
  readonly rows: readonly BarRow[];
  /** The longest bar of all drawings that are to be compared; that of these rows unless given. */
  readonly longest?: number;
}

const BARS = { width: 960, left: 210, right: 230, top: 34, row: 28, bar: 18, bottom: 26 } as const;
const PLOT = BARS.width - BARS.left - BARS.right;

export interface BarPlan {
  readonly height: number;
  readonly ticks: readonly number[];
  /** Length of one, in units of the drawing. */
  readonly unit: number;
  readonly bars: readonly { readonly top: number; readonly spans: readonly Span[] }[];
}

/** Where everything stands. The bars' lengths are in proportion to their counts, on one scale from nought. */
export function planBars({ rows, longest }: Pick<BarChart, 'rows' | 'longest'>): BarPlan {
  const most = longest ?? Math.max(0, ...rows.map(({ counts }) => sumOf(counts)));
  const ticks = ticksTo(most);
  const unit = PLOT / (ticks.at(-1) ?? 1);
  const bars = rows.map(({ counts }, index) => ({
    top: BARS.top + index * BARS.row + (BARS.row - BARS.bar) / 2,
    spans: beside(counts, unit, BARS.left),
  }));
  return { height: BARS.top + rows.length * BARS.row + BARS.bottom, ticks, unit, bars };
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The drawing; its data table stands beneath it on the page. */
export function stackedBars(chart: BarChart): Html {
  const { id, title, parts, rows } = chart;
  const plan = planBars(chart);
  const floor = plan.height - BARS.bottom;
  const scale = plan.ticks.map((tick) => {
    const x = rounded(BARS.left + tick * plan.unit);
    return html`${gridLine(x, BARS.top, x, floor)}${textAt(x, floor + 17, String(tick), { anchor: 'middle', size: 12 })}`;
  });
  const says = rows.map((row) => `${row.label}：${saidParts(row, parts)}`).join('；');
  const fills = parts.map(({ fill }) => fill);
  return drawing({ id, title, says, width: BARS.width, height: plan.height, fills }, [
    ...keyLine(id, parts, BARS.left, 6),
    ...scale,
    ...rows.map((row, index) => bar(chart, row, plan.bars[index] ?? { top: 0, spans: [] })),
  ]);
}

function saidParts({ counts }: BarRow, parts: readonly Key[]): string {
  return parts.map(({ name }, index) => `${name}${counts[index] ?? 0}项`).join('，');
}

/** Numbers that do not fit into their part stand behind the bar by name. */
function bar({ id, parts }: BarChart, row: BarRow, { top, spans }: BarPlan['bars'][number]): Html {
  const middle = top + BARS.bar - 4;
  const pieces = parts.map(({ name, fill }, index) => {
    const [count, span] = [row.counts[index] ?? 0, spans[index] ?? { from: BARS.left, to: BARS.left }];
    return { name, fill, count, ...span, fits: lengthOf(String(count)) + 6 <= span.to - span.from };
  });
  const shown = pieces.filter(({ count }) => count > 0);
  const behind = shown.filter(({ fits }) => !fits).map(({ name, count }) => `${name}${count}`);
  const end = spans.at(-1)?.to ?? BARS.left;
  const notes = [row.says, ...behind].filter((note) => note !== '').join('，');
  return html`<g><title>${row.label}：${saidParts(row, parts)}</title>${textAt(BARS.left - 8, middle, fitted(row.label, BARS.left - 14), { anchor: 'end' })}${shown.map((piece) => part(id, piece, top))}${textAt(rounded(end + 8), middle, fitted(notes, BARS.width - end - 10))}</g>`;
}

interface Piece extends Span {
  readonly fill: Fill;
  readonly count: number;
  readonly fits: boolean;
}

function part(id: string, { fill, count, from, to, fits }: Piece, top: number): Html {
  const label = fits
    ? textAt(rounded((from + to) / 2), top + BARS.bar - 4, String(count), {
        anchor: 'middle',
        bold: true,
        onDark: fill === 'solid',
      })
    : null;
  return html`<rect x="${String(from)}" y="${String(top)}" width="${String(rounded(to - from))}" height="${String(BARS.bar)}" fill="${fillOf(fill, id)}" stroke="#1f2933" stroke-width="0.8"/>${label}`;
}
