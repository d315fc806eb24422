/** The daily digests of leaders who asked: made on working days at the time of the digest, where there is something to say. */
import { consult } from '../../domain/calendar/calendar-view.ts';
import type { ExistingDuty } from '../../domain/duties/duty.ts';
import { type LeaderDigest, leaderDigest } from '../../domain/notices/leader-digest.ts';
import { nextAllowedMoment } from '../../domain/notices/quiet-time.ts';
import { titleOf } from '../../domain/routing/absences.ts';
import { dateOf, type Instant, instantAt } from '../../domain/time/instant.ts';
import { sayDate } from '../../domain/time/wording.ts';
import type { Change, Row, StoreReader } from '../../ports/store.ts';
import type { District } from '../district.ts';
import { openDuties } from '../open-duties.ts';
import { createNotice } from './create-notice.ts';
import { leaderDigestPut } from './digest-requests.ts';
import { leadersWithDigest } from './stored-digests.ts';

/** How far ahead a digest looks, in working days. */
const WORKDAYS_AHEAD = 3;

/**
 * One notice to each leader who asked and for whom there is something to say, then the row moved on to the next day;
 * the row goes where nobody asks any more. Nothing on off days, and a day missed in an outage is not made up for.
 */
export async function digestLeadersNow(
  store: Pick<StoreReader, 'view'>,
  row: Row,
  district: District,
  now: Instant,
): Promise<Change[]> {
  if (district.digests.length === 0) return [ended(row)];
  const advance = { district: district.id, puts: [leaderDigestPut(district, now, row.version)], entries: [] };
  const leaders = leadersWithDigest(district.digests, district.directory);
  const at = digestOfToday(district, now);
  if (at === null || leaders.length === 0) return [advance];
  const duties = await openDuties(store, district.id);
  const notices = leaders.flatMap((leader) => {
    const digest = digestFor(leader, duties, district, now);
    return digest === null ? [] : [notice(leader, digest, at, district, now)];
  });
  // Created before the series moves on, under ids that a repeat finds taken.
  return [...notices, advance];
}

function ended(row: Row): Change {
  return { district: row.district, puts: [], deletes: [{ key: row, expected: row.version }], entries: [] };
}

/** Today's digest, where today is worked, its time has come and it can still be read today; else `null`. */
function digestOfToday({ manners, zone }: District, now: Instant): Instant | null {
  const today = dateOf(now, zone);
  const at = instantAt(today, manners.digestAt, zone);
  if (now < at || !manners.isWorking(today)) return null;
  const next = nextAllowedMoment(now, manners);
  return next !== null && dateOf(next, zone) === today ? at : null;
}

function digestFor(
  leader: string,
  duties: readonly ExistingDuty[],
  { directory, ruleStates, zone, ground }: District,
  now: Instant,
): LeaderDigest | null {
  const until = consult(ground.calendar, { zone }).addWorkdays(dateOf(now, zone), WORKDAYS_AHEAD);
  return leaderDigest(leader, duties, { directory, ruleStates, zone, now, until });
}

function notice(leader: string, digest: LeaderDigest, at: Instant, district: District, now: Instant): Change {
  const today = dateOf(at, district.zone);
  const matter = `digest-${today}`;
  const duty = `${matter}/${leader}`;
  const { scope, summary, listed, rule } = digest;
  const facts = {
    id: `${leader}~${at}~${duty}~digest`,
    district: district.id,
    matter,
    duty,
    // A rule that is released, as all of them are: nothing of rules in shadow is in a digest.
    rule,
    rung: 'digest',
    kind: 'digest',
    clock: 'O',
    post: leader,
    intendedAt: at,
    createdAt: now,
    dueAt: null,
    eventAt: null,
    quietExemptUntil: null,
    evenIfSettled: true,
    channel: null,
    template: 'digest.leader',
    // The last three are for the office, should the digest reach nobody.
    words: {
      ...{ scope, summary, listed },
      ...{ matter: '每日汇总', unit: titleOf(leader, district.directory), due: sayDate(today) },
    },
  } as const;
  return createNotice(facts, district, now);
}
