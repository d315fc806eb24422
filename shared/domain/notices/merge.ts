/** Notices to one person on one channel that are due together become one message. */
import type { Delivery } from '../routing/recipients.ts';
import type { Shadow } from './draft.ts';
import type { NoticeFacts } from './notice.ts';

export interface DueNotice {
  readonly facts: NoticeFacts;
  readonly delivery: Delivery;
  /** The office gets it in place of whom it is meant for: its rule is in shadow. */
  readonly shadow?: Shadow;
  /** It was kept back because the person had been sent enough in the hour. */
  readonly capped?: true;
}

/** What becomes one message. */
export interface Group {
  /** The lowest by (matter, duty, rung); it carries the text, the others are merged into it. */
  readonly first: DueNotice;
  /** All of them in that order, `first` included. */
  readonly notices: readonly DueNotice[];
  /** Every duty the message speaks of, the first one's first, each once. */
  readonly duties: readonly string[];
}

/**
 * Groups what is due at the same moment. Emergencies are joined only within the same matter and the same sort
 * (start, warn, breach …); what a leader reads is never mixed with anything else, nor one leader's with another's.
 * Groups come in the order of their first notices, so that the result does not depend on the order given.
 */
export function group(due: readonly DueNotice[]): Group[] {
  const groups = new Map<string, DueNotice[]>();
  for (const notice of due.toSorted(byMatterDutyRung)) {
    const key = keyOf(notice);
    const together = groups.get(key);
    if (together) together.push(notice);
    else groups.set(key, [notice]);
  }
  return [...groups.values()].flatMap((notices) => {
    const [first] = notices;
    return first ? [{ first, notices, duties: [...new Set(notices.map(({ facts }) => facts.duty))] }] : [];
  });
}

function keyOf({ facts, delivery, shadow }: DueNotice): string {
  const sort = facts.clock === 'E' ? ['E', facts.matter, facts.kind] : ['ordinary'];
  // What goes out is never mixed with what would have gone out, nor drafts meant for different people.
  const draft = shadow === undefined ? [] : ['draft', shadow.nobody];
  // A slip that was signed for is a paper of its own.
  const slip = facts.approval === undefined ? [] : ['slip', facts.duty];
  return JSON.stringify([delivery.person, delivery.channel, delivery.served, ...sort, ...draft, ...slip]);
}

function byMatterDutyRung(a: DueNotice, b: DueNotice): number {
  return (
    compare(a.facts.matter, b.facts.matter) ||
    compare(a.facts.duty, b.facts.duty) ||
    compare(a.facts.rung, b.facts.rung) ||
    compare(a.facts.id, b.facts.id)
  );
}

/** By code units, never by locale: the order must be the same everywhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
