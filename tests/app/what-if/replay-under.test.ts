/** Every example story, gone through again under the settings it was played with, gives the duties and notices it gave. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT } from '../../../local/installation.ts';
import { readScenario } from '../../../local/scenario-file.ts';
import { openSqliteStore } from '../../../shared/adapters/sqlite/store.ts';
import { noticeOf } from '../../../shared/app/rows.ts';
import { setUpDistrict } from '../../../shared/app/set-up-district.ts';
import { Observed, simulate } from '../../../shared/app/simulate.ts';
import { recordedMatter } from '../../../shared/app/what-if/recorded-acts.ts';
import { replayUnder } from '../../../shared/app/what-if/replay-under.ts';
import type { ExistingDuty } from '../../../shared/domain/duties/duty.ts';
import { DISTRICT, demoDirectory, engineOn, ledgerOf, rowsOf, said } from '../../support/office.ts';

const folder = path.join(PROJECT, 'examples');
const NAMES = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml') && name !== 'demonstration.yaml')
  .map((name) => name.slice(0, -'.yaml'.length));

async function playedOut(name: string) {
  const story = readScenario(path.join(folder, `${name}.yaml`), null);
  const observed = new Observed();
  const engine = engineOn({ store: observed.watch(openSqliteStore({ file: ':memory:' })) });
  const settings = { rulebook: 'shuangyang-2018', overrides: story.settings, rules: story.rules };
  await setUpDistrict(engine, DISTRICT, settings, demoDirectory, story.from);
  const { from, until, steps } = story;
  for await (const _fact of simulate(engine, observed, { district: DISTRICT, from, until, steps }));
  return { engine, until };
}

describe('told again', () => {
  test.each(NAMES)('%s', async (name) => {
    const { engine, until } = await playedOut(name);
    const district = await engine.districts.open(DISTRICT);
    const ledger = await ledgerOf(engine.store);
    const rungs = new Set(
      ledger.filter(({ type }) => type === 'rung.reached').map((one) => `${one.stream} ${said(one).rung}`),
    );
    const duties = (await rowsOf(engine.store, 'duty')).map(({ body }) => body as ExistingDuty);
    const notices = (await rowsOf(engine.store, 'notice')).map((row) => noticeOf(row).facts);
    for (const { id } of await rowsOf(engine.store, 'matter')) {
      const recorded = recordedMatter(
        id,
        ledger.filter(({ matter }) => matter === id),
        until,
      );
      const again = replayUnder(district, id, recorded, { until, asOf: until });
      const stored = duties.filter(({ plan }) => plan.matter === id);
      expect([...again.duties.values()].map(told).sort()).toEqual(stored.map(told).sort());
      const asked = notices.filter(
        ({ matter, duty, rung }) => matter === id && rungs.has(`${duty} ${rung.replace(/-approval$/, '')}`),
      );
      expect(again.asked.map(({ facts }) => facts.id).sort()).toEqual(asked.map((facts) => facts.id).sort());
    }
  });
});

/** What a report would make of it. */
function told(duty: ExistingDuty): string {
  const { id, dueAt, actBy, basis } = duty.plan;
  const judged = duty.status === 'settled' ? [duty.judgement.verdict, duty.judgement.state] : [];
  return JSON.stringify([id, dueAt, actBy, basis, duty.status, ...judged]);
}
