/** Commands on the district itself: absences, and the switch that stops all sending. */
import { pairConflict } from '../domain/routing/absences.ts';
import type { Absence } from '../domain/routing/directory.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Change, RowContent, StoreReader } from '../ports/store.ts';
import type { CommandEnvelope, DistrictCommand } from './commands.ts';
import { type District, KEYS } from './district.ts';
import { entriesFor, keyOf } from './rows.ts';

/** The matter under which the ledger keeps what concerns the whole district. */
const DISTRICT_LEDGER = '_district';

/** Refuses an unknown post, an end before the start, and a pair away together without a reason. */
export async function changeDistrict(
  store: StoreReader,
  district: District,
  envelope: CommandEnvelope,
  command: DistrictCommand,
  now: Instant,
): Promise<Change | { readonly refused: string }> {
  switch (command.do) {
    case 'absence.record':
      return recordAbsence(store, district, envelope, command, now);
    case 'absence.end':
      return endAbsence(store, district, envelope, command.id, now);
    case 'sending.stop':
      return switchSending(store, district, envelope, true, command.why, now);
    case 'sending.resume':
      return switchSending(store, district, envelope, false, null, now);
    default:
      return command satisfies never;
  }
}

async function recordAbsence(
  store: StoreReader,
  district: District,
  envelope: CommandEnvelope,
  command: Extract<DistrictCommand, { do: 'absence.record' }>,
  now: Instant,
): Promise<Change | { readonly refused: string }> {
  const { id, post, from, to, reason, standIn, override } = command;
  if (!district.directory.posts.has(post)) return { refused: `通讯录中没有职务“${post}”` };
  if (standIn !== null && !district.directory.posts.has(standIn))
    return { refused: `通讯录中没有职务“${standIn}”` };
  if (to <= from) return { refused: '外出结束时间不晚于开始时间，请核对' };
  if (to <= now) return { refused: '外出时间已过，请核对' };
  const absence: Absence = { id, post, from, to, reason, ...(standIn === null ? {} : { standIn }) };
  const conflict = pairConflict(absence, district.roster.absences, district.directory);
  if (conflict !== null && override === null) return { refused: conflict.say };
  const key = keyOf(district.id, 'absence', id);
  const existing = await store.get(key);
  if (existing) return { refused: `编号“${id}”已用于另一外出记录` };
  return districtChange(district, envelope, now, 'absence.recorded', { ...absence, override }, [
    { key, content: { body: absence, due: null, view: null }, expected: 0 },
  ]);
}

async function endAbsence(
  store: StoreReader,
  district: District,
  envelope: CommandEnvelope,
  id: string,
  now: Instant,
): Promise<Change | { readonly refused: string }> {
  const key = keyOf(district.id, 'absence', id);
  const row = await store.get(key);
  if (!row) return { refused: `没有编号为“${id}”的外出记录` };
  const absence = row.body as Absence;
  if (absence.to <= now) return { refused: '该外出已结束' };
  const ended: RowContent<Absence> = { body: { ...absence, to: now }, due: null, view: null };
  return districtChange(district, envelope, now, 'absence.ended', { id, post: absence.post }, [
    { key, content: ended, expected: row.version },
  ]);
}

async function switchSending(
  store: StoreReader,
  district: District,
  envelope: CommandEnvelope,
  stopped: boolean,
  why: string | null,
  now: Instant,
): Promise<Change | { readonly refused: string }> {
  const key = KEYS.sending(district.id);
  const row = await store.get(key);
  const body = { stopped, why, by: envelope.actor, at: now };
  return districtChange(district, envelope, now, stopped ? 'sending.stopped' : 'sending.resumed', body, [
    { key, content: { body, due: null, view: null }, expected: row?.version ?? 0 },
  ]);
}

/** The district's own ledger has one stream for each command, so that commands never wait for each other. */
function districtChange(
  district: District,
  envelope: CommandEnvelope,
  now: Instant,
  type: string,
  body: Readonly<Record<string, unknown>>,
  puts: Change['puts'],
): Change {
  const base = {
    district: district.id,
    matter: DISTRICT_LEDGER,
    stream: envelope.commandId,
    actor: envelope.actor,
    recordedAt: now,
  };
  return { district: district.id, puts, entries: entriesFor(base, 0, [{ ...body, type }]) };
}
