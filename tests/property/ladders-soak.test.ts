import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSeconds, type Instant } from '../../shared/domain/time/instant.ts';
import type { LedgerEntry } from '../../shared/ports/store.ts';
import { freshOffice, ledgerOf, said } from '../support/office.ts';
import { playOnTime, playWith } from '../support/play.ts';
import { BEGINNING, histories } from '../support/random-history.ts';
import { rungsTaken, twice } from '../support/rungs.ts';
import { sink } from '../support/sink.ts';

const limits = { numRuns: 400, interruptAfterTimeLimit: 40_000 };
const anything = histories(['meetings', 'events', 'weeks', 'district', 'stops']);
const beats = fc.array(
  fc.integer({ min: 0, max: 9 * 1440 }).map((minute) => addSeconds(BEGINNING, minute * 60)),
  { maxLength: 12 },
);

function streams(ledger: readonly LedgerEntry[]): LedgerEntry[][] {
  return [...Map.groupBy(ledger, ({ stream }) => stream).values()].map((entries) =>
    entries.toSorted((a, b) => a.seq - b.seq),
  );
}

/** Rungs taken between the settling of a duty and its being returned. */
function takenAfterSettled(entries: readonly LedgerEntry[]): LedgerEntry[] {
  let settled = false;
  return entries.filter(({ type }) => {
    if (type === 'duty.settled') settled = true;
    if (type === 'duty.returned') settled = false;
    return settled && (type.startsWith('rung.') || type === 'duty.overdue');
  });
}

describe('ladders, whatever happens and whenever hearts beat', () => {
  it('no rung is taken after its duty is settled', async () => {
    await fc.assert(
      fc.asyncProperty(anything, beats, async (acts, when) => {
        const engine = await freshOffice(BEGINNING);
        await playWith(engine, acts, when);
        expect(streams(await ledgerOf(engine.store)).flatMap(takenAfterSettled)).toEqual([]);
      }),
      limits,
    );
  });

  it('no rung is taken twice for one intended instant', async () => {
    await fc.assert(
      fc.asyncProperty(anything, beats, async (acts, when) => {
        const engine = await freshOffice(BEGINNING);
        await playWith(engine, acts, when);
        expect(twice(rungsTaken(await ledgerOf(engine.store)))).toEqual([]);
      }),
      limits,
    );
  });

  it('no notice goes out twice, and each has one end', async () => {
    await fc.assert(
      fc.asyncProperty(histories(['meetings', 'events', 'weeks', 'district']), async (acts) => {
        const sent = sink();
        const engine = await freshOffice(BEGINNING, { channels: sent.channels });
        await playOnTime(engine, acts);
        expect(twice(sent.messages.map(({ idempotencyKey }) => idempotencyKey))).toEqual([]);
        const copies = (await ledgerOf(engine.store)).filter(({ type }) => type.startsWith('notice.'));
        expect(twice(copies.map((entry) => `${entry.stream} ${entry.type} ${said(entry).to ?? ''}`))).toEqual(
          [],
        );
      }),
      limits,
    );
  });

  it('nobody is reminded of what is settled', async () => {
    await fc.assert(
      fc.asyncProperty(anything, beats, async (acts, when) => {
        const engine = await freshOffice(BEGINNING);
        await playWith(engine, acts, when);
        const ledger = await ledgerOf(engine.store);
        const reminders = ledger.filter(
          ({ type, body }) => type === 'notice.sent' && !ABOUT_CHANGES.test(rungOf(body)),
        );
        const pointless = reminders.filter((entry) =>
          wasSettled(ledger, String(said(entry).duty), entry.recordedAt),
        );
        expect(pointless).toEqual([]);
      }),
      limits,
    );
  });
});

/** Changes and corrections are told although the duty is settled, and because of it. */
const ABOUT_CHANGES = /^(change|withdrawn|papers|correction|issued|handed-over)/;

function rungOf(body: unknown): string {
  return String((body as { rung?: unknown }).rung);
}

/** Before the moment; within the same second either may have come first. */
function wasSettled(ledger: readonly LedgerEntry[], duty: string, at: Instant): boolean {
  const before = ledger.filter(({ stream, recordedAt }) => stream === duty && recordedAt < at);
  const turn = before.findLast(({ type }) => type === 'duty.settled' || type === 'duty.returned');
  return turn?.type === 'duty.settled';
}
