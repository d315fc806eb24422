/** What other systems put on the bus: carried out once, refused with a reason, or handed back. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Office, time } from '../scenarios/both-homes/office.ts';
import { noDynamoReason } from '../support/dynamodb-server.ts';
import { type AwsHome, startAwsHome } from './aws-home.ts';

type Event = {
  source: string;
  'detail-type': string;
  detail: { district: string; commandId: string; body: object };
};

/** The examples that docs/events.md shows to other systems. */
const page = readFileSync(path.join(import.meta.dirname, '../../docs/events.md'), 'utf8');
const examples = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, json]) => JSON.parse(json ?? '') as Event);

function example(type: string, change: object = {}): Event {
  const found = examples.find((event) => event['detail-type'] === `duban.intake.${type}`);
  if (!found) throw new Error(`docs/events.md has no example of ${type}`);
  return { ...found, detail: { ...found.detail, body: { ...found.detail.body, ...change } } };
}

describe.skipIf(noDynamoReason !== null)(`intake${noDynamoReason ? ` (${noDynamoReason})` : ''}`, () => {
  let home: AwsHome;
  let office: Office;

  beforeAll(async () => {
    const sources = { 'example.meetings': ['demo'], 'example.duty-room': ['demo'] };
    home = await startAwsHome({ DUBAN_INTAKE_SOURCES: JSON.stringify(sources) });
    office = await Office.open(home.store, { from: '2026-03-11 10:00', rules: ['D52-*', 'D36-2'] });
  });
  afterAll(() => home?.stop());

  async function takeIn(...events: unknown[]): Promise<unknown> {
    const bodies = events.map((event) => (typeof event === 'string' ? event : JSON.stringify(event)));
    return home.invoke('intake', {
      Records: bodies.map((body, index) => ({ messageId: `r${index + 1}`, body })),
    });
  }
  const allTaken = { batchItemFailures: [] };

  it('a meeting is scheduled, and scheduled once when the event comes twice', async () => {
    home.itIs('2026-03-11 10:00');
    expect(await takeIn(example('meeting-scheduled'), example('meeting-scheduled'))).toEqual(allTaken);
    expect(await office.matter('m5')).toMatchObject({ kind: 'meeting' });
    expect((await office.ledger('m5')).filter(({ type }) => type === 'meeting.scheduled')).toHaveLength(1);
    expect((await office.ledger('m5'))[0]).toMatchObject({ actor: 'bus/example.meetings' });
  });

  it('the example events of the documentation are all carried out', async () => {
    home.itIs('2026-03-12 08:30');
    expect(await takeIn(example('absence-recorded'))).toEqual(allTaken);
    home.itIs('2026-03-16 16:20');
    expect(await takeIn(example('meeting-rescheduled'))).toEqual(allTaken);
    home.itIs('2026-03-18 12:52');
    expect(await takeIn(example('event-reported'))).toEqual(allTaken);
    home.itIs('2026-03-18 15:30');
    expect(await takeIn(example('event-classified'))).toEqual(allTaken);
    expect(await office.matter('e17')).toMatchObject({ kind: 'event', severity: '特别重大' });
    expect(home.logged().filter(({ IntakeRefused }) => IntakeRefused !== undefined)).toEqual([]);
  });

  it('a hand-in that waited in the queue counts from when it was true for the sender', async () => {
    home.itIs('2026-03-18 15:31');
    const submitted = example('duty-submitted', { happenedAt: undefined });
    expect(await takeIn(submitted)).toEqual(allTaken);
    expect((await office.duty('m5/D52-07/i3')).progress.submissions[0]).toMatchObject({
      done: { latest: time('2026-03-17 18:30') },
      recordedAt: time('2026-03-18 15:31'),
    });
  });

  const refusals: [string, (event: Event) => void, RegExp][] = [
    [
      'a source that nobody configured',
      (event) => Object.assign(event, { source: 'example.other' }),
      /may not speak for/,
    ],
    [
      'a district that is not the source’s',
      (event) => Object.assign(event.detail, { district: 'other' }),
      /may not speak for/,
    ],
    [
      'a unit that the directory does not have',
      (event) => Object.assign(event.detail.body, { lead: 'nobody' }),
      /通讯录中没有单位/,
    ],
  ];
  it.each(refusals)(
    '%s is refused, logged, counted and not tried again',
    async (_caption, change, reason) => {
      home.logged();
      const event = structuredClone(example('event-reported', { id: 'e99' }));
      event.detail.commandId = 'another';
      change(event);
      expect(await takeIn(event)).toEqual(allTaken);
      const lines = home.logged();
      expect(lines).toContainEqual(
        expect.objectContaining({ level: 'WARN', message: expect.stringMatching(reason) }),
      );
      expect(lines).toContainEqual(expect.objectContaining({ IntakeRefused: 1 }));
      expect(await office.matter('e99')).toBeNull();
    },
  );

  it('what cannot be read is handed back, and what stands beside it is carried out', async () => {
    const fine = structuredClone(
      example('meeting-scheduled', { id: 'm7', start: '2026-03-26T09:00:00+08:00' }),
    );
    fine.detail.commandId = 'm7';
    const noOffset = example('meeting-scheduled', { start: '2026-03-26T09:00:00' });
    const unknownDay = example('meeting-scheduled', { start: '2026-02-30T09:00:00+08:00' });
    expect(await takeIn('{', noOffset, fine, unknownDay, { ...fine, source: 'duban' })).toEqual({
      batchItemFailures: ['r1', 'r2', 'r4', 'r5'].map((itemIdentifier) => ({ itemIdentifier })),
    });
    expect(await office.matter('m7')).not.toBeNull();
  });
});
