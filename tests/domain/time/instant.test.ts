import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  addSeconds,
  dateOf,
  earliest,
  formatInstant,
  type Instant,
  InvalidTime,
  instantAt,
  latest,
  parseInstant,
  parseInZone,
  parseLocalTime,
  secondsBetween,
  timeOf,
} from '../../../shared/domain/time/instant.ts';
import { parseLocalDate } from '../../../shared/domain/time/local-date.ts';

const SHANGHAI = 'Asia/Shanghai';
const NEW_YORK = 'America/New_York';

describe('parseInstant', () => {
  test.each([
    { caption: 'Beijing time', text: '2026-10-08T09:00:00+08:00', utc: '2026-10-08T01:00:00Z' },
    { caption: 'UTC', text: '2026-10-08T01:00:00Z', utc: '2026-10-08T01:00:00Z' },
    { caption: 'without seconds', text: '2026-10-08T09:00+08:00', utc: '2026-10-08T01:00:00Z' },
    {
      caption: 'fractions are cut, not rounded',
      text: '2026-10-08T09:00:00.999+08:00',
      utc: '2026-10-08T01:00:00Z',
    },
    {
      caption: 'fractions before 1970 are cut too',
      text: '1969-12-31T23:59:59.5Z',
      utc: '1969-12-31T23:59:59Z',
    },
    { caption: 'the offset moves the year', text: '2026-01-01T07:59:59+08:00', utc: '2025-12-31T23:59:59Z' },
    {
      caption: 'an offset west of Greenwich',
      text: '2026-03-08T23:30:00-05:30',
      utc: '2026-03-09T05:00:00Z',
    },
    { caption: 'the offset without a colon', text: '2026-10-08T09:00:00+0800', utc: '2026-10-08T01:00:00Z' },
    { caption: 'a leap day', text: '2024-02-29T00:00:00Z', utc: '2024-02-29T00:00:00Z' },
  ])('$caption', ({ text, utc }) => {
    expect(parseInstant(text)).toBe(utc);
  });

  test.each([
    { caption: 'no offset', text: '2026-10-08T09:00:00', says: /has no offset from UTC/ },
    {
      caption: 'a day that does not exist',
      text: '2026-02-30T09:00:00Z',
      says: /a date that does not exist/,
    },
    {
      caption: 'a month that does not exist',
      text: '2026-13-01T09:00:00Z',
      says: /a date that does not exist/,
    },
    { caption: 'no leap day in 2026', text: '2026-02-29T09:00:00Z', says: /a date that does not exist/ },
    { caption: 'no leap day in 1900', text: '1900-02-29T09:00:00Z', says: /a date that does not exist/ },
    { caption: 'hour 25', text: '2026-10-08T25:00:00Z', says: /a time of day that does not exist/ },
    { caption: 'hour 24', text: '2026-10-08T24:00:00Z', says: /a time of day that does not exist/ },
    { caption: 'a leap second', text: '2016-12-31T23:59:60Z', says: /a time of day that does not exist/ },
    {
      caption: 'an offset that does not exist',
      text: '2026-10-08T09:00:00+25:00',
      says: /expected an offset/,
    },
    {
      caption: 'a zone name after the offset',
      text: '2026-10-08T09:00:00+08:00[Asia/Shanghai]',
      says: /expected an offset/,
    },
    { caption: 'a date alone', text: '2026-10-08', says: /is not a time; expected a form such as/ },
    { caption: 'nothing', text: '', says: /is not a time; expected a form such as/ },
    {
      caption: 'before the year 1',
      text: '0001-01-01T00:00:00+08:00',
      says: /expected a year from 1 to 9999/,
    },
  ])('refuses $caption', ({ text, says }) => {
    expect(() => parseInstant(text)).toThrow(InvalidTime);
    expect(() => parseInstant(text)).toThrow(says);
  });
});

