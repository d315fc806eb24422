/** A snapshot reads a store's file as it was, beside whoever writes it, and cannot change it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSqliteSnapshot, openSqliteStore } from '../../../shared/adapters/sqlite/store.ts';
import { type Change, type Store, StoreUnavailable } from '../../../shared/ports/store.ts';

function storeFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-snapshot-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return path.join(folder, 'duban.sqlite');
}

function opened(file: string): Store {
  const store = openSqliteStore({ file });
  onTestFinished(() => store.close());
  return store;
}

function change(id: string): Change {
  const key = { district: 'demo', kind: 'meta', id } as const;
  return {
    district: 'demo',
    puts: [{ key, content: { body: { id }, due: null, view: null }, expected: 0 }],
    entries: [],
  };
}

describe('a snapshot', () => {
  test('does not see what is written after its first read', async () => {
    const file = storeFile();
    const store = opened(file);
    await store.commit([change('before')]);
    const snapshot = openSqliteSnapshot({ file });
    onTestFinished(() => snapshot.close());
    const ids = async () =>
      (await Array.fromAsync(snapshot.scanRows({ index: 0, of: 1 }))).map(({ id }) => id);
    expect(await ids()).toEqual(['before']);
    await store.commit([change('after')]);
    expect(await ids()).toEqual(['before']);
    expect(await snapshot.get({ district: 'demo', kind: 'meta', id: 'after' })).toBeNull();
  });

  test('cannot write, even where its type is talked out of it', async () => {
    const file = storeFile();
    await opened(file).commit([change('before')]);
    const snapshot = openSqliteSnapshot({ file }) as unknown as Store;
    onTestFinished(() => snapshot.close());
    await expect(snapshot.commit([change('mine')])).rejects.toThrow(StoreUnavailable);
  });

  test.each([
    [0, /was written by an older Duban \(format 0\); start Duban on it once/],
    [999, /was written by a newer Duban \(format 999; this one knows \d+\)/],
  ])('refuses format %s', async (format, message) => {
    const file = storeFile();
    await openSqliteStore({ file }).close();
    const db = new DatabaseSync(file);
    db.exec(`PRAGMA user_version = ${format}`);
    db.close();
    expect(() => openSqliteSnapshot({ file })).toThrow(message);
  });

  test('makes no file where there is none', () => {
    const file = storeFile();
    expect(() => openSqliteSnapshot({ file })).toThrow(/could not be opened or created/);
  });
});
