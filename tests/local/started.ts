/** Starts the real program in a process of its own, on data of its own, and ends it with the test. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach } from 'vitest';

const PROGRAM = path.join(import.meta.dirname, '..', '..', 'local', 'start.ts');

const children: ChildProcess[] = [];
const folders: string[] = [];

afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  for (const folder of folders.splice(0))
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
});

export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-start-'));
  folders.push(folder);
  return folder;
}

export interface Running {
  readonly child: ChildProcess;
  readonly line: string;
  /** Without path and token. */
  readonly address: string;
  readonly token: string;
  json<Answer>(path: string): Promise<Answer>;
  command(fields: Record<string, unknown>): Promise<unknown>;
  stop(signal: NodeJS.Signals): Promise<Ended>;
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function launch(args: readonly string[]) {
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  const ended = once(child, 'close').then(([code]): Ended => ({ code: code as number | null, ...said }));
  return { child, ended };
}

/** For starts that must fail. */
export function startAndEnd(...args: string[]): Promise<Ended> {
  return launch(args).ended;
}

/** Resolves with the line that says where to look; rejects when the program ends before. */
export async function start(...args: string[]): Promise<Running> {
  const { child, ended } = launch(args);
  const first = new Promise<string>((resolve) =>
    createInterface({ input: child.stdout }).once('line', resolve),
  );
  const line = await Promise.race([
    first,
    ended.then(({ code, err }) => {
      throw new Error(`ended with ${code} before it was ready: ${err}`);
    }),
  ]);
  const url = new URL(/http:\S+/.exec(line)?.[0] ?? '');
  const token = url.searchParams.get('token') ?? '';
  return {
    child,
    line,
    address: url.origin,
    token,
    json: async <Answer>(place: string) => (await (await fetch(`${url.origin}${place}`)).json()) as Answer,
    command: async (fields) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      return (
        await fetch(`${url.origin}/api/commands`, { method: 'POST', headers, body: JSON.stringify(fields) })
      ).json();
    },
    stop(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
