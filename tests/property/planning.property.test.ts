import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Engine } from '../../shared/app/engine.ts';
import { dutiesOf, planMatter } from '../../shared/app/plan-matter.ts';
import { VIEWS } from '../../shared/app/rows.ts';
import type { Instant } from '../../shared/domain/time/instant.ts';
import { DISTRICT, freshOffice, ledgerOf, rowsOf } from '../support/office.ts';
import { playOnTime } from '../support/play.ts';
import { BEGINNING, histories } from '../support/random-history.ts';

async function planAgain(engine: Engine, matter: string, now: Instant): Promise<void> {
  await planMatter(engine.store, await engine.districts.open(DISTRICT), matter, '再次计划', now, 'test');
}

it('planning is idempotent: at any moment of any history, planning once more changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(histories(['meetings', 'events', 'weeks']), async (acts) => {
      const engine = await freshOffice(BEGINNING);
      await playOnTime(engine, acts, undefined, async (now) => {
        const matters = await rowsOf(engine.store, 'matter');
        for (const { id } of matters) await planAgain(engine, id, now);
        const before = (await ledgerOf(engine.store)).length;
        for (const { id } of matters) await planAgain(engine, id, now);
        expect((await ledgerOf(engine.store)).length).toBe(before);
      });
    }),
    { numRuns: 10, interruptAfterTimeLimit: 15_000 },
  );
});

it('every open duty always has a next instant, and nothing that is settled has one', async () => {
  await fc.assert(
    fc.asyncProperty(histories(['meetings', 'events', 'weeks']), async (acts) => {
      const engine = await freshOffice(BEGINNING);
      await playOnTime(engine, acts, undefined, async () => {
        for (const matter of await rowsOf(engine.store, 'matter')) {
          for (const { id, due, view } of await dutiesOf(engine.store, DISTRICT, matter.id)) {
            if (view?.name === VIEWS.open) expect(due, `${id} is open`).not.toBeNull();
            else expect(due, `${id} is over`).toBeNull();
          }
        }
      });
    }),
    { numRuns: 20, interruptAfterTimeLimit: 15_000 },
  );
});
