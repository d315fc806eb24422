/** Reads a time as it stands in an office's table, into the bounds within which it lies. Nothing is guessed. */
import type { Interval } from '../compliance/verdict.ts';
import {
  addSeconds,
  type Instant,
  instantAt,
  type LocalTime,
  parseInstant,
  parseLocalTime,
  secondsOfDay,
} from '../time/instant.ts';
import { InvalidTime } from '../time/invalid-time.ts';
import {
  addDays,
  type LocalDate,
  lastDayOfMonth,
  mondayOf,
  parseLocalDate,
  parseWeekId,
} from '../time/local-date.ts';
import { type PeriodId, spanOf } from '../time/period.ts';
import {
  contradicts,
  isEmpty,
  LAST_SECOND,
  PARTS_OF_DAY,
  saysNotDone,
  saysUnknown,
  uniform,
} from './time-words.ts';

/** What a cell says of a time. */
export type WrittenTime =
  | { readonly says: 'nothing' }
  | { readonly says: 'unknown' }
  | { readonly says: 'not-done' }
  | {
      readonly says: 'time';
      readonly within: Interval;
      /** The last day that is meant, where only days are written. */
      readonly day: LocalDate | null;
    }
  | { readonly says: 'unreadable'; readonly why: string };

/** What times are read against. */
export interface TimeGround {
  readonly zone: string;
  /** For dates without a year; `null`: such a date cannot be read. */
  readonly year: number | null;
  /** For 下班前 (`work_end`). */
  readonly workEnd: LocalTime;
  /** For 当日 and 次日: the day from which the limit is counted, where one is known. */
  readonly base: LocalDate | null;
}

const FORMS = '应如2025-03-17 17:30、2025年3月17日下午、3月17日17时前、17:00-17:30';

/** Never throws for what somebody wrote: what is not understood is `unreadable`, with the reason in Chinese. */
export function readWrittenTime(written: string, ground: TimeGround): WrittenTime {
  const { text, weekdays } = uniform(written);
  if (isEmpty(text.replaceAll('~', '-'))) return { says: 'nothing' };
  if (saysUnknown(text)) return { says: 'unknown' };
  if (saysNotDone(text)) return { says: 'not-done' };
  try {
    const exact = exactly(written.trim(), ground);
    if (exact) return exact;
    const reader = new Reader(withoutVerbs(text), ground);
    const { within, days, onlyDays } = reader.whole();
    if (contradicts(weekdays, days)) return unreadable(`“${short(written)}”的日期与星期不符`);
    return { says: 'time', within, day: onlyDays ? (days.at(-1) ?? null) : null };
  } catch (fault) {
    if (fault instanceof Unread) return unreadable(`“${short(written)}”${fault.message}`);
    if (fault instanceof InvalidTime) return unreadable(`“${short(written)}”不是存在的日期或者时间`);
    throw fault;
  }
}

function unreadable(why: string): WrittenTime {
  return { says: 'unreadable', why };
}

const LONGEST_CITED = 30;

/** As it is cited in a fault. */
export function short(written: string): string {
  const line = written.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_CITED ? `${line.slice(0, LONGEST_CITED)}…` : line;
}

class Unread extends Error {}

const SERIAL = /^\d{5}(\.\d+)?$/;
/** 1899-12-30, from which spreadsheet programs count days. */
const SERIAL_ZERO = parseLocalDate('1899-12-30');

/** A moment with its offset, or a day as spreadsheet programs count them. */
function exactly(text: string, { zone }: TimeGround): WrittenTime | null {
  if (/T\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/.test(text)) return exact(parseInstant(text));
  if (!SERIAL.test(text)) return null;
  const number = Number(text);
  const date = addDays(SERIAL_ZERO, Math.floor(number));
  if (date < '2000-01-01' || date > '2050-12-31') return null;
  const midnight = instantAt(date, MIDNIGHT, zone);
  const seconds = Math.round((number - Math.floor(number)) * 1440) * 60;
  if (seconds > 0) return exact(addSeconds(midnight, seconds));
  return {
    says: 'time',
    within: { earliest: midnight, latest: addSeconds(midnight, LAST_SECOND) },
    day: date,
  };
}

