/** The series of weeks: each opens by itself when its collection opens, and what was missed is opened late. */
import { consult } from '../domain/calendar/calendar-view.ts';
import type { WeekCommand } from '../domain/matters/week.ts';
import { shapeOfWeek } from '../domain/matters/week.ts';
import { weekOpening } from '../domain/matters/week-opening.ts';
import { evaluate, operativeReading } from '../domain/rules/expression.ts';
import type { Rule } from '../domain/rules/rulebook.ts';
import { dateOf, type Instant, instantAt, parseLocalTime } from '../domain/time/instant.ts';
import { mondayOf, nextWeek, type WeekId, weekOf } from '../domain/time/local-date.ts';
import type { Change, Row, Store } from '../ports/store.ts';
import type { District } from './district.ts';
import { keyOf } from './rows.ts';

const MIDNIGHT = parseLocalTime('00:00');

interface WeekSeries {
  readonly next: WeekId;
}

/** The id of the row of the series. */
export const WEEKS = 'weeks';

/**
 * Weeks whose table is due at or after `now` are opened, the earliest first; where there is no table, those that begin
 * then. `null` without weekly rules.
 */
export function weekSeries(district: District, now: Instant): Change['puts'][number] | null {
  if (!hasWeeks(district)) return null;
  const table = ruleOf(district, 'week') ?? ruleOf(district, 'leader');
  const startOf = (week: WeekId) => (table ? tableDue(week, table, district) : openingOf(district, week));
  let week = weekOf(dateOf(now, district.zone));
  for (let start = startOf(week); start !== null && start < now; start = startOf(week)) week = nextWeek(week);
  return seriesPut(district, week, 0);
}

function tableDue(week: WeekId, table: Rule, district: District): Instant | null {
  const reading = operativeReading(table.deadline, district.settings);
  const due = evaluate(reading.steps, new Map([['week', { date: mondayOf(week) }]]), district.ground);
  return due.outcome === 'due' ? due.at : null;
}

/** The rule of the table (`week`) or of the leaders' entries for it (`leader`). */
function ruleOf({ rulebook }: District, per: 'week' | 'leader'): Rule | null {
  return (
    rulebook.rules.find((rule) => rule.matter === 'week' && rule.per === per && rule.part === null) ?? null
  );
}

/** The row waits for the opening of its next week; a week off altogether opens when its neighbour would. */
function seriesPut(district: District, next: WeekId, expected: number): Change['puts'][number] {
  const at = openingOf(district, next);
  const body: WeekSeries = { next };
  return {
    key: keyOf(district.id, 'series', WEEKS),
    content: { body, due: { lane: 'normal', at }, view: null },
    expected,
  };
}

/** A week without a working day has no collection; it is passed over when the week after it opens. */
function openingOf(district: District, week: WeekId): Instant {
  // Where entries are not collected, the week opens as long before its table; where there is no table, when it begins.
  const entries = ruleOf(district, 'leader') ?? ruleOf(district, 'week');
  if (!entries) return instantAt(mondayOf(week), MIDNIGHT, district.zone);
  for (let ahead = 0; ahead < 60; ahead++) {
    const opening = weekOpening(nextWeek(week, ahead), entries, district.ground);
    if (opening !== null) return opening;
  }
  throw new Error(`no week after ${week} has a working day; the work calendar must be wrong`);
}

interface OpenedWeek {
  readonly command: Extract<WeekCommand, { do: 'week.open' }>;
  readonly advance: Change;
}

/** The week to open now and the row moved on to the next one. */
export function openNextWeek(row: Row, district: District): OpenedWeek {
  const { next } = row.body as WeekSeries;
  const shape = shapeOfWeek(next, consult(district.ground.calendar, { zone: district.zone }));
  const command = { do: 'week.open', id: next, leaders: district.directory.leaders, ...shape } as const;
  const put = seriesPut(district, nextWeek(next), row.version);
  return { command, advance: { district: district.id, puts: [put], entries: [] } };
}

/** Whether weeks open by themselves at all: where any rule is about them. */
function hasWeeks({ rulebook }: District): boolean {
  return rulebook.rules.some(({ matter }) => matter === 'week');
}

/**
 * Moves the opening of the next week to where the present calendar and rules have it; begins the series where rules
 * that want it are in force again, and ends it where none is.
 */
export async function reopenSeries(
  store: Pick<Store, 'get' | 'commit'>,
  district: District,
  now: Instant,
): Promise<void> {
  const row = await store.get(keyOf(district.id, 'series', WEEKS));
  if (!hasWeeks(district)) {
    if (row) await store.commit([without(row)]);
    return;
  }
  if (!row) {
    const put = weekSeries(district, now);
    if (put) await store.commit([{ district: district.id, puts: [put], entries: [] }]);
    return;
  }
  const put = seriesPut(district, (row.body as WeekSeries).next, row.version);
  if (put.content.due?.at === row.due?.at) return;
  await store.commit([{ district: district.id, puts: [put], entries: [] }]);
}

function without(row: Row): Change {
  return { district: row.district, puts: [], deletes: [{ key: row, expected: row.version }], entries: [] };
}
