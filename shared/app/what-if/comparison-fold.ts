/** Figures of two choices of settings side by side, folded matter by matter. */
import { compare, MOST_LISTED } from '../../domain/compliance/line-list.ts';
import { COUNTED_OUTCOMES } from '../../domain/compliance/outcome.ts';
import { LEAST_FOR_RATE, type Rate, rateOf } from '../../domain/compliance/rate.ts';
import type { NoticeKind } from '../../domain/notices/notice.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { ComparedDuty, ComparedMatter, ComparedOutcome, Comparison, Side } from './compare-matter.ts';
import { messagesAfterManners } from './messages-after-manners.ts';
import type { AskedNotice } from './replay-under.ts';

/** In the order in which they are shown; an internal node is in no sum. */
export const COMPARED_OUTCOMES = [...COUNTED_OUTCOMES, 'no-record', 'internal'] as const;

export type OutcomeCounts = Readonly<Record<ComparedOutcome, number>>;

export interface SideCounts {
  /** Without nodes of our own. */
  readonly due: number;
  readonly outcomes: OutcomeCounts;
  readonly rate: Rate | null;
}

export interface RuleCompared {
  readonly rule: string;
  readonly article: string;
  readonly title: string;
  readonly before: SideCounts;
  readonly after: SideCounts;
}

/** Two numbers by the same method, and beside them what really happened. */
export interface NoticeCounts {
  readonly before: number;
  readonly after: number;
  readonly sent: number;
}

export interface ListedDuties {
  readonly count: number;
  /** The earliest limits, at most 150. */
  readonly duties: readonly (ComparedDuty & { readonly district: string })[];
}

export interface ComparedFigures {
  readonly before: SideCounts;
  readonly after: SideCounts;
  readonly byRule: readonly RuleCompared[];
  /** On both sides, with another outcome. */
  readonly changed: ListedDuties;
  /** On both sides, with another limit, whatever the outcome. */
  readonly limitsMoved: number;
  readonly gone: ListedDuties;
  readonly added: ListedDuties;
  /** Due outside the period today, inside it under the other settings; in no figure. */
  readonly movedIn: number;
  readonly notices: readonly ({ readonly kind: NoticeKind } & NoticeCounts)[];
  readonly noticesInAll: NoticeCounts;
  /** Of the notices after the change, those of duties that are newly asked for. */
  readonly noticesOfAdded: number;
  /** After quiet time, digests, caps and merging. */
  readonly messages: NoticeCounts;
  /** Counted again under the settings of today, these are not as the ledger has them. */
  readonly unlikeRecord: { readonly count: number; readonly duties: readonly string[] };
}

/** Counts while matters go by. Call `begin` and `end` around those of each district. */
export class ComparisonFold {
  #district: Pick<Comparison, 'before' | 'after'> | null = null;
  #until: Instant | null = null;
  readonly #before = new Counts();
  readonly #after = new Counts();
  readonly #rules = new Map<string, RuleFold>();
  readonly #places = new Map<string, number>();
  readonly #changed = new DutyList();
  readonly #gone = new DutyList();
  readonly #added = new DutyList();
  #limitsMoved = 0;
  #movedIn = 0;
  #noticesOfAdded = 0;
  readonly #notices = new Map<NoticeKind, { before: number; after: number; sent: number }>();
  readonly #messages = { before: 0, after: 0, sent: 0 };
  readonly #unlike: { count: number; readonly duties: string[] } = { count: 0, duties: [] };
  /** Of one district, for people are written to about several matters at once. */
  #askedBefore: AskedNotice[] = [];
  #askedAfter: AskedNotice[] = [];

