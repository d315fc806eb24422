/** Limits as an iCalendar file. */
import { expect, it } from 'vitest';
import { deadlineCalendar } from '../../../shared/adapters/channels/mail/deadline-calendar.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';

const at = parseInstant('2026-03-12T17:00:00+08:00');

it('is published, in UTC, without alarm and without length, and the same for the same entries', () => {
  const calendar = deadlineCalendar([{ id: 'm1/papers', title: '报送会议材料', at }], '办理时限');
  expect(calendar.split('\r\n').filter((line) => /^(METHOD|UID|DT|TRANSP|SUMMARY)/.test(line))).toEqual([
    'METHOD:PUBLISH',
    'UID:m1/papers',
    'DTSTAMP:20260312T090000Z',
    'DTSTART:20260312T090000Z',
    'SUMMARY:报送会议材料',
    'TRANSP:TRANSPARENT',
  ]);
  expect(calendar).not.toMatch(/VALARM|DTEND|TZID/);
  expect(deadlineCalendar([{ id: 'm1/papers', title: '报送会议材料', at }], '办理时限')).toBe(calendar);
});

it('keeps lines to 75 octets and text to its field, whatever stands in it', () => {
  const title = `${'报送会议材料'.repeat(20)}，a;b,c\\d\r\nBEGIN:VALARM`;
  const calendar = deadlineCalendar([{ id: 'm1/papers', title, at, note: '第一行\n第二行' }], '办理时限');
  const lines = calendar.split('\r\n');
  expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  expect(lines).not.toContain('BEGIN:VALARM');
  const unfolded = calendar.replace(/\r\n[ \t]/g, '');
  expect(unfolded).toContain('a\\;b\\,c\\\\d');
  expect(unfolded).toContain('DESCRIPTION:第一行\\n第二行');
});
