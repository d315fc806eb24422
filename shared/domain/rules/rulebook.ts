/** What a rulebook says: dated, cited rules, each with trigger, deadline expression, ladder and settings. */
import type { ClockClass, NoticeKind } from '../notices/notice.ts';
import type { Procedure } from '../procedures/procedure.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Clause } from './clause.ts';

/** Only the first three can make something overdue; an internal node reminds and stays inside the office. */
export type Basis = 'clause' | 'law' | 'instruction' | 'internal';

/** A number, or `$name` / `-$name` for the value of a numeric setting. */
export type Amount = number | string;

/** `HH:MM`, or `$name` for the value of a time setting. */
export type TimeOfDay = string;

/** `clock-days` are 24 hours each and never stop; `days` are dates. */
export type Unit = 'minutes' | 'hours' | 'clock-days' | 'days' | 'workdays' | 'workhours' | 'months';

export interface Shift {
  readonly unit: Unit;
  readonly amount: Amount;
}

/** One step of a deadline expression. The steps run in order, each on the moment the one before produced. */
export type Step =
  /** Begin at a fact of the matter. `as: date` keeps the day and forgets the time of day. */
  | { readonly step: 'from'; readonly fact: string; readonly as: 'instant' | 'date'; readonly say: string }
  /** Move by clock hours, calendar days, working days … The day one starts on is never counted. */
  | { readonly step: 'add'; readonly shift: Shift; readonly say: string | null }
  /** Off days give way to the next (`forward`) or the previous (`back`) working day. */
  | { readonly step: 'roll'; readonly direction: 'forward' | 'back' }
  /** The cut-off on the day reached; with `keep` only where no time of day is known yet. */
  | { readonly step: 'at'; readonly time: TimeOfDay; readonly say: string | null; readonly keep?: true }
  /** The first working day of the week the moment lies in; none when the whole week is off. */
  | { readonly step: 'first-workday-of-week' }
  /** The last working day of that week; none when the whole week is off. */
  | { readonly step: 'last-workday-of-week' }
  /** The last working day before the day reached; with `makeUp` a setting that may leave make-up days out. */
  | { readonly step: 'workday-before'; readonly makeUp: string | null }
  /** One expression where a fact is known, another where it is not yet. */
  | {
      readonly step: 'if-known';
      readonly fact: string;
      readonly take: readonly Step[];
      readonly otherwise: readonly Step[];
    }
  /** Never later, or never earlier, than another moment. */
  | { readonly step: 'not-after' | 'not-before'; readonly other: readonly Step[]; readonly say: string };

/** A rule may be read in several ways; the setting says which one is operative. */
export interface Reading {
  readonly id: string;
  readonly say: string;
  readonly steps: readonly Step[];
}

export interface DeadlineRule {
  /** `null` where the rule has a single reading. */
  readonly setting: string | null;
  readonly readings: readonly Reading[];
}

/** What holds when the unit is told so late that the limit cannot be asked of it. */
export interface TooLate {
  /** Working hours that must lie between being told and the limit. */
  readonly marginWorkHours: number;
  /** Tried in order; the last one applies whatever is left. */
  readonly instead: readonly {
    readonly steps: readonly Step[];
    /** Present: the clause does not apply, and this says why. */
    readonly notApplicable: string | null;
  }[];
}

