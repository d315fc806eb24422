import { expect, it } from 'vitest';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { beat } from '../../shared/app/heartbeat.ts';
import type { Store } from '../../shared/ports/store.ts';
import { aKey, instant, writing } from '../contract/store-fixtures.ts';
import { engineOn } from '../support/office.ts';

/** The names of the calls a store receives, in order. */
function listened(store: Store): { readonly store: Store; readonly calls: string[] } {
  const calls: string[] = [];
  const listening = new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        calls.push(String(name));
        return member.apply(target, args) as unknown;
      };
    },
  });
  return { store: listening, calls };
}

it.each([0, 1, 2000])(
  'a heartbeat with nothing due asks once for each lane and reads nothing, with %i open duties',
  async (open) => {
    const { store, calls } = listened(openSqliteStore({ file: ':memory:' }));
    const due = { lane: 'normal', at: instant('2026-06-01T01:00:00Z') } as const;
    await store.commit(
      Array.from({ length: open }, (_, index) => writing(aKey(`m${index}/D52-07/a`), 0, { due })),
    );
    calls.length = 0;
    const result = await beat(engineOn({ store }), instant('2026-03-09T01:00:00Z'));
    expect(result).toMatchObject({ rows: 0, sent: 0, more: false });
    expect(calls).toEqual(['due', 'due', 'due', 'due']);
  },
);
