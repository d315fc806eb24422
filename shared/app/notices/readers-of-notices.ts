/** Who read the notices of a duty, and on which channel: a correction goes to them, whoever would be found today. */
import type { ExistingDuty } from '../../domain/duties/duty.ts';
import type { SentCopy } from '../../domain/notices/notice.ts';
import { leaderServedBy } from '../../domain/routing/roles.ts';
import type { StoreReader } from '../../ports/store.ts';
import type { District } from '../district.ts';

export interface Readers {
  /** The posts that read them, each with the channel of the last. */
  readonly readers: ReadonlyMap<string, string>;
  /** The posts they were addressed to, which may have been absent. */
  readonly asked: ReadonlySet<string>;
}

/**
 * Of the notices that went out because of the duty's rungs, also where they were joined to something else; only of those
 * addressed to `posts`, where that is not `null`. What the office read as 拟发 was read by nobody else.
 */
export async function readersOf(
  reader: Pick<StoreReader, 'ledger'>,
  duty: ExistingDuty,
  posts: readonly string[] | null,
  district: District,
): Promise<Readers> {
  const told = (await copiesOf(reader, duty, district.id)).filter(
    ({ asked }) => posts === null || posts.includes(asked),
  );
  return {
    readers: new Map(told.map(({ to, asked, channel }) => [readerOf(to, asked, district), channel])),
    asked: new Set(told.map(({ asked }) => asked)),
  };
}

type Copy = Pick<SentCopy, 'to' | 'channel' | 'duties' | 'shadow'> & {
  readonly duty: string;
  readonly rung: string;
};

async function copiesOf(
  reader: Pick<StoreReader, 'ledger'>,
  { plan }: ExistingDuty,
  district: string,
): Promise<(Copy & { readonly asked: string })[]> {
  const entries = await reader.ledger({ district, matter: plan.matter });
  const reached = new Set(
    entries
      .filter(({ type, stream }) => type === 'rung.reached' && stream === plan.id)
      .map(({ body }) => (body as Pick<Copy, 'rung'>).rung),
  );
  return entries
    .filter(({ type }) => type === 'notice.sent')
    .map(({ body, stream }) => ({ ...(body as Copy), asked: /^notice\/([^~]*)/.exec(stream)?.[1] ?? '' }))
    .filter(({ duties, shadow }) => duties.includes(plan.id) && shadow !== true)
    .filter(({ duty, rung }) => duty !== plan.id || reached.has(rung));
}

/** What a liaison officer got for a leader was the leader's; the correction goes the same way, in the leader's words. */
function readerOf(to: string, asked: string, { directory }: District): string {
  return to === asked ? to : (leaderServedBy(to, directory) ?? to);
}
