/** The shipped demonstration directory with changes, for the tests of routing and notices. */
import { loadDirectory } from '../../../shared/adapters/rules/load-directory.ts';
import type { Absence, Directory, Person, Post } from '../../../shared/domain/routing/directory.ts';
import type { Roster } from '../../../shared/domain/routing/resolve.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';

export const demo = loadDirectory(
  new URL('../../../examples/directories/demo.yaml', import.meta.url).pathname,
);

/** Days in China, the last one included. */
export function away(post: string, first: string, last: string, more: Partial<Absence> = {}): Absence {
  const end = new Date(Date.parse(`${last}T00:00:00+08:00`) + 86_400_000).toISOString();
  return {
    id: `away-${post}-${first}`,
    post,
    from: parseInstant(`${first}T00:00:00+08:00`),
    to: parseInstant(end),
    reason: '外出',
    ...more,
  };
}

export function rosterOf(absences: readonly Absence[], directory: Directory = demo): Roster {
  return { directory, absences, zone: 'Asia/Shanghai' };
}

export function withPost(directory: Directory, id: string, change: Partial<Post>): Directory {
  const post = directory.posts.get(id);
  if (!post) throw new Error(`no post ${id}`);
  return { ...directory, posts: new Map([...directory.posts, [id, { ...post, ...change }]]) };
}

export function withPerson(directory: Directory, id: string, change: Partial<Person>): Directory {
  const person = directory.people.get(id);
  if (!person) throw new Error(`no person ${id}`);
  return { ...directory, people: new Map([...directory.people, [id, { ...person, ...change }]]) };
}
