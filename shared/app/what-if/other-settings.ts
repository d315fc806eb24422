/** A store in which every district has other settings, for looking only: nothing is written, nothing is copied. */
import type { Row, RowKey, StoreReader } from '../../ports/store.ts';
import { type DistrictSettings, KEYS } from '../district.ts';

/** The same reads, with the overrides laid over those of each district; they are checked when a district is opened. */
export function withOtherSettings<Reading extends Pick<StoreReader, 'get' | 'getMany'>>(
  store: Reading,
  overrides: Readonly<Record<string, string>>,
): Reading {
  const changed = (row: Row | null): Row | null => (row && isSettings(row) ? laidOver(row, overrides) : row);
  return {
    ...store,
    get: async (key: RowKey) => changed(await store.get(key)),
    getMany: async (keys: readonly RowKey[]) => (await store.getMany(keys)).map(changed),
  };
}

function isSettings({ district, kind, id }: RowKey): boolean {
  const key = KEYS.settings(district);
  return kind === key.kind && id === key.id;
}

function laidOver(row: Row, overrides: Readonly<Record<string, string>>): Row {
  const stored = row.body as DistrictSettings;
  return { ...row, body: { ...stored, overrides: { ...stored.overrides, ...overrides } } };
}