describe('parseInZone', () => {
  test.each([
    { caption: 'local time', text: '2026-10-08T09:00', zone: SHANGHAI, utc: '2026-10-08T01:00:00Z' },
    {
      caption: 'local time with seconds',
      text: '2026-10-08T09:00:30',
      zone: SHANGHAI,
      utc: '2026-10-08T01:00:30Z',
    },
    {
      caption: 'an offset goes before the zone',
      text: '2026-10-08T09:00:00Z',
      zone: SHANGHAI,
      utc: '2026-10-08T09:00:00Z',
    },
    { caption: 'another zone', text: '2026-07-01T09:00', zone: NEW_YORK, utc: '2026-07-01T13:00:00Z' },
  ])('$caption', ({ text, zone, utc }) => {
    expect(parseInZone(text, zone)).toBe(utc);
  });

  test('refuses an unknown zone', () => {
    expect(() => parseInZone('2026-10-08T09:00', 'Asia/Changchun')).toThrow(
      "'Asia/Changchun' is not a known time zone; expected a name such as Asia/Shanghai.",
    );
  });
});

describe('zones whose clocks change', () => {
  test.each([
    {
      caption: 'New York winter',
      local: '2026-03-08T01:59:59',
      zone: NEW_YORK,
      shown: '2026-03-08T01:59:59-05:00',
    },
    {
      caption: 'New York, skipped: moves on by the gap',
      local: '2026-03-08T02:30:00',
      zone: NEW_YORK,
      shown: '2026-03-08T03:30:00-04:00',
    },
    {
      caption: 'New York summer',
      local: '2026-03-08T03:00:00',
      zone: NEW_YORK,
      shown: '2026-03-08T03:00:00-04:00',
    },
    {
      caption: 'New York, twice: means the first',
      local: '2026-11-01T01:30:00',
      zone: NEW_YORK,
      shown: '2026-11-01T01:30:00-04:00',
    },
    {
      caption: 'New York, after the change',
      local: '2026-11-01T02:00:00',
      zone: NEW_YORK,
      shown: '2026-11-01T02:00:00-05:00',
    },
    {
      caption: 'China before its summer time of 1986',
      local: '1986-05-04T01:59:59',
      zone: SHANGHAI,
      shown: '1986-05-04T01:59:59+08:00',
    },
    {
      caption: 'China in its summer time',
      local: '1988-07-01T09:00:00',
      zone: SHANGHAI,
      shown: '1988-07-01T09:00:00+09:00',
    },
    {
      caption: 'China, the hour that came twice',
      local: '1991-09-15T01:30:00',
      zone: SHANGHAI,
      shown: '1991-09-15T01:30:00+09:00',
    },
    {
      caption: 'China after 1991',
      local: '1992-07-01T09:00:00',
      zone: SHANGHAI,
      shown: '1992-07-01T09:00:00+08:00',
    },
    {
      caption: 'an offset of quarter hours',
      local: '2026-07-01T09:00:00',
      zone: 'Asia/Kathmandu',
      shown: '2026-07-01T09:00:00+05:45',
    },
    {
      caption: 'half an hour of summer time',
      local: '2026-04-05T01:45:00',
      zone: 'Australia/Lord_Howe',
      shown: '2026-04-05T01:45:00+11:00',
    },
  ])('$caption', ({ local, zone, shown }) => {
    expect(formatInstant(parseInZone(local, zone), zone)).toBe(shown);
  });

  test.each([
    { zone: NEW_YORK, from: '2026-03-05T00:00:00Z', caption: 'New York, spring' },
    { zone: NEW_YORK, from: '2026-10-30T00:00:00Z', caption: 'New York, autumn' },
    { zone: SHANGHAI, from: '1986-05-01T00:00:00Z', caption: 'China, start of summer time 1986' },
    { zone: SHANGHAI, from: '1991-09-12T00:00:00Z', caption: 'China, end of summer time 1991' },
    { zone: SHANGHAI, from: '2026-12-29T00:00:00Z', caption: 'China, new year 2027' },
    { zone: 'Africa/Casablanca', from: '2026-02-13T00:00:00Z', caption: 'Morocco, start of Ramadan' },
    { zone: 'Pacific/Apia', from: '2011-12-28T00:00:00Z', caption: 'Samoa, the day that was left out' },
  ])('every 10 minutes of six days agree with Temporal: $caption', ({ zone, from }) => {
    const start = from as Instant;
    for (let step = 0; step < 6 * 144; step++) {
      const instant = addSeconds(start, step * 600);
      const expected = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
      expect(formatInstant(instant, zone)).toBe(expected.toString({ timeZoneName: 'never' }));
      const plain = Temporal.PlainDateTime.from(instant.slice(0, -1));
      const there = plain.toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant().toString();
      expect(parseInZone(instant.slice(0, -1), zone)).toBe(there);
    }
  });

  test("the civil day is the zone's, whatever the machine's zone is", () => {
    const instant = parseInstant('2026-10-07T16:30:00Z');
    expect(dateOf(instant, SHANGHAI)).toBe('2026-10-08');
    expect(timeOf(instant, SHANGHAI)).toBe('00:30:00');
    expect(dateOf(instant, NEW_YORK)).toBe('2026-10-07');
    expect(timeOf(instant, NEW_YORK)).toBe('12:30:00');
  });
});

