/** The choices of forms that name somebody: posts, leaders, units. */
import type { Option } from './form.ts';
import type { PageContext } from './page.ts';

const CHOOSE: Option = { value: '', label: '请选择' };

/** Every post of the directory, with an empty choice in front. */
export function postOptions({ district }: PageContext, first: Option = CHOOSE): Option[] {
  return [
    first,
    ...[...district.directory.posts.values()].map(({ id, title }) => ({ value: id, label: title })),
  ];
}

/** The posts of the office, for whoever keys, calls or serves something. */
export function officeOptions({ district }: PageContext): Option[] {
  const own = [...district.directory.posts.values()].filter(({ audience }) => audience === 'office');
  return [CHOOSE, ...own.map(({ id, title }) => ({ value: id, label: title }))];
}

export function leaderOptions({ district }: PageContext, first: Option = CHOOSE): Option[] {
  const { leaders, posts } = district.directory;
  return [first, ...leaders.map((id) => ({ value: id, label: posts.get(id)?.title ?? id }))];
}
