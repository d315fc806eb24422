/** What one local document changes in the work calendar of a district: days off, days worked, office hours. */
import { type LocalTime, parseLocalTime, secondsOfDay } from '../time/instant.ts';
import { InvalidTime } from '../time/invalid-time.ts';
import { addDays, daysBetween, type LocalDate, parseLocalDate } from '../time/local-date.ts';
import type { OfficeHours } from './working-time.ts';

/** `MM-DD`: the same day of every year. */
export type YearDay = string & { readonly __brand: 'YearDay' };

/** Office hours of a stretch of time: of dates, or of every year where both ends are days of the year. */
export type OfficeSeason =
  | {
      readonly every: 'once';
      readonly from: LocalDate;
      /** Exclusive, as all ends are. */
      readonly until: LocalDate;
      readonly hours: OfficeHours;
    }
  /** An end that lies before the beginning in the year belongs to the year after: winter. */
  | { readonly every: 'year'; readonly from: YearDay; readonly until: YearDay; readonly hours: OfficeHours };

/** What a document says, as it was read. */
export interface OverlayContent {
  /** Its number, such as 长双府办发〔2026〕12号; explanations cite it. */
  readonly document: string;
  /** Day off → why: 停课停工, 地方节日. */
  readonly off: ReadonlyMap<LocalDate, string>;
  /** Day worked → why. */
  readonly work: ReadonlyMap<LocalDate, string>;
  readonly officeHours: readonly OfficeSeason[];
}

export interface CalendarOverlay extends OverlayContent {
  /** First 8 hex digits of the SHA-256 of {@link canonicalOverlay}. */
  readonly hash: string;
}

/** A local document cannot be used as it stands; the message is one sentence with what was expected. */
export class OverlayFault extends Error {
  override name = 'OverlayFault';
}

/** The content in one fixed form, so that spelling and order in a file do not change the hash. */
function canonicalOverlay({ document, off, work, officeHours }: OverlayContent): string {
  const days = (named: ReadonlyMap<LocalDate, string>) =>
    [...named]
      .map(([date, why]) => `${date}=${why}`)
      .sort()
      .join(' ');
  const seasons = officeHours.map(({ from, until, hours }) => `${from}..${until} ${sayHours(hours)}`).sort();
  return `${document}\noff ${days(off)}\nwork ${days(work)}\nhours ${seasons.join(' ')}\n`;
}

/** '长双府办发〔2026〕12号#1f0c9a2e', as the lists of consulted calendars have it. */
export function overlayId({ document, hash }: Pick<CalendarOverlay, 'document' | 'hash'>): string {
  return `${document}#${hash}`;
}

/** What a document says with the hash that names it; `hashOf` gives 8 hex digits. */
export function overlayFrom(content: OverlayContent, hashOf: (text: string) => string): CalendarOverlay {
  return { ...content, hash: hashOf(canonicalOverlay(content)) };
}

/** The document takes nothing away and adds nothing; importing it lifts what it said before. */
export function isEmptyOverlay({ off, work, officeHours }: OverlayContent): boolean {
  return off.size + work.size + officeHours.length === 0;
}

/** The first thing that cannot be, as a sentence: a day both off and worked, two seasons of the same day. */
export function overlayContradiction({ off, work, officeHours }: OverlayContent): string | null {
  const twice = [...work.keys()].find((date) => off.has(date));
  if (twice !== undefined) return `${twice} is listed both off and work; expected one of them`;
  for (const [index, season] of officeHours.entries()) {
    const other = officeHours.slice(index + 1).find((one) => meet(season, one));
    if (other)
      return `the office hours from ${season.from} and from ${other.from} hold on the same day; expected each day once`;
  }
  return null;
}

/** Whether two seasons share a day; between two that come every year a leap year tells. */
function meet(one: OfficeSeason, other: OfficeSeason): boolean {
  const [a, b] = one.every === 'once' ? [one, other] : [other, one];
  const [first, length] = a.every === 'once' ? [a.from, daysBetween(a.from, a.until)] : [LEAP_YEAR, 366];
  return Array.from({ length: Math.min(length, 366) }, (_, day) => addDays(first, day)).some(
    (date) => isInSeason(a, date) && isInSeason(b, date),
  );
}

const LEAP_YEAR = parseLocalDate('2028-01-01');

/** Whether the season holds on a day. */
export function isInSeason(season: OfficeSeason, date: LocalDate): boolean {
  if (season.every === 'once') return season.from <= date && date < season.until;
  const day = date.slice(5);
  return season.from < season.until
    ? season.from <= day && day < season.until
    : season.from <= day || day < season.until;
}

/** A season from text: both ends dates, or both days of the year. Refuses a mixture, and an end before the beginning. */
export function readSeason(from: string, until: string, hours: string): OfficeSeason {
  const read = readOfficeHours(hours);
  const [first, end] = [readYearDay(from), readYearDay(until)];
  if (first !== null && end !== null) {
    if (first === end) throw new OverlayFault(`the season from ${from} until ${until} has no day`);
    return { every: 'year', from: first, until: end, hours: read };
  }
  if (first !== null || end !== null)
    throw new OverlayFault(
      `'${from}' and '${until}' do not go together; expected two dates, or two days MM-DD`,
    );
  const season = {
    every: 'once',
    from: parseLocalDate(from),
    until: parseLocalDate(until),
    hours: read,
  } as const;
  if (season.until <= season.from)
    throw new OverlayFault(`the season ends on ${until}, not after ${from}; expected a later day, exclusive`);
  return season;
}

function readYearDay(text: string): YearDay | null {
  if (!/^\d{2}-\d{2}$/.test(text)) return null;
  // A leap year has every day.
  parseLocalDate(`2028-${text}`);
  return text as YearDay;
}

/** '09:00-12:00,13:30-18:00'. Refuses intervals that end before they begin or run into each other. */
function readOfficeHours(text: string): OfficeHours {
  const hours = text.split(',').map((interval) => {
    const [from = '', to = '', ...more] = interval.split('-').map((end) => end.trim());
    if (more.length > 0) throw hoursFault(text);
    return { from: timeIn(from, text), to: timeIn(to, text) };
  });
  const inOrder = hours.every(
    ({ from, to }, index) =>
      secondsOfDay(from) < secondsOfDay(to) &&
      secondsOfDay(from) >= secondsOfDay(hours[index - 1]?.to ?? MIDNIGHT),
  );
  if (!inOrder) throw hoursFault(text);
  return hours;
}

const MIDNIGHT = parseLocalTime('00:00');

function timeIn(text: string, all: string): LocalTime {
  try {
    return parseLocalTime(text);
  } catch (fault) {
    if (fault instanceof InvalidTime) throw hoursFault(all);
    throw fault;
  }
}

function hoursFault(text: string): OverlayFault {
  return new OverlayFault(`'${text}' are no office hours; expected a form such as 09:00-12:00,13:30-18:00`);
}

/** '9:00-12:00,13:30-18:00' as it was given, to the minute. */
export function sayHours(hours: OfficeHours): string {
  return hours.map(({ from, to }) => `${from.slice(0, 5)}-${to.slice(0, 5)}`).join(',');
}
