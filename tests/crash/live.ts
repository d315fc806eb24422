/** Lives through a story: carries out its steps and beats whenever something is due, from where the clock stood. */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { recordedChannels } from '../../shared/adapters/channels/recorded.ts';
import { contentHash } from '../../shared/adapters/rules/load-calendars.ts';
import type { Command } from '../../shared/app/commands.ts';
import type { DistrictSettings } from '../../shared/app/district.ts';
import { createEngine } from '../../shared/app/engine.ts';
import { execute } from '../../shared/app/execute.ts';
import { beatUntilQuiet } from '../../shared/app/heartbeat.ts';
import type { Installation } from '../../shared/app/installation.ts';
import { setUpDistrict } from '../../shared/app/set-up-district.ts';
import type { Directory } from '../../shared/domain/routing/directory.ts';
import type { Instant } from '../../shared/domain/time/instant.ts';
import type { Channel } from '../../shared/ports/channel.ts';
import type { Store } from '../../shared/ports/store.ts';

export interface Step {
  readonly at: Instant;
  readonly commandId: string;
  readonly command: Command;
}

/** Plain data, so that it can be handed to another process. */
export interface Job extends Pick<Installation, 'rulebooks' | 'calendarYears'> {
  /** The store; what was sent and the time on the clock lie beside it. */
  readonly file: string;
  readonly district: string;
  readonly settings: DistrictSettings;
  readonly directory: Directory;
  readonly from: Instant;
  readonly until: Instant;
  readonly steps: readonly Step[];
}

export const beside = {
  sent: (file: string) => `${file}.sent`,
  clock: (file: string) => `${file}.clock`,
  death: (file: string) => `${file}.death`,
} as const;

/** Everything but the store. What is sent is appended to a file, which outlives the process as a provider would. */
export function portsOf(job: Job, store: Store): Installation {
  const channel = (name: string): Channel => ({
    name,
    send: (messages) => {
      const lines = messages.map(({ idempotencyKey }) => `${process.pid} ${idempotencyKey}\n`);
      appendFileSync(beside.sent(job.file), lines.join(''));
      return Promise.resolve(messages.map(() => ({ outcome: 'sent', reference: null })));
    },
  });
  return {
    store,
    rulebooks: job.rulebooks,
    calendarYears: job.calendarYears,
    hashOf: contentHash,
    channels: new Map([...recordedChannels().keys()].map((name) => [name, channel(name)])),
    publisher: { publish: () => Promise.resolve() },
    joinCommits: (store) => store,
  };
}

/**
 * From the time on the clock to the end. Steps of that time are repeated, as somebody does who got no answer;
 * earlier ones were answered.
 */
export async function live(job: Job, ports: Installation): Promise<void> {
  const engine = createEngine(ports);
  let now: Instant | null = clockOf(job);
  await setUpDistrict(engine, job.district, job.settings, job.directory, job.from);
  while (now !== null && now < job.until) {
    writeFileSync(beside.clock(job.file), now);
    for (const { at, commandId, command } of job.steps) {
      if (at === now)
        await execute(engine, { district: job.district, commandId, actor: 'test', command }, now);
    }
    await beatUntilQuiet(engine, now);
    now = nextMoment(job, now, await ports.store.nextDue());
  }
}

function clockOf({ file, from }: Job): Instant {
  return existsSync(beside.clock(file)) ? (readFileSync(beside.clock(file), 'utf8') as Instant) : from;
}

function nextMoment({ steps }: Job, now: Instant, due: Instant | null): Instant | null {
  const moments = [...steps.map(({ at }) => at), ...(due === null ? [] : [due])].filter((at) => at > now);
  return moments.sort()[0] ?? null;
}
