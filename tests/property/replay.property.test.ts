import fc from 'fast-check';
import { expect, it } from 'vitest';
import { replayDuty, replayMatter } from '../../shared/app/replay.ts';
import { addSeconds } from '../../shared/domain/time/instant.ts';
import type { Row, Store } from '../../shared/ports/store.ts';
import { DISTRICT, freshOffice, rowsOf } from '../support/office.ts';
import { playOnTime, playWith } from '../support/play.ts';
import { BEGINNING, histories } from '../support/random-history.ts';

const everything = histories(['meetings', 'events', 'weeks', 'district']);

async function streamOf(store: Store, { id }: Row, matter: string) {
  return store.ledger({ district: DISTRICT, matter, stream: id });
}

async function expectLedgerToSayTheSame(store: Store): Promise<void> {
  for (const row of await rowsOf(store, 'duty')) {
    const [matter = ''] = row.id.split('/');
    expect(replayDuty(await streamOf(store, row, matter))).toEqual(row.body);
  }
  for (const row of await rowsOf(store, 'matter')) {
    expect(replayMatter(await streamOf(store, row, row.id))).toEqual(row.body);
  }
}

it('the fold of the ledger equals the stored state of every duty and matter', async () => {
  await fc.assert(
    fc.asyncProperty(everything, async (acts) => {
      const engine = await freshOffice(BEGINNING);
      await playOnTime(engine, acts);
      await expectLedgerToSayTheSame(engine.store);
    }),
    { numRuns: 20, interruptAfterTimeLimit: 15_000 },
  );
});

it('and does so when heartbeats are late', async () => {
  const late = fc.array(fc.integer({ min: 0, max: 20 * 1440 }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(everything, late, async (acts, beats) => {
      const engine = await freshOffice(BEGINNING);
      await playWith(
        engine,
        acts,
        beats.map((minute) => addSeconds(BEGINNING, minute * 60)),
      );
      await expectLedgerToSayTheSame(engine.store);
    }),
    { numRuns: 20, interruptAfterTimeLimit: 15_000 },
  );
});
