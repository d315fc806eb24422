/** What the ledger of a duty says that its state does not: reminders needed, to whom it was raised, which entries prove it. */
import type { History } from '../../domain/compliance/duty-line.ts';
import type { NoticeKind } from '../../domain/notices/notice.ts';
import type { LedgerEntry } from '../../ports/store.ts';

const REMINDS: ReadonlySet<NoticeKind> = new Set(['remind', 'warn', 'hasten']);
const RAISES: ReadonlySet<NoticeKind> = new Set(['escalate', 'ask-decision']);

const PROVES: ReadonlySet<string> = new Set([
  'duty.submitted',
  'duty.settled',
  'duty.returned',
  'duty.overdue',
  'duty.outside-rate',
  'duty.explained',
  'duty.extension-asked',
  'duty.extension-decided',
  'duty.breach-withdrawn',
  'check.answered',
]);

/** The last entries are enough to find the others. */
const MOST_NAMED = 8;

/** From the entries of one duty's stream, in whatever order. */
export function historyOf(entries: readonly LedgerEntry[]): History {
  let reminders = 0;
  const raisedTo: string[] = [];
  const proving: LedgerEntry[] = [];
  for (const entry of entries) {
    if (PROVES.has(entry.type)) proving.push(entry);
    if (entry.type !== 'rung.reached') continue;
    const { kind, notify } = entry.body as { readonly kind: NoticeKind; readonly notify: readonly string[] };
    if (REMINDS.has(kind)) reminders++;
    if (RAISES.has(kind)) raisedTo.push(...notify);
  }
  const last = proving.toSorted((a, b) => a.seq - b.seq).slice(-MOST_NAMED);
  return { reminders, raisedTo, entries: last.map(({ stream, seq }) => `${stream}#${seq}`) };
}
