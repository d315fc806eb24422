/** Which open duties would change if they took over the rules and settings of today, or of a rulebook being edited. */

import type { ExistingDuty } from '../domain/duties/duty.ts';
import type { DutyChange } from '../domain/duties/reconcile.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Engine } from './engine.ts';
import { openMatters } from './import-calendar.ts';
import { changesFor, dutiesOf } from './plan-matter.ts';
import { keyOf, matterOf } from './rows.ts';

/** What would become of one open duty. */
export interface PendingChange {
  readonly duty: string;
  readonly rule: string;
  readonly title: string;
  readonly owedBy: string;
  readonly dueAt: Instant;
  /** The limit by the other rules; `null` where nothing would be asked any more. */
  readonly wouldBeDueAt: Instant | null;
  /** Steps of the ladder that differ, `id` with its instants before and after. */
  readonly rungs: readonly {
    readonly rung: string;
    readonly from: Instant | null;
    readonly to: Instant | null;
  }[];
}

/** Why the matter would be planned again. */
const RULES_CHANGED = '规则变化';

/**
 * Open duties planned with other rules than those of the district as `engine` opens it, in order of matter. Writes
 * nothing: for a preview give an engine whose installation has the edited rulebook over the same store.
 */
export async function pendingChanges(engine: Engine, id: string, now: Instant): Promise<PendingChange[]> {
  const district = await engine.districts.open(id);
  const found: PendingChange[] = [];
  for (const matterId of await openMatters(engine.store, id)) {
    const matter = matterOf(await engine.store.get(keyOf(id, 'matter', matterId)));
    if (!matter) continue;
    const rows = await dutiesOf(engine.store, id, matterId);
    const duties = new Map(rows.map((row) => [row.id, row.body as ExistingDuty]));
    for (const change of changesFor(matter, rows, district, RULES_CHANGED, now, new Map())) {
      const pending = pendingOf(change, duties.get(change.id));
      if (pending) found.push(pending);
    }
  }
  return found;
}

function pendingOf({ id, command }: DutyChange, duty: ExistingDuty | undefined): PendingChange | null {
  if (!duty || duty.status === 'settled') return null;
  const { rule, title, owedBy, dueAt } = duty.plan;
  const about = { duty: id, rule, title, owedBy, dueAt };
  const before = duty.status === 'open' ? duty.rungs : [];
  if (command.do === 'end') return { ...about, wouldBeDueAt: null, rungs: [] };
  if (command.do !== 'replan') return null;
  const times = (rungs: typeof before) => new Map(rungs.map((rung) => [rung.id, rung.at]));
  const [from, to] = [times(before), times(command.rungs)];
  const ids = [...new Set([...from.keys(), ...to.keys()])];
  const rungs = ids
    .map((rung) => ({ rung, from: from.get(rung) ?? null, to: to.get(rung) ?? null }))
    .filter((one) => one.from !== one.to);
  const wouldBeDueAt = command.plan.dueAt;
  // Other words or settings that nobody would notice.
  if (wouldBeDueAt === dueAt && rungs.length === 0) return null;
  return { ...about, wouldBeDueAt, rungs };
}
