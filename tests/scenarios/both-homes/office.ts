/** One district's office on any store, driven and read in the words of the office. */
import path from 'node:path';
import { recordedChannels } from '../../../shared/adapters/channels/recorded.ts';
import { joinCommits } from '../../../shared/adapters/join-commits.ts';
import { loadDirectory } from '../../../shared/adapters/rules/load-directory.ts';
import { type LoadedRules, loadRules } from '../../../shared/adapters/rules/load-installation.ts';
import type { CommandOutcome } from '../../../shared/app/commands.ts';
import { createEngine, type Engine } from '../../../shared/app/engine.ts';
import { execute } from '../../../shared/app/execute.ts';
import { beatUntilQuiet } from '../../../shared/app/heartbeat.ts';
import type { Installation } from '../../../shared/app/installation.ts';
import { readCommand } from '../../../shared/app/read-command.ts';
import { dutyOf, keyOf, matterOf } from '../../../shared/app/rows.ts';
import { setUpDistrict } from '../../../shared/app/set-up-district.ts';
import type { DutyEvent, ExistingDuty } from '../../../shared/domain/duties/duty.ts';
import type { Matter } from '../../../shared/domain/matters/kinds.ts';
import type { SentCopy } from '../../../shared/domain/notices/notice.ts';
import {
  addSeconds,
  formatInstant,
  type Instant,
  parseInstant,
} from '../../../shared/domain/time/instant.ts';
import type { Publisher } from '../../../shared/ports/publisher.ts';
import type { LedgerEntry, Store } from '../../../shared/ports/store.ts';

const PROJECT = path.join(import.meta.dirname, '../../..');
const ZONE = 'Asia/Shanghai';
export const DISTRICT = 'demo';
const directory = loadDirectory(path.join(PROJECT, 'examples/directories/demo.yaml'));

let shippedRules: LoadedRules | null = null;

/** '2026-03-11 10:00' or '… 10:00:20' in the office's zone. */
export function time(text: string): Instant {
  const seconds = text.length === 16 ? ':00' : '';
  return parseInstant(`${text.replace(' ', 'T')}${seconds}+08:00`);
}

/** The month, day and time of an instant as the office reads it; seconds only where there are any. */
function said(instant: Instant): string {
  return formatInstant(instant, ZONE).slice(5, 19).replace('T', ' ').replace(/:00$/, '');
}

function installation(store: Store, parts: Partial<Installation> = {}): Installation {
  shippedRules ??= loadRules(path.join(PROJECT, 'rules'));
  const publisher: Publisher = { publish: () => Promise.resolve() };
  return { store, ...shippedRules, channels: recordedChannels(), publisher, joinCommits, ...parts };
}

export interface OfficeStart {
  /** '2026-03-10 08:00'. */
  readonly from: string;
  /** Only these rules, such as `D52-*`. */
  readonly rules?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly parts?: Partial<Installation>;
}

export class Office {
  readonly engine: Engine;
  /** Whether a command is being carried out; otherwise the heart beats, or nothing happens. */
  isCarryingOut = false;
  #now: Instant;
  #commands = 0;

  private constructor(engine: Engine, now: Instant) {
    this.engine = engine;
    this.#now = now;
  }

  static async open(store: Store, { from, rules, settings = {}, parts }: OfficeStart): Promise<Office> {
    const office = new Office(createEngine(installation(store, parts)), time(from));
    const chosen = { rulebook: 'shuangyang-2018', overrides: settings, rules: rules ?? null };
    await setUpDistrict(office.engine, DISTRICT, chosen, directory, time(from));
    return office;
  }

