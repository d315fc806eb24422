/** Local documents over the work calendar as they lie in the store: all of a district in one row. */
import type { CalendarOverlay, OverlayContent } from '../domain/calendar/overlay.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import type { Row } from '../ports/store.ts';

/** An overlay as plain data. */
interface StoredOverlay extends Omit<CalendarOverlay, 'off' | 'work'> {
  readonly off: readonly (readonly [LocalDate, string])[];
  readonly work: readonly (readonly [LocalDate, string])[];
}

export interface StoredOverlays {
  /** In the order in which they came in; a later one goes before an earlier one. */
  readonly overlays: readonly StoredOverlay[];
}

/** The overlays of a row, none where there is no row. */
export function overlaysOf(row: Row | null): CalendarOverlay[] {
  const stored = (row?.body as StoredOverlays | undefined)?.overlays ?? [];
  return stored.map((one) => ({ ...one, off: new Map(one.off), work: new Map(one.work) }));
}

export function storedOverlays(overlays: readonly CalendarOverlay[]): StoredOverlays {
  return { overlays: overlays.map((one) => ({ ...one, ...daysAsData(one) })) };
}

/** The days of a document as lists, by date; also for the ledger. */
export function daysAsData({
  off,
  work,
}: Pick<OverlayContent, 'off' | 'work'>): Pick<StoredOverlay, 'off' | 'work'> {
  const listed = (days: ReadonlyMap<LocalDate, string>) => [...days].sort(([a], [b]) => (a < b ? -1 : 1));
  return { off: listed(off), work: listed(work) };
}
