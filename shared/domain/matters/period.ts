/** A period as a matter: what is due once in it, and the meetings and acts that count for it (art. 50–52). */
import type { Submission } from '../duties/duty.ts';
import type { Fact } from '../rules/expression.ts';
import type { Instant } from '../time/instant.ts';
import { type Grain, grainOf, type PeriodId, sayPeriod, spanOf } from '../time/period.ts';
import { type MatterCore, type MatterDecision, type Subject, subject } from './matter.ts';

/** The groups of units of which each owes for itself. */
export const GROUPS = ['units', 'departments', 'towns', 'bodies'] as const;
export type Group = (typeof GROUPS)[number];

export interface Period extends MatterCore {
  readonly kind: 'period';
  readonly grain: Grain;
  readonly groups: Readonly<Record<Group, readonly string[]>>;
  readonly leaders: readonly string[];
  /** What took place in it, `meeting.executive`: the first one counts. */
  readonly occurrences: Readonly<Record<string, Submission>>;
}

export type PeriodCommand =
  | {
      readonly do: 'period.open';
      readonly id: PeriodId;
      readonly groups: Period['groups'];
      readonly leaders: readonly string[];
    }
  | {
      readonly do: 'period.count';
      readonly id: PeriodId;
      readonly what: string;
      readonly submission: Submission;
    };

export type PeriodEvent =
  | {
      readonly type: 'period.opened';
      readonly groups: Period['groups'];
      readonly leaders: readonly string[];
    }
  | { readonly type: 'period.counted'; readonly what: string; readonly submission: Submission };

/** Decides a command on a period. Refuses to count for one that never opened; a second occurrence changes nothing. */
export function decidePeriod(command: PeriodCommand, period: Period | null): MatterDecision<PeriodEvent> {
  if (command.do === 'period.open') {
    const { groups, leaders } = command;
    return { events: period ? [] : [{ type: 'period.opened', groups, leaders }] };
  }
  if (!period) return { refused: `${sayPeriod(command.id)}尚未开始` };
  const { what, submission } = command;
  return { events: what in period.occurrences ? [] : [{ type: 'period.counted', what, submission }] };
}

/** Folds one event; `at` is when it was recorded. */
export function evolvePeriod(period: Period | null, event: PeriodEvent, at: Instant, id: string): Period {
  if (event.type === 'period.opened') {
    const { groups, leaders } = event;
    const grain = grainOf(id as PeriodId);
    return {
      kind: 'period',
      id,
      seq: 1,
      planVersion: 1,
      openedAt: at,
      grain,
      groups,
      leaders,
      occurrences: {},
    };
  }
  if (!period) throw new Error(`'${event.type}' on a period that was never opened`);
  const { what, submission } = event;
  return {
    ...period,
    seq: period.seq + 1,
    planVersion: period.planVersion + 1,
    occurrences: { ...period.occurrences, [what]: submission },
  };
}

/**
 * The period itself as `month`; `month/units` and the like once for each unit, `month/leaders` for each leader, with the
 * leader's post as a flag.
 */
export function periodSubjects(period: Period): Subject[] {
  const id = period.id as PeriodId;
  const { first, last } = spanOf(id);
  const facts = new Map<string, Fact>([
    ['period.first-day', { date: first }],
    ['period.last-day', { date: last }],
  ]);
  const occurrences = new Map(Object.entries(period.occurrences));
  const words = { about: sayPeriod(id), period: sayPeriod(id) };
  const shared = { facts, toldAt: period.openedAt, words, occurrences };
  const { grain } = period;
  return [
    subject({ ...shared, per: grain, owedBy: 'office' }),
    ...GROUPS.flatMap((group) =>
      period.groups[group].map((unit) =>
        subject({ ...shared, per: `${grain}/${group}`, part: unit, owedBy: unit }),
      ),
    ),
    ...period.leaders.map((leader) =>
      subject({
        ...shared,
        per: `${grain}/leaders`,
        part: leader,
        owedBy: 'office',
        served: leader,
        flags: new Set([leader]),
      }),
    ),
  ];
}
