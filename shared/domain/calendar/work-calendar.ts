/** The work calendar of several years: for each day whether it is worked, off, or not announced yet. */
import { civilOf, dayNumberOf, weekdayOfDayNumber } from '../time/civil.ts';
import { dayNumber, type LocalDate } from '../time/local-date.ts';
import { type CalendarYear, canonicalDates, findContradiction } from './calendar-year.ts';

/** A day as bits, so that counting days costs one lookup each. */
export const COUNTS = 1;
export const MAKE_UP = 2;
export const ANNOUNCED = 4;
export const HOLIDAY = 8;

/** Immutable. Days are addressed by day number (see `dayNumber`); people and rules use {@link dayOf} or a view. */
export interface WorkCalendar {
  /** Whether the year has its own notice. */
  isAnnounced(year: number): boolean;
  /** 'cn-2026#1f0c9a2e'; for a year without notice the hash of its empty content. */
  idOf(year: number): string;
  /** {@link COUNTS}, {@link MAKE_UP}, {@link ANNOUNCED} and {@link HOLIDAY} of one day. */
  bitsOn(day: number): number;
  /** The holiday a listed day belongs to, whether off or made up for. */
  holidayOn(day: number): string | undefined;
  /** The year of the notice that lists the day, if any; it may be the year after the day's own. */
  listedBy(day: number): number | undefined;
}

export interface DayKind {
  /** 'unknown' where no notice covers the day. */
  readonly kind: 'working' | 'off' | 'unknown';
  /** Whether the day counts as working; unknown days count by plain weekday. */
  readonly counts: boolean;
  /** A weekend day that is worked (调休上班). */
  readonly makeUp: boolean;
  /** The holiday of a named day off, or the one that a make-up day makes up for. */
  readonly holiday?: string;
}

/** A calendar was asked for something its content cannot give; the message is one sentence. */
export class CalendarFault extends Error {
  override name = 'CalendarFault';
}

/**
 * Joins the notices of several years. Refuses a year given twice and days that two notices claim differently.
 * `hashOf` names the empty content of years without notice the way the loader names the others.
 */
export function workCalendar(years: readonly CalendarYear[], hashOf: (text: string) => string): WorkCalendar {
  const contradiction = findContradiction(years);
  if (contradiction) throw new CalendarFault(contradiction);
  const hashes = new Map(years.map((content) => [content.year, content.hash]));
  const listed = listedDays(years);
  const { first, bits } = fillDays(hashes, listed);

  const emptyHashes = new Map<number, string>();
  const emptyHash = (year: number): string => {
    const hash = emptyHashes.get(year) ?? hashOf(canonicalDates({ year, off: new Map(), work: new Map() }));
    emptyHashes.set(year, hash);
    return hash;
  };
  return Object.freeze({
    isAnnounced: (year: number) => hashes.has(year),
    idOf: (year: number) => `cn-${year}#${hashes.get(year) ?? emptyHash(year)}`,
    bitsOn: (day: number) => bits[day - first] ?? plainBits(day),
    holidayOn: (day: number) => listed.get(day)?.holiday,
    listedBy: (day: number) => listed.get(day)?.year,
  });
}

/** What one day is, for pages and explanations. Does not record that it was looked at; a view does. */
export function dayOf(calendar: WorkCalendar, date: LocalDate): DayKind {
  const day = dayNumber(date);
  const bits = calendar.bitsOn(day);
  const counts = (bits & COUNTS) !== 0;
  const makeUp = (bits & MAKE_UP) !== 0;
  const holiday = makeUp || bits & HOLIDAY ? calendar.holidayOn(day) : undefined;
  const known = counts ? 'working' : 'off';
  const kind = bits & ANNOUNCED ? known : 'unknown';
  return { kind, counts, makeUp, ...(holiday === undefined ? {} : { holiday }) };
}

interface Listed {
  readonly year: number;
  readonly works: boolean;
  readonly holiday: string;
}

function listedDays(years: readonly CalendarYear[]): Map<number, Listed> {
  const listed = new Map<number, Listed>();
  for (const { year, off, work } of years) {
    for (const [date, holiday] of off) listed.set(dayNumber(date), { year, works: false, holiday });
    for (const [date, holiday] of work) listed.set(dayNumber(date), { year, works: true, holiday });
  }
  return listed;
}

/** The bits of every day from the first listed one's year to the last announced year, gaps included. */
function fillDays(
  announced: ReadonlyMap<number, string>,
  listed: ReadonlyMap<number, Listed>,
): { first: number; bits: Uint8Array } {
  const years = [...announced.keys()];
  if (years.length === 0) return { first: 0, bits: new Uint8Array(0) };
  const [from, to] = [Math.min(...years) - 1, Math.max(...years)];
  const first = dayNumberOf(from, 1, 1);
  const bits = new Uint8Array(dayNumberOf(to + 1, 1, 1) - first);
  for (let i = 0; i < bits.length; i++) {
    const day = first + i;
    const own = announced.has(civilOf(day).year) ? ANNOUNCED : 0;
    const entry = listed.get(day);
    bits[i] = entry ? listedBits(day, entry) : plainBits(day) | own;
  }
  return { first, bits };
}

function plainBits(day: number): number {
  return weekdayOfDayNumber(day) <= 5 ? COUNTS : 0;
}

function listedBits(day: number, { works }: Listed): number {
  if (!works) return ANNOUNCED | HOLIDAY;
  // A weekday can be listed as worked too: 2020-02-03 ended a holiday that was extended while it ran.
  return ANNOUNCED | COUNTS | (weekdayOfDayNumber(day) > 5 ? MAKE_UP : 0);
}
