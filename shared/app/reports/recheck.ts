/** Judges a duty a second time, straight from the entries of its ledger and by no code that the first judgement used. */
import type { LedgerEntry } from '../../ports/store.ts';

interface Bounds {
  readonly dueEarliest: string | null;
  readonly dueLatest: string;
  readonly basis: string;
  readonly lapse: unknown;
}

interface Told {
  readonly earliest: string | null;
  readonly latest: string | null;
}

/** What stands in the entries: the limit in force, what was handed in, what was judged last. */
interface Read {
  limit: Bounds | null;
  resting: boolean;
  done: Told | null;
  verdict: string | null;
}

/**
 * What is wrong with the verdict that the entries themselves carry, `null` where it agrees with limit and hand-in. Looks
 * only at what was judged by comparing the two: what was waived, lapsed or told too late has no such verdict.
 */
export function contradiction(entries: readonly LedgerEntry[]): string | null {
  const read: Read = { limit: null, resting: false, done: null, verdict: null };
  for (const entry of [...entries].sort((a, b) => a.seq - b.seq)) take(entry, read);
  const { limit, done, verdict, resting } = read;
  if (limit === null || done === null || verdict === null || resting) return null;
  if (limit.basis === 'internal' || limit.lapse !== null) return null;
  if (verdict !== 'on-time' && verdict !== 'late' && verdict !== 'undetermined') return null;
  const expected = compared(limit, done);
  return expected === verdict
    ? null
    : `办理记录判为“${SAID[verdict]}”，按时限和实际办理时间应为“${SAID[expected]}”`;
}

const SAID = { 'on-time': '按时', late: '超时', undetermined: '无法判定' } as const;

function take({ type, body }: LedgerEntry, read: Read): void {
  const said = body as Readonly<Record<string, unknown>>;
  if (type === 'duty.opened' || type === 'duty.replanned') {
    read.limit = said.plan as Bounds;
    read.resting = false;
    read.verdict = null;
  } else if (type === 'duty.rested') {
    read.resting = true;
  } else if (type === 'duty.submitted') {
    read.done = (said.submission as { readonly done: Told }).done;
  } else if (type === 'duty.returned') {
    read.done = null;
    read.verdict = null;
  } else if (type === 'duty.settled') {
    read.verdict = String(said.verdict);
  }
}

function compared({ dueEarliest, dueLatest }: Bounds, { earliest, latest }: Told): keyof typeof SAID {
  if (dueEarliest !== null && latest !== null && Date.parse(latest) <= Date.parse(dueEarliest))
    return 'on-time';
  return earliest !== null && Date.parse(earliest) > Date.parse(dueLatest) ? 'late' : 'undetermined';
}
