/** The one message of the day for liaison officers and towns: what waits for it, when it goes, what is asked too late. */
import { dateOf, type Instant, instantAt, type LocalTime, secondsOfDay, timeOf } from '../time/instant.ts';
import { addDays } from '../time/local-date.ts';
import type { NoticeFacts, NoticeKind } from './notice.ts';
import { nextAllowedMoment, type OfficeTimes } from './quiet-time.ts';
import type { RecipientSort } from './recipient-sort.ts';

/** What a district has chosen for its daily digests. */
export interface DigestTimes extends OfficeTimes {
  /** Setting `digest_at`. */
  readonly digestAt: LocalTime;
  /** Settings `digest.liaisons` and `digest.towns`: the kinds of which they hear once a day only. */
  readonly digestKinds: { readonly liaisons: readonly NoticeKind[]; readonly towns: readonly NoticeKind[] };
  /** Setting `towns.last_ask`: what asks something of a town later in the day waits. */
  readonly townsLastAsk: LocalTime;
}

/** What of a notice decides whether it waits for the digest. */
export type DigestFacts = Pick<NoticeFacts, 'clock' | 'kind' | 'intendedAt'> & {
  readonly recipient?: RecipientSort;
};

/** The longest run of off days is nine; as in quiet time, after a month the calendar must be wrong. */
const MOST_DAYS_SEARCHED = 31;

/** The kinds that the settings may name, as officials call them; 无 names none. */
const KINDS_BY_NAME: ReadonlyMap<string, NoticeKind> = new Map([
  ['告知', 'start'],
  ['提醒', 'remind'],
  ['预警', 'warn'],
  ['催报', 'hasten'],
  ['变更', 'change'],
]);

/** Kinds that only tell; everything else asks for something. */
const TELLING: readonly NoticeKind[] = ['change', 'correction', 'digest'];

/** The kinds named in a setting such as 告知、提醒; 无 and what is no kind are left out. */
export function kindsNamed(text: string): NoticeKind[] {
  return text.split('、').flatMap((name) => KINDS_BY_NAME.get(name.trim()) ?? []);
}

/**
 * The first digest at or after `from`: `digest_at` of a working day, or where that is quiet time the next allowed
 * moment. `null` when a month has none.
 */
export function nextDigest(from: Instant, times: DigestTimes): Instant | null {
  let date = dateOf(from, times.zone);
  for (let days = 0; days <= MOST_DAYS_SEARCHED; days++, date = addDays(date, 1)) {
    if (!times.isWorking(date)) continue;
    const at = nextAllowedMoment(instantAt(date, times.digestAt, times.zone), times);
    if (at !== null && from <= at) return at;
  }
  return null;
}

/**
 * Whether it is said once a day only, however early in the day it comes up: the kinds chosen, of report-backs and
 * cadences; for towns also of the weekly table (practice §6). Papers of a meeting, the office's own work and
 * emergencies never.
 */
export function isForDigest({ clock, kind, recipient }: DigestFacts, { digestKinds }: DigestTimes): boolean {
  if (recipient === 'town') return ['R', 'C', 'W'].includes(clock) && digestKinds.towns.includes(kind);
  if (recipient === 'liaison') return ['R', 'C'].includes(clock) && digestKinds.liaisons.includes(kind);
  return false;
}

/**
 * Whether what quiet time holds waits on for the digest: besides what is for the digest anyway, reminders of class R
 * and C to anybody, and whatever goes to a town, so that the morning brings one message. Papers of a meeting do not.
 */
export function joinsDigest(facts: DigestFacts, times: DigestTimes): boolean {
  if (isForDigest(facts, times)) return true;
  if (facts.recipient === 'town') return facts.clock !== 'F';
  return (facts.clock === 'R' || facts.clock === 'C') && facts.kind === 'remind';
}

/**
 * Whether it would ask something of a town after the hour at which that ends for the day. Only on the day for which
 * it was meant: what waited goes on the next. The steps before a meeting (class F) have hours of their own.
 */
export function isAskedTooLate(facts: DigestFacts, now: Instant, times: DigestTimes): boolean {
  const { recipient, clock, kind, intendedAt } = facts;
  if (recipient !== 'town' || TELLING.includes(kind)) return false;
  if (clock === 'F' || clock === 'E') return false;
  if (dateOf(intendedAt, times.zone) !== dateOf(now, times.zone)) return false;
  return secondsOfDay(timeOf(now, times.zone)) > secondsOfDay(times.townsLastAsk);
}
