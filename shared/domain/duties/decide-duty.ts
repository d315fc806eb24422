/** Decides what a command does to a duty: events, or a refusal that says why. */
import { exactly, type Interval, judge, type Verdict } from '../compliance/verdict.ts';
import { bringForward, dueRungs, type ReachedRung, rungKey } from '../ladder/due-rungs.ts';
import { NOT_RECEIVED, nextRepeat, type PlannedRung } from '../ladder/plan-rungs.ts';
import { addSeconds, type Instant, latest, secondsBetween } from '../time/instant.ts';
import {
  canBecomeOverdue,
  type DutyEvent,
  type DutyPlan,
  type DutyState,
  EXTENDED,
  type ExistingDuty,
  endedByConditions,
  type Judgement,
  keyedAhead,
  type OpenDuty,
  type Submission,
  type SubmittedDuty,
} from './duty.ts';
import { signersOf } from './signed.ts';

export type DutyCommand =
  | {
      readonly do: 'open';
      readonly plan: DutyPlan;
      readonly rungs: readonly PlannedRung[];
      readonly planVersion: number;
    }
  | {
      readonly do: 'replan';
      readonly plan: DutyPlan;
      readonly rungs: readonly PlannedRung[];
      readonly planVersion: number;
      readonly why: string;
    }
  | { readonly do: 'rest'; readonly why: string; readonly planVersion: number }
  | { readonly do: 'end'; readonly verdict: Verdict; readonly reason: string }
  | { readonly do: 'step' }
  | {
      readonly do: 'acknowledge';
      readonly by: string;
      /** Whose signature `by` keyed; left out or `null` for its own. */
      readonly for?: string | null;
      readonly source?: string | null;
    }
  | { readonly do: 'submit'; readonly submission: Submission }
  | { readonly do: 'accept'; readonly by: string }
  | {
      readonly do: 'return';
      readonly why: string;
      readonly by: string;
      readonly rungs: readonly PlannedRung[];
    }
  | { readonly do: 'not-received'; readonly by: string }
  | { readonly do: 'signal'; readonly signal: string; readonly by: string }
  | { readonly do: 'ask-extension'; readonly until: Instant; readonly why: string; readonly by: string }
  /** More time is wished for, without a day and without a paper: nothing is asked yet. */
  | { readonly do: 'wish-extension'; readonly by: string; readonly source: string | null }
  | {
      readonly do: 'decide-extension';
      readonly until: Instant | null;
      readonly yes: boolean;
      readonly why: string | null;
      readonly by: string;
    }
  | { readonly do: 'explain'; readonly by: string; readonly why: string }
  /** The office lets it take over the present edition of its rule. */
  | { readonly do: 'adopt'; readonly editions: readonly string[]; readonly by: string };

export type Decision = { readonly events: readonly DutyEvent[] } | { readonly refused: string };

/** Seconds after its instant at which a rung still counts as taken in time: two heartbeats. */
const LATE_AFTER_SECONDS = 120;

const none: Decision = { events: [] };

/** Pure: the same command on the same state at the same `now` gives the same events. */
export function decide(command: DutyCommand, state: DutyState, now: Instant): Decision {
  if (command.do === 'open') {
    if (state.status !== 'none') return none;
    const { plan, rungs, planVersion } = command;
    return { events: [{ type: 'duty.opened', plan, rungs, planVersion }] };
  }
  if (state.status === 'none') return { refused: '没有这项应办事项' };
  switch (command.do) {
    case 'replan':
      return replan(command, state);
    case 'rest':
      return rest(command, state);
    case 'end':
      return end(command, state, now);
    case 'step':
      return step(state, now);
    case 'acknowledge':
      return acknowledge(command, state);
    case 'submit':
      return submit(command.submission, state);
    case 'accept':
      return accept(state, now);
    case 'return':
      return giveBack(command, state);
    case 'not-received':
      return notReceived(command.by, state, now);
    case 'signal':
      return signal(command.signal, command.by, state, now);
    case 'ask-extension':
      return askExtension(command, state, now);
    case 'wish-extension':
      return wishExtension(command, state);
    case 'decide-extension':
      return decideExtension(command, state, now);
    case 'explain':
      return explain(command, state, now);
    case 'adopt':
      return adopt(command, state);
    default:
      return command satisfies never;
  }
}

/** Lateness under a limit that a postponed meeting has made void. */
const POSTPONED = '原时限逾期·会议改期';

