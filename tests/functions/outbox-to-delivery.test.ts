/** From a new outbox row to a sent notice: relay, bus, queue, deliver. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beat } from '../../shared/app/heartbeat.ts';
import { publishedDetail } from '../../shared/contract/bus-events.ts';
import { Office } from '../scenarios/both-homes/office.ts';
import { executiveMeeting } from '../scenarios/both-homes/rule.stories.ts';
import { noDynamoReason } from '../support/dynamodb-server.ts';
import { type AwsHome, startAwsHome } from './aws-home.ts';

describe.skipIf(noDynamoReason !== null)(
  `relay and deliver${noDynamoReason ? ` (${noDynamoReason})` : ''}`,
  () => {
    let home: AwsHome;
    let office: Office;

    beforeAll(async () => {
      home = await startAwsHome();
      office = await Office.open(home.store, { from: '2026-03-11 09:00', rules: ['D52-07', 'D36-2'] });
    });
    afterAll(() => home?.stop());

    async function relayAll(): Promise<unknown> {
      return home.invoke('relay', { Records: await home.outboxRecords() });
    }

    it('a scheduled meeting becomes opened duties on the bus', async () => {
      home.itIs('2026-03-11 09:00');
      await office.does('meeting.schedule', executiveMeeting);
      expect(await relayAll()).toEqual({ batchItemFailures: [] });

      expect(home.services.events).toMatchObject([
        {
          source: 'duban',
          type: 'duban.duty.opened',
          detail: {
            schema: 'duban.duty.opened/1',
            id: 'demo/m5/D52-07/i3@1',
            body: { duty: 'm5/D52-07/i3', owedBy: 'housing', dueAt: '2026-03-17T09:00:00Z' },
          },
        },
      ]);
      expect(await home.outboxRecords()).toEqual([]);
    });

    it('an emergency is nudged at once, and the nudge delivers what each post is to get', async () => {
      home.itIs('2026-03-11 22:50');
      await office.at('2026-03-11 22:50', 'event.report', { id: 'e1', severity: '重大', lead: 'emergency' });
      await relayAll();
      await stepOnly(office);
      home.services.nudges.length = 0;
      await relayAll();
      const [nudged, ...more] = home.services.nudges;
      expect(nudged).toMatchObject({ queue: expect.stringMatching(/emergency$/), delaySeconds: 0 });
      expect([nudged?.body.notices, more]).toEqual([Array(3).fill(expect.any(String)), []]);

      home.services.nudges.push(...home.services.nudges);
      expect(await home.deliverNudged()).toEqual({ batchItemFailures: [] });
      expect(await office.sent('e1')).toEqual([
        '03-11 22:50 start → emergency.liaison',
        '03-11 22:50 start → emergency.principal',
        '03-11 22:50 start → publicity.liaison',
      ]);
    });

    it('a nudge that cannot be read is handed back, the one beside it is delivered', async () => {
      home.logged();
      const notice = 'emergency.liaison~2026-03-11T14:50:00Z~e1/D36-2~start';
      const fine = JSON.stringify({ schema: 'duban.delivery-nudge/2', district: 'demo', notices: [notice] });
      const answer = await home.invoke('deliver', {
        Records: [
          { messageId: 'bad', body: '{"schema":"duban.delivery-nudge/9"}' },
          { messageId: 'good', body: fine },
        ],
      });
      expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'bad' }] });
      expect(home.logged()).toContainEqual(
        expect.objectContaining({
          level: 'ERROR',
          message: expect.stringContaining('record bad is handed back'),
        }),
      );
    });

    it('every event keeps the published contract', () => {
      for (const { detail } of home.services.events) expect(publishedDetail.parse(detail)).toEqual(detail);
      expect(new Set(home.services.events.map(({ type }) => type))).toEqual(
        new Set(['duban.duty.opened', 'duban.reminder.due']),
      );
    });

    it('a record whose row is gone is nothing to do; one without a row is handed back', async () => {
      home.itIs('2026-03-12 10:00');
      await office.at('2026-03-12 10:00', 'meeting.reschedule', {
        id: 'm5',
        start: '2026-03-19T09:00:00+08:00',
      });
      const records = await home.outboxRecords();
      await home.invoke('relay', { Records: records });
      const events = home.services.events.length;
      const broken = { eventName: 'INSERT', dynamodb: { SequenceNumber: '7' } };
      expect(await home.invoke('relay', { Records: [...records, broken] })).toEqual({
        batchItemFailures: [{ itemIdentifier: '7' }],
      });
      expect(home.services.events).toHaveLength(events);
    });

    it('when bus and queues are down, notices are created all the same and the facts are published later', async () => {
      home.itIs('2026-03-12 10:00');
      home.services.refuseEvents = 100;
      home.services.queuesAreDown = true;
      home.logged();
      const before = home.services.events.length;
      await office.does('meeting.schedule', { ...executiveMeeting, id: 'm6' });
      await stepOnly(office);
      expect(await relayAll()).toEqual({ batchItemFailures: [] });

      expect(home.services.events).toHaveLength(before);
      const waiting = await home.outboxRecords();
      const instants = waiting.map(({ dynamodb }) => dynamodb.NewImage.dueSk?.S?.slice(0, 20));
      expect(instants).toEqual(['2026-03-12T02:01:00Z', '2026-03-12T02:01:00Z']);
      const created = await home.store.list({
        district: 'demo',
        kind: 'notice',
        prefix: 'housing.liaison~2026-03-12',
        limit: 9,
      });
      expect(created.map(({ id }) => id)).toContain(
        'housing.liaison~2026-03-12T02:00:00Z~m6/D52-07/i3~start',
      );
      const said = home.logged().map(({ message }) => String(message));
      expect(said).toContainEqual(expect.stringMatching(/facts wait to be published: The bus duban refused/));
      expect(said).toContainEqual(expect.stringMatching(/nudges were not sent/));

      home.services.refuseEvents = 0;
      home.itIs('2026-03-12 10:01');
      await relayAll();
      expect(home.services.events.slice(before)).toMatchObject([
        { type: 'duban.duty.opened', detail: { body: { duty: 'm6/D52-07/i3' } } },
        { type: 'duban.reminder.due', detail: { body: { rung: 'start', to: ['housing.liaison'] } } },
      ]);
      expect(await home.outboxRecords()).toEqual([]);
    });
  },
);

/** Takes the rungs that are due, and leaves what follows from them in the outbox. */
async function stepOnly(office: Office): Promise<void> {
  await beat(office.engine, office.now);
}
