/** Lines over months, told apart by dashes and marks, with the numbers at their points and the names at their ends. */
import { html } from 'hono/html';
import type { Html } from '../parts/page.ts';
import { drawing, fitted, gridLine, lengthOf, textAt } from './drawing.ts';
import { rounded, ticksTo } from './scale.ts';

export interface TrendLine {
  readonly name: string;
  /** One for each place on the axis; `null` where nothing may be said, which breaks the line. */
  readonly points: readonly (number | null)[];
}

export interface TrendChart {
  readonly id: string;
  readonly title: string;
  readonly places: readonly string[];
  /** At most three. */
  readonly lines: readonly TrendLine[];
  readonly say: (value: number) => string;
  /** The numbers of the scale, where they are said otherwise than those of the points. */
  readonly sayTick?: (value: number) => string;
  /** The scale from nought; whole numbers up to the largest unless given. */
  readonly ticks?: readonly number[];
  /** Why points are missing. */
  readonly missing?: string;
}

const TREND = { width: 960, height: 290, left: 64, right: 150, top: 24, bottom: 44 } as const;
const FLOOR = TREND.height - TREND.bottom;
const DASHES = ['', '9 5', '2 4'] as const;
const APART = 17;

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

export interface TrendPlan {
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  readonly xs: readonly number[];
  /** For each line its points; `null` where there is none. */
  readonly points: readonly (readonly (Point | null)[])[];
}

/** Places at equal distances, values on one scale from nought. */
export function planTrend({
  places,
  lines,
  ticks,
}: Pick<TrendChart, 'places' | 'lines' | 'ticks'>): TrendPlan {
  const values = lines.flatMap(({ points }) => points.filter((value) => value !== null));
  const scale = ticks ?? ticksTo(Math.max(0, ...values));
  const top = scale.at(-1) ?? 1;
  const step = (TREND.width - TREND.left - TREND.right) / Math.max(1, places.length);
  const xs = places.map((_, index) => rounded(TREND.left + (index + 0.5) * step));
  const yOf = (value: number) => rounded(FLOOR - (value / top) * (FLOOR - TREND.top));
  return {
    ticks: scale.map((value) => ({ value, y: yOf(value) })),
    xs,
    points: lines.map(({ points }) =>
      xs.map((x, index) => {
        const value = points[index] ?? null;
        return value === null ? null : { x, y: yOf(value), value };
      }),
    ),
  };
}

/** Stretches without a gap, of which each is one stroke. */
export function strokes(points: readonly (Point | null)[]): Point[][] {
  const found: Point[][] = [[]];
  for (const point of points) {
    if (point === null) found.push([]);
    else found.at(-1)?.push(point);
  }
  return found.filter((stroke) => stroke.length > 0);
}

/** The drawing; its data table stands beneath it on the page. */
export function trendLines(chart: TrendChart): Html {
  const { id, title, places, lines, say, sayTick = say } = chart;
  const plan = planTrend(chart);
  const right = TREND.width - TREND.right;
  const scale = plan.ticks.map(
    ({ value, y }) =>
      html`${gridLine(TREND.left, y, right, y)}${textAt(TREND.left - 8, y + 4, sayTick(value), { anchor: 'end', size: 12 })}`,
  );
  const axis = places.map((place, index) =>
    textAt(plan.xs[index] ?? 0, FLOOR + 18, place, { anchor: 'middle', size: places.length > 14 ? 10 : 12 }),
  );
  const drawn = lines.map((_, index) => line(plan.points[index] ?? [], index, lines.length, chart));
  const { width, height } = TREND;
  return drawing({ id, title, says: saidLines(chart), width, height, fills: [] }, [
    ...scale,
    ...axis,
    ...drawn,
    ...names(plan, lines),
    ...gaps(plan, chart),
  ]);
}

function saidLines({ places, lines, say, missing = '无' }: TrendChart): string {
  return lines
    .map(({ name, points }) => {
      const said = places.map((place, index) => {
        const value = points[index] ?? null;
        return `${place}${value === null ? missing : say(value)}`;
      });
      return `${name}：${said.join('，')}`;
    })
    .join('；');
}

/** Numbers of the first line stand above it, those of the others below, so that they do not meet. */
function line(points: readonly (Point | null)[], index: number, of: number, { say }: TrendChart): Html {
  const dash = DASHES[index] ?? '';
  const paths = strokes(points).map(
    (stroke) =>
      html`<polyline points="${stroke.map(({ x, y }) => `${x},${y}`).join(' ')}" fill="none" stroke="#1f2933" stroke-width="1.8" stroke-dasharray="${dash}"/>`,
  );
  const below = of > 1 && index > 0;
  const marks = points.flatMap((point) =>
    point === null ? [] : [html`${markAt(point, index)}${numberAt(point, say(point.value), below)}`],
  );
  return html`<g>${paths}${marks}</g>`;
}

/** Beside its point where there is no room between it and the axis. */
function numberAt({ x, y }: Point, said: string, below: boolean): Html {
  if (!below) return textAt(x, y - 9, said, { anchor: 'middle', size: 12 });
  if (y + 20 > FLOOR - 2) return textAt(rounded(x + 9), y - 4, said, { size: 12 });
  return textAt(x, y + 20, said, { anchor: 'middle', size: 12 });
}

function markAt({ x, y }: Point, index: number): Html {
  if (index === 0) return html`<circle cx="${String(x)}" cy="${String(y)}" r="4" fill="#1f2933"/>`;
  const [left, top] = [rounded(x - 4), rounded(y - 4)];
  return html`<rect x="${String(left)}" y="${String(top)}" width="8" height="8" fill="#ffffff" stroke="#1f2933" stroke-width="1.6"/>`;
}

/** Each line's name at its last point, pushed apart where two would meet. */
function names({ points }: TrendPlan, lines: readonly TrendLine[]): Html[] {
  const ends = lines
    .flatMap(({ name }, index) => {
      const last = points[index]?.findLast((point) => point !== null);
      return last ? [{ name, index, x: last.x, y: last.y + 5 }] : [];
    })
    .toSorted((a, b) => a.y - b.y || a.index - b.index);
  let above = Number.NEGATIVE_INFINITY;
  const placed = ends.map((end) => {
    above = Math.max(end.y, above + APART);
    return { ...end, y: above };
  });
  // Whatever was pushed under the axis goes up again, and takes those above it along.
  const excess = Math.max(0, (placed.at(-1)?.y ?? 0) - FLOOR);
  return placed.map(({ name, y }) => {
    const x = TREND.width - TREND.right + 14;
    return textAt(x, rounded(y - excess), fitted(name, TREND.width - x), { bold: true });
  });
}

function gaps({ xs, points }: TrendPlan, { missing }: TrendChart): Html[] {
  const empty = xs.filter((_, index) => points.every((line) => line[index] === null));
  if (missing === undefined || empty.length === 0) return [];
  const note = `—：${missing}`;
  return [
    ...empty.map((x) => textAt(x, FLOOR - 6, '—', { anchor: 'middle', size: 12 })),
    textAt(TREND.width - lengthOf(note, 12) - 4, TREND.height - 4, note, { size: 12 }),
  ];
}
