/** Says in Chinese why days in a stretch of the calendar were passed over. */
import { dateOfDayNumber, dayNumber, type LocalDate } from '../time/local-date.ts';
import { sayDate, sayMonthDay, sayWeekday } from '../time/wording.ts';
import type { CalendarView } from './calendar-view.ts';
import { COUNTS, HOLIDAY, LOCAL, type LocalDay, MAKE_UP } from './work-calendar.ts';

/**
 * Days that a local document decides are said with its number. The days off and the make-up workdays from `from` to `to`, both included, in order of time:
 * '10-01至10-07国庆节放假，10月10日（星期六）为调休上班日'. Weekends are said once. Empty when every day is an ordinary
 * working day. Explaining is not computing: the days are not recorded as looked at.
 */
export function sayOffDays(
  view: Pick<CalendarView, 'calendar' | 'makeUpCounts'>,
  from: LocalDate,
  to: LocalDate,
): string {
  const parts = new Set<string>();
  const last = dayNumber(to);
  for (let day = dayNumber(from); day <= last; day++) {
    const reason = reasonOf(view, day);
    if (reason.kind === 'local') {
      const date = dateOfDayNumber(day);
      const { why, document } = reason.local;
      parts.add(
        `${sayDate(date)}（${sayWeekday(date)}）${why}${reason.works ? '，上班' : ''}（${document}）`,
      );
    } else if (reason.kind === 'holiday') {
      const end = endOfHoliday(view, day, last, reason.name);
      parts.add(`${sayRange(day, end)}${reason.name}放假`);
      day = end;
    } else if (reason.kind === 'weekend') {
      parts.add('周末');
    } else if (reason.kind === 'make-up') {
      const date = dateOfDayNumber(day);
      parts.add(`${sayDate(date)}（${sayWeekday(date)}）为调休上班日`);
    }
  }
  return [...parts].join('，');
}

type Reason =
  | { kind: 'local'; local: LocalDay; works: boolean }
  | { kind: 'workday' | 'weekend' | 'make-up' }
  | { kind: 'holiday'; name: string };

function reasonOf(
  { calendar, makeUpCounts }: Pick<CalendarView, 'calendar' | 'makeUpCounts'>,
  day: number,
): Reason {
  const bits = calendar.bitsOn(day);
  const local = bits & LOCAL ? calendar.localOn(day) : undefined;
  if (local) return { kind: 'local', local, works: (bits & COUNTS) !== 0 };
  if (bits & HOLIDAY) return { kind: 'holiday', name: calendar.holidayOn(day) ?? '' };
  if (bits & MAKE_UP) return { kind: makeUpCounts ? 'make-up' : 'weekend' };
  return { kind: bits & COUNTS ? 'workday' : 'weekend' };
}

function endOfHoliday(
  view: Pick<CalendarView, 'calendar' | 'makeUpCounts'>,
  start: number,
  last: number,
  name: string,
): number {
  let end = start;
  while (end < last) {
    const next = reasonOf(view, end + 1);
    if (next.kind !== 'holiday' || next.name !== name) break;
    end++;
  }
  return end;
}

function sayRange(from: number, to: number): string {
  const first = sayMonthDay(dateOfDayNumber(from));
  return from === to ? first : `${first}至${sayMonthDay(dateOfDayNumber(to))}`;
}