  begin({ before, after, period, asOf }: Comparison): void {
    this.#district = { before, after };
    this.#until = period.to < asOf ? period.to : asOf;
    for (const { rulebook } of [before, after])
      for (const rule of rulebook.clauses.keys())
        if (!this.#places.has(rule)) this.#places.set(rule, this.#places.size);
  }

  add(matter: ComparedMatter): void {
    for (const duty of matter.duties) this.#duty(duty);
    for (const id of matter.lost) this.#note(id);
    this.#movedIn += matter.movedIn;
    this.#noticesOfAdded += matter.askedOfNew.length;
    for (const one of matter.askedBefore) {
      this.#count(one.facts.kind).before++;
      this.#askedBefore.push(one);
    }
    for (const one of matter.askedAfter) {
      this.#count(one.facts.kind).after++;
      this.#askedAfter.push(one);
    }
    for (const one of matter.sent) {
      this.#count(one.kind).sent++;
      if (one.alone) this.#messages.sent++;
    }
  }

  end(): void {
    if (!this.#district || !this.#until) return;
    const { before, after } = this.#district;
    this.#messages.before += messagesAfterManners(this.#askedBefore, before, this.#until);
    this.#messages.after += messagesAfterManners(this.#askedAfter, after, this.#until);
    [this.#askedBefore, this.#askedAfter] = [[], []];
  }

  isEmpty(): boolean {
    return this.#before.isEmpty() && this.#after.isEmpty();
  }

  #duty(duty: ComparedDuty): void {
    const { before, after } = duty;
    const line = (before ?? after)?.line;
    if (!line) return;
    const rule = this.#rules.get(line.rule) ?? new RuleFold(line.rule, line.article, line.ruleTitle);
    this.#rules.set(line.rule, rule);
    for (const [side, all, own] of [
      [before, this.#before, rule.before],
      [after, this.#after, rule.after],
    ] as const) {
      if (!side) continue;
      all.add(side);
      own.add(side);
    }
    if (duty.unlikeRecord) this.#note(duty.id);
    this.#list(duty, line.district);
  }

  #list(duty: ComparedDuty, district: string): void {
    const { before, after } = duty;
    const listed = { ...duty, district };
    if (!after) this.#gone.add(listed);
    else if (!before) this.#added.add(listed);
    else {
      if (before.line.dueAt !== after.line.dueAt) this.#limitsMoved++;
      if (before.outcome !== after.outcome) this.#changed.add(listed);
    }
  }

  #note(id: string): void {
    this.#unlike.count++;
    if (this.#unlike.duties.length < MOST_NAMED) this.#unlike.duties.push(id);
  }

  #count(kind: NoticeKind) {
    const known = this.#notices.get(kind) ?? { before: 0, after: 0, sent: 0 };
    this.#notices.set(kind, known);
    return known;
  }

  figures(): ComparedFigures {
    const place = (rule: string) => this.#places.get(rule) ?? this.#places.size;
    const counts = [...this.#notices.values()];
    const sum = (side: keyof NoticeCounts) => counts.reduce((total, one) => total + one[side], 0);
    return {
      before: this.#before.counts(),
      after: this.#after.counts(),
      byRule: [...this.#rules.values()]
        .toSorted((a, b) => place(a.rule) - place(b.rule) || compare(a.rule, b.rule))
        .map((rule) => rule.compared()),
      changed: this.#changed.listed(),
      limitsMoved: this.#limitsMoved,
      gone: this.#gone.listed(),
      added: this.#added.listed(),
      movedIn: this.#movedIn,
      notices: KINDS.flatMap((kind) => {
        const known = this.#notices.get(kind);
        return known ? [{ kind, ...known }] : [];
      }),
      noticesInAll: { before: sum('before'), after: sum('after'), sent: sum('sent') },
      noticesOfAdded: this.#noticesOfAdded,
      messages: { ...this.#messages },
      unlikeRecord: { count: this.#unlike.count, duties: [...this.#unlike.duties] },
    };
  }
}

const MOST_NAMED = 20;

const KINDS: readonly NoticeKind[] = [
  'start',
  'remind',
  'warn',
  'check',
  'hasten',
  'breach',
  'escalate',
  'ask-decision',
  'change',
  'correction',
  'digest',
];

class Counts {
  readonly #outcomes = Object.fromEntries(COMPARED_OUTCOMES.map((one) => [one, 0])) as Record<
    ComparedOutcome,
    number
  >;

  add({ outcome }: Side): void {
    this.#outcomes[outcome]++;
  }

  isEmpty(): boolean {
    return COMPARED_OUTCOMES.every((one) => this.#outcomes[one] === 0);
  }

  counts(): SideCounts {
    const { internal, ...counted } = this.#outcomes;
    const due = Object.values(counted).reduce((total, one) => total + one, 0);
    const { 'on-time': onTime, late, overdue } = counted;
    const rate = rateOf(onTime, onTime + late + overdue, LEAST_FOR_RATE);
    return { due, outcomes: { ...counted, internal }, rate };
  }
}

class RuleFold {
  readonly rule: string;
  readonly #article: string;
  readonly #title: string;
  readonly before = new Counts();
  readonly after = new Counts();

  constructor(rule: string, article: string, title: string) {
    this.rule = rule;
    this.#article = article;
    this.#title = title;
  }

  compared(): RuleCompared {
    const about = { rule: this.rule, article: this.#article, title: this.#title };
    return { ...about, before: this.before.counts(), after: this.after.counts() };
  }
}

type Listed = ComparedDuty & { readonly district: string };

/** Keeps those with the earliest limits, in whatever order they come. */
class DutyList {
  #duties: Listed[] = [];
  #count = 0;

  add(duty: Listed): void {
    this.#count++;
    this.#duties.push(duty);
    if (this.#duties.length >= 2 * MOST_LISTED) this.#cut();
  }

  listed(): ListedDuties {
    this.#cut();
    return { count: this.#count, duties: this.#duties };
  }

  #cut(): void {
    const sorted = this.#duties.toSorted((a, b) => compare(limitOf(a), limitOf(b)) || compare(a.id, b.id));
    this.#duties = sorted.slice(0, MOST_LISTED);
  }
}

function limitOf({ before, after }: Listed): string {
  return (before ?? after)?.line.dueAt ?? '';
}