function exact(at: Instant): WrittenTime {
  return { says: 'time', within: { earliest: at, latest: at }, day: null };
}

const MIDNIGHT = parseLocalTime('00:00');

/** 收到, 报送 … that stand beside the time add nothing to it. */
function withoutVerbs(text: string): string {
  return text
    .replace(/^(于|自|从)/, '')
    .replace(/\((时间|具体时间)?(不详|不明)\)$/, '')
    .replace(/(时间|具体时间)(不详|不明)$/, '')
    .replace(/(已)?(报送|送达|收到|签收|发布|召开|开会|办结|完成|印发|反馈|答复|报)$/, '');
}

interface Days {
  readonly first: LocalDate;
  readonly last: LocalDate;
}

interface Clock {
  readonly from: number;
  /** Seconds of the day; 86,400 is 24:00. */
  readonly to: number;
}

/** One moment or stretch as it was written. */
interface Moment {
  readonly days: Days;
  readonly clock: Clock | null;
  readonly bound: 'before' | 'after' | null;
}

interface Whole {
  readonly within: Interval;
  readonly days: readonly LocalDate[];
  readonly onlyDays: boolean;
}

const ABOUT = 30 * 60;

class Reader {
  #rest: string;
  readonly #ground: TimeGround;

  constructor(text: string, ground: TimeGround) {
    this.#rest = text;
    this.#ground = ground;
  }

  whole(): Whole {
    const first = this.#moment(null);
    if (this.#rest === '') return this.#single(first);
    const joined = this.#take(/^(至|到|~|-|,|且)/) !== null;
    if (!joined && first.bound !== 'after') throw new Unread(`不能识别，${FORMS}`);
    const second = this.#moment(first);
    if (this.#rest !== '') throw new Unread(`不能识别，${FORMS}`);
    return this.#stretch(first, second);
  }

  #single(moment: Moment): Whole {
    const { earliest, latest } = this.#bounds(moment);
    const within =
      moment.bound === 'before'
        ? { earliest: null, latest }
        : moment.bound === 'after'
          ? { earliest, latest: null }
          : { earliest, latest };
    const { first, last } = moment.days;
    return { within, days: first === last ? [first] : [first, last], onlyDays: moment.clock === null };
  }

  /** From the beginning of the one to the end of the other. */
  #stretch(first: Moment, second: Moment): Whole {
    if (first.bound === 'before' || second.bound === 'after') throw new Unread(`前后矛盾，${FORMS}`);
    const [{ earliest }, { latest }] = [this.#bounds(first), this.#bounds(second)];
    if (latest < earliest) throw new Unread('的结束早于开始');
    return {
      within: { earliest, latest },
      days: [first.days.first, second.days.last],
      onlyDays: first.clock === null && second.clock === null,
    };
  }

  #bounds({ days, clock }: Moment): { readonly earliest: Instant; readonly latest: Instant } {
    const { from, to } = clock ?? { from: 0, to: LAST_SECOND };
    return { earliest: this.#at(days.first, from), latest: this.#at(days.last, to) };
  }

  #at(day: LocalDate, seconds: number): Instant {
    return addSeconds(instantAt(day, MIDNIGHT, this.#ground.zone), seconds);
  }

  #moment(before: Moment | null): Moment {
    const lead = this.#take(/^(截至|截止|不晚于|最迟|不早于)/)?.[1] ?? null;
    const days = this.#days(before?.days ?? null);
    this.#take(/^[T ,的]/);
    const clock = this.#clock();
    if (days === null && (clock === null || before === null))
      throw new Unread(clock === null ? `不能识别，${FORMS}` : `缺少日期，${FORMS}`);
    const found = days ?? { first: before?.days.last, last: before?.days.last };
    const { first, last } = found;
    if (first === undefined || last === undefined) throw new Unread(`缺少日期，${FORMS}`);
    if (clock !== null && first !== last) throw new Unread(`中的时间不知属于哪一日，${FORMS}`);
    const bound = this.#boundAfter() ?? (lead === null ? null : lead === '不早于' ? 'after' : 'before');
    return { days: { first, last }, clock, bound };
  }

  #boundAfter(): 'before' | 'after' | null {
    const word = this.#take(/^(以前|之前|前|以后|之后|后|起)/)?.[1];
    if (word === undefined) return null;
    return word.includes('前') ? 'before' : 'after';
  }

