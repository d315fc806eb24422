/** One year's holiday notice as dates: days off and make-up workdays. */
import { type LocalDate, yearOf } from '../time/local-date.ts';

/**
 * What the State Council's notice for one year says. The year is the notice's: its New Year holiday may claim
 * days of the December before. Weekends that the notice does not name are not listed.
 */
export interface CalendarYear {
  readonly year: number;
  /** Day off → name of the holiday. */
  readonly off: ReadonlyMap<LocalDate, string>;
  /** Day that is worked by the notice, usually a weekend day → the holiday it makes up for. */
  readonly work: ReadonlyMap<LocalDate, string>;
  /** Addresses of the notice and of its later amendments. */
  readonly notices: readonly string[];
  /** First 8 hex digits of the SHA-256 of {@link canonicalDates}. */
  readonly hash: string;
}

/** The dates alone, in one fixed form, so that spelling and order in a file do not change the hash. */
export function canonicalDates(content: Pick<CalendarYear, 'year' | 'off' | 'work'>): string {
  const sorted = (days: ReadonlyMap<LocalDate, string>) => [...days.keys()].sort().join(' ');
  return `cn-${content.year}\noff ${sorted(content.off)}\nwork ${sorted(content.work)}\n`;
}

/** A notice speaks about its own year and the December before it. */
export function isWithinNotice(year: number, date: LocalDate): boolean {
  return yearOf(date) === year || date.startsWith(`${year - 1}-12-`);
}

/** The first contradiction within or between notices, as a sentence; `null` when they agree. */
export function findContradiction(years: readonly CalendarYear[]): string | null {
  const claims = new Map<LocalDate, { year: number; says: string }>();
  const seen = new Set<number>();
  for (const { year, off, work } of years) {
    if (seen.has(year)) return `The year ${year} is given twice.`;
    seen.add(year);
    const said: [LocalDate, string][] = [
      ...[...off].map(([date, name]): [LocalDate, string] => [date, `off for ${name}`]),
      ...[...work].map(([date, name]): [LocalDate, string] => [date, `worked for ${name}`]),
    ];
    for (const [date, says] of said) {
      const other = claims.get(date);
      if (other && other.says !== says) {
        return `${date} is ${other.says} by cn-${other.year} but ${says} by cn-${year}.`;
      }
      claims.set(date, { year, says });
    }
  }
  return null;
}
