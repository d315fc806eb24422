/** The clock of an installation never runs behind its store. */
import { describe, expect, it } from 'vitest';
import { fastClock, heldClock } from '../../../local/runtime/clock.ts';
import { openSqliteStore } from '../../../shared/adapters/sqlite/store.ts';
import { systemClock } from '../../../shared/adapters/system/clock.ts';
import { type Instant, parseInstant } from '../../../shared/domain/time/instant.ts';

function adjustable(text: string) {
  let now = parseInstant(text);
  return { now: () => now, set: (next: string) => (now = parseInstant(next)) };
}

describe('a clock set back', () => {
  it('stands still 5 seconds below the mark until it has caught up', async () => {
    const wall = adjustable('2026-11-23T10:00:00Z');
    const clock = await heldClock(openSqliteStore({ file: ':memory:' }), wall);
    expect(clock.now()).toBe('2026-11-23T10:00:00Z');
    wall.set('2026-11-23T09:59:57Z');
    expect(clock.now()).toBe('2026-11-23T09:59:57Z');
    wall.set('2026-11-23T09:00:00Z');
    expect(clock.now()).toBe('2026-11-23T09:59:55Z');
    wall.set('2026-11-23T10:00:01Z');
    expect(clock.now()).toBe('2026-11-23T10:00:01Z');
  });

  it('is noticed over a restart', async () => {
    const store = openSqliteStore({ file: ':memory:' });
    const first = await heldClock(store, adjustable('2026-11-23T10:00:00Z'));
    first.now();
    await first.keep();
    await first.keep();
    const second = await heldClock(store, adjustable('2026-11-23T08:00:00Z'));
    expect(second.now()).toBe('2026-11-23T09:59:55Z');
  });
});

describe('a fast clock', () => {
  it('runs as many times as fast as it is told', () => {
    let elapsed = 500;
    const clock = fastClock('2026-11-23T05:30:00Z' as Instant, 600, () => elapsed);
    expect(clock.now()).toBe('2026-11-23T05:30:00Z');
    elapsed += 1500;
    expect(clock.now()).toBe('2026-11-23T05:45:00Z');
  });
});

it('the system clock gives whole seconds', () => {
  expect(systemClock.now()).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
});
