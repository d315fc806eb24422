/** Everything that opens by itself time after time: weeks by the calendar, periods by the clock. */
import type { PeriodCommand } from '../domain/matters/period.ts';
import type { WeekCommand } from '../domain/matters/week.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Change, Row } from '../ports/store.ts';
import type { District } from './district.ts';
import { openNextPeriod, periodSeries } from './periods.ts';
import { directoryCheckSeries } from './weekly-directory-check.ts';
import { openNextWeek, WEEKS, weekSeries } from './weeks.ts';

/** The rows of all series of a district: those that its rules ask for, and the weekly look at its directory. */
export function startSeries(district: District, now: Instant): Change {
  const weeks = weekSeries(district, now);
  const puts = [
    ...(weeks === null ? [] : [weeks]),
    ...periodSeries(district, now),
    directoryCheckSeries(district, now),
  ];
  return { district: district.id, puts, entries: [] };
}

/** What a series opens now, and its row moved on to the next one. */
export function openNext(
  row: Row,
  district: District,
): {
  readonly command: Extract<WeekCommand | PeriodCommand, { do: 'week.open' | 'period.open' }>;
  readonly advance: Change;
} {
  return row.id === WEEKS ? openNextWeek(row, district) : openNextPeriod(row, district);
}
