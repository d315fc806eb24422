/** Writes a calendar as iCalendar (RFC 5545), for programs that subscribe to it. */
import ical, {
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import { addDays } from '../../domain/time/local-date.ts';
import type { FeedCalendar, FeedEvent } from '../../ports/feed-calendar.ts';

/** How often programs are asked to look again (RFC 7986 §5.7), in seconds. */
const REFRESH_SECONDS = 4 * 3600;

/**
 * All moments in UTC; a whole day as a date. Nothing in it blocks a day as busy, and what was withdrawn stands there as
 * cancelled, so that programs which keep events of their own take it away. The text does not depend on when it is written.
 */
export function writeFeedCalendar({ name, events }: FeedCalendar): string {
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'duban', product: 'duban', language: 'ZH' },
    ttl: REFRESH_SECONDS,
  });
  for (const event of events) calendar.createEvent(eventData(event));
  // Every line ends (RFC 5545 §3.1), the last one too, which the package leaves open.
  return `${calendar.toString().trimEnd()}\r\n`;
}

function eventData({ uid, title, at, sequence, changedAt, cancelled }: FeedEvent): ICalEventData {
  const changed = new Date(changedAt);
  return {
    id: uid,
    summary: title,
    ...when(at),
    stamp: changed,
    lastModified: changed,
    sequence,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.TRANSPARENT,
  };
}

function when(at: FeedEvent['at']): Pick<ICalEventData, 'start' | 'end' | 'allDay'> {
  if ('instant' in at) return { start: new Date(at.instant) };
  // The end of a whole day is exclusive (RFC 5545 §3.6.1). The package writes dates from the parts of UTC.
  return { allDay: true, start: midnight(at.day), end: midnight(addDays(at.day, 1)) };
}

function midnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
