/** Carries out one command: reads, decides, writes everything in one transaction, then plans what follows. */
import { exactly } from '../domain/compliance/verdict.ts';
import type { DutyCommand } from '../domain/duties/decide-duty.ts';
import type { DutyState, Submission } from '../domain/duties/duty.ts';
import { rungsFor, wantedDuties } from '../domain/duties/plan-duties.ts';
import {
  announcementOf,
  decideMatter,
  evolveMatter,
  type Matter,
  type MatterCommand,
  type MatterEvent,
  OtherKind,
  subjectsOf,
  wakingCommand,
} from '../domain/matters/kinds.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { WeekId } from '../domain/time/local-date.ts';
import type { Change } from '../ports/store.ts';
import { changeDistrict } from './change-district.ts';
import type { CommandEnvelope, CommandOutcome, DutyActCommand } from './commands.ts';
import type { District } from './district.ts';
import { stepDuty } from './duty-step.ts';
import type { Engine } from './engine.ts';
import { DUTY_CHANGED, outboxPut } from './outbox.ts';
import { dutiesOf, planMatter } from './plan-matter.ts';
import { dutyOf, entriesFor, keyOf, matterContent, matterOf } from './rows.ts';

/** Another writer may get in between; after so many tries something is wrong. */
const MOST_TRIES = 8;

/**
 * Does what the envelope asks at `now`. A refusal is an answer and changes nothing; a repeated command is not
 * carried out again. Fails only when the store does.
 */
export async function execute(
  engine: Engine,
  envelope: CommandEnvelope,
  now: Instant,
): Promise<CommandOutcome> {
  if (await engine.store.receipt(envelope.district, envelope.commandId)) return { outcome: 'repeated' };
  await wakeFirst(engine, envelope, now);
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const district = await engine.districts.open(envelope.district);
    const done = await attemptCommand(engine, district, envelope, now);
    if (done === 'conflict') continue;
    return done.outcome === 'refused' ? orRepeated(engine, envelope, done) : done;
  }
  throw new Error(`command '${envelope.commandId}' met another writer ${MOST_TRIES} times`);
}

/** The same command may have been carried out meanwhile; then that is why it is impossible now. */
async function orRepeated(
  engine: Engine,
  { district, commandId }: CommandEnvelope,
  refusal: CommandOutcome,
): Promise<CommandOutcome> {
  return (await engine.store.receipt(district, commandId)) ? { outcome: 'repeated' } : refusal;
}

/** A matter whose moment has passed is woken before anybody acts on it, as a punctual heartbeat would have done. */
async function wakeFirst(
  engine: Engine,
  { district, command }: CommandEnvelope,
  now: Instant,
): Promise<void> {
  const id = 'duty' in command ? command.duty.split('/')[0] : 'id' in command ? command.id : undefined;
  const row = id === undefined ? null : await engine.store.get(keyOf(district, 'matter', id));
  const matter = matterOf(row);
  const waking = matter && wakingCommand(matter);
  if (!row?.due || row.due.at >= now || !waking || waking.do === command.do) return;
  const commandId = `wake/${row.id}@${row.version}`;
  await execute(engine, { district, commandId, actor: 'system', command: waking }, now);
}

type Attempt = CommandOutcome | 'conflict';

async function attemptCommand(
  engine: Engine,
  district: District,
  envelope: CommandEnvelope,
  now: Instant,
): Promise<Attempt> {
  const { command } = envelope;
  switch (command.do) {
    case 'duty.submit':
    case 'duty.acknowledge':
    case 'duty.accept':
    case 'duty.return':
    case 'check.answer':
    case 'notice.correct':
      return actOnDuty(engine, district, { ...envelope, command }, now);
    case 'absence.record':
    case 'absence.end':
    case 'sending.stop':
    case 'sending.resume':
      return commitWith(
        engine,
        envelope,
        now,
        await changeDistrict(engine.store, district, envelope, command, now),
      );
    default:
      return actOnMatter(engine, district, envelope, command, now);
  }
}

/** Adds the receipt, commits, and translates the result. */
async function commitWith(
  engine: Engine,
  envelope: CommandEnvelope,
  now: Instant,
  change: Change | { readonly refused: string },
): Promise<Attempt> {
  if ('refused' in change) return { outcome: 'refused', reason: change.refused };
  const receipt = { commandId: envelope.commandId, at: now, result: 'done' };
  const [result] = await engine.store.commit([{ ...change, receipt }]);
  if (result?.outcome === 'conflict') return 'conflict';
  return { outcome: result?.outcome === 'repeated' ? 'repeated' : 'done' };
}

