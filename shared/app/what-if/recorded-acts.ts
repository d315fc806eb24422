/** What people did in a matter, read from its ledger: the facts that hold whatever the settings had been. */
import type { DutyCommand } from '../../domain/duties/decide-duty.ts';
import {
  type DutyEvent,
  type DutyState,
  type ExistingDuty,
  evolve,
  NO_DUTY,
} from '../../domain/duties/duty.ts';
import type { NoticeKind } from '../../domain/notices/notice.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { LedgerEntry } from '../../ports/store.ts';
import { eventOf, inSequence } from '../replay.ts';

type EventOf<Type extends DutyEvent['type']> = Extract<DutyEvent, { type: Type }>;

/** An act on a duty. An extension stands as it was decided; everything else is decided again. */
export type RecordedAct = { readonly duty: string } & (
  | { readonly act: 'command'; readonly command: Exclude<DutyCommand, { do: 'return' }> }
  | { readonly act: 'return'; readonly by: string; readonly why: string }
  | {
      readonly act: 'extension';
      readonly event: EventOf<'duty.extension-asked' | 'duty.extension-decided'>;
    }
);

/** What was recorded at one instant: entries of the matter itself, then acts on its duties. */
export interface RecordedMoment {
  readonly at: Instant;
  readonly own: readonly LedgerEntry[];
  readonly acts: readonly RecordedAct[];
}

/** A matter's ledger, read for counting it again. */
export interface RecordedMatter {
  readonly moments: readonly RecordedMoment[];
  /** The duties as they stand in the ledger. */
  readonly duties: readonly ExistingDuty[];
  /** Notices that went out, alone or within another one. */
  readonly sent: readonly SentNotice[];
}

/** A notice of a rung; changes, corrections and other news of the matter are not among them. */
export interface SentNotice {
  readonly duty: string;
  readonly kind: NoticeKind;
  readonly at: Instant;
  /** It was a message of its own, not a part of another. */
  readonly alone: boolean;
}

/** Reads the entries of one matter with all its streams, in whatever order they come; those after `asOf` are not seen. */
export function recordedMatter(id: string, entries: readonly LedgerEntry[], asOf: Instant): RecordedMatter {
  const known = entries.filter(({ recordedAt }) => recordedAt <= asOf);
  const streams = Map.groupBy(known, ({ stream }) => stream);
  const moments = new Map<Instant, { own: LedgerEntry[]; acts: RecordedAct[] }>();
  const at = (instant: Instant) => {
    const moment = moments.get(instant) ?? { own: [], acts: [] };
    moments.set(instant, moment);
    return moment;
  };
  for (const entry of inSequence(streams.get(id) ?? [])) at(entry.recordedAt).own.push(entry);
  const duties: ExistingDuty[] = [];
  const kinds = kindsOfRungs(known);
  for (const own of streams.values()) {
    if (!isOfDuty(own[0]?.type ?? '')) continue;
    const read = readDuty(inSequence(own), (act, instant) => at(instant).acts.push(act));
    if (read.status !== 'none') duties.push(read);
  }
  return {
    moments: [...moments]
      .map(([instant, moment]) => ({ at: instant, ...moment }))
      .sort((a, b) => (a.at < b.at ? -1 : 1)),
    duties,
    sent: [...streams.values()].flatMap((own) => sentNotice(own, kinds)),
  };
}

function isOfDuty(type: string): boolean {
  return type.startsWith('duty.') || type.startsWith('rung.') || type === 'check.answered';
}

/** Folds the duty and tells of each act on it; what planning and the clock did is counted anew and not told. */
function readDuty(entries: readonly LedgerEntry[], tell: (act: RecordedAct, at: Instant) => void): DutyState {
  let state: DutyState = NO_DUTY;
  for (const entry of entries) {
    const event = eventOf(entry) as DutyEvent;
    const act = actOf(event, state, entry);
    if (act) tell(act, entry.recordedAt);
    state = evolve(state, event, entry.recordedAt);
  }
  return state;
}

function actOf(
  event: DutyEvent,
  before: DutyState,
  { stream: duty, actor }: LedgerEntry,
): RecordedAct | null {
  const command = (given: Exclude<DutyCommand, { do: 'return' }>): RecordedAct => ({
    duty,
    act: 'command',
    command: given,
  });
  switch (event.type) {
    case 'duty.submitted':
      return command({ do: 'submit', submission: event.submission });
    case 'duty.settled':
      return isAcceptance(event, before) ? command({ do: 'accept', by: actor }) : null;
    case 'duty.acknowledged': {
      const { by, signer = by, source = null } = event;
      return command({ do: 'acknowledge', by, for: signer === by ? null : signer, source });
    }
    case 'check.answered':
      return command({ do: 'not-received', by: event.by });
    case 'duty.explained':
      return command({ do: 'explain', by: event.by, why: event.why });
    case 'duty.returned':
      return { duty, act: 'return', by: event.by, why: event.why };
    case 'duty.extension-asked':
    case 'duty.extension-decided':
      return { duty, act: 'extension', event };
    default:
      return null;
  }
}

/** What was handed in before and is judged now was accepted; what ended for a reason was not. */
function isAcceptance({ reason }: EventOf<'duty.settled'>, before: DutyState): boolean {
  return before.status === 'submitted' && (reason === null || before.plan.notApplicable !== null);
}

/** By duty and rung. */
type RungKinds = ReadonlyMap<string, NoticeKind>;

function kindsOfRungs(entries: readonly LedgerEntry[]): RungKinds {
  const reached = entries.filter(({ type }) => type === 'rung.reached');
  return new Map(
    reached.flatMap(({ stream, body }): [string, NoticeKind][] => {
      const { rung, kind } = body as EventOf<'rung.reached'>;
      return [
        [`${stream}\n${rung}`, kind],
        [`${stream}\n${rung}-approval`, 'ask-decision'],
      ];
    }),
  );
}

/** Copies of one notice to several people are one notice. */
function sentNotice(entries: readonly LedgerEntry[], kinds: RungKinds): SentNotice[] {
  const gone = entries.find(({ type }) => type === 'notice.sent' || type === 'notice.merged');
  if (!gone) return [];
  const { duty, rung } = gone.body as { readonly duty: string; readonly rung: string };
  const kind = kinds.get(`${duty}\n${rung}`);
  return kind === undefined ? [] : [{ duty, kind, at: gone.recordedAt, alone: gone.type === 'notice.sent' }];
}
