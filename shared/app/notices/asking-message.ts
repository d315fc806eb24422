/** Which message somebody answers: the last one that asked something of that person, on that channel. */
import type { ExistingDuty } from '../../domain/duties/duty.ts';
import type { Notice, NoticeKind, SentCopy } from '../../domain/notices/notice.ts';
import { actsForUnit } from '../../domain/routing/hands.ts';
import { leaderServedBy } from '../../domain/routing/roles.ts';
import { addSeconds, dateOf, type Instant } from '../../domain/time/instant.ts';
import type { StoreReader } from '../../ports/store.ts';
import type { District } from '../district.ts';
import { dutyOf, keyOf, noticeOf, VIEWS } from '../rows.ts';

/** A message with whatever of its duties the person answers for, the settled ones left out. */
export interface AskingMessage {
  readonly notice: Notice;
  readonly copy: SentCopy;
  readonly duties: readonly ExistingDuty[];
}

const LOOK_BACK_DAYS = 7;
const MOST_ROWS = 2000;
const PAGE = 200;
/** The clocks of a gateway and of this machine need not agree to the second. */
const CLOCK_SECONDS = 60;

/** Kinds that ask whoever is owed or in charge, and never whoever owes: “1” to one of these says something else. */
const ASKS_OTHERS: ReadonlySet<NoticeKind> = new Set(['check', 'ask-decision', 'escalate']);

/**
 * Looks back over at most a week and 2,000 notices sent, the newest first. `null` where none asked anything that is still
 * open, and where the newest asked for something else than an answer by number.
 */
export async function lastAsking(
  reader: Pick<StoreReader, 'view' | 'getMany'>,
  district: District,
  whom: { readonly person: string; readonly channel: string; readonly repliedAt: Instant },
): Promise<AskingMessage | null> {
  const window = {
    from: addSeconds(whom.repliedAt, -LOOK_BACK_DAYS * 86_400),
    to: addSeconds(whom.repliedAt, CLOCK_SECONDS),
  };
  let after: { sort: string; id: string } | undefined;
  for (let looked = 0; looked < MOST_ROWS; looked += PAGE) {
    const rows = await reader.view({
      district: district.id,
      name: VIEWS.sent,
      descending: true,
      limit: PAGE,
      ...window,
      ...(after === undefined ? {} : { after }),
    });
    for (const row of rows) {
      const notice = noticeOf(row);
      const copy = copyTo(notice, whom.person, district, whom.channel);
      if (copy === null) continue;
      if (ASKS_OTHERS.has(notice.facts.kind)) return null;
      const duties = await answeredFor(reader, district, copy, whom.repliedAt);
      if (duties.length > 0) return { notice, copy, duties };
    }
    const last = rows.at(-1);
    if (rows.length < PAGE || !last?.view) return null;
    after = { sort: last.view.sort, id: last.id };
  }
  return null;
}

/**
 * What a person was sent, in a post that is still that person's: whoever held it before, or got it after the message
 * went out, answers for nothing in it. What only the office read (拟发) was sent to nobody.
 */
export function copyTo(
  { state }: Notice,
  person: string,
  { directory }: Pick<District, 'directory'>,
  channel: string | null = null,
): SentCopy | null {
  if (state.status !== 'sent') return null;
  const own = state.copies.find(
    (copy) =>
      copy.person === person && copy.shadow === undefined && (channel === null || copy.channel === channel),
  );
  const post = own && directory.posts.get(own.to);
  if (!own || post?.holder !== person) return null;
  return post.since === undefined || post.since <= state.at ? own : null;
}

/** The duties of a message that the post it went to owes, by itself or for the leader it serves. */
export async function answeredFor(
  reader: Pick<StoreReader, 'getMany'>,
  { id, directory, zone }: District,
  copy: SentCopy,
  now: Instant,
): Promise<ExistingDuty[]> {
  const rows = await reader.getMany(copy.duties.map((duty) => keyOf(id, 'duty', duty)));
  const today = dateOf(now, zone);
  return rows.flatMap((row) => {
    const duty = dutyOf(row);
    if (duty.status === 'none' || duty.status === 'settled') return [];
    const { owedBy, served } = duty.plan;
    const own = served !== null && leaderServedBy(copy.to, directory) === served;
    return own || actsForUnit(copy.to, owedBy, directory, today) ? [duty] : [];
  });
}
