/** How each kind of thing stands in the store: its key, its place in the due index and in the views. */
import { type DutyState, type ExistingDuty, nextStepAt } from '../domain/duties/duty.ts';
import { type Matter, wakesAt } from '../domain/matters/kinds.ts';
import type { Surroundings } from '../domain/matters/matter.ts';
import type { Notice } from '../domain/notices/notice.ts';
import { owedOf, SLIP } from '../domain/notices/receipt.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Lane, LedgerEntry, Row, RowContent, RowKey, RowKind } from '../ports/store.ts';

export function keyOf(district: string, kind: RowKind, id: string): RowKey {
  return { district, kind, id };
}

/** Views that pages and reports read, each sorted by an instant. */
export const VIEWS = {
  open: 'open-duties',
  settled: 'settled-duties',
  resting: 'resting-duties',
  matters: 'matters',
  sent: 'sent-notices',
  /** Calls to make and slips to serve, until their outcome is keyed; then they stand among what was sent. */
  urgentCalls: 'urgent-calls',
  calls: 'calls',
  slips: 'slips',
  waiting: 'waiting-notices',
  failed: 'failed-notices',
} as const;

export function dutyContent(state: ExistingDuty): RowContent<ExistingDuty> {
  const at = nextStepAt(state);
  return {
    body: state,
    due: at === null ? null : { lane: state.plan.lane, at },
    view: dutyView(state),
  };
}

function dutyView(state: ExistingDuty): RowContent['view'] {
  switch (state.status) {
    case 'settled':
      return { name: VIEWS.settled, sort: state.settledAt };
    case 'resting':
      return { name: VIEWS.resting, sort: state.progress.openedAt };
    default:
      return { name: VIEWS.open, sort: state.plan.dueAt };
  }
}

export function matterContent(
  matter: Matter,
  around: Pick<Surroundings, 'settings' | 'zone'>,
): RowContent<Matter> {
  const at = wakesAt(matter, around);
  return {
    body: matter,
    due: at === null ? null : { lane: 'normal', at },
    view: { name: VIEWS.matters, sort: matter.openedAt },
  };
}

export function noticeContent(notice: Notice, due: Instant | null): RowContent<Notice> {
  const { facts, state } = notice;
  return {
    body: notice,
    due: due === null ? null : { lane: deliveryLaneOf(facts.clock), at: due },
    view: noticeView(notice, state.status),
  };
}

function deliveryLaneOf(clock: Notice['facts']['clock']): Lane {
  return clock === 'E' ? 'emergency-delivery' : 'normal-delivery';
}

function noticeView({ facts, state }: Notice, status: Notice['state']['status']): RowContent['view'] {
  if (state.status === 'sent') return { name: sentView({ facts, state }), sort: state.at };
  if (state.status === 'failed') return { name: VIEWS.failed, sort: state.at };
  return status === 'waiting' || status === 'claimed' ? { name: VIEWS.waiting, sort: facts.createdAt } : null;
}

function sentView(notice: Notice): string {
  const owed = owedOf(notice);
  if (owed === null) return VIEWS.sent;
  if (owed.channel === SLIP) return VIEWS.slips;
  return notice.facts.clock === 'E' ? VIEWS.urgentCalls : VIEWS.calls;
}

/** The stored duty, or that there is none. */
export function dutyOf(row: Row | null): DutyState {
  return row === null ? { status: 'none' } : (row.body as ExistingDuty);
}

export function matterOf(row: Row | null): Matter | null {
  return row === null ? null : (row.body as Matter);
}

export function noticeOf(row: Row): Notice {
  return row.body as Notice;
}

/** What is common to the entries of one step. */
export interface EntryBase {
  readonly district: string;
  readonly matter: string;
  readonly stream: string;
  readonly actor: string;
  readonly recordedAt: Instant;
}

/** Ledger entries for events that follow each other in one stream; `seq` is that of the last entry so far. */
export function entriesFor(
  base: EntryBase,
  seq: number,
  events: readonly { readonly type: string; readonly intendedAt?: Instant }[],
): LedgerEntry[] {
  return events.map((event, index) => {
    const { type, ...body } = event;
    return { ...base, seq: seq + index + 1, at: event.intendedAt ?? base.recordedAt, type, v: 1, body };
  });
}
