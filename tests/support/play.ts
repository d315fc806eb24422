/** Plays a history against an engine, with heartbeats when they are due or when a schedule has them. */
import type { Engine } from '../../shared/app/engine.ts';
import { beatUntilQuiet } from '../../shared/app/heartbeat.ts';
import { addSeconds, type Instant } from '../../shared/domain/time/instant.ts';
import { type Act, BEGINNING, perform } from './random-history.ts';

/** Nine days after the beginning: what was opened early has climbed its whole ladder. */
const END = addSeconds(BEGINNING, 9 * 86_400);

/** Every heartbeat on time: whatever is due is taken at its very second, after the acts of that second. */
export async function playOnTime(
  engine: Engine,
  acts: readonly Act[],
  until: Instant = END,
  afterEach: (now: Instant) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  let next = 0;
  for (let now: Instant | null = BEGINNING; now !== null && now <= until; ) {
    for (let act = acts[next]; act?.at === now; act = acts[next]) await perform(engine, act, next++);
    await beatUntilQuiet(engine, now);
    await afterEach(now);
    now = soonest(acts[next]?.at ?? null, await engine.store.nextDue());
  }
}

/** Heartbeats only at the given instants, in the given order, and once at the beginning and at the end. */
export async function playWith(
  engine: Engine,
  acts: readonly Act[],
  beats: readonly Instant[],
): Promise<void> {
  await beatUntilQuiet(engine, BEGINNING);
  const happenings = [
    ...acts.map((act, index) => ({ at: act.at, act, index })),
    ...beats.map((at) => ({ at, act: null, index: 0 })),
  ];
  // At one instant the acts come first, as they do when every heartbeat is on time.
  happenings.sort((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : Number(a.act === null) - Number(b.act === null),
  );
  for (const { at, act, index } of happenings) {
    if (act) await perform(engine, act, index);
    else await beatUntilQuiet(engine, at);
  }
  await beatUntilQuiet(engine, END);
}

function soonest(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
