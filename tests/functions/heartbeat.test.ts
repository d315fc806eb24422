/** The heartbeat as Lambda starts it: everything due, the vital signs, and the dead-man's switch. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyOf } from '../../shared/app/rows.ts';
import { Office } from '../scenarios/both-homes/office.ts';
import { executiveMeeting } from '../scenarios/both-homes/rule.stories.ts';
import { noDynamoReason } from '../support/dynamodb-server.ts';
import { type AwsHome, startAwsHome } from './aws-home.ts';

const nudge = { scheduledAt: '2026-03-11T02:00:00Z' };

describe.skipIf(noDynamoReason !== null)(`heartbeat${noDynamoReason ? ` (${noDynamoReason})` : ''}`, () => {
  let home: AwsHome;
  let office: Office;

  beforeAll(async () => {
    home = await startAwsHome({ DUBAN_AUDIT_SEGMENTS: '2' });
    office = await Office.open(home.store, { from: '2026-03-11 10:00', rules: ['D52-07', 'D76-*'] });
  });
  afterAll(() => home?.stop());

  function measured(metric: string): unknown {
    return home.logged().findLast((line) => metric in line)?.[metric];
  }

  it('takes what is due from the rung to the event on the bus, and nudges the delivery of its notice', async () => {
    home.itIs('2026-03-11 10:00');
    await office.does('meeting.schedule', executiveMeeting);
    await home.invoke('heartbeat', nudge);
    expect(await office.sent('m5')).toEqual([]);
    expect(home.services.nudges).toMatchObject([
      { queue: expect.stringMatching(/normal$/), delaySeconds: 0, body: { notices: [expect.any(String)] } },
    ]);
    await home.deliverNudged();
    expect(await office.sent('m5')).toEqual(['03-11 10:00 start → housing.liaison']);
    expect(home.services.events.map(({ type }) => type)).toEqual(['duban.duty.opened', 'duban.reminder.due']);
    expect(await home.outboxRecords()).toEqual([]);
  });

  it('holds the dead-man’s switch back before the first audit, and pings it after', async () => {
    home.itIs('2026-03-11 10:01');
    home.logged();
    await home.invoke('heartbeat', nudge);
    expect(home.services.deadManPings).toBe(0);
    expect(measured('DeadManPinged')).toBe(0);

    await home.invoke('auditor', nudge);
    home.services.secretIsBroken = true;
    await home.invoke('heartbeat', nudge);
    expect(home.services.deadManPings).toBe(0);
    home.services.secretIsBroken = false;
    await home.invoke('heartbeat', nudge);
    expect(home.services.deadManPings).toBe(1);
    expect(measured('DeadManPinged')).toBe(1);
  });

  it('lets it go 26 hours after the last full audit', async () => {
    await home.invoke('auditor', nudge);
    home.itIs('2026-03-12 12:01');
    await home.invoke('heartbeat', nudge);
    expect(home.services.deadManPings).toBe(2);
    await home.deliverNudged();
    home.itIs('2026-03-12 12:02');
    await home.invoke('heartbeat', nudge);
    expect(home.services.deadManPings).toBe(2);
    expect(measured('AuditAgeSeconds')).toBe(26 * 3600 + 60);
  });

  it('the auditor reports a duty that nothing would ever remind of', async () => {
    home.logged();
    const key = keyOf('demo', 'duty', 'm5/D52-07/i3');
    const row = await home.store.get(key);
    if (!row) throw new Error('the duty is there');
    const { body, view } = row;
    await home.store.commit([
      {
        district: 'demo',
        puts: [{ key, content: { body, due: null, view }, expected: row.version }],
        entries: [],
      },
    ]);
    await home.invoke('auditor', nudge);
    await home.invoke('auditor', nudge);
    const lines = home.logged();
    const findings = lines.flatMap(({ finding }) => (finding === undefined ? [] : [finding]));
    expect(findings).toContainEqual({ district: 'demo', kind: 'duty', id: 'm5/D52-07/i3' });
    const counts = lines.flatMap(({ AuditFindings }) =>
      AuditFindings === undefined ? [] : [Number(AuditFindings)],
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  it('the weekly nudge opens the week when its collection begins', async () => {
    home.itIs('2026-03-13 09:00');
    await home.invoke('weekly', nudge);
    expect(await office.matter('2026-W12')).toMatchObject({ kind: 'week', worked: true });
    // What subscribers are to hear waits for a function that may publish.
    expect((await home.outboxRecords()).length).toBeGreaterThan(0);
    home.itIs('2026-03-13 09:02');
    await home.invoke('heartbeat', nudge);
    expect(await home.outboxRecords()).toEqual([]);
    expect(home.services.events.map(({ detail }) => (detail.body as { rule: string }).rule)).toContain(
      'D76-2',
    );
  });

  it('refuses to start without what it was told', async () => {
    await expect(home.invoke('heartbeat', { at: 'noon' })).rejects.toThrow(/scheduledAt/);
  });
});
