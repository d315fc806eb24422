/** What a new directory changes, by id, for the ledger and for a look before it is taken over. */
import type { Directory } from '../domain/routing/directory.ts';
import { isSameData } from './same-data.ts';

export interface DirectoryChanges {
  readonly unitsAdded: readonly string[];
  readonly unitsRemoved: readonly string[];
  readonly unitsChanged: readonly string[];
  readonly postsAdded: readonly string[];
  readonly postsRemoved: readonly string[];
  /** Another title or deputy. */
  readonly postsChanged: readonly string[];
  /** Posts with another holder, with the names on both sides. */
  readonly holders: readonly {
    readonly post: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  readonly peopleAdded: readonly string[];
  readonly peopleRemoved: readonly string[];
  readonly peopleChanged: readonly string[];
  /** 分管、补位、别名 or the order of leaders. */
  readonly routing: boolean;
}

export function directoryChanges(before: Directory, after: Directory): DirectoryChanges {
  const units = compared(before.units, after.units);
  const posts = compared(before.posts, after.posts);
  const people = compared(before.people, after.people);
  return {
    unitsAdded: units.added,
    unitsRemoved: units.removed,
    unitsChanged: units.changed,
    postsAdded: posts.added,
    postsRemoved: posts.removed,
    postsChanged: [...after.posts.values()]
      .filter(({ id, title, deputy }) => {
        const old = before.posts.get(id);
        return old !== undefined && (old.title !== title || old.deputy !== deputy);
      })
      .map(({ id }) => id),
    holders: [...after.posts.values()]
      .filter(({ id, holder }) => before.posts.has(id) && before.posts.get(id)?.holder !== holder)
      .map(({ id }) => ({ post: id, before: holderName(id, before), after: holderName(id, after) })),
    peopleAdded: people.added,
    peopleRemoved: people.removed,
    peopleChanged: people.changed,
    routing: !isSameData(routingOf(before), routingOf(after)),
  };
}

function compared<Value>(before: ReadonlyMap<string, Value>, after: ReadonlyMap<string, Value>) {
  const kept = [...after.keys()].filter((id) => before.has(id));
  return {
    added: [...after.keys()].filter((id) => !before.has(id)),
    removed: [...before.keys()].filter((id) => !after.has(id)),
    changed: kept.filter((id) => !isSameData(before.get(id), after.get(id))),
  };
}

function holderName(post: string, directory: Directory): string | null {
  const holder = directory.posts.get(post)?.holder ?? null;
  return holder === null ? null : (directory.people.get(holder)?.name ?? holder);
}

function routingOf({ portfolios, standInPairs, leaders, aliases }: Directory) {
  return { portfolios: [...portfolios], standInPairs, leaders, aliases: [...aliases] };
}

/** One line for each kind of change; empty where the directories say the same. */
export function sayDirectoryChanges(
  changes: DirectoryChanges,
  before: Directory,
  after: Directory,
): string[] {
  const units = (ids: readonly string[]) =>
    ids.map((id) => after.units.get(id)?.shortName ?? before.units.get(id)?.shortName ?? id);
  const posts = (ids: readonly string[]) =>
    ids.map((id) => after.posts.get(id)?.title ?? before.posts.get(id)?.title ?? id);
  const people = (ids: readonly string[]) =>
    ids.map((id) => after.people.get(id)?.name ?? before.people.get(id)?.name ?? id);
  const line = (say: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`${say}：${names.join('、')}`];
  return [
    ...line('新增单位', units(changes.unitsAdded)),
    ...line('减少单位', units(changes.unitsRemoved)),
    ...line('单位信息变更', units(changes.unitsChanged)),
    ...line('新增职务', posts(changes.postsAdded)),
    ...line('减少职务', posts(changes.postsRemoved)),
    ...line('职务信息变更', posts(changes.postsChanged)),
    ...line(
      '任职变更',
      changes.holders.map(
        ({ post, before: was, after: is }) => `${posts([post]).join('')}（${was ?? '暂缺'}→${is ?? '暂缺'}）`,
      ),
    ),
    ...line('新增人员', people(changes.peopleAdded)),
    ...line('减少人员', people(changes.peopleRemoved)),
    ...line('人员信息变更', people(changes.peopleChanged)),
    ...(changes.routing ? ['分管、补位、别名或区领导排序有变更'] : []),
  ];
}
