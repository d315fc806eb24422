import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSeconds, type Instant } from '../../shared/domain/time/instant.ts';
import type { LedgerEntry } from '../../shared/ports/store.ts';
import { freshOffice, ledgerOf } from '../support/office.ts';
import { playOnTime, playWith } from '../support/play.ts';
import { type Act, BEGINNING, histories } from '../support/random-history.ts';
import { limitsPassed, putOff, singleRungs, sorted, verdicts, withoutInstant } from '../support/rungs.ts';

const limits = { numRuns: 15, interruptAfterTimeLimit: 12_000 };
const minute = fc.integer({ min: 0, max: 9 * 1440 });
/** Any heartbeats at all: late, doubled, many, none. */
const schedule = fc.array(minute, { maxLength: 20 }).map((minutes) => minutes.map(at));

function at(minutes: number): Instant {
  return addSeconds(BEGINNING, minutes * 60);
}

/**
 * Weeks are opened by heartbeats, and so is what begins with a meeting: what opens late has other rungs. Duties that
 * people's acts open do not.
 */
function openedByPeople(ledger: readonly LedgerEntry[]): LedgerEntry[] {
  const bySystem = new Set(
    ledger
      .filter(({ type, actor }) => type === 'duty.opened' && actor === 'system')
      .map(({ stream }) => stream),
  );
  return ledger.filter(({ matter, stream }) => /^[me]\d$/.test(matter) && !bySystem.has(stream));
}

function missing(of: readonly string[], from: readonly string[]): string[] {
  return of.filter((one) => !from.includes(one));
}

async function ledgerOnTime(acts: readonly Act[]): Promise<LedgerEntry[]> {
  const engine = await freshOffice(BEGINNING);
  await playOnTime(engine, acts);
  return openedByPeople(await ledgerOf(engine.store));
}

async function ledgerWith(acts: readonly Act[], beats: readonly Instant[]): Promise<LedgerEntry[]> {
  const engine = await freshOffice(BEGINNING);
  await playWith(engine, acts, beats);
  return openedByPeople(await ledgerOf(engine.store));
}

describe('heartbeats commute: any schedule of them ends where the punctual one does', () => {
  for (const theme of ['meetings', 'events'] as const) {
    it(`no rung lost, nobody told more, the same limits passed and verdicts, in histories of ${theme}`, async () => {
      await fc.assert(
        fc.asyncProperty(histories([theme]), schedule, async (acts, beats) => {
          const punctual = await ledgerOnTime(acts);
          const other = await ledgerWith(acts, beats);
          expect(sorted(limitsPassed(other))).toEqual(sorted(limitsPassed(punctual)));
          expect(sorted(verdicts(other))).toEqual(sorted(verdicts(punctual)));
          // After an outage the receiver is asked first, and what follows the asking waits: put off, not lost.
          const later = putOff(other);
          const lost = missing(singleRungs(punctual), singleRungs(other));
          const toldBesides = missing(singleRungs(other, /^rung\.reached/), singleRungs(punctual));
          expect(lost.filter((rung) => !later.has(withoutInstant(rung)))).toEqual([]);
          expect(toldBesides.filter((rung) => !later.has(withoutInstant(rung)))).toEqual([]);
        }),
        limits,
      );
    });
  }
});
