/** A period as a matter: what is due once in it, and the meetings and acts that count for it (art. 50–52). */
import type { HolidayBlock } from '../calendar/calendar-view.ts';
import type { Submission } from '../duties/duty.ts';
import type { Fact } from '../rules/expression.ts';
import type { Instant } from '../time/instant.ts';
import { type Grain, grainOf, type PeriodId, sayPeriod, spanOf } from '../time/period.ts';
import {
  decideRoster,
  evolveRosters,
  type RosterCommand,
  type RosterEvent,
  type Rosters,
  rosterSubjects,
} from './duty-roster.ts';
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
  /** What is planned to take place in it, with the matters that do; known before the period begins, too. */
  readonly expected: Readonly<Record<string, readonly string[]>>;
  /** Its first day has come; until then it is only a note of what is planned. */
  readonly begun: boolean;
  /** The holidays whose duty rosters are owed in it, and the rosters handed in. */
  readonly holidays: readonly HolidayBlock[];
  readonly rosters: Rosters;
}

export type PeriodCommand =
  | {
      readonly do: 'period.open';
      readonly id: PeriodId;
      readonly groups: Period['groups'];
      readonly leaders: readonly string[];
      /** `null` where no rule asks for rosters of holidays. */
      readonly holidays: readonly HolidayBlock[] | null;
    }
  | RosterCommand
  | {
      readonly do: 'period.expect';
      readonly id: PeriodId;
      readonly what: string;
      /** The matter that is planned for it, or is not any more. */
      readonly by: string;
      readonly planned: boolean;
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
      readonly holidays: readonly HolidayBlock[] | null;
    }
  | RosterEvent
  | {
      readonly type: 'period.expected';
      readonly what: string;
      readonly by: string;
      readonly planned: boolean;
    }
  | { readonly type: 'period.counted'; readonly what: string; readonly submission: Submission };

/** Decides a command on a period. Refuses to count for one that never opened; a second occurrence changes nothing. */
export function decidePeriod(command: PeriodCommand, period: Period | null): MatterDecision<PeriodEvent> {
  if (command.do === 'period.open') {
    const { groups, leaders, holidays } = command;
    return { events: period?.begun ? [] : [{ type: 'period.opened', groups, leaders, holidays }] };
  }
  if (command.do === 'period.expect') return expect(command, period);
  if (command.do === 'roster.hand-in') return decideRoster(command, period);
  if (!period?.begun) return { refused: `${sayPeriod(command.id)}尚未开始` };
  const { what, submission } = command;
  return { events: what in period.occurrences ? [] : [{ type: 'period.counted', what, submission }] };
}

function expect(
  { what, by, planned }: Extract<PeriodCommand, { do: 'period.expect' }>,
  period: Period | null,
): MatterDecision<PeriodEvent> {
  const known = period?.expected[what]?.includes(by) ?? false;
  return { events: known === planned ? [] : [{ type: 'period.expected', what, by, planned }] };
}

/** Folds one event; `at` is when it was recorded. */
export function evolvePeriod(period: Period | null, event: PeriodEvent, at: Instant, id: string): Period {
  const known = period ?? unopened(id, at);
  const next = { ...known, seq: known.seq + 1, planVersion: known.planVersion + 1 };
  switch (event.type) {
    case 'period.opened': {
      // Written before rosters were kept: none.
      const { groups, leaders, holidays = null } = event;
      return { ...next, openedAt: at, groups, leaders, holidays: holidays ?? [], begun: true };
    }
    case 'period.expected': {
      const { what, by, planned } = event;
      const others = (known.expected[what] ?? []).filter((one) => one !== by);
      return { ...next, expected: { ...known.expected, [what]: planned ? [...others, by] : others } };
    }
    case 'roster.handed-in':
      return { ...next, rosters: evolveRosters(known.rosters, event) };
    case 'period.counted':
      return { ...next, occurrences: { ...known.occurrences, [event.what]: event.submission } };
    default:
      return event satisfies never;
  }
}

function unopened(id: string, at: Instant): Period {
  return {
    kind: 'period',
    id,
    seq: 0,
    planVersion: 0,
    openedAt: at,
    grain: grainOf(id as PeriodId),
    groups: { units: [], departments: [], towns: [], bodies: [] },
    leaders: [],
    occurrences: {},
    expected: {},
    begun: false,
    holidays: [],
    rosters: {},
  };
}

/**
 * The period itself as `month`; `month/units` and the like once for each unit, `month/leaders` for each leader, with the
 * leader's post as a flag.
 */
export function periodSubjects(period: Period): Subject[] {
  if (!period.begun) return [];
  const id = period.id as PeriodId;
  const { first, last } = spanOf(id);
  const facts = new Map<string, Fact>([
    ['period.first-day', { date: first }],
    ['period.last-day', { date: last }],
  ]);
  const occurrences = new Map(Object.entries(period.occurrences));
  const words = { about: sayPeriod(id), period: sayPeriod(id) };
  const planned = Object.entries(period.expected).filter(([, by]) => by.length > 0);
  const flags = new Set(planned.map(([what]) => `planned:${what}`));
  const shared = { facts, toldAt: period.openedAt, words, occurrences, flags };
  const { grain } = period;
  return [
    subject({ ...shared, per: grain, owedBy: 'office' }),
    ...GROUPS.flatMap((group) =>
      period.groups[group].map((unit) =>
        subject({ ...shared, per: `${grain}/${group}`, part: unit, owedBy: unit }),
      ),
    ),
    ...(grain === 'month' ? rosterSubjects(period, shared) : []),
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
