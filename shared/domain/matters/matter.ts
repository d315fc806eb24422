/** A matter (事项): the case that a trigger opens, and the subjects within it that owe something. */
import type { Interval, Verdict } from '../compliance/verdict.ts';
import type { ExistingDuty, Submission } from '../duties/duty.ts';
import type { ClockClass, NoticeKind } from '../notices/notice.ts';
import type { Facts } from '../rules/expression.ts';
import type { Settings } from '../rules/settings.ts';
import type { Instant } from '../time/instant.ts';

/** What is the same for every kind of matter. */
export interface MatterCore {
  readonly id: string;
  readonly seq: number;
  /** Raised by whatever may change the plan of a duty. */
  readonly planVersion: number;
  readonly openedAt: Instant;
}

/** Something within a matter to which a rule attaches: the meeting, one agenda item, one leader's week … */
export interface Subject {
  /** Rules name this in `per`. */
  readonly per: string;
  /** Stands at the end of the duty id. */
  readonly part: string | null;
  readonly owedBy: string;
  readonly served: string | null;
  readonly facts: Facts;
  readonly flags: ReadonlySet<string>;
  readonly words: Readonly<Record<string, string>>;
  /** When the present limit could first be known to whoever owes. */
  readonly toldAt: Instant;
  /** Earlier tellings, the newest first: whoever had to be ready sooner needs no new time to prepare. */
  readonly toldBefore: readonly { readonly at: Instant; readonly facts: Facts }[];
  /** The event that the duty must precede. */
  readonly eventAt: Instant | null;
  /** Done by an act on the matter itself, such as compiling the table. */
  readonly fulfilled: Submission | null;
  /** What took place that may count for a rule that names it. */
  readonly occurrences: ReadonlyMap<string, Submission>;
  /** Nothing more is asked, and how that is judged. */
  readonly ended: { readonly verdict: Verdict; readonly reason: string } | null;
  /** Nothing is asked for now. */
  readonly resting: string | null;
  /** The start of the clock where it is known only within bounds. */
  readonly start: { readonly fact: string; readonly within: Interval } | null;
  /** The same start by other readings, for the record. */
  readonly otherStarts: readonly { readonly id: string; readonly fact: string; readonly at: Instant }[];
  /** Moments that may lie beyond the limit, with the state that this makes. */
  readonly knownLate: readonly { readonly state: string; readonly at: Instant }[];
  readonly clock: ClockClass | null;
  readonly quietExemptUntil: Instant | null;
  /** Stretches, now over, in which the clock stood still; the limit moves on by their working days. */
  readonly rests: readonly { readonly from: Instant; readonly until: Instant }[];
  /** Who has accepted what was handed in, by an act on the matter. */
  readonly acceptedBy: string | null;
  /** The receiver has given back what was handed in, by an act on the matter. */
  readonly returned: { readonly by: string; readonly why: string; readonly at: Instant } | null;
  /** Late through somebody else's fault, and whose: counted apart. */
  readonly excused: string | null;
  /** Why its verdict stays outside the rate from the beginning: 存量. */
  readonly outsideRate: string | null;
  /** No rung before this moment is ever sent. */
  readonly quietBefore: Instant | null;
}

/** A message about the matter itself rather than about a rung: a change, a withdrawal, a new version. */
export interface Announcement {
  readonly key: string;
  readonly kind: NoticeKind;
  readonly message: string;
  /** For those of whom nothing is asked any more, or never was; `null`: the same message. */
  readonly plain: string | null;
  /** `told`: whoever was told anything of the matter's duties. */
  readonly to: readonly string[];
  readonly words: Readonly<Record<string, string>>;
  /** Quiet time does not hold it before this moment: what was to happen next morning will not. */
  readonly urgentUntil: Instant | null;
}

export type MatterDecision<Event> = { readonly events: readonly Event[] } | { readonly refused: string };

/** What subjects may look at besides their own matter. */
export interface Surroundings {
  readonly duties: readonly ExistingDuty[];
  readonly settings: Settings;
  readonly zone: string;
}

/** Fills in what most subjects leave open. */
export function subject(
  given: Pick<Subject, 'per' | 'owedBy' | 'facts' | 'toldAt'> & Partial<Subject>,
): Subject {
  return {
    part: null,
    served: null,
    flags: new Set(),
    toldBefore: [],
    words: {},
    eventAt: null,
    fulfilled: null,
    occurrences: new Map(),
    ended: null,
    resting: null,
    start: null,
    otherStarts: [],
    knownLate: [],
    clock: null,
    quietExemptUntil: null,
    rests: [],
    acceptedBy: null,
    returned: null,
    excused: null,
    outsideRate: null,
    quietBefore: null,
    ...given,
  };
}
