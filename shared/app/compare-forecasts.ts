/** How a forecast loads each person on each day, and what another forecast of the same period has otherwise. */
import { dateOf, type Instant } from '../domain/time/instant.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import type { Forecast } from './forecast.ts';
import type { Bearer, ForecastDuty } from './forecast-records.ts';

/** One person's day: limits that fall on it, and messages that arrive on it. */
export interface DayLoad {
  readonly bearer: Bearer;
  readonly day: LocalDate;
  readonly duties: number;
  readonly notices: number;
}

export interface Peak<Of> {
  readonly of: Of;
  readonly duties: number;
  readonly notices: number;
}

export interface Load {
  /** By person in the order of the directory, then by day; days without anything are left out. */
  readonly days: readonly DayLoad[];
  readonly duties: number;
  readonly notices: number;
  /** The most limits and messages together; the earliest of several. `null` where there is nothing at all. */
  readonly busiestDay: Peak<LocalDate> | null;
  readonly busiestPerson: Peak<Bearer> | null;
}

/** The load of a forecast. A duty whose limit lies outside the period loads nobody in it. */
export function loadOf({ duties, notices, titles, from, until, zone }: Forecast): Load {
  const events = [
    ...duties
      .filter(({ dueAt }) => from <= dueAt && dueAt < until)
      .map(({ bearer, dueAt }) => ({ bearer, at: dueAt, duties: 1, notices: 0 })),
    ...notices.map(({ bearer, at }) => ({ bearer, at, duties: 0, notices: 1 })),
  ].map((one) => ({ ...one, day: dateOf(one.at, zone) }));
  const days = [...Map.groupBy(events, ({ bearer, day }) => `${bearerKey(bearer)} ${day}`).values()].flatMap(
    (own) => (own[0] ? [{ bearer: own[0].bearer, day: own[0].day, ...sumOf(own) }] : []),
  );
  const sorted = days.toSorted(byPerson(titles));
  return {
    days: sorted,
    ...sumOf(sorted),
    busiestDay: busiest(
      sorted.toSorted((a, b) => compare(a.day, b.day)),
      ({ day }) => day,
      ({ day }) => day,
    ),
    busiestPerson: busiest(
      sorted,
      ({ bearer }) => bearerKey(bearer),
      ({ bearer }) => bearer,
    ),
  };
}

function byPerson(titles: readonly string[]): (a: DayLoad, b: DayLoad) => number {
  const place = ({ bearer: { title } }: DayLoad) =>
    titles.includes(title) ? titles.indexOf(title) : titles.length;
  return (a, b) =>
    place(a) - place(b) || compare(bearerKey(a.bearer), bearerKey(b.bearer)) || compare(a.day, b.day);
}

/** Groups a person's days under his title; two people of one title stay apart. */
export function bearerKey({ title, person }: Bearer): string {
  return `${title} ${person ?? ''}`;
}

function sumOf(loads: readonly Pick<DayLoad, 'duties' | 'notices'>[]): Pick<DayLoad, 'duties' | 'notices'> {
  return {
    duties: loads.reduce((sum, one) => sum + one.duties, 0),
    notices: loads.reduce((sum, one) => sum + one.notices, 0),
  };
}

function busiest<Of>(
  days: readonly DayLoad[],
  key: (day: DayLoad) => string,
  name: (day: DayLoad) => Of,
): Peak<Of> | null {
  let peak: Peak<Of> | null = null;
  for (const own of Map.groupBy(days, key).values()) {
    const [first] = own;
    const sum = sumOf(own);
    if (first && (peak === null || sum.duties + sum.notices > peak.duties + peak.notices))
      peak = { of: name(first), ...sum };
  }
  return peak;
}

export interface Difference {
  /** Duties of both whose limit is another one. */
  readonly moved: readonly { readonly before: ForecastDuty; readonly after: ForecastDuty }[];
  /** Duties of the period that only one of the two runs has at all. */
  readonly gone: readonly ForecastDuty[];
  readonly added: readonly ForecastDuty[];
  /** Days on which a person has more or fewer limits or messages. */
  readonly days: readonly { readonly before: DayLoad; readonly after: DayLoad }[];
  readonly before: Load;
  readonly after: Load;
}

/** What the second forecast has otherwise than the first; both of the same period. */
export function compareForecasts(first: Forecast, second: Forecast): Difference {
  const [before, after] = [everyDuty(first), everyDuty(second)];
  const ofPeriod = new Set([...first.duties, ...second.duties].map(({ id }) => id));
  const [loadBefore, loadAfter] = [loadOf(first), loadOf(second)];
  return {
    moved: [...ofPeriod]
      .flatMap((id) => {
        const [was, is] = [before.get(id), after.get(id)];
        return was && is && was.dueAt !== is.dueAt ? [{ before: was, after: is }] : [];
      })
      .toSorted((a, b) => byLimit(a.before, b.before)),
    gone: first.duties.filter(({ id }) => !after.has(id)),
    added: second.duties.filter(({ id }) => !before.has(id)),
    days: changedDays(loadBefore.days, loadAfter.days, byPerson(first.titles)),
    before: loadBefore,
    after: loadAfter,
  };
}

function everyDuty({ duties, outside }: Forecast): Map<string, ForecastDuty> {
  return new Map([...outside, ...duties].map((duty) => [duty.id, duty]));
}

function changedDays(
  before: readonly DayLoad[],
  after: readonly DayLoad[],
  order: (a: DayLoad, b: DayLoad) => number,
): Difference['days'] {
  const key = ({ bearer, day }: DayLoad) => `${bearerKey(bearer)} ${day}`;
  const [was, is] = [before, after].map((days) => new Map(days.map((day) => [key(day), day])));
  const keys = new Set([...before, ...after].toSorted(order).map(key));
  return [...keys].flatMap((one) => {
    const [first, second] = [was?.get(one), is?.get(one)];
    const known = first ?? second;
    if (!known) return [];
    const pair = { before: first ?? nothing(known), after: second ?? nothing(known) };
    const same = pair.before.duties === pair.after.duties && pair.before.notices === pair.after.notices;
    return same ? [] : [pair];
  });
}

function nothing(day: DayLoad): DayLoad {
  return { ...day, duties: 0, notices: 0 };
}

function byLimit(a: { dueAt: Instant; id: string }, b: { dueAt: Instant; id: string }): number {
  return compare(a.dueAt, b.dueAt) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
