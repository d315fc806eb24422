/** Reads a drawing back: where its rectangles, lines and texts stand, and whether anything lies outside its frame. */
import type { Html } from '../../../web/parts/page.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function numbersOf(tag: string, names: readonly string[]): number[] {
  return names.map((name) => Number(new RegExp(` ${name}="(-?[\\d.]+)"`).exec(tag)?.[1] ?? Number.NaN));
}

/** The drawing without its hatchings, which have places of their own. */
function bodyOf(svg: Html | string): string {
  return String(svg).replace(/<defs>.*?<\/defs>/s, '');
}

function frameOf(svg: Html | string): { width: number; height: number } {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(String(svg)) ?? [];
  return { width: Number(width), height: Number(height) };
}

export function boxesIn(svg: Html | string): Box[] {
  return [...bodyOf(svg).matchAll(/<rect [^>]*>/g)].map(([tag]) => {
    const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = numbersOf(tag, [
      'x',
      'y',
      'width',
      'height',
    ]);
    return { x, y, width, height };
  });
}

/** Where texts are tied, lines end and marks stand. */
function pointsIn(svg: Html | string): (readonly [number, number])[] {
  const body = bodyOf(svg);
  const tied = [...body.matchAll(/<text [^>]*>/g)].map(([tag]) => numbersOf(tag, ['x', 'y']));
  const round = [...body.matchAll(/<circle [^>]*>/g)].map(([tag]) => numbersOf(tag, ['cx', 'cy']));
  const lines = [...body.matchAll(/<line [^>]*>/g)].flatMap(([tag]) => [
    numbersOf(tag, ['x1', 'y1']),
    numbersOf(tag, ['x2', 'y2']),
  ]);
  const bends = [...body.matchAll(/<polyline points="([^"]*)"/g)].flatMap(([, points = '']) =>
    points.split(' ').map((point) => point.split(',').map(Number)),
  );
  return [...tied, ...round, ...lines, ...bends].map(([x = Number.NaN, y = Number.NaN]) => [x, y] as const);
}

/** What lies outside the frame, or nowhere at all. */
export function strayed(svg: Html | string): unknown[] {
  const { width, height } = frameOf(svg);
  const inside = (x: number, y: number) => x >= 0 && x <= width && y >= 0 && y <= height;
  return [
    ...pointsIn(svg).filter(([x, y]) => !inside(x, y)),
    ...boxesIn(svg).filter(
      (box) => !inside(box.x, box.y) || !inside(box.x + box.width, box.y + box.height) || box.width < 0,
    ),
  ];
}
