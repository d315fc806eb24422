/** The heartbeat's loop: takes what is due, survives a store that fails, and stops when told. */
import { describe, expect, it, vi } from 'vitest';
import { layDemonstration } from '../../../local/demonstration.ts';
import { embeddedInstallation } from '../../../local/installation.ts';
import { fastClock, heldClock } from '../../../local/runtime/clock.ts';
import { type LoopOptions, startLoop } from '../../../local/runtime/loop.ts';
import { openSqliteStore } from '../../../shared/adapters/sqlite/store.ts';
import { elapsedMilliseconds } from '../../../shared/adapters/system/clock.ts';
import { createEngine, type Engine } from '../../../shared/app/engine.ts';
import { type Instant, parseInstant } from '../../../shared/domain/time/instant.ts';
import { type Store, StoreUnavailable } from '../../../shared/ports/store.ts';

const now = parseInstant('2026-11-23T10:00:00+08:00');
const PATIENCE = { timeout: 20_000, interval: 20 };

async function engineOn(store: Store): Promise<Engine> {
  const engine = createEngine(embeddedInstallation(store));
  await layDemonstration(engine, now);
  return engine;
}

async function looping(engine: Engine, given: Partial<LoopOptions> & { speed?: number } = {}) {
  const { speed = 0, ...options } = given;
  const clock = await heldClock(engine.store, fastClock(now, speed, elapsedMilliseconds));
  return startLoop({
    engine,
    clock,
    elapsed: elapsedMilliseconds,
    tickMilliseconds: 5,
    stepThrough: false,
    onTrouble: () => {},
    ...options,
  });
}

describe('the loop', () => {
  it('takes what is due and stops', async () => {
    const engine = await engineOn(openSqliteStore({ file: ':memory:' }));
    const loop = await looping(engine, { speed: 86_400 });
    const later = '2026-11-25T09:00:00Z' as Instant;
    // The clock is ahead of the work on a busy machine; what counts is that the work gets there.
    await vi.waitFor(async () => {
      const due = await engine.store.nextDue();
      expect(due !== null && due > later).toBe(true);
    }, PATIENCE);
    await loop.stop();
    const stopped = await engine.store.nextDue();
    await vi.waitFor(() => expect(loop.now() > '2026-11-27T09:00:00Z').toBe(true), PATIENCE);
    expect(await engine.store.nextDue()).toBe(stopped);
  });

  it('goes from due moment to due moment when told to, however far the clock jumps', async () => {
    const engine = await engineOn(openSqliteStore({ file: ':memory:' }));
    const loop = await looping(engine, { speed: 500_000, stepThrough: true });
    await vi.waitFor(() => expect(loop.now() > '2026-11-25T12:00:00Z').toBe(true), PATIENCE);
    await loop.stop();
    const ledger = await engine.store.ledger({ district: 'demo', matter: 'cw-16' });
    const late = ledger.filter(
      ({ type, body }) => type === 'rung.reached' && (body as { late: boolean }).late,
    );
    expect(late).toEqual([]);
  });

  it('reports a store that fails once, and goes on when it works again', async () => {
    const store = openSqliteStore({ file: ':memory:' });
    let broken = false;
    const failing = new Proxy(store, {
      get: (target, name) => {
        if (name === 'due' && broken) return () => Promise.reject(new StoreUnavailable('the disk is full'));
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
    const engine = await engineOn(failing);
    const troubles: unknown[] = [];
    broken = true;
    const loop = await looping(engine, { onTrouble: (fault) => troubles.push(fault) });
    await vi.waitFor(() => expect(troubles).toHaveLength(1), PATIENCE);
    broken = false;
    await vi.waitFor(() => expect(troubles).toHaveLength(2), PATIENCE);
    await loop.stop();
    expect(troubles).toEqual([expect.any(StoreUnavailable), null]);
  });
});
