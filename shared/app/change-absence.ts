/** Absences, recorded directly or asked for and approved, and where leaders can be reached. */
import { pairConflict, titleOf } from '../domain/routing/absences.ts';
import type { Absence, Whereabouts } from '../domain/routing/directory.ts';
import {
  approveLeave,
  confirmConsent,
  endLeave,
  fileLeave,
  type LeaveDecision,
  refuseLeave,
  requestLeave,
} from '../domain/routing/leave.ts';
import { endOfWhereabouts } from '../domain/routing/whereabouts.ts';
import type { StoreReader } from '../ports/store.ts';
import { KEYS, whereaboutsOf } from './district.ts';
import { type DistrictAct, type DistrictOutcome, districtChange } from './district-change.ts';
import type { AbsenceCommand } from './district-commands.ts';
import { leaveFollows } from './follow-leave.ts';
import { keyOf } from './rows.ts';

export function changeAbsence(
  store: StoreReader,
  act: DistrictAct,
  command: AbsenceCommand,
): Promise<DistrictOutcome> {
  switch (command.do) {
    case 'absence.record':
    case 'absence.request':
      return newAbsence(store, act, command);
    case 'whereabouts.set':
      return setWhereabouts(store, act, command);
    default:
      return goOn(store, act, command);
  }
}

type NewAbsence = Extract<AbsenceCommand, { do: 'absence.record' | 'absence.request' }>;

async function newAbsence(
  store: StoreReader,
  act: DistrictAct,
  command: NewAbsence,
): Promise<DistrictOutcome> {
  const { id, post, from, to, standIn } = command;
  const { posts } = act.district.directory;
  if (!posts.has(post)) return { refused: `通讯录中没有职务“${post}”` };
  if (standIn !== null && !posts.has(standIn)) return { refused: `通讯录中没有职务“${standIn}”` };
  if (standIn === post) return { refused: '外出期间的职务应由他人代行，请核对' };
  if (to <= from) return { refused: '外出结束时间不晚于开始时间，请核对' };
  if (to <= act.now) return { refused: '外出时间已过，请核对' };
  const decided = command.do === 'absence.record' ? recorded(command, act) : requested(command, act);
  if ('refused' in decided) return decided;
  const key = keyOf(act.district.id, 'absence', id);
  if (await store.get(key)) return { refused: `编号“${id}”已用于另一外出记录` };
  const type = command.do === 'absence.record' ? 'absence.recorded' : 'absence.requested';
  const said = { ...decided.absence, override: command.override };
  return districtChange(act, type, said, [
    { key, content: { body: decided.absence, due: null, view: null }, expected: 0 },
  ]);
}

function absenceOf({ id, post, from, to, reason, destination, standIn }: NewAbsence): Absence {
  return {
    id,
    post,
    from,
    to,
    reason,
    ...(destination === null ? {} : { destination }),
    ...(standIn === null ? {} : { standIn }),
  };
}

/** What the office knows to be settled holds at once; a pair away together needs a reason. */
function recorded(
  command: Extract<NewAbsence, { do: 'absence.record' }>,
  { district }: DistrictAct,
): LeaveDecision {
  const absence: Absence = { ...absenceOf(command), ...(command.signing ? { signing: true } : {}) };
  const conflict = pairConflict(absence, district.roster.absences, district.directory);
  return conflict !== null && command.override === null ? { refused: conflict.say } : { absence };
}

function requested(
  command: Extract<NewAbsence, { do: 'absence.request' }>,
  { district, now }: DistrictAct,
): LeaveDecision {
  const { override } = command;
  const absence: Absence = { ...absenceOf(command), ...(override === null ? {} : { override }) };
  return requestLeave(absence, district.absences, district.directory, now);
}

type GoingOn = Exclude<AbsenceCommand, NewAbsence | { do: 'whereabouts.set' }>;

async function goOn(store: StoreReader, act: DistrictAct, command: GoingOn): Promise<DistrictOutcome> {
  const key = keyOf(act.district.id, 'absence', command.id);
  const row = await store.get(key);
  if (!row) return { refused: `没有编号为“${command.id}”的外出记录` };
  const before = row.body as Absence;
  const decided = decide(before, command, act);
  if ('refused' in decided) return decided;
  const { absence } = decided;
  const type = typeOf(command, absence);
  return districtChange(act, type, factOf(type, command, absence), [
    { key, content: { body: absence, due: null, view: null }, expected: row.version },
    ...leaveFollows(before, absence, act),
  ]);
}

function decide(absence: Absence, command: GoingOn, { district, now }: DistrictAct): LeaveDecision {
  const { absences, roster, directory } = district;
  switch (command.do) {
    case 'absence.approve': {
      const { by, for: whose, source, signing } = command;
      if (whose !== null && whose === by) return { refused: '本人批准的，无须填写代为登记。' };
      const keyed = whose === null || source === null ? null : { by, source };
      return approveLeave(absence, { by: whose ?? by, keyed, signing }, absences, roster, now);
    }
    case 'absence.confirm':
      return confirmConsent(absence, command.by, directory, now);
    case 'absence.refuse':
      return refuseLeave(absence, { by: command.by, why: command.why }, roster, now);
    case 'absence.file':
      return fileLeave(absence, { number: command.number, by: command.by }, absences, now);
    case 'absence.end':
      return endLeave(absence, now);
    default:
      return command satisfies never;
  }
}

const TYPES: Readonly<Record<GoingOn['do'], string>> = {
  'absence.approve': 'absence.approved',
  'absence.confirm': 'absence.confirmed',
  'absence.refuse': 'absence.not-approved',
  'absence.file': 'absence.filed',
  'absence.end': 'absence.ended',
};

function typeOf(command: GoingOn, { status }: Absence): string {
  return status === 'withdrawn' ? 'absence.withdrawn' : TYPES[command.do];
}

/** What was asked for, and how the leave stands then. */
function factOf(type: string, command: GoingOn, { id, post, status, to }: Absence) {
  const { do: _do, ...asked } = command;
  if (type === 'absence.ended' || type === 'absence.withdrawn') return { id, post };
  return { ...asked, id, post, status, ...(type === 'absence.filed' ? { to } : {}) };
}

/** Refuses anybody but leaders, of whom alone the Rules speak (art. 72), and an end that is past. */
async function setWhereabouts(
  store: StoreReader,
  act: DistrictAct,
  command: Extract<AbsenceCommand, { do: 'whereabouts.set' }>,
): Promise<DistrictOutcome> {
  const { post, reachable, note } = command;
  const { district, now } = act;
  if (!district.directory.leaders.includes(post))
    return {
      refused: `去向登记限区政府领导同志（规则第七十二条），${titleOf(post, district.directory)}不在其列。`,
    };
  const until = command.until ?? endOfWhereabouts(now, district.zone);
  if (until <= now) return { refused: '去向登记的截止时间已过，请核对' };
  const key = KEYS.whereabouts(district.id);
  const row = await store.get(key);
  const told: Whereabouts = { post, reachable, note, at: now, until };
  // What is over is forgotten: whereabouts are for finding people now, and the ledger keeps what was said.
  const others = whereaboutsOf(row).filter((one) => one.post !== post && one.until > now);
  return districtChange(act, 'whereabouts.set', { ...told }, [
    { key, content: { body: [...others, told], due: null, view: null }, expected: row?.version ?? 0 },
  ]);
}
