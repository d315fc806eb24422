/** Commands on the district itself: absences, the directory, digests, and the switch that stops all sending. */
import type { Instant } from '../domain/time/instant.ts';
import type { StoreReader } from '../ports/store.ts';
import { changeAbsence } from './change-absence.ts';
import { changeDirectory } from './change-directory.ts';
import type { CommandEnvelope, DistrictCommand } from './commands.ts';
import { type District, KEYS } from './district.ts';
import { type DistrictAct, type DistrictOutcome, districtChange } from './district-change.ts';
import { changeMutes } from './notices/change-mutes.ts';
import { requestDigest } from './notices/digest-requests.ts';

/** Refusals are the domain's: unknown names, times that cannot be, consents that are not the giver's to give. */
export function changeDistrict(
  store: StoreReader,
  district: District,
  envelope: CommandEnvelope,
  command: DistrictCommand,
  now: Instant,
): Promise<DistrictOutcome> {
  const act: DistrictAct = { district, envelope, now };
  switch (command.do) {
    case 'sending.stop':
      return switchSending(store, act, true, command.why);
    case 'sending.resume':
      return switchSending(store, act, false, null);
    case 'digest.request':
      return requestDigest(store, act, command);
    case 'directory.appoint':
    case 'directory.vacate':
    case 'directory.person':
    case 'directory.successor':
    case 'directory.import':
      return changeDirectory(store, act, command);
    case 'notice.mute':
    case 'notice.unmute':
      return changeMutes(store, act, command);
    default:
      return changeAbsence(store, act, command);
  }
}

async function switchSending(
  store: StoreReader,
  act: DistrictAct,
  stopped: boolean,
  why: string | null,
): Promise<DistrictOutcome> {
  const key = KEYS.sending(act.district.id);
  const row = await store.get(key);
  const body = { stopped, why, by: act.envelope.actor, at: act.now };
  return districtChange(act, stopped ? 'sending.stopped' : 'sending.resumed', body, [
    { key, content: { body, due: null, view: null }, expected: row?.version ?? 0 },
  ]);
}
