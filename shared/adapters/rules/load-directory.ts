/** Reads a directory (通讯录) from YAML or from a scenario's inline value and refuses what does not hang together. */
import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import * as z from 'zod';
import type { Directory, Person, Post, Unit } from '../../domain/routing/directory.ts';
import { EXECUTIVE_VICE_MAYOR, headOf, MAYOR, OFFICE_DIRECTOR } from '../../domain/routing/roles.ts';
import { firstFault } from './first-fault.ts';

/** A directory cannot be used; the message is one line: file, place, what was expected. */
export class DirectoryFileError extends Error {
  override name = 'DirectoryFileError';
}

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected an id of small letters, digits and hyphens');
const postId = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]*(\.(principal|deputy|liaison))?$/,
    'expected an id such as mayor or housing.liaison',
  );
const words = z.string().trim().min(1, 'expected some words');
const channel = z.union([
  words.transform((name) => ({ channel: name, address: null })),
  z.strictObject({ channel: words, address: words }),
]);

const directoryShape = z.strictObject({
  district: id,
  name: words,
  demonstration: z.boolean(),
  units: z.record(
    id,
    z.strictObject({
      name: words,
      shortName: words.max(10, 'expected at most 10 characters'),
      kind: z.enum(['office', 'department', 'party-body', 'town']),
      head: postId.optional(),
    }),
  ),
  leaders: z.array(postId).min(1, 'expected at least one leader'),
  portfolios: z.record(postId, z.array(id)),
  standInPairs: z.array(z.tuple([postId, postId])),
  posts: z.record(postId, z.strictObject({ title: words, holder: id.nullable(), deputy: postId.optional() })),
  people: z.record(id, z.strictObject({ name: words, phone: words, channels: z.array(channel) })),
});

type DirectoryShape = z.infer<typeof directoryShape>;

/** One directory file, YAML or JSON. */
export function loadDirectory(file: string): Directory {
  const document = parseDocument(readFileSync(file, 'utf8'), { prettyErrors: true });
  const [broken] = document.errors;
  if (broken) {
    const [problem = ''] = broken.message.split('\n');
    throw new DirectoryFileError(`${file}: ${problem.replace(/:$/, '')}; expected well-formed YAML`);
  }
  return parseDirectory(document.toJS(), file);
}

/**
 * A directory from plain data; `where` names the file, or the file and place of an inline directory. Refuses
 * unknown fields, references to units, posts or people that are not there, a unit without head or liaison officer,
 * a leader without liaison officer, a unit in two portfolios and a post in two stand-in pairs.
 */
export function parseDirectory(value: unknown, where: string): Directory {
  const parsed = directoryShape.safeParse(value);
  if (!parsed.success) throw new DirectoryFileError(`${where}: ${firstFault(parsed.error)}`);
  const [fault] = faultsOf(parsed.data);
  if (fault !== undefined) throw new DirectoryFileError(`${where}: ${fault}`);
  return directoryOf(parsed.data);
}

function directoryOf(shape: DirectoryShape): Directory {
  const units = mapOf(shape.units, (id, unit): Unit => {
    const { head, ...rest } = unit;
    return { id, ...rest, ...(head === undefined ? {} : { head }) };
  });
  return {
    district: shape.district,
    name: shape.name,
    demonstration: shape.demonstration,
    units,
    posts: mapOf(shape.posts, (id, post) => postOf(id, post, units, shape.leaders)),
    people: mapOf(shape.people, personOf),
    portfolios: new Map(Object.entries(shape.portfolios)),
    standInPairs: shape.standInPairs,
    leaders: shape.leaders,
  };
}

function postOf(
  id: string,
  post: DirectoryShape['posts'][string],
  units: ReadonlyMap<string, Unit>,
  leaders: readonly string[],
): Post {
  const owner = ownerOf(id);
  const headed = [...units.values()].find((unit) => headOf(unit) === id);
  // A leader's liaison officer sits in the office.
  const office = leaders.includes(owner) && id !== owner ? units.get('office') : undefined;
  const unit = units.get(owner) ?? headed ?? office;
  return {
    id,
    title: post.title,
    audience: leaders.includes(id) ? 'leader' : (unit?.kind ?? 'office') === 'office' ? 'office' : 'unit',
    ...(unit === undefined ? {} : { unit: unit.id }),
    holder: post.holder,
    ...(post.deputy === undefined ? {} : { deputy: post.deputy }),
  };
}

