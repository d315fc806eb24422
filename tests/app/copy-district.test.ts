/** A copy of a district holds what the original holds, and goes on from there in the same way. */
import { describe, expect, test } from 'vitest';
import { layDemonstration } from '../../local/demonstration.ts';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { copyDistrict } from '../../shared/app/copy-district.ts';
import { COUNTRY } from '../../shared/app/district.ts';
import { beatUntilQuiet } from '../../shared/app/heartbeat.ts';
import { addSeconds, type Instant } from '../../shared/domain/time/instant.ts';
import type { LedgerEntry, Row, Store } from '../../shared/ports/store.ts';
import { chinaTime, DISTRICT, engineOn, ledgerOf } from '../support/office.ts';

const NOW = chinaTime('2026-09-24 10:00');

const emptyStore = () => openSqliteStore({ file: ':memory:' });

/** The demonstration as it stands at ten, with notices and outbox rows of the moment still to be taken. */
async function original(): Promise<Store> {
  const store = emptyStore();
  await layDemonstration(engineOn({ store }), NOW);
  return store;
}

async function everyRow(store: Store): Promise<Omit<Row, 'version'>[]> {
  const rows = await Array.fromAsync(store.scanRows({ index: 0, of: 1 }));
  return rows
    .map(({ version: _version, ...row }) => row)
    .toSorted((a, b) => (`${a.district} ${a.kind} ${a.id}` < `${b.district} ${b.kind} ${b.id}` ? -1 : 1));
}

async function dueRows(store: Store, until: Instant): Promise<string[]> {
  const rows = [
    ...(await store.due({ lane: 'emergency', now: until, limit: 5000 })),
    ...(await store.due({ lane: 'normal', now: until, limit: 5000 })),
  ];
  return rows.map(({ kind, id, due }) => `${due?.at} ${due?.lane} ${kind} ${id}`);
}

const position = ({ matter, stream, seq }: LedgerEntry) =>
  `${matter} ${stream} ${String(seq).padStart(6, '0')}`;

describe('a copy', () => {
  test('has the same rows: bodies, due, views', async () => {
    const [from, to] = [await original(), emptyStore()];
    const copied = await copyDistrict(from, to, DISTRICT);
    expect(await everyRow(to)).toEqual(await everyRow(from));
    expect(copied.rows).toBeGreaterThan(100);
  });

  test('has the same rows due, in the same order', async () => {
    const [from, to] = [await original(), emptyStore()];
    await copyDistrict(from, to, DISTRICT);
    const later = addSeconds(NOW, 30 * 86_400);
    expect(await dueRows(to, later)).toEqual(await dueRows(from, later));
    expect(await to.nextDue()).toBe(await from.nextDue());
  });

  test('has the whole ledger, and says how far it goes', async () => {
    const [from, to] = [await original(), emptyStore()];
    const { keptUntil, entries } = await copyDistrict(from, to, DISTRICT);
    const [before, after] = [await ledgerOf(from), await ledgerOf(to)];
    const sorted = (ledger: readonly LedgerEntry[]) =>
      ledger.toSorted((a, b) => (position(a) < position(b) ? -1 : 1));
    expect(sorted(after)).toEqual(sorted(before));
    expect(entries).toBe(before.length);
    expect(keptUntil).toBe(
      before
        .map(({ recordedAt }) => recordedAt)
        .toSorted()
        .at(-1),
    );
  });

  test('takes notices and outbox rows that wait', async () => {
    const [from, to] = [emptyStore(), emptyStore()];
    const waiting = (['notice', 'outbox'] as const).map((kind) => ({
      key: { district: DISTRICT, kind, id: `${kind}-1` },
      content: {
        body: { kind },
        due: { lane: 'emergency', at: NOW } as const,
        view: { name: 'waiting-notices', sort: NOW },
      },
      expected: 0,
    }));
    await from.commit([{ district: DISTRICT, puts: waiting, entries: [] }]);
    await copyDistrict(from, to, DISTRICT);
    expect(await dueRows(to, NOW)).toEqual([
      `${NOW} emergency notice notice-1`,
      `${NOW} emergency outbox outbox-1`,
    ]);
    const listed = await to.view({ district: DISTRICT, name: 'waiting-notices', limit: 10 });
    expect(listed.map(({ body }) => body)).toEqual([{ kind: 'notice' }, { kind: 'outbox' }]);
  });

  test('goes on as the original does', async () => {
    const [from, to] = [await original(), emptyStore()];
    await copyDistrict(from, to, DISTRICT);
    for (const store of [from, to]) {
      for (let now = await store.nextDue(); now !== null && now < addSeconds(NOW, 7 * 86_400); ) {
        await beatUntilQuiet(engineOn({ store }), now);
        now = await store.nextDue();
      }
    }
    expect(await everyRow(to)).toEqual(await everyRow(from));
  });

  test('leaves other districts behind, and keeps the calendars of the country', async () => {
    const [from, to] = [emptyStore(), emptyStore()];
    const row = (district: string, kind: Row['kind'], id: string) => ({
      district,
      puts: [{ key: { district, kind, id }, content: { body: {}, due: null, view: null }, expected: 0 }],
      entries: [],
    });
    await from.commit([
      row(DISTRICT, 'directory', 'current'),
      row('elsewhere', 'directory', 'current'),
      row(COUNTRY, 'calendar', 'cn-2027'),
      row(COUNTRY, 'meta', 'district/elsewhere'),
    ]);
    await copyDistrict(from, to, DISTRICT);
    expect((await everyRow(to)).map(({ district, id }) => `${district} ${id}`)).toEqual([
      `${COUNTRY} cn-2027`,
      `${COUNTRY} district/${DISTRICT}`,
      `${DISTRICT} current`,
    ]);
  });

  test('is not made over something that is there', async () => {
    const [from, to] = [await original(), emptyStore()];
    await copyDistrict(from, to, DISTRICT);
    await expect(copyDistrict(from, to, DISTRICT)).rejects.toThrow(/a copy needs an empty store; found/);
  });

  test('of nothing is nothing', async () => {
    expect(await copyDistrict(emptyStore(), emptyStore(), DISTRICT)).toEqual({
      rows: 0,
      entries: 0,
      keptUntil: null,
    });
  });
});
