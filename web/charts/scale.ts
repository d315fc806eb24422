/** Scales of drawings: round steps from nought, and positions rounded so that parts add up to their whole. */

/** Steps that people read at a glance: 1, 2 or 5 and their tenfolds. */
const STEPS = [1, 2, 5, 10] as const;

/**
 * Whole numbers from 0 in equal steps, the last one not below `max`; at most `most` steps. Nothing to show gives 0 and 1.
 * Refuses what is not a number from nought on.
 */
export function ticksTo(max: number, most = 5): number[] {
  if (!Number.isFinite(max) || max < 0) throw new Error(`a scale cannot end at ${max}`);
  const least = Math.max(1, max / most);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = (STEPS.find((one) => one * power >= least) ?? 10) * power;
  const steps = Math.max(1, Math.ceil(max / step));
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}

/** Two decimals: finer than any printer, and the same on every machine. */
export function rounded(position: number): number {
  return Math.round(position * 100) / 100;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Parts beside each other, as long as their counts: each begins where the one before ends, so that rounding never adds up.
 * `unit` is the length of one.
 */
export function beside(counts: readonly number[], unit: number, origin = 0): Span[] {
  let sum = 0;
  return counts.map((count) => {
    const from = rounded(origin + sum * unit);
    sum += count;
    return { from, to: rounded(origin + sum * unit) };
  });
}
