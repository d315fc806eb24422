/** `duban calendar overlay FILE`: shows what a local document moves in a district, and lays it over its calendar. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { openSqliteStore } from '../shared/adapters/sqlite/store.ts';
import { systemClock } from '../shared/adapters/system/clock.ts';
import { createEngine, type Engine } from '../shared/app/engine.ts';
import { execute } from '../shared/app/execute.ts';
import { districtsOf, previewOverlay } from '../shared/app/import-calendar.ts';
import { sayMoved, sayOverlay } from '../shared/app/say-calendar.ts';
import type { OverlayContent } from '../shared/domain/calendar/overlay.ts';
import { type Io, UsageFault } from './commands/command.ts';
import { embeddedInstallation } from './installation.ts';
import { overlayIn } from './overlay-file.ts';
import { STORE_FILE } from './runtime/folder.ts';

export interface OverlayImport {
  readonly file: string;
  /** The folder of the store. */
  readonly data: string;
  /** Needed where the store holds several. */
  readonly district: string | undefined;
  readonly yes: boolean;
}

/** Works beside a running Duban: both write under conditions, and its next heartbeat counts again. */
export async function importOverlay({ file, data, district, yes }: OverlayImport, io: Io): Promise<number> {
  const content = overlayIn(file);
  const storeFile = path.join(data, STORE_FILE);
  if (!existsSync(storeFile))
    throw new UsageFault(`${data}: no store here; expected the folder of a store, as --data FOLDER`);
  const store = openSqliteStore({ file: storeFile });
  try {
    const engine = createEngine(embeddedInstallation(store));
    return await layOver(engine, await districtIn(engine, district), content, yes, io);
  } finally {
    await store.close();
  }
}

async function districtIn(engine: Engine, named: string | undefined): Promise<string> {
  const known = await districtsOf(engine.store);
  const [only] = known;
  if (named === undefined && only !== undefined && known.length === 1) return only;
  if (named !== undefined && known.includes(named)) return named;
  throw new UsageFault(
    `--district ${named ?? 'is missing'}: expected one of ${known.join(', ') || 'none: the store is empty'}`,
  );
}

async function layOver(
  engine: Engine,
  id: string,
  content: OverlayContent,
  yes: boolean,
  io: Io,
): Promise<number> {
  const now = systemClock.now();
  const district = await engine.districts.open(id);
  io.out(sayOverlay(content));
  io.out(sayMoved(await previewOverlay(engine, district, content, now), district.zone));
  if (!yes) {
    io.out('以上为预览，未导入；确认导入请加 --yes。\n');
    return 0;
  }
  const command = { do: 'calendar.overlay', content, by: 'office' } as const;
  const outcome = await execute(
    engine,
    { district: id, commandId: randomUUID(), actor: 'office', command },
    now,
  );
  io.out(
    outcome.outcome === 'refused'
      ? `未导入：${outcome.reason}。\n`
      : `已导入${content.document}，时限将在下一次心跳时重新推算。\n`,
  );
  return 0;
}
