/** Counts of outcomes, each with the duties behind it while they are few. */
import type { DutyLine } from './duty-line.ts';
import { COUNTED_OUTCOMES, type CountedOutcome } from './outcome.ts';
import { type Rate, rateOf } from './rate.ts';

/** Beyond this many a figure names no duties; a query over its scope yields them. */
export const MOST_LINKED = 20;

/** A duty of one of the districts of a report. */
export interface DutyRef {
  readonly district: string;
  readonly id: string;
}

export interface Count {
  readonly count: number;
  /** `null`: more than {@link MOST_LINKED}. */
  readonly duties: readonly DutyRef[] | null;
}

/** `due` is the sum of all outcomes; nodes of our own are in none. */
export interface Tally {
  readonly due: number;
  readonly outcomes: Readonly<Record<CountedOutcome, Count>>;
  readonly rate: Rate | null;
}

/** Counts while lines go by. */
export class TallyCount {
  readonly #counts = new Map<CountedOutcome, { count: number; refs: DutyRef[] }>();
  #due = 0;

  /** A node of our own is passed over. */
  add({ outcome, district, id }: DutyLine): void {
    if (outcome === 'internal') return;
    this.#due++;
    const known = this.#counts.get(outcome) ?? { count: 0, refs: [] };
    known.count++;
    if (known.refs.length < MOST_LINKED) known.refs.push({ district, id });
    this.#counts.set(outcome, known);
  }

  /** `least`: no rate for fewer than so many that count. */
  tally(least: number): Tally {
    const of = (outcome: CountedOutcome) => this.#counts.get(outcome)?.count ?? 0;
    const outcomes = Object.fromEntries(
      COUNTED_OUTCOMES.map((outcome) => [outcome, this.#countOf(outcome)]),
    ) as Record<CountedOutcome, Count>;
    const counted = of('on-time') + of('late') + of('overdue');
    return { due: this.#due, outcomes, rate: rateOf(of('on-time'), counted, least) };
  }

  #countOf(outcome: CountedOutcome): Count {
    const { count, refs } = this.#counts.get(outcome) ?? { count: 0, refs: [] };
    return { count, duties: count > refs.length ? null : refs.toSorted(byDuty) };
  }
}

function byDuty(a: DutyRef, b: DutyRef): number {
  const [left, right] = [`${a.district}\n${a.id}`, `${b.district}\n${b.id}`];
  return left < right ? -1 : left > right ? 1 : 0;
}