async function actOnMatter(
  engine: Engine,
  district: District,
  envelope: CommandEnvelope,
  command: MatterCommand,
  now: Instant,
): Promise<Attempt> {
  const row = await engine.store.get(keyOf(district.id, 'matter', command.id));
  const decided = decideOnMatter(command, matterOf(row), district, now);
  if ('refused' in decided) return { outcome: 'refused', reason: decided.refused };
  if (decided.events.length === 0) return { outcome: 'done' };
  const change = matterChange(
    command.id,
    matterOf(row),
    decided.events,
    row?.version ?? 0,
    district,
    envelope.actor,
    now,
  );
  const done = await commitWith(engine, envelope, now, change);
  if (done === 'conflict' || done.outcome !== 'done') return done;
  await planMatter(engine.store, district, command.id, whyOf(decided.events), now, envelope.actor);
  return done;
}

function decideOnMatter(
  command: MatterCommand,
  matter: Matter | null,
  district: District,
  now: Instant,
): { readonly events: readonly MatterEvent[] } | { readonly refused: string } {
  const unknown = unknownNames(command, district);
  if (unknown) return { refused: unknown };
  try {
    return decideMatter(command, matter, now, district);
  } catch (fault) {
    if (fault instanceof OtherKind) return { refused: fault.message };
    throw fault;
  }
}

/** Units that the directory does not have. */
function unknownNames(command: MatterCommand, { directory }: District): string | null {
  const units =
    command.do === 'meeting.schedule'
      ? command.agenda.map(({ unit }) => unit)
      : command.do === 'agenda.add'
        ? [command.agendaItem.unit]
        : command.do === 'event.report'
          ? [command.lead]
          : [];
  const unknown = units.find((unit) => !directory.units.has(unit));
  return unknown === undefined ? null : `通讯录中没有单位“${unknown}”`;
}

/** One atomic change of a matter; its duties follow from the outbox row. */
function matterChange(
  id: string,
  before: Matter | null,
  events: readonly MatterEvent[],
  version: number,
  district: District,
  actor: string,
  now: Instant,
): Change {
  const after = events.reduce<Matter | null>((folded, event) => evolveMatter(folded, event, now, id), before);
  if (!after) throw new Error('a change of a matter has at least one event');
  const entries = entriesFor(
    { district: district.id, matter: id, stream: id, actor, recordedAt: now },
    before?.seq ?? 0,
    events,
  );
  const announcements = events.flatMap((event) => announcementOf(event) ?? []);
  const outbox = outboxPut(district.id, id, after.seq, after.kind === 'event' ? 'emergency' : 'normal', now, {
    matter: id,
    plan: whyOf(events),
    notices: [],
    announcements,
    facts: entries,
  });
  const put = {
    key: keyOf(district.id, 'matter', id),
    content: matterContent(after, district),
    expected: version,
  };
  return { district: district.id, puts: [put, ...outbox], entries };
}

const WHY: Readonly<Record<string, string>> = {
  'meeting.rescheduled': '会议改期',
  'meeting.cancelled': '会议取消',
  'agenda.withdrawn': '议题撤回',
  'event.classified': '事件定级',
  'event.start-corrected': '事发时间更正',
  'event.handed-over': '由上级统一发布',
};

function whyOf(events: readonly MatterEvent[]): string {
  return events.map(({ type }) => WHY[type]).find((why) => why !== undefined) ?? '事项变化';
}

async function actOnDuty(
  engine: Engine,
  district: District,
  envelope: CommandEnvelope & { readonly command: DutyActCommand },
  now: Instant,
): Promise<Attempt> {
  const { command } = envelope;
  const id = await currentDuty(engine, district.id, command.duty);
  const row = await engine.store.get(keyOf(district.id, 'duty', id));
  const state = dutyOf(row);
  if (state.status === 'none') return { outcome: 'refused', reason: `没有编号为“${command.duty}”的应办事项` };
  if (command.do === 'duty.return' && state.plan.rule.startsWith('D76-')) {
    return { outcome: 'refused', reason: '周安排不作退回处理，请以变更通知更正' };
  }
  const redirected = onTheMatter(command, state, now);
  if (redirected) return actOnMatter(engine, district, envelope, redirected, now);
  const { matter } = state.plan;
  const duty = { district: district.id, id, matter, state, version: row?.version ?? 0 };
  if (command.do === 'notice.correct') return correctNotices(engine, envelope, duty, command, now);
  const step = stepDuty(await dutyCommand(engine, command, state, district, now), duty, {
    now,
    actor: envelope.actor,
  });
  if (step.outcome === 'refused') return { outcome: 'refused', reason: step.reason };
  if (step.outcome === 'nothing') return { outcome: 'done' };
  const done = await commitWith(engine, envelope, now, step.change);
  if (done === 'conflict' || done.outcome !== 'done') return done;
  await planMatter(engine.store, district, matter, DUTY_CHANGED, now, envelope.actor);
  return done;
}

/** `e17/D36-4` stands for whichever of its parts is open, so that nobody has to know the number. */
async function currentDuty(engine: Engine, district: string, id: string): Promise<string> {
  if (await engine.store.get(keyOf(district, 'duty', id))) return id;
  const parts = await engine.store.list({ district, kind: 'duty', prefix: `${id}/`, limit: 200 });
  const open = parts.find((row) => dutyOf(row).status === 'open');
  return open?.id ?? parts.at(-1)?.id ?? id;
}

