/** Turns a decision on a duty into one atomic change: new state, ledger entries and the outbox row. */
import { type Decision, type DutyCommand, decide } from '../domain/duties/decide-duty.ts';
import { type DutyEvent, type DutyState, type ExistingDuty, evolve } from '../domain/duties/duty.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Change } from '../ports/store.ts';
import { type NoticeRequest, outboxPut } from './outbox.ts';
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

/** Decides and folds; nothing is written here. */
export function stepDuty(command: DutyCommand, duty: DutyAt, context: StepContext): DutyStep {
  const decision: Decision = decide(command, duty.state, context.now);
  if ('refused' in decision) return { outcome: 'refused', reason: decision.refused };
  if (decision.events.length === 0) return { outcome: 'nothing' };
  const state = decision.events.reduce<DutyState>(
    (folded, event) => evolve(folded, event, context.now),
    duty.state,
  );
  if (state.status === 'none') return { outcome: 'nothing' };
  return {
    outcome: 'change',
    change: changeFor(decision.events, state, duty, context),
    events: decision.events,
    state,
  };
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
  const facts = entries.filter(({ type }) => PUBLISHED.has(type));
  const outbox = outboxPut(district, id, seq + events.length, state.plan.lane, now, {
    matter,
    plan: events.some(({ type }) => CONCERNS_OTHERS.has(type)) ? '办理情况变化' : null,
    notices: events.flatMap((event) => noticeRequests(event, state)),
    announcements: [],
    facts,
  });
  const put = { key: keyOf(district, 'duty', id), content: dutyContent(state), expected: duty.version };
  return { district, puts: [put, ...outbox], entries };
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

function noticeRequests(event: DutyEvent, state: ExistingDuty): NoticeRequest[] {
  if (event.type === 'rung.reached' && event.notify.length > 0) {
    const { rung, kind, intendedAt, message, channel, notify } = event;
    const quietExemptUntil = event.quietExemptUntil ?? state.plan.quietExemptUntil;
    const shared = { duty: state.plan.id, evenIfSettled: false, words: {} };
    return [{ ...shared, rung, kind, intendedAt, message, channel, quietExemptUntil, roles: notify }];
  }
  if (event.type === 'duty.breach-withdrawn' && event.notify.length > 0) return [correction(event, state)];
  return [];
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
    quietExemptUntil: null,
    roles: event.notify,
    evenIfSettled: true,
    words: {},
  };
}
