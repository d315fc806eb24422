/** A process that dies before or after any change it makes: the next one goes on, and the outcome is the same. */
import { describe, expect, it } from 'vitest';
import { recordedChannels } from '../../../shared/adapters/channels/recorded.ts';
import { auditSegment } from '../../../shared/app/audit-store.ts';
import type { Channel } from '../../../shared/ports/channel.ts';
import type { LedgerEntry } from '../../../shared/ports/store.ts';
import { type Mortal, mortal, ProcessDied } from './mortal-store.ts';
import { Office } from './office.ts';
import { executiveMeeting } from './rule.stories.ts';
import type { OpenStore } from './stories.ts';

type Act = (office: Office) => Promise<unknown>;

const command = (id: string, verb: string, at: string, fields: object): Act => {
  return (office) => office.at(at, verb, fields, id);
};
const until =
  (at: string): Act =>
  (office) =>
    office.goesOnUntil(at);

const PAPERS: readonly Act[] = [
  command('c1', 'meeting.schedule', '2026-03-16 10:00', executiveMeeting),
  until('2026-03-17 17:35'),
  command('c2', 'meeting.reschedule', '2026-03-17 17:40', {
    id: 'm5',
    start: '2026-03-20T09:00:00+08:00',
    why: '主要领导参加市里会议',
  }),
  command('c3', 'duty.submit', '2026-03-19 13:30', {
    duty: 'm5/D52-07/i3',
    by: 'housing',
    happenedAt: '2026-03-19T13:20:00+08:00',
  }),
  until('2026-03-19 14:30'),
];

const NIGHT: readonly Act[] = [
  command('c1', 'event.report', '2026-03-17 22:50', { id: 'm5', severity: '重大', lead: 'emergency' }),
  command('c2', 'event.confirm', '2026-03-17 22:52', { id: 'm5', by: 'duty-officer' }),
  until('2026-03-18 04:20'),
  command('c3', 'duty.submit', '2026-03-18 04:25', {
    duty: 'm5/D36-2',
    by: 'emergency',
    happenedAt: '2026-03-18T03:40:00+08:00',
  }),
  until('2026-03-18 05:00'),
];

/**
 * A store that is slow to try leaves out the night, and deaths after a change: what is stored then is the same as
 * at a death before the next change, only that nothing has been sent in between.
 */
export type Thoroughness = 'all' | 'papers before each change';

export function crashStories(openStore: OpenStore, thoroughness: Thoroughness): void {
  const deaths = thoroughness === 'all' ? (['before', 'after'] as const) : (['before'] as const);
  describe('the process dies', () => {
    const cases: [string, readonly string[], readonly Act[]][] = [
      ['papers of a meeting that is postponed', ['D52-07'], PAPERS],
      ['a night-time emergency, keyed late', ['D36-2'], NIGHT],
    ];
    it.each(thoroughness === 'all' ? cases : cases.slice(0, 1))(
      '%s: at any change, nothing is lost and nothing happens twice',
      async (_caption, rules, acts) => {
        const calm = await live(openStore, rules, acts, null);
        expect(calm.outcome.notices.length).toBeGreaterThan(5);
        for (let change = 1; change <= calm.changes; change++) {
          for (const when of deaths) {
            const shaken = await live(openStore, rules, acts, { change, when });
            expect(shaken.outcome, `died ${when} change ${change} of ${calm.changes}`).toEqual(calm.outcome);
            expect(shaken.sentWithoutTrace).toEqual([]);
            expect(shaken.findings).toEqual([]);
            expect(shaken.mostRepeats, `died ${when} change ${change}`).toBeLessThanOrEqual(2);
          }
        }
      },
      LONG,
    );
  });
}

/** Some hundred lives of the office, each with a store of its own. */
const LONG = 240_000;

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
      const { isCarryingOut } = office;
      office = office.inAnotherProcess(parts, store);
      if (!isCarryingOut) office.waits(60);
      await act(office);
    }
  }
  const entries = await office.ledger('m5');
  const outcome = outcomeOf(entries);
  const counts = Object.values(Object.groupBy(handed, (key) => key)).map((keys) => keys?.length ?? 0);
  return {
    changes: doomed.changes(),
    outcome,
    findings: (await auditSegment(office.engine, { index: 0, of: 1 }, office.now)).findings,
    sentWithoutTrace: sentKeys(entries).filter((key) => !handed.includes(key)),
    mostRepeats: Math.max(...counts),
  };
}

function listening(handed: string[]): ReadonlyMap<string, Channel> {
  const listen = (channel: Channel): Channel => ({
    name: channel.name,
    send(messages, milliseconds) {
      handed.push(...messages.map(({ idempotencyKey }) => idempotencyKey));
      return channel.send(messages, milliseconds);
    },
  });
  return new Map([...recordedChannels()].map(([name, channel]) => [name, listen(channel)]));
}

/**
 * What must not depend on when a process died: the steps of each stream, rungs at their intended instants, and
 * which notices came to an end.
 */
function outcomeOf(entries: readonly LedgerEntry[]) {
  const steps = entries.filter((entry) => !isOfNotice(entry)).map(stepOf);
  const ends = entries.filter(isOfNotice).map(({ stream, seq }) => `${stream}@${seq}`);
  const doubled = ends.length - new Set(ends).size;
  return { steps: steps.sort(), notices: ends.filter((end) => end.endsWith('@1')).sort(), doubled };
}

function isOfNotice({ stream }: LedgerEntry): boolean {
  return stream.startsWith('notice/');
}

function stepOf({ stream, seq, type, at, body }: LedgerEntry): string {
  const { rung } = body as { rung?: string };
  return `${stream} ${seq} ${type}${rung === undefined ? '' : ` ${rung} ${at}`}`;
}

function sentKeys(entries: readonly LedgerEntry[]): string[] {
  return entries
    .filter(({ type }) => type === 'notice.sent')
    .map(({ stream, body }) => `${stream.slice('notice/'.length)}>${(body as { to: string }).to}`);
}