function replan(command: Extract<DutyCommand, { do: 'replan' }>, state: ExistingDuty): Decision {
  const { plan, rungs, planVersion, why } = command;
  if (state.status === 'settled' && !endedByConditions(state)) return replanSettled(plan, state);
  if (state.status === 'submitted') return none;
  const formerDueAt = state.plan.dueAt;
  const wasOverdue = state.progress.overdueAt !== null;
  const moved = plan.dueAt !== formerDueAt;
  // Under a new limit the steps after it are taken anew; the others only once.
  const anew = ({ at }: PlannedRung) => moved && (at === null || at >= plan.dueAt);
  return {
    events: [
      {
        type: 'duty.replanned',
        plan,
        rungs: rungs.filter((rung) => anew(rung) || !state.progress.takenEarly.includes(rung.id)),
        planVersion,
        formerDueAt,
        wasOverdue,
        why,
      },
    ],
  };
}

/** What was delivered keeps its verdict; lateness under a limit that moved back only leaves the rate. */
function replanSettled(plan: DutyPlan, state: Extract<ExistingDuty, { status: 'settled' }>): Decision {
  if (state.judgement.verdict !== 'late' || state.outsideRate !== null || plan.dueAt <= state.plan.dueAt)
    return none;
  return { events: [{ type: 'duty.outside-rate', dueAt: plan.dueAt, reason: POSTPONED }] };
}

function rest(command: Extract<DutyCommand, { do: 'rest' }>, state: ExistingDuty): Decision {
  if (state.status !== 'open') return none;
  return { events: [{ type: 'duty.rested', why: command.why, planVersion: command.planVersion }] };
}

function end(command: Extract<DutyCommand, { do: 'end' }>, state: ExistingDuty, now: Instant): Decision {
  if (state.status === 'settled') return none;
  const { verdict, reason } = command;
  return { events: [settledBy(now, { ...plainJudgement(verdict), reason })] };
}

function plainJudgement(verdict: Verdict): Judgement {
  return { verdict, lateBySeconds: null, attributable: true, state: null, reason: null, alternatives: [] };
}

function settledBy(settledAt: Instant, judgement: Judgement): DutyEvent {
  return { type: 'duty.settled', settledAt, ...judgement };
}

/** Takes what is due: the limit first, then the rungs in order. Nothing due, nothing happens. */
function step(state: ExistingDuty, now: Instant): Decision {
  if (state.status !== 'open' && state.status !== 'submitted') return none;
  const lapsed = lapse(state, now);
  if (lapsed) return { events: [lapsed] };
  const events: DutyEvent[] = [];
  if (canBecomeOverdue(state) && state.plan.dueAt <= now) events.push(overdue(state));
  const rungs = byTime(state.rungs);
  const asked = state.status === 'open' ? lateCheck(rungs, now) : null;
  for (const one of dueRungs(rungs, now).reached) {
    const waits = asked !== null && waitsForCheck(one.rung, asked.check);
    events.push(waits ? defer(one, asked.until) : take(one, state, now, false));
  }
  return { events };
}

/** What is only normally done has not been done, nor made up for in the days left for that: a deviation. */
function lapse(state: OpenDuty | SubmittedDuty, now: Instant): DutyEvent | null {
  const { lapse: lapses } = state.plan;
  if (state.status !== 'open' || lapses === null || lapses.at > now) return null;
  return settledBy(lapses.at, { ...plainJudgement('deviation'), state: lapses.state });
}

/** Why a rung waits although its time has come. */
const ASKED_FIRST = '核对推迟发出，先请接收方核对';

/** The receiving side is asked before anything says that something is missing, also after an outage (practice §1). */
function lateCheck(
  rungs: readonly PlannedRung[],
  now: Instant,
): { readonly check: Instant; readonly until: Instant } | null {
  const check = rungs.find(({ kind, at }) => kind === 'check' && at !== null && at <= now)?.at ?? null;
  const next = rungs.find(({ early }) => early === 'not-received')?.at ?? null;
  if (check === null || next === null || secondsBetween(check, now) <= LATE_AFTER_SECONDS) return null;
  return { check, until: addSeconds(now, secondsBetween(check, next)) };
}

const SAYS_MISSING: ReadonlySet<string> = new Set(['hasten', 'ask-decision', 'escalate', 'breach']);

function waitsForCheck({ kind, at }: PlannedRung, check: Instant): boolean {
  return SAYS_MISSING.has(kind) && at !== null && at >= check;
}

function defer({ rung, intendedAt }: ReachedRung, until: Instant): DutyEvent {
  return { type: 'rung.deferred', rung: rung.id, kind: rung.kind, intendedAt, until, reason: ASKED_FIRST };
}

