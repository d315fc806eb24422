/** A year as a map of its days: hatched by how much was due, with the number of what was late, in two half-years for print. */
import { html } from 'hono/html';
import { addDays, type LocalDate, weekdayOf } from '../../shared/domain/time/local-date.ts';
import { sayDate } from '../../shared/domain/time/wording.ts';
import type { Html } from '../parts/page.ts';
import { drawing, type Fill, fillOf, keyLine, textAt } from './drawing.ts';
import { ticksTo } from './scale.ts';

export interface MappedDay {
  readonly date: LocalDate;
  readonly due: number;
  readonly late: number;
}

export interface YearMap {
  readonly id: string;
  readonly title: string;
  readonly year: number;
  /** Days of the year with anything due; others are blank. */
  readonly days: readonly MappedDay[];
  /** From this day on nothing is known yet. */
  readonly unknownFrom: LocalDate | null;
}

const MAP = { width: 960, left: 44, top: 54, cell: 29, gap: 3, half: 264 } as const;
const STEP = MAP.cell + MAP.gap;
const HEIGHT = MAP.top + MAP.half + 7 * STEP;

/** From little to much. */
const SHADES: readonly Fill[] = ['sparse', 'dense', 'cross'];

export interface Cell {
  readonly date: LocalDate;
  readonly x: number;
  readonly y: number;
}

/** A column for each week from Monday, a row for each day of it; the second half-year stands under the first. */
export function planYear(year: number): Cell[] {
  return [
    ...planHalf(`${year}-01-01` as LocalDate, `${year}-06-30` as LocalDate, MAP.top),
    ...planHalf(`${year}-07-01` as LocalDate, `${year}-12-31` as LocalDate, MAP.top + MAP.half),
  ];
}

function planHalf(first: LocalDate, last: LocalDate, top: number): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const row = weekdayOf(date) - 1;
    if (row === 0 && date !== first) column++;
    cells.push({ date, x: MAP.left + column * STEP, y: top + row * STEP });
  }
  return cells;
}

/** The largest numbers of each shade but the last, which has no end. Shades of a quiet year are one apart. */
export function shadeLimits(most: number): number[] {
  const step = Math.max(1, ticksTo(most, SHADES.length)[1] ?? 1);
  return SHADES.slice(1).map((_, index) => (index + 1) * step);
}

/** The hatching of a number; nought is blank. */
export function shadeOf(due: number, limits: readonly number[]): Fill {
  if (due === 0) return 'blank';
  const index = limits.findIndex((limit) => due <= limit);
  return SHADES[index === -1 ? SHADES.length - 1 : index] ?? 'cross';
}

/** The drawing; its data table stands beneath it on the page. */
export function yearHeatMap(map: YearMap): Html {
  const { id, title, year, days, unknownFrom } = map;
  const known = new Map(days.map((day) => [day.date, day]));
  const limits = shadeLimits(Math.max(0, ...days.map(({ due }) => due)));
  const cells = planYear(year);
  const [due, late] = [
    days.reduce((sum, day) => sum + day.due, 0),
    days.reduce((sum, day) => sum + day.late, 0),
  ];
  const says = `${year}年到期${due}项，其中超时${late}项；每格一日，斜线越密到期越多，格内数字为超时项数。`;
  return drawing({ id, title, says, width: MAP.width, height: HEIGHT, fills: SHADES }, [
    ...keyLine(id, keysOf(limits), MAP.left, 4),
    textAt(MAP.width - 4, 16, '格内数字：当日到期事项中超时的项数', { anchor: 'end' }),
    ...weekdays(),
    ...months(cells),
    ...cells.map(({ date, x, y }) =>
      unknownFrom !== null && date >= unknownFrom
        ? square(x, y, '#ffffff', '1 3')
        : dayCell(known.get(date) ?? { date, due: 0, late: 0 }, { x, y }, limits, id),
    ),
  ]);
}

function keysOf(limits: readonly number[]) {
  const said = SHADES.map((fill, index) => {
    const from = (limits[index - 1] ?? 0) + 1;
    const to = limits[index];
    const name = to === undefined ? `${from}项以上` : from === to ? `${from}项` : `${from}至${to}项`;
    return { name, fill };
  });
  return [{ name: '到期0项', fill: 'blank' as const }, ...said];
}

function weekdays(): Html[] {
  const names = ['一', '二', '三', '四', '五', '六', '日'];
  return [MAP.top, MAP.top + MAP.half].flatMap((top) =>
    names.map((name, row) => textAt(MAP.left - 10, top + row * STEP + 20, name, { anchor: 'end', size: 12 })),
  );
}

/** Above the week in which a month begins. */
function months(cells: readonly Cell[]): Html[] {
  return cells
    .filter(({ date }) => date.endsWith('-01'))
    .map(({ date, x }, index) =>
      textAt(x, (index < 6 ? MAP.top : MAP.top + MAP.half) - 8, `${Number(date.slice(5, 7))}月`, {
        size: 13,
      }),
    );
}

function dayCell(
  { date, due, late }: MappedDay,
  { x, y }: Pick<Cell, 'x' | 'y'>,
  limits: readonly number[],
  id: string,
): Html {
  const number =
    late === 0
      ? null
      : html`<rect x="${String(x + 4)}" y="${String(y + 5)}" width="21" height="19" fill="#ffffff" stroke="#a6261d" stroke-width="1.4"/>${textAt(x + 14.5, y + 19, String(late), { anchor: 'middle', bold: true, size: late > 99 ? 10 : 13 })}`;
  return html`<g><title>${sayDate(date)}：到期${String(due)}项，超时${String(late)}项</title>${square(x, y, fillOf(shadeOf(due, limits), id), '')}${number}</g>`;
}

function square(x: number, y: number, fill: string, dash: string): Html {
  return html`<rect x="${String(x)}" y="${String(y)}" width="${String(MAP.cell)}" height="${String(MAP.cell)}" fill="${fill}" stroke="#7b8794" stroke-width="0.8" stroke-dasharray="${dash}"/>`;
}
