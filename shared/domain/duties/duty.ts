/** A duty (应办事项): one thing one unit owes by one time under one rule; its states, events and fold. */
import type { Interval, Verdict } from '../compliance/verdict.ts';
import type { PlannedRung } from '../ladder/plan-rungs.ts';
import type { ClockClass, NoticeKind } from '../notices/notice.ts';
import type { DerivationStep } from '../rules/expression.ts';
import type { Basis } from '../rules/rulebook.ts';
import type { Instant } from '../time/instant.ts';
import { signersOf } from './signed.ts';

/** Everything that planning decides about a duty. Equal plans need no re-planning. */
export interface DutyPlan {
  /** `MATTER/RULE[/PART]`. */
  readonly id: string;
  readonly matter: string;
  readonly rule: string;
  /** What within the matter owes it. */
  readonly subject: { readonly per: string; readonly part: string | null };
  readonly title: string;
  readonly rulebook: string;
  /** The rule with its ladder and settings as it stood when this was planned; kept until the office changes it. */
  readonly edition: string;
  readonly owedBy: string;
  /** The leader whom the office serves with this task; such a duty is never counted against anyone. */
  readonly served: string | null;
  readonly receivedBy: string;
  readonly basis: Basis;
  readonly clock: ClockClass;
  readonly lane: 'emergency' | 'normal';
  readonly dueAt: Instant;
  /** What reminders speak of: the limit, or where it had passed before it could be known, a time to act by. */
  readonly actBy: Instant;
  /** The earliest the limit can be; `null` when its start has no known lower bound. */
  readonly dueEarliest: Instant | null;
  /** The latest the limit can be when its start is known only within bounds. */
  readonly dueLatest: Instant;
  readonly provisional: boolean;
  readonly mayChange: boolean;
  readonly calendars: readonly string[];
  readonly steps: readonly DerivationStep[];
  /** The clause cannot be asked of the unit, and why; the limit is then an internal node. */
  readonly notApplicable: string | null;
  /** The limit had passed before the unit could know: 接报时已超时, 定级时已超时. */
  readonly passedBefore: string | null;
  /** The same rule counted from other starts, for the record. */
  readonly alternatives: readonly { readonly id: string; readonly dueAt: Instant }[];
  readonly acceptance: boolean;
  /** The channels on which it counts as done; `null` where any will do. */
  readonly channels: readonly string[] | null;
  /** The start of the event that the duty must precede, if any. */
  readonly eventAt: Instant | null;
  readonly quietExemptUntil: Instant | null;
  /** For what is only normally done (一般): when it lapses into a deviation, and how that is called. */
  readonly lapse: { readonly at: Instant; readonly state: string } | null;
  readonly extendable: boolean;
  /** The last moment to which the limit may be put off, where a law says by how much. */
  readonly extendableUntil?: Instant;
  /** Internal to the Party group: in no export. */
  readonly confined: boolean;
  /** The limit as the rule counts it, where time at rest or an extension has moved it. */
  readonly ruleLimit?: Instant;
  /** Late through no fault of the unit, and why; left out otherwise. */
  readonly excused?: string;
  /** Why its verdict stays outside the rate: 存量. Such a limit is asked about, never called overdue. */
  readonly outsideRate?: string;
  /** No rung before this moment is ever sent. */
  readonly quietBefore?: Instant;
  readonly words: Readonly<Record<string, string>>;
}

/** A new date asked for before the limit passed; the clock is shifted once. */
export interface Extension {
  readonly until: Instant;
  readonly why: string;
  readonly askedBy: string;
  /** `null` while nobody has decided. */
  readonly granted: {
    readonly by: string;
    readonly yes: boolean;
    readonly why: string | null;
    /** When that was; left out in what was stored before it was kept. */
    readonly at?: Instant;
  } | null;
}

/** Why a duty ends whose conditions hold no longer; it goes on should they hold again. */
export const NO_LONGER_APPLIES = '情形变化，不再适用';

