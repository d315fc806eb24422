/** Working-day arithmetic for one computation, which remembers the days it looked at. */
import type { Instant } from '../time/instant.ts';
import {
  dateOfDayNumber,
  dayNumber,
  firstDayOfMonth,
  type LocalDate,
  lastDayOfMonth,
  type MonthId,
  mondayOf,
  type WeekId,
} from '../time/local-date.ts';
import type { ZoneId } from '../time/zone-offset.ts';
import { type Consulted, startConsultation } from './consultation.ts';
import { CalendarFault, COUNTS, HOLIDAY, MAKE_UP, type WorkCalendar } from './work-calendar.ts';
import { addOfficeSeconds, type OfficeDays, type OfficeHours, officeSecondsBetween } from './working-time.ts';

export interface HolidayBlock {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** '国庆节'; several holidays in one run are joined by '、'. */
  readonly name: string;
}

export interface CalendarView {
  readonly calendar: WorkCalendar;
  readonly zone: ZoneId;
  /** Whether worked weekend days (调休上班) count as working. */
  readonly makeUpCounts: boolean;
  isWorking(date: LocalDate): boolean;
  /**
   * The n-th working day after `date`, or before it if n is negative. The day itself is never counted, whether
   * it is worked or not (Civil Code, art. 201); 0 gives `date`. 5 after 2026-09-30 is 2026-10-13.
   */
  addWorkdays(date: LocalDate, n: number): LocalDate;
  /** The day itself if it is worked, else the next working day (Civil Code, art. 203). */
  rollForward(date: LocalDate): LocalDate;
  /** The day itself if it is worked, else the working day before: for whatever must precede an event. */
  rollBack(date: LocalDate): LocalDate;
  /** `null` when Monday to Sunday are all off. */
  firstWorkdayOfWeek(week: WeekId): LocalDate | null;
  lastWorkdayBefore(date: LocalDate): LocalDate;
  workdaysOfMonth(month: MonthId): LocalDate[];
  /** n = 1 is the last one; `null` when the month has fewer. */
  nthLastWorkdayOfMonth(month: MonthId, n: number): LocalDate | null;
  /** Office hours that a local document sets for a day go before `hours`. Seconds of office time from `from` to `to`; negative when `to` is the earlier. */
  workingSecondsBetween(from: Instant, to: Instant, hours: OfficeHours): number;
  /** Counts office time on, or back if negative; stays at closing (opening) time when it ends exactly there. */
  addWorkingSeconds(instant: Instant, seconds: number, hours: OfficeHours): Instant;
  /** The unbroken run of days off around `date` if at least one is a named holiday; `null` on a working day. */
  holidayBlock(date: LocalDate): HolidayBlock | null;
  consulted(): Consulted;
}

/** Longer than any real holiday; a calendar without work is refused rather than searched for ever. */
const LONGEST_SEARCH_DAYS = 400;

/** A fresh view for one computation. `makeUpCounts: false` treats worked weekend days as off. */
export function consult(
  calendar: WorkCalendar,
  { zone, makeUpCounts = true }: { zone: ZoneId; makeUpCounts?: boolean },
): CalendarView {
  const { look, officeHours, consulted } = startConsultation(calendar);
  const works = (day: number): boolean => {
    const bits = look(day);
    return (bits & COUNTS) !== 0 && (makeUpCounts || (bits & MAKE_UP) === 0);
  };
  const days: OfficeDays = {
    works,
    next: (day, step) => nextWorkday(works, day, step),
    hoursOn: officeHours,
  };
  const isHoliday = (day: number): boolean => (look(day) & HOLIDAY) !== 0;

  return {
    calendar,
    zone,
    makeUpCounts,
    consulted,
    isWorking: (date) => works(dayNumber(date)),
    addWorkdays: (date, n) => dateOfDayNumber(walkWorkdays(days, dayNumber(date), n)),
    rollForward: (date) => roll(days, date, 1),
    rollBack: (date) => roll(days, date, -1),
    lastWorkdayBefore: (date) => dateOfDayNumber(days.next(dayNumber(date), -1)),
    firstWorkdayOfWeek: (week) => {
      const monday = dayNumber(mondayOf(week));
      return nthWorkdayWithin(days, { from: monday, to: monday + 6 }, 1);
    },
    workdaysOfMonth: (month) => {
      const { from, to } = daysOfMonth(month);
      return Array.from({ length: to - from + 1 }, (_, i) => from + i)
        .filter(works)
        .map(dateOfDayNumber);
    },
    nthLastWorkdayOfMonth: (month, n) => {
      const { from, to } = daysOfMonth(month);
      return nthWorkdayWithin(days, { from: to, to: from }, n);
    },
    workingSecondsBetween: (from, to, hours) => officeSecondsBetween(days, zone, from, to, hours),
    addWorkingSeconds: (instant, seconds, hours) => addOfficeSeconds(days, zone, instant, seconds, hours),
    holidayBlock: (date) => {
      const day = dayNumber(date);
      if (works(day)) return null;
      const [from, to] = [days.next(day, -1) + 1, days.next(day, 1) - 1];
      const name = holidayNames(calendar, isHoliday, from, to);
      return name === '' ? null : { from: dateOfDayNumber(from), to: dateOfDayNumber(to), name };
    },
  };
}

function nextWorkday(works: (day: number) => boolean, day: number, step: 1 | -1): number {
  for (let distance = 1; distance <= LONGEST_SEARCH_DAYS; distance++) {
    if (works(day + distance * step)) return day + distance * step;
  }
  throw new CalendarFault(
    `The calendar has no working day within ${LONGEST_SEARCH_DAYS} days ${step > 0 ? 'after' : 'before'} ${dateOfDayNumber(day)}.`,
  );
}

function walkWorkdays(days: OfficeDays, start: number, n: number): number {
  if (!Number.isInteger(n)) throw new CalendarFault(`${n} is not a whole number of working days.`);
  const step = n > 0 ? 1 : -1;
  let day = start;
  for (let left = Math.abs(n); left > 0; left--) day = days.next(day, step);
  return day;
}

function roll(days: OfficeDays, date: LocalDate, step: 1 | -1): LocalDate {
  const day = dayNumber(date);
  return days.works(day) ? date : dateOfDayNumber(days.next(day, step));
}

/** Searches from `from` to `to`, backward when `to` is the smaller, and looks at no day past the answer. */
function nthWorkdayWithin(
  days: OfficeDays,
  { from, to }: { from: number; to: number },
  n: number,
): LocalDate | null {
  if (!Number.isInteger(n) || n < 1) throw new CalendarFault(`${n} is not a rank; expected 1, 2, 3 …`);
  const step = to >= from ? 1 : -1;
  let found = 0;
  for (let day = from; day !== to + step; day += step) {
    if (days.works(day)) found++;
    if (found === n) return dateOfDayNumber(day);
  }
  return null;
}

function daysOfMonth(month: MonthId): { from: number; to: number } {
  return { from: dayNumber(firstDayOfMonth(month)), to: dayNumber(lastDayOfMonth(month)) };
}

function holidayNames(
  calendar: WorkCalendar,
  isHoliday: (day: number) => boolean,
  from: number,
  to: number,
): string {
  const names = new Set<string>();
  for (let day = from; day <= to; day++) {
    const name = isHoliday(day) ? calendar.holidayOn(day) : undefined;
    if (name !== undefined) names.add(name);
  }
  return [...names].join('、');
}
