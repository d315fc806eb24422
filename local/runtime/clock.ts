/** The clock of a running installation: never behind what the store has seen, or many times as fast for a show. */

import { keyOf } from '../../shared/app/rows.ts';
import { addSeconds, type Instant, latest } from '../../shared/domain/time/instant.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Store } from '../../shared/ports/store.ts';

/** What concerns the whole store lies under this key and not under a district. */
export const WHOLE_STORE = '_store';

const MARK = keyOf(WHOLE_STORE, 'meta', 'high-water');

/** A clock turned back by less than this is an ordinary correction. */
const TOLERANCE_SECONDS = 5;

export interface HeldClock extends Clock {
  /** Writes down how far time has come, so that a restart knows it. */
  keep(): Promise<void>;
}

/**
 * The given clock, but never earlier than the store's high-water mark less 5 seconds: where the machine's clock
 * was set back, time stands still until it has caught up.
 */
export async function heldClock(store: Pick<Store, 'get' | 'commit'>, clock: Clock): Promise<HeldClock> {
  const row = await store.get(MARK);
  let version = row?.version ?? 0;
  let kept = (row?.body as { at?: Instant } | undefined)?.at ?? null;
  let mark = kept;
  return {
    now() {
      const read = clock.now();
      const now = mark === null ? read : latest(read, addSeconds(mark, -TOLERANCE_SECONDS));
      mark = mark === null ? now : latest(mark, now);
      return now;
    },
    async keep() {
      if (mark === null || mark === kept) return;
      const content = { body: { at: mark }, due: null, view: null };
      const [result] = await store.commit([
        { district: WHOLE_STORE, puts: [{ key: MARK, content, expected: version }], entries: [] },
      ]);
      if (result?.outcome !== 'committed') return;
      version += 1;
      kept = mark;
    },
  };
}

/** Begins at `start` and runs `speed` times as fast as `elapsed`, which gives milliseconds that only grow. */
export function fastClock(start: Instant, speed: number, elapsed: () => number): Clock {
  const begun = elapsed();
  return { now: () => addSeconds(start, Math.floor(((elapsed() - begun) / 1000) * speed)) };
}
