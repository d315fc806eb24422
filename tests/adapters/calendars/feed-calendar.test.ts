import { describe, expect, it } from 'vitest';
import { writeFeedCalendar } from '../../../shared/adapters/calendars/feed-calendar.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { parseLocalDate } from '../../../shared/domain/time/local-date.ts';
import type { FeedEvent } from '../../../shared/ports/feed-calendar.ts';
import { readIcal } from '../../support/ical-lines.ts';

const changedAt = parseInstant('2026-03-10T09:00:00+08:00');
const base = { uid: 'a@duban', title: '材料', sequence: 3, changedAt, cancelled: false };
const at17 = { instant: parseInstant('2026-03-17T17:00:00+08:00') };

function written(event: Partial<FeedEvent>, name = '示例镇应办时限') {
  const text = writeFeedCalendar({ name, events: [{ ...base, at: at17, ...event }] });
  const { head, events } = readIcal(text);
  return { head, event: events[0] ?? {} };
}

describe('a calendar as text', () => {
  it('is one that programs subscribe to', () => {
    expect(written({}).head).toMatchObject({
      VERSION: '2.0',
      METHOD: 'PUBLISH',
      'X-WR-CALNAME': '示例镇应办时限',
      'REFRESH-INTERVAL;VALUE=DURATION': 'PT4H',
    });
  });

  it('has a moment in UTC, which blocks nothing', () => {
    expect(written({}).event).toEqual({
      UID: 'a@duban',
      SEQUENCE: '3',
      DTSTAMP: '20260310T010000Z',
      DTSTART: '20260317T090000Z',
      SUMMARY: '材料',
      TRANSP: 'TRANSPARENT',
      STATUS: 'CONFIRMED',
      'LAST-MODIFIED': '20260310T010000Z',
    });
  });

  it('has a whole day as a date, whatever zone the machine is in', () => {
    const { event } = written({ at: { day: parseLocalDate('2026-03-18') } });
    expect(event['DTSTART;VALUE=DATE']).toBe('20260318');
    expect(event['DTEND;VALUE=DATE']).toBe('20260319');
  });

  it('says that something was withdrawn', () => {
    expect(written({ cancelled: true }).event.STATUS).toBe('CANCELLED');
  });

  it.each([
    ['marks that mean something', '一,二;三\\四'],
    ['a line break', '第一行\n第二行'],
    ['a long line of characters of three octets', '长'.repeat(200)],
    ['a property in the middle', '标题\r\nBEGIN:VEVENT'],
  ])('keeps %s', (_caption, title) => {
    expect(written({ title }).event.SUMMARY).toBe(title.replaceAll('\r\n', '\n'));
  });

  it('is valid without an event', () => {
    expect(readIcal(writeFeedCalendar({ name: '区长活动安排', events: [] })).events).toEqual([]);
  });

  it('is the same whenever it is written', () => {
    const calendar = { name: '示例镇', events: [{ ...base, at: at17 }] };
    expect(writeFeedCalendar(calendar)).toBe(writeFeedCalendar(calendar));
  });
});
