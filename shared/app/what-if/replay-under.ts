/** Goes through the recorded life of one matter again, under the rules and settings of a district, and writes nothing. */
import type { DutyCommand } from '../../domain/duties/decide-duty.ts';
import { type DutyState, type ExistingDuty, evolve, nextStepAt } from '../../domain/duties/duty.ts';
import { rungsFor } from '../../domain/duties/plan-duties.ts';
import { afterSteps, evolveMatter, type Matter, type MatterEvent } from '../../domain/matters/kinds.ts';
import type { NoticeFacts, NoticeKind } from '../../domain/notices/notice.ts';
import { addSeconds, type Instant, latest } from '../../domain/time/instant.ts';
import type { LedgerEntry, Row } from '../../ports/store.ts';
import type { District } from '../district.ts';
import { type DutyStep, stepDuty } from '../duty-step.ts';
import { postsFor } from '../notices/notices-asked-for.ts';
import type { NoticeRequest, OutboxBody } from '../outbox.ts';
import { changesFor, wantedOf } from '../plan-matter.ts';
import { eventOf } from '../replay.ts';
import { keyOf } from '../rows.ts';
import type { RecordedAct, RecordedMatter } from './recorded-acts.ts';

/** A notice that a ladder asked for, for one post. */
export interface AskedNotice {
  readonly facts: NoticeFacts;
  /** From when on nobody would have sent it any more: its duty was done, or its limit another. */
  moot: Instant | null;
}

export interface Replayed {
  readonly matter: Matter | null;
  readonly duties: ReadonlyMap<string, ExistingDuty>;
  readonly asked: readonly AskedNotice[];
}

export interface ReplaySpan {
  /** Rungs are taken, and their notices counted, before this moment. */
  readonly until: Instant;
  /** The state at this moment is judged; not before `until` unless that is still to come. */
  readonly asOf: Instant;
}

/**
 * The same acts at the same moments, planned and decided by the code that plans and decides everything, with the
 * settings, rules, people and calendar of `district`. Pure but for the time it takes. An act that no longer has a duty, or
 * that the other limit does not allow, is left out.
 */
export function replayUnder(
  district: District,
  id: string,
  { moments }: Pick<RecordedMatter, 'moments'>,
  span: ReplaySpan,
): Replayed {
  const replay = new Replay(district, id, span.until);
  for (const { at, own, acts } of moments) {
    replay.passTo(at);
    replay.matterActs(own, at);
    for (const act of acts) replay.dutyAct(act, at);
  }
  replay.passTo(addSeconds(span.asOf, 1));
  replay.stepAll(span.asOf);
  return replay.result();
}

/** Why duties are planned again; no event of the replay is stored. */
const WHY = '试算';
const CONTEXT_ACTOR = 'what-if';
/** More rounds than this mean a loop in the rules. */
const MOST_ROUNDS = 12;

class Replay {
  readonly #district: District;
  readonly #id: string;
  readonly #until: Instant;
  #now: Instant | null = null;
  #matter: Matter | null = null;
  readonly #duties = new Map<string, ExistingDuty>();
  readonly #asked: AskedNotice[] = [];
  /** Those of each duty that may still become moot. */
  readonly #waiting = new Map<string, AskedNotice[]>();

  constructor(district: District, id: string, until: Instant) {
    this.#district = district;
    this.#id = id;
    this.#until = until;
  }

