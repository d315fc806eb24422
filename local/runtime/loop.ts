/** The heartbeat of the one-machine home: every tick it takes what is due, in slices short enough for pages in between. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Engine } from '../../shared/app/engine.ts';
import { beat, type Share, SLICE } from '../../shared/app/heartbeat.ts';
import type { Instant } from '../../shared/domain/time/instant.ts';
import type { HeldClock } from './clock.ts';

export interface LoopOptions {
  readonly engine: Engine;
  readonly clock: HeldClock;
  readonly elapsed: () => number;
  readonly tickMilliseconds: number;
  /** Goes from due moment to due moment, so that on a fast clock nothing is late. */
  readonly stepThrough: boolean;
  /** Told once when it begins to fail, and with `null` when it works again. */
  readonly onTrouble: (fault: unknown) => void;
  /** One part of the audit, every minute; what it finds is its own to tell. */
  readonly audit?: (now: Instant) => Promise<void>;
}

export interface Loop {
  /** How far time has come: every act now takes place at this moment. */
  now(): Instant;
  /** Resolves when the slice under way is finished. */
  stop(): Promise<void>;
}

const LONGEST_SLICE_MS = 50;
const SMALLEST_SLICE = 10;
/** Idle time is written down this often, so that a clock set back while the program was off is noticed. */
const KEEP_EVERY_TICKS = 60;
const AUDIT_EVERY_TICKS = 60;

export function startLoop(options: LoopOptions): Loop {
  const { engine, clock, elapsed, stepThrough } = options;
  let position = clock.now();
  let stopping = false;
  let ticks = 0;
  let delivering: Promise<void> | null = null;
  const failing = new Set<Share>();
  let limit = SLICE;
  let timer: NodeJS.Timeout | undefined;
  let wake: () => void = () => {};

  /** Smaller slices after a long one, larger again after short ones. */
  const adapt = (took: number) => {
    if (took > LONGEST_SLICE_MS) limit = Math.max(SMALLEST_SLICE, Math.floor(limit / 2));
    else if (took < LONGEST_SLICE_MS / 4) limit = Math.min(SLICE, limit * 2);
  };

  const drain = async (now: Instant, share: Share | null): Promise<boolean> => {
    let worked = false;
    let fault: Error | undefined;
    for (let more = true; more && !stopping; ) {
      const began = elapsed();
      const slice = await beat(engine, now, limit, share);
      // A provider's slowness says nothing about the size of a slice.
      if (share !== 'deliveries') adapt(elapsed() - began);
      more = slice.more;
      fault ??= slice.faults[0];
      worked ||= more;
      await nextTurn();
    }
    if (fault) throw fault;
    return worked;
  };

  const fails = (share: Share, fault: unknown) => {
    if (failing.size === 0) options.onTrouble(fault);
    failing.add(share);
  };
  const worksAgain = (share: Share) => {
    if (failing.delete(share) && failing.size === 0) options.onTrouble(null);
  };

  /** Beside the steps, one at a time: a provider that hangs holds up nothing but other deliveries. */
  const deliver = (now: Instant) => {
    delivering ??= drain(now, 'deliveries')
      .then(
        () => worksAgain('deliveries'),
        (fault: unknown) => fails('deliveries', fault),
      )
      .then(() => {
        delivering = null;
      });
  };

  const tick = async () => {
    const target = clock.now();
    let worked = false;
    if (stepThrough) {
      for (
        let due = await engine.store.nextDue();
        due !== null && due <= target && !stopping;
        due = await engine.store.nextDue()
      ) {
        if (due > position) position = due;
        worked = (await drain(position, null)) || worked;
      }
    }
    if (!stopping && target > position) position = target;
    worked = (await drain(position, stepThrough ? null : 'steps')) || worked;
    if (!stepThrough && !stopping) deliver(position);
    ticks += 1;
    if (worked || ticks % KEEP_EVERY_TICKS === 0) await clock.keep();
    if (ticks % AUDIT_EVERY_TICKS === 0) await options.audit?.(position);
  };

  const run = async () => {
    while (!stopping) {
      try {
        await tick();
        worksAgain('steps');
      } catch (fault) {
        // Whatever was due is still due: the next tick tries again.
        fails('steps', fault);
      }
      if (!stopping) await pause();
    }
  };

  const pause = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
      timer = setTimeout(resolve, options.tickMilliseconds);
    });

  const running = run();
  return {
    now: () => (stepThrough ? position : clock.now()),
    async stop() {
      stopping = true;
      clearTimeout(timer);
      wake();
      await running;
      await delivering;
      await clock.keep().catch(() => {});
    },
  };
}
