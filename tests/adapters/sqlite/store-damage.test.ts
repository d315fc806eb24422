/** A store file that cannot serve is refused, or fails, with a sentence for whoever runs the installation. */
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../shared/adapters/sqlite/schema.ts';
import { openSqliteStore, storeOn } from '../../../shared/adapters/sqlite/store.ts';
import { StoreUnavailable } from '../../../shared/ports/store.ts';
import { aKey, anEntry, appending, commitAll, DISTRICT, writing } from '../../contract/store-fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'duban-damage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function prepared(name: string, sql: string): string {
  const file = join(folder, name);
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
  return file;
}

async function aStoreFile(name: string, rows = 1): Promise<string> {
  const file = join(folder, name);
  const store = openSqliteStore({ file });
  await commitAll(
    store,
    Array.from({ length: rows }, (_, n) => writing(aKey(`r${n}`))),
  );
  await store.close();
  return file;
}

function refusalOf(file: string): StoreUnavailable {
  try {
    openSqliteStore({ file });
  } catch (error) {
    if (error instanceof StoreUnavailable) return error;
    throw error;
  }
  throw new Error(`${file} was opened.`);
}

describe('opening refuses', () => {
  test('a file that a newer Duban wrote, and leaves it as it is', async () => {
    const file = await aStoreFile('newer.db');
    prepared('newer.db', 'PRAGMA user_version = 99');
    expect(refusalOf(file).message).toMatch(
      /newer\.db was written by a newer Duban \(format 99; this one knows \d+\)\. Install the newer Duban again\.$/,
    );
    prepared('newer.db', 'PRAGMA user_version = 1');
    const store = openSqliteStore({ file });
    expect(await store.get(aKey('r0'))).not.toBeNull();
    await store.close();
  });

  test('the database of another program', () => {
    const file = prepared('foreign.db', 'CREATE TABLE accounts (name TEXT)');
    expect(refusalOf(file).message).toMatch(/is not a Duban store: it is the database of another program\.$/);
  });

  test('a file that is no database, and says why below', () => {
    const file = join(folder, 'garbage.db');
    writeFileSync(file, 'minutes of the meeting\n'.repeat(1000));
    const refusal = refusalOf(file);
    expect(refusal.message).toMatch(/garbage\.db is not a Duban store: it is not a database file\.$/);
    expect(refusal.cause).toMatchObject({ code: 'ERR_SQLITE_ERROR' });
  });

  test.each([
    ['a folder that does not exist', () => join(folder, 'missing', 'duban.db')],
    ['a path through a file', () => join(prepared('plain.db', 'PRAGMA user_version = 1'), 'duban.db')],
    [
      'a folder in place of the file',
      () => {
        mkdirSync(join(folder, 'folder.db'));
        return join(folder, 'folder.db');
      },
    ],
  ])('%s', (_caption, path) => {
    expect(refusalOf(path()).message).toMatch(
      /could not be opened or created; check that its folder exists and that this program may write there\.$/,
    );
  });

  // Opened read-only by its address, because rights do not bind the administrator under whom tests may run.
  test('a file that may only be read, at the start and not at the first step', async () => {
    const file = await aStoreFile('read-only.db');
    expect(refusalOf(`file:${file}?mode=ro`).message).toMatch(
      /can be read but not written; give this program the right to write the file and its folder\.$/,
    );
  });
});

describe('a step fails as a whole', () => {
  test('when the disk is full; what was there stays, and the store goes on once there is room', async () => {
    const file = await aStoreFile('full.db');
    const db = openDatabase(file);
    const store = storeOn(db, file);
    const pages = Object.values(db.prepare('PRAGMA page_count').get() ?? {})[0];
    db.exec(`PRAGMA max_page_count = ${Number(pages) + 20}`);
    const batch = [appending(anEntry(1)), writing(aKey('big'), 0, { body: 'x'.repeat(300_000) })];
    const failed = store.commit(batch);
    await expect(failed).rejects.toThrow(StoreUnavailable);
    await expect(failed).rejects.toThrow(
      /full\.db could not grow because the disk is full; free some space\. Nothing of this step was stored\.$/,
    );
    expect(await store.ledger({ district: DISTRICT, matter: 'm1' })).toEqual([]);
    expect(await store.get(aKey('r0'))).not.toBeNull();
    db.exec('PRAGMA max_page_count = 1000000');
    await commitAll(store, batch);
    await store.close();
  });

  test('when another program holds the file', async () => {
    const file = await aStoreFile('held.db');
    const db = openDatabase(file);
    db.exec('PRAGMA busy_timeout = 0');
    const store = storeOn(db, file);
    const other = openDatabase(file);
    other.exec('BEGIN IMMEDIATE');
    await expect(store.commit([writing(aKey('new'))])).rejects.toThrow(
      /held\.db is in use by another program/,
    );
    other.exec('ROLLBACK');
    await commitAll(store, [writing(aKey('new'))]);
    other.close();
    await store.close();
  });

  test('when the file is damaged', async () => {
    const file = await aStoreFile('damaged.db', 2000);
    const handle = openSync(file, 'r+');
    const size = statSync(file).size;
    for (let at = 20_480; at < size; at += 2048) writeSync(handle, Buffer.alloc(2048, 0x5a), 0, 2048, at);
    closeSync(handle);
    const store = openSqliteStore({ file });
    await expect(store.list({ district: DISTRICT, kind: 'duty', limit: 5000 })).rejects.toThrow(
      /damaged\.db is damaged; keep a copy of it and restore the latest backup\.$/,
    );
    await store.close();
  });
});
