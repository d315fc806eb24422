/** 站内信: what was sent to a post or a person lately, whatever the channel. */
import type { Notice, SentCopy } from '../../domain/notices/notice.ts';
import type { Directory } from '../../domain/routing/directory.ts';
import { leaderServedBy } from '../../domain/routing/roles.ts';
import { addSeconds, type Instant } from '../../domain/time/instant.ts';
import type { StoreReader } from '../../ports/store.ts';
import type { District } from '../district.ts';
import { noticeOf } from '../rows.ts';
import { noticeList } from '../views.ts';

/** Whose messages: a post's, whoever held it, or a person's, in whatever post. */
export type Whose = { readonly post: string } | { readonly person: string };

export interface InboxMessage {
  readonly notice: Notice;
  readonly copy: SentCopy;
  readonly sentAt: Instant;
}

const DAYS = 30;
const DAY_SECONDS = 86_400;
/** Of one post in the last days, and of all that was sent last. */
const MOST = 200;

/** The latest first: of their own posts those of the last 30 days, and what reached them as stand-ins of late. */
export async function inboxOf(
  reader: StoreReader,
  { id, directory }: Pick<District, 'id' | 'directory'>,
  whose: Whose,
  now: Instant,
): Promise<InboxMessage[]> {
  const since = addSeconds(now, -DAYS * DAY_SECONDS);
  // Ids begin with the post addressed and the instant meant, so one post's messages lie together by time.
  const own = await Promise.all(
    addressedFor(whose, directory).map((post) =>
      reader.list({
        district: id,
        kind: 'notice',
        prefix: `${post}~`,
        after: `${post}~${since}`,
        limit: MOST,
      }),
    ),
  );
  const latest = await noticeList(reader, id, 'sent', { limit: MOST });
  const notices = new Map([...latest.entries, ...own.flat().map(noticeOf)].map((one) => [one.facts.id, one]));
  const isTheirs = (copy: SentCopy) =>
    'post' in whose ? copy.to === whose.post : copy.person === whose.person;
  return [...notices.values()]
    .flatMap((notice) => {
      const { state } = notice;
      if (state.status !== 'sent') return [];
      return state.copies.filter(isTheirs).map((copy) => ({ notice, copy, sentAt: state.at }));
    })
    .toSorted((a, b) => (a.sentAt < b.sentAt ? 1 : a.sentAt > b.sentAt ? -1 : 0));
}

/** Posts whose messages may have gone to them: their own, and the leader's whose liaison officer they are. */
function addressedFor(whose: Whose, directory: Directory): string[] {
  const posts =
    'post' in whose
      ? [whose.post]
      : [...directory.posts.values()].filter(({ holder }) => holder === whose.person).map((post) => post.id);
  return [...new Set(posts.flatMap((post) => [post, leaderServedBy(post, directory) ?? post]))];
}
