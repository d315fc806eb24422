import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../shared/adapters/sqlite/schema.ts';
import { storeOn } from '../../shared/adapters/sqlite/store.ts';
import { beatUntilQuiet } from '../../shared/app/heartbeat.ts';
import { type Store, StoreUnavailable } from '../../shared/ports/store.ts';
import { chinaTime, engineOn, freshOffice, ledgerOf, setUpDemo } from '../support/office.ts';
import { perform } from '../support/random-history.ts';

const BEGINNING = chinaTime('2026-03-09 08:30');
const AT = chinaTime('2026-03-09 09:00');
const ITEMS = Array.from({ length: 30 }, (_, index) => ({ id: `i${index}`, unit: 'finance', title: '供热' }));
const SCHEDULE = {
  at: AT,
  verb: 'meeting.schedule',
  fields: { id: 'm1', kind: 'executive', start: '2026-03-11T09:00:00+08:00', items: ITEMS },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'duban-full-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function positions(store: Store): Promise<string[]> {
  return (await ledgerOf(store)).map(({ stream, seq, type }) => `${stream} ${seq} ${type}`).sort();
}

/** SQLite's own bound on the size of the file answers exactly as a full disk does. */
it.each([2, 8, 40, 80, 160])(
  'a disk that is full %i pages later loses nothing and halves nothing',
  async (room) => {
    const file = path.join(folder, 'duban.db');
    const db = openDatabase(file);
    const engine = engineOn({ store: storeOn(db, file) });
    await setUpDemo(engine, BEGINNING);
    const { page_count: pages } = db.prepare('PRAGMA page_count').get() ?? {};
    const goThrough = async () => {
      await perform(engine, SCHEDULE, 1);
      await beatUntilQuiet(engine, AT);
    };

    db.exec(`PRAGMA max_page_count = ${Number(pages) + room}`);
    await expect(goThrough()).rejects.toThrow(StoreUnavailable);
    db.exec('PRAGMA max_page_count = 1000000');
    await goThrough();

    const roomy = await freshOffice(BEGINNING);
    await perform(roomy, SCHEDULE, 1);
    await beatUntilQuiet(roomy, AT);
    expect(await positions(engine.store)).toEqual(await positions(roomy.store));
    await engine.store.close();
  },
);