  /** The match at the beginning of what is left, which is then taken away. */
  #take(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.#rest);
    if (found) this.#rest = this.#rest.slice(found[0].length);
    return found;
  }

  #days(before: Days | null): Days | null {
    return this.#fullDate() ?? this.#span() ?? this.#withoutYear(before) ?? this.#counted();
  }

  #fullDate(): Days | null {
    const [, year, month, day] =
      this.#take(/^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})(?![\d时点])[日号]?/) ??
      this.#take(/^((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/) ??
      [];
    return year === undefined ? null : oneDay(dateOf(Number(year), month, day));
  }

  /** A week, quarter, half-year, month or year, or a part of a month. */
  #span(): Days | null {
    const week = this.#take(/^(\d{4})(?:年第?|-W)(\d{1,2})(?:周|(?=$))/);
    if (week) {
      const monday = mondayOf(parseWeekId(`${week[1]}-W${(week[2] ?? '').padStart(2, '0')}`));
      return { first: monday, last: addDays(monday, 6) };
    }
    const quarter = this.#take(/^(\d{4})年?第?([1-4])季度?末?/);
    if (quarter) return spanOf(`${quarter[1]}-Q${quarter[2]}` as PeriodId);
    const half = this.#take(/^(\d{4})年?(上|下)半年/);
    if (half) return spanOf(`${half[1]}-H${half[2] === '上' ? 1 : 2}` as PeriodId);
    const month = this.#take(/^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|(?=$|[~至到]))(份)?/);
    if (month) return this.#partOfMonth(Number(month[1]), month[2]);
    const year = this.#take(/^(\d{4})(?:年度?|(?=$))(底|末|初)?/);
    if (!year) return null;
    if (year[2] === undefined) return spanOf(String(year[1]) as PeriodId);
    return spanOf(`${year[1]}-${year[2] === '初' ? '01' : '12'}` as PeriodId);
  }

  #withoutYear(before: Days | null): Days | null {
    const date =
      this.#take(/^(\d{1,2})月(\d{1,2})(?!\d)[日号]?/) ??
      this.#take(/^(\d{1,2})[-/.](\d{1,2})(?![\d:时点])[日号]?/);
    if (date) return oneDay(dateOf(this.#year(before), date[1], date[2]));
    const month = this.#take(/^(\d{1,2})月(份)?/);
    if (month) return this.#partOfMonth(this.#year(before), month[1]);
    const day = before === null ? null : this.#take(/^(\d{1,2})[日号]/);
    if (!day || before === null) return null;
    return oneDay(dateOf(Number(before.last.slice(0, 4)), before.last.slice(5, 7), day[1]));
  }

  #year(before: Days | null): number {
    const year = before === null ? this.#ground.year : Number(before.last.slice(0, 4));
    if (year === null) throw new Unread('缺少年份，应写全，或者用--year注明');
    return year;
  }

  #partOfMonth(year: number, month: string | undefined): Days {
    const first = dateOf(year, month, '1');
    const last = lastDayOfMonth(first);
    const word = this.#take(/^(上旬|中旬|下旬|初|底|末)/)?.[1];
    if (word === undefined) return { first, last };
    if (word === '上旬' || word === '初') return { first, last: addDays(first, 9) };
    if (word === '中旬') return { first: addDays(first, 10), last: addDays(first, 19) };
    return { first: addDays(first, 20), last };
  }

  /** From the day on which the limit rests. */
  #counted(): Days | null {
    const word = this.#take(/^(当日|当天|同日|次日|翌日|第二天|前一日|前一天|前1日|前1天|(?=当晚))/)?.[0];
    if (word === undefined) return null;
    const { base } = this.#ground;
    if (base === null) throw new Unread('无从推算，触发时间没有确定到日');
    if (/^(次日|翌日|第二天)/.test(word)) return oneDay(addDays(base, 1));
    return oneDay(word.startsWith('前') ? addDays(base, -1) : base);
  }

  #clock(): Clock | null {
    const office = this.#take(/^(下班前|下班后|上班前)/)?.[1];
    if (office !== undefined) return officeHours(office, secondsOfDay(this.#ground.workEnd));
    const part = PARTS_OF_DAY.find(({ word }) => this.#rest.startsWith(word)) ?? null;
    if (part) this.#rest = this.#rest.slice(part.word.length);
    const about = this.#take(/^(大约|约|大概)/) !== null;
    const time = this.#timeOfDay(part);
    if (time === null) {
      if (about) throw new Unread(`不能识别，${FORMS}`);
      return part;
    }
    if (this.#take(/^(左右|前后|许|多)/) === null && !about) return { from: time, to: time };
    return { from: Math.max(0, time - ABOUT), to: Math.min(LAST_SECOND, time + ABOUT) };
  }

  #timeOfDay(part: (typeof PARTS_OF_DAY)[number] | null): number | null {
    const half = this.#take(/^(am|pm)/i)?.[1]?.toLowerCase();
    const [, hours, minutes = '0', seconds = '0'] =
      this.#take(/^(\d{1,2}):(\d{2})(?::(\d{2}))?(?!\d)/) ??
      this.#take(/^(\d{1,2})[时点](半|整|[13一三]刻|\d{1,2}(?=分|$|\D))?分?/) ??
      [];
    if (hours === undefined) {
      if (half !== undefined) throw new Unread(`不能识别，${FORMS}`);
      return null;
    }
    const later = half ?? this.#take(/^(am|pm)/i)?.[1]?.toLowerCase();
    return clockSeconds(Number(hours), MINUTES[minutes] ?? Number(minutes), Number(seconds), part, later);
  }
}

const MINUTES: Readonly<Record<string, number>> = { 半: 30, 整: 0, '1刻': 15, 一刻: 15, '3刻': 45, 三刻: 45 };

function clockSeconds(
  hours: number,
  minutes: number,
  seconds: number,
  part: (typeof PARTS_OF_DAY)[number] | null,
  half: string | undefined,
): number {
  const afternoon = part?.afternoon === true || half === 'pm';
  const noon = part?.word === '中午' && hours <= 2;
  const midnight = hours === 12 && (part?.word === '凌晨' || half === 'am');
  const late = hours === 12 && part !== null && part.from >= 17 * 3600;
  const hour = midnight ? 0 : late ? 24 : (afternoon && hours < 12) || noon ? hours + 12 : hours;
  const time = hour * 3600 + minutes * 60 + seconds;
  if (minutes > 59 || seconds > 59 || time > LAST_SECOND + 1) throw new Unread('不是存在的日期或者时间');
  if (part !== null && (time < part.from || time > part.to + 1)) throw new Unread('的时刻与上下午不符');
  return time;
}

function officeHours(word: string, workEnd: number): Clock {
  if (word === '下班前') return { from: 0, to: workEnd };
  return word === '下班后' ? { from: workEnd, to: LAST_SECOND } : { from: 0, to: 9 * 3600 };
}

function oneDay(day: LocalDate): Days {
  return { first: day, last: day };
}

function dateOf(year: number, month = '', day = ''): LocalDate {
  return parseLocalDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
