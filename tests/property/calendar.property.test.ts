import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentHash } from '../../shared/adapters/rules/load-calendars.ts';
import { consult } from '../../shared/domain/calendar/calendar-view.ts';
import type { CalendarYear } from '../../shared/domain/calendar/calendar-year.ts';
import { workCalendar } from '../../shared/domain/calendar/work-calendar.ts';
import type { OfficeHours } from '../../shared/domain/calendar/working-time.ts';
import {
  addSeconds,
  epochOfInstant,
  type Instant,
  instantOfEpoch,
  type LocalTime,
  parseInstant,
} from '../../shared/domain/time/instant.ts';
import {
  dateOfDayNumber,
  dayNumber,
  type LocalDate,
  parseLocalDate,
} from '../../shared/domain/time/local-date.ts';
import { published, publishedYears, SHANGHAI, view } from '../domain/calendar/published.ts';

const zones = fc.constantFrom(SHANGHAI, 'America/New_York', 'Asia/Kathmandu', 'UTC');
const datesBetween = (from: string, to: string): fc.Arbitrary<LocalDate> =>
  fc
    .integer({ min: dayNumber(parseLocalDate(from)), max: dayNumber(parseLocalDate(to)) })
    .map(dateOfDayNumber);
const dates = datesBetween('2006-12-01', '2027-06-30');
const instants: fc.Arbitrary<Instant> = fc
  .integer({
    min: epochOfInstant(parseInstant('2007-01-01T00:00:00Z')),
    max: epochOfInstant(parseInstant('2027-06-01T00:00:00Z')),
  })
  .map(instantOfEpoch);
const clock = (minutes: number) =>
  `${`${Math.floor(minutes / 60)}`.padStart(2, '0')}:${`${minutes % 60}`.padStart(2, '0')}` as LocalTime;
/** One to three intervals with breaks between them. */
const hours: fc.Arbitrary<OfficeHours> = fc
  .integer({ min: 1, max: 3 })
  .chain((count) =>
    fc.uniqueArray(fc.integer({ min: 0, max: 1439 }), { minLength: count * 2, maxLength: count * 2 }),
  )
  .map((minutes) => minutes.toSorted((a, b) => a - b).map(clock))
  .map((times) =>
    times.flatMap((from, i) => {
      const to = times[i + 1];
      return i % 2 === 0 && to !== undefined ? [{ from, to }] : [];
    }),
  );
const workdayCounts = fc.integer({ min: -60, max: 60 });
const makeUpCounts = fc.boolean();

describe('working days', () => {
  test('n working days away is always a working day, with exactly n of them counted', () => {
    fc.assert(
      fc.property(dates, workdayCounts, makeUpCounts, (date, n, counts) => {
        const calendar = view({ makeUpCounts: counts });
        const reached = calendar.addWorkdays(date, n);
        if (n === 0) return reached === date;
        const [from, to] =
          n > 0 ? [dayNumber(date) + 1, dayNumber(reached)] : [dayNumber(reached), dayNumber(date) - 1];
        let worked = 0;
        for (let day = from; day <= to; day++) if (calendar.isWorking(dateOfDayNumber(day))) worked++;
        return calendar.isWorking(reached) && worked === Math.abs(n);
      }),
    );
  });

  test('a later start is never due earlier, and more days are always due later', () => {
    fc.assert(
      fc.property(dates, fc.nat({ max: 30 }), workdayCounts, (date, shift, n) => {
        const later = dateOfDayNumber(dayNumber(date) + shift);
        expect(view().addWorkdays(later, n) >= view().addWorkdays(date, n)).toBe(true);
        expect(view().addWorkdays(date, n + 1) > view().addWorkdays(date, n) || n === 0 || n === -1).toBe(
          true,
        );
      }),
    );
  });

  test('from a working day there and back is the same day', () => {
    fc.assert(
      fc.property(dates, workdayCounts, (date, n) => {
        const start = view().rollForward(date);
        expect(view().addWorkdays(view().addWorkdays(start, n), -n)).toBe(start);
      }),
    );
  });

  test('an added holiday never makes a forward deadline earlier nor a backward one later', () => {
    const addedTo = (years: readonly CalendarYear[], holiday: LocalDate) =>
      years.map((content) => {
        if (!holiday.startsWith(`${content.year}-`) || content.work.has(holiday)) return content;
        return { ...content, off: new Map([...content.off, [holiday, '临时放假']]) };
      });
    fc.assert(
      fc.property(
        dates,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: -70, max: 70 }),
        (date, n, distance) => {
          const holiday = dateOfDayNumber(dayNumber(date) + distance);
          const isListed = publishedYears.some(({ off, work }) => off.has(holiday) || work.has(holiday));
          fc.pre(!isListed);
          const withHoliday = workCalendar(addedTo(publishedYears, holiday), contentHash);
          const stricter = consult(withHoliday, { zone: SHANGHAI });
          expect(stricter.addWorkdays(date, n) >= view().addWorkdays(date, n)).toBe(true);
          expect(stricter.addWorkdays(date, -n) <= view().addWorkdays(date, -n)).toBe(true);
          expect(stricter.rollForward(date) >= view().rollForward(date)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('counting make-up days never makes a forward deadline later', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 40 }), (date, n) => {
        expect(view().addWorkdays(date, n) <= view({ makeUpCounts: false }).addWorkdays(date, n)).toBe(true);
      }),
    );
  });

  test('asking again, and asking other things before, does not change the answer', () => {
    fc.assert(
      fc.property(dates, workdayCounts, dates, (date, n, other) => {
        const used = view();
        used.holidayBlock(other);
        expect(used.addWorkdays(date, n)).toBe(view().addWorkdays(date, n));
      }),
    );
  });
});

