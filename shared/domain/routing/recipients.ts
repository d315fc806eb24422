/** Who gets one notice: the person acting, a leader's liaison officer, or in emergencies leader and stand-in both. */
import type { ClockClass } from '../notices/notice.ts';
import type { Instant } from '../time/instant.ts';
import { titleOf } from './absences.ts';
import { channelFor, channelsOf } from './channels.ts';
import { isLeader, type Reach, type Roster, resolve } from './resolve.ts';
import { outOfReach } from './whereabouts.ts';

/** Setting `leader.delivery`. */
export type LeaderDelivery = 'via-liaison' | 'direct';

/** One message on its way to one person. */
export interface Delivery {
  readonly to: string;
  readonly person: string;
  /** The leader served or the absent post. */
  readonly for: string | null;
  /** A leader reads it in the end, by himself or through a liaison officer: 呈阅, and never mixed with others. */
  readonly served: string | null;
  readonly path: readonly string[];
  readonly channel: string;
  readonly address: string;
}

export interface Recipients {
  /** Empty only when nobody at all can be reached. */
  readonly deliveries: readonly Delivery[];
  readonly path: readonly string[];
  /** What the office is to be told, `null` when all is as it should be. */
  readonly alarm: string | null;
}

/** What of a notice decides who gets it. */
export interface Address {
  readonly post: string;
  readonly clock: ClockClass;
  readonly channel: string | null;
}

/**
 * The deliveries of one notice. Leaders are written to through their liaison officers, with the leader as `for`,
 * unless `leader.delivery=direct` or the clock is an emergency's; an absent leader's notice goes to the acting
 * leader's liaison officer. In an emergency an absent leader and the stand-in are both told. In
 * ordinary matters only the stand-in is: copies to the absent leader are not made. A leader whom the duty office knows
 * to be out of reach (去向, art. 72) is passed over in an emergency.
 */
export function recipients(
  address: Address,
  instant: Instant,
  known: Roster,
  delivery: LeaderDelivery,
): Recipients {
  const roster = address.clock === 'E' ? { ...known, outOfReach: outOfReach(known, instant) } : known;
  const acting = resolve(address.post, instant, roster);
  if (!acting.reached) return { deliveries: [], path: acting.path, alarm: acting.alarm };
  const main =
    isLeader(acting.post, roster.directory) && delivery === 'via-liaison' && address.clock !== 'E'
      ? throughLiaison(address, acting, instant, roster)
      : toPerson(address, acting, roster);
  const both = address.clock === 'E' ? absentLeader(address, acting, roster) : [];
  return { deliveries: [...both, main], path: acting.path, alarm: acting.alarm };
}

type Reached = Extract<Reach, { reached: true }>;

function toPerson(address: Address, reach: Reached, roster: Roster): Delivery {
  const served = isLeader(reach.post, roster.directory) ? reach.post : null;
  return deliver(address, { ...reach, served }, roster);
}

function throughLiaison(address: Address, acting: Reached, instant: Instant, roster: Roster): Delivery {
  const liaison = resolve(`${acting.post}.liaison`, instant, roster);
  const way = `经${titleOf(acting.post, roster.directory)}联络员呈送`;
  const path = [...acting.path, way, ...liaison.path];
  // Nobody to hand it on: better straight to the leader than not at all.
  const last = liaison.reached ? liaison : acting;
  return deliver(address, { ...last, for: address.post, served: acting.post, path }, roster);
}

/** The absent leader is told as well, by himself, if the post is held and the holder can be written to. */
function absentLeader(address: Address, acting: Reached, roster: Roster): Delivery[] {
  if (acting.post === address.post || !isLeader(address.post, roster.directory)) return [];
  const post = roster.directory.posts.get(address.post);
  const person = roster.directory.people.get(post?.holder ?? '');
  if (!person || channelsOf(person, true).length === 0 || person.id === acting.person) return [];
  if (roster.unanswered?.has(address.post) || roster.outOfReach?.has(address.post)) return [];
  const path = ['紧急事项，本人外出期间同时告知'];
  return [
    deliver(
      address,
      { post: address.post, person: person.id, for: null, served: address.post, path },
      roster,
    ),
  ];
}

function deliver(
  address: Address,
  way: {
    readonly post: string;
    readonly person: string;
    readonly for: string | null;
    readonly served: string | null;
    readonly path: readonly string[];
  },
  roster: Roster,
): Delivery {
  const person = roster.directory.people.get(way.person);
  const channel = person ? channelFor(person, address.channel, isLeader(way.post, roster.directory)) : null;
  if (!channel) throw new Error(`person '${way.person}' was found reachable but has no channel`);
  return {
    to: way.post,
    person: way.person,
    for: way.for,
    served: way.served,
    path: way.path,
    channel: channel.channel,
    address: channel.address,
  };
}
