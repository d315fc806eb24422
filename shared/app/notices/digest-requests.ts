/** A leader asks for a daily digest, or wants none any more; the first wish begins the series. */
import { titleOf } from '../../domain/routing/absences.ts';
import { isLeader } from '../../domain/routing/resolve.ts';
import { dateOf, type Instant, instantAt } from '../../domain/time/instant.ts';
import { addDays } from '../../domain/time/local-date.ts';
import type { Change, RowKey, StoreReader } from '../../ports/store.ts';
import { type District, KEYS } from '../district.ts';
import { type DistrictAct, type DistrictOutcome, districtChange } from '../district-change.ts';
import type { DigestCommand } from '../district-commands.ts';
import { keyOf } from '../rows.ts';
import { type DigestRequest, digestRequestsOf, leadersWithDigest } from './stored-digests.ts';

/** The id of the row of the series. It is there while anybody has asked. */
export const LEADER_DIGESTS = 'leader-digests';

function seriesKey(district: string): RowKey {
  return keyOf(district, 'series', LEADER_DIGESTS);
}

/**
 * The row waits for the next time of the digest after `now`, on whatever day: whether the day is worked is asked when
 * it has come, for the calendar may be another by then.
 */
export function leaderDigestPut(district: District, now: Instant, expected: number): Change['puts'][number] {
  const today = dateOf(now, district.zone);
  const [first, second] = [today, addDays(today, 1)].map((day) =>
    instantAt(day, district.manners.digestAt, district.zone),
  );
  const at = first !== undefined && now < first ? first : (second ?? now);
  const content = { body: {}, due: { lane: 'normal', at }, view: null } as const;
  return { key: seriesKey(district.id), content, expected };
}

/** The row for a district in which somebody has asked; `null` elsewhere. */
export function leaderDigestSeries(district: District, now: Instant): Change['puts'][number] | null {
  return district.digests.length === 0 ? null : leaderDigestPut(district, now, 0);
}

/**
 * Digests to leaders are off until one asks, in person or through somebody who keys it (practice §3). Refuses posts
 * that are no leader's or vacant, what is so already, and a wish keyed for a leader without its source.
 */
export async function requestDigest(
  store: StoreReader,
  act: DistrictAct,
  command: DigestCommand,
): Promise<DistrictOutcome> {
  const { district, now } = act;
  const { leader, on, by, source } = command;
  const refused = refusal(act, command);
  if (refused !== null) return { refused };
  const [row = null, series] = await store.getMany([KEYS.digests(district.id), seriesKey(district.id)]);
  const others = digestRequestsOf(row).filter((one) => one.leader !== leader);
  const person = district.directory.posts.get(leader)?.holder ?? '';
  const requests: DigestRequest[] = on ? [...others, { leader, person, since: now }] : others;
  const content = { body: requests, due: null, view: null };
  const put = { key: KEYS.digests(district.id), content, expected: row?.version ?? 0 };
  const begin = on && !series ? [leaderDigestPut(district, now, 0)] : [];
  const fact = { leader, by, for: command.for, source };
  return districtChange(act, on ? 'digest.requested' : 'digest.ended', fact, [put, ...begin]);
}

function refusal({ district }: DistrictAct, command: DigestCommand): string | null {
  const { directory, digests } = district;
  const { leader, on } = command;
  if (!isLeader(leader, directory)) return `“${leader}”不是通讯录中的领导职务`;
  const title = titleOf(leader, directory);
  if (command.for !== null && command.source === null) return '代为录入须注明来源（口头、电话、纸质）';
  if (on && (directory.posts.get(leader)?.holder ?? null) === null) return `${title}暂缺，不能登记`;
  const has = leadersWithDigest(digests, directory).includes(leader);
  if (on && has) return `${title}已在接收每日汇总`;
  return on || digests.some((one) => one.leader === leader) ? null : `${title}未登记接收每日汇总`;
}
