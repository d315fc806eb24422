/** Commands on the directory: duties stay with the posts, only people and units change; each act is in the ledger. */
import { titleOf } from '../domain/routing/absences.ts';
import type { Directory, Post } from '../domain/routing/directory.ts';
import { type DirectoryFault, directoryFaults } from '../domain/routing/directory-faults.ts';
import { directoryOf, personOf, writtenFrom } from '../domain/routing/written-directory.ts';
import type { Row, StoreReader } from '../ports/store.ts';
import { directoryChanges } from './directory-changes.ts';
import { KEYS, storedDirectory } from './district.ts';
import { type DistrictAct, type DistrictOutcome, districtChange } from './district-change.ts';
import type { DirectoryCommand } from './district-commands.ts';
import { dutiesWithoutHome } from './duties-without-home.ts';

type Changed =
  | { readonly directory: Directory; readonly type: string; readonly fact: Readonly<Record<string, unknown>> }
  | { readonly refused: string };

/** Refuses names the directory does not have, and every directory that would not hang together afterwards. */
export async function changeDirectory(
  store: StoreReader,
  act: DistrictAct,
  command: DirectoryCommand,
): Promise<DistrictOutcome> {
  const changed = await changedBy(store, act, command);
  if ('refused' in changed) return changed;
  const fault = newFault(act.district.directory, changed.directory);
  if (fault) return { refused: fault.say };
  const key = KEYS.directory(act.district.id);
  const row = await store.get(key);
  return districtChange(act, changed.type, changed.fact, [put(key, row, changed.directory)]);
}

/** What was wrong before is for the weekly check; it keeps nobody from keying a change. */
function newFault(before: Directory, after: Directory): DirectoryFault | undefined {
  const known = new Set([...directoryFaults(writtenFrom(before))].map(({ message }) => message));
  return [...directoryFaults(writtenFrom(after))].find(({ message }) => !known.has(message));
}

function put(key: ReturnType<typeof KEYS.directory>, row: Row | null, directory: Directory) {
  const content = { body: storedDirectory(directory), due: null, view: null };
  return { key, content, expected: row?.version ?? 0 };
}

function changedBy(
  store: StoreReader,
  act: DistrictAct,
  command: DirectoryCommand,
): Changed | Promise<Changed> {
  switch (command.do) {
    case 'directory.appoint':
      return appoint(act, command);
    case 'directory.vacate':
      return vacate(act, command);
    case 'directory.person':
      return changePerson(act, command);
    case 'directory.successor':
      return merge(act, command);
    case 'directory.import':
      return replace(store, act, command);
    default:
      return command satisfies never;
  }
}

type Asked<Do extends DirectoryCommand['do']> = Extract<DirectoryCommand, { do: Do }>;

/** A day to come is refused: who holds a post now is one fact, and a later one is keyed on its day. */
function appoint({ district, now }: DistrictAct, command: Asked<'directory.appoint'>): Changed {
  const { directory } = district;
  const { person, from, by } = command;
  const post = directory.posts.get(command.post);
  if (!post) return { refused: `通讯录中没有职务“${command.post}”` };
  if (!directory.people.has(person)) return { refused: `通讯录中没有人员“${person}”，请先登记人员信息` };
  if (from > now) return { refused: '任职时间尚未到，请于到任当日登记' };
  if (post.holder === person)
    return { refused: `${post.title}现任即为${nameOf(person, directory)}，无须变更` };
  const next: Post = { ...post, holder: person, since: from };
  const fact = {
    post: post.id,
    person,
    name: nameOf(person, directory),
    from,
    by,
    ...former(post, directory),
  };
  return { directory: withPost(directory, next), type: 'directory.appointed', fact };
}

function vacate({ district, now }: DistrictAct, command: Asked<'directory.vacate'>): Changed {
  const { directory } = district;
  const post = directory.posts.get(command.post);
  if (!post) return { refused: `通讯录中没有职务“${command.post}”` };
  if (post.holder === null) return { refused: `${post.title}已是暂缺` };
  const { by, why } = command;
  const fact = { post: post.id, by, why, ...former(post, directory) };
  return {
    directory: withPost(directory, { ...post, holder: null, since: now }),
    type: 'directory.vacated',
    fact,
  };
}

/** The former holder by name, which the ledger keeps when the directory has forgotten it. */
function former({ holder }: Post, directory: Directory) {
  return holder === null ? {} : { former: holder, formerName: nameOf(holder, directory) };
}

function changePerson({ district }: DistrictAct, command: Asked<'directory.person'>): Changed {
  const { directory } = district;
  const { id, by } = command;
  const before = directory.people.get(id);
  const person = personOf(id, command.person);
  const people = new Map([...directory.people, [id, person] as const]);
  const channels = person.channels.map(({ channel }) => channel);
  const fact = { person: id, name: person.name, phone: person.phone, channels, by };
  return {
    directory: { ...directory, people },
    type: before ? 'directory.person-changed' : 'directory.person-added',
    fact: before && before.name !== person.name ? { ...fact, formerName: before.name } : fact,
  };
}

function merge({ district }: DistrictAct, command: Asked<'directory.successor'>): Changed {
  const { directory } = district;
  const { from, by, why, successor } = command;
  const unit = directory.units.get(command.unit);
  const heir = directory.units.get(successor);
  if (!unit) return { refused: `通讯录中没有单位“${command.unit}”` };
  if (!heir || heir.id === unit.id) return { refused: `职责承接单位“${successor}”不在通讯录中，或为其本身` };
  if (unit.id === 'office') return { refused: '区政府办公室的职责不能由其他单位承接' };
  const next = { ...unit, successor: { unit: heir.id, from } };
  return {
    directory: { ...directory, units: new Map([...directory.units, [unit.id, next] as const]) },
    type: 'directory.succeeded',
    fact: { unit: unit.id, successor, from, by, why },
  };
}

/** Refuses another district's directory, made-up people in a real one, and one in which open duties have no home. */
async function replace(
  store: StoreReader,
  { district }: DistrictAct,
  { directory: written, by, why }: Asked<'directory.import'>,
): Promise<Changed> {
  const [fault] = directoryFaults(written);
  if (fault) return { refused: fault.say };
  const directory = directoryOf(written);
  const before = district.directory;
  if (directory.district !== before.district)
    return { refused: `所导入的通讯录属于“${directory.district}”，本区为“${before.district}”` };
  if (directory.demonstration !== before.demonstration) return { refused: '演示数据与实际数据不能相互替换' };
  const [homeless] = await dutiesWithoutHome(store, district.id, directory, before);
  if (homeless !== undefined) return { refused: homeless };
  return { directory, type: 'directory.imported', fact: { by, why, ...directoryChanges(before, directory) } };
}

function withPost(directory: Directory, post: Post): Directory {
  return { ...directory, posts: new Map([...directory.posts, [post.id, post] as const]) };
}

function nameOf(person: string, directory: Directory): string {
  return directory.people.get(person)?.name ?? titleOf(person, directory);
}
