/** How many steps a second the store itself takes: a new row version and a ledger entry, each step atomic. */
import path from 'node:path';
import { openSqliteStore } from '../shared/adapters/sqlite/store.ts';
import { parseInstant } from '../shared/domain/time/instant.ts';
import type { Change } from '../shared/ports/store.ts';
import { print, timed } from './figures.ts';
import { write } from './office.ts';

const AT = parseInstant('2026-03-09T09:00:00+08:00');

export async function commits(folder: string, steps: number): Promise<void> {
  for (const batch of [1, 25, 250]) {
    const store = openSqliteStore({ file: path.join(folder, `commits-${batch}.db`) });
    const count = batch === 1 ? Math.ceil(steps / 10) : steps;
    const { ms } = await timed(() => write(store, stepsOf(count), batch));
    print({
      bench: 'commits',
      figure: Math.round(count / (ms / 1000)),
      unit: 'steps/s',
      perTransaction: batch,
    });
    await store.close();
  }
}

function* stepsOf(count: number): Generator<Change> {
  for (let index = 0; index < count; index++) {
    const district = `district-${index % 100}`;
    const stream = `m${index}/D52-07/a`;
    const key = { district, kind: 'duty', id: stream } as const;
    const body = { status: 'open', plan: { id: stream, dueAt: AT, title: '议题材料报送' } };
    const entry = {
      district,
      matter: `m${index}`,
      stream,
      seq: 1,
      at: AT,
      recordedAt: AT,
      v: 1,
      actor: 'bench',
    };
    yield {
      district,
      puts: [{ key, content: { body, due: { lane: 'normal', at: AT }, view: null }, expected: 0 }],
      entries: [{ ...entry, type: 'duty.opened', body }],
    };
  }
}
