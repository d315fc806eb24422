/** Turns a decision on a duty into one atomic change: new state, ledger entries and the outbox row. */
import { type Decision, type DutyCommand, decide } from '../domain/duties/decide-duty.ts';
import { type DutyEvent, type DutyState, type ExistingDuty, evolve } from '../domain/duties/duty.ts';
import type { PlannedRung } from '../domain/ladder/plan-rungs.ts';
import { addSeconds, type Instant } from '../domain/time/instant.ts';
import type { Change } from '../ports/store.ts';
import { DUTY_CHANGED, type NoticeRequest, outboxPut } from './outbox.ts';
import { dutyContent, entriesFor, keyOf } from './rows.ts';

export interface DutyAt {
  readonly district: string;
  readonly id: string;
  readonly matter: string;
  readonly state: DutyState;
  /** The stored version, 0 when there is no row yet. */
  readonly version: number;
}

export interface StepContext {
  readonly now: Instant;
  readonly actor: string;
}

export type DutyStep =
  | {
      readonly outcome: 'change';
      readonly change: Change;
      readonly events: readonly DutyEvent[];
      readonly state: ExistingDuty;
    }
  | { readonly outcome: 'nothing' }
  | { readonly outcome: 'refused'; readonly reason: string };

/**
 * Decides and folds; nothing is written here. What the clock had brought by then comes first, so that a command
 * finds the duty as a punctual heartbeat would have left it, however late the heartbeat is.
 */
export function stepDuty(command: DutyCommand, duty: DutyAt, context: StepContext): DutyStep {
  const passed = passedBefore(command, duty.state, context.now);
  const decision: Decision = decide(command, fold(duty.state, passed, context.now), context.now);
  if ('refused' in decision) return { outcome: 'refused', reason: decision.refused };
  if (decision.events.length === 0) return { outcome: 'nothing' };
  const events = [...passed, ...decision.events];
  const state = fold(duty.state, events, context.now);
  if (state.status === 'none') return { outcome: 'nothing' };
  return { outcome: 'change', change: changeFor(events, state, duty, context), events, state };
}

function fold(state: DutyState, events: readonly DutyEvent[], at: Instant): DutyState {
  return events.reduce<DutyState>((folded, event) => evolve(folded, event, at), state);
}

/**
 * The limit and the rungs that no heartbeat has taken yet although their time is over. At the same second the
 * command comes first, as it does when every heartbeat is punctual.
 */
function passedBefore(command: DutyCommand, state: DutyState, now: Instant): readonly DutyEvent[] {
  if (command.do === 'step' || state.status === 'none') return [];
  const moot = mootBecause(command);
  const taken = decide({ do: 'step' }, withoutStaying(command, state), addSeconds(now, -1));
  if ('refused' in taken) return [];
  return moot === null ? taken.events : taken.events.map((event) => skipped(event, moot));
}

/** Under a limit that stays, what is due and not taken yet stays on the ladder, and so does the limit itself. */
function withoutStaying(command: DutyCommand, state: ExistingDuty): ExistingDuty {
  if (command.do !== 'replan' || (state.status !== 'open' && state.status !== 'submitted')) return state;
  const stays = (rung: PlannedRung) => command.rungs.some(({ id, at }) => id === rung.id && at === rung.at);
  return { ...state, rungs: state.rungs.filter((rung) => !stays(rung)) };
}

/** Why nobody needs to hear any more of a rung that the command overtakes; `null` when it is still to be said. */
function mootBecause(command: DutyCommand): string | null {
  switch (command.do) {
    case 'submit':
    case 'accept':
      return '已报送，不再提醒';
    case 'end':
    case 'rest':
      return '不再要求办理，不再提醒';
    case 'replan':
      return '时限已调整，不再提醒';
    default:
      return null;
  }
}

function skipped(event: DutyEvent, reason: string): DutyEvent {
  if (event.type !== 'rung.reached') return event;
  const { rung, kind, intendedAt, next } = event;
  return { type: 'rung.skipped', rung, kind, intendedAt, next, reason };
}