describe('arithmetic', () => {
  const nine = parseInstant('2026-10-08T09:00:00+08:00');

  test('seconds are real ones, across midnight, leap day and year', () => {
    expect(addSeconds(nine, -9 * 3600 - 1)).toBe('2026-10-07T15:59:59Z');
    expect(addSeconds(parseInstant('2024-02-28T23:59:59Z'), 1)).toBe('2024-02-29T00:00:00Z');
    expect(addSeconds(parseInstant('2026-12-31T23:59:59Z'), 1)).toBe('2027-01-01T00:00:00Z');
  });

  test('a difference is to minus from', () => {
    expect(secondsBetween(nine, addSeconds(nine, 90))).toBe(90);
    expect(secondsBetween(addSeconds(nine, 90), nine)).toBe(-90);
  });

  test('refuses half seconds and years beyond four digits', () => {
    expect(() => addSeconds(nine, 0.5)).toThrow('0.5 is not a whole number of seconds.');
    expect(() => addSeconds(parseInstant('9999-12-31T23:59:59Z'), 1)).toThrow(InvalidTime);
  });

  test('the order of the texts is the order of time', () => {
    const later = addSeconds(nine, 1);
    expect(earliest(later, nine, later)).toBe(nine);
    expect(latest(nine, later, nine)).toBe(later);
    expect(parseInstant('0999-01-01T00:00:00Z') < parseInstant('1000-01-01T00:00:00Z')).toBe(true);
  });

  test('instantAt joins a day and a time of day in a zone', () => {
    const date = parseLocalDate('2026-09-30');
    expect(instantAt(date, parseLocalTime('17:00'), SHANGHAI)).toBe('2026-09-30T09:00:00Z');
    expect(instantAt(date, parseLocalTime('17:00:30'), NEW_YORK)).toBe('2026-09-30T21:00:30Z');
  });

  test.each(['9:00', '24:00', '12:60', '12:00:60', '12', '12:00 ', ''])(
    'refuses the time of day %j',
    (text) => {
      expect(() => parseLocalTime(text)).toThrow(InvalidTime);
    },
  );
});

test('a hundred thousand conversions take well under a second', () => {
  const started = performance.now();
  let instant = parseInstant('2026-01-01T00:00:00Z');
  for (let i = 0; i < 100_000; i++) {
    instant = addSeconds(instant, 313);
    instantAt(dateOf(instant, SHANGHAI), parseLocalTime('17:00'), SHANGHAI);
  }
  // Asking Temporal each time takes several seconds; the bound leaves room for a busy machine.
  expect(performance.now() - started).toBeLessThan(2_000);
});
