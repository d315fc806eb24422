/** One running installation: folder, store, heartbeat and page, put together and taken apart in order. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { paperWriter } from '../../shared/adapters/docx/paper-writer.ts';
import { elapsedMilliseconds } from '../../shared/adapters/system/clock.ts';
import { auditNextSegment } from '../../shared/app/audit-round.ts';
import { createEngine, type Engine } from '../../shared/app/engine.ts';
import type { Instant } from '../../shared/domain/time/instant.ts';
import type { Store } from '../../shared/ports/store.ts';
import { createWeb } from '../../web/app.ts';
import { heldClock } from './clock.ts';
import { type DataFolder, openFolder } from './folder.ts';
import { Listening } from './listening.ts';
import { type Loop, startLoop } from './loop.ts';
import { type Guard, loopbackGuard, takeTokenFromAddress } from './loopback-guard.ts';
import { openStore } from './open-store.ts';
import type { StartOptions } from './options.ts';
import { openOutside } from './outside.ts';

/** On a fast clock a second of the wall is minutes of the show; shorter ticks keep it smooth. */
const TICK_MS = { real: 1000, show: 200 } as const;

/** Runs until it is told to stop. Refuses, as a sentence, whatever keeps it from starting. */
export async function runInstallation(options: StartOptions): Promise<void> {
  const folder = openFolder(path.join(options.data, folderName(options)), options.purpose);
  try {
    await serve(options, folder);
  } catch (fault) {
    folder.release();
    throw fault;
  }
}

function folderName({ purpose, speed }: StartOptions): string {
  return purpose === 'speed' ? `speed-${speed}` : purpose;
}

async function serve(options: StartOptions, folder: DataFolder): Promise<void> {
  const server = new Listening(options);
  await server.open();
  try {
    const opened = await openStore(options, folder);
    const { district, clock } = opened;
    const outside = openOutside({ options, folder, district, address: () => server.address }, process.env);
    const links = { signer: outside.signers.links, baseUrl: outside.baseUrl() };
    const engine = createEngine({ ...opened.engine.installation, links });
    let trouble: string | null = null;
    let finding: string | null = null;
    const onTrouble = (fault: unknown) => {
      trouble = fault === null ? null : sayFault(fault);
      process.stderr.write(
        trouble === null
          ? 'duban: the heartbeat works again\n'
          : `duban: the heartbeat fails and is tried again: ${trouble}\n`,
      );
    };
    const held = await heldClock(engine.store, clock);
    const show = options.purpose === 'speed';
    const tickMilliseconds = show ? TICK_MS.show : TICK_MS.real;
    const loop = startLoop({
      engine,
      clock: held,
      elapsed: elapsedMilliseconds,
      tickMilliseconds,
      stepThrough: show,
      onTrouble,
      ...(show
        ? {}
        : {
            audit: (now) =>
              audit(engine, now, (found) => {
                finding = found;
              }),
          }),
    });
    const guard: Guard = { district, token: folder.token, port: () => server.port };
    const web = createWeb(engine, {
      now: loop.now,
      authorize: loopbackGuard(guard),
      newCommandId: randomUUID,
      outside,
      papers: paperWriter,
      speed: options.speed,
      trouble: () => trouble ?? finding,
      onFault: (fault) => process.stderr.write(`duban: ${sayFault(fault)}\n`),
    });
    server.answer(async (request, env) => takeTokenFromAddress(request, guard) ?? web.fetch(request, env));
    const address = `${server.address}?token=${folder.token}`;
    folder.announce(address);
    stopOnSignal(() => stop(server, loop, engine.store, folder));
    process.stdout.write(`Duban ${await nameOf(engine, district)} ${address}\n`);
  } catch (fault) {
    await server.close();
    throw fault;
  }
}

/** Parts of the whole store: all of it is looked at every hour and a half. */
const AUDIT_SEGMENTS = 90;

async function audit(engine: Engine, now: Instant, tell: (finding: string | null) => void): Promise<void> {
  const { findings, segment } = await auditNextSegment(engine, AUDIT_SEGMENTS, now);
  for (const { reason } of findings) process.stderr.write(`duban: audit: ${reason}\n`);
  const [first] = findings;
  // A new round begins clean; within a round a finding stays on the pages.
  if (first) tell(first.reason);
  else if (segment === 0) tell(null);
}

async function nameOf(engine: Engine, district: string): Promise<string> {
  const { directory } = await engine.districts.open(district);
  return directory.demonstration ? `${directory.name}（演示数据）` : directory.name;
}

function sayFault(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}

/** In the order in which one needs the other: no new requests, the slice under way, the store, the folder. */
async function stop(server: Listening, loop: Loop, store: Store, folder: DataFolder): Promise<void> {
  await server.close();
  await loop.stop();
  await store.close();
  folder.release();
}

function stopOnSignal(close: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // Ctrl-C often arrives twice, from the terminal and from npm.
      if (stopping) return;
      stopping = true;
      close().then(
        () => process.exit(0),
        (fault: unknown) => {
          process.stderr.write(`duban: ${sayFault(fault)}\n`);
          process.exit(1);
        },
      );
    });
  }
}
