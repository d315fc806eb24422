/** A forecast, or the difference of two, as flat lines: objects for programs, a table for a spreadsheet. */
import { dateOf, formatInstant, type Instant } from '../domain/time/instant.ts';
import { type DayLoad, type Difference, loadOf } from './compare-forecasts.ts';
import type { Forecast } from './forecast.ts';
import type { Bearer, ForecastDuty, ForecastNotice } from './forecast-records.ts';
import { BASIS_NAMES, KIND_NAMES } from './names.ts';

type Line = Readonly<Record<string, unknown>>;

/** `duty`, `notice` and `load` lines, then one `total`. Times carry the offset of the zone. */
export function forecastLines(forecast: Forecast): Line[] {
  const { duties, notices, refused, assumption, sendingResumed, zone } = forecast;
  const load = loadOf(forecast);
  const { busiestDay, busiestPerson } = load;
  return [
    ...duties.map((duty) => dutyLine('duty', duty, zone)),
    ...notices.map(({ bearer, at, ...notice }) => ({
      ...{
        line: 'notice',
        day: dateOf(at, zone),
        at: formatInstant(at, zone),
        ...bearer,
        ...withTopic(notice),
      },
    })),
    ...load.days.map((day) => loadLine(day)),
    ...refused.map(({ at, ...rest }) => ({ line: 'refused', at: formatInstant(at, zone), ...rest })),
    {
      ...{ line: 'total', assumption, sendingResumed, duties: load.duties, notices: load.notices },
      busiestDay: busiestDay && { day: busiestDay.of, ...counts(busiestDay) },
      busiestPerson: busiestPerson && { ...busiestPerson.of, ...counts(busiestPerson) },
    },
  ];
}

/** `title` is the person's post in every line; what the line is about is its `topic`. */
function withTopic<Thing extends { readonly title: string }>({ title, ...rest }: Thing) {
  return { topic: title, ...rest };
}

function dutyLine(line: string, { bearer, openedAt, dueAt, ...duty }: ForecastDuty, zone: string): Line {
  const times = { openedAt: formatInstant(openedAt, zone), dueAt: formatInstant(dueAt, zone) };
  return { line, day: dateOf(dueAt, zone), ...bearer, ...withTopic(duty), ...times };
}

function loadLine({ bearer, day, duties, notices }: DayLoad): Line {
  return { line: 'load', day, ...bearer, duties, notices };
}

function counts({ duties, notices }: Pick<DayLoad, 'duties' | 'notices'>) {
  return { duties, notices };
}

/** `moved`, `gone`, `added` duties, `load` for each changed day of a person, then one `total`. */
export function differenceLines(difference: Difference, { zone, assumption }: Forecast): Line[] {
  const { moved, gone, added, days, before, after } = difference;
  return [
    ...moved.map(({ before: was, after: is }) => ({
      ...dutyLine('moved', is, zone),
      formerDueAt: formatInstant(was.dueAt, zone),
    })),
    ...gone.map((duty) => dutyLine('gone', duty, zone)),
    ...added.map((duty) => dutyLine('added', duty, zone)),
    ...days.map(({ before: was, after: is }) => ({
      ...{ line: 'load', day: was.day, ...was.bearer, before: counts(was), after: counts(is) },
    })),
    { line: 'total', assumption, before: counts(before), after: counts(after) },
  ];
}

/** Every duty on the day of its limit and every notice on the day it goes out, by time. */
export function forecastTable({ duties, notices, zone }: Forecast): string[][] {
  const rows = [
    ...duties.map((duty) => ({ at: duty.dueAt, cells: dutyCells(duty) })),
    ...notices.map((notice) => ({ at: notice.at, cells: noticeCells(notice) })),
  ].toSorted((a, b) => compare(a.at, b.at));
  const head = ['日期', '时间', '类别', '岗位', '姓名', '规则', '事项', '编号', '性质', '渠道', '内容'];
  return [head, ...rows.map(({ at, cells: [kind = '', ...cells] }) => [...moment(at, zone), kind, ...cells])];
}

function dutyCells({ bearer, rule, title, id, basis }: ForecastDuty): string[] {
  return ['到期', ...bearerCells(bearer), rule, title, id, BASIS_NAMES[basis], '', ''];
}

function noticeCells({ bearer, rule, title, duties, kind, channel, text }: ForecastNotice): string[] {
  const said = channel === null ? '无法送达' : '提醒';
  return [said, ...bearerCells(bearer), rule, title, duties.join(' '), KIND_NAMES[kind], channel ?? '', text];
}

/** What is otherwise, before and after. */
export function differenceTable({ moved, gone, added, days }: Difference, { zone }: Forecast): string[][] {
  const say = (instant: Instant) => moment(instant, zone).join(' ');
  const duty = (kind: string, { bearer, id, title }: ForecastDuty, before: string, after: string) => [
    ...[kind, '', ...bearerCells(bearer), title, id, before, after],
  ];
  return [
    ['类别', '日期', '岗位', '姓名', '事项', '编号', '改变之前', '改变之后'],
    ...moved.map(({ before, after }) => duty('时限变化', before, say(before.dueAt), say(after.dueAt))),
    ...gone.map((one) => duty('不再产生', one, say(one.dueAt), '')),
    ...added.map((one) => duty('新增', one, '', say(one.dueAt))),
    ...days.flatMap(({ before, after }) => [
      ['到期项数', before.day, ...bearerCells(before.bearer), '', '', ...pair(before.duties, after.duties)],
      ['提醒条数', before.day, ...bearerCells(before.bearer), '', '', ...pair(before.notices, after.notices)],
    ]),
  ];
}

function pair(before: number, after: number): string[] {
  return [String(before), String(after)];
}

function bearerCells({ title, name }: Bearer): string[] {
  return [title, name ?? ''];
}

function moment(at: Instant, zone: string): [string, string] {
  const text = formatInstant(at, zone);
  return [text.slice(0, 10), text.slice(11, 16)];
}

/** Spreadsheets need the mark at the beginning to read Chinese, and must not take a text for a formula. */
export function inCsv(table: readonly (readonly string[])[]): string {
  const lines = table.map((row) => row.map(csvCell).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
