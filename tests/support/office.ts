/** A whole office in a test: the shipped rules and the demonstration directory on a store of its own. */
import path from 'node:path';
import { embeddedInstallation, PROJECT } from '../../local/installation.ts';
import { loadDirectory } from '../../shared/adapters/rules/load-directory.ts';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import type { DistrictSettings } from '../../shared/app/district.ts';
import { createEngine, type Engine } from '../../shared/app/engine.ts';
import type { Installation } from '../../shared/app/installation.ts';
import { setUpDistrict } from '../../shared/app/set-up-district.ts';
import type { Directory } from '../../shared/domain/routing/directory.ts';
import { type Instant, parseInstant } from '../../shared/domain/time/instant.ts';
import type { LedgerEntry, Row, RowKind, Store } from '../../shared/ports/store.ts';

export const DISTRICT = 'demo';
const RULEBOOK = 'shuangyang-2018';

/** Read once; an installation is plain data apart from its ports. */
const shipped = embeddedInstallation(openSqliteStore({ file: ':memory:' }), [RULEBOOK]);

export const demoDirectory: Directory = loadDirectory(path.join(PROJECT, 'examples/directories/demo.yaml'));

/** The same with three leaders, where the length of the list makes no difference to what is tested. */
const fewLeaders: Directory = { ...demoDirectory, leaders: demoDirectory.leaders.slice(0, 3) };

/** '2026-03-10 09:00' in China. */
export function chinaTime(text: string): Instant {
  return parseInstant(`${text.replace(' ', 'T')}:00+08:00`);
}

/** An engine on a store that may hold something already; ports that are not named are the shipped ones. */
export function engineOn(ports: Pick<Installation, 'store'> & Partial<Installation>): Engine {
  return createEngine({ ...shipped, ...ports });
}

/** Sets up the demonstration district; does nothing where it is set up. */
export function setUpDemo(
  engine: Engine,
  now: Instant,
  choice: Partial<DistrictSettings> & { readonly directory?: Directory } = {},
): Promise<void> {
  const { directory = fewLeaders, overrides = {}, rules = null, shadow = false } = choice;
  return setUpDistrict(engine, DISTRICT, { rulebook: RULEBOOK, overrides, rules, shadow }, directory, now);
}

/** The demonstration district on a fresh store in memory. */
export async function freshOffice(now: Instant, ports: Partial<Installation> = {}): Promise<Engine> {
  const engine = engineOn({ store: openSqliteStore({ file: ':memory:' }), ...ports });
  await setUpDemo(engine, now);
  return engine;
}

/** Every row of a kind in the demonstration district. */
export async function rowsOf(store: Store, kind: RowKind): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of store.scanRows({ index: 0, of: 1 })) if (row.kind === kind) rows.push(row);
  return rows;
}

/** The whole ledger, in the order in which it was written. */
export async function ledgerOf(store: Store): Promise<LedgerEntry[]> {
  return Array.fromAsync(store.scanLedger());
}

/** What an entry says, for looking into it. */
export function said(entry: LedgerEntry): Readonly<Record<string, unknown>> {
  return entry.body as Readonly<Record<string, unknown>>;
}