function personOf(id: string, person: DirectoryShape['people'][string]): Person {
  const channels = person.channels.map(({ channel, address }) => ({
    channel,
    address: address ?? (channel === 'inbox' ? id : person.phone),
  }));
  return { id, name: person.name, phone: person.phone, channels };
}

/** Sentences with their places, in the order of the file; only the first is shown. */
function* faultsOf(shape: DirectoryShape): Generator<string> {
  yield* unitFaults(shape);
  yield* leaderFaults(shape);
  yield* portfolioFaults(shape);
  yield* pairFaults(shape);
  yield* postFaults(shape);
}

function* unitFaults({ units, posts }: DirectoryShape): Generator<string> {
  for (const [id, unit] of Object.entries(units)) {
    const head = unit.head ?? `${id}.principal`;
    if (!posts[head]) yield `units › ${id}: has no principal; expected a post '${head}'`;
    if (unit.head !== undefined && posts[`${id}.principal`]) {
      yield `posts › ${id}.principal: the unit is headed by '${unit.head}'; expected no second head`;
    }
    if (!posts[`${id}.liaison`])
      yield `units › ${id}: has no liaison officer; expected a post '${id}.liaison'`;
  }
}

function* leaderFaults({ leaders, posts }: DirectoryShape): Generator<string> {
  for (const leader of new Set([MAYOR, EXECUTIVE_VICE_MAYOR, ...leaders])) {
    if (!leaders.includes(leader)) yield `leaders: '${leader}' is missing; every chain of stand-ins needs it`;
    if (!posts[leader]) yield `leaders: unknown post '${leader}'; expected one of posts`;
    if (!posts[`${leader}.liaison`]) {
      yield `leaders: '${leader}' has no liaison officer; expected a post '${leader}.liaison'`;
    }
  }
  const twice = repeated(leaders);
  if (twice !== undefined) yield `leaders: '${twice}' stands twice; expected each leader once`;
  if (!posts[OFFICE_DIRECTOR]) yield `posts: '${OFFICE_DIRECTOR}' is missing; every chain ends there`;
}

function* portfolioFaults({ portfolios, leaders, units }: DirectoryShape): Generator<string> {
  for (const [leader, held] of Object.entries(portfolios)) {
    if (!leaders.includes(leader)) yield `portfolios › ${leader}: unknown leader; expected one of leaders`;
    const unknown = held.find((unit) => !units[unit]);
    if (unknown !== undefined)
      yield `portfolios › ${leader}: unknown unit '${unknown}'; expected one of units`;
  }
  const twice = repeated(Object.values(portfolios).flat());
  if (twice !== undefined) yield `portfolios: unit '${twice}' stands twice; expected one leader in charge`;
}

function* pairFaults({ standInPairs, leaders }: DirectoryShape): Generator<string> {
  const unknown = standInPairs.flat().find((post) => !leaders.includes(post));
  if (unknown !== undefined) yield `standInPairs: unknown leader '${unknown}'; expected one of leaders`;
  const twice = repeated(standInPairs.flat());
  if (twice !== undefined) yield `standInPairs: '${twice}' stands twice; expected at most one pair for each`;
}

function* postFaults({ posts, people, units, leaders }: DirectoryShape): Generator<string> {
  for (const [id, post] of Object.entries(posts)) {
    const owner = ownerOf(id);
    if (owner !== id && !units[owner] && !leaders.includes(owner)) {
      yield `posts › ${id}: unknown unit or leader '${owner}'; expected one of units or leaders`;
    }
    if (post.holder !== null && !people[post.holder]) {
      yield `posts › ${id} › holder: unknown person '${post.holder}'; expected one of people, or null while vacant`;
    }
    if (post.deputy !== undefined && (!posts[post.deputy] || post.deputy === id)) {
      yield `posts › ${id} › deputy: '${post.deputy}' cannot act; expected another of posts`;
    }
  }
}

function ownerOf(post: string): string {
  return post.split('.')[0] ?? post;
}

function repeated(ids: readonly string[]): string | undefined {
  return ids.find((id, position) => ids.indexOf(id) !== position);
}

function mapOf<From, To>(
  from: Readonly<Record<string, From>>,
  make: (id: string, value: From) => To,
): Map<string, To> {
  return new Map(Object.entries(from).map(([id, value]) => [id, make(id, value)]));
}
