/** Watches the commits of a store for new notices, so that their delivery can be nudged. */
import { type Instant, secondsBetween } from '../../domain/time/instant.ts';
import type { Change, CommitResult, Store } from '../../ports/store.ts';
import { LONGEST_DELAY_SECONDS, type NudgedNotice, urgencyOf } from './delivery-nudges.ts';

/** What belongs into one message is created within seconds; ordinary notices wait for it, emergencies do not. */
const GATHERING_SECONDS = 10;

export interface WatchedStore {
  readonly store: Store;
  /** The notices created since the last call that are due soon enough to be nudged at `now`. */
  take(now: Instant): NudgedNotice[];
}

export function watchNewNotices(store: Store): WatchedStore {
  let created: Change['puts'][number][] = [];

  async function commit(changes: readonly Change[]): Promise<CommitResult[]> {
    const results = await store.commit(changes);
    const committed = changes.filter((_, index) => results[index]?.outcome === 'committed');
    const puts = committed.flatMap((change) => change.puts);
    created.push(...puts.filter(({ key, expected }) => key.kind === 'notice' && expected === 0));
    return results;
  }

  return {
    store: { ...store, commit },
    take(now) {
      const notices = created.flatMap((put) => nudged(put, now));
      created = [];
      return notices;
    },
  };
}

function nudged({ key, content }: Change['puts'][number], now: Instant): NudgedNotice[] {
  if (content.due === null) return [];
  const { lane, at } = content.due;
  const gathering = urgencyOf(lane) === 'emergency' ? 0 : GATHERING_SECONDS;
  const delaySeconds = Math.max(gathering, secondsBetween(now, at));
  return delaySeconds > LONGEST_DELAY_SECONDS ? [] : [{ key, lane, delaySeconds }];
}
