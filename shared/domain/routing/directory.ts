/** Who is who in a district: units, posts, people, portfolios, stand-in pairs and absences. */
import type { Instant } from '../time/instant.ts';

export interface Unit {
  readonly id: string;
  readonly name: string;
  /** At most 10 characters, for short messages. */
  readonly shortName: string;
  readonly kind: 'office' | 'department' | 'party-body' | 'town';
  /** The post that heads the unit where it is not `<unit>.principal`: the office is headed by `office-director`. */
  readonly head?: string;
}

/**
 * A post is what duties and notices address; people come and go. Ids: `mayor`, `vice-mayor-1`,
 * `office-director`, and for a unit `<unit>.principal`, `<unit>.liaison`, `<unit>.deputy`; a leader's liaison
 * officer is `<leader>.liaison`.
 */
export interface Post {
  readonly id: string;
  readonly title: string;
  /** Leaders are served (呈阅), units are asked (请), the office is told. */
  readonly audience: 'leader' | 'unit' | 'office';
  readonly unit?: string;
  /** `null` while the post is vacant. */
  readonly holder: string | null;
  /** The post that acts when this one's holder is absent and the absence names nobody. */
  readonly deputy?: string;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  /** Channels in the order in which they are tried; `phone-record` and `paper` count as reachable. */
  readonly channels: readonly { readonly channel: string; readonly address: string }[];
}

export interface Directory {
  readonly district: string;
  /** As it stands in documents, 示例区. */
  readonly name: string;
  /** Demonstration people are made up, and every page says so. */
  readonly demonstration: boolean;
  readonly units: ReadonlyMap<string, Unit>;
  readonly posts: ReadonlyMap<string, Post>;
  readonly people: ReadonlyMap<string, Person>;
  /** Leader post → the units in that leader's portfolio (分管). */
  readonly portfolios: ReadonlyMap<string, readonly string[]>;
  /** Pairs of posts that stand in for each other (补位, art. 15(五)). */
  readonly standInPairs: readonly (readonly [string, string])[];
  /** Leaders in protocol order, the mayor first. */
  readonly leaders: readonly string[];
}

/** A recorded absence (公出、休假、出访): from inclusive, to exclusive. */
export interface Absence {
  readonly id: string;
  readonly post: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: string;
  /** The post that acts; overrides pair and deputy. */
  readonly standIn?: string;
}
