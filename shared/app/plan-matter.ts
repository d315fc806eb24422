/** Brings the duties of a matter into agreement with its rules: opens, re-plans, rests and ends them. */
import type { DutyCommand } from '../domain/duties/decide-duty.ts';
import type { DutyPlan, DutyState, ExistingDuty } from '../domain/duties/duty.ts';
import { type WantedDuty, wantedDuties } from '../domain/duties/plan-duties.ts';
import { type DutyChange, reconcile } from '../domain/duties/reconcile.ts';
import { type Matter, ruleKindOf, signalsOf, subjectsOf } from '../domain/matters/kinds.ts';
import type { Edition } from '../domain/rules/edition.ts';
import { isPlanned } from '../domain/switching-on/rule-states.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Row, Store } from '../ports/store.ts';
import { all, type District } from './district.ts';
import { stepDuty } from './duty-step.ts';
import { type Adopting, keptEditions, storeEditions } from './editions.ts';
import { dutyOf, keyOf, matterOf } from './rows.ts';
import { NOT_IN_FORCE } from './switch-on.ts';

/** A change of one duty can change what is wanted of another; more rounds than this mean a loop in the rules. */
const MOST_ROUNDS = 12;

/**
 * Plans until nothing changes. Idempotent: planning twice gives nothing the second time, and a conflict with
 * somebody else's step is planned again. Refuses nothing; a matter that is gone has nothing to plan.
 */
export async function planMatter(
  store: Store,
  district: District,
  matterId: string,
  why: string,
  now: Instant,
  actor: string,
  adopting: Adopting = null,
): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const matter = matterOf(await store.get(keyOf(district.id, 'matter', matterId)));
    if (!matter) return;
    const rows = await dutiesOf(store, district.id, matterId);
    const kept = await keptEditions(store, rows, district, adopting);
    const changes = changesFor(matter, rows, district, why, now, kept);
    await storeEditions(store, plansOf(changes), district);
    const steps = changes.flatMap(({ id, command }) => {
      const row = rows.find((one) => one.id === id) ?? null;
      const duty = {
        district: district.id,
        id,
        matter: matterId,
        state: dutyOf(row),
        version: row?.version ?? 0,
      };
      const step = stepDuty(command, duty, { now, actor });
      return step.outcome === 'change' ? [step.change] : [];
    });
    if (steps.length === 0) return;
    await store.commit(steps);
  }
  throw new Error(`matter '${matterId}' is not settled after ${MOST_ROUNDS} rounds of planning`);
}

/** The rows of all duties of a matter. */
export function dutiesOf(store: Pick<Store, 'list'>, district: string, matter: string): Promise<Row[]> {
  return all(store, { district, kind: 'duty', prefix: `${matter}/` });
}

/** What a matter wants of its duties at `now`, as commands; also for previews that write nothing. */
export function changesFor(
  matter: Matter,
  rows: readonly Row[],
  district: District,
  why: string,
  now: Instant,
  kept: ReadonlyMap<string, Edition>,
): DutyChange[] {
  const duties = rows.map((row) => row.body as ExistingDuty);
  const wanted = wantedOf(matter, duties, district, now, kept);
  const changes = reconcile(wanted, duties, matter.planVersion, why, now);
  return changes.length > 0 ? withReasons(changes, duties, district) : signals(matter, duties);
}

/** What a matter wants of its duties at `now`; those in `kept` by the edition they were planned with. */
export function wantedOf(
  matter: Matter,
  duties: readonly ExistingDuty[],
  { ground, rulebook, settings, zone }: District,
  now: Instant,
  kept: ReadonlyMap<string, Edition>,
): WantedDuty[] {
  const subjects = subjectsOf(matter, { duties, settings, zone }, rulebook.procedures);
  return wantedDuties({ id: matter.id, kind: ruleKindOf(matter) }, subjects, ground, now, kept);
}

function plansOf(changes: readonly DutyChange[]): DutyPlan[] {
  return changes.flatMap(({ command }) =>
    command.do === 'open' || command.do === 'replan' ? [command.plan] : [],
  );
}

/** A duty whose rule was confirmed as not in force ends for that reason and no other. */
function withReasons(
  changes: DutyChange[],
  duties: readonly ExistingDuty[],
  { ruleStates }: District,
): DutyChange[] {
  const ruleless = new Set(
    duties.filter(({ plan }) => !isPlanned(plan.rule, ruleStates)).map(({ plan }) => plan.id),
  );
  return changes.map((change) =>
    change.command.do === 'end' && ruleless.has(change.id)
      ? { ...change, command: { ...change.command, reason: NOT_IN_FORCE } }
      : change,
  );
}

function signals(matter: Matter, duties: readonly DutyState[]): DutyChange[] {
  return signalsOf(matter).flatMap(({ signal, by }) =>
    duties.flatMap((duty) => {
      if (duty.status !== 'open' || !duty.rungs.some(({ early }) => early === signal)) return [];
      const command: DutyCommand = { do: 'signal', signal, by };
      return [{ id: duty.plan.id, command }];
    }),
  );
}
