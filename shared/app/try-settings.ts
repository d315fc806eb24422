/** Lays other settings over a copied district and counts everything again, to see what they would bring. */
import { addSeconds, type Instant } from '../domain/time/instant.ts';
import type { Store } from '../ports/store.ts';
import { all, type District, type DistrictSettings, KEYS } from './district.ts';
import type { Engine } from './engine.ts';
import { openMatters } from './import-calendar.ts';
import { changesFor, dutiesOf, planMatter } from './plan-matter.ts';
import { matterOf, VIEWS } from './rows.ts';
import { isSameData } from './same-data.ts';
import { startSeries } from './series.ts';

/** Why duties were planned again, as the ledger of the copy has it. */
const SETTINGS_TRIED = '试算设置变化';

/**
 * The district with these settings from `now` on: limits of open duties move, series begin that there were none of.
 * Does nothing where the settings are those stored. Refuses settings that the rulebook does not know.
 */
export async function trySettings(
  engine: Engine,
  id: string,
  settings: DistrictSettings,
  now: Instant,
): Promise<void> {
  const key = KEYS.settings(id);
  const row = await engine.store.get(key);
  if (row && isSameData(row.body, settings)) return;
  const content = { body: settings, due: null, view: null };
  await engine.store.commit([
    { district: id, puts: [{ key, content, expected: row?.version ?? 0 }], entries: [] },
  ]);
  const district = await engine.districts.open(id);
  const concerned = [
    ...(await openMatters(engine.store, id)),
    ...(await mattersTakenUp(engine.store, district, now)),
  ];
  for (const matter of concerned) {
    await planMatter(engine.store, district, matter, SETTINGS_TRIED, now, 'forecast', 'all');
  }
  await restartSeries(engine, district, now);
}

/** Older matters are left alone: nobody is asked now for what a rule would have asked last year. */
const TAKEN_UP_SECONDS = 180 * 86_400;

/** Matters of which a rule that is switched on wants something whose limit is still to come, such as a fixed meeting. */
async function mattersTakenUp(store: Store, district: District, now: Instant): Promise<string[]> {
  const from = addSeconds(now, -TAKEN_UP_SECONDS);
  const rows = await store.view({ district: district.id, name: VIEWS.matters, from, limit: 5000 });
  const taken: string[] = [];
  for (const row of rows) {
    const matter = matterOf(row);
    if (!matter) continue;
    const duties = await dutiesOf(store, district.id, row.id);
    const changes = changesFor(matter, duties, district, SETTINGS_TRIED, now, new Map());
    if (changes.some(({ command }) => command.do === 'open' && command.plan.dueAt > now)) taken.push(row.id);
  }
  return taken;
}

/** What is open already is not opened twice; what the settings no longer have does not begin again. */
async function restartSeries(engine: Engine, district: District, now: Instant): Promise<void> {
  const rows = await all(engine.store, { district: district.id, kind: 'series' });
  const deletes = rows.map((row) => ({ key: row, expected: row.version }));
  await engine.store.commit([{ district: district.id, puts: [], deletes, entries: [] }]);
  const series = startSeries(district, now);
  await engine.store.commit([series]);
}
