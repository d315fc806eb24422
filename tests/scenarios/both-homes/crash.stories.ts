/** A process that dies before or after any change it makes: the next one goes on, and the outcome is the same. */
import { describe, expect, it } from 'vitest';
import { recordedChannels } from '../../../shared/adapters/channels/recorded.ts';
import type { Channel } from '../../../shared/ports/channel.ts';
import type { LedgerEntry, Store } from '../../../shared/ports/store.ts';
import { type Mortal, mortal, ProcessDied } from './mortal-store.ts';
import { Office } from './office.ts';
import { executiveMeeting } from './rule.stories.ts';
import type { OpenStore } from './stories.ts';

type Act = (office: Office) => Promise<unknown>;

const hours = (id: string, verb: string, at: string, fields: object): Act => {
  return (office) => office.at(at, verb, fields, id);
};
const until =
  (at: string): Act =>
  (office) =>
    office.goesOnUntil(at);

const PAPERS: readonly Act[] = [
  hours('c1', 'meeting.schedule', '2026-03-11 10:00', executiveMeeting),
  until('2026-03-17 17:35'),
  hours('c2', 'meeting.reschedule', '2026-03-17 17:40', {
    id: 'm5',
    start: '2026-03-20T09:00:00+08:00',
    why: '主要领导参加市里会议',
  }),
  hours('c3', 'duty.submit', '2026-03-19 16:30', {
    duty: 'm5/D52-07/i3',
    by: 'housing',
    happenedAt: '2026-03-19T16:20:00+08:00',
  }),
  until('2026-03-20 12:00'),
];

const NIGHT: readonly Act[] = [
  hours('c1', 'event.report', '2026-03-17 22:50', { id: 'm5', severity: '重大', lead: 'emergency' }),
  hours('c2', 'event.confirm', '2026-03-17 22:52', { id: 'm5', by: 'duty-officer' }),
  until('2026-03-18 04:20'),
  hours('c3', 'duty.submit', '2026-03-18 04:25', {
    duty: 'm5/D36-2',
    by: 'emergency',
    happenedAt: '2026-03-18T03:40:00+08:00',
  }),
  until('2026-03-18 05:00'),
];

export function crashStories(openStore: OpenStore): void {
  describe('the process dies', () => {
    const cases: [string, readonly string[], readonly Act[]][] = [
      ['papers of a meeting that is postponed', ['D52-07'], PAPERS],
      ['a night-time emergency, keyed late', ['D36-2'], NIGHT],
    ];
    it.each(cases)('%s: at any change, nothing is lost and nothing happens twice', async (_caption, rules, acts) => {
      const calm = await live(openStore, rules, acts, null);
      expect(calm.outcome.notices.length).toBeGreaterThan(5);
      for (let change = 1; change <= calm.changes; change++) {
        for (const when of ['before', 'after'] as const) {
          const shaken = await live(openStore, rules, acts, { change, when });
          expect(shaken.outcome, `died ${when} change ${change} of ${calm.changes}`).toEqual(calm.outcome);
          expect(shaken.sentWithoutTrace).toEqual([]);
          expect(shaken.mostRepeats, `died ${when} change ${change}`).toBeLessThanOrEqual(2);
        }
      }
    });
  });
}

/** Lives through the acts; when the process dies, another goes on: at once with a command, else a minute later. */
async function live(
  openStore: OpenStore,
  rules: readonly string[],
  acts: readonly Act[],
  death: Mortal | null,
) {
  const store = await openStore();
  const handed: string[] = [];
  const parts = { channels: listening(handed) };
  const first = await Office.open(store, { from: '2026-03-10 08:00', rules, parts });
  const doomed = mortal(store, death);
  let office = first.inAnotherProcess(parts, doomed.store);
  for (const act of acts) {
    try {
      await act(office);
    } catch (fault) {
      if (!(fault instanceof ProcessDied)) throw fault;
      office = office.inAnotherProcess(parts, store);
      if (fault.during === 'heartbeat') office.waits(60);
      await act(office);
    }
  }
  const entries = await office.ledger('m5');
  const outcome = outcomeOf(entries);
  const counts = Object.values(Object.groupBy(handed, (key) => key)).map((keys) => keys?.length ?? 0);
  return {
    changes: doomed.changes(),
    outcome,
    sentWithoutTrace: sentKeys(entries).filter((key) => !handed.includes(key)),
    mostRepeats: Math.max(...counts),
    dueLeft: await dueLeft(store, office),
  };
}

function dueLeft(store: Store, office: Office): Promise<unknown[]> {
  return store.due({ lane: 'normal', now: office.now, limit: 10 });
}

function listening(handed: string[]): ReadonlyMap<string, Channel> {
  const listen = (channel: Channel): Channel => ({
    name: channel.name,
    send(messages) {
      handed.push(...messages.map(({ idempotencyKey }) => idempotencyKey));
      return channel.send(messages);
    },
  });
  return new Map([...recordedChannels()].map(([name, channel]) => [name, listen(channel)]));
}

/** What must not depend on when a process died: the steps of each stream, and which notices came to an end. */
function outcomeOf(entries: readonly LedgerEntry[]) {
  const isNotice = ({ stream }: LedgerEntry) => stream.startsWith('notice/');
  const steps = entries
    .filter((entry) => !isNotice(entry))
    .map(({ stream, seq, type, at, body }) => `${stream} ${seq} ${type} ${rungOf(body)} ${at}`);
  const notices = entries.filter((entry) => isNotice(entry) && entry.seq === 1).map(({ stream }) => stream);
  const ends = entries.filter(isNotice).map(({ stream, seq }) => `${stream}@${seq}`);
  return { steps: steps.sort(), notices: notices.sort(), doubled: ends.length - new Set(ends).size };
}

function rungOf(body: unknown): string {
  return (body as { rung?: string }).rung ?? '';
}

function sentKeys(entries: readonly LedgerEntry[]): string[] {
  return entries
    .filter(({ type }) => type === 'notice.sent')
    .map(({ stream, body }) => `${stream.slice('notice/'.length)}>${(body as { to: string }).to}`);
}