function byTime(rungs: readonly PlannedRung[]): PlannedRung[] {
  return [...rungs].sort((a, b) =>
    (a.at ?? '~') < (b.at ?? '~') ? -1 : (a.at ?? '~') > (b.at ?? '~') ? 1 : 0,
  );
}

function overdue({ plan, progress }: OpenDuty | SubmittedDuty): DutyEvent {
  const { rule, dueAt, passedBefore } = plan;
  const intendedAt = latest(dueAt, progress.openedAt);
  return { type: 'duty.overdue', rule, dueAt, intendedAt, state: passedBefore };
}

function take(one: ReachedRung, state: OpenDuty | SubmittedDuty, now: Instant, early: boolean): DutyEvent {
  const { rung, intendedAt, notify } = one;
  const next = rung.repeatSeconds === null ? null : nextRepeat(intendedAt, rung.repeatSeconds, now);
  const about = { rung: rungKey(one), kind: rung.kind, intendedAt, next };
  if (state.status === 'submitted') return { type: 'rung.skipped', ...about, reason: '已报送，待核对' };
  if (notify.length === 0 && rung.to.length > 0) {
    return { type: 'rung.skipped', ...about, reason: '并入随后一级提醒' };
  }
  const late = secondsBetween(intendedAt, now) > LATE_AFTER_SECONDS;
  const { message, channel, quietExemptUntil, approval } = rung;
  const draft = approval === undefined ? {} : { approval };
  return {
    type: 'rung.reached',
    ...about,
    late,
    early,
    message,
    channel,
    quietExemptUntil,
    notify,
    ...draft,
  };
}

/** Each signs once; what others have signed does not stand for them. */
function acknowledge(
  { by, for: whose = null, source = null }: Extract<DutyCommand, { do: 'acknowledge' }>,
  state: ExistingDuty,
): Decision {
  if (state.status === 'settled') return { refused: '该事项已办结，无须签收' };
  const signer = whose ?? by;
  return signersOf(state).includes(signer)
    ? none
    : { events: [{ type: 'duty.acknowledged', by, signer, source }] };
}

function submit(submission: Submission, state: ExistingDuty): Decision {
  const wrong = keyedAhead(submission) ?? otherChannel(submission, state.plan);
  if (wrong !== null) return { refused: wrong };
  if (submission.said === true && state.status !== 'open')
    return { refused: '该事项已报送、已办结或未在办理中，无须登记所述报送' };
  if (state.status === 'settled') return correct(submission, state);
  const events: DutyEvent[] = [{ type: 'duty.submitted', submission }];
  if (state.plan.acceptance || submission.said === true) return { events };
  return { events: [...events, ...settle(submission, state)] };
}

/** Published where it does not count; 区政府网站 is a 政府网站, and no channel given means one that does. */
function otherChannel({ channel }: Submission, { channels }: DutyPlan): string | null {
  if (channel === null || channels === null || channels.some((name) => channel.includes(name))) return null;
  return `“${channel}”不是认可的发布渠道（${channels.join('、')}），不能作为办结依据`;
}

/** What was missing when the duty ended was there all the same, and is keyed late: a counter-entry sets it right. */
function correct(submission: Submission, state: Extract<ExistingDuty, { status: 'settled' }>): Decision {
  if (state.judgement.verdict !== 'deviation') return { refused: '该事项已办结；如需更正，请先退回' };
  const { latest: done } = submission.done;
  if (done === null || done > state.settledAt)
    return { refused: `实际时间晚于办结时间，仍按“${state.judgement.reason}”记录` };
  return {
    events: [
      { type: 'duty.submitted', submission },
      settledBy(submission.recordedAt, judgementOf(state.plan, submission.done)),
    ],
  };
}

function accept(state: ExistingDuty, now: Instant): Decision {
  if (state.status !== 'submitted') return { refused: '该事项没有待核对的报送' };
  const { submission } = state;
  return { events: settle({ ...submission, recordedAt: now }, state) };
}

/** The verdict goes by when it happened, not by when it was keyed. */
function settle(submission: Submission, state: Exclude<ExistingDuty, { status: 'settled' }>): DutyEvent[] {
  const judgement = standing(state, submission.done);
  const events: DutyEvent[] = [
    settledBy(submission.recordedAt, judgement),
    ...outside(state.plan, judgement),
  ];
  const wronged = wronglyAccused(state, submission.done, judgement);
  if (wronged !== null) {
    const reason = '补登：实际办理时间在时限之内';
    events.push({ type: 'duty.breach-withdrawn', notify: wronged, reason });
  }
  return events;
}

