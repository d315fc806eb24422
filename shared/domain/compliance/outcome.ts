/** How one duty counts in a compliance report (时限执行情况报告): exactly one outcome for each, from its state at a moment. */
import type { ExistingDuty, SettledDuty } from '../duties/duty.ts';
import { addSeconds, type Instant } from '../time/instant.ts';

/** In the order in which reports list them. The first three make the rate; all the others stand outside it. */
export const COUNTED_OUTCOMES = [
  'on-time',
  'late',
  'overdue',
  'deviation-explained',
  'deviation-unexplained',
  'not-attributable',
  'outside-rate',
  'start-unconfirmed',
  'undetermined',
  'waived',
  'not-applicable',
  'to-check',
  'resting',
  'not-due',
] as const;
export type CountedOutcome = (typeof COUNTED_OUTCOMES)[number];

/** A node of our own (`internal`) stands in the office's table of duties and in no figure. */
export const OUTCOMES = [...COUNTED_OUTCOMES, 'internal'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What of the matter a line needs to know. */
export interface ReportedMatter {
  readonly id: string;
  /** The kind of matter, or the procedure of a case. */
  readonly kind: string;
  /** 办公室主任 has confirmed from which start the clocks of the event run. */
  readonly startConfirmed: boolean;
  /** 工作秘密: its number is all that may be said of it. */
  readonly secret: boolean;
}

/** The moment of the report, and the district's settings by which something may be called 超时 (practice §1). */
export interface JudgedBy {
  readonly asOf: Instant;
  readonly checkWindowMinutes: number;
  readonly checkRequired: boolean;
}

/** An outcome, and the state within it: 接报时已超时, 存量, 顺延, 当月未召开 … */
export interface Judged {
  readonly outcome: Outcome;
  readonly note: string | null;
}

/** How a duty counts at the moment of the report, and the state within that outcome. Pure. */
export function outcomeOf(duty: ExistingDuty, matter: ReportedMatter, by: JudgedBy): Judged {
  switch (duty.status) {
    case 'settled':
      return settledOutcome(duty, matter);
    case 'resting':
      return { outcome: 'resting', note: duty.why };
    case 'submitted':
      return isInternal(duty) ? internal() : { outcome: 'to-check', note: '已报送，待核对' };
    default:
      return openOutcome(duty, matter, by);
  }
}

function isInternal({ plan }: Pick<ExistingDuty, 'plan'>): boolean {
  return plan.basis === 'internal' && plan.notApplicable === null;
}

/** A node of our own reminds and stays inside the office: never 超时, never in the rate (practice §2). */
function internal(): Judged {
  return { outcome: 'internal', note: null };
}

function settledOutcome(duty: SettledDuty, matter: ReportedMatter): Judged {
  const { plan, judgement } = duty;
  const { verdict, state, reason, attributable } = judgement;
  if (verdict === 'waived' || verdict === 'not-applicable') return { outcome: verdict, note: reason };
  if (isInternal(duty) || verdict === 'after-node') return internal();
  if (verdict === 'deviation') return deviation(duty);
  const apart = duty.outsideRate ?? plan.outsideRate;
  if (apart !== undefined) return { outcome: 'outside-rate', note: apart };
  if (verdict === 'undetermined') return { outcome: 'undetermined', note: state };
  if (verdict === 'on-time') return { outcome: 'on-time', note: state };
  if (!attributable) return { outcome: 'not-attributable', note: state };
  return startOpen(duty, matter) ? startUnconfirmed() : { outcome: 'late', note: state };
}

/** What is only normally done is explained by whoever owed it; a gate that was passed without its approval is not. */
function deviation({ plan, judgement }: SettledDuty): Judged {
  const explained = plan.lapse !== null && judgement.reason !== null;
  return {
    outcome: explained ? 'deviation-explained' : 'deviation-unexplained',
    note: judgement.state ?? judgement.reason,
  };
}

function openOutcome(
  duty: Extract<ExistingDuty, { status: 'open' }>,
  matter: ReportedMatter,
  by: JudgedBy,
): Judged {
  const { plan } = duty;
  if (isInternal(duty)) return internal();
  if (plan.notApplicable !== null) return { outcome: 'not-applicable', note: plan.notApplicable };
  if (plan.dueAt > by.asOf) return { outcome: 'not-due', note: null };
  if (plan.lapse !== null) {
    if (plan.lapse.at > by.asOf) return { outcome: 'to-check', note: '可以顺延' };
    return { outcome: 'deviation-unexplained', note: plan.lapse.state };
  }
  if (plan.outsideRate !== undefined) return { outcome: 'outside-rate', note: plan.outsideRate };
  const blameless = plan.passedBefore ?? plan.excused ?? null;
  if (blameless !== null) return { outcome: 'not-attributable', note: blameless };
  // The limit itself is known only within bounds, and may still lie ahead.
  if (plan.dueLatest > by.asOf) return { outcome: 'undetermined', note: '起算时间仅知范围' };
  if (!isConfirmed(duty, by)) return { outcome: 'to-check', note: '待接收方核对' };
  return startOpen(duty, matter) ? startUnconfirmed() : { outcome: 'overdue', note: null };
}

/** The receiver has said that nothing came, or was given time to and has not answered; emergencies do not wait. */
function isConfirmed({ plan, progress }: ExistingDuty, by: JudgedBy): boolean {
  if (progress.check === 'not-received' || plan.clock === 'E') return true;
  return !by.checkRequired && addSeconds(plan.dueAt, by.checkWindowMinutes * 60) <= by.asOf;
}

/** 超时 is said only once 办公室主任 has confirmed from which start the clock runs (practice §5). */
function startOpen({ plan }: ExistingDuty, matter: ReportedMatter): boolean {
  return plan.alternatives.length > 0 && !matter.startConfirmed;
}

function startUnconfirmed(): Judged {
  return { outcome: 'start-unconfirmed', note: '起算时间待办公室主任确认' };
}