/** Whether a duty ended only because its conditions held no longer. */
export function endedByConditions(state: DutyState): boolean {
  return (
    state.status === 'settled' &&
    state.judgement.verdict === 'not-applicable' &&
    state.judgement.reason === NO_LONGER_APPLIES
  );
}

/** Why a limit was moved: a new date granted on request leaves no mark. */
export const EXTENDED = '经批准延期';

/** A limit that no longer holds, with what had happened under it. */
export interface FormerLimit {
  readonly dueAt: Instant;
  readonly overdue: boolean;
  /** Roles that had been told that it had passed. */
  readonly toldOfBreach: readonly string[];
  readonly why: string;
}

/** What was handed in. */
export interface Submission {
  readonly done: Interval;
  readonly recordedAt: Instant;
  readonly by: string;
  readonly for: string | null;
  readonly source: string | null;
  readonly channel: string | null;
  readonly evidence: string | null;
  /** Only said to be handed in, on the telephone or by a reply: the receiver looks first (待核对). */
  readonly said?: true;
}

/** What has not happened yet cannot be keyed; the reason to refuse it, else `null`. */
export function keyedAhead({ done, recordedAt }: Submission): string | null {
  return done.earliest !== null && done.earliest > recordedAt ? '实际办理时间晚于登记时间，请核对' : null;
}

/** What has happened so far, the same in every state. */
export interface Progress {
  readonly seq: number;
  readonly planVersion: number;
  readonly openedAt: Instant;
  readonly acknowledgedBy: string | null;
  /** Persons, posts and units that have signed (签收), each once; left out in what was signed before each was kept. */
  readonly signers?: readonly string[];
  readonly overdueAt: Instant | null;
  readonly check: 'none' | 'asked' | 'not-received';
  /** Roles that were told anything, and those told that the limit had passed. */
  readonly told: readonly string[];
  readonly toldOfBreach: readonly string[];
  /** Rungs taken before their time because of a signal. */
  readonly takenEarly: readonly string[];
  readonly formerLimits: readonly FormerLimit[];
  readonly submissions: readonly Submission[];
  readonly extension: Extension | null;
  /** Editions of its rule that the office has let it take over. */
  readonly adopts: readonly string[];
}

export interface Judgement {
  readonly verdict: Verdict;
  readonly lateBySeconds: number | null;
  /** `false`: late by the legal clock, but not the unit's doing; counted apart. */
  readonly attributable: boolean;
  readonly state: string | null;
  readonly reason: string | null;
  readonly alternatives: readonly { readonly id: string; readonly verdict: Verdict }[];
}

interface Stated {
  readonly plan: DutyPlan;
  readonly progress: Progress;
}

export type NoDuty = { readonly status: 'none' };
export type OpenDuty = Stated & { readonly status: 'open'; readonly rungs: readonly PlannedRung[] };
/** Its time is not known (待定); nothing is asked until it is. */
export type RestingDuty = Stated & { readonly status: 'resting'; readonly why: string };
/** Handed in and waiting for the receiver to accept it. */
export type SubmittedDuty = Stated & {
  readonly status: 'submitted';
  readonly rungs: readonly PlannedRung[];
  readonly submission: Submission;
};
export type SettledDuty = Stated & {
  readonly status: 'settled';
  readonly settledAt: Instant;
  readonly judgement: Judgement;
  /** Why the lateness stays in the record but outside the rate: 原时限逾期·会议改期. */
  readonly outsideRate: string | null;
};

export type DutyState = NoDuty | OpenDuty | RestingDuty | SubmittedDuty | SettledDuty;
export type ExistingDuty = Exclude<DutyState, NoDuty>;

