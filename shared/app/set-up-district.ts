/** Sets up a district in an empty store: settings, directory, and the series of its weeks. */
import type { Directory } from '../domain/routing/directory.ts';
import type { Instant } from '../domain/time/instant.ts';
import { type DistrictSettings, KEYS, storedDirectory } from './district.ts';
import type { Engine } from './engine.ts';
import { districtEntry } from './import-calendar.ts';
import { startSeries } from './series.ts';

/** Does nothing where the district is set up already. Refuses settings the rulebook does not know. */
export async function setUpDistrict(
  engine: Engine,
  id: string,
  settings: DistrictSettings,
  directory: Directory,
  now: Instant,
): Promise<void> {
  const content = (body: unknown) => ({ body, due: null, view: null });
  await engine.store.commit([
    districtEntry(id),
    {
      district: id,
      puts: [
        { key: KEYS.settings(id), content: content(settings), expected: 0 },
        { key: KEYS.directory(id), content: content(storedDirectory(directory)), expected: 0 },
      ],
      entries: [],
    },
  ]);
  const series = startSeries(await engine.districts.open(id), now);
  await engine.store.commit([series]);
}