/** What was taken over late (存量) is judged, but counts in no rate. */
function outside({ outsideRate: reason, dueAt }: DutyPlan, { verdict }: Judgement): DutyEvent[] {
  return reason !== undefined && verdict === 'late' ? [{ type: 'duty.outside-rate', dueAt, reason }] : [];
}

/** The judgement with what a moved limit leaves behind: earlier lateness stays in the record, outside the rate. */
function standing(state: Exclude<ExistingDuty, { status: 'settled' }>, done: Interval): Judgement {
  // While the time is open (待定) no limit holds that could have been missed.
  const judgement = state.status === 'resting' ? plainJudgement('on-time') : judgementOf(state.plan, done);
  const { formerLimits, overdueAt } = state.progress;
  const rested =
    state.status === 'resting' && overdueAt !== null ? [{ dueAt: overdueAt, overdue: true }] : [];
  const moved = formerLimits.filter(({ why }) => why !== EXTENDED);
  const missed = [...moved, ...rested].some(({ dueAt, overdue: was }) => was && !within(done, dueAt));
  return missed && judgement.state === null ? { ...judgement, state: POSTPONED } : judgement;
}

function within(done: Interval, limit: Instant): boolean {
  return done.latest !== null && done.latest <= limit;
}

/** The roles told of a breach that turns out to be none, under this limit or one before; `null`: nobody accused. */
function wronglyAccused(
  state: ExistingDuty,
  done: Interval,
  { verdict }: Judgement,
): readonly string[] | null {
  const { toldOfBreach, overdueAt, formerLimits } = state.progress;
  const now = { overdue: overdueAt !== null, toldOfBreach };
  const present = verdict === 'on-time' && (overdueAt === null || within(done, overdueAt)) ? [now] : [];
  const wrong = [...formerLimits.filter(({ dueAt }) => within(done, dueAt)), ...present];
  if (!wrong.some((limit) => limit.overdue || limit.toldOfBreach.length > 0)) return null;
  return [...new Set(wrong.flatMap((limit) => limit.toldOfBreach))];
}

/**
 * Judges a plan as done within `done`; an internal node that was passed is `after-node`, never late. `due` goes before the
 * bounds of the plan, which has no way to say that the latest limit is not known.
 */
export function judgementOf(
  plan: DutyPlan,
  done: Interval,
  due: Interval = { earliest: plan.dueEarliest, latest: plan.dueLatest },
): Judgement {
  if (plan.notApplicable !== null) return { ...plainJudgement('not-applicable'), reason: plan.notApplicable };
  const timeliness = judge(due, done);
  const late = timeliness.verdict === 'late';
  const verdict = late ? lateAs(plan) : timeliness.verdict;
  return {
    verdict,
    lateBySeconds: late ? timeliness.lateByAtLeastSeconds : null,
    attributable: plan.passedBefore === null && !(late && plan.excused !== undefined),
    state: late ? lateState(plan) : plan.passedBefore,
    reason: null,
    alternatives: plan.alternatives.map(({ id, dueAt }) => ({
      id,
      verdict: judge(exactly(dueAt), done).verdict,
    })),
  };
}

function lateState({ lapse: lapses, excused, passedBefore }: DutyPlan): string | null {
  return lapses === null ? (passedBefore ?? excused ?? null) : CARRIED_OVER;
}

/** What is only normally done was done later: 偏离 with its reason, no breach. */
const CARRIED_OVER = '顺延';

function lateAs({ lapse: lapses, basis }: DutyPlan): Verdict {
  if (lapses !== null) return 'deviation';
  return basis === 'internal' ? 'after-node' : 'late';
}

/** Asked for before the limit, with a concrete new date; the clock is shifted once (art. 61, practice §6). */
function askExtension(
  { until, why, by }: Extract<DutyCommand, { do: 'ask-extension' }>,
  state: ExistingDuty,
  now: Instant,
): Decision {
  const wrong = notExtendable(state, until, now);
  if (wrong !== null) return { refused: wrong };
  return { events: [{ type: 'duty.extension-asked', until, why, by }] };
}

/** On record even where the limit cannot be moved: whoever telephones says so. */
function wishExtension(
  { by, source }: Extract<DutyCommand, { do: 'wish-extension' }>,
  state: ExistingDuty,
): Decision {
  if (state.status !== 'open') return { refused: '该事项未在办理中，不能申请延期' };
  return { events: [{ type: 'duty.extension-wished', by, source }] };
}

