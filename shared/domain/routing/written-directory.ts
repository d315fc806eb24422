/** A directory as it is written in files and spreadsheets, and the way from there to the directory and back. */
import type { Instant } from '../time/instant.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Directory, Person, Post, Unit, UnitKind } from './directory.ts';
import { headOf } from './units.ts';

type Written<Value> = Readonly<Record<string, Value>>;

export interface WrittenUnit {
  readonly name: string;
  readonly shortName: string;
  readonly kind: UnitKind;
  readonly head?: string | undefined;
  readonly officeIn?: string | undefined;
  readonly successor?: { readonly unit: string; readonly from: LocalDate } | undefined;
  readonly abolished?: LocalDate | undefined;
}

export interface WrittenPost {
  readonly title: string;
  readonly holder: string | null;
  readonly deputy?: string | undefined;
  readonly since?: Instant | undefined;
}

export interface WrittenPerson {
  readonly name: string;
  readonly phone: string;
  /** Without an address: the person's id for the inbox, otherwise the telephone number. */
  readonly channels: readonly { readonly channel: string; readonly address: string | null }[];
}

export interface WrittenDirectory {
  readonly district: string;
  readonly name: string;
  readonly demonstration: boolean;
  readonly units: Written<WrittenUnit>;
  readonly leaders: readonly string[];
  readonly portfolios: Written<readonly string[]>;
  readonly standInPairs: readonly (readonly [string, string])[];
  readonly aliases: Written<string>;
  readonly posts: Written<WrittenPost>;
  readonly people: Written<WrittenPerson>;
}

/** The directory that is meant; what does not hang together is for {@link directoryFaults} to say first. */
export function directoryOf(written: WrittenDirectory): Directory {
  const units = mapOf(written.units, unitOf);
  return {
    district: written.district,
    name: written.name,
    demonstration: written.demonstration,
    units,
    posts: mapOf(written.posts, (id, post) => postOf(id, post, units, written.leaders)),
    people: mapOf(written.people, personOf),
    portfolios: new Map(Object.entries(written.portfolios)),
    standInPairs: written.standInPairs,
    leaders: written.leaders,
    aliases: new Map(Object.entries(written.aliases)),
  };
}

/** The same the other way round; every channel with its address. */
export function writtenFrom(directory: Directory): WrittenDirectory {
  const { district, name, demonstration, standInPairs, leaders } = directory;
  return {
    district,
    name,
    demonstration,
    standInPairs,
    leaders,
    units: recordOf(directory.units, ({ id: _id, ...unit }) => unit),
    posts: recordOf(directory.posts, ({ title, holder, deputy, since }) => ({
      title,
      holder,
      deputy,
      since,
    })),
    people: recordOf(directory.people, ({ id: _id, ...person }) => person),
    portfolios: Object.fromEntries(directory.portfolios),
    aliases: Object.fromEntries(directory.aliases),
  };
}

/** The unit or leader before the dot. */
export function ownerOf(post: string): string {
  return post.split('.')[0] ?? post;
}

function unitOf(id: string, { name, shortName, kind, ...rest }: WrittenUnit): Unit {
  return {
    id,
    name,
    shortName,
    kind,
    ...(rest.head === undefined ? {} : { head: rest.head }),
    ...(rest.officeIn === undefined ? {} : { officeIn: rest.officeIn }),
    ...(rest.successor === undefined ? {} : { successor: rest.successor }),
    ...(rest.abolished === undefined ? {} : { abolished: rest.abolished }),
  };
}

function postOf(
  id: string,
  post: WrittenPost,
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
    ...(post.since === undefined ? {} : { since: post.since }),
  };
}

/** A person with every channel's address filled in. */
export function personOf(id: string, person: WrittenPerson): Person {
  const channels = person.channels.map(({ channel, address }) => ({
    channel,
    address: address ?? (channel === 'inbox' ? id : person.phone),
  }));
  return { id, name: person.name, phone: person.phone, channels };
}

function mapOf<From, To>(from: Written<From>, make: (id: string, value: From) => To): Map<string, To> {
  return new Map(Object.entries(from).map(([id, value]) => [id, make(id, value)]));
}

function recordOf<From, To>(from: ReadonlyMap<string, From>, make: (value: From) => To): Record<string, To> {
  return Object.fromEntries([...from].map(([id, value]) => [id, make(value)]));
}
