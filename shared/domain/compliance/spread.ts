/** How lengths of time are spread: counted by the minute, so that the memory is bounded and the quantiles are exact to it. */

/** Seconds, cut to whole minutes; `null` where nothing was measured. */
export interface Spread {
  readonly count: number;
  readonly median: number | null;
  readonly p90: number | null;
  readonly longest: number | null;
}

/** A count for each minute that occurred: a year has at most 527,040 of them, whatever the number of duties. */
export class MinuteCounts {
  readonly #counts = new Map<number, number>();
  #total = 0;

  /** Refuses nothing; a negative length counts as none. */
  add(seconds: number): void {
    const minute = Math.max(0, Math.floor(seconds / 60));
    this.#counts.set(minute, (this.#counts.get(minute) ?? 0) + 1);
    this.#total++;
  }

  /** Nearest rank: the smallest length that at least the given share of all do not exceed. */
  spread(): Spread {
    const minutes = [...this.#counts].sort(([a], [b]) => a - b);
    const at = (share: number) => secondsAtRank(minutes, Math.ceil(this.#total * share));
    return { count: this.#total, median: at(0.5), p90: at(0.9), longest: at(1) };
  }
}

function secondsAtRank(minutes: readonly (readonly [number, number])[], rank: number): number | null {
  let seen = 0;
  for (const [minute, count] of minutes) {
    seen += count;
    if (seen >= rank) return minute * 60;
  }
  return null;
}
