/** Folds ledger entries back into the states they came from: what the ledger says is what is true. */
import { type DutyEvent, type DutyState, evolve, NO_DUTY } from '../domain/duties/duty.ts';
import { evolveMatter, type Matter, type MatterEvent } from '../domain/matters/kinds.ts';
import type { LedgerEntry } from '../ports/store.ts';

/**
 * The state of a duty after the entries of its stream, in whatever order they come. Equal to the stored body.
 * Refuses a gap, a repeat, and a version of an event that this program does not know.
 */
export function replayDuty(entries: readonly LedgerEntry[]): DutyState {
  return inSequence(entries).reduce<DutyState>(
    (state, entry) => evolve(state, eventOf(entry) as DutyEvent, entry.recordedAt),
    NO_DUTY,
  );
}

/** The state of a matter after the entries of its own stream; `null` when there are none. Refuses as above. */
export function replayMatter(entries: readonly LedgerEntry[]): Matter | null {
  return inSequence(entries).reduce<Matter | null>(
    (matter, entry) => evolveMatter(matter, eventOf(entry) as MatterEvent, entry.recordedAt, entry.stream),
    null,
  );
}

/** The ledger does not hold what a fold needs. */
export class BrokenLedger extends Error {
  override name = 'BrokenLedger';
}

/** By `seq`: the instants of entries are intended ones and need not follow each other. Refuses a gap and a repeat. */
export function inSequence(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const sorted = [...entries].sort((a, b) => a.seq - b.seq);
  for (const [index, { stream, seq }] of sorted.entries()) {
    if (stream !== sorted[0]?.stream)
      throw new BrokenLedger(`entries of '${sorted[0]?.stream}' and '${stream}' cannot be folded together`);
    if (seq !== index + 1) throw new BrokenLedger(`'${stream}' has entry ${seq} where ${index + 1} belongs`);
  }
  return sorted;
}

/** What an entry says happened. Refuses a version that this program does not know. */
export function eventOf({ type, v, stream, seq, body }: LedgerEntry): { readonly type: string } {
  if (v !== 1)
    throw new BrokenLedger(`'${type}' in '${stream}' at ${seq} has version ${v}; this program knows 1`);
  return { type, ...(body as object) };
}
