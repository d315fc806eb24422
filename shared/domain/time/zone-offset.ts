/** How far a zone's clocks are ahead of UTC, remembered per day because a simulation asks very often. */
import { Temporal } from 'temporal-polyfill';
import { InvalidTime } from './invalid-time.ts';

/** An IANA name such as 'Asia/Shanghai', or 'UTC'. */
export type ZoneId = string;

const DAY = 86_400;
const MOST_DAYS_REMEMBERED = 50_000;

/** Per zone, UTC day → offset in seconds, or 'changes' when the clocks are changed within that day. */
const remembered = new Map<ZoneId, Map<number, number | 'changes'>>();

/** Seconds to add to UTC to get the zone's local time at that moment. Refuses an unknown zone. */
export function offsetAt(epochSeconds: number, zone: ZoneId): number {
  const day = Math.floor(epochSeconds / DAY);
  const offset = remembered.get(zone)?.get(day) ?? remember(zone, day);
  return offset === 'changes' ? askTemporal(epochSeconds, zone) : offset;
}

/**
 * The moment at which the zone's clocks show `localSeconds` (civil seconds since 1970-01-01T00:00:00).
 * A time that occurs twice means the first; a time that is skipped is read with the offset before the change,
 * so 02:30 in a spring gap becomes 03:30 (Temporal's 'compatible').
 */
export function epochOfLocal(localSeconds: number, zone: ZoneId): number {
  const before = offsetAt(localSeconds - DAY, zone);
  const after = offsetAt(localSeconds + DAY, zone);
  if (before === after) return localSeconds - before;
  const earlierReading = localSeconds - Math.max(before, after);
  const laterReading = localSeconds - Math.min(before, after);
  for (const reading of [earlierReading, laterReading]) {
    if (reading + offsetAt(reading, zone) === localSeconds) return reading;
  }
  return localSeconds - before;
}

function remember(zone: ZoneId, day: number): number | 'changes' {
  const offset = offsetOfDay(day, zone);
  // Only a zone that Temporal knows gets past the line above, so invented names cannot fill the memory.
  const days = remembered.get(zone) ?? new Map<number, number | 'changes'>();
  remembered.set(zone, days);
  if (days.size >= MOST_DAYS_REMEMBERED) days.clear();
  days.set(day, offset);
  return offset;
}

/** No zone has ever changed twice within 24 hours, so equal ends mean one offset all day. */
function offsetOfDay(day: number, zone: ZoneId): number | 'changes' {
  const atStart = askTemporal(day * DAY, zone);
  return atStart === askTemporal((day + 1) * DAY - 1, zone) ? atStart : 'changes';
}

function askTemporal(epochSeconds: number, zone: ZoneId): number {
  try {
    const moment = Temporal.Instant.fromEpochMilliseconds(epochSeconds * 1000);
    return moment.toZonedDateTimeISO(zone).offsetNanoseconds / 1e9;
  } catch (cause) {
    throw new InvalidTime(`'${zone}' is not a known time zone; expected a name such as Asia/Shanghai.`, {
      cause,
    });
  }
}
