/** Breaks a title into lines as GB/T 9704-2012 7.3.1 asks: words whole, symmetrical, a trapezoid or a lozenge. */
import { widthOf } from './text-width.ts';

/** As many characters of size 2 (22 pt) as fit into 156 mm with a little room on both sides. */
const MOST_IN_LINE = 18;
/** Lines that differ by less look like a rectangle, which the standard does not want. */
const LEAST_STEP = 2;
const MOST_PARTS = 12;

/**
 * The lines of a title whose parts, words that stay whole, are given in order. A title that fits into one line is one
 * line. Otherwise as few lines as will do, of which no two neighbours are equally long and the middle one is either the
 * longest (lozenge) or the lengths go one way (trapezoid); `['关于印发', '实施方案', '的通知']`. A part longer than a line
 * is cut.
 */
export function titleLines(parts: readonly string[], most = MOST_IN_LINE): string[] {
  const pieces = parts.flatMap((part) => cut(part, most));
  const whole = pieces.join('');
  if (widthOf(whole) <= most) return [whole];
  if (pieces.length > MOST_PARTS) return filled(pieces, most);
  const fitting = divisions(pieces).filter((lines) => lines.every((line) => widthOf(line) <= most));
  const fewest = Math.min(...fitting.map((lines) => lines.length));
  const candidates = fitting.filter((lines) => lines.length === fewest);
  const [best = filled(pieces, most)] = candidates.toSorted((a, b) => unshapely(a) - unshapely(b));
  return best;
}

function cut(part: string, most: number): string[] {
  if (widthOf(part) <= most) return [part];
  const characters = [...part];
  const half = Math.ceil(characters.length / Math.ceil(widthOf(part) / most));
  return Array.from({ length: Math.ceil(characters.length / half) }, (_, index) =>
    characters.slice(index * half, (index + 1) * half).join(''),
  );
}

/** Every way to put neighbouring parts into lines. */
function divisions(parts: readonly string[]): string[][] {
  return Array.from({ length: 2 ** (parts.length - 1) }, (_, breaks) => {
    const lines: string[] = [];
    for (const [index, part] of parts.entries()) {
      const begins = index === 0 || ((breaks >> (index - 1)) & 1) === 1;
      if (begins) lines.push(part);
      else lines[lines.length - 1] += part;
    }
    return lines;
  });
}

function filled(parts: readonly string[], most: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last === undefined || widthOf(last + part) > most) lines.push(part);
    else lines[lines.length - 1] = last + part;
  }
  return lines;
}

/** The less the better: how far the lines are from a trapezoid or a lozenge of moderate steps. */
function unshapely(lines: readonly string[]): number {
  const widths = lines.map(widthOf);
  const steps = widths.slice(1).map((width, index) => width - (widths[index] ?? 0));
  const uneven = steps.reduce((sum, step) => {
    const size = Math.abs(step);
    return sum + (size < LEAST_STEP ? 6 : 0) + Math.max(0, size - 8);
  }, 0);
  // Narrow in the middle: a waist, neither trapezoid nor lozenge.
  const waists = steps.slice(1).filter((step, index) => (steps[index] ?? 0) < 0 && step > 0).length;
  return uneven + waists * 10 + (Math.max(...widths) - Math.min(...widths)) / 10;
}
