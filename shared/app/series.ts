/** Everything that opens by itself time after time: weeks by the calendar, periods by the clock. */
import type { PeriodCommand } from '../domain/matters/period.ts';
import type { WeekCommand } from '../domain/matters/week.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Change, Row, StoreReader } from '../ports/store.ts';
import type { District } from './district.ts';
import { LEADER_DIGESTS, leaderDigestSeries } from './notices/digest-requests.ts';
import { digestLeadersNow } from './notices/leader-digests.ts';
import { openNextPeriod, periodSeries } from './periods.ts';
import { MONTHLY_REPORT, monthlyReportSeries, reportNextMonth } from './reports/monthly-report.ts';
import type { ReportCommand } from './reports/report-commands.ts';
import { checkDirectoryNow, DIRECTORY_CHECK, directoryCheckSeries } from './weekly-directory-check.ts';
import { openNextWeek, WEEKS, weekSeries } from './weeks.ts';

/** The rows of all series of a district: those that its rules ask for, the weekly look at its directory, and digests asked for. */
export function startSeries(district: District, now: Instant): Change {
  const weeks = weekSeries(district, now);
  const digests = leaderDigestSeries(district, now);
  const puts = [
    ...(weeks === null ? [] : [weeks]),
    ...periodSeries(district, now),
    directoryCheckSeries(district, now),
    ...(district.monthlyReport ? [monthlyReportSeries(district, now)] : []),
    ...(digests === null ? [] : [digests]),
  ];
  return { district: district.id, puts, entries: [] };
}

/** What a series opens now, and its row moved on to the next one. */
export function openNext(
  row: Row,
  district: District,
): {
  readonly command: Extract<
    WeekCommand | PeriodCommand | ReportCommand,
    { do: 'week.open' | 'period.open' | 'report.make' }
  >;
  readonly advance: Change;
} {
  if (row.id === MONTHLY_REPORT) return reportNextMonth(row, district);
  return row.id === WEEKS ? openNextWeek(row, district) : openNextPeriod(row, district);
}

/** What a series does now that opens no matter, its row moved on; `null` for one that opens matters. */
export async function lookNow(
  store: Pick<StoreReader, 'view'>,
  row: Row,
  district: District,
  now: Instant,
): Promise<Change[] | null> {
  if (row.id === DIRECTORY_CHECK) return checkDirectoryNow(row, district, now);
  return row.id === LEADER_DIGESTS ? digestLeadersNow(store, row, district, now) : null;
}
