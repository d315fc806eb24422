/** Lists of lines that reports print: counted in full, kept up to a bound. */
import type { DutyLine } from './duty-line.ts';

/** A list that is cut when it is long; `count` is that of the whole. */
export interface Listed {
  readonly count: number;
  readonly lines: readonly DutyLine[];
}

/** Lists are cut here; every duty stands in the table of duties all the same. */
export const MOST_LISTED = 150;

/** Keeps the lines with the earliest limits, in whatever order they come. */
export class LineList {
  readonly #lines: DutyLine[] = [];
  #count = 0;

  add(line: DutyLine): void {
    this.#count++;
    this.#lines.push(line);
    // A list twice too long is cut, so that each line is sorted seldom.
    if (this.#lines.length >= 2 * MOST_LISTED) this.#cut();
  }

  /** The lines kept, in the order asked for. */
  listed(order: (a: DutyLine, b: DutyLine) => number): Listed {
    this.#cut();
    return { count: this.#count, lines: this.#lines.toSorted(order) };
  }

  #cut(): void {
    this.#lines.sort(
      (a, b) => compare(a.dueAt, b.dueAt) || compare(a.district, b.district) || compare(a.id, b.id),
    );
    this.#lines.length = Math.min(this.#lines.length, MOST_LISTED);
  }
}

/** By code units, the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
