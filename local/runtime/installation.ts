/** One running installation: folder, store, district, heartbeat and page, put together and taken apart in order. */
import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { loadDirectory } from '../../shared/adapters/rules/load-directory.ts';
import { explaining } from '../../shared/adapters/sqlite/faults.ts';
import { openDatabase } from '../../shared/adapters/sqlite/schema.ts';
import { openSqliteStore, storeOn } from '../../shared/adapters/sqlite/store.ts';
import { elapsedMilliseconds, systemClock } from '../../shared/adapters/system/clock.ts';
import { createEngine, type Engine } from '../../shared/app/engine.ts';
import { setUpDistrict } from '../../shared/app/set-up-district.ts';
import type { Directory } from '../../shared/domain/routing/directory.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Store } from '../../shared/ports/store.ts';
import { createWeb } from '../../web/app.ts';
import { layDemonstration, NO_OVERRIDES, startOfShow } from '../demonstration.ts';
import { embeddedInstallation, PROJECT } from '../installation.ts';
import { fastClock, heldClock } from './clock.ts';
import { CannotStart, type DataFolder, openFolder, removeStore } from './folder.ts';
import { type Loop, startLoop } from './loop.ts';
import { type Guard, loopbackGuard, takeTokenFromAddress } from './loopback-guard.ts';
import type { StartOptions } from './options.ts';

const HOST = '127.0.0.1';
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
    const { engine, district, clock } = await openStore(options, folder);
    let trouble: string | null = null;
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
    });
    const guard: Guard = { district, token: folder.token, port: () => server.port };
    const web = createWeb(engine, {
      now: loop.now,
      authorize: loopbackGuard(guard),
      newCommandId: randomUUID,
      speed: options.speed,
      trouble: () => trouble,
      onFault: (fault) => process.stderr.write(`duban: ${sayFault(fault)}\n`),
    });
    server.answer(async (request, env) => takeTokenFromAddress(request, guard) ?? web.fetch(request, env));
    const address = `http://${HOST}:${server.port}/?token=${folder.token}`;
    folder.announce(address);
    stopOnSignal(() => stop(server, loop, engine.store, folder));
    process.stdout.write(`Duban ${await nameOf(engine, district)} ${address}\n`);
  } catch (fault) {
    await server.close();
    throw fault;
  }
}

async function nameOf(engine: Engine, district: string): Promise<string> {
  const { directory } = await engine.districts.open(district);
  return directory.demonstration ? `${directory.name}（演示数据）` : directory.name;
}

function sayFault(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}

interface Opened {
  readonly engine: Engine;
  readonly district: string;
  readonly clock: Clock;
}

async function openStore(options: StartOptions, folder: DataFolder): Promise<Opened> {
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
  const engine = engineOn(openSqliteStore({ file: folder.storeFile }));
  const known = await engine.store.get({ district: '_store', kind: 'meta', id: 'district' });
  if (known) return { engine, district: (known.body as { id: string }).id, clock: systemClock };
  return {
    engine,
    district: await beginDistrict(engine, directory ?? realDirectory(null)),
    clock: systemClock,
  };
}

async function beginDistrict(engine: Engine, directory: Directory): Promise<string> {
  await setUpDistrict(engine, directory.district, NO_OVERRIDES, directory, systemClock.now());
  const key = { district: '_store', kind: 'meta', id: 'district' } as const;
  const content = { body: { id: directory.district }, due: null, view: null };
  await engine.store.commit([{ district: '_store', puts: [{ key, content, expected: 0 }], entries: [] }]);
  return directory.district;
}

/** Made-up people never get into a real store. */
function realDirectory(file: string | null): Directory {
  if (file !== null && !existsSync(file))
    throw new CannotStart(`--directory ${file}: no such file; expected a directory in the form of demo.yaml`);
  const directory = loadDirectory(file ?? path.join(PROJECT, 'examples', 'directories', 'blank.yaml'));
  if (directory.demonstration)
    throw new CannotStart(`--directory ${file}: is made up (demonstration: true); expected a real one`);
  return directory;
}

function engineOn(store: Store): Engine {
  return createEngine(embeddedInstallation(store));
}

type Answer = (request: Request, env: unknown) => Response | Promise<Response>;

/** The server listens before the store is opened, so that a taken port changes nothing. */
class Listening {
  readonly #wanted: number;
  readonly #server: ServerType;
  #answer: Answer = () =>
    new Response('正在启动，请稍候。\n', { status: 503, headers: { 'retry-after': '1' } });

  constructor({ port }: StartOptions) {
    this.#wanted = port;
    this.#server = createAdaptorServer({ fetch: (request, env) => this.#answer(request, env) });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  answer(answer: Answer): void {
    this.#answer = answer;
  }

  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', (fault: NodeJS.ErrnoException) => reject(this.#cannotListen(fault)));
      this.#server.listen(this.#wanted, HOST, () => resolve());
    });
  }

  #cannotListen({ code, message }: NodeJS.ErrnoException): CannotStart {
    const choose = 'choose another with npm start -- --port P';
    if (code === 'EADDRINUSE')
      return new CannotStart(`port ${this.#wanted} is taken by another program; ${choose}`);
    if (code === 'EACCES')
      return new CannotStart(`port ${this.#wanted} may not be used by this program; ${choose}`);
    return new CannotStart(`cannot listen on port ${this.#wanted} (${message}); ${choose}`);
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      if ('closeAllConnections' in this.#server) this.#server.closeAllConnections();
    });
  }
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
