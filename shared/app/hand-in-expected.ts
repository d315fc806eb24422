/** The ordinary course of things: whatever is owed is handed in an hour before its limit, by ordinary commands. */
import type { DutyPlan } from '../domain/duties/duty.ts';
import { addSeconds, type Instant, latest } from '../domain/time/instant.ts';
import type { LedgerEntry } from '../ports/store.ts';
import type { Command } from './commands.ts';
import { all } from './district.ts';
import type { Engine } from './engine.ts';
import { execute } from './execute.ts';
import { dutyOf, keyOf } from './rows.ts';

/** How long before its limit something is handed in; where that moment has passed, at once. */
const BEFORE_LIMIT_SECONDS = 3600;

/** A hand-in that the rules did not let through. */
export interface RefusedHandIn {
  readonly duty: string;
  readonly at: Instant;
  readonly reason: string;
}

export class ExpectedHandIns {
  readonly #engine: Engine;
  readonly #district: string;
  readonly #expected = new Map<string, Instant>();
  readonly refused: RefusedHandIn[] = [];
  #commands = 0;

  constructor(engine: Engine, district: string) {
    this.#engine = engine;
    this.#district = district;
  }

  /** What is open at the beginning is handed in as well. */
  async begin(now: Instant): Promise<void> {
    for (const row of await all(this.#engine.store, { district: this.#district, kind: 'duty' })) {
      const duty = dutyOf(row);
      if (duty.status === 'open' || duty.status === 'submitted') this.#expect(row.id, duty.plan, now);
    }
  }

  /** Follows what happens to duties. */
  note({ type, stream, body }: LedgerEntry, now: Instant): void {
    if (type === 'duty.opened' || type === 'duty.replanned') {
      this.#expect(stream, (body as { plan: DutyPlan }).plan, now);
    }
    if (type === 'duty.settled' || type === 'duty.rested') this.#expected.delete(stream);
  }

  #expect(duty: string, { dueAt }: Pick<DutyPlan, 'dueAt'>, now: Instant): void {
    this.#expected.set(duty, latest(addSeconds(dueAt, -BEFORE_LIMIT_SECONDS), now));
  }

  /** The moment of the next hand-in, `null` when nothing is owed. */
  next(): Instant | null {
    let next: Instant | null = null;
    for (const at of this.#expected.values()) if (next === null || at < next) next = at;
    return next;
  }

  /** Hands in what is expected by now, the earliest limit first, then by id. */
  async carryOut(now: Instant): Promise<void> {
    const ready = [...this.#expected].filter(([, at]) => at <= now).map(([duty]) => duty);
    for (const duty of ready.toSorted()) {
      this.#expected.delete(duty);
      await this.#handIn(duty, now);
    }
  }

  /** One hand-in may settle others, such as the table of a week the entries still missing. */
  async #handIn(id: string, now: Instant): Promise<void> {
    if ((await this.#statusOf(id)) === 'open') await this.#act(submission(id), id, now);
    if ((await this.#statusOf(id)) === 'submitted')
      await this.#act({ do: 'duty.accept', duty: id, by: 'office' }, id, now);
  }

  async #statusOf(id: string): Promise<string> {
    return dutyOf(await this.#engine.store.get(keyOf(this.#district, 'duty', id))).status;
  }

  async #act(command: Command, duty: string, now: Instant): Promise<void> {
    const commandId = `forecast/${++this.#commands}`;
    const envelope = { district: this.#district, commandId, actor: 'forecast', command };
    const outcome = await execute(this.#engine, envelope, now);
    if (outcome.outcome === 'refused') this.refused.push({ duty, at: now, reason: outcome.reason });
  }
}

function submission(duty: string): Command {
  const unsaid = { by: null, for: null, source: null, channel: null, evidence: null, happened: null };
  return { do: 'duty.submit', duty, ...unsaid, said: false };
}
