/** Starts workers, waits for their deaths, and reads what they left behind. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serialize } from 'node:v8';
import { build } from 'esbuild';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import type { LedgerEntry } from '../../shared/ports/store.ts';
import { beside, type Job, live, portsOf } from './live.ts';

export interface Workshop {
  readonly folder: string;
  readonly job: Omit<Job, 'file'>;
  close(): void;
}

/** A folder with the worker in one file, which starts in a third of the time, and the job as it reads it. */
export async function openWorkshop(job: Omit<Job, 'file'>): Promise<Workshop> {
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-crash-'));
  await build({
    entryPoints: [path.join(import.meta.dirname, 'worker.ts')],
    outfile: path.join(folder, 'worker.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  writeFileSync(path.join(folder, 'job'), serialize(job));
  return { folder, job, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A path for a new store in a folder of its own. */
export function newFile({ folder }: Workshop, name: string): string {
  const own = path.join(folder, name);
  mkdirSync(own);
  return path.join(own, 'duban.db');
}

export type End = { readonly code: number } | { readonly signal: string };

export interface Worker {
  kill(): void;
  readonly ended: Promise<End>;
}

/** `fatal` is the call at which it kills itself; without one it lives to the end of the story. */
export function startWorker(
  workshop: Workshop,
  file: string,
  fatal = 0,
  kind: 'all' | 'writes' = 'all',
): Worker {
  const { folder } = workshop;
  const args = [path.join(folder, 'worker.mjs'), path.join(folder, 'job'), file, String(fatal), kind];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(folder, 'compiled') },
  });
  let complaint = '';
  child.stderr.on('data', (text) => {
    complaint += text;
  });
  const ended = new Promise<End>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal !== null) resolve({ signal });
      else if (code === 0) resolve({ code: 0 });
      else reject(new Error(`the worker failed by itself:\n${complaint}`));
    });
  });
  return { kill: () => child.kill('SIGKILL'), ended };
}

/** Goes on in this process where the dead one stopped, to the end of the story. */
export async function finish({ job }: Workshop, file: string): Promise<void> {
  const store = openSqliteStore({ file });
  const whole = { ...job, file };
  await live(whole, portsOf(whole, store));
  await store.close();
}

export interface Remains {
  readonly ledger: readonly LedgerEntry[];
  /** Keys of the messages handed to channels, in order, repeats included. */
  readonly sent: readonly string[];
}

export async function remains(file: string): Promise<Remains> {
  const store = openSqliteStore({ file });
  const ledger = await Array.fromAsync(store.scanLedger());
  await store.close();
  return { ledger, sent: keysOf(readFileSync(beside.sent(file), 'utf8')) };
}

/** What the dead worker had handed to a channel but not recorded. */
export function sentButNotRecorded(file: string): string[] {
  const { pid, recorded } = JSON.parse(readFileSync(beside.death(file), 'utf8'));
  const doubtful = readFileSync(beside.sent(file)).subarray(recorded).toString('utf8');
  return keysOf(doubtful, String(pid));
}

/** Keys of the messages sent, by one process or by any. */
function keysOf(sent: string, pid?: string): string[] {
  const lines = sent.split('\n').filter((line) => line !== '');
  const pairs = lines.map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]);
  return pairs.flatMap(([by, key = '']) => (pid === undefined || by === pid ? [key] : []));
}
