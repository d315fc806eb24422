/** How many limits lay on each day of a report, and how many of them were missed: for the map of a year. */
import type { DutyLine } from '../../domain/compliance/duty-line.ts';
import { dateOf } from '../../domain/time/instant.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';

export interface DayFigures {
  readonly date: LocalDate;
  readonly due: number;
  /** Done late, or open after the limit. */
  readonly late: number;
}

/** Counts while lines go by; nodes of our own are in no figure. */
export class DayCounts {
  readonly #zone: string;
  readonly #days = new Map<LocalDate, { due: number; late: number }>();

  constructor(zone: string) {
    this.#zone = zone;
  }

  add({ outcome, dueAt }: Pick<DutyLine, 'outcome' | 'dueAt'>): void {
    if (outcome === 'internal') return;
    const date = dateOf(dueAt, this.#zone);
    const day = this.#days.get(date) ?? { due: 0, late: 0 };
    day.due++;
    if (outcome === 'late' || outcome === 'overdue') day.late++;
    this.#days.set(date, day);
  }

  /** Days on which anything was due, the earliest first. */
  figures(): DayFigures[] {
    return [...this.#days]
      .map(([date, day]) => ({ date, ...day }))
      .toSorted((a, b) => (a.date < b.date ? -1 : 1));
  }
}
