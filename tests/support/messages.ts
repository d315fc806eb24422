/** A running office whose messages can be looked at one by one: commands, heartbeats, and what each message came to. */
import type { CommandOutcome } from '../../shared/app/commands.ts';
import type { Engine } from '../../shared/app/engine.ts';
import { execute } from '../../shared/app/execute.ts';
import { beatUntilQuiet } from '../../shared/app/heartbeat.ts';
import { readCommand } from '../../shared/app/read-command.ts';
import { noticeOf } from '../../shared/app/rows.ts';
import { oneDuty } from '../../shared/app/views.ts';
import type { Notice, SentCopy } from '../../shared/domain/notices/notice.ts';
import type { Instant } from '../../shared/domain/time/instant.ts';
import { chinaTime, DISTRICT, rowsOf } from './office.ts';

export interface Sent {
  readonly notice: Notice;
  readonly copy: SentCopy;
  /** As verbs name it. */
  readonly name: string;
}

/** Commands take place at the moment the office has reached. */
export class RunningOffice {
  readonly engine: Engine;
  now: Instant;
  #commands = 0;

  constructor(engine: Engine, now: Instant) {
    this.engine = engine;
    this.now = now;
  }

  /** Time passes, with every heartbeat on its second. */
  async until(text: string): Promise<void> {
    const end = chinaTime(text);
    await beatUntilQuiet(this.engine, this.now);
    for (let due = await this.engine.store.nextDue(); due !== null && due <= end; ) {
      this.now = due > this.now ? due : this.now;
      await beatUntilQuiet(this.engine, this.now);
      due = await this.engine.store.nextDue();
    }
    this.now = end;
  }

  /** Carries out a verb, and what follows from it at once. */
  async act(
    verb: string,
    fields: Readonly<Record<string, unknown>>,
    actor = 'office',
  ): Promise<CommandOutcome> {
    const command = readCommand(verb, fields, this.now);
    const commandId = `act-${++this.#commands}`;
    const outcome = await execute(this.engine, { district: DISTRICT, commandId, actor, command }, this.now);
    await beatUntilQuiet(this.engine, this.now);
    return outcome;
  }

  /** What went out about a duty, the earliest first. */
  async sent(duty: string): Promise<Sent[]> {
    const notices = (await rowsOf(this.engine.store, 'notice')).map(noticeOf);
    return notices
      .flatMap((notice) => (notice.state.status === 'sent' ? [{ notice, state: notice.state }] : []))
      .toSorted((a, b) => (a.state.at < b.state.at ? -1 : a.state.at > b.state.at ? 1 : 0))
      .flatMap(({ notice, state }) =>
        state.copies
          .filter(({ duties }) => duties.includes(duty))
          .map((copy) => ({ notice, copy, name: `${notice.facts.id}>${copy.to}` })),
      );
  }

  /** The only message to a post about a duty on one rung. */
  async message(duty: string, to: string, rung: string): Promise<Sent> {
    const all = await this.sent(duty);
    const [found] = all.filter(({ notice, copy }) => copy.to === to && notice.facts.rung === rung);
    if (found) return found;
    throw new Error(
      `no message to ${to} on ${rung}; there were ${all.map(({ name, notice }) => `${name} (${notice.facts.rung})`).join(', ')}`,
    );
  }

  async duty(id: string) {
    const duty = await oneDuty(this.engine.store, DISTRICT, id);
    if (duty === null) throw new Error(`there is no duty '${id}'`);
    return duty;
  }
}

/** A message as it was written down, without what does not matter here. */
export function refusalOf(outcome: CommandOutcome): string | null {
  return outcome.outcome === 'refused' ? outcome.reason : null;
}
