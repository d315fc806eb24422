/** Mutes (静音) of a post or a person: who, until when, why; all of a district lie in one row. */
import { type Mute, muteRefusal } from '../../domain/notices/mutes.ts';
import { titleOf } from '../../domain/routing/absences.ts';
import type { StoreReader } from '../../ports/store.ts';
import { KEYS, mutesOf } from '../district.ts';
import { type DistrictAct, type DistrictOutcome, districtChange } from '../district-change.ts';
import type { MuteCommand } from './notice-commands.ts';

/** Refuses somebody the directory does not have, an id in use, and an end that is past or too far. */
export async function changeMutes(
  store: StoreReader,
  act: DistrictAct,
  command: MuteCommand,
): Promise<DistrictOutcome> {
  const key = KEYS.mutes(act.district.id);
  const row = await store.get(key);
  const before = mutesOf(row);
  const next = command.do === 'notice.mute' ? muted(before, act, command) : unmuted(before, command);
  if ('refused' in next) return next;
  const { type, mute, left } = next;
  // What is over is forgotten: the ledger keeps what was asked for.
  const body = left.filter(({ until }) => until > act.now);
  return districtChange(act, type, { ...mute, by: command.by }, [
    { key, content: { body, due: null, view: null }, expected: row?.version ?? 0 },
  ]);
}

type Step =
  | { readonly type: string; readonly mute: Mute; readonly left: readonly Mute[] }
  | { readonly refused: string };

function muted(
  before: readonly Mute[],
  { district, now }: DistrictAct,
  { do: _do, ...asked }: Extract<MuteCommand, { do: 'notice.mute' }>,
): Step {
  const { posts, people } = district.directory;
  if (asked.post !== null && !posts.has(asked.post)) return { refused: `通讯录中没有职务“${asked.post}”` };
  if (asked.person !== null && !people.has(asked.person))
    return { refused: `通讯录中没有人员“${asked.person}”` };
  if (before.some(({ id }) => id === asked.id)) return { refused: `编号“${asked.id}”已用于另一静音申请` };
  const wrong = muteRefusal(asked, now);
  if (wrong !== null) return { refused: wrong };
  const mute: Mute = { ...asked, at: now };
  return { type: 'notice.muted', mute, left: [...before, mute] };
}

function unmuted(before: readonly Mute[], { id }: Extract<MuteCommand, { do: 'notice.unmute' }>): Step {
  const mute = before.find((one) => one.id === id);
  if (!mute) return { refused: `没有编号为“${id}”的静音申请` };
  return { type: 'notice.unmuted', mute, left: before.filter((one) => one !== mute) };
}

/** Whom a mute is about, in words. */
export function whoIsMuted({ post, person }: Mute, { directory }: DistrictAct['district']): string {
  if (post !== null) return titleOf(post, directory);
  return directory.people.get(person ?? '')?.name ?? person ?? '';
}
