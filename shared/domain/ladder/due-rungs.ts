/** Which rungs are due now, and who is told by which when several are due at once. */
import type { Instant } from '../time/instant.ts';
import { nextRepeat, type PlannedRung } from './plan-rungs.ts';

/** A rung that was reached, with those of its addressees to whom no later rung speaks. */
export interface ReachedRung {
  readonly rung: PlannedRung;
  readonly intendedAt: Instant;
  readonly notify: readonly string[];
}

export interface DueRungs {
  readonly reached: readonly ReachedRung[];
  readonly remaining: readonly PlannedRung[];
}

/** Steps that are always taken in their own right, however late. */
const NEVER_SKIPPED: ReadonlySet<string> = new Set(['check', 'breach']);

/**
 * Splits the rungs into those due at `now` and the rest. After an outage several are due at once: each is
 * recorded at its intended instant, and everybody whom any of them addressed is told once, by the latest.
 * A rung that would tell nobody is skipped, which shows as an empty `notify`. A draft speaks to nobody before it is let go:
 * it takes no rung's place, and none takes its.
 */
export function dueRungs(rungs: readonly PlannedRung[], now: Instant): DueRungs {
  const due: ReachedRung[] = [];
  const remaining: PlannedRung[] = [];
  for (const rung of rungs) {
    if (rung.at === null || rung.at > now) {
      remaining.push(rung);
      continue;
    }
    due.push({ rung, intendedAt: rung.meantFor ?? rung.at, notify: rung.to });
    if (rung.repeatSeconds !== null) {
      remaining.push({ ...rung, at: nextRepeat(rung.at, rung.repeatSeconds, now) });
    }
  }
  return { reached: due.map((one, index) => withoutLater(one, due.slice(index + 1))), remaining };
}

function withoutLater(one: ReachedRung, later: readonly ReachedRung[]): ReachedRung {
  if (isDraft(one)) return one;
  const spokenTo = new Set(later.filter((other) => !isDraft(other)).flatMap(({ rung }) => rung.to));
  const notify = one.notify.filter((role) => !spokenTo.has(role));
  return notify.length === 0 && NEVER_SKIPPED.has(one.rung.kind) ? one : { ...one, notify };
}

function isDraft({ rung }: ReachedRung): boolean {
  return rung.approval !== undefined;
}

/** A rung fires once in effect for one intended instant; repeats are steps of their own. */
export function rungKey({ rung, intendedAt }: Pick<ReachedRung, 'rung' | 'intendedAt'>): string {
  return rung.repeatSeconds === null ? rung.id : `${rung.id}@${intendedAt}`;
}

/** The rungs that a signal brings forward to now. */
export function bringForward(rungs: readonly PlannedRung[], signal: string, now: Instant): PlannedRung[] {
  return rungs.map((rung) =>
    rung.early === signal && (rung.at === null || rung.at > now) ? { ...rung, at: now } : rung,
  );
}
