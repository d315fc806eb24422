/** How a fake provider counts: at most so many in any so many seconds, on a clock of the test's own. */
import { instantOfEpoch } from '../../../shared/domain/time/instant.ts';
import type { Clock } from '../../../shared/ports/clock.ts';

/** Epoch milliseconds that stand still until a test moves them. */
export interface FakeTime {
  now(): number;
  passes(seconds: number): void;
}

export function fakeTime(start = '2026-03-10T08:30:00+08:00'): FakeTime {
  let milliseconds = Date.parse(start);
  return {
    now: () => milliseconds,
    passes(seconds) {
      milliseconds += seconds * 1000;
    },
  };
}

/** The same time for the channel that talks to the fake. */
export function clockOf(time: FakeTime): Clock {
  return { now: () => instantOfEpoch(Math.floor(time.now() / 1000)) };
}

/** Whether one more is allowed under `key`; what is refused does not count. */
export function paceWindow(count: number, seconds: number, time: FakeTime): (key: string) => boolean {
  const taken = new Map<string, number[]>();
  return (key) => {
    const recent = (taken.get(key) ?? []).filter((at) => at > time.now() - seconds * 1000);
    const allowed = recent.length < count;
    taken.set(key, allowed ? [...recent, time.now()] : recent);
    return allowed;
  };
}