  /** The same office in another process: nothing but the store is shared. */
  inAnotherProcess(parts: Partial<Installation> = {}, store: Store = this.engine.store): Office {
    return new Office(createEngine(installation(store, parts)), this.#now);
  }

  get now(): Instant {
    return this.#now;
  }

  /** Nothing happens for so long, not even a heartbeat. */
  waits(seconds: number): void {
    this.#now = addSeconds(this.#now, seconds);
  }

  /** The heart beats whenever something is due, up to and including `until`. */
  async goesOnUntil(until: string): Promise<void> {
    const end = time(until);
    for (;;) {
      const next = await this.engine.store.nextDue();
      if (next === null || next > end) break;
      this.#now = next > this.#now ? next : this.#now;
      await beatUntilQuiet(this.engine, this.#now);
    }
    this.#now = end > this.#now ? end : this.#now;
  }

  /** The heart stands still until `until`, and beats then. */
  async standsStillUntil(until: string): Promise<void> {
    this.#now = time(until);
    await beatUntilQuiet(this.engine, this.#now);
  }

  /** Somebody does something at `at`; everything before has happened. */
  async at(at: string, verb: string, fields: object, commandId?: string): Promise<CommandOutcome> {
    await this.goesOnUntil(at);
    return this.does(verb, fields, commandId);
  }

  /** Somebody does something now. */
  async does(
    verb: string,
    fields: object,
    commandId = `command-${++this.#commands}`,
  ): Promise<CommandOutcome> {
    const command = readCommand(verb, fields, this.#now);
    const envelope = { district: DISTRICT, commandId, actor: 'clerk', command };
    this.isCarryingOut = true;
    const outcome = await execute(this.engine, envelope, this.#now);
    this.isCarryingOut = false;
    return outcome;
  }

  async duty(id: string): Promise<ExistingDuty> {
    const state = dutyOf(await this.engine.store.get(keyOf(DISTRICT, 'duty', id)));
    if (state.status === 'none') throw new Error(`there is no duty '${id}'`);
    return state;
  }

  async matter(id: string): Promise<Matter | null> {
    return matterOf(await this.engine.store.get(keyOf(DISTRICT, 'matter', id)));
  }

  /** 'on-time', 'late by 5400', or the status of a duty that is not settled. */
  async verdict(id: string): Promise<string> {
    const duty = await this.duty(id);
    if (duty.status !== 'settled') return duty.status;
    const { verdict, lateBySeconds } = duty.judgement;
    return lateBySeconds === null ? verdict : `${verdict} by ${lateBySeconds}`;
  }

  /** The limit of a duty as the office reads it. */
  async limit(id: string): Promise<string> {
    return said((await this.duty(id)).plan.dueAt);
  }

  ledger(matter: string): Promise<LedgerEntry[]> {
    return this.engine.store.ledger({ district: DISTRICT, matter });
  }

  /** What happened to a duty, in order: 'remind-1 03-16 09:00', 'overdue 03-17 17:00' … */
  async history(dutyId: string): Promise<string[]> {
    const matter = dutyId.split('/')[0] ?? '';
    const entries = await this.engine.store.ledger({ district: DISTRICT, matter, stream: dutyId });
    return entries.map(step);
  }

  /** The notices of a matter by time: '03-16 09:00 remind-1 → housing.liaison'. */
  async sent(matter: string): Promise<string[]> {
    const entries = (await this.ledger(matter)).filter(({ type }) => type === 'notice.sent');
    return entries
      .toSorted((a, b) => order(a.recordedAt, b.recordedAt))
      .map((entry) => {
        const { rung, to, for: absent } = entry.body as SentCopy & { rung: string };
        return `${said(entry.recordedAt)} ${rung} → ${to}${absent === null ? '' : ` (for ${absent})`}`;
      });
  }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function step(entry: LedgerEntry): string {
  const event = { type: entry.type, ...(entry.body as object) } as DutyEvent;
  switch (event.type) {
    case 'rung.reached':
      return `${event.rung} ${said(entry.at)}${event.late ? ' late' : ''}${event.early ? ' early' : ''}`;
    case 'rung.deferred':
      return `${event.rung} ${said(event.intendedAt)} deferred`;
    case 'rung.skipped':
      return `${event.rung} ${said(entry.at)} skipped`;
    case 'duty.opened':
      return `opened ${said(entry.at)}, due ${said(event.plan.dueAt)}`;
    case 'duty.overdue':
      return `overdue ${said(event.dueAt)}`;
    case 'duty.settled':
      return `settled ${event.verdict}`;
    default:
      return entry.type;
  }
}
