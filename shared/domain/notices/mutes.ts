/** Who is not to be reminded for a time (静音): only what can wait, always with a reason and an end. */

import { addSeconds, type Instant, secondsBetween } from '../time/instant.ts';
import { sayDateTime } from '../time/wording.ts';
import type { NoticeFacts, NoticeKind } from './notice.ts';

/** A wish not to be reminded, of a post or of a person. */
export interface Mute {
  readonly id: string;
  readonly post: string | null;
  readonly person: string | null;
  /** Only what concerns this matter; `null` for everything. */
  readonly matter: string | null;
  /** Exclusive. */
  readonly until: Instant;
  readonly why: string;
  readonly by: string;
  readonly at: Instant;
}

/** Nobody falls silent for good: at most so many days ahead. */
const MOST_DAYS = 60;
const DAY_SECONDS = 86_400;

/** Reminders and digests repeat what is known. A warning does so only while there is more than a day left. */
const CAN_WAIT: ReadonlySet<NoticeKind> = new Set<NoticeKind>(['remind', 'digest']);

type Muteable = Pick<NoticeFacts, 'kind' | 'clock' | 'post' | 'matter' | 'dueAt'>;

/** Why a mute cannot be: its end has passed or is too far. `null` when it can. */
export function muteRefusal({ until }: Pick<Mute, 'until'>, now: Instant): string | null {
  if (until <= now) return '静音截止时间已过，请核对';
  if (until > addSeconds(now, MOST_DAYS * DAY_SECONDS)) return `静音最长${MOST_DAYS}天，请另定截止时间`;
  return null;
}

/**
 * Why a notice is not sent to somebody, as a sentence; `null` when nobody has muted it, and for everything that tells of
 * something new, urgent, missing or wrong: an emergency, a start, a change, a correction, a check, whatever follows a
 * limit, and a warning with less than a day left.
 */
export function mutedBecause(
  facts: Muteable,
  delivery: { readonly to: string; readonly person: string },
  now: Instant,
  mutes: readonly Mute[],
  zone: string,
): string | null {
  if (!canWait(facts, now)) return null;
  const mute = mutes.find((one) => isMeant(one, facts, delivery) && now < one.until);
  return mute === undefined ? null : `已按申请静音至${sayDateTime(mute.until, zone)}（${mute.why}）`;
}

function canWait({ kind, clock, dueAt }: Muteable, now: Instant): boolean {
  if (clock === 'E') return false;
  if (kind === 'warn') return dueAt !== null && secondsBetween(now, dueAt) > DAY_SECONDS;
  return CAN_WAIT.has(kind);
}

function isMeant(
  { post, person, matter }: Mute,
  facts: Muteable,
  delivery: { readonly to: string; readonly person: string },
): boolean {
  if (matter !== null && matter !== facts.matter) return false;
  return person === null ? post === facts.post || post === delivery.to : person === delivery.person;
}
