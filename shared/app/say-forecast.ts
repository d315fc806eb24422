/** A forecast, or the difference of two, as tables for people: each person's days, the totals and the peaks. */
import { addSeconds, dateOf, type Instant } from '../domain/time/instant.ts';
import { type LocalDate, yearOf } from '../domain/time/local-date.ts';
import { sayDate, sayDateTime, sayFullDate, sayTime, sayWeekday } from '../domain/time/wording.ts';
import { inColumns } from './columns.ts';
import {
  bearerKey,
  type DayLoad,
  type Difference,
  type Load,
  loadOf,
  type Peak,
} from './compare-forecasts.ts';
import type { Assumption, Forecast } from './forecast.ts';
import type { Bearer, ForecastDuty } from './forecast-records.ts';
import { KIND_NAMES } from './names.ts';

/** What the figures were computed from, for the head of the page. */
export interface ForecastTitle {
  /** 示例区. */
  readonly district: string;
  /** 《…工作规则》. */
  readonly rulebook: string;
  /** The settings chosen, as `weekly.mode=B`; empty for the rulebook's own. */
  readonly settings: readonly string[];
  readonly rules: readonly string[] | null;
  /** The first and the last day. */
  readonly first: LocalDate;
  readonly last: LocalDate;
  /** Until when the stored district had been kept; `null` where only cadences are forecast. */
  readonly keptUntil: Instant | null;
}

const ASSUMPTIONS: Readonly<Record<Assumption, string>> = {
  'as-expected':
    '各项应办事项均在时限前1小时办结，不足1小时的随即办结（平常情形）；需办公室主任签发的，随即签发',
  'nothing-done': '各项应办事项均未办理，提醒逐级发至最后一级（最大负荷）；需办公室主任签发的，随即签发',
};

type Period = Pick<Forecast, 'from' | 'until' | 'zone'>;

/** One table for each person, days as rows; then the totals and the peaks. */
export function sayForecast(forecast: Forecast, title: ForecastTitle): string {
  const load = loadOf(forecast);
  const groups = [...Map.groupBy(load.days, ({ bearer }) => bearerKey(bearer)).values()];
  const people = groups.flatMap((days) => ['', ...sayPerson(days, forecast)]);
  return inLines([...sayTitle('负荷预测', title, forecast), ...people, '', ...sayTotals(load, forecast)]);
}

function inLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function sayTitle(
  name: string,
  { district, rulebook, settings, rules, first, last, keptUntil }: ForecastTitle,
  { assumption, zone, sendingResumed, notices }: Forecast,
): string[] {
  const of = [
    settings.length > 0 ? `设置${settings.join('、')}` : '设置均为规则库原值',
    ...(rules === null ? [] : [`仅含规则${rules.join('、')}`]),
  ];
  const known =
    keptUntil === null
      ? '仅按周期性事项推算，未计入已排定的会议和其他事项。'
      : `已计入截至${sayFullDate(dateOf(keptUntil, zone))}${sayTime(keptUntil, zone)}的在办事项；此后未登记的不在其内。`;
  return [
    `${district}　${sayFullDate(first)}至${sayFullDate(last)}　${name}`,
    `依据：${rulebook}；${of.join('；')}。`,
    `假定：${ASSUMPTIONS[assumption]}。`,
    `范围：${known}`,
    ...(notices.some(({ shadow }) => shadow)
      ? ['说明：部分规则尚在试运行，其提醒目前只送办公室，以下按正式启用后的送达对象计入。']
      : []),
    ...(sendingResumed ? ['说明：目前暂停全部外发，以下按恢复外发推算。'] : []),
  ];
}

function sayPerson(days: readonly DayLoad[], forecast: Forecast): string[] {
  const [first] = days;
  if (!first) return [];
  const { bearer } = first;
  const rows = days.map((one) => [
    `  ${sayDay(one.day, forecast)}`,
    String(one.duties),
    String(one.notices),
    sayContents(bearer, one.day, forecast),
  ]);
  const total = sumOf(days);
  const head = ['  日期', '到期', '提醒', '内容'];
  return [
    `${sayBearer(bearer)}　到期${total.duties}项，提醒${total.notices}条`,
    ...inColumns([head, ...rows]),
  ];
}

function sumOf(days: readonly DayLoad[]): Pick<DayLoad, 'duties' | 'notices'> {
  return {
    duties: days.reduce((sum, { duties }) => sum + duties, 0),
    notices: days.reduce((sum, { notices }) => sum + notices, 0),
  };
}

/** '09:00告知：一周安排；12:00到期：一周安排（2项）', by time. */
function sayContents(bearer: Bearer, day: LocalDate, { duties, notices, zone }: Forecast): string {
  const own = (at: Instant, one: Bearer) => bearerKey(one) === bearerKey(bearer) && dateOf(at, zone) === day;
  const said = [
    ...duties
      .filter((duty) => own(duty.dueAt, duty.bearer))
      .map(({ dueAt, title, provisional }) => ({
        at: dueAt,
        say: `${sayTime(dueAt, zone)}到期：${title}${provisional ? '（未确认）' : ''}`,
      })),
    ...notices
      .filter((notice) => own(notice.at, notice.bearer))
      .map((notice) => ({
        at: notice.at,
        say: `${sayTime(notice.at, zone)}${KIND_NAMES[notice.kind]}：${notice.title}${notice.channel === null ? '（无法送达）' : ''}`,
      })),
  ].toSorted((a, b) => compare(a.at, b.at));
  return [...Map.groupBy(said, ({ say }) => say)]
    .map(([say, same]) => (same.length > 1 ? `${say}×${same.length}` : say))
    .join('；');
}

