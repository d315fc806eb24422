/** A calendar that ordinary calendar programs subscribe to, before it is written as text. */
import type { Instant } from '../domain/time/instant.ts';
import type { LocalDate } from '../domain/time/local-date.ts';

export interface FeedEvent {
  /** The same for as long as the event is the same. */
  readonly uid: string;
  readonly title: string;
  /** A moment, or a whole day. */
  readonly at: { readonly instant: Instant } | { readonly day: LocalDate };
  /** Raised by every change. */
  readonly sequence: number;
  readonly changedAt: Instant;
  readonly cancelled: boolean;
}

export interface FeedCalendar {
  readonly name: string;
  readonly events: readonly FeedEvent[];
}

/** The text of the calendar: the same calendar gives the same text. */
export type WriteCalendar = (calendar: FeedCalendar) => string;