  result(): Replayed {
    return { matter: this.#matter, duties: this.#duties, asked: this.#asked };
  }

  /** Takes every rung and limit due before the moment, each at its own time; none at or after the end of the count. */
  passTo(moment: Instant): void {
    const end = moment < this.#until ? moment : this.#until;
    for (;;) {
      const next = this.#nextStep();
      if (next === null || next >= end) return;
      this.stepAll(this.#now === null ? next : latest(next, this.#now));
    }
  }

  #nextStep(): Instant | null {
    let first: Instant | null = null;
    for (const duty of this.#duties.values()) {
      const at = nextStepAt(duty);
      if (at !== null && (first === null || at < first)) first = at;
    }
    return first;
  }

  /** The heartbeat of one moment. */
  stepAll(now: Instant): void {
    this.#now = now;
    let plan = false;
    for (const [id, duty] of [...this.#duties].sort(byId)) {
      const at = nextStepAt(duty);
      if (at !== null && at <= now) plan = this.#take(id, { do: 'step' }, now) || plan;
    }
    if (plan) this.#plan(now);
  }

  /** What follows from another matter comes after the rungs of its moment, as in a heartbeat; what people do before them. */
  matterActs(own: readonly LedgerEntry[], now: Instant): void {
    this.#now = now;
    if (own.length === 0) return;
    const follows = own.findIndex(isConsequence);
    const first = follows === -1 ? own : own.slice(0, follows);
    this.#fold(first, now);
    if (follows === -1) return;
    if (now < this.#until) this.stepAll(now);
    this.#fold(own.slice(follows), now);
  }

  #fold(entries: readonly LedgerEntry[], now: Instant): void {
    if (entries.length === 0) return;
    const folded = entries.reduce<Matter | null>(
      (matter, entry) => evolveMatter(matter, eventOf(entry) as MatterEvent, now, this.#id),
      this.#matter,
    );
    this.#matter = folded && afterSteps(folded, this.#district.rulebook.procedures);
    this.#plan(now);
  }

  dutyAct(recorded: RecordedAct, now: Instant): void {
    const duty = this.#duties.get(recorded.duty);
    if (!duty) return;
    if (recorded.act === 'extension') this.#extend(duty, recorded, now);
    else if (recorded.act === 'return') {
      const { by, why } = recorded;
      this.#take(recorded.duty, { do: 'return', by, why, rungs: this.#rungsToCome(duty, now) }, now);
    } else if (!isRepeated(recorded.command, duty)) this.#take(recorded.duty, recorded.command, now);
    this.#plan(now);
  }

  /** The day that was granted is a fact, unless the limit lies after it anyhow. */
  #extend(duty: ExistingDuty, { event }: Extract<RecordedAct, { act: 'extension' }>, now: Instant): void {
    if (duty.status !== 'open' || event.until <= duty.plan.dueAt) return;
    this.#set(evolve(duty, event, now), now);
  }

  #rungsToCome({ plan, progress }: ExistingDuty, now: Instant) {
    if (!this.#matter) return [];
    const wanted = wantedOf(this.#matter, [...this.#duties.values()], this.#district, now, new Map());
    const own = wanted.find((want) => want.want === 'open' && want.plan.id === plan.id);
    return own?.want === 'open' ? rungsFor(own, progress.openedAt, now) : [];
  }

  /** Plans until nothing changes, as after each act and each hand-in. */
  #plan(now: Instant): void {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      if (!this.#matter) return;
      const rows = [...this.#duties].map(([id, body]) => rowOf(this.#district.id, id, body));
      const changes = changesFor(this.#matter, rows, this.#district, WHY, now, new Map());
      const before = [...this.#duties.values()];
      for (const { id, command } of changes) this.#take(id, command, now);
      const after = [...this.#duties.values()];
      if (after.length === before.length && after.every((duty, index) => duty === before[index])) return;
    }
    throw new Error(`matter '${this.#id}' is not settled after ${MOST_ROUNDS} rounds of planning`);
  }

  /** Whether other duties of the matter must be planned again. */
  #take(id: string, command: DutyCommand, now: Instant): boolean {
    const state: DutyState = this.#duties.get(id) ?? { status: 'none' };
    const at = { district: this.#district.id, id, matter: this.#id, state, version: 0 };
    const step = stepDuty(command, at, { now, actor: CONTEXT_ACTOR });
    if (step.outcome !== 'change') return false;
    this.#set(step.state, now);
    const follows = outboxOf(step);
    if (now < this.#until) for (const request of follows?.notices ?? []) this.#ask(request, step.state, now);
    return follows !== null && follows.plan !== null;
  }

  #set(state: DutyState, now: Instant): void {
    if (state.status === 'none') return;
    const { id, actBy } = state.plan;
    this.#duties.set(id, state);
    const waiting = this.#waiting.get(id) ?? [];
    const holds = ({ facts }: AskedNotice) => state.status === 'open' && facts.dueAt === actBy;
    for (const one of waiting) if (!holds(one)) one.moot = now;
    this.#waiting.set(id, waiting.filter(holds));
  }

  /** One for each post of a rung, and one for whoever has to let a draft go. */
  #ask(request: NoticeRequest, duty: ExistingDuty, now: Instant): void {
    // What corrects or gives back is no rung of a ladder.
    if (request.evenIfSettled || request.kind === 'change') return;
    const asked = (roles: readonly string[], rung: string, kind: NoticeKind, more: Partial<NoticeFacts>) => {
      for (const post of postsFor(roles, duty, this.#district, now))
        this.#note(factsOf(request, duty, { post, rung, kind, now, district: this.#district.id }, more));
    };
    const { approval, roles, rung, kind } = request;
    asked(roles, rung, kind, approval === undefined ? {} : { approval });
    if (approval !== undefined && postsFor(roles, duty, this.#district, now).length > 0)
      asked([approval], `${rung}-approval`, 'ask-decision', { channel: null });
  }

  #note(facts: NoticeFacts): void {
    const asked: AskedNotice = { facts, moot: null };
    this.#asked.push(asked);
    const waiting = this.#waiting.get(facts.duty) ?? [];
    waiting.push(asked);
    this.#waiting.set(facts.duty, waiting);
  }
}

/** A meeting begins by itself before anything else of its moment; whatever else the system does follows from something. */
function isConsequence({ actor, type }: LedgerEntry): boolean {
  return actor === 'system' && type !== 'meeting.begun';
}

function byId([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function rowOf(district: string, id: string, body: ExistingDuty): Row {
  return { ...keyOf(district, 'duty', id), body, due: null, view: null, version: 1 };
}

/** What planning has handed in already, because the matter itself says so, is not handed in twice. */
function isRepeated(
  command: Extract<RecordedAct, { act: 'command' }>['command'],
  duty: ExistingDuty,
): boolean {
  if (command.do !== 'submit') return false;
  const given = JSON.stringify(command.submission);
  return duty.progress.submissions.some((one) => JSON.stringify(one) === given);
}

function outboxOf({ change }: Extract<DutyStep, { outcome: 'change' }>): OutboxBody | null {
  const put = change.puts.find(({ key }) => key.kind === 'outbox');
  return put ? (put.content.body as OutboxBody) : null;
}

function factsOf(
  { intendedAt, quietExemptUntil, message, channel }: NoticeRequest,
  { plan }: ExistingDuty,
  about: {
    readonly post: string;
    readonly rung: string;
    readonly kind: NoticeKind;
    readonly now: Instant;
    readonly district: string;
  },
  more: Partial<NoticeFacts>,
): NoticeFacts {
  const { post, rung, kind, now, district } = about;
  const { id: duty, matter, rule, clock, eventAt, actBy: dueAt } = plan;
  return {
    ...{ id: `${post}~${intendedAt}~${duty}~${rung}`, district, matter, duty, rule, rung, kind, clock, post },
    ...{ intendedAt, createdAt: now, dueAt, eventAt, quietExemptUntil, evenIfSettled: false, channel },
    ...{ template: message, words: {}, ...more },
  };
}
