/** What became of a message: what a receipt may follow, what the office still owes of it, and when it is reminded of that. */
import { numberSetting, type Settings } from '../rules/settings.ts';
import { addSeconds, type Instant } from '../time/instant.ts';
import type { Notice, NoticeStatus, Receipt, ReceiptState, SentCopy } from './notice.ts';

export type SentState = Extract<NoticeStatus, { status: 'sent' }>;

/** A call and a slip are sent when the office has made the call or served the slip, and not before. */
export const CALL = 'phone-record';
export const SLIP = 'paper';

/** A receipt says more than those before it, never less. */
const WEIGHTS: Readonly<Record<ReceiptState, number>> = { unreached: 1, delivered: 2, read: 3, signed: 4 };

/**
 * Whether a receipt may follow what is known of a message. Never backwards; `unreached` only while nobody has read or
 * signed it, because a provider may find out after all that it could not deliver.
 */
export function mayFollow(state: ReceiptState, { receipt }: Pick<SentCopy, 'receipt'>): boolean {
  if (receipt === undefined) return true;
  if (state === 'unreached') return receipt.state === 'delivered';
  return WEIGHTS[state] > WEIGHTS[receipt.state];
}

/** The call is still to be made and keyed, or the slip to be served. */
export function outcomeOwed({ channel, receipt, shadow, needless }: SentCopy): boolean {
  if (receipt !== undefined || shadow !== undefined || needless !== undefined) return false;
  return channel === CALL || channel === SLIP;
}

/** The first copy of a sent notice whose call or slip is still owed; `null` when none is. */
export function owedOf({ state }: Pick<Notice, 'state'>): SentCopy | null {
  // What was sent before there were receipts has no outcome to wait for.
  if (state.status !== 'sent' || state.seq === undefined) return null;
  return state.copies.find(outcomeOwed) ?? null;
}

/** The same state with a receipt on one copy. */
export function withReceipt(state: SentState, copy: SentCopy, receipt: Receipt): SentState {
  return { ...state, copies: state.copies.map((one) => (one === copy ? { ...one, receipt } : one)) };
}

/**
 * When the office is reminded that nobody has keyed the outcome of a call: `call.window` minutes after it was put on the
 * list, in emergencies `call.window_emergency`; of a slip a day later. `null` where nothing is owed.
 */
export function callOverdueAt(notice: Notice, settings: Settings): Instant | null {
  const { facts, state } = notice;
  const owed = owedOf(notice);
  if (state.status !== 'sent' || owed === null) return null;
  if (owed.channel === SLIP) return addSeconds(state.at, DAY_SECONDS);
  const window = facts.clock === 'E' ? 'call.window_emergency' : 'call.window';
  return addSeconds(state.at, numberSetting(settings, window) * 60);
}

/** Calls that nobody makes are looked at again: what has been done meanwhile leaves the list. */
export const DAY_SECONDS = 86_400;
