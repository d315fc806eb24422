/** The day, or the stretch of days, that an office writes: in full, short, as a week or a part of a month, or counted. */
import {
  addDays,
  type LocalDate,
  lastDayOfMonth,
  mondayOf,
  parseLocalDate,
  parseWeekId,
} from '../time/local-date.ts';
import { type PeriodId, spanOf } from '../time/period.ts';
import { type Reading, Unread } from './reading.ts';

/** Both included. */
export interface Days {
  readonly first: LocalDate;
  readonly last: LocalDate;
}

/** What days are read against. */
export interface DayGround {
  /** For dates without a year; `null`: such a date cannot be read. */
  readonly year: number | null;
  /** For 当日 and 次日: the day from which the limit is counted, where one is known. */
  readonly base: LocalDate | null;
}

/** `before`: the days that stood before, which what is written short goes on from. `null`: no day stands there. */
export function readDays(text: Reading, ground: DayGround, before: Days | null): Days | null {
  return fullDate(text) ?? span(text) ?? withoutYear(text, ground, before) ?? counted(text, ground);
}

function fullDate(text: Reading): Days | null {
  const [, year, month, day] =
    text.take(/^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})(?![\d时点])[日号]?/) ??
    text.take(/^((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/) ??
    [];
  return year === undefined ? null : oneDay(dateOf(Number(year), month, day));
}

/** A week, quarter, half-year, month or year, or a part of a month. */
function span(text: Reading): Days | null {
  const week = text.take(/^(\d{4})年第?(\d{1,2})周/) ?? text.take(/^(\d{4})-W(\d{2})(?!\d)/);
  if (week) {
    const monday = mondayOf(parseWeekId(`${week[1]}-W${(week[2] ?? '').padStart(2, '0')}`));
    return { first: monday, last: addDays(monday, 6) };
  }
  const quarter = text.take(/^(\d{4})年?第?([1-4])季度?末?/);
  if (quarter) return spanOf(`${quarter[1]}-Q${quarter[2]}` as PeriodId);
  const half = text.take(/^(\d{4})年?(上|下)半年/);
  if (half) return spanOf(`${half[1]}-H${half[2] === '上' ? 1 : 2}` as PeriodId);
  const month = text.take(/^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|(?=$|[~至到]))(份)?/);
  if (month) return partOfMonth(text, Number(month[1]), month[2]);
  const year = text.take(/^(\d{4})(?:年度?|(?=$))(底|末|初)?/);
  if (!year) return null;
  if (year[2] === undefined) return spanOf(String(year[1]) as PeriodId);
  return spanOf(`${year[1]}-${year[2] === '初' ? '01' : '12'}` as PeriodId);
}

function withoutYear(text: Reading, ground: DayGround, before: Days | null): Days | null {
  const date =
    text.take(/^(\d{1,2})月(\d{1,2})(?!\d)[日号]?/) ??
    text.take(/^(\d{1,2})[-/.](\d{1,2})(?![\d:时点])[日号]?/);
  if (date) return oneDay(dateOf(yearOf(ground, before), date[1], date[2]));
  const month = text.take(/^(\d{1,2})月(份)?/);
  if (month) return partOfMonth(text, yearOf(ground, before), month[1]);
  const day = before === null ? null : text.take(/^(\d{1,2})[日号]/);
  if (!day || before === null) return null;
  return oneDay(dateOf(Number(before.last.slice(0, 4)), before.last.slice(5, 7), day[1]));
}

function yearOf(ground: DayGround, before: Days | null): number {
  const year = before === null ? ground.year : Number(before.last.slice(0, 4));
  if (year === null) throw new Unread('缺少年份，应写全，或者用--year注明');
  return year;
}

function partOfMonth(text: Reading, year: number, month: string | undefined): Days {
  const first = dateOf(year, month, '1');
  const last = lastDayOfMonth(first);
  const word = text.take(/^(上旬|中旬|下旬|初|底|末)/)?.[1];
  if (word === undefined) return { first, last };
  if (word === '上旬' || word === '初') return { first, last: addDays(first, 9) };
  if (word === '中旬') return { first: addDays(first, 10), last: addDays(first, 19) };
  return { first: addDays(first, 20), last };
}

/** From the day on which the limit rests. */
function counted(text: Reading, ground: DayGround): Days | null {
  const word = text.take(/^(当日|当天|同日|次日|翌日|第二天|前一日|前一天|前1日|前1天|(?=当晚))/)?.[0];
  if (word === undefined) return null;
  const { base } = ground;
  if (base === null) throw new Unread('无从推算，触发时间没有确定到日');
  if (/^(次日|翌日|第二天)/.test(word)) return oneDay(addDays(base, 1));
  return oneDay(word.startsWith('前') ? addDays(base, -1) : base);
}

function oneDay(day: LocalDate): Days {
  return { first: day, last: day };
}

function dateOf(year: number, month = '', day = ''): LocalDate {
  return parseLocalDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
