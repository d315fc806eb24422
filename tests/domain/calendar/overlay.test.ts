import { describe, expect, test } from 'vitest';
import { contentHash } from '../../../shared/adapters/rules/load-calendars.ts';
import { readOverlay } from '../../../shared/adapters/rules/load-overlay.ts';
import { type CalendarView, consult } from '../../../shared/domain/calendar/calendar-view.ts';
import { overlayFrom, overlayId } from '../../../shared/domain/calendar/overlay.ts';
import { sayOffDays } from '../../../shared/domain/calendar/say-off-days.ts';
import { dayOf, withOverlays } from '../../../shared/domain/calendar/work-calendar.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { parseLocalDate } from '../../../shared/domain/time/local-date.ts';
import { officeHours, published, SHANGHAI } from './published.ts';

const day = parseLocalDate;
const USUAL = officeHours('09:00-12:00', '13:00-17:30');

function document(text: string) {
  return overlayFrom(readOverlay('local.yaml', text), contentHash);
}

const storm = document(
  'document: 甲办〔2026〕1号\noff: { 2026-08-12: 停课停工 }\nwork: { 2026-08-16: 补班 }\n',
);
const seasons = document(`document: 甲办〔2026〕2号
office-hours:
  - { from: 05-01, until: 10-01, hours: "09:00-12:00,13:30-18:00" }
  - { from: 10-01, until: 05-01, hours: "09:00-12:00,13:00-17:30" }
`);

function view(...overlays: Parameters<typeof withOverlays>[1]): CalendarView {
  return consult(withOverlays(published, overlays), { zone: SHANGHAI });
}

describe('days of a local document', () => {
  test('off and worked, each citing it', () => {
    const { calendar } = view(storm);
    expect(dayOf(calendar, day('2026-08-12'))).toMatchObject({
      kind: 'off',
      counts: false,
      local: { document: '甲办〔2026〕1号', why: '停课停工' },
    });
    expect(dayOf(calendar, day('2026-08-16'))).toMatchObject({ kind: 'working', makeUp: true });
    expect(dayOf(calendar, day('2026-08-13'))).not.toHaveProperty('local');
  });

  test('are counted, and the answer says that it rests on them', () => {
    const v = view(storm);
    expect(v.addWorkdays(day('2026-08-11'), 1)).toBe('2026-08-13');
    expect(v.consulted().calendars).toEqual([published.idOf(2026), overlayId(storm)]);
    const untouched = view(storm);
    untouched.addWorkdays(day('2026-09-01'), 1);
    expect(untouched.consulted().calendars).toEqual([published.idOf(2026)]);
  });

  test('are no named holiday', () => {
    expect(view(storm).holidayBlock(day('2026-08-12'))).toBeNull();
  });

  test('are said with the number of the document', () => {
    expect(sayOffDays(view(storm), day('2026-08-12'), day('2026-08-12'))).toBe(
      '8月12日（星期三）停课停工（甲办〔2026〕1号）',
    );
    expect(sayOffDays(view(storm), day('2026-08-16'), day('2026-08-16'))).toBe(
      '8月16日（星期日）补班，上班（甲办〔2026〕1号）',
    );
  });

  test('decide a day of a year without notice, which is then not provisional', () => {
    const v = view(document('document: 甲办〔2027〕1号\noff: { 2027-08-12: 停工 }\n'));
    expect(v.isWorking(day('2027-08-12'))).toBe(false);
    expect(v.consulted().provisional).toBe(false);
  });

  test('of two documents the later holds', () => {
    const back = document('document: 甲办〔2026〕3号\nwork: { 2026-08-12: 恢复上班 }\n');
    expect(view(storm, back).isWorking(day('2026-08-12'))).toBe(true);
    expect(view(back, storm).isWorking(day('2026-08-12'))).toBe(false);
  });
});

describe('office hours of a season', () => {
  const at = (date: string, time: string) => parseInstant(`${date}T${time}:00+08:00`);
  test.each<[string, string, string]>([
    ['summer: the afternoon begins at half past one', '2026-08-12', '14:30'],
    ['winter: at one', '2026-11-11', '14:00'],
  ])('%s', (_caption, date, end) => {
    const v = view(seasons);
    expect(v.addWorkingSeconds(at(date, '11:00'), 2 * 3600, USUAL)).toBe(at(date, end));
    expect(v.workingSecondsBetween(at(date, '11:00'), at(date, end), USUAL)).toBe(2 * 3600);
    expect(v.addWorkingSeconds(at(date, end), -2 * 3600, USUAL)).toBe(at(date, '11:00'));
    expect(v.consulted().calendars).toContain(overlayId(seasons));
  });

  test('over the turn of the season each day has its own', () => {
    // 30 September ends at 18:00; 8 October is the next working day and begins at 9:00.
    expect(view(seasons).addWorkingSeconds(at('2026-09-30', '17:00'), 2 * 3600, USUAL)).toBe(
      at('2026-10-08', '10:00'),
    );
  });

  test('without a document the usual hours hold, and nothing is cited', () => {
    const v = view(storm);
    expect(v.addWorkingSeconds(at('2026-09-01', '11:00'), 2 * 3600, USUAL)).toBe(at('2026-09-01', '14:00'));
    expect(v.consulted().calendars).toEqual([published.idOf(2026)]);
  });
});

describe('a file', () => {
  test('has the same hash however it is spelled and ordered', () => {
    const other = document(
      'off: {2026-08-12: 停课停工}\ndocument: "甲办〔2026〕1号"\nwork: {2026-08-16: 补班}\n',
    );
    expect(other.hash).toBe(storm.hash);
  });

  test.each<[string, string, RegExp]>([
    ['no number', 'off: { 2026-08-12: 停工 }', /line 1.*document.*expected the number/],
    ['an unknown field', 'document: 甲\nholidays: {}', /Unrecognized key/],
    ['a day without reason', 'document: 甲\noff: { 2026-08-12: }', /off.2026-08-12.*expected the reason/],
    [
      'a day that does not exist',
      'document: 甲\noff: { 2026-02-30: 停工 }',
      /off.2026-02-30.*does not exist/,
    ],
    [
      'hours without form',
      'document: 甲\noffice-hours: [{ from: 05-01, until: 10-01, hours: 九点 }]',
      /office-hours.0.*no office hours/,
    ],
  ])('is refused: %s', (_caption, text, message) => {
    expect(() => readOverlay('local.yaml', text)).toThrow(message);
  });
});