function changeFor(
  events: readonly DutyEvent[],
  state: ExistingDuty,
  duty: DutyAt,
  { now, actor }: StepContext,
): Change {
  const { district, id, matter } = duty;
  const seq = duty.state.status === 'none' ? 0 : duty.state.progress.seq;
  const entries = entriesFor({ district, matter, stream: id, actor, recordedAt: now }, seq, events);
  // What is internal to the Party group does not leave the office.
  const facts = entries
    .filter(({ type }) => PUBLISHED.has(type) && !state.plan.confined)
    .map((entry) => ({ ...entry, body: { ...(entry.body as object), ...aboutDuty(state) } }));
  const outbox = outboxPut(district, id, seq + events.length, state.plan.lane, now, {
    matter,
    plan: events.some(({ type }) => CONCERNS_OTHERS.has(type)) ? DUTY_CHANGED : null,
    notices: events.flatMap((event) => noticeRequests(event, state, now)),
    announcements: [],
    facts,
    commands: [],
  });
  const put = { key: keyOf(district, 'duty', id), content: dutyContent(state), expected: duty.version };
  return { district, puts: [put, ...outbox], entries };
}

/** What a subscriber needs to know of the duty without asking for it. */
function aboutDuty({ plan, progress }: ExistingDuty) {
  const { rule, owedBy, basis, dueAt, provisional } = plan;
  const happenedAt = progress.submissions.at(-1)?.done.latest ?? null;
  return { rule, owedBy, basis, dueAt, provisional, happenedAt };
}

/** What subscribers outside hear of. */
const PUBLISHED: ReadonlySet<string> = new Set([
  'duty.opened',
  'duty.replanned',
  'rung.reached',
  'duty.overdue',
  'duty.settled',
  'duty.breach-withdrawn',
]);

/** What may move the limit of a sibling: papers received, a release made. */
const CONCERNS_OTHERS: ReadonlySet<string> = new Set(['duty.settled', 'duty.returned', 'duty.submitted']);

function noticeRequests(event: DutyEvent, state: ExistingDuty, now: Instant): NoticeRequest[] {
  if (event.type === 'rung.reached' && event.notify.length > 0) {
    const { rung, kind, intendedAt, message, channel, notify } = event;
    const quietExemptUntil = event.quietExemptUntil ?? state.plan.quietExemptUntil;
    const shared = { duty: state.plan.id, evenIfSettled: false, words: {} };
    const draft = event.approval === undefined ? {} : { approval: event.approval };
    return [
      { ...shared, rung, kind, intendedAt, message, channel, quietExemptUntil, roles: notify, ...draft },
    ];
  }
  if (event.type === 'duty.breach-withdrawn' && event.notify.length > 0) return [correction(event, state)];
  return event.type === 'duty.returned' ? [returned(event, state, now)] : [];
}

/** The unit hears that what it handed in does not count, and why. */
function returned(
  event: Extract<DutyEvent, { type: 'duty.returned' }>,
  state: ExistingDuty,
  at: Instant,
): NoticeRequest {
  return {
    duty: state.plan.id,
    rung: `returned@${at}`,
    kind: 'change',
    intendedAt: at,
    message: 'papers.returned',
    channel: null,
    quietExemptUntil: state.plan.eventAt,
    roles: ['unit.liaison'],
    evenIfSettled: false,
    words: { why: event.why },
  };
}

/** Whoever was told of the breach is told that it was none. */
function correction(
  event: Extract<DutyEvent, { type: 'duty.breach-withdrawn' }>,
  state: ExistingDuty,
): NoticeRequest {
  const at = state.status === 'settled' ? state.settledAt : state.progress.openedAt;
  return {
    duty: state.plan.id,
    rung: `correction@${at}`,
    kind: 'correction',
    intendedAt: at,
    message: 'correction.on-time',
    channel: null,
    // Whoever decides about tomorrow's meeting tonight must not decide on a wrong report.
    quietExemptUntil: state.plan.eventAt,
    roles: event.notify,
    evenIfSettled: true,
    words: {},
  };
}