describe('office time', () => {
  const lengths = fc.integer({ min: 0, max: 12 * 8 * 3600 });

  test('between a start and the moment d seconds on there are d seconds, in either direction', () => {
    fc.assert(
      fc.property(instants, lengths, hours, zones, makeUpCounts, (start, d, open, zone, counts) => {
        const calendar = () => consult(published, { zone, makeUpCounts: counts });
        const there = calendar().addWorkingSeconds(start, d, open);
        expect(calendar().workingSecondsBetween(start, there, open)).toBe(d);
        const back = calendar().addWorkingSeconds(start, -d, open);
        expect(calendar().workingSecondsBetween(back, start, open)).toBe(d);
      }),
      { numRuns: 60 },
    );
  });

  test('later starts end later, longer counts end strictly later', () => {
    fc.assert(
      fc.property(instants, lengths, fc.nat({ max: 5 * 86_400 }), hours, (start, d, shift, open) => {
        const end = view().addWorkingSeconds(start, d, open);
        expect(view().addWorkingSeconds(addSeconds(start, shift), d, open) >= end).toBe(true);
        expect(view().addWorkingSeconds(start, d + 1, open) > end).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('on and back again stays within the same break', () => {
    fc.assert(
      fc.property(instants, lengths, hours, (start, d, open) => {
        const back = view().addWorkingSeconds(view().addWorkingSeconds(start, d, open), -d, open);
        expect(view().workingSecondsBetween(start, back, open)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  test('a result is a moment of office time or its end', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 8 * 3600 }), hours, (start, d, open) => {
        const end = view().addWorkingSeconds(start, d, open);
        expect(view().workingSecondsBetween(addSeconds(end, -1), end, open)).toBe(1);
        const begin = view().addWorkingSeconds(start, -d, open);
        expect(view().workingSecondsBetween(begin, addSeconds(begin, 1), open)).toBe(1);
      }),
      { numRuns: 60 },
    );
  });

  test('time adds up', () => {
    fc.assert(
      fc.property(
        fc.tuple(instants, fc.nat({ max: 40 * 86_400 }), fc.nat({ max: 40 * 86_400 })),
        hours,
        ([a, x, y], open) => {
          const b = addSeconds(a, x);
          const c = addSeconds(b, y);
          const parts = view().workingSecondsBetween(a, b, open) + view().workingSecondsBetween(b, c, open);
          expect(view().workingSecondsBetween(a, c, open)).toBe(parts);
        },
      ),
      { numRuns: 60 },
    );
  });
});
