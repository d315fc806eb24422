/** One figure a line, as JSON, with the machine it was measured on. */
import { availableParallelism } from 'node:os';

export interface Figure {
  readonly bench: string;
  readonly figure: number;
  readonly unit: string;
  readonly [about: string]: string | number | boolean | null;
}

export function print(figure: Figure): void {
  const machine = { cores: availableParallelism(), node: process.version };
  process.stdout.write(`${JSON.stringify({ ...figure, ...machine })}\n`);
}

export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** The value below which half of the others lie. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Milliseconds that the work takes, with its result. */
export async function timed<Result>(work: () => Promise<Result>): Promise<{ ms: number; result: Result }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}
