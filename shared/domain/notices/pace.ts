/** Keeps to what a provider allows, and leaves one alone that does not answer: who may be sent how much now, and when next. */
import { addSeconds, type Instant, secondsBetween } from '../time/instant.ts';

/** At most `count` messages in any `seconds`. */
export interface Pace {
  readonly count: number;
  readonly seconds: number;
}

/** What is remembered of one account, robot or application; shared by all who deliver. */
export interface PaceLog {
  /** How many were granted at which instant, the earliest first, as far back as the longest pace looks. */
  readonly granted: readonly (readonly [Instant, number])[];
  /** The provider is left alone until then; `null` while it answers. */
  readonly closedUntil: Instant | null;
  /** Times in a row that it did not answer. */
  readonly failures: number;
}

export const UNUSED: PaceLog = { granted: [], closedUntil: null, failures: 0 };

export interface Grant {
  readonly urgent: number;
  readonly ordinary: number;
  /** When the next may go, where not all were granted. */
  readonly again: Instant | null;
  /** How many may go in the longest tight pace, for spreading those that wait. */
  readonly perPace: Pace | null;
  /** The provider does not answer. */
  readonly closed: boolean;
  readonly log: PaceLog;
}

/** What is granted now goes out within so many seconds, so every pace is kept for that much longer. */
export const SENDING_SECONDS = 10;
/** Of each pace, kept free for emergencies: a fifth, of a very small one nothing. */
const URGENT_SHARE = 5;
/** A provider that does not answer is asked again after 15 seconds, then doubling up to five minutes. */
const FIRST_PAUSE_SECONDS = 15;
const LONGEST_PAUSE_SECONDS = 300;

/**
 * Grants as many of the wanted messages as every pace allows, emergencies first, and remembers them. A pace shorter
 * than the time for sending is kept by the channel itself between its messages; here it counts over that time. After a
 * pause a single message is granted, which shows whether the provider answers again.
 */
export function grant(
  log: PaceLog,
  paces: readonly Pace[],
  wanted: { readonly urgent: number; readonly ordinary: number },
  now: Instant,
): Grant {
  if (log.closedUntil !== null && now < log.closedUntil)
    return { urgent: 0, ordinary: 0, again: log.closedUntil, perPace: null, closed: true, log };
  const kept = paces.map(overSending);
  const recent = forgetting(log.granted, kept, now);
  const probing = log.failures > 0;
  const room = (share: (count: number) => number) =>
    Math.min(...kept.map((pace) => share(pace.count) - used(recent, pace, now)), Number.POSITIVE_INFINITY);
  const most = probing ? 1 : Number.POSITIVE_INFINITY;
  const urgent = Math.max(
    0,
    Math.min(
      wanted.urgent,
      room((count) => count),
      most,
    ),
  );
  const left = room((count) => count - Math.floor(count / URGENT_SHARE)) - urgent;
  const ordinary = Math.max(0, Math.min(wanted.ordinary, left, most - urgent));
  const all = urgent + ordinary;
  const granted = all === 0 || kept.length === 0 ? recent : [...recent, [now, all] as const];
  const complete = all === wanted.urgent + wanted.ordinary;
  const tight = kept.toSorted((a, b) => a.count / a.seconds - b.count / b.seconds)[0] ?? null;
  return {
    urgent,
    ordinary,
    again: complete ? null : probing ? addSeconds(now, SENDING_SECONDS) : freeAt(granted, kept, now),
    perPace: tight,
    closed: false,
    log: { ...log, granted },
  };
}

/** The provider answered, whatever it said. */
export function answered(log: PaceLog): PaceLog {
  return { ...log, closedUntil: null, failures: 0 };
}

/** It did not: it is left alone for as long as it asked (`after`, in seconds) or for a pause that doubles. */
export function unanswered(log: PaceLog, after: number | null, now: Instant): PaceLog {
  const pause = Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** Math.min(log.failures, 10));
  const until = addSeconds(now, Math.max(after ?? 0, pause));
  const closedUntil = log.closedUntil !== null && log.closedUntil > until ? log.closedUntil : until;
  return { ...log, closedUntil, failures: log.failures + 1 };
}

/**
 * When the n-th (0 first) of those that were not granted is worth looking at again: spread over the pace, so that none
 * is looked at in vain more often than it must.
 */
export function turnOf(index: number, { again, perPace }: Grant, now: Instant): Instant {
  const from = again ?? now;
  if (perPace === null) return from;
  const each = Math.max(1, perPace.count - Math.floor(perPace.count / URGENT_SHARE));
  return addSeconds(from, Math.floor(index / each) * perPace.seconds);
}

function overSending({ count, seconds }: Pace): Pace {
  if (seconds >= SENDING_SECONDS) return { count, seconds: seconds + SENDING_SECONDS };
  return { count: Math.floor((count * SENDING_SECONDS) / seconds), seconds: 2 * SENDING_SECONDS };
}

function used(granted: PaceLog['granted'], { seconds }: Pace, now: Instant): number {
  return granted
    .filter(([at]) => secondsBetween(at, now) < seconds)
    .reduce((sum, [, count]) => sum + count, 0);
}

function forgetting(granted: PaceLog['granted'], paces: readonly Pace[], now: Instant): PaceLog['granted'] {
  const longest = Math.max(0, ...paces.map(({ seconds }) => seconds));
  return granted.filter(([at]) => secondsBetween(at, now) < longest);
}

/** The earliest instant at which every pace has room again. */
function freeAt(granted: PaceLog['granted'], paces: readonly Pace[], now: Instant): Instant {
  const moments = paces.map((pace) => {
    const own = granted.filter(([at]) => secondsBetween(at, now) < pace.seconds);
    const most = pace.count - Math.floor(pace.count / URGENT_SHARE);
    let left = own.reduce((sum, [, count]) => sum + count, 0);
    for (const [at, count] of own) {
      if (left < most) break;
      left -= count;
      if (left < most) return addSeconds(at, pace.seconds);
    }
    return now;
  });
  return moments.reduce((a, b) => (a > b ? a : b), addSeconds(now, 1));
}