export type DutyEvent =
  | {
      readonly type: 'duty.opened';
      readonly plan: DutyPlan;
      readonly rungs: readonly PlannedRung[];
      readonly planVersion: number;
    }
  | {
      readonly type: 'duty.replanned';
      readonly plan: DutyPlan;
      readonly rungs: readonly PlannedRung[];
      readonly planVersion: number;
      readonly formerDueAt: Instant;
      readonly wasOverdue: boolean;
      readonly why: string;
    }
  | { readonly type: 'duty.rested'; readonly why: string; readonly planVersion: number }
  | {
      readonly type: 'rung.reached';
      readonly rung: string;
      readonly kind: NoticeKind;
      readonly intendedAt: Instant;
      readonly late: boolean;
      readonly early: boolean;
      /** The next instant of a repeating rung. */
      readonly next: Instant | null;
      readonly message: string;
      readonly channel: string | null;
      readonly quietExemptUntil: Instant | null;
      readonly notify: readonly string[];
      /** What it sends is a draft until this post lets it go. */
      readonly approval?: string;
    }
  | {
      readonly type: 'rung.skipped';
      readonly rung: string;
      readonly kind: NoticeKind;
      readonly intendedAt: Instant;
      readonly next: Instant | null;
      readonly reason: string;
    }
  | {
      readonly type: 'rung.deferred';
      readonly rung: string;
      readonly kind: NoticeKind;
      readonly intendedAt: Instant;
      readonly until: Instant;
      readonly reason: string;
    }
  | {
      readonly type: 'duty.overdue';
      readonly rule: string;
      readonly dueAt: Instant;
      /** The limit, or the opening of a duty that was opened after it. */
      readonly intendedAt: Instant;
      readonly state: string | null;
    }
  | {
      readonly type: 'duty.acknowledged';
      readonly by: string;
      /** Whose signature it is: `by`, or whom `by` keyed it for. Left out in what was written before it was kept. */
      readonly signer?: string;
      readonly source?: string | null;
    }
  | { readonly type: 'check.answered'; readonly received: false; readonly by: string }
  | { readonly type: 'duty.signalled'; readonly signal: string; readonly by: string }
  | { readonly type: 'duty.submitted'; readonly submission: Submission }
  | {
      readonly type: 'duty.returned';
      readonly why: string;
      readonly by: string;
      readonly rungs: readonly PlannedRung[];
    }
  | ({ readonly type: 'duty.settled'; readonly settledAt: Instant } & Judgement)
  | { readonly type: 'duty.breach-withdrawn'; readonly notify: readonly string[]; readonly reason: string }
  | { readonly type: 'duty.outside-rate'; readonly dueAt: Instant; readonly reason: string }
  | {
      readonly type: 'duty.extension-asked';
      readonly until: Instant;
      readonly why: string;
      readonly by: string;
    }
  | {
      readonly type: 'duty.extension-decided';
      readonly until: Instant;
      readonly yes: boolean;
      readonly why: string | null;
      readonly by: string;
    }
  /** Somebody would like more time and named no day; the office telephones. Nothing is moved by it. */
  | { readonly type: 'duty.extension-wished'; readonly by: string; readonly source: string | null }
  | { readonly type: 'duty.edition-adopted'; readonly editions: readonly string[]; readonly by: string }
  | { readonly type: 'duty.explained'; readonly by: string; readonly why: string };

export const NO_DUTY: NoDuty = { status: 'none' };

/** Folds one event. `at` is the instant at which it was recorded. */
export function evolve(state: DutyState, event: DutyEvent, at: Instant): DutyState {
  if (event.type === 'duty.opened') return opened(event, at);
  if (state.status === 'none') throw new Error(`'${event.type}' on a duty that was never opened`);
  const next = { ...state, progress: { ...state.progress, seq: state.progress.seq + 1 } };
  return evolveExisting(next, event, at);
}

function opened(event: Extract<DutyEvent, { type: 'duty.opened' }>, at: Instant): OpenDuty {
  return {
    status: 'open',
    plan: event.plan,
    rungs: event.rungs,
    progress: {
      seq: 1,
      planVersion: event.planVersion,
      openedAt: at,
      acknowledgedBy: null,
      overdueAt: null,
      check: 'none',
      told: [],
      toldOfBreach: [],
      takenEarly: [],
      formerLimits: [],
      submissions: [],
      extension: null,
      adopts: [],
    },
  };
}