function notExtendable(state: ExistingDuty, until: Instant, now: Instant): string | null {
  if (state.status !== 'open') return '该事项未在办理中，不能申请延期';
  if (!state.plan.extendable) return '该事项时限由规则明定，不能延期';
  if (state.progress.extension?.granted?.yes) return '该事项已延期一次，不能再次延期';
  if (now > state.plan.dueAt) return '时限已过，不能申请延期';
  if (until <= state.plan.dueAt) return '新的时限须晚于原时限，请核对';
  return tooFar(state, until);
}

/** A law may say by how much a limit can be put off at most. */
function tooFar({ plan }: ExistingDuty, until: Instant): string | null {
  const { extendableUntil } = plan;
  return extendableUntil !== undefined && until > extendableUntil
    ? '新的时限超过法规允许延长的期限，请核对'
    : null;
}

/** Granted or refused by whoever receives what is owed; what was asked for in time may be granted after the limit. */
function decideExtension(
  { until, yes, why, by }: Extract<DutyCommand, { do: 'decide-extension' }>,
  state: ExistingDuty,
  now: Instant,
): Decision {
  const asked = state.progress.extension;
  const pending = asked !== null && asked.granted === null;
  const day = until ?? (pending ? asked.until : null);
  if (day === null) return { refused: '没有待审核的延期申请；直接延期须写明新的时限' };
  if (yes && !pending) {
    const wrong = notExtendable(state, day, now);
    if (wrong !== null) return { refused: wrong };
  }
  if (yes && day <= now) return { refused: '新的时限已过，请核对' };
  const beyond = yes ? tooFar(state, day) : null;
  if (beyond !== null) return { refused: beyond };
  if (state.status !== 'open') return { refused: '该事项未在办理中，不能延期' };
  return { events: [{ type: 'duty.extension-decided', until: day, yes, why, by }] };
}

/** Planned again by the rules of today; a settled duty keeps those it was judged by. */
function adopt({ editions, by }: Extract<DutyCommand, { do: 'adopt' }>, state: ExistingDuty): Decision {
  if (state.status === 'settled') return { refused: '该事项已办结，不再改按现行规则' };
  if (editions.includes(state.plan.edition)) return { refused: '该事项已按现行规则办理' };
  return { events: [{ type: 'duty.edition-adopted', editions, by }] };
}

/** A deviation from what is normal may be explained; before it has lapsed, the explanation settles it. */
function explain(
  { by, why }: Extract<DutyCommand, { do: 'explain' }>,
  state: ExistingDuty,
  now: Instant,
): Decision {
  const { lapse: lapses, dueAt } = state.plan;
  if (lapses === null || (state.status === 'settled' && state.judgement.verdict !== 'deviation'))
    return { refused: '该事项没有需要说明的偏离' };
  if (state.status === 'settled') return { events: [{ type: 'duty.explained', by, why }] };
  if (now < dueAt) return { refused: '期限未到，无须说明' };
  const judgement = { ...plainJudgement('deviation'), state: lapses.state };
  return { events: [settledBy(now, judgement), { type: 'duty.explained', by, why }] };
}

function giveBack(command: Extract<DutyCommand, { do: 'return' }>, state: ExistingDuty): Decision {
  if (state.status !== 'settled' && state.status !== 'submitted')
    return { refused: '该事项尚无报送，无从退回' };
  const { why, by, rungs } = command;
  return { events: [{ type: 'duty.returned', why, by, rungs }] };
}

function notReceived(by: string, state: ExistingDuty, now: Instant): Decision {
  if (state.status !== 'open') return { refused: '该事项已办结或未在办理中' };
  if (now < state.plan.dueAt) return { refused: '时限未到，无须核对' };
  return {
    events: [{ type: 'check.answered', received: false, by }, ...takeEarly(NOT_RECEIVED, state, now)],
  };
}

function signal(name: string, by: string, state: ExistingDuty, now: Instant): Decision {
  if (state.status !== 'open') return none;
  const early = takeEarly(name, state, now);
  return early.length === 0 ? none : { events: [{ type: 'duty.signalled', signal: name, by }, ...early] };
}

function takeEarly(name: string, state: OpenDuty, now: Instant): DutyEvent[] {
  const pending = state.rungs.filter(
    (rung) => rung.early === name && (rung.at === null || rung.at > now) && (rung.notBefore ?? now) <= now,
  );
  const due = dueRungs(bringForward(pending, name, now), now);
  return due.reached.map((one) => take(one, state, now, true));
}
