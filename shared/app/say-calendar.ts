/** The holiday notices in words: which years are announced, what they say, what an unannounced year means. */
import type { CalendarYear } from '../domain/calendar/calendar-year.ts';
import { type OverlayContent, sayHours } from '../domain/calendar/overlay.ts';
import { dateOf, type Instant } from '../domain/time/instant.ts';
import { addDays, isWeekend, type LocalDate, yearOf } from '../domain/time/local-date.ts';
import { sayDate, sayFullDate, sayMonthDay, sayTime, sayWeekday } from '../domain/time/wording.ts';
import type { MovedDuty } from './import-calendar.ts';

/** One line per announced year, and what holds for the first year that is not. `idOf` names a year's content. */
export function sayCalendars(years: readonly CalendarYear[], idOf: (year: number) => string): string {
  const next = Math.max(0, ...years.map(({ year }) => year)) + 1;
  const announced = years.map(
    (year) => `${year.year}年　已公布　${idOf(year.year)}　${sayCounts(year)}　${year.notices.join('　')}`,
  );
  return [...announced, ...sayUnannounced(next, years, idOf)].map((line) => `${line}\n`).join('');
}

/** One year in full; a year without notice says what that means. */
export function sayCalendarYear(
  year: number,
  years: readonly CalendarYear[],
  idOf: (year: number) => string,
): string {
  const content = years.find((one) => one.year === year);
  const following = years.find((one) => one.year === year + 1);
  const lines = content ? sayAnnounced(content, idOf) : sayUnannounced(year, years, idOf);
  return [...lines, ...sayClaimedByNext(year, following)].map((line) => `${line}\n`).join('');
}

function sayAnnounced(content: CalendarYear, idOf: (year: number) => string): string[] {
  return [
    `${content.year}年　已公布　${idOf(content.year)}　${sayCounts(content)}`,
    ...content.notices.map((notice) => `通知：${notice}`),
    '放假：',
    ...sayOff(content.off),
    '调休上班：',
    ...sayWork(content.work),
  ];
}

function sayCounts({ off, work }: CalendarYear): string {
  return `放假${off.size}天，调休上班${work.size}天`;
}

function sayUnannounced(
  year: number,
  years: readonly CalendarYear[],
  idOf: (year: number) => string,
): string[] {
  const coming = years.every((one) => one.year < year);
  const effect = '暂按周一至周五为工作日推算；推算用到该年日期的时限标为“未确认”';
  if (!coming) return [`${year}年　未收录　${idOf(year)}　${effect}。`];
  const lines = [`${year}年　未公布　${idOf(year)}　${effect}，通知公布后重新推算。`];
  if (!years.some((one) => one.year === year - 1)) return lines;
  return [...lines, `${year - 1}年12月26日至31日也可能由该年通知调整，推算用到这几天的时限标为“可能调整”。`];
}

/** The New Year holiday may begin in the December before; those days stand in the next year's notice. */
function sayClaimedByNext(year: number, following: CalendarYear | undefined): string[] {
  const within = (days: ReadonlyMap<LocalDate, string>) =>
    new Map([...days].filter(([date]) => yearOf(date) === year));
  const off = within(following?.off ?? new Map());
  const work = within(following?.work ?? new Map());
  if (off.size + work.size === 0) return [];
  return [`${year + 1}年通知另列：`, ...sayOff(off, '放假'), ...sayWork(work, '上班')];
}

/** '  国庆节　10-01（星期四）至10-07（星期三），7天'. */
function sayOff(off: ReadonlyMap<LocalDate, string>, suffix = ''): string[] {
  return runsOf(off).map(({ name, from, to, days }) => {
    const range = from === to ? sayDay(from) : `${sayDay(from)}至${sayDay(to)}`;
    return `  ${name}${suffix}　${range}，${days}天`;
  });
}

function sayWork(work: ReadonlyMap<LocalDate, string>, suffix = ''): string[] {
  const days = [...work].sort(([a], [b]) => (a < b ? -1 : 1));
  return days.map(([date, name]) => `  ${name}${suffix}　${sayDay(date)}`);
}

function sayDay(date: LocalDate): string {
  return `${sayMonthDay(date)}（${sayWeekday(date)}）`;
}

interface Run {
  readonly name: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly days: number;
}

/** Days off of one holiday that follow each other. */
function runsOf(off: ReadonlyMap<LocalDate, string>): Run[] {
  const runs: Run[] = [];
  for (const [date, name] of [...off].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const last = runs.at(-1);
    if (last && last.name === name && addDays(last.to, 1) === date) {
      runs[runs.length - 1] = { ...last, to: date, days: last.days + 1 };
    } else {
      runs.push({ name, from: date, to: date, days: 1 });
    }
  }
  return runs;
}

/** What is allowed but rare enough to be looked at twice: weekdays listed as make-up days. */
export function calendarDoubts({ work }: Pick<CalendarYear, 'work'>): string[] {
  return [...work.keys()]
    .filter((date) => !isWeekend(date))
    .map((date) => `请核对：${sayDate(date)}（${sayWeekday(date)}）不是周末，却列为调休上班日。`);
}

/** A local document as it will hold: its days, its office hours, or that it lifts what it said before. */
export function sayOverlay({ document, off, work, officeHours }: OverlayContent): string {
  const dated = (days: ReadonlyMap<LocalDate, string>, what: string) =>
    [...days]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([date, why]) => `  ${sayFullDate(date)}（${sayWeekday(date)}）${what}：${why}`);
  const lines = [
    ...dated(off, '不上班'),
    ...dated(work, '上班'),
    ...officeHours.map(({ from, until, hours }) => `  ${from}起至${until}前，办公时间${sayHours(hours)}`),
  ];
  const content = lines.length > 0 ? lines : ['  撤销该文件此前的安排。'];
  return [`${document}：`, ...content].map((line) => `${line}\n`).join('');
}

/** What an imported year moves, one line a duty. */
export function sayMoved(moved: readonly MovedDuty[], zone: string): string {
  if (moved.length === 0) return '没有在办事项的时限因此变化。\n';
  const lines = moved.map(({ district, duty, owedBy, before, after, wasProvisional }) => {
    const mark = wasProvisional ? '（原为未确认）' : '';
    const change =
      before === after
        ? `${sayMoment(before, zone)}，时限不变`
        : `${sayMoment(before, zone)} → ${sayMoment(after, zone)}`;
    return `${district}　${duty}　${owedBy}　${change}${mark}\n`;
  });
  return [`在办事项中有${moved.length}项重新推算：\n`, ...lines].join('');
}

function sayMoment(instant: Instant, zone: string): string {
  return `${sayFullDate(dateOf(instant, zone))}${sayTime(instant, zone)}`;
}
