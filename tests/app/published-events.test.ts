/** Everything that an office's life puts on the bus keeps the published contract, and the same fact is the same event. */
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { publishedEvent } from '../../shared/app/published-events.ts';
import { publishedDetail, publishedDetails } from '../../shared/contract/bus-events.ts';
import type { PublishedFact } from '../../shared/ports/publisher.ts';
import { Office } from '../scenarios/both-homes/office.ts';
import { executiveMeeting } from '../scenarios/both-homes/rule.stories.ts';

function recording() {
  const facts: PublishedFact[] = [];
  const publisher = { publish: async (some: readonly PublishedFact[]) => void facts.push(...some) };
  return { facts, parts: { publisher } };
}

async function publishedFacts(): Promise<PublishedFact[]> {
  const { facts, parts } = recording();
  const store = openSqliteStore({ file: ':memory:' });
  const office = await Office.open(store, {
    from: '2026-03-10 08:00',
    rules: ['D52-06', 'D52-07', 'D52-08'],
    parts,
  });
  await office.at('2026-03-11 10:00', 'meeting.schedule', executiveMeeting);
  await office.at('2026-03-17 20:00', 'meeting.reschedule', { id: 'm5', start: '2026-03-20T09:00:00+08:00' });
  await office.at('2026-03-19 16:30', 'duty.submit', { duty: 'm5/D52-07/i3', by: 'housing' });
  await office.goesOnUntil('2026-03-19 18:00');
  return facts;
}

describe('what is published', () => {
  it('keeps the contract, and covers every event of it', async () => {
    const events = (await publishedFacts()).flatMap((fact) => publishedEvent(fact) ?? []);
    for (const { detail } of events) expect(publishedDetail.parse(detail)).toEqual(detail);
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(Object.keys(publishedDetails)));
  });

  it('names what a subscriber needs without asking back', async () => {
    const events = (await publishedFacts()).flatMap((fact) => publishedEvent(fact) ?? []);
    const about = { duty: 'm5/D52-07/i3', rule: 'D52-07', owedBy: 'housing' };
    const bodies = (type: string) =>
      events
        .filter((event) => event.type === type)
        .map(({ detail }) => detail.body)
        .filter(({ duty }) => duty === about.duty);
    expect(bodies('duban.duty.overdue')).toEqual([
      { ...about, dueAt: '2026-03-17T09:00:00Z', basis: 'clause' },
    ]);
    expect(bodies('duban.duty.replanned')).toMatchObject([
      { formerDueAt: '2026-03-17T09:00:00Z', dueAt: '2026-03-19T09:00:00Z', why: '会议改期' },
    ]);
    expect(bodies('duban.duty.escalated')).toContainEqual({
      ...about,
      dueAt: '2026-03-17T09:00:00Z',
      rung: 'escalate',
      kind: 'escalate',
      intendedAt: '2026-03-17T11:00:00Z',
      to: ['vice-mayor-1'],
    });
    expect(bodies('duban.duty.settled')).toEqual([
      { ...about, dueAt: '2026-03-19T09:00:00Z', verdict: 'on-time', happenedAt: '2026-03-19T08:30:00Z' },
    ]);
  });

  it('ids and command ids are those of the ledger, the same for a repeat', async () => {
    const [first] = await publishedFacts();
    expect(first && publishedEvent(first)?.detail).toMatchObject({
      id: 'demo/m5/D52-06@1',
      commandId: 'demo/m5/D52-06@1',
    });
  });

  it('nothing is said of what is internal to the Party group', async () => {
    const { facts, parts } = recording();
    const store = openSqliteStore({ file: ':memory:' });
    const office = await Office.open(store, { from: '2026-03-01 08:00', rules: ['D51-1', 'D52-01'], parts });
    await office.goesOnUntil('2026-04-10 09:00');
    const rules = new Set(facts.flatMap(({ body }) => (typeof body.rule === 'string' ? [body.rule] : [])));
    expect(rules).toEqual(new Set(['D52-01']));
  });

  it('nothing is said of matters, which may hold what is not for outsiders', () => {
    const fact = { id: 'demo/m5@1', district: 'demo', type: 'meeting.scheduled', body: { matter: 'm5' } };
    expect(publishedEvent({ ...fact, at: '2026-03-11T02:00:00Z' as PublishedFact['at'] })).toBeNull();
  });
});
