/** A command on one duty: handing in, signing for, giving back, answering the check, correcting what was sent. */
import { exactly } from '../domain/compliance/verdict.ts';
import type { DutyCommand } from '../domain/duties/decide-duty.ts';
import type { DutyState, Submission } from '../domain/duties/duty.ts';
import { rungsFor } from '../domain/duties/plan-duties.ts';
import { type ActOnDuty, assignmentActFor } from '../domain/matters/assignment-acts.ts';
import { type MatterCommand, stepActFor } from '../domain/matters/kinds.ts';
import { actsForUnit } from '../domain/routing/hands.ts';
import { dateOf, type Instant } from '../domain/time/instant.ts';
import type { WeekId } from '../domain/time/local-date.ts';
import { actOnMatter } from './act-on-matter.ts';
import type { CommandEnvelope, DutyActCommand } from './commands.ts';
import { type Attempt, commitWith } from './commit-command.ts';
import type { District } from './district.ts';
import { stepDuty } from './duty-step.ts';
import { keptEditions, presentEditions } from './editions.ts';
import type { Engine } from './engine.ts';
import { DUTY_CHANGED, outboxPut } from './outbox.ts';
import { dutiesOf, planMatter, wantedOf } from './plan-matter.ts';
import { dutyOf, keyOf, matterOf } from './rows.ts';

export async function actOnDuty(
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
  // What was reported in an emergency was reported; what is wrong in it is put right by the next report.
  if (command.do === 'duty.return' && /^D79-[1-5]$/.test(state.plan.rule)) {
    return { outcome: 'refused', reason: '应急报告和值班事项不作退回处理，请以续报或重报更正' };
  }
  const own = approvesItself(command, state, district, now);
  if (own !== null) return { outcome: 'refused', reason: own };
  const redirected =
    onTheMatter(command, state, now) ?? (await asStep(engine, command, state, district, now));
  // Somebody's word opens no gate and compiles no table.
  if (redirected && command.do === 'duty.submit' && command.said)
    return { outcome: 'refused', reason: '该事项须按环节或在事项页登记，所述报送请核实后登记' };
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

/** A duty that a step of its matter owes is done by that step, through its gate. */
async function asStep(
  engine: Engine,
  command: DutyActCommand,
  state: Exclude<DutyState, { status: 'none' }>,
  district: District,
  now: Instant,
): Promise<MatterCommand | null> {
  const act = actOf(command, state, now);
  if (!act) return null;
  const matter = matterOf(await engine.store.get(keyOf(district.id, 'matter', state.plan.matter)));
  if (!matter) return null;
  if (matter.kind === 'assignment') return assignmentActFor(matter, state.plan.subject, act);
  if (act.act !== 'submit') return null;
  const { procedures } = district.rulebook;
  return stepActFor(matter, state.plan.subject, act.submission, procedures);
}

/** What a command does to a duty that may stand for an act on its matter. */
function actOf(
  command: DutyActCommand,
  state: Exclude<DutyState, { status: 'none' }>,
  now: Instant,
): ActOnDuty | null {
  switch (command.do) {
    case 'duty.submit':
      return { act: 'submit', submission: submissionOf(command, state, now) };
    case 'check.answer':
      return command.received ? { act: 'submit', submission: submissionOf(command, state, now) } : null;
    case 'duty.accept':
      return { act: 'accept', by: command.by };
    case 'duty.return':
      return { act: 'return', by: command.by, why: command.why };
    default:
      return null;
  }
}

/** An extension is granted by whoever assigned, never by whoever owes (practice §6). */
function approvesItself(
  command: DutyActCommand,
  { plan }: Exclude<DutyState, { status: 'none' }>,
  { directory, zone }: District,
  now: Instant,
): string | null {
  if (command.do !== 'duty.extend' || plan.owedBy === 'office') return null;
  return actsForUnit(command.by, plan.owedBy, directory, dateOf(now, zone))
    ? '延期由交办方审核，承办单位不能自行批准'
    : null;
}

function submissionOf(
  command: Extract<DutyActCommand, { do: 'duty.submit' | 'check.answer' }>,
  state: Exclude<DutyState, { status: 'none' }>,
  now: Instant,
): Submission {
  const defaults = { for: null, source: null, channel: null, evidence: null, said: false };
  const by = command.by ?? (state.plan.clock === 'E' ? 'duty-room' : 'office');
  const { happened, ...rest } =
    command.do === 'duty.submit' ? command : { ...defaults, happened: command.happened };
  const said = { for: rest.for, source: rest.source, channel: rest.channel, evidence: rest.evidence };
  const only = rest.said ? { said: true as const } : {};
  return { done: happened ?? exactly(now), recordedAt: now, by, ...said, ...only };
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
      return { do: 'acknowledge', by: command.by, for: command.for, source: command.source };
    case 'duty.accept':
      return { do: 'accept', by: command.by };
    case 'duty.ask-extension': {
      const { until, why, by } = command;
      return { do: 'ask-extension', until, why, by };
    }
    case 'duty.wish-extension':
      return { do: 'wish-extension', by: command.by, source: command.source };
    case 'duty.extend': {
      const { until, why, by } = command;
      return { do: 'decide-extension', until, yes: true, why, by };
    }
    case 'duty.refuse-extension':
      return { do: 'decide-extension', until: null, yes: false, why: command.why, by: command.by };
    case 'duty.adopt':
      return { do: 'adopt', editions: presentEditions(state.plan.rule, district), by: command.by };
    case 'duty.explain':
      return { do: 'explain', by: command.by, why: command.why };
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
  const rows = await dutiesOf(engine.store, district.id, matter.id);
  const duties = rows.map(dutyOf).filter((duty) => duty.status !== 'none');
  const kept = await keptEditions(engine.store, rows, district);
  const wanted = wantedOf(matter, duties, district, now, kept);
  const own = wanted.find((want) => want.want === 'open' && want.plan.id === state.plan.id);
  return own?.want === 'open' ? rungsFor(own, state.progress.openedAt, now) : [];
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
      commands: [],
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