export interface Rule {
  /** The register's id, D52-07. */
  readonly id: string;
  /** A second deadline of the same rule, such as the plan for the press conference. */
  readonly part: string | null;
  /** Tells apart entries of one rule that hold under different conditions; not part of duty ids. */
  readonly variant: string | null;
  readonly title: string;
  readonly article: string;
  /** Verbatim from the Rules; `…` separates parts that each occur. */
  readonly quote: string;
  readonly source: string;
  readonly basis: Basis;
  readonly verified: LocalDate;
  readonly effectiveFrom: LocalDate;
  readonly effectiveUntil: LocalDate | null;
  /** The kind of matter, or the procedure of a case, and the subject within it that owes: one duty for each subject. */
  readonly matter: string;
  readonly per: string;
  /** Facts of the subject that must hold, or with `!` must not. */
  readonly when: readonly string[];
  /** The fact that `explain --at` stands for. */
  readonly anchor: string;
  /** Unit id, or `subject` for the unit the subject names. */
  readonly owedBy: string;
  /** The post that receives what is handed in, and is asked at the limit. */
  readonly receivedBy: string;
  readonly clock: ClockClass;
  readonly lane: 'emergency' | 'normal';
  readonly evidence: string;
  readonly deadline: DeadlineRule;
  readonly tooLate: TooLate | null;
  readonly ladder: string;
  /** A hand-in counts only when the receiver has accepted it. */
  readonly acceptance: boolean;
  /** The setting that names the channels on which it counts as done; `null` where any will do. */
  readonly channels: string | null;
  /** The flag setting that switches it on; `null` for a rule that is always on. */
  readonly switch: string | null;
  /** For what is only normally done (一般): passing the limit is a deviation that may be explained, never a breach. */
  readonly normally: Normally | null;
  /** What counts as doing it without anybody saying so, `meeting.executive`. */
  readonly counts: string | null;
  /** The limit may be put off once, before it passes, with a reason and a new date. */
  readonly extendable: boolean;
  /** The most days by which it may be put off where a law says so; `null` for any. */
  readonly extensionDays: Amount | null;
  /** Internal to the Party group: in no export. */
  readonly confined: boolean;
}

export interface Normally {
  /** Working days after the limit in which it may still be made up for (顺延). */
  readonly carry: Amount;
  /** How the deviation is called: 当月未召开. */
  readonly state: string;
}

/** When a rung is due: counted from the limit, the opening or the telling (接报), by clock or by working days. */
export interface RungTime {
  readonly from: 'due' | 'opened' | 'told';
  readonly shift: Shift | null;
  readonly at: TimeOfDay | null;
  /** On the first day of the month that is reached. */
  readonly monthStart?: true;
}

export interface RungRule {
  /** Never reused, also not after the rung is gone. */
  readonly id: string;
  readonly kind: NoticeKind;
  readonly time: RungTime;
  /** A signal that brings the rung forward: `not-received`, `confirmed`. */
  readonly early: string | null;
  /** A boolean setting under which the rung waits for its signal alone. */
  readonly onlyEarlyIf: string | null;
  /** A boolean setting under which the rung also waits until the receiver has answered 未收到; it keeps its time. */
  readonly onlyConfirmedIf: string | null;
  readonly to: readonly string[];
  readonly message: string;
  readonly channel: string | null;
  readonly repeatEvery: Shift | null;
  /** Quiet time does not hold it until this time of the day it falls on. */
  readonly quietExemptUntil: TimeOfDay | null;
  /** The post that must let it go first: a draft until then (督办单, 通报). */
  readonly approval: string | null;
  /** Flags of the subject under which there is this rung at all; with `!`, that must not hold. */
  readonly onlyIf: readonly string[];
}

export interface Ladder {
  readonly id: string;
  readonly rungs: readonly RungRule[];
}

export type SettingValue = string | number | boolean;

export interface SettingRule {
  readonly name: string;
  readonly type: 'time' | 'number' | 'count' | 'choice' | 'flag' | 'times' | 'names';
  readonly choices: readonly string[];
  readonly value: SettingValue;
  readonly say: string;
}

export interface Rulebook {
  readonly id: string;
  /** Changes with any content of the rulebook. */
  readonly version: string;
  readonly title: string;
  readonly document: string;
  /** As refusals cite it: 《工作规则》. */
  readonly shortTitle: string;
  readonly zone: string;
  /** Articles the document has, with or without something to do in them. */
  readonly articles: number;
  readonly settings: ReadonlyMap<string, SettingRule>;
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly rules: readonly Rule[];
  readonly procedures: ReadonlyMap<string, Procedure>;
  readonly ladders: ReadonlyMap<string, Ladder>;
}

/** Rule id with part, as it stands in duty ids after the matter: `D36-3/plan`. */
export function ruleKey(rule: Pick<Rule, 'id' | 'part'>): string {
  return rule.part === null ? rule.id : `${rule.id}/${rule.part}`;
}
