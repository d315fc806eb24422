/** The store that a start is about: the demonstration, a show on a fast clock, or a real district; laid at its first start. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { openChannels } from '../../shared/adapters/channels/open-channels.ts';
import { readChannelSettings } from '../../shared/adapters/channels/read-channel-settings.ts';
import { explaining } from '../../shared/adapters/sqlite/faults.ts';
import { openDatabase } from '../../shared/adapters/sqlite/schema.ts';
import { openSqliteStore, storeOn } from '../../shared/adapters/sqlite/store.ts';
import { elapsedMilliseconds, systemClock } from '../../shared/adapters/system/clock.ts';
import { createEngine, type Engine } from '../../shared/app/engine.ts';
import { setUpDistrict } from '../../shared/app/set-up-district.ts';
import type { Directory } from '../../shared/domain/routing/directory.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Store } from '../../shared/ports/store.ts';
import { layDemonstration, RULEBOOK, startOfShow } from '../demonstration.ts';
import { embeddedInstallation } from '../installation.ts';
import { realDirectory, realSettings } from '../real-district.ts';
import { fastClock, WHOLE_STORE } from './clock.ts';
import { CannotStart, type DataFolder, removeStore } from './folder.ts';
import type { StartOptions } from './options.ts';

interface Opened {
  readonly engine: Engine;
  readonly district: string;
  readonly clock: Clock;
}

/** Refuses what the store's file and the directory's file make impossible, each in one sentence. */
export async function openStore(options: StartOptions, folder: DataFolder): Promise<Opened> {
  switch (options.purpose) {
    case 'demo':
      return openDemonstration(folder);
    case 'speed':
      return openShow(options.speed, folder);
    case 'district':
      return openDistrict(options.directory, folder);
    default:
      return options.purpose satisfies never;
  }
}

async function openDemonstration(folder: DataFolder): Promise<Opened> {
  if (!existsSync(folder.storeFile))
    await layInto(folder.storeFile, (engine) => layDemonstration(engine, systemClock.now()));
  const engine = engineOn(openSqliteStore({ file: folder.storeFile }));
  return { engine, district: 'demo', clock: systemClock };
}

async function openShow(speed: number, folder: DataFolder): Promise<Opened> {
  removeStore(folder);
  const start = await layInto(folder.storeFile, async (engine) => {
    const moment = startOfShow(engine, systemClock.now());
    await layDemonstration(engine, moment, { meetingIn: 1 });
    return moment;
  });
  const engine = engineOn(openSqliteStore({ file: folder.storeFile }));
  return { engine, district: 'demo', clock: fastClock(start, speed, elapsedMilliseconds) };
}

/** Laid in memory and written as one file, which appears whole or not at all. */
async function layInto<Value>(file: string, lay: (engine: Engine) => Promise<Value>): Promise<Value> {
  const db = openDatabase(':memory:');
  try {
    const value = await lay(engineOn(storeOn(db, file)));
    const unfinished = `${file}.new`;
    rmSync(unfinished, { force: true });
    explaining(file, () => db.prepare('VACUUM INTO ?').run(unfinished));
    renameSync(unfinished, file);
    return value;
  } finally {
    db.close();
  }
}

async function openDistrict(given: string | null, folder: DataFolder): Promise<Opened> {
  const isNew = !existsSync(folder.storeFile);
  if (!isNew && given !== null)
    throw new CannotStart(`${folder.folder} has its directory already; --directory is for the first start`);
  const directory = isNew ? realDirectory(given) : null;
  // Made-up people are never written to: only a real district has channels with a provider.
  const engine = createEngine(
    embeddedInstallation(
      openSqliteStore({ file: folder.storeFile }),
      undefined,
      openChannels(readChannelSettings(process.env)),
    ),
  );
  const known = await engine.store.get({ district: WHOLE_STORE, kind: 'meta', id: 'district' });
  if (known) return { engine, district: (known.body as { id: string }).id, clock: systemClock };
  return {
    engine,
    district: await beginDistrict(engine, directory ?? realDirectory(null)),
    clock: systemClock,
  };
}

async function beginDistrict(engine: Engine, directory: Directory): Promise<string> {
  await setUpDistrict(engine, directory.district, realSettings(RULEBOOK), directory, systemClock.now());
  const key = { district: WHOLE_STORE, kind: 'meta', id: 'district' } as const;
  const content = { body: { id: directory.district }, due: null, view: null };
  await engine.store.commit([{ district: WHOLE_STORE, puts: [{ key, content, expected: 0 }], entries: [] }]);
  return directory.district;
}

function engineOn(store: Store): Engine {
  return createEngine(embeddedInstallation(store));
}
