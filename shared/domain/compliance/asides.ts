/** What a report counts beside the outcomes: states within them, former lateness, extensions, reminders, escalations. */
import type { DutyLine } from './duty-line.ts';
import { compare, MOST_LISTED } from './line-list.ts';
import type { Outcome } from './outcome.ts';
import type { DutyRef } from './tally.ts';

export interface ExtensionFigures {
  readonly asked: number;
  readonly granted: number;
  readonly refused: number;
  readonly pending: number;
}

/** For the appendix of the supervision office alone (practice §14). */
export interface AppendixFigures {
  /** Reminders that settled duties needed; `none` needed no reminder. */
  readonly reminders: { readonly settled: number; readonly reminders: number; readonly none: number };
  readonly escalations: readonly { readonly role: string; readonly count: number }[];
}

export interface AsideFigures {
  /** States within outcomes, such as 接报时已超时, 定级时已超时, 存量. */
  readonly notes: readonly { readonly outcome: Outcome; readonly note: string; readonly count: number }[];
  /** 原时限逾期·会议改期, whatever the outcome under the new limit. */
  readonly formerLate: { readonly count: number; readonly duties: readonly DutyRef[] };
  readonly provisional: number;
  readonly extensions: ExtensionFigures;
  readonly appendix: AppendixFigures;
}

/** States that are counted apart; of other outcomes the note is free text. */
const COUNTED_NOTES: ReadonlySet<Outcome> = new Set([
  'not-attributable',
  'outside-rate',
  'deviation-explained',
  'deviation-unexplained',
]);

/** Counts while lines go by. */
export class Asides {
  readonly #notes = new Map<string, { outcome: Outcome; note: string; count: number }>();
  readonly #formerLate: DutyRef[] = [];
  #formerLateCount = 0;
  #provisional = 0;
  readonly #extensions = { asked: 0, granted: 0, refused: 0, pending: 0 };
  readonly #reminders = { settled: 0, reminders: 0, none: 0 };
  readonly #raised = new Map<string, number>();

  add(line: DutyLine): void {
    const { outcome, note, extension } = line;
    if (note !== null && COUNTED_NOTES.has(outcome)) this.#note(outcome, note);
    if (line.formerLate) this.#former(line);
    if (line.provisional) this.#provisional++;
    if (extension !== 'none') {
      this.#extensions.asked++;
      this.#extensions[extension === 'asked' ? 'pending' : extension]++;
    }
    this.#remind(line);
  }

  #note(outcome: Outcome, note: string): void {
    const key = `${outcome}\n${note}`;
    const known = this.#notes.get(key) ?? { outcome, note, count: 0 };
    known.count++;
    this.#notes.set(key, known);
  }

  #former({ district, id }: DutyLine): void {
    this.#formerLateCount++;
    if (this.#formerLate.length < MOST_LISTED) this.#formerLate.push({ district, id });
  }

  #remind({ history, settledAt, outcome }: DutyLine): void {
    for (const role of history.raisedTo) this.#raised.set(role, (this.#raised.get(role) ?? 0) + 1);
    if (settledAt === null || outcome === 'waived' || outcome === 'not-applicable') return;
    this.#reminders.settled++;
    this.#reminders.reminders += history.reminders;
    if (history.reminders === 0) this.#reminders.none++;
  }

  figures(): AsideFigures {
    const notes = [...this.#notes.values()].map((one) => ({ ...one }));
    return {
      notes: notes.toSorted((a, b) => compare(a.outcome, b.outcome) || compare(a.note, b.note)),
      formerLate: { count: this.#formerLateCount, duties: [...this.#formerLate] },
      provisional: this.#provisional,
      extensions: { ...this.#extensions },
      appendix: {
        reminders: { ...this.#reminders },
        escalations: [...this.#raised]
          .map(([role, count]) => ({ role, count }))
          .toSorted((a, b) => compare(a.role, b.role)),
      },
    };
  }
}
