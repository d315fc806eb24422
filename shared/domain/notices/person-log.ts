/** What one person was sent lately, so that nobody is written to too often, nor twice of the same thing. */
import { numberSetting, type Settings } from '../rules/settings.ts';
import { addSeconds, type Instant, secondsBetween } from '../time/instant.ts';
import type { Reason } from './manners.ts';
import type { NoticeFacts } from './notice.ts';

/** One message to the person, and what it spoke of. */
interface Told {
  readonly at: Instant;
  /** The notices it carried, and which rungs of which duties they were. */
  readonly notices: readonly { readonly id: string; readonly rung: string }[];
}

export interface PersonLog {
  /** The earliest first; a day back and at most {@link MOST_KEPT}. */
  readonly told: readonly Told[];
}

export const NOTHING_TOLD: PersonLog = { told: [] };

/** Settings `notice.window_minutes`, `notice.cap_per_hour` and `leader.cap_per_hour`; 0 switches one off. */
export interface PersonManners {
  readonly windowSeconds: number;
  readonly perHour: number;
  readonly perHourToLeaders: number;
}

export function personMannersOf(settings: Settings): PersonManners {
  return {
    windowSeconds: numberSetting(settings, 'notice.window_minutes') * 60,
    perHour: numberSetting(settings, 'notice.cap_per_hour'),
    perHourToLeaders: numberSetting(settings, 'leader.cap_per_hour'),
  };
}

export const PERSON_REASONS = {
  told: { code: 'told', say: '同一事项同一节点已告知本人，不再重复' },
  window: { code: 'window', say: '刚刚发过提醒，与随后的提醒合并发送' },
  cap: { code: 'cap', say: '本小时内提醒已达上限，稍后合并发送' },
} as const satisfies Record<string, Reason>;

export type PersonDecision =
  | { readonly do: 'go' }
  | { readonly do: 'hold'; readonly until: Instant; readonly reason: Reason }
  | { readonly do: 'drop'; readonly reason: Reason };

const HOUR = 3600;
const KEPT_SECONDS = 24 * HOUR;
const MOST_KEPT = 60;
const GO: PersonDecision = { do: 'go' };

/**
 * Whether a notice may go to a person now. Emergencies always do. The same rung of the same duty is told once;
 * what follows a message within the window waits for the window's end, and what is beyond the hour's cap for the hour,
 * where it meets the others and becomes one message with them, but never past a limit that has not passed yet.
 */
export function decideForPerson(
  facts: Pick<NoticeFacts, 'id' | 'clock' | 'duty' | 'rung' | 'intendedAt' | 'dueAt' | 'kind'>,
  served: boolean,
  { told }: PersonLog,
  now: Instant,
  manners: PersonManners,
): PersonDecision {
  if (facts.clock === 'E') return GO;
  const rung = rungOf(facts);
  if (told.some(({ notices }) => notices.some((one) => one.rung === rung && one.id !== facts.id)))
    return { do: 'drop', reason: PERSON_REASONS.told };
  // A correction or a decision that somebody waits for is not what people complain of.
  if (facts.kind === 'correction' || facts.kind === 'ask-decision') return GO;
  const others = told.filter(({ notices }) => notices.every(({ id }) => id !== facts.id));
  const capped = capEnds(others, served ? manners.perHourToLeaders : manners.perHour, now);
  const windowed = windowEnds(others, manners.windowSeconds, now);
  const until = [capped, windowed].reduce((a, b) => (a === null || (b !== null && b > a) ? b : a));
  if (until === null) return GO;
  if (facts.dueAt !== null && now < facts.dueAt && facts.dueAt <= until) return GO;
  return { do: 'hold', until, reason: capped === until ? PERSON_REASONS.cap : PERSON_REASONS.window };
}

/** The log with a message added that carries these notices. */
export function telling(
  { told }: PersonLog,
  notices: readonly Pick<NoticeFacts, 'id' | 'duty' | 'rung' | 'intendedAt'>[],
  now: Instant,
): PersonLog {
  const kept = told.filter(({ at }) => secondsBetween(at, now) < KEPT_SECONDS);
  const ids = new Set(notices.map(({ id }) => id));
  // A message tried again is the same message.
  const others = kept.filter((one) => !one.notices.some(({ id }) => ids.has(id)));
  const added = { at: now, notices: notices.map((facts) => ({ id: facts.id, rung: rungOf(facts) })) };
  return { told: [...others, added].slice(-MOST_KEPT) };
}

/** The log without a message that did not go out after all. */
export function notTold({ told }: PersonLog, notice: string): PersonLog {
  return { told: told.filter(({ notices }) => !notices.some(({ id }) => id === notice)) };
}

function rungOf({ duty, rung, intendedAt }: Pick<NoticeFacts, 'duty' | 'rung' | 'intendedAt'>): string {
  return `${duty}~${rung}~${intendedAt}`;
}

function capEnds(told: readonly Told[], most: number, now: Instant): Instant | null {
  if (most <= 0) return null;
  const lately = told.filter(({ at }) => secondsBetween(at, now) < HOUR);
  // When the oldest that counts is an hour old, there is room for one again.
  const oldest = lately.at(-most);
  return lately.length < most || !oldest ? null : addSeconds(oldest.at, HOUR);
}

function windowEnds(told: readonly Told[], seconds: number, now: Instant): Instant | null {
  const last = told.at(-1);
  if (!last || seconds <= 0 || secondsBetween(last.at, now) >= seconds) return null;
  return addSeconds(last.at, seconds);
}
