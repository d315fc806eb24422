/** Who is who in a district: units, posts, people, portfolios, stand-in pairs and absences. */
import type { Instant } from '../time/instant.ts';
import type { LocalDate } from '../time/local-date.ts';

/** `body` is a co-ordinating body (议事协调机构), whose office another unit keeps. */
export type UnitKind = 'office' | 'department' | 'party-body' | 'town' | 'body';

export interface Unit {
  readonly id: string;
  readonly name: string;
  /** At most 10 characters, for short messages. */
  readonly shortName: string;
  readonly kind: UnitKind;
  /** The post that heads the unit where it is not `<unit>.principal`: the office is headed by `office-director`. */
  readonly head?: string;
  /** The unit that keeps a body's office (办公室设在): its posts answer where the body has none of its own. */
  readonly officeIn?: string;
  /** Merged or abolished: from this day on the successor bears its duties. */
  readonly successor?: Succession;
  /** The day from which the unit is no longer there; with a successor named, that one's day decides. */
  readonly abolished?: LocalDate;
}

export interface Succession {
  readonly unit: string;
  readonly from: LocalDate;
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
  /** From when the present holder holds it: what a former holder was given, such as a link, is void since then. */
  readonly since?: Instant;
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
  /** Role names of rulebooks → units (法制机构, 政务公开机构): `legal` → `justice`. Never the id of a unit. */
  readonly aliases: ReadonlyMap<string, string>;
}

/** An absence (公出、休假、出访), recorded or asked for: from inclusive, to exclusive. */
export interface Absence {
  readonly id: string;
  readonly post: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: string;
  readonly destination?: string;
  /** The post that acts; overrides pair and deputy. */
  readonly standIn?: string;
  /** The stand-in also signs, as the mayor has said. Without it signing stays with the absent person. */
  readonly signing?: true;
  /** Left out for what the office recorded directly, which holds as it stands. */
  readonly status?: LeaveStatus;
  readonly requestedAt?: Instant;
  readonly approvedAt?: Instant;
  /** When the return was reported (销假). */
  readonly returnedAt?: Instant;
  /** Who let a stand-in be away at the same time, and why. */
  readonly override?: { readonly by: string; readonly why: string };
  readonly approvals?: readonly LeaveApproval[];
  readonly refusal?: { readonly by: string; readonly why: string; readonly at: Instant };
  /** 备案: the number under which the office filed it. */
  readonly filing?: { readonly number: string; readonly by: string; readonly at: Instant };
}

export type LeaveStatus = 'requested' | 'approved' | 'refused' | 'withdrawn';

/** One of the consents that a leave needs. */
export interface LeaveApproval {
  /** The post whose consent the Rules ask for. */
  readonly of: string;
  /** The post that gave it: the same, or the one acting for it. */
  readonly by: string;
  readonly at: Instant;
  /** Given by word, telephone or on paper and keyed by somebody else, which a second person has to confirm. */
  readonly keyed?: { readonly by: string; readonly source: string; readonly confirmedBy?: string };
}

/** Where a leader is (去向, art. 72), as the duty office was told. */
export interface Whereabouts {
  readonly post: string;
  readonly reachable: boolean;
  readonly note: string;
  readonly at: Instant;
  /** Exclusive. */
  readonly until: Instant;
}
