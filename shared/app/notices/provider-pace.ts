/** What the providers allow, kept in the store: those who deliver share it, wherever they run. */
import type { Group } from '../../domain/notices/merge.ts';
import {
  answered,
  type Grant,
  grant,
  type PaceLog,
  turnOf,
  UNUSED,
  unanswered,
} from '../../domain/notices/pace.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Channel, SendOutcome } from '../../ports/channel.ts';
import type { Row, RowKey, Store } from '../../ports/store.ts';
import { keyOf } from '../rows.ts';
import { carrierOf } from './compose-message.ts';

/** An account with a provider is the installation's, not a district's. */
const PROVIDERS = '_providers';
/** Others may write at the same time; after so many tries the messages wait for the next look. */
const MOST_TRIES = 6;

export interface Paced {
  /** May go out now. */
  readonly go: readonly Group[];
  readonly wait: readonly Waiting[];
}

export interface Waiting {
  readonly group: Group;
  readonly until: Instant;
  /** The provider does not answer, rather than being busy with other messages. */
  readonly closed: boolean;
}

type Channels = ReadonlyMap<string, Channel>;

/** Which messages may go out now, emergencies first; the others learn when to look again. */
export async function withinPace(
  store: Pick<Store, 'get' | 'commit'>,
  channels: Channels,
  groups: readonly Group[],
  now: Instant,
): Promise<Paced> {
  const go: Group[] = [];
  const wait: Waiting[] = [];
  const byAccount = Map.groupBy(groups, (one) => accountOf(one, channels));
  for (const [account, own] of byAccount) {
    const paces = channels.get(own[0] ? carrierOf(own[0]).channel : '')?.limits?.paces;
    if (account === null || paces === undefined) {
      go.push(...own);
      continue;
    }
    const [urgent, ordinary] = [own.filter(isUrgent), own.filter((one) => !isUrgent(one))];
    const wanted = { urgent: urgent.length, ordinary: ordinary.length };
    const granted = await granting(store, account, (log) => grant(log, paces, wanted, now));
    go.push(...urgent.slice(0, granted.urgent), ...ordinary.slice(0, granted.ordinary));
    const left = [...urgent.slice(granted.urgent), ...ordinary.slice(granted.ordinary)];
    for (const [index, group] of left.entries())
      wait.push({ group, until: turnOf(index, granted, now), closed: granted.closed });
  }
  return { go, wait };
}

/** Remembers which providers answered and which did not; answers until when the messages of those wait. */
export async function rememberAnswers(
  store: Pick<Store, 'get' | 'commit'>,
  channels: Channels,
  said: readonly { readonly group: Group; readonly outcome: SendOutcome }[],
  now: Instant,
): Promise<ReadonlyMap<Group, Instant>> {
  const silentUntil = new Map<Group, Instant>();
  const byAccount = Map.groupBy(said, ({ group }) => accountOf(group, channels));
  for (const [account, own] of byAccount) {
    const tried = own.map(({ outcome }) => outcome).filter(({ outcome }) => outcome !== 'later');
    if (account === null || tried.length === 0) continue;
    const silent = tried.flatMap((outcome) =>
      outcome.outcome === 'retry' && outcome.down ? [outcome.after ?? 0] : [],
    );
    let closedUntil: Instant | null = null;
    await change(store, account, (log) => {
      // Where all is well, as nearly always, nothing is written.
      if (silent.length === 0) return log.failures > 0 || log.closedUntil !== null ? answered(log) : log;
      const closed = unanswered(log, Math.max(...silent), now);
      closedUntil = closed.closedUntil;
      return closed;
    });
    if (closedUntil === null) continue;
    for (const { group, outcome } of own)
      if (outcome.outcome === 'retry' && outcome.down) silentUntil.set(group, closedUntil);
  }
  return silentUntil;
}

/** Whose limits a message falls under; `null` where there are none. */
function accountOf(group: Group, channels: Channels): string | null {
  const { channel, address } = carrierOf(group);
  const limits = channels.get(channel)?.limits;
  return limits === undefined ? null : `${channel}/${limits.keyOf(address)}`;
}

function isUrgent({ first }: Group): boolean {
  return first.facts.clock === 'E';
}

async function granting(
  store: Pick<Store, 'get' | 'commit'>,
  account: string,
  decide: (log: PaceLog) => Grant,
): Promise<Grant> {
  let decided: Grant | null = null;
  const written = await change(store, account, (log) => {
    decided = decide(log);
    return decided.log;
  });
  const granted = decided ?? decide(UNUSED);
  // Nobody knows what the others were granted meanwhile: nothing now.
  return written ? granted : { ...granted, urgent: 0, ordinary: 0, again: null };
}

/** Whether the change could be written; a log that stays as it is needs no writing. */
async function change(
  store: Pick<Store, 'get' | 'commit'>,
  account: string,
  of: (log: PaceLog) => PaceLog,
): Promise<boolean> {
  const key: RowKey = keyOf(PROVIDERS, 'contact', account);
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const row = await store.get(key);
    const before = logOf(row);
    const after = of(before);
    if (after === before) return true;
    const put = { key, content: { body: after, due: null, view: null }, expected: row?.version ?? 0 };
    const [result] = await store.commit([{ district: PROVIDERS, puts: [put], entries: [] }]);
    if (result?.outcome === 'committed') return true;
  }
  return false;
}

function logOf(row: Row | null): PaceLog {
  return row === null ? UNUSED : (row.body as PaceLog);
}
