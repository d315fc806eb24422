/** `duban calendar overlay FILE`: shows what a local document moves in a district, and lays it over its calendar. */
import { randomUUID } from 'node:crypto';
import { systemClock } from '../shared/adapters/system/clock.ts';
import type { District } from '../shared/app/district.ts';
import type { Engine } from '../shared/app/engine.ts';
import { execute } from '../shared/app/execute.ts';
import { previewOverlay } from '../shared/app/import-calendar.ts';
import { sayMoved, sayOverlay } from '../shared/app/say-calendar.ts';
import type { OverlayContent } from '../shared/domain/calendar/overlay.ts';
import type { Io } from './commands/command.ts';
import { withDistrict } from './open-district.ts';
import { overlayIn } from './overlay-file.ts';

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
  return withDistrict(data, district, (engine, opened) => layOver(engine, opened, content, yes, io));
}

async function layOver(
  engine: Engine,
  district: District,
  content: OverlayContent,
  yes: boolean,
  io: Io,
): Promise<number> {
  const now = systemClock.now();
  io.out(sayOverlay(content));
  io.out(sayMoved(await previewOverlay(engine, district, content, now), district.zone));
  if (!yes) {
    io.out('以上为预览，未导入；确认导入请加 --yes。\n');
    return 0;
  }
  const command = { do: 'calendar.overlay', content, by: 'office' } as const;
  const outcome = await execute(
    engine,
    { district: district.id, commandId: randomUUID(), actor: 'office', command },
    now,
  );
  io.out(
    outcome.outcome === 'refused'
      ? `未导入：${outcome.reason}。\n`
      : `已导入${content.document}，时限将在下一次心跳时重新推算。\n`,
  );
  return 0;
}
