/** Which leaders have asked for a daily digest, as it is stored. */
import type { Directory } from '../../domain/routing/directory.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Row } from '../../ports/store.ts';

/** A leader's wish, which goes with the person: who takes over the post has not asked. */
export interface DigestRequest {
  readonly leader: string;
  readonly person: string;
  readonly since: Instant;
}

/** The requests as stored; none where nobody has ever asked. */
export function digestRequestsOf(row: Row | null): readonly DigestRequest[] {
  return row === null ? [] : (row.body as readonly DigestRequest[]);
}

/** The leaders to whom a digest is due: those who asked and still hold the post, in protocol order. */
export function leadersWithDigest(
  requests: readonly DigestRequest[],
  { leaders, posts }: Pick<Directory, 'leaders' | 'posts'>,
): string[] {
  return leaders.filter((id) => {
    const holder = posts.get(id)?.holder ?? null;
    return holder !== null && requests.some(({ leader, person }) => leader === id && person === holder);
  });
}
