/** A heartbeat with nothing due, with no open duty and with very many: the same work. */
import path from 'node:path';
import { openSqliteStore } from '../shared/adapters/sqlite/store.ts';
import { beat } from '../shared/app/heartbeat.ts';
import { parseInstant } from '../shared/domain/time/instant.ts';
import type { Change } from '../shared/ports/store.ts';
import { median, percentile, print, rounded, timed } from './figures.ts';
import { counted, engineOn, write } from './office.ts';

const NOW = parseInstant('2026-03-09T09:00:00+08:00');
const LATER = parseInstant('2026-06-01T09:00:00+08:00');
const BEATS = 5000;

export async function emptyHeartbeat(folder: string, duties: number): Promise<void> {
  for (const open of [0, duties]) {
    const { store, counts } = counted(openSqliteStore({ file: path.join(folder, `open-${open}.db`) }));
    const seeding = await timed(() => write(store, openDuties(open)));
    const engine = engineOn(store);
    for (let warm = 0; warm < 500; warm++) await beat(engine, NOW);
    counts.calls.clear();
    counts.rows = 0;
    const times: number[] = [];
    for (let one = 0; one < BEATS; one++) times.push((await timed(() => beat(engine, NOW))).ms * 1000);
    const about = {
      openDuties: open,
      callsPerBeat: [...counts.calls.values()].reduce((sum, calls) => sum + calls, 0) / BEATS,
      rowsPerBeat: counts.rows / BEATS,
    };
    print({ bench: 'empty-heartbeat', figure: rounded(median(times), 1), unit: 'µs (median)', ...about });
    print({
      bench: 'empty-heartbeat',
      figure: rounded(percentile(times, 0.99), 1),
      unit: 'µs (99th)',
      ...about,
    });
    print({ bench: 'seed-open-duties', figure: rounded(seeding.ms / 1000), unit: 's', openDuties: open });
    await store.close();
  }
}

/** Open duties of 1,000 districts, whose next rung is weeks away. */
function* openDuties(count: number): Generator<Change> {
  const due = { lane: 'normal', at: LATER } as const;
  const view = { name: 'open-duties', sort: LATER };
  for (let index = 0; index < count; index++) {
    const district = `district-${index % 1000}`;
    const key = { district, kind: 'duty', id: `m${index}/D52-07/a` } as const;
    const body = { status: 'open', plan: { id: key.id, dueAt: LATER, title: '议题材料报送' }, rungs: [] };
    yield { district, puts: [{ key, content: { body, due, view }, expected: 0 }], entries: [] };
  }
}
