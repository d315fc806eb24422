/** Compares the duties a matter wants with those it has, and says which commands make them agree. */
import type { Instant } from '../time/instant.ts';
import { sayDateTime } from '../time/wording.ts';
import type { DutyCommand } from './decide-duty.ts';
import {
  type DutyPlan,
  type DutyState,
  EXTENDED,
  type ExistingDuty,
  endedByConditions,
  NO_LONGER_APPLIES,
} from './duty.ts';
import { rungsFor, type Standing, type WantedDuty } from './plan-duties.ts';
import { afterRests } from './rests.ts';

/** Why a duty goes on that had ended with its conditions: a step was sent back and taken again. */
const HOLDS_AGAIN = '情形恢复，继续办理';

export interface DutyChange {
  readonly id: string;
  readonly command: DutyCommand;
}

/**
 * Nothing for duties that already are as wanted: planning is idempotent. A settled duty is only offered the
 * new plan when its limit moved, so that lateness under a void limit can leave the rate.
 */
export function reconcile(
  wanted: readonly WantedDuty[],
  existing: readonly ExistingDuty[],
  planVersion: number,
  why: string,
  now: Instant,
): DutyChange[] {
  const have = new Map(existing.map((duty) => [duty.plan.id, duty]));
  const changes: DutyChange[] = [];
  const seen = new Set<string>();
  for (const asked of wanted) {
    const want = extended(asked, have);
    const id = want.want === 'open' ? want.plan.id : want.id;
    seen.add(id);
    const command = commandFor(want, have.get(id) ?? { status: 'none' }, planVersion, why, now);
    if (command) changes.push({ id, command });
  }
  for (const duty of existing) {
    if (seen.has(duty.plan.id) || duty.status === 'settled') continue;
    changes.push({
      id: duty.plan.id,
      command: { do: 'end', verdict: 'not-applicable', reason: NO_LONGER_APPLIES },
    });
  }
  return changes;
}

function commandFor(
  want: WantedDuty,
  have: DutyState,
  planVersion: number,
  why: string,
  now: Instant,
): DutyCommand | null {
  if (want.want === 'end') return endOf(want, have);
  if (want.want === 'rest') {
    return have.status === 'open' ? { do: 'rest', why: want.why, planVersion } : null;
  }
  if (have.status === 'none') {
    return { do: 'open', plan: want.plan, rungs: rungsFor(want, now, now), planVersion };
  }
  if (endedByConditions(have)) {
    return { do: 'replan', plan: want.plan, rungs: rungsFor(want, now, now), planVersion, why: HOLDS_AGAIN };
  }
  if (want.fulfilled && have.status === 'open') return { do: 'submit', submission: want.fulfilled };
  if (have.status === 'submitted') {
    const answer = answerTo(have, want, now);
    if (answer) return answer;
  }
  if (have.status !== 'resting' && samePlan(want.plan, have.plan)) return null;
  if (have.status === 'settled' && want.plan.dueAt === have.plan.dueAt) return null;
  const rungs = rungsFor(want, have.progress.openedAt, now, standingOf(have, want.plan, now));
  const extendedNow = have.progress.extension?.until === want.plan.dueAt;
  return { do: 'replan', plan: want.plan, rungs, planVersion, why: extendedNow ? EXTENDED : why };
}

/** Where the receiver answers by an act on the matter, the duty hears of it here. */
function answerTo(
  have: Extract<ExistingDuty, { status: 'submitted' }>,
  want: Extract<WantedDuty, { want: 'open' }>,
  now: Instant,
): DutyCommand | null {
  if (want.acceptedBy !== null) return { do: 'accept', by: want.acceptedBy };
  const { returned } = want;
  if (returned === null || returned.at < have.submission.recordedAt) return null;
  const { by, why } = returned;
  return { do: 'return', by, why, rungs: rungsFor(want, have.progress.openedAt, now) };
}

/** A granted extension goes before the limit that the rule computes; the clock may rest under it as well. */
function extended(want: WantedDuty, have: ReadonlyMap<string, ExistingDuty>): WantedDuty {
  if (want.want !== 'open') return want;
  const extension = have.get(want.plan.id)?.progress.extension;
  if (!extension?.granted?.yes) return want;
  const { granted } = extension;
  const rests = want.rests.filter(({ from }) => granted.at !== undefined && from >= granted.at);
  const { at: until, steps } = afterRests(extension.until, rests, want.ground);
  const due = sayDateTime(until, want.ground.zone);
  const plan: DutyPlan = {
    ...want.plan,
    ruleLimit: want.plan.ruleLimit ?? want.plan.dueAt,
    dueAt: until,
    actBy: until,
    dueEarliest: until,
    dueLatest: until,
    steps: [...want.plan.steps, granting(extension.until, want.ground.zone), ...steps],
    words: { ...want.plan.words, due },
  };
  return { ...want, plan, limit: until };
}

function granting(at: Instant, zone: string): DutyPlan['steps'][number] {
  return { at, say: `经批准延期至${sayDateTime(at, zone)}` };
}

/** Under a limit that stays, what is due and not taken yet stays due, and what was answered stays answered. */
function standingOf(have: ExistingDuty, plan: DutyPlan, now: Instant): Standing {
  if (have.status !== 'open' || have.plan.dueAt !== plan.dueAt) return {};
  const pending = new Map(have.rungs.flatMap(({ id, at }) => (at !== null && at <= now ? [[id, at]] : [])));
  return { pending, confirmed: have.progress.check === 'not-received' };
}

function endOf(want: Extract<WantedDuty, { want: 'end' }>, have: DutyState): DutyCommand | null {
  if (have.status === 'none' || have.status === 'settled') return null;
  return { do: 'end', verdict: want.verdict, reason: want.reason };
}

/** Plans are plain values built in one order, so their text is their identity; an edit of other rules is none of it. */
function samePlan(a: DutyPlan, b: DutyPlan): boolean {
  return a.edition === b.edition && JSON.stringify({ ...a, rulebook: b.rulebook }) === JSON.stringify(b);
}
