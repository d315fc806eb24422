/** Where a notice goes when its message turns out to have reached nobody: on, and in emergencies round and round. */
import { type LeaderDelivery, recipients } from '../routing/recipients.ts';
import type { Roster } from '../routing/resolve.ts';
import type { Instant } from '../time/instant.ts';
import { handedOn } from './hand-on.ts';
import { NOT_TRIED, type NoticeFacts, type SentCopy, type Tries } from './notice.ts';
import { CALL, type SentState } from './receipt.ts';

/** Who is who now, and how leaders are written to. */
export interface ReachGround {
  readonly roster: Roster;
  readonly leaders: LeaderDelivery;
  readonly now: Instant;
}

/**
 * The tries of a notice whose every copy is known not to have arrived; `failed` is the last of them and `seq` counts the
 * ledger entries so far. Due at once. An emergency's call that nobody answers goes to the next person, and after the last
 * to the first again (practice §5: down the list and keep calling); anything else to the person's next channel, then the
 * next person.
 */
export function triesAfterUnreached(
  facts: NoticeFacts,
  state: SentState,
  failed: SentCopy,
  seq: number,
  ground: ReachGround,
): Tries {
  // It has been let go before; what goes out now is late by what has passed since.
  const before: Tries = {
    ...NOT_TRIED,
    released: true,
    passedOver: state.passedOver ?? [],
    seq,
    since: state.at,
  };
  const others = state.copies.map(({ to }) => to);
  if (facts.clock === 'E' && failed.channel === CALL) return callNext(facts, before, others, ground);
  const next = handedOn(before, failed, ground.roster.directory);
  return next.channel === null ? { ...next, passedOver: union(next.passedOver, others) } : next;
}

function callNext(facts: NoticeFacts, before: Tries, tried: readonly string[], ground: ReachGround): Tries {
  const passedOver = union(before.passedOver, tried);
  const roster = { ...ground.roster, unanswered: new Set(passedOver) };
  const address = { post: facts.post, clock: facts.clock, channel: CALL };
  const { deliveries, alarm } = recipients(address, ground.now, roster, ground.leaders);
  const roundIsOver = deliveries.length === 0 || alarm !== null;
  return { ...before, channel: CALL, passedOver: roundIsOver ? [] : passedOver, seq: before.seq + 1 };
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])];
}
