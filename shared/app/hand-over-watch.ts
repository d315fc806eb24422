/** 值班交接: the incoming officer signs for every open emergency, all of them in one change. */
import { type ExistingDuty, keyedAhead } from '../domain/duties/duty.ts';
import { decideMatter } from '../domain/matters/kinds.ts';
import type { OpinionEvent } from '../domain/matters/opinion-event.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Change, Row, StoreReader } from '../ports/store.ts';
import { matterChange } from './act-on-matter.ts';
import type { CommandEnvelope, WatchCommand } from './commands.ts';
import { type Attempt, commitWith } from './commit-command.ts';
import type { District } from './district.ts';
import { districtChange } from './district-change.ts';
import type { Engine } from './engine.ts';
import { openDuties } from './open-duties.ts';
import { planMatter } from './plan-matter.ts';
import { keyOf, matterOf } from './rows.ts';

/** An emergency that is not closed, with what it still owes. */
export interface OpenEmergency {
  readonly event: OpinionEvent;
  readonly duties: readonly ExistingDuty[];
  readonly row: Row;
}

/** The emergencies that are followed, in the order of their reports. */
export async function openEmergencies(
  reader: Pick<StoreReader, 'view' | 'getMany'>,
  district: string,
): Promise<OpenEmergency[]> {
  const byMatter = Map.groupBy(await openDuties(reader, district), ({ plan }) => plan.matter);
  const watched = [...byMatter].filter(([, duties]) => duties.some(isWatch));
  const rows = await reader.getMany(watched.map(([id]) => keyOf(district, 'matter', id)));
  const open = watched.flatMap(([, duties], index) => {
    const row = rows[index] ?? null;
    const event = matterOf(row);
    const isOpen = event?.kind === 'event' && event.emergency !== null && event.emergency.closedAt === null;
    return row && isOpen ? [{ event, duties, row }] : [];
  });
  return open.toSorted((a, b) => (a.event.openedAt < b.event.openedAt ? -1 : 1));
}

function isWatch({ plan }: ExistingDuty): boolean {
  return plan.rule === 'D79-1' && plan.subject.per === 'watch';
}

/**
 * Refuses a hand-over to oneself, one that lies ahead, one that leaves an open emergency unsigned, and one that signs
 * for what is not open.
 */
export async function handOverWatch(
  engine: Engine,
  district: District,
  envelope: CommandEnvelope & { readonly command: WatchCommand },
  now: Instant,
): Promise<Attempt> {
  const { from, to, signed, note, submission } = envelope.command;
  const open = await openEmergencies(engine.store, district.id);
  const wrong = keyedAhead(submission) ?? signatureFault(from, to, signed, open);
  if (wrong !== null) return { outcome: 'refused', reason: wrong };
  const watch = { from, to, submission: { ...submission, for: to, evidence: note } };
  const taken = open.flatMap(({ event, row }): Change[] => {
    const decided = decideMatter({ do: 'event.take-over', id: event.id, watch }, event, now, district);
    if ('refused' in decided) return [];
    return [matterChange(event.id, event, decided.events, row.version, district, envelope.actor, now)];
  });
  const events = open.map(({ event }) => event.id);
  const body = { from, to, events, note, by: submission.by, done: submission.done };
  const own = districtChange({ district, envelope, now }, 'duty-room.handed-over', body, []);
  const change = {
    ...own,
    puts: taken.flatMap(({ puts }) => puts),
    entries: [...own.entries, ...taken.flatMap(({ entries }) => entries)],
  };
  const done = await commitWith(engine, envelope, now, change);
  if (done === 'conflict' || done.outcome !== 'done') return done;
  for (const id of events) await planMatter(engine.store, district, id, '值班交接', now, envelope.actor);
  return done;
}

function signatureFault(
  from: string,
  to: string,
  signed: readonly string[],
  open: readonly OpenEmergency[],
): string | null {
  if (from === to) return '交班人与接班人相同，请核对';
  const ids = open.map(({ event }) => event.id);
  const missing = ids.filter((id) => !signed.includes(id));
  if (missing.length > 0) return `接班人尚未签收未结事件${missing.join('、')}，不能完成交接`;
  const unknown = signed.find((id) => !ids.includes(id));
  return unknown === undefined ? null : `“${unknown}”不是未结的紧急突发事件，请核对`;
}
