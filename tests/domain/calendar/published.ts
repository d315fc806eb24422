/** The calendars that ship with the product, and short ways to name days in tests. */
import path from 'node:path';
import { contentHash, loadCalendars } from '../../../shared/adapters/rules/load-calendars.ts';
import { type CalendarView, consult } from '../../../shared/domain/calendar/calendar-view.ts';
import type { CalendarYear } from '../../../shared/domain/calendar/calendar-year.ts';
import { type WorkCalendar, workCalendar } from '../../../shared/domain/calendar/work-calendar.ts';
import type { OfficeHours } from '../../../shared/domain/calendar/working-time.ts';
import { parseLocalTime } from '../../../shared/domain/time/instant.ts';
import { type LocalDate, parseLocalDate } from '../../../shared/domain/time/local-date.ts';

export const SHANGHAI = 'Asia/Shanghai';
const calendarFolder = path.join(import.meta.dirname, '../../../rules/calendars');
export const publishedYears: readonly CalendarYear[] = loadCalendars(calendarFolder);
export const published: WorkCalendar = workCalendar(publishedYears, contentHash);

export function view(options: { makeUpCounts?: boolean } = {}): CalendarView {
  return consult(published, { zone: SHANGHAI, ...options });
}

export function yearOfDays(
  year: number,
  off: Record<string, string>,
  work: Record<string, string> = {},
): CalendarYear {
  const days = (names: Record<string, string>): Map<LocalDate, string> =>
    new Map(Object.entries(names).map(([date, name]) => [parseLocalDate(date), name]));
  return { year, off: days(off), work: days(work), notices: [], hash: `${year}${year}` };
}

/** officeHours('09:00-12:00', '13:30-17:30') */
export function officeHours(...intervals: string[]): OfficeHours {
  return intervals.map((interval) => {
    const [from = '', to = ''] = interval.split('-');
    return { from: parseLocalTime(from), to: parseLocalTime(to) };
  });
}
