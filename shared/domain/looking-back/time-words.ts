/** How offices write times in tables: digits, numerals, parts of the day and words for what is not known, made uniform. */

import type { LocalDate, Weekday } from '../time/local-date.ts';
import { weekdayOf } from '../time/local-date.ts';

/** Seconds of the day between which a part of the day is taken to lie; wide on purpose, so that nobody is wronged. */
export interface PartOfDay {
  readonly word: string;
  readonly from: number;
  readonly to: number;
  /** Hours 1 to 11 that stand after the word are those of the afternoon. */
  readonly afternoon: boolean;
}

const HOUR = 3600;
export const LAST_SECOND = 24 * HOUR - 1;

/** The longer words before those that they begin with. */
export const PARTS_OF_DAY: readonly PartOfDay[] = [
  part('凌晨', 0, 6, false),
  part('清晨', 5, 9, false),
  part('早晨', 5, 9, false),
  part('早上', 5, 9, false),
  part('上午', 6, 12, false),
  part('中午', 11, 14, false),
  part('午间', 11, 14, false),
  part('下午', 12, 19, true),
  part('傍晚', 16, 20, true),
  part('晚上', 17, 24, true),
  part('晚间', 17, 24, true),
  part('当晚', 17, 24, true),
  part('深夜', 21, 24, true),
  part('夜间', 17, 24, true),
  part('早', 5, 9, false),
  part('晚', 17, 24, true),
  part('全天', 0, 24, false),
];

function part(word: string, from: number, to: number, afternoon: boolean): PartOfDay {
  return { word, from: from * HOUR, to: to === 24 ? LAST_SECOND : to * HOUR, afternoon };
}

/** What says that nothing is on record. */
const EMPTY: ReadonlySet<string> = new Set(['', '-', '--', '/', '无', '空', '略']);
/** What says that the thing was done, or took place, and nobody knows when. */
const UNKNOWN = /^(时间|具体时间)?(不详|不明|不清|未知|待查|待核实?|记不清|无法核实|\?+)$/;
/** What says in so many words that it was not done. */
const NOT_DONE =
  /^(至今|仍|尚|一直)?(未办结|未办理|未办|未报送|未报|未反馈|未完成|未发布|未召开|未答复|没报|没办)(结|送|理)?$/;

export function isEmpty(text: string): boolean {
  return EMPTY.has(text);
}

export function saysUnknown(text: string): boolean {
  return UNKNOWN.test(text);
}

export function saysNotDone(text: string): boolean {
  return NOT_DONE.test(text);
}

const WEEKDAY = /\(?(?:星期|礼拜|周)([一二三四五六日天])\)?/g;
const WEEKDAYS = '一二三四五六日';

/** A text in one way of writing, and the weekdays that stood in it. */
export interface Uniform {
  readonly text: string;
  readonly weekdays: readonly Weekday[];
}

/** Full-width letters and digits become narrow, numerals before 年月日时 become digits, weekdays and spaces go. */
export function uniform(written: string): Uniform {
  const weekdays: Weekday[] = [];
  const narrow = written
    .normalize('NFKC')
    .trim()
    .replace(/[—–−‐－~〜～]+/g, '~')
    .replaceAll('，', ',')
    .replace(WEEKDAY, (_whole, day: string) => {
      weekdays.push((WEEKDAYS.indexOf(day === '天' ? '日' : day) + 1) as Weekday);
      return ' ';
    });
  const digits = narrow
    .replace(/[〇○零一二三四五六七八九]{4}(?=年)/g, (year) => [...year].map(digitOf).join(''))
    .replace(/[〇零一二三四五六七八九十]{1,3}(?=[年月日号时点分周季])/g, numberOf)
    .replace(/(?<=[时点])[〇零一二三四五六七八九十]{1,3}(?=$|\D)/g, numberOf);
  return { text: digits.replace(/(\d)\s+(?=\d)/g, '$1 ').replace(/(?<!\d)\s+|\s+(?!\d)/g, ''), weekdays };
}

const DIGITS = '〇一二三四五六七八九';

function digitOf(numeral: string): string {
  return String(Math.max(0, DIGITS.indexOf(numeral === '零' || numeral === '○' ? '〇' : numeral)));
}

/** '二十三' → '23', '〇五' → '05'. */
function numberOf(numerals: string): string {
  if (!numerals.includes('十')) return [...numerals].map(digitOf).join('');
  const [tens = '', ones = ''] = numerals.split('十');
  return `${tens === '' ? '1' : digitOf(tens)}${ones === '' ? '0' : digitOf(ones)}`;
}

/** Whether a weekday was written and it is another one than the day's. */
export function contradicts(weekdays: readonly Weekday[], days: readonly LocalDate[]): boolean {
  return weekdays.length > 0 && !weekdays.every((weekday) => days.some((day) => weekdayOf(day) === weekday));
}