/** Duties that are done by an act on the matter are handed in there. */
function onTheMatter(
  command: DutyActCommand,
  state: Exclude<DutyState, { status: 'none' }>,
  now: Instant,
): MatterCommand | null {
  const received = command.do === 'check.answer' && command.received;
  if ((command.do !== 'duty.submit' && !received) || !state.plan.rule.startsWith('D76-')) return null;
  const submission = submissionOf(command, state, now);
  const id = state.plan.matter as WeekId;
  if (state.plan.rule === 'D76-3') return { do: 'week.deliver', id, submission };
  if (state.plan.served !== null)
    return { do: 'week.answer', id, leader: state.plan.served, entries: [], submission };
  if (state.plan.id === `${id}/D76-2`) return { do: 'week.compile', id, submission };
  return state.plan.id === `${id}/D76-2/draft` ? { do: 'week.draft', id, submission } : null;
}

function submissionOf(
  command: Extract<DutyActCommand, { do: 'duty.submit' | 'check.answer' }>,
  state: Exclude<DutyState, { status: 'none' }>,
  now: Instant,
): Submission {
  const defaults = { for: null, source: null, channel: null, evidence: null };
  const by = command.by ?? (state.plan.clock === 'E' ? 'duty-room' : 'office');
  const { happened, ...rest } =
    command.do === 'duty.submit' ? command : { ...defaults, happened: command.happened };
  const said = { for: rest.for, source: rest.source, channel: rest.channel, evidence: rest.evidence };
  return { done: happened ?? exactly(now), recordedAt: now, by, ...said };
}

async function dutyCommand(
  engine: Engine,
  command: Exclude<DutyActCommand, { do: 'notice.correct' }>,
  state: Exclude<DutyState, { status: 'none' }>,
  district: District,
  now: Instant,
): Promise<DutyCommand> {
  switch (command.do) {
    case 'duty.submit':
      return { do: 'submit', submission: submissionOf(command, state, now) };
    case 'check.answer':
      if (command.received) return { do: 'submit', submission: submissionOf(command, state, now) };
      return { do: 'not-received', by: command.by };
    case 'duty.acknowledge':
      return { do: 'acknowledge', by: command.by };
    case 'duty.accept':
      return { do: 'accept', by: command.by };
    case 'duty.return':
      return {
        do: 'return',
        why: command.why,
        by: command.by,
        rungs: await rungsToCome(engine, state, district, now),
      };
    default:
      return command satisfies never;
  }
}

/** What is handed in again climbs the rest of the same ladder. */
async function rungsToCome(
  engine: Engine,
  state: Exclude<DutyState, { status: 'none' }>,
  district: District,
  now: Instant,
): Promise<Extract<DutyCommand, { do: 'return' }>['rungs']> {
  const matter = matterOf(await engine.store.get(keyOf(district.id, 'matter', state.plan.matter)));
  if (!matter) return [];
  const duties = (await dutiesOf(engine.store, district.id, matter.id))
    .map(dutyOf)
    .filter((duty) => duty.status !== 'none');
  const around = { duties, settings: district.settings, zone: district.zone };
  const wanted = wantedDuties(matter, subjectsOf(matter, around), district.ground, now);
  const own = wanted.find((want) => want.want === 'open' && want.plan.id === state.plan.id);
  return own?.want === 'open' ? rungsFor(own, state.progress.openedAt, district.ground, now) : [];
}

/** 误发更正: everybody who was told anything of the duty is told that it was wrong. */
function correctNotices(
  engine: Engine,
  envelope: CommandEnvelope,
  duty: {
    readonly id: string;
    readonly matter: string;
    readonly version: number;
    readonly state: Exclude<DutyState, { status: 'none' }>;
  },
  command: Extract<DutyActCommand, { do: 'notice.correct' }>,
  now: Instant,
): Promise<Attempt> {
  const { progress } = duty.state;
  if (progress.told.length === 0)
    return Promise.resolve({ outcome: 'refused', reason: '该事项尚未发出提醒，无须更正' });
  const outbox = outboxPut(
    envelope.district,
    `${duty.id}~correction~${envelope.commandId}`,
    progress.seq,
    'normal',
    now,
    {
      matter: duty.matter,
      plan: null,
      notices: [
        {
          duty: duty.id,
          rung: `correction@${now}`,
          kind: 'correction',
          intendedAt: now,
          message: 'correction.wrong',
          channel: null,
          quietExemptUntil: null,
          roles: progress.told,
          evenIfSettled: true,
          words: { why: command.why, earlier: '前发提醒' },
        },
      ],
      announcements: [],
      facts: [],
    },
  );
  const requires = [{ key: keyOf(envelope.district, 'duty', duty.id), expected: duty.version }];
  return commitWith(engine, envelope, now, {
    district: envelope.district,
    puts: outbox,
    requires,
    entries: [],
  });
}
