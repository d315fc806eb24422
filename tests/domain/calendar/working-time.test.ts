import { describe, expect, test } from 'vitest';
import { consult } from '../../../shared/domain/calendar/calendar-view.ts';
import { CalendarFault, workCalendar } from '../../../shared/domain/calendar/work-calendar.ts';
import { formatInstant, parseInZone } from '../../../shared/domain/time/instant.ts';
import { officeHours, SHANGHAI, view, yearOfDays } from './published.ts';

const HOUR = 3600;
const WINTER = officeHours('09:00-12:00', '13:00-17:30');
const WITHOUT_LUNCH = officeHours('09:00-17:00');

const at = (text: string) => parseInZone(text, SHANGHAI);
const shown = (instant: ReturnType<typeof at>) => formatInstant(instant, SHANGHAI).slice(0, 16);

describe('counting office time on', () => {
  test.each([
    { caption: 'within the morning', from: '2026-10-08T09:00', hours: 2, to: '2026-10-08T11:00' },
    {
      caption: 'ends at closing time and stays there',
      from: '2026-10-08T13:00',
      hours: 4.5,
      to: '2026-10-08T17:30',
    },
    {
      caption: 'ends at the lunch break and stays there',
      from: '2026-10-08T09:00',
      hours: 3,
      to: '2026-10-08T12:00',
    },
    { caption: 'over lunch', from: '2026-10-08T11:00', hours: 2, to: '2026-10-08T14:00' },
    { caption: 'from within lunch', from: '2026-10-08T12:30', hours: 1, to: '2026-10-08T14:00' },
    { caption: 'before opening', from: '2026-10-08T06:00', hours: 1, to: '2026-10-08T10:00' },
    { caption: 'after closing', from: '2026-10-08T20:00', hours: 1, to: '2026-10-09T10:00' },
    { caption: 'a whole day from opening', from: '2026-10-08T09:00', hours: 7.5, to: '2026-10-08T17:30' },
    {
      caption: 'over a weekend with a worked Saturday',
      from: '2026-10-09T17:00',
      hours: 1,
      to: '2026-10-10T09:30',
    },
    { caption: 'over National Day', from: '2026-09-30T17:00', hours: 1, to: '2026-10-08T09:30' },
    { caption: 'from a holiday', from: '2026-10-03T10:00', hours: 1, to: '2026-10-08T10:00' },
    {
      caption: 'nothing: the moment itself, even at night',
      from: '2026-10-03T03:00',
      hours: 0,
      to: '2026-10-03T03:00',
    },
  ])('$caption', ({ from, hours, to }) => {
    expect(shown(view().addWorkingSeconds(at(from), hours * HOUR, WINTER))).toBe(to);
  });
});

describe('counting office time back', () => {
  test.each([
    { caption: 'within the morning', from: '2026-10-08T11:00', hours: 2, to: '2026-10-08T09:00' },
    {
      caption: 'ends at opening time and stays there',
      from: '2026-10-08T12:00',
      hours: 3,
      to: '2026-10-08T09:00',
    },
    { caption: 'over lunch', from: '2026-10-08T14:00', hours: 2, to: '2026-10-08T11:00' },
    {
      caption: 'four hours before a limit at 17:00',
      from: '2026-09-30T17:00',
      hours: 4,
      to: '2026-09-30T13:00',
    },
    { caption: 'over National Day', from: '2026-10-08T09:30', hours: 1, to: '2026-09-30T17:00' },
    { caption: 'from a holiday', from: '2026-10-03T10:00', hours: 1, to: '2026-09-30T16:30' },
    { caption: 'onto a worked Saturday', from: '2026-02-24T09:00', hours: 1, to: '2026-02-14T16:30' },
  ])('$caption', ({ from, hours, to }) => {
    expect(shown(view().addWorkingSeconds(at(from), -hours * HOUR, WINTER))).toBe(to);
  });
});

describe('office time between two moments', () => {
  test.each([
    { caption: 'a whole day', from: '2026-10-08T00:00', to: '2026-10-09T00:00', hours: 7.5 },
    { caption: 'a holiday', from: '2026-10-01T00:00', to: '2026-10-08T00:00', hours: 0 },
    { caption: 'lunch', from: '2026-10-08T12:00', to: '2026-10-08T13:00', hours: 0 },
    {
      caption: 'from the eve to the first day after',
      from: '2026-09-30T16:30',
      to: '2026-10-08T10:00',
      hours: 2,
    },
    { caption: 'backward', from: '2026-10-08T10:00', to: '2026-10-08T09:00', hours: -1 },
    { caption: 'none', from: '2026-10-08T10:00', to: '2026-10-08T10:00', hours: 0 },
  ])('$caption', ({ from, to, hours }) => {
    expect(view().workingSecondsBetween(at(from), at(to), WINTER)).toBe(hours * HOUR);
  });

  test('a worked Saturday has office time only where make-up days count', () => {
    const [from, to] = [at('2026-10-10T00:00'), at('2026-10-11T00:00')];
    expect(view().workingSecondsBetween(from, to, WITHOUT_LUNCH)).toBe(8 * HOUR);
    expect(view({ makeUpCounts: false }).workingSecondsBetween(from, to, WITHOUT_LUNCH)).toBe(0);
  });

  test.each([
    { caption: 'the night the clocks go forward is an hour shorter', date: '2026-03-08', hours: 11 },
    { caption: 'the night they go back is an hour longer', date: '2026-11-01', hours: 13 },
    { caption: 'an ordinary Sunday night worked by the notice', date: '2026-03-15', hours: 12 },
  ])('in New York $caption', ({ date, hours }) => {
    const zone = 'America/New_York';
    const worked = workCalendar([yearOfDays(2026, {}, { [date]: '值班' })], () => '00000000');
    const newYork = consult(worked, { zone });
    const [midnight, noon] = [parseInZone(`${date}T00:00`, zone), parseInZone(`${date}T12:00`, zone)];
    const open = officeHours('00:00-12:00');
    expect(newYork.workingSecondsBetween(midnight, noon, open)).toBe(hours * HOUR);
    expect(newYork.addWorkingSeconds(midnight, hours * HOUR, open)).toBe(noon);
    expect(newYork.addWorkingSeconds(noon, -hours * HOUR, open)).toBe(midnight);
  });
});

describe('office hours that cannot be used are refused', () => {
  test.each([
    { caption: 'none', hours: [] },
    { caption: 'ending before they begin', hours: officeHours('17:00-09:00') },
    { caption: 'of no length', hours: officeHours('09:00-09:00') },
    { caption: 'running into each other', hours: officeHours('09:00-12:00', '11:00-17:00') },
    { caption: 'in the wrong order', hours: officeHours('13:00-17:00', '09:00-12:00') },
  ])('$caption', ({ hours }) => {
    expect(() => view().addWorkingSeconds(at('2026-10-08T09:00'), 60, hours)).toThrow(CalendarFault);
    expect(() => view().workingSecondsBetween(at('2026-10-08T09:00'), at('2026-10-09T09:00'), hours)).toThrow(
      /expected at least one interval, in order and without overlap/,
    );
  });

  test('half seconds too', () => {
    expect(() => view().addWorkingSeconds(at('2026-10-08T09:00'), 0.5, WINTER)).toThrow(CalendarFault);
  });
});
