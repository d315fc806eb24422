/** A notice (提醒): one message to one post because of one rung of one duty, until it is sent, merged or dropped. */
import type { Instant } from '../time/instant.ts';

/**
 * The clock a duty runs on decides the manners: `E` emergencies (hours, day and night), `F` papers before an
 * event, `R` report-backs, `C` cadences, `W` the weekly table, `O` the office's own work.
 */
export type ClockClass = 'E' | 'F' | 'R' | 'C' | 'W' | 'O';

export type NoticeKind =
  | 'start'
  | 'remind'
  | 'warn'
  | 'check'
  | 'hasten'
  | 'breach'
  | 'escalate'
  | 'ask-decision'
  | 'change'
  | 'correction'
  | 'digest';

/** What is the same from creation on. */
export interface NoticeFacts {
  readonly id: string;
  readonly district: string;
  readonly matter: string;
  readonly duty: string;
  readonly rule: string;
  readonly rung: string;
  readonly kind: NoticeKind;
  readonly clock: ClockClass;
  /** The post addressed, before absences and delivery through a liaison officer. */
  readonly post: string;
  /** The instant the rung was meant for. */
  readonly intendedAt: Instant;
  readonly createdAt: Instant;
  /** The limit of the duty, for "never past its deadline". */
  readonly dueAt: Instant | null;
  /** The start of the meeting or other event that the duty prepares; `null` where there is none. */
  readonly eventAt: Instant | null;
  /** Quiet time does not hold this notice before this instant (emergencies: always; the eve of a meeting). */
  readonly quietExemptUntil: Instant | null;
  /** Asks whether the duty is still open right before it is sent; a correction must go out although it is settled. */
  readonly evenIfSettled: boolean;
  /** Channel demanded by the rung (`phone-record` for "by phone"); otherwise the person's first. */
  readonly channel: string | null;
  readonly template: string;
  /** Values for the template, already in words. */
  readonly words: Readonly<Record<string, string>>;
  /** The post that must let it go first: a draft until then. Left out where nobody has to. */
  readonly approval?: string;
}

/** What one person was sent. */
export interface SentCopy {
  readonly to: string;
  readonly person: string;
  readonly for: string | null;
  readonly path: readonly string[];
  readonly channel: string;
  readonly text: string;
  readonly reason: string;
  /** All duties the message speaks of, this one first. */
  readonly duties: readonly string[];
  /** Its rule was in shadow: the office has read it as 拟发. */
  readonly shadow?: true;
  /** Whom it would have reached; left out where that is nobody. */
  readonly meantFor?: {
    readonly to: string;
    readonly person: string;
    readonly for: string | null;
    readonly channel: string;
  };
  /** The provider's own id of the message, by which it reports what became of it. */
  readonly reference?: string;
  /** Went out so long after it should have, in seconds; left out where it was in time. */
  readonly lateSeconds?: number;
  /** An earlier attempt was never answered: the person may have got it twice. */
  readonly mayRepeat?: true;
  /** What became of it; left out while nothing is known. */
  readonly receipt?: Receipt;
  /** What the call or the slip was about was done before the call was made. */
  readonly needless?: true;
}

/**
 * `delivered` and `read` as the provider says, `signed` (签收) as the person or somebody on his behalf says. `unreached`:
 * nobody answered the call, the slip could not be served, or the provider could not deliver after all.
 */
export type ReceiptState = 'delivered' | 'read' | 'signed' | 'unreached';

export interface Receipt {
  readonly state: ReceiptState;
  /** When it was true. */
  readonly at: Instant;
  /** Who recorded it: a person, a post, or `channel:NAME` for a provider. */
  readonly by: string;
  /** Whose act it was, where somebody keyed it on behalf; how it became known, and the paper that shows it. */
  readonly for: string | null;
  readonly source: string | null;
  readonly scan: string | null;
  /** What the provider or the person said. */
  readonly note: string | null;
}

/** How a draft was let go (签发). */
export interface Release {
  /** Who keyed it, and whose act it was where that is somebody else, and how it became known. */
  readonly by: string;
  readonly for: string | null;
  readonly source: string | null;
  /** The office's own document number; blank where `null`. */
  readonly number: string | null;
  /** How the leader in charge was told before. */
  readonly told: string | null;
  /** The wording as the approver has changed it. */
  readonly text: string | null;
}

/** What has been tried so far. */
export interface Tries {
  /** Failed attempts on the present channel. */
  readonly attempts: number;
  /** The channel in use after the first was given up. */
  readonly channel: string | null;
  /** Posts whose holders were tried on every channel in vain. */
  readonly passedOver: readonly string[];
  /** Whoever has to let it go first has done so (`leader.confirm`, 督办单). */
  readonly released: boolean;
  /** Let go on behalf of whoever has to, and not yet looked at by a second person. */
  readonly keyed?: Release;
  /** Ledger entries written so far. */
  readonly seq: number;
  /** When the manners first let it go; what goes out long after that is late. Left out while they have not. */
  readonly since?: Instant;
  /** The first attempt on the present channel, and what was said to the last. */
  readonly firstTriedAt?: Instant;
  readonly fault?: { readonly at: Instant; readonly reason: string };
  /** An attempt was never answered. */
  readonly unsure?: true;
  /** Kept back because the person had been sent enough in the hour; the message it comes with says so. */
  readonly capped?: true;
}

export const NOT_TRIED: Tries = { attempts: 0, channel: null, passedOver: [], released: false, seq: 0 };

export type NoticeStatus =
  | ({ readonly status: 'waiting' } & Tries)
  | ({ readonly status: 'claimed'; readonly leaseUntil: Instant } & Tries)
  /** Handed to a channel; in an emergency to the absent leader and the one who acts, one copy each. */
  | {
      readonly status: 'sent';
      readonly at: Instant;
      readonly copies: readonly SentCopy[];
      /** Ledger entries written so far; left out in what was sent before there were receipts. */
      readonly seq?: number;
      /** Posts whose holders were tried before. */
      readonly passedOver?: readonly string[];
    }
  /** Its content went out within another notice to the same person. */
  | { readonly status: 'merged'; readonly into: string; readonly at: Instant }
  | { readonly status: 'dropped'; readonly at: Instant; readonly reason: string }
  | { readonly status: 'failed'; readonly at: Instant; readonly reason: string };

export interface Notice {
  readonly facts: NoticeFacts;
  readonly state: NoticeStatus;
}
