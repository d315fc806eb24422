/** The monthly report: on the first working day a draft for the month before, and a note of it to the supervision office. */
import { consult } from '../../domain/calendar/calendar-view.ts';
import { dateOf, type Instant, instantAt } from '../../domain/time/instant.ts';
import { addDays, type LocalDate } from '../../domain/time/local-date.ts';
import { nextPeriod, type PeriodId, periodOf, spanOf } from '../../domain/time/period.ts';
import type { Change, Row } from '../../ports/store.ts';
import type { District } from '../district.ts';
import { createNotice } from '../notices/create-notice.ts';
import { keyOf } from '../rows.ts';
import { type KeptReport, sayNumber } from './kept-report.ts';
import type { ReportCommand } from './report-commands.ts';

/** The id of the row of the series. */
export const MONTHLY_REPORT = 'monthly-report';

interface MonthlyReportSeries {
  /** The month to be reported next. */
  readonly next: PeriodId;
}

/** From the month in which the district begins. */
export function monthlyReportSeries(district: District, now: Instant): Change['puts'][number] {
  return seriesPut(district, periodOf(dateOf(now, district.zone), 'month'), 0);
}

function seriesPut(district: District, next: PeriodId, expected: number): Change['puts'][number] {
  const body: MonthlyReportSeries = { next };
  const at = instantAt(firstWorkdayAfter(next, district), district.manners.digestAt, district.zone);
  return {
    key: keyOf(district.id, 'series', MONTHLY_REPORT),
    content: { body, due: { lane: 'normal', at }, view: null },
    expected,
  };
}

/** The first working day of the month that follows; of a year without notice, by its weekdays. */
function firstWorkdayAfter(month: PeriodId, { ground, zone }: District): LocalDate {
  return consult(ground.calendar, { zone }).rollForward(addDays(spanOf(month).last, 1));
}

/** What the series asks for now, and its row moved on to the next month; months missed in an outage are made up for. */
export function reportNextMonth(
  row: Row,
  district: District,
): { readonly command: Extract<ReportCommand, { do: 'report.make' }>; readonly advance: Change } {
  const { next } = row.body as MonthlyReportSeries;
  const all = { unit: null, kind: null, ranking: false } as const;
  return {
    command: { do: 'report.make', id: next, ...all, by: 'system' },
    advance: {
      district: district.id,
      puts: [seriesPut(district, nextPeriod(next), row.version)],
      entries: [],
    },
  };
}

/** Where the supervision office has nobody of its own, the office is told. */
const READERS = ['supervision.liaison', 'office.liaison'] as const;

/** The note that a draft lies ready, under an id that a repeat finds taken. */
export function draftNote(kept: KeptReport, district: District, now: Instant): Change {
  const post = READERS.find((name) => district.directory.posts.has(name)) ?? 'office.liaison';
  const { report } = kept;
  const facts = {
    id: `${post}~${now}~report-${kept.id}~drafted`,
    district: district.id,
    matter: `report/${kept.id}`,
    duty: `report/${kept.id}`,
    rule: '',
    rung: 'drafted',
    kind: 'check',
    clock: 'O',
    post,
    intendedAt: now,
    createdAt: now,
    dueAt: null,
    eventAt: null,
    quietExemptUntil: null,
    evenIfSettled: true,
    channel: null,
    template: 'report.drafted',
    words: {
      period: report.period,
      number: sayNumber(kept),
      count: String(report.figures.overall.due),
    },
  } as const;
  return createNotice(facts, district, now);
}
