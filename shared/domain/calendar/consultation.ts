/** Remembers which days a computation looked at, so that its answer can say what it rests on. */
import { civilOf, dayNumberOf } from '../time/civil.ts';
import { ANNOUNCED, LOCAL, type WorkCalendar } from './work-calendar.ts';
import type { OfficeHours } from './working-time.ts';

/** What a computed date rests on. */
export interface Consulted {
  /**
   * 'cn-2026#1f0c9a2e', one for each year of which a day, or a listing of a day, was looked at, by year; then the
   * local documents that decided such a day or its office hours, '长双府办发〔2026〕12号#5be1d3aa'.
   */
  readonly calendars: readonly string[];
  /** A day was looked at that no notice covers; the result must be computed again when it is announced. */
  readonly provisional: boolean;
  /**
   * Not provisional, but a day from 26 to 31 December was looked at, which the next year's notice, not yet out, may
   * still change: five of twenty notices did.
   */
  readonly mayChange: boolean;
}

export interface Consultation {
  /** The day's bits; the look is remembered. */
  look(day: number): number;
  /** The office hours that a local document sets for the day; which one is remembered. */
  officeHours(day: number): OfficeHours | undefined;
  consulted(): Consulted;
}

const DAYS_A_NEXT_NOTICE_MAY_CHANGE = 6;

export function startConsultation(calendar: WorkCalendar): Consultation {
  const years = new Set<number>();
  const documents = new Set<string>();
  let sawUnannounced = false;
  let sawUnsettledYearEnd = false;
  // The year of the last look: computations walk day by day, so the next look is nearly always in it too.
  let from = 1;
  let to = 0;
  let unsettledFrom = 0;

  const enterYear = (day: number): void => {
    const { year } = civilOf(day);
    from = dayNumberOf(year, 1, 1);
    to = dayNumberOf(year + 1, 1, 1) - 1;
    unsettledFrom = calendar.isAnnounced(year + 1) ? to + 1 : to + 1 - DAYS_A_NEXT_NOTICE_MAY_CHANGE;
    years.add(year);
  };
  const look = (day: number): number => {
    if (day < from || day > to) enterYear(day);
    const bits = calendar.bitsOn(day);
    if (!(bits & ANNOUNCED)) sawUnannounced = true;
    if (day >= unsettledFrom) sawUnsettledYearEnd = true;
    if (day > to - 31) {
      const listedBy = calendar.listedBy(day);
      if (listedBy !== undefined) years.add(listedBy);
    }
    const local = bits & LOCAL ? calendar.localOn(day) : undefined;
    if (local) documents.add(local.id);
    return bits;
  };
  const officeHours = (day: number): OfficeHours | undefined => {
    const set = calendar.officeHoursOn(day);
    if (set) documents.add(set.id);
    return set?.hours;
  };
  const consulted = (): Consulted => ({
    calendars: [
      ...[...years].sort((a, b) => a - b).map((year) => calendar.idOf(year)),
      ...[...documents].sort(),
    ],
    provisional: sawUnannounced,
    mayChange: sawUnsettledYearEnd && !sawUnannounced,
  });
  return { look, officeHours, consulted };
}
