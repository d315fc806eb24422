/** The time of day that an office writes: to the minute, about a time, a part of the day, or by the office's hours. */
import { type LocalTime, secondsOfDay } from '../time/instant.ts';
import { FORMS, type Reading, Unread } from './reading.ts';
import { LAST_SECOND, PARTS_OF_DAY, type PartOfDay } from './time-words.ts';

/** Seconds of the day, both included; 86,400 is 24:00. */
export interface Clock {
  readonly from: number;
  readonly to: number;
}

/** 左右, 许 and 约 mean so many seconds before and after. */
const ABOUT = 30 * 60;
/** 上班前 is before nine at the latest. */
const WORK_BEGINS = 9 * 3600;

/** `null`: neither a time nor a part of the day stands there. */
export function readClock(text: Reading, workEnd: LocalTime): Clock | null {
  const office = text.take(/^(下班前|下班后|上班前)/)?.[1];
  if (office !== undefined) return officeHours(office, secondsOfDay(workEnd));
  const part = PARTS_OF_DAY.find(({ word }) => text.takeWord(word)) ?? null;
  const about = text.take(/^(大约|约|大概)/) !== null;
  const time = timeOfDay(text, part);
  if (time === null) {
    if (about) throw new Unread(`不能识别，${FORMS}`);
    return part;
  }
  if (text.take(/^(左右|前后|许|多)/) === null && !about) return { from: time, to: time };
  return { from: Math.max(0, time - ABOUT), to: Math.min(LAST_SECOND, time + ABOUT) };
}

function timeOfDay(text: Reading, part: PartOfDay | null): number | null {
  const half = text.take(/^(am|pm)/i)?.[1]?.toLowerCase();
  const [, hours, minutes = '0', seconds = '0'] =
    text.take(/^(\d{1,2}):(\d{2})(?::(\d{2}))?(?!\d)/) ??
    text.take(/^(\d{1,2})[时点](半|整|[13一三]刻|\d{1,2}(?=分|$|\D))?分?/) ??
    [];
  if (hours === undefined) {
    if (half !== undefined) throw new Unread(`不能识别，${FORMS}`);
    return null;
  }
  const later = half ?? text.take(/^(am|pm)/i)?.[1]?.toLowerCase();
  return clockSeconds(Number(hours), MINUTES[minutes] ?? Number(minutes), Number(seconds), part, later);
}
const MINUTES: Readonly<Record<string, number>> = { 半: 30, 整: 0, '1刻': 15, 一刻: 15, '3刻': 45, 三刻: 45 };

function clockSeconds(
  hours: number,
  minutes: number,
  seconds: number,
  part: PartOfDay | null,
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
  return word === '下班后' ? { from: workEnd, to: LAST_SECOND } : { from: 0, to: WORK_BEGINS };
}
