/** A duty as a line of a compliance report: its outcome, its times, and what may be said of it. */
import type { ExistingDuty } from '../duties/duty.ts';
import type { Basis } from '../rules/rulebook.ts';
import { type Instant, secondsBetween } from '../time/instant.ts';
import { type JudgedBy, type Outcome, outcomeOf, type ReportedMatter } from './outcome.ts';
import type { Interval, Verdict } from './verdict.ts';

/** Which of the rules a report counts, and how it cites them. */
export interface ReportedRule {
  readonly article: string;
  readonly title: string;
  /** Owed by a leader, the government or the Party group: served, not timed (practice §3). */
  readonly owedByLeaders: boolean;
  /** Internal to the Party group. */
  readonly confined: boolean;
}

/** What the ledger says about a duty that its state does not. */
export interface History {
  /** Reminders and hasteners taken before it was settled. */
  readonly reminders: number;
  /** The roles to which it was raised, once for each time. */
  readonly raisedTo: readonly string[];
  /** Entries of the ledger that prove the outcome, `STREAM#SEQ`. */
  readonly entries: readonly string[];
}

export const NO_HISTORY: History = { reminders: 0, raisedTo: [], entries: [] };

/** A duty as a report counts it. Times of what was done are bounds, as they are known. */
export interface DutyLine {
  readonly district: string;
  readonly id: string;
  readonly matter: string;
  readonly matterKind: string;
  /** What it is about, in words that messages may use; of a work secret the number alone. */
  readonly about: string;
  readonly rule: string;
  readonly article: string;
  readonly ruleTitle: string;
  readonly title: string;
  readonly unit: string;
  readonly basis: Basis;
  readonly outcome: Outcome;
  /** The state within the outcome: 接报时已超时, 存量, 顺延, 当月未召开 … */
  readonly note: string | null;
  /** A limit that a postponed meeting made void had been missed: recorded apart, whatever the outcome. */
  readonly formerLate: boolean;
  readonly openedAt: Instant;
  readonly dueAt: Instant;
  readonly dueLatest: Instant;
  readonly provisional: boolean;
  readonly done: Interval | null;
  readonly recordedAt: Instant | null;
  readonly settledAt: Instant | null;
  /** Seconds after the limit: at least so many for what is done, until the report for what is open. */
  readonly lateSeconds: number | null;
  /** Seconds before the limit, at least. */
  readonly leadSeconds: number | null;
  readonly reason: string | null;
  readonly evidence: string | null;
  readonly extension: 'none' | 'asked' | 'granted' | 'refused';
  /** The same counted from other starts, side by side. */
  readonly alternatives: readonly { readonly id: string; readonly verdict: Verdict }[];
  readonly rulebook: string;
  readonly calendars: readonly string[];
  readonly secret: boolean;
  readonly history: History;
}

/** Whether a duty may be spoken of in a report at all: nothing of leaders, nothing of the Party group (practice §3, §9). */
export function isReported({ plan }: Pick<ExistingDuty, 'plan'>, rule: ReportedRule): boolean {
  return !plan.confined && !rule.confined && plan.served === null && !rule.owedByLeaders;
}

/** The line of one duty. Give it only duties that {@link isReported}. Pure: the same state gives the same line. */
export function lineOf(
  district: string,
  duty: ExistingDuty,
  matter: ReportedMatter,
  rule: ReportedRule,
  history: History,
  by: JudgedBy,
): DutyLine {
  const { plan, progress } = duty;
  const settled = duty.status === 'settled' ? duty : null;
  const { outcome, note } = outcomeOf(duty, matter, by);
  const submission = settled || duty.status === 'submitted' ? (progress.submissions.at(-1) ?? null) : null;
  return {
    district,
    id: plan.id,
    matter: plan.matter,
    matterKind: matter.kind,
    about: aboutOf(duty, matter),
    rule: plan.rule,
    article: rule.article,
    ruleTitle: rule.title,
    title: plan.title,
    unit: plan.owedBy,
    basis: plan.basis,
    outcome,
    note: matter.secret && FREE_NOTES.has(outcome) ? null : note,
    formerLate: settled?.outsideRate === POSTPONED || settled?.judgement.state === POSTPONED,
    openedAt: progress.openedAt,
    dueAt: plan.dueAt,
    dueLatest: plan.dueLatest,
    provisional: plan.provisional,
    done: submission?.done ?? null,
    recordedAt: submission?.recordedAt ?? null,
    settledAt: settled?.settledAt ?? null,
    lateSeconds: lateness(duty, outcome, by),
    leadSeconds: outcome === 'on-time' ? lead(plan.dueEarliest, submission?.done ?? null) : null,
    reason: matter.secret ? null : reasonOf(duty),
    evidence: matter.secret ? null : (submission?.evidence ?? null),
    extension: extensionOf(progress),
    // What says 超时 waits for the start to be confirmed (practice §5).
    alternatives: matter.startConfirmed ? (settled?.judgement.alternatives ?? []) : [],
    rulebook: plan.rulebook,
    calendars: plan.calendars,
    secret: matter.secret,
    history,
  };
}

/** Outcomes whose note somebody has written, so that it may tell more than the number. */
const FREE_NOTES: ReadonlySet<Outcome> = new Set([
  'waived',
  'not-applicable',
  'resting',
  'deviation-explained',
  'deviation-unexplained',
]);

const POSTPONED = '原时限逾期·会议改期';

function lateness(duty: ExistingDuty, outcome: Outcome, { asOf }: JudgedBy): number | null {
  if (outcome === 'internal' || outcome === 'start-unconfirmed') return null;
  if (duty.status === 'settled') return duty.judgement.lateBySeconds;
  const counts = outcome === 'overdue' || outcome === 'not-attributable' || outcome === 'outside-rate';
  return counts && asOf > duty.plan.dueLatest ? secondsBetween(duty.plan.dueLatest, asOf) : null;
}

function lead(dueEarliest: Instant | null, done: Interval | null): number | null {
  return dueEarliest === null || !done?.latest ? null : secondsBetween(done.latest, dueEarliest);
}

function reasonOf(duty: ExistingDuty): string | null {
  if (duty.status === 'settled' && duty.judgement.reason !== null) return duty.judgement.reason;
  const { extension } = duty.progress;
  return extension?.granted?.yes === false ? `曾申请延期：${extension.why}` : null;
}

function extensionOf({ extension }: ExistingDuty['progress']): DutyLine['extension'] {
  if (extension === null) return 'none';
  if (extension.granted === null) return 'asked';
  return extension.granted.yes ? 'granted' : 'refused';
}

function aboutOf({ plan }: ExistingDuty, { id, secret }: ReportedMatter): string {
  if (!secret) return plan.words.matter ?? plan.title;
  const part = plan.subject.part;
  return part === null ? `${id}号事项` : `${id}号事项（${part}）`;
}
