/** Opens a district for a command: in the store of a data folder, beside a running Duban. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { openSqliteSnapshot, openSqliteStore, type Snapshot } from '../shared/adapters/sqlite/store.ts';
import type { District } from '../shared/app/district.ts';
import { createEngine, type Engine } from '../shared/app/engine.ts';
import { districtsOf } from '../shared/app/import-calendar.ts';
import { StoreUnavailable } from '../shared/ports/store.ts';
import { UsageFault } from './commands/command.ts';
import { embeddedInstallation, PROJECT } from './installation.ts';
import { CannotStart, STORE_FILE } from './runtime/folder.ts';

/** Where a real district lies unless a folder is given. */
export const REAL_DATA = path.join(PROJECT, 'data', 'district');

/** The store closes when `use` is done. Refuses a folder without store, and an id that is not one of its districts. */
export async function withDistrict<Value>(
  folder: string | undefined,
  id: string | undefined,
  use: (engine: Engine, district: District) => Promise<Value>,
): Promise<Value> {
  const store = openSqliteStore({ file: storeFileIn(folder ?? REAL_DATA) });
  try {
    const engine = createEngine(embeddedInstallation(store));
    const known = await districtsOf(store);
    const chosen = id ?? (known.length === 1 ? known[0] : undefined);
    if (chosen === undefined || !known.includes(chosen))
      throw new UsageFault(
        `--district ${id ?? ''}: ${id === undefined ? 'missing' : 'no such district'}; expected one of ${known.join(', ')}`,
      );
    return await use(engine, await engine.districts.open(chosen));
  } finally {
    await store.close();
  }
}

/** The districts of a store that are meant: the one named, or all. Refuses a store without any, and an unknown name. */
export async function chosenDistricts(
  engine: Engine,
  { district, data }: { readonly district: string | undefined; readonly data: string | undefined },
): Promise<string[]> {
  const known = await districtsOf(engine.store);
  if (known.length === 0) throw new UsageFault(`${data ?? REAL_DATA}: the store has no district`);
  if (district === undefined) return known;
  if (!known.includes(district))
    throw new UsageFault(`--district ${district}: no such district; expected one of ${known.join(', ')}`);
  return [district];
}

/** The store of a data folder to read from, beside a running Duban; nothing in it can be changed. */
export function openSnapshotIn(folder: string): Snapshot {
  const file = storeFileIn(folder);
  try {
    return openSqliteSnapshot({ file });
  } catch (fault) {
    if (fault instanceof StoreUnavailable) throw new CannotStart(fault.message);
    throw fault;
  }
}

function storeFileIn(folder: string): string {
  const file = path.join(folder, STORE_FILE);
  if (existsSync(file)) return file;
  throw new UsageFault(`${folder}: no store here; expected the folder of a store, as --data FOLDER`);
}
