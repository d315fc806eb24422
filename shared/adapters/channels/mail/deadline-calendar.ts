/** Deadlines as an iCalendar file (RFC 5545): the attachment of a mail, and what a feed may be made of. */
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { Instant } from '../../../domain/time/instant.ts';

export interface CalendarEntry {
  /** Stays the same when the limit moves, so that calendar programs replace the entry. */
  readonly id: string;
  readonly title: string;
  readonly at: Instant;
  /** When this version of the entry was made (DTSTAMP); `at` where left out, so that the same entry gives the same bytes. */
  readonly stamp?: Instant;
  readonly note?: string;
}

const PRODUCT = '//Duban//Deadlines//ZH';

/**
 * A calendar with METHOD:PUBLISH (RFC 5546 §3.2.1): nobody is asked to reply. Each limit is a moment in UTC
 * without an end (§3.6.1: it ends when it starts), takes no time of the day, and has no alarm, because the reminders are
 * Duban's own.
 */
export function deadlineCalendar(entries: readonly CalendarEntry[], name: string): string {
  const calendar = ical({ name, prodId: PRODUCT, method: ICalCalendarMethod.PUBLISH });
  for (const { id, title, at, stamp = at, note } of entries) {
    calendar.createEvent({
      id,
      summary: title,
      start: new Date(at),
      stamp: new Date(stamp),
      transparency: ICalEventTransparency.TRANSPARENT,
      ...(note === undefined ? {} : { description: note }),
    });
  }
  return calendar.toString();
}
