/** The series of periods: each opens at its first moment, and what was missed is opened late. */
import { consult, type HolidayBlock } from '../domain/calendar/calendar-view.ts';
import { holidaysOwedIn } from '../domain/matters/duty-roster.ts';
import type { PeriodCommand } from '../domain/matters/period.ts';
import { unitsIn } from '../domain/routing/units.ts';
import { dateOf, type Instant, instantAt, parseLocalTime } from '../domain/time/instant.ts';
import {
  GRAINS,
  type Grain,
  grainOf,
  nextPeriod,
  type PeriodId,
  periodOf,
  spanOf,
} from '../domain/time/period.ts';
import type { Change, Row } from '../ports/store.ts';
import type { District } from './district.ts';
import { keyOf } from './rows.ts';

export interface PeriodSeries {
  readonly next: PeriodId;
}

const MIDNIGHT = parseLocalTime('00:00');

/** A row for each grain that a rule names, whether it is switched on or not; the present period is opened first. */
export function periodSeries(district: District, now: Instant): Change['puts'][number][] {
  const today = dateOf(now, district.zone);
  return grainsOf(district).map((grain) => seriesPut(district, periodOf(today, grain), 0));
}

/** Rules name a grain alone or, where each unit owes for itself, with a group: `month/units`. */
function grainsOf({ rulebook }: District): Grain[] {
  const named = new Set(
    rulebook.rules.flatMap(({ matter, per }) => (matter === 'period' ? [per.split('/')[0]] : [])),
  );
  return GRAINS.filter((grain) => named.has(grain));
}

function seriesPut(district: District, next: PeriodId, expected: number): Change['puts'][number] {
  const at = instantAt(spanOf(next).first, MIDNIGHT, district.zone);
  const body: PeriodSeries = { next };
  return {
    key: keyOf(district.id, 'series', grainOf(next)),
    content: { body, due: { lane: 'normal', at }, view: null },
    expected,
  };
}

/** The period to open now and the row moved on to the next one; units are those that exist on its first day. */
export function openNextPeriod(
  row: Row,
  district: District,
): { readonly command: Extract<PeriodCommand, { do: 'period.open' }>; readonly advance: Change } {
  const { next } = row.body as PeriodSeries;
  const { directory } = district;
  const { first } = spanOf(next);
  const groups = {
    units: unitsIn(directory, 'units', first),
    departments: unitsIn(directory, 'departments', first),
    towns: unitsIn(directory, 'towns', first),
    bodies: unitsIn(directory, 'bodies', first),
  };
  const holidays = holidaysOf(next, district);
  const command = { do: 'period.open', id: next, groups, leaders: directory.leaders, holidays } as const;
  const put = seriesPut(district, nextPeriod(next), row.version);
  return { command, advance: { district: district.id, puts: [put], entries: [] } };
}

/** The holidays whose rosters a rule asks for in the month; `null` where none asks. */
function holidaysOf(id: PeriodId, { rulebook, ground, zone }: District): HolidayBlock[] | null {
  const asked = rulebook.rules.some(({ per }) => per === 'month/holiday-rosters');
  return asked && grainOf(id) === 'month' ? holidaysOwedIn(id, consult(ground.calendar, { zone })) : null;
}
