/** Reads commands on the addresses of calendars. */
import type { feedVerbs } from '../../contract/verbs/feed.ts';
import type { Readers } from './fields.ts';

export const readFeed: Readers<typeof feedVerbs> = {
  'feed.issue': ({ kind, of, by }) => ({ do: 'feed.issue', kind, of, by }),
  'feed.revoke': ({ kind, of, by, why }) => ({ do: 'feed.revoke', kind, of, by, why: why ?? null }),
};
