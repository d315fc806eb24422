/** What drawings have in common: the frame with its name for those who cannot see it, hatchings, and texts. */
import { html } from 'hono/html';
import { widthOf } from '../../shared/domain/papers/text-width.ts';
import type { Html } from '../parts/page.ts';

/** How an area is filled: told apart by its hatching, in black and white as well. */
export type Fill = 'plain' | 'stripes' | 'solid' | 'dots' | 'blank' | 'sparse' | 'dense' | 'cross';

const INK = '#1f2933';

/** The tile of a hatching; what is filled evenly has none. */
const TILES: Readonly<Partial<Record<Fill, Html>>> = {
  stripes: html`<path d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4" stroke="#a6261d" stroke-width="2.4"/>`,
  dots: html`<circle cx="2" cy="2" r="1.1" fill="${INK}"/><circle cx="6" cy="6" r="1.1" fill="${INK}"/>`,
  sparse: html`<path d="M0,8 l8,-8 M-2,2 l4,-4 M6,10 l4,-4" stroke="#1d4e6b" stroke-width="0.8"/>`,
  dense: html`<path d="M0,8 l8,-8 M-2,2 l4,-4 M6,10 l4,-4 M-2,6 l8,-8 M2,10 l8,-8" stroke="#1d4e6b" stroke-width="1.3"/>`,
  cross: html`<path d="M0,8 l8,-8 M0,0 l8,8 M-2,2 l4,-4 M6,10 l4,-4 M-2,6 l4,4 M6,-2 l4,4" stroke="#1d4e6b" stroke-width="2"/>`,
};

const EVEN: Readonly<Partial<Record<Fill, string>>> = {
  plain: '#d7e6dc',
  solid: '#59150f',
  blank: '#ffffff',
};

/** The value of a `fill` attribute within the drawing `id`. */
export function fillOf(fill: Fill, id: string): string {
  return EVEN[fill] ?? `url(#${id}-${fill})`;
}

function hatchings(id: string, fills: readonly Fill[]): Html[] {
  return [...new Set(fills)].flatMap((fill) => {
    const tile = TILES[fill];
    if (!tile) return [];
    return [
      html`<pattern id="${id}-${fill}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#ffffff"/>${tile}</pattern>`,
    ];
  });
}

export interface Frame {
  /** Unlike every other on the page. */
  readonly id: string;
  /** What is drawn, and what it says in one sentence. */
  readonly title: string;
  readonly says: string;
  readonly width: number;
  readonly height: number;
  readonly fills: readonly Fill[];
}

/** The drawing; sizes are its own units, and whoever shows it decides how large they are. */
export function drawing({ id, title, says, width, height, fills }: Frame, content: readonly Html[]): Html {
  return html`<svg class="chart" viewBox="0 0 ${String(width)} ${String(height)}" role="img" aria-labelledby="${id}-title ${id}-says"><title id="${id}-title">${title}</title><desc id="${id}-says">${says}</desc><defs>${hatchings(id, fills)}</defs>${content}</svg>`;
}

interface TextShape {
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly size?: number;
  readonly bold?: boolean;
  /** White on dark; otherwise dark with a white edge, to be read on any hatching. */
  readonly onDark?: boolean;
}

const TEXT_SIZE = 14;

export function textAt(x: number, y: number, text: string, shape: TextShape = {}): Html {
  const { anchor = 'start', size = TEXT_SIZE, bold = false, onDark = false } = shape;
  const weight = bold ? '700' : '400';
  if (onDark)
    return html`<text x="${String(x)}" y="${String(y)}" font-size="${String(size)}" font-weight="${weight}" text-anchor="${anchor}" fill="#ffffff">${text}</text>`;
  return html`<text x="${String(x)}" y="${String(y)}" font-size="${String(size)}" font-weight="${weight}" text-anchor="${anchor}" fill="${INK}" stroke="#ffffff" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${text}</text>`;
}

/** How long a text is, in units of the drawing. */
export function lengthOf(text: string, size = TEXT_SIZE): number {
  return widthOf(text) * size * 1.08;
}

/** As much of a text as fits, with an ellipsis for the rest. */
export function fitted(text: string, room: number, size = TEXT_SIZE): string {
  if (lengthOf(text, size) <= room) return text;
  const characters = [...text];
  while (characters.length > 1 && lengthOf(`${characters.join('')}…`, size) > room) characters.pop();
  return `${characters.join('')}…`;
}

export interface Key {
  readonly name: string;
  readonly fill: Fill;
}

/** What the hatchings stand for, in one line from the left. */
export function keyLine(id: string, keys: readonly Key[], left: number, top: number): Html[] {
  let x = left;
  return keys.map(({ name, fill }) => {
    const at = x;
    x += 26 + lengthOf(name) + 22;
    return html`<rect x="${String(at)}" y="${String(top)}" width="20" height="14" fill="${fillOf(fill, id)}" stroke="${INK}" stroke-width="0.8"/>${textAt(at + 26, top + 12, name)}`;
  });
}

/** A thin line of the scale. */
export function gridLine(x1: number, y1: number, x2: number, y2: number): Html {
  return html`<line x1="${String(x1)}" y1="${String(y1)}" x2="${String(x2)}" y2="${String(y2)}" stroke="#9aa5b1" stroke-width="0.6"/>`;
}
