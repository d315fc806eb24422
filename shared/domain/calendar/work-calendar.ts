/** The work calendar of several years: for each day whether it is worked, off, or not announced yet. */
import { civilOf, dayNumberOf, weekdayOfDayNumber } from '../time/civil.ts';
import { dateOfDayNumber, dayNumber, type LocalDate } from '../time/local-date.ts';
import { type CalendarYear, canonicalDates, findContradiction } from './calendar-year.ts';
import { type CalendarOverlay, isInSeason, overlayId } from './overlay.ts';
import type { OfficeHours } from './working-time.ts';

/** A day as bits, so that counting days costs one lookup each. */
export const COUNTS = 1;
export const MAKE_UP = 2;
export const ANNOUNCED = 4;
export const HOLIDAY = 8;
/** A document of the district decides the day, not the country's notice; off, it is no named holiday. */
export const LOCAL = 16;

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
  /** What a local document says of a day with the bit {@link LOCAL}. */
  localOn(day: number): LocalDay | undefined;
  /** The office hours that a local document sets for the day; `undefined` where none does. */
  officeHoursOn(day: number): LocalHours | undefined;
}

/** A day that a local document decides. */
export interface LocalDay {
  /** With the hash of the document's content. */
  readonly id: string;
  readonly document: string;
  readonly why: string;
}

/** Office hours that a local document sets. */
export interface LocalHours {
  readonly id: string;
  readonly hours: OfficeHours;
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
  /** The local document that decides the day. */
  readonly local?: LocalDay;
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
    localOn: () => undefined,
    officeHoursOn: () => undefined,
  });
}

/**
 * The country's calendar with the documents of one district laid over it, the earliest first: of two that speak of
 * the same day the later one holds.
 */
export function withOverlays(calendar: WorkCalendar, overlays: readonly CalendarOverlay[]): WorkCalendar {
  if (overlays.length === 0) return calendar;
  const local = new Map<number, LocalDay & { readonly works: boolean }>();
  for (const overlay of overlays) {
    const { document, off, work } = overlay;
    const id = overlayId(overlay);
    for (const [date, why] of off) local.set(dayNumber(date), { id, document, why, works: false });
    for (const [date, why] of work) local.set(dayNumber(date), { id, document, why, works: true });
  }
  const seasons = overlays
    .flatMap((overlay) => overlay.officeHours.map((season) => ({ id: overlayId(overlay), season })))
    .toReversed();
  const hours = new Map<number, LocalHours | undefined>();
  return Object.freeze({
    ...calendar,
    bitsOn: (day: number) => {
      const decided = local.get(day);
      return decided === undefined ? calendar.bitsOn(day) : localBits(day, decided.works);
    },
    localOn: (day: number) => local.get(day),
    officeHoursOn: (day: number) => {
      if (seasons.length === 0) return undefined;
      if (!hours.has(day)) {
        const date = dateOfDayNumber(day);
        const found = seasons.find(({ season }) => isInSeason(season, date));
        hours.set(day, found && { id: found.id, hours: found.season.hours });
      }
      return hours.get(day);
    },
  });
}

function localBits(day: number, works: boolean): number {
  return (works ? workedBits(day) : 0) | ANNOUNCED | LOCAL;
}

/** What one day is, for pages and explanations. Does not record that it was looked at; a view does. */
export function dayOf(calendar: WorkCalendar, date: LocalDate): DayKind {
  const day = dayNumber(date);
  const bits = calendar.bitsOn(day);
  const counts = (bits & COUNTS) !== 0;
  const makeUp = (bits & MAKE_UP) !== 0;
  const local = bits & LOCAL ? calendar.localOn(day) : undefined;
  const holiday = !local && (makeUp || bits & HOLIDAY) ? calendar.holidayOn(day) : undefined;
  const known = counts ? 'working' : 'off';
  const kind = bits & ANNOUNCED ? known : 'unknown';
  return { kind, counts, makeUp, ...(holiday === undefined ? {} : { holiday }), ...(local ? { local } : {}) };
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
  return ANNOUNCED | workedBits(day);
}

/** A weekday can be listed as worked too: 2020-02-03 ended a holiday that was extended while it ran. */
function workedBits(day: number): number {
  return COUNTS | (weekdayOfDayNumber(day) > 5 ? MAKE_UP : 0);
}