function evolveExisting(
  state: ExistingDuty,
  event: Exclude<DutyEvent, { type: 'duty.opened' }>,
  at: Instant,
): DutyState {
  switch (event.type) {
    case 'duty.replanned':
      return replanned(state, event);
    case 'duty.rested':
      return {
        status: 'resting',
        why: event.why,
        plan: state.plan,
        progress: { ...state.progress, planVersion: event.planVersion },
      };
    case 'rung.reached':
      return reached(state, event);
    case 'rung.skipped':
      return withoutRung(state, event);
    case 'rung.deferred':
      return deferred(state, event);
    case 'duty.overdue':
      return withProgress(state, { overdueAt: event.dueAt });
    case 'duty.acknowledged':
      return signed(state, event);
    case 'check.answered':
      return confirmed(withProgress(state, { check: 'not-received' }));
    case 'duty.signalled':
    case 'duty.extension-wished':
      return state;
    case 'duty.submitted':
      return submitted(state, event.submission);
    case 'duty.returned':
      return reopened(state, event.rungs);
    case 'duty.settled':
      return settled(state, event);
    case 'duty.breach-withdrawn':
      return withProgress(state, {
        overdueAt: null,
        toldOfBreach: [],
        formerLimits: unaccused(state.progress.formerLimits),
      });
    case 'duty.extension-asked': {
      const { until, why, by } = event;
      return withProgress(state, { extension: { until, why, askedBy: by, granted: null } });
    }
    case 'duty.extension-decided':
      return withProgress(state, { extension: decided(state.progress.extension, event, at) });
    case 'duty.edition-adopted':
      return withProgress(state, { adopts: event.editions });
    case 'duty.explained':
      return explained(state, event.why);
    case 'duty.outside-rate':
      return state.status === 'settled' ? { ...state, outsideRate: event.reason } : state;
    default:
      return event satisfies never;
  }
}

function signed(
  state: ExistingDuty,
  { by, signer }: Extract<DutyEvent, { type: 'duty.acknowledged' }>,
): ExistingDuty {
  if (signer === undefined) return withProgress(state, { acknowledgedBy: by });
  const signers = union(signersOf(state), [signer]);
  return withProgress(state, { acknowledgedBy: signer, signers });
}

function decided(
  asked: Extension | null,
  { until, yes, why, by }: Extract<DutyEvent, { type: 'duty.extension-decided' }>,
  at: Instant,
): Extension {
  // Granted without having been asked for on record: the grant itself says what was asked.
  const base = asked ?? { until, why: why ?? '', askedBy: by };
  return { ...base, until: yes ? until : base.until, granted: { by, yes, why, at } };
}

/** The reason of a deviation, given when it was made or afterwards. */
function explained(state: ExistingDuty, why: string): ExistingDuty {
  if (state.status !== 'settled') return state;
  return { ...state, judgement: { ...state.judgement, reason: why } };
}

function unaccused(limits: readonly FormerLimit[]): FormerLimit[] {
  return limits.map((limit) => ({ ...limit, overdue: false, toldOfBreach: [] }));
}

function withProgress(state: ExistingDuty, progress: Partial<Progress>): ExistingDuty {
  return { ...state, progress: { ...state.progress, ...progress } };
}

function replanned(state: ExistingDuty, event: Extract<DutyEvent, { type: 'duty.replanned' }>): OpenDuty {
  const { toldOfBreach, takenEarly } = state.progress;
  const former = { dueAt: event.formerDueAt, overdue: event.wasOverdue, toldOfBreach, why: event.why };
  const moved = event.formerDueAt !== event.plan.dueAt;
  return {
    status: 'open',
    plan: event.plan,
    rungs: event.rungs,
    progress: {
      ...state.progress,
      planVersion: event.planVersion,
      overdueAt: moved ? null : state.progress.overdueAt,
      check: moved ? 'none' : state.progress.check,
      toldOfBreach: moved ? [] : toldOfBreach,
      takenEarly: takenEarly.filter((id) => !event.rungs.some((rung) => rung.id === id)),
      formerLimits: moved ? [...state.progress.formerLimits, former] : state.progress.formerLimits,
    },
  };
}

