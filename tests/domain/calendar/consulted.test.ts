import { describe, expect, test } from 'vitest';
import { contentHash } from '../../../shared/adapters/rules/load-calendars.ts';
import { type CalendarView, consult } from '../../../shared/domain/calendar/calendar-view.ts';
import { workCalendar } from '../../../shared/domain/calendar/work-calendar.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { parseLocalDate, parseMonthId } from '../../../shared/domain/time/local-date.ts';
import { officeHours, publishedYears, SHANGHAI, view, yearOfDays } from './published.ts';

const day = parseLocalDate;
const idOf = (year: number) => `cn-${year}#${publishedYears.find((content) => content.year === year)?.hash}`;
const CN_2027_EMPTY = 'cn-2027#a79eab52';

describe('what an answer rests on', () => {
  const settled = { provisional: false, mayChange: false };
  test.each<{ caption: string; ask: (view: CalendarView) => unknown; rests: object }>([
    { caption: 'nothing was looked at', ask: () => null, rests: { calendars: [], ...settled } },
    {
      caption: 'zero working days look at nothing',
      ask: (v) => v.addWorkdays(day('2027-01-04'), 0),
      rests: { calendars: [], ...settled },
    },
    {
      caption: 'one announced year',
      ask: (v) => v.addWorkdays(day('2026-09-30'), 5),
      rests: { calendars: [idOf(2026)], ...settled },
    },
    {
      caption: 'two announced years, in order',
      ask: (v) => v.addWorkdays(day('2026-01-05'), -3),
      rests: { calendars: [idOf(2025), idOf(2026)], ...settled },
    },
    {
      caption: 'the start day itself is not looked at',
      ask: (v) => v.addWorkdays(day('2027-01-01'), -5),
      rests: { calendars: [idOf(2026)], provisional: false, mayChange: true },
    },
    {
      caption: 'a year without notice makes it provisional',
      ask: (v) => v.addWorkdays(day('2027-03-15'), -1),
      rests: { calendars: [CN_2027_EMPTY], provisional: true, mayChange: false },
    },
    {
      caption: 'into such a year: provisional outweighs mayChange',
      ask: (v) => v.addWorkdays(day('2026-12-30'), 5),
      rests: { calendars: [idOf(2026), CN_2027_EMPTY], provisional: true, mayChange: false },
    },
    {
      caption: '25 December 2026 is settled',
      ask: (v) => v.isWorking(day('2026-12-25')),
      rests: { calendars: [idOf(2026)], ...settled },
    },
    {
      caption: '26 December 2026 may be changed by the next notice',
      ask: (v) => v.isWorking(day('2026-12-26')),
      rests: { calendars: [idOf(2026)], provisional: false, mayChange: true },
    },
    {
      caption: '31 December 2025 can no longer change',
      ask: (v) => v.isWorking(day('2025-12-31')),
      rests: { calendars: [idOf(2025)], ...settled },
    },
    {
      caption: 'the search from the end of a month stops at its answer',
      ask: (v) => v.nthLastWorkdayOfMonth(parseMonthId('2026-12'), 1),
      rests: { calendars: [idOf(2026)], provisional: false, mayChange: true },
    },
    {
      caption: 'a December day rests on the notice that claims it, too',
      ask: (v) => v.isWorking(day('2022-12-31')),
      rests: { calendars: [idOf(2022), idOf(2023)], ...settled },
    },
    {
      caption: 'office time looks at the days it passes',
      ask: (v) =>
        v.addWorkingSeconds(parseInstant('2026-12-31T16:30:00+08:00'), 3600, officeHours('09:00-17:00')),
      rests: { calendars: [idOf(2026), CN_2027_EMPTY], provisional: true, mayChange: false },
    },
  ])('$caption', ({ ask, rests }) => {
    const fresh = view();
    ask(fresh);
    expect(fresh.consulted()).toEqual(rests);
  });

  test('views do not share what they looked at', () => {
    const first = view();
    first.isWorking(day('2027-01-04'));
    expect(view().consulted().provisional).toBe(false);
  });
});

describe('when the next year is announced', () => {
  const next = yearOfDays(2027, { '2027-01-01': '元旦', '2026-12-31': '元旦' }, { '2026-12-27': '元旦' });
  const announced = workCalendar([...publishedYears, next], contentHash);

  test('the same question has a settled answer, which may be another one', () => {
    const before = view();
    expect(before.addWorkdays(day('2026-12-24'), 5)).toBe('2026-12-31');
    expect(before.consulted()).toMatchObject({ provisional: false, mayChange: true });
    const after = consult(announced, { zone: SHANGHAI });
    expect(after.addWorkdays(day('2026-12-24'), 5)).toBe('2026-12-30');
    expect(after.consulted()).toEqual({
      calendars: [idOf(2026), 'cn-2027#20272027'],
      provisional: false,
      mayChange: false,
    });
  });
});
