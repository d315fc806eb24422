/** Once, and never lost: two hearts, late hearts, and a relay that hears things twice and out of order. */
import { describe, expect, it } from 'vitest';
import { beatUntilQuiet } from '../../../shared/app/heartbeat.ts';
import { relay } from '../../../shared/app/relay.ts';
import { addSeconds } from '../../../shared/domain/time/instant.ts';
import type { Row } from '../../../shared/ports/store.ts';
import { DISTRICT, Office } from './office.ts';
import { executiveMeeting } from './rule.stories.ts';
import type { OpenStore } from './stories.ts';

const threeItems = {
  ...executiveMeeting,
  items: [
    { id: 'i1', unit: 'housing', title: '老旧小区改造实施方案' },
    { id: 'i2', unit: 'finance', title: '年度预算调整方案' },
    { id: 'i3', unit: 'housing', title: '物业管理办法' },
  ],
};

export function onceStories(openStore: OpenStore): void {
  describe('once, and never lost', () => {
    it('two heartbeats at once take each rung once and send each notice once', async () => {
      const lonely = await papersUntilBreach(await openStore(), 1);
      const crowded = await papersUntilBreach(await openStore(), 2);
      expect(crowded).toEqual(lonely);
      expect(new Set(crowded.sent).size).toBe(crowded.sent.length);
    });

    it('two hours without a heart: each rung stands at its instant, and everybody is told once, the latest', async () => {
      const office = await Office.open(await openStore(), { from: '2026-03-10 08:00', rules: ['D52-07'] });
      await office.at('2026-03-11 10:00', 'meeting.schedule', executiveMeeting);
      await office.goesOnUntil('2026-03-17 15:55');
      await office.standsStillUntil('2026-03-17 17:55');

      expect((await office.history('m5/D52-07/i3')).slice(4).sort()).toEqual([
        'check 03-17 17:00 late',
        'hasten 03-17 17:30 deferred',
        'overdue 03-17 17:00',
        'warn 03-17 16:00 skipped',
      ]);
      // The receiving side is asked first, however late; only then does anything say that something is missing.
      await office.goesOnUntil('2026-03-17 18:30');
      expect((await office.sent('m5')).filter((line) => line >= '03-17 15:55')).toEqual([
        '03-17 17:55 check → office.liaison',
        '03-17 18:25 hasten → housing.liaison',
        '03-17 18:25 hasten → housing.principal',
      ]);
    });

    it('two hours without a heart, at night: the breach is never left out, and the mayor hears once', async () => {
      const office = await Office.open(await openStore(), { from: '2026-03-10 08:00', rules: ['D36-2'] });
      await office.at('2026-03-17 22:50', 'event.report', { id: 'e1', severity: '重大', lead: 'emergency' });
      await office.goesOnUntil('2026-03-18 02:30');
      await office.standsStillUntil('2026-03-18 04:30');

      expect((await office.history('e1/D36-2')).slice(4).sort()).toEqual([
        'breach 03-18 03:50 late',
        'breach-leaders 03-18 03:50 late',
        'overdue 03-18 03:50',
        'repeat@2026-03-17T20:20:00Z 03-18 04:20 late',
        'report-mayor 03-18 03:50 late',
        'warn 03-18 02:50 skipped',
        'warn-leaders 03-18 02:50 skipped',
        'warn-mayor 03-18 03:20 skipped',
      ]);
      const toMayor = (await office.sent('e1')).filter((line) => line.endsWith('→ mayor'));
      expect(toMayor).toEqual(['03-17 22:55 start-leaders → mayor', '03-18 04:30 breach-leaders → mayor']);
    });

    it('outbox rows relayed in any order, twice and by another process later, create each notice once', async () => {
      const office = await Office.open(await openStore(), { from: '2026-03-10 08:00', rules: ['D52-07'] });
      await office.at('2026-03-11 10:00', 'meeting.schedule', threeItems);
      await office.goesOnUntil('2026-03-17 15:30');
      await office.does('meeting.reschedule', {
        id: 'm5',
        start: '2026-03-20T09:00:00+08:00',
        why: '主要领导参加市里会议',
      });
      const rows = await outboxRows(office);
      expect(rows.length).toBeGreaterThan(1);
      const later = addSeconds(office.now, 30);
      for (const row of rows.toReversed()) await relayAt(office, row, office.now);
      for (const row of rows) await relayAt(office.inAnotherProcess(), row, later);
      await office.goesOnUntil('2026-03-17 17:00');

      const changes = (await office.sent('m5')).filter((line) => line.includes('change-'));
      expect(changes).toEqual([
        '03-17 15:30 change-2 → finance.liaison',
        '03-17 15:30 change-2 → housing.liaison',
      ]);
    });

    it('two processes relay the same rows at the same time', async () => {
      const office = await Office.open(await openStore(), { from: '2026-03-10 08:00', rules: ['D52-07'] });
      await office.does('meeting.schedule', threeItems);
      await beatUntilQuiet(office.engine, office.now);
      office.waits(3600);
      await office.does('meeting.cancel', { id: 'm5', why: '议题合并' });
      const rows = await outboxRows(office);
      const other = office.inAnotherProcess();
      await Promise.all(
        rows.flatMap((row) => [relayAt(office, row, office.now), relayAt(other, row, office.now)]),
      );
      await office.goesOnUntil('2026-03-10 12:00');
      const told = (await office.ledger('m5')).filter(({ stream }) => stream.endsWith('~change-2'));
      expect(new Set(told.map(({ stream }) => stream)).size).toBe(told.length);
      expect(told).toHaveLength(2);
    });
  });
}

/** The papers of three items until after the breach, the heart beating in `hearts` processes at once. */
async function papersUntilBreach(store: Office['engine']['store'], hearts: number) {
  const office = await Office.open(store, { from: '2026-03-10 08:00', rules: ['D52-*'] });
  await office.does('meeting.schedule', threeItems);
  const engines = Array.from({ length: hearts }, () => office.inAnotherProcess().engine);
  for (;;) {
    const next = await store.nextDue();
    if (next === null || next > '2026-03-17T12:00:00Z') break;
    await Promise.all(engines.map((engine) => beatUntilQuiet(engine, next)));
  }
  const steps = [];
  for (const part of ['D52-06', 'D52-07/i1', 'D52-07/i2', 'D52-07/i3', 'D52-08']) {
    steps.push(await office.history(`m5/${part}`));
  }
  return { steps, sent: await office.sent('m5') };
}

async function outboxRows(office: Office): Promise<Row[]> {
  const lanes = ['emergency', 'normal'] as const;
  const due = lanes.map((lane) => office.engine.store.due({ lane, now: office.now, limit: 500 }));
  return (await Promise.all(due)).flat().filter(({ kind }) => kind === 'outbox');
}

async function relayAt(office: Office, row: Row, now: Office['now']): Promise<void> {
  await relay(office.engine, await office.engine.districts.open(DISTRICT), row, now);
}
