/** Calendar addresses: issued and revoked by the office, each dead from the moment it is revoked. */
import type { Directory } from '../../domain/routing/directory.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Signer } from '../../ports/signer.ts';
import type { Row, StoreReader } from '../../ports/store.ts';
import { all } from '../district.ts';
import { type DistrictAct, type DistrictOutcome, districtChange } from '../district-change.ts';
import { keyOf } from '../rows.ts';
import { packed, unpacked } from '../signed-token.ts';

export type FeedKind = 'person' | 'unit' | 'leader';

/** Whose calendar it is. */
export interface FeedOf {
  readonly kind: FeedKind;
  readonly of: string;
}

export type FeedCommand =
  | (FeedOf & { readonly do: 'feed.issue'; readonly by: string })
  | (FeedOf & { readonly do: 'feed.revoke'; readonly by: string; readonly why: string | null });

interface StoredFeed extends FeedOf {
  /** Raised by revoking: what was signed for an earlier one is worth nothing. */
  readonly generation: number;
  readonly active: boolean;
  readonly at: Instant;
}

/** An address in use. */
export interface IssuedFeed extends FeedOf {
  readonly generation: number;
  readonly issuedAt: Instant;
}

const PREFIX = 'feed/';

function feedKey(district: string, { kind, of }: FeedOf) {
  return keyOf(district, 'settings', `${PREFIX}${kind}/${of}`);
}

function storedIn(row: Row | null): StoredFeed | null {
  return row === null ? null : (row.body as StoredFeed);
}

/** Refuses whoever the directory does not have, and to revoke what is not in use. Issued again, it stays as it is. */
export async function changeFeed(
  store: StoreReader,
  act: DistrictAct,
  command: FeedCommand,
): Promise<DistrictOutcome> {
  const { kind, of, by } = command;
  const key = feedKey(act.district.id, command);
  const row = await store.get(key);
  const before = storedIn(row);
  const issuing = command.do === 'feed.issue';
  if (issuing && !isThere(command, act.district.directory)) return { refused: `通讯录中没有“${of}”` };
  if (!issuing && before?.active !== true) return { refused: '没有正在使用的订阅地址' };
  if (issuing && before?.active === true) return { refused: '订阅地址已在使用；如需更换，请先停用' };
  const generation = (before?.generation ?? 1) + (issuing ? 0 : 1);
  const body: StoredFeed = { kind, of, generation, active: issuing, at: act.now };
  const why = command.do === 'feed.revoke' && command.why !== null ? { why: command.why } : {};
  const type = issuing ? 'feed.issued' : 'feed.revoked';
  return districtChange(act, type, { kind, of, by, ...why }, [
    { key, content: { body, due: null, view: null }, expected: row?.version ?? 0 },
  ]);
}

/** Whether the directory still has whom the calendar is for. */
export function isThere({ kind, of }: FeedOf, directory: Directory): boolean {
  switch (kind) {
    case 'person':
      return directory.people.has(of);
    case 'unit':
      return directory.units.has(of);
    case 'leader':
      return directory.leaders.includes(of);
    default:
      return kind satisfies never;
  }
}

/** All addresses in use, by kind and id. */
export async function issuedFeeds(
  reader: Pick<StoreReader, 'list'>,
  district: string,
): Promise<IssuedFeed[]> {
  const rows = await all(reader, { district, kind: 'settings', prefix: PREFIX });
  return rows.flatMap((row) => {
    const feed = storedIn(row);
    if (!feed?.active) return [];
    const { kind, of, generation, at } = feed;
    return [{ kind, of, generation, issuedAt: at }];
  });
}

/** The last part of the address: who it is for, and a signature over that and the generation. */
export function feedToken(district: string, { kind, of, generation }: IssuedFeed, signer: Signer): string {
  const name = packed([district, kind, of]);
  return `${name}.${signer.sign(`${name} ${generation}`)}`;
}

/**
 * Whose calendar a token opens; `null` for what was made up, altered or revoked, and for whom the directory has no more,
 * all alike.
 */
export async function feedBehind(
  token: string,
  reader: Pick<StoreReader, 'get'>,
  signer: Signer,
): Promise<({ readonly district: string } & FeedOf) | null> {
  const [name = '', signature = '', ...more] = token.split('.');
  const [district, kind, of, ...rest] = unpacked(name) ?? [];
  if (more.length > 0 || rest.length > 0 || district === undefined || of === undefined) return null;
  if (kind !== 'person' && kind !== 'unit' && kind !== 'leader') return null;
  const feed = storedIn(await reader.get(feedKey(district, { kind, of })));
  const genuine = signer.verify(`${name} ${feed?.generation ?? 0}`, signature);
  return genuine && feed?.active === true ? { district, kind, of } : null;
}
