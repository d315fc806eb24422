/** Days, moments and lengths of time in the Chinese wording that officials read. */
import { dateOf, type Instant, timeOf, type ZoneId } from './instant.ts';
import { type LocalDate, weekdayOf } from './local-date.ts';

const WEEKDAY_NAMES = ['一', '二', '三', '四', '五', '六', '日'] as const;

/** '星期四'. */
export function sayWeekday(date: LocalDate): string {
  return `星期${WEEKDAY_NAMES[weekdayOf(date) - 1]}`;
}

/** '10月8日'. */
export function sayDate(date: LocalDate): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;
}

/** '2026年10月8日', where the year is not clear from the context. */
export function sayFullDate(date: LocalDate): string {
  return `${Number(date.slice(0, 4))}年${sayDate(date)}`;
}

/** '10-08', short enough for lists. */
export function sayMonthDay(date: LocalDate): string {
  return date.slice(5);
}

/** '17:00', or '17:00:30' when seconds matter. */
export function sayTime(instant: Instant, zone: ZoneId): string {
  const time = timeOf(instant, zone);
  return time.endsWith(':00') ? time.slice(0, 5) : time;
}

/** '10月8日17:00'. */
export function sayDateTime(instant: Instant, zone: ZoneId): string {
  return `${sayDate(dateOf(instant, zone))}${sayTime(instant, zone)}`;
}

/**
 * A length of time in at most two units: '45秒', '3分钟', '1小时30分', '2天3小时'. What is smaller is cut, so
 * that the words never claim more than has passed. The sign is left to the sentence around it.
 */
export function sayDuration(seconds: number): string {
  const total = Math.floor(Math.abs(seconds));
  const [days, hours, minutes] = [
    Math.floor(total / 86_400),
    Math.floor(total / 3600) % 24,
    Math.floor(total / 60) % 60,
  ];
  if (days > 0) return `${days}天${hours > 0 ? `${hours}小时` : ''}`;
  if (hours > 0) return `${hours}小时${minutes > 0 ? `${minutes}分` : ''}`;
  if (minutes > 0) return `${minutes}分${total % 60 > 0 ? `${total % 60}秒` : '钟'}`;
  return `${total}秒`;
}
