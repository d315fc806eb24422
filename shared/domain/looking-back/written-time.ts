/** Reads a time as it stands in an office's table, into the bounds within which it lies. Nothing is guessed. */
import type { Interval } from '../compliance/verdict.ts';
import {
  addSeconds,
  type Instant,
  instantAt,
  type LocalTime,
  parseInstant,
  parseLocalTime,
} from '../time/instant.ts';
import { InvalidTime } from '../time/invalid-time.ts';
import { addDays, type LocalDate, parseLocalDate } from '../time/local-date.ts';
import { FORMS, Reading, Unread } from './reading.ts';
import { contradicts, isEmpty, LAST_SECOND, saysNotDone, saysUnknown, uniform } from './time-words.ts';
import { type Clock, readClock } from './written-clock.ts';
import { type DayGround, type Days, readDays } from './written-days.ts';

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
export interface TimeGround extends DayGround {
  readonly zone: string;
  /** For 下班前 (`work_end`). */
  readonly workEnd: LocalTime;
}

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

class Reader {
  readonly #text: Reading;
  readonly #ground: TimeGround;

  constructor(text: string, ground: TimeGround) {
    this.#text = new Reading(text);
    this.#ground = ground;
  }

  whole(): Whole {
    const first = this.#moment(null);
    if (this.#text.rest === '') return this.#single(first);
    const joined = this.#text.take(/^(至|到|~|-|,|且)/) !== null;
    if (!joined && first.bound !== 'after') throw new Unread(`不能识别，${FORMS}`);
    const second = this.#moment(first);
    if (this.#text.rest !== '') throw new Unread(`不能识别，${FORMS}`);
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
    const lead = this.#text.take(/^(截至|截止|不晚于|最迟|不早于)/)?.[1] ?? null;
    const days = readDays(this.#text, this.#ground, before?.days ?? null);
    this.#text.take(/^[T ,的]/);
    const clock = readClock(this.#text, this.#ground.workEnd);
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
    const word = this.#text.take(/^(以前|之前|前|以后|之后|后|起)/)?.[1];
    if (word === undefined) return null;
    return word.includes('前') ? 'before' : 'after';
  }
}
