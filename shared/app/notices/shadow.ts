/** While a rule is in shadow its notices go to the office's inbox and to nobody else. */
import type { Shadow } from '../../domain/notices/draft.ts';
import type { Notice, NoticeFacts, SentCopy } from '../../domain/notices/notice.ts';
import { type Delivery, type LeaderDelivery, recipients } from '../../domain/routing/recipients.ts';
import type { Roster } from '../../domain/routing/resolve.ts';
import { OFFICE_DIRECTOR } from '../../domain/routing/roles.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { StoreReader } from '../../ports/store.ts';
import type { District } from '../district.ts';
import { triesOf } from './notice-record.ts';

const OFFICE = 'office';
const OFFICE_LIAISON = 'office.liaison';
const INBOX = 'inbox';

export interface InShadow {
  /** Whom it would have reached; the office itself where that is nobody. They decide wording and merging. */
  readonly deliveries: readonly Delivery[];
  readonly shadow: Shadow;
}

/** Where a notice goes while its rule is in shadow; `null` when the office has nobody to read it. */
export function shadowOf(
  { facts, state }: Notice,
  district: District,
  now: Instant,
  leaders: LeaderDelivery,
): InShadow | null {
  const tries = triesOf(state);
  const roster: Roster = { ...district.roster, unanswered: new Set(tries.passedOver) };
  const inbox = { post: OFFICE_LIAISON, clock: facts.clock, channel: tries.channel ?? INBOX };
  const [instead] = recipients(inbox, now, roster, 'direct').deliveries.filter(({ to }) =>
    isInOffice(to, district),
  );
  if (!instead) return null;
  const meant = recipients(facts, now, district.roster, leaders).deliveries;
  const nobody = meant.length === 0;
  return { deliveries: nobody ? [instead] : meant, shadow: { instead, nobody } };
}

/**
 * Whether all that a post was ever sent about a duty went to the office as 拟发: a correction of what nobody outside has
 * read would only puzzle. False where nothing was sent.
 */
export async function wasOnlyDrafted(
  reader: Pick<StoreReader, 'ledger'>,
  { district, matter, duty, post }: Pick<NoticeFacts, 'district' | 'matter' | 'duty' | 'post'>,
): Promise<boolean> {
  const entries = await reader.ledger({ district, matter });
  const told = entries
    .filter(({ type, stream }) => type === 'notice.sent' && stream.startsWith(`notice/${post}~`))
    .map(({ body }) => body as Partial<SentCopy>)
    .filter(({ duties }) => duties?.includes(duty));
  return told.length > 0 && told.every(({ shadow }) => shadow === true);
}

function isInOffice(post: string, { directory }: District): boolean {
  return post === OFFICE_DIRECTOR || directory.posts.get(post)?.unit === OFFICE;
}