function sayTotals(load: Load, forecast: Forecast): string[] {
  const { duties, notices, refused, zone } = forecast;
  const unreached = notices.filter(({ channel }) => channel === null).length;
  const later = duties.length - load.duties;
  return [
    `合计：到期${load.duties}项，提醒${load.notices}条${later > 0 ? `；另有${later}项在期内开始、期外到期` : ''}。`,
    ...sayPeaks(load, forecast),
    ...(unreached > 0 ? [`请注意：其中${unreached}条提醒无人可以送达。`] : []),
    ...refused.map(
      ({ duty, at, reason }) => `请注意：${duty}未能按假定在${sayDateTime(at, zone)}办结：${reason}。`,
    ),
  ];
}

function sayPeaks({ busiestDay, busiestPerson }: Load, period: Period): string[] {
  if (!busiestDay || !busiestPerson) return [];
  return [
    `最忙的一天：${sayDay(busiestDay.of, period)}，${sayPeak(busiestDay)}。`,
    `最忙的人：${sayBearer(busiestPerson.of)}，${sayPeak(busiestPerson)}。`,
  ];
}

function sayPeak({ duties, notices }: Peak<unknown>): string {
  return `到期${duties}项，提醒${notices}条`;
}

/** The difference to the settings named in `changed`, `weekly.mode=B`. */
export function sayDifference(
  difference: Difference,
  [first, second]: readonly [Forecast, Forecast],
  title: ForecastTitle,
  changed: readonly string[],
): string {
  const { moved, gone, added, before, after } = difference;
  return inLines([
    ...sayTitle('负荷对比', title, first),
    `对比：改为${changed.join('、')}之后。`,
    ...section('时限变化', moved, ({ before: was, after: is }) => [
      ...sayDuty(was),
      `${sayMoment(was.dueAt, first)} → ${sayMoment(is.dueAt, first)}`,
    ]),
    ...section('不再产生', gone, (duty) => [...sayDuty(duty), sayMoment(duty.dueAt, first)]),
    ...section('新增', added, (duty) => [...sayDuty(duty), sayMoment(duty.dueAt, first)]),
    ...sayChangedDays(difference, first),
    '',
    `合计：到期${sayChange(before.duties, after.duties)}项，提醒${sayChange(before.notices, after.notices)}条。`,
    ...sayBoth('现设置下', before, first),
    ...sayBoth('改变之后', after, second),
    ...[first, second].flatMap(({ refused }, index) =>
      refused.length > 0
        ? [`请注意：${['现设置下', '改变之后'][index]}有${refused.length}项未能按假定办结。`]
        : [],
    ),
  ]);
}

function section<Thing>(name: string, things: readonly Thing[], cells: (thing: Thing) => string[]): string[] {
  if (things.length === 0) return [];
  return ['', `${name}（${things.length}项）`, ...inColumns(things.map((thing) => ['', ...cells(thing)]))];
}

function sayDuty({ id, title, bearer }: ForecastDuty): string[] {
  return [id, title, sayBearer(bearer)];
}

function sayChangedDays({ days }: Difference, period: Period): string[] {
  if (days.length === 0) return ['', '每人每日的到期事项和提醒均无变化。'];
  const groups = [...Map.groupBy(days, ({ before }) => bearerKey(before.bearer)).values()];
  return groups.flatMap((own) => [
    '',
    own[0] ? sayBearer(own[0].before.bearer) : '',
    ...inColumns([
      ['  日期', '到期', '提醒'],
      ...own.map(({ before, after }) => [
        `  ${sayDay(before.day, period)}`,
        sayChange(before.duties, after.duties),
        sayChange(before.notices, after.notices),
      ]),
    ]),
  ]);
}

/** '3', or '3→5（+2）'. */
function sayChange(before: number, after: number): string {
  if (before === after) return String(before);
  return `${before}→${after}（${after > before ? '+' : '-'}${Math.abs(after - before)}）`;
}

function sayBoth(when: string, load: Load, period: Period): string[] {
  return sayPeaks(load, period).map((line) => `${when}，${line}`);
}

function sayBearer({ title, name, person }: Bearer): string {
  return person === null ? `${title}（无人在岗）` : name === null ? title : `${title}（${name}）`;
}

/** '10月8日（星期四）', with the year where the period has more than one. */
function sayDay(day: LocalDate, { from, until, zone }: Period): string {
  const last = dateOf(addSeconds(until, -1), zone);
  const isOneYear = yearOf(dateOf(from, zone)) === yearOf(last);
  return `${isOneYear ? sayDate(day) : sayFullDate(day)}（${sayWeekday(day)}）`;
}

function sayMoment(instant: Instant, period: Period): string {
  return `${sayDay(dateOf(instant, period.zone), period)}${sayTime(instant, period.zone)}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