/** Rungs that waited for the answer now wait for their time. */
function confirmed(state: ExistingDuty): ExistingDuty {
  if (state.status !== 'open') return state;
  return {
    ...state,
    rungs: state.rungs.map((rung) => (rung.notBefore === null ? rung : { ...rung, at: rung.notBefore })),
  };
}

/** Kinds that tell somebody that the limit has passed. */
const SAYS_BREACH: ReadonlySet<NoticeKind> = new Set(['hasten', 'breach', 'escalate', 'ask-decision']);

function reached(state: ExistingDuty, event: Extract<DutyEvent, { type: 'rung.reached' }>): ExistingDuty {
  const { told, toldOfBreach, takenEarly } = state.progress;
  const afterLimit = event.intendedAt >= state.plan.dueAt || event.early;
  const breach = SAYS_BREACH.has(event.kind) && afterLimit;
  return withoutRung(
    withProgress(state, {
      told: union(told, event.notify),
      toldOfBreach: breach ? union(toldOfBreach, event.notify) : toldOfBreach,
      takenEarly: event.early ? union(takenEarly, [event.rung]) : takenEarly,
      check: event.kind === 'check' ? 'asked' : state.progress.check,
    }),
    event,
  );
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])];
}

/** Takes the rung off the ladder; a repeating one moves to its next instant. */
function withoutRung(
  state: ExistingDuty,
  event: Extract<DutyEvent, { type: 'rung.reached' | 'rung.skipped' }>,
): ExistingDuty {
  if (state.status !== 'open' && state.status !== 'submitted') return state;
  const [id] = event.rung.split('@');
  const rungs = state.rungs.flatMap((rung) => {
    if (rung.id !== id) return [rung];
    return event.next === null ? [] : [{ ...rung, at: event.next, meantFor: null }];
  });
  return { ...state, rungs };
}

function deferred(state: ExistingDuty, event: Extract<DutyEvent, { type: 'rung.deferred' }>): ExistingDuty {
  if (state.status !== 'open') return state;
  const rungs = state.rungs.map((rung) =>
    rung.id === event.rung ? { ...rung, at: event.until, meantFor: event.intendedAt } : rung,
  );
  return { ...state, rungs };
}

function submitted(state: ExistingDuty, submission: Submission): ExistingDuty {
  const { plan } = state;
  const progress = { ...state.progress, submissions: [...state.progress.submissions, submission] };
  const looksFirst = plan.acceptance || submission.said === true;
  if (!looksFirst || state.status === 'settled') return { ...state, progress };
  const rungs = state.status === 'resting' ? [] : state.rungs;
  return { status: 'submitted', plan, progress, rungs, submission };
}

/** What was handed in did not count; the ladder goes on with the rungs still to come. */
function reopened(state: ExistingDuty, rungs: readonly PlannedRung[]): OpenDuty {
  return { status: 'open', plan: state.plan, progress: state.progress, rungs };
}

function settled(
  state: ExistingDuty,
  { type: _type, settledAt, ...judgement }: Extract<DutyEvent, { type: 'duty.settled' }>,
): SettledDuty {
  return {
    status: 'settled',
    plan: state.plan,
    progress: state.progress,
    settledAt,
    judgement,
    outsideRate: null,
  };
}

/** The next instant at which the duty wants to be looked at; `null` when nothing is pending. */
export function nextStepAt(state: DutyState): Instant | null {
  if (state.status !== 'open' && state.status !== 'submitted') return null;
  const instants = state.rungs.flatMap(({ at }) => (at === null ? [] : [at]));
  if (canBecomeOverdue(state)) instants.push(state.plan.dueAt);
  if (state.status === 'open' && state.plan.lapse !== null) instants.push(state.plan.lapse.at);
  return instants.reduce<Instant | null>((first, at) => (first === null || at < first ? at : first), null);
}

/** Only a limit with a basis outside the office can be overdue, and only while nothing has been handed in. */
export function canBecomeOverdue(state: DutyState): boolean {
  return (
    state.status === 'open' &&
    state.plan.basis !== 'internal' &&
    state.plan.notApplicable === null &&
    state.plan.lapse === null &&
    state.plan.outsideRate === undefined &&
    state.progress.overdueAt === null
  );
}
