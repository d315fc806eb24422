/** A data folder: one process at a time, the store in it, and what kind of store that is. */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The installation cannot start, and why; the message is one sentence for whoever starts it. */
export class CannotStart extends Error {
  override name = 'CannotStart';
}

/** `speed` is a demonstration on a fast clock. What one kind holds never gets into a folder of another. */
export type Purpose = 'demo' | 'district' | 'speed';

export interface DataFolder {
  readonly folder: string;
  readonly storeFile: string;
  /** Whoever writes through the page must know it; only the owner of the folder can read it. */
  readonly token: string;
  /** With it links and calendar addresses are signed; only the owner of the folder can read it. */
  readonly signingKey: string;
  /** Written down for a second start. */
  announce(address: string): void;
  release(): void;
}

/** The store of a data folder. */
export const STORE_FILE = 'duban.sqlite';
const RUNNING = 'running.json';

/** Opens or creates the folder. Refuses one that cannot be written, is in use, or belongs to another purpose. */
export function openFolder(folder: string, purpose: Purpose): DataFolder {
  create(folder);
  const lock = takeLock(folder);
  try {
    claimFor(folder, purpose);
    const token = secretIn(folder, 'token', TOKEN_BYTES);
    const signingKey = secretIn(folder, 'signing-key', SIGNING_BYTES);
    return {
      folder,
      token,
      signingKey,
      storeFile: path.join(folder, STORE_FILE),
      announce: (address) =>
        writePrivate(path.join(folder, RUNNING), `${JSON.stringify({ pid: process.pid, address })}\n`),
      release() {
        rmSync(path.join(folder, RUNNING), { force: true });
        lock.close();
      },
    };
  } catch (fault) {
    lock.close();
    throw fault;
  }
}

/** Empties the folder of its store, for a show that begins anew every time. */
export function removeStore({ storeFile }: Pick<DataFolder, 'storeFile'>): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${storeFile}${suffix}`, { force: true });
}

function create(folder: string): void {
  writing(folder, () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this program may not write there',
  EPERM: 'this program may not write there',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EEXIST: 'there is a file of that name',
  ENOTDIR: 'a part of the path is a file',
};

/** Says what is wrong with the folder when the disk refuses. */
function writing<Value>(folder: string, work: () => Value): Value {
  try {
    return work();
  } catch (fault) {
    const { code = '', message } = fault as NodeJS.ErrnoException;
    throw new CannotStart(
      `cannot use the data folder ${folder}: ${REASONS[code] ?? message}; choose another with --data FOLDER`,
    );
  }
}

/**
 * The operating system's own lock on a file, which ends with the process however it ends: nobody has to find out
 * whether a number in a file still names a living process.
 */
function takeLock(folder: string): DatabaseSync {
  const file = path.join(folder, 'lock');
  writing(folder, () => writeFileSync(file, '', { flag: 'a', mode: 0o600 }));
  const lock = new DatabaseSync(file);
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (fault) {
    lock.close();
    if (((fault as { errcode?: number }).errcode ?? 0) % 256 === 5) throw new CannotStart(whoRuns(folder));
    throw new CannotStart(`cannot lock the data folder ${folder}: ${(fault as Error).message}`);
  }
}

function whoRuns(folder: string): string {
  const file = path.join(folder, RUNNING);
  try {
    const { pid, address } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; address: string };
    return `already running on ${folder} at ${address} (process ${pid}); open that address, or stop it first`;
  } catch {
    return `another Duban is just starting on ${folder}; wait for its line, or stop it first`;
  }
}

/** The folder says whose it is from its first start on. */
function claimFor(folder: string, purpose: Purpose): void {
  const file = path.join(folder, 'purpose');
  if (!existsSync(file)) writing(folder, () => writeFileSync(file, `${purpose}\n`));
  const found = writing(folder, () => readFileSync(file, 'utf8')).trim();
  if (found !== purpose) {
    throw new CannotStart(
      `${folder} holds a store for '${found}', not for '${purpose}'; choose another folder with --data FOLDER`,
    );
  }
}

const TOKEN_BYTES = 24;
const SIGNING_BYTES = 48;

/** Made at the first start and kept: what was signed or handed out before must hold after the next start. */
function secretIn(folder: string, name: string, bytes: number): string {
  const file = path.join(folder, name);
  if (!existsSync(file)) writePrivate(file, randomBytes(bytes).toString('base64url'));
  return writing(folder, () => readFileSync(file, 'utf8')).trim();
}

function writePrivate(file: string, text: string): void {
  writing(path.dirname(file), () => {
    writeFileSync(file, text, { mode: 0o600 });
    chmodSync(file, 0o600);
  });
}
