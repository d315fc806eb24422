/** The calendar behind a secret address, for the programs that subscribe to it. */
import type { Engine } from '../../shared/app/engine.ts';
import { feedCalendar } from '../../shared/app/feeds/feed-content.ts';
import { feedBehind, isThere } from '../../shared/app/feeds/feeds.ts';
import type { Instant } from '../../shared/domain/time/instant.ts';
import type { Outside } from '../options.ts';

/** `null` for an address that was made up, altered or revoked, and where the directory has nobody for it any more. */
export async function calendarAnswer(
  engine: Engine,
  token: string,
  { signers, writeCalendar }: Outside,
  now: Instant,
): Promise<{ readonly text: string; readonly etag: string } | null> {
  const feed = await feedBehind(token, engine.store, signers.feeds);
  if (feed === null) return null;
  const district = await engine.districts.open(feed.district);
  if (!isThere(feed, district.directory)) return null;
  const { marks } = signers;
  const text = writeCalendar(await feedCalendar(engine.store, district, feed, now, marks.sign));
  return { text, etag: `"${marks.sign(text)}"` };
}
