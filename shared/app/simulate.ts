/** Runs a scenario through the whole engine on a clock that jumps from event to event. */
import { formatInstant, type Instant } from '../domain/time/instant.ts';
import type { Change, CommitResult, LedgerEntry, Store } from '../ports/store.ts';
import type { Command } from './commands.ts';
import type { Engine } from './engine.ts';
import { execute } from './execute.ts';
import { type Fact, factOf } from './facts.ts';
import { beatUntilQuiet } from './heartbeat.ts';

export interface ScenarioStep {
  readonly at: Instant;
  /** The verb as written, for refusals. */
  readonly verb: string;
  readonly command: Command;
}

export interface Run {
  readonly district: string;
  readonly from: Instant;
  /** Exclusive. */
  readonly until: Instant;
  readonly steps: readonly ScenarioStep[];
}

/** Entries in the order in which they were committed. */
export class Observed {
  #entries: LedgerEntry[] = [];

  /** The store with its commits listened to. */
  watch(store: Store): Store {
    const commit = async (changes: readonly Change[]): Promise<CommitResult[]> => {
      const results = await store.commit(changes);
      for (const [index, change] of changes.entries()) {
        if (results[index]?.outcome === 'committed') this.#entries.push(...change.entries);
      }
      return results;
    };
    return new Proxy(store, {
      get: (target, name) => {
        if (name === 'commit') return commit;
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
  }

  take(): LedgerEntry[] {
    const entries = this.#entries;
    this.#entries = [];
    return entries;
  }
}

/**
 * The facts of a run, in order of time and cause. At one instant: steps as given, then rungs, then notices.
 * The same run gives the same facts on every machine: nothing comes from chance, process or locale.
 */
export async function* simulate(engine: Engine, observed: Observed, run: Run): AsyncGenerator<Fact> {
  const { zone } = await engine.districts.open(run.district);
  const steps = run.steps
    .map((step, index) => ({ ...step, index }))
    .sort((a, b) => compare(a.at, b.at) || a.index - b.index);
  let next = 0;
  for (let now = await firstMoment(engine, run, steps[0]?.at); now !== null && now < run.until; ) {
    while (steps[next]?.at === now) {
      const step = steps[next++];
      if (step) yield* carryOut(engine, observed, run.district, step, zone);
    }
    await beatUntilQuiet(engine, now, SLICE);
    for (const entry of observed.take()) yield factOf(entry, zone);
    now = soonest(steps[next]?.at ?? null, await engine.store.nextDue());
  }
}

/** Large enough that what is due at one instant is taken together, in its order. */
const SLICE = 5000;

async function firstMoment(engine: Engine, run: Run, first: Instant | undefined): Promise<Instant | null> {
  const waiting = await engine.store.nextDue();
  // What was due before the beginning, such as a week that ought to be open, is taken at the beginning.
  if (waiting !== null && waiting < run.from) return run.from;
  return soonest(first ?? null, waiting);
}

function soonest(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

async function* carryOut(
  engine: Engine,
  observed: Observed,
  district: string,
  step: ScenarioStep & { readonly index: number },
  zone: string,
): AsyncGenerator<Fact> {
  const commandId = `step-${step.index + 1}`;
  const outcome = await execute(
    engine,
    { district, commandId, actor: 'scenario', command: step.command },
    step.at,
  );
  for (const entry of observed.take()) yield factOf(entry, zone);
  if (outcome.outcome === 'refused') {
    const at = formatInstant(step.at, zone);
    yield { at, fact: 'step.refused', step: step.index + 1, do: step.verb, reason: outcome.reason };
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
