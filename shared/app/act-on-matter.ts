/** A command on a matter: decides, stores the matter with its ledger and outbox, then plans its duties. */

import type { AssignmentCommand } from '../domain/matters/assignment-commands.ts';
import {
  afterSteps,
  announcementOf,
  consequencesOf,
  decideMatter,
  evolveMatter,
  type Matter,
  type MatterCommand,
  type MatterEvent,
  OtherKind,
} from '../domain/matters/kinds.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Change } from '../ports/store.ts';
import type { CommandEnvelope } from './commands.ts';
import { type Attempt, commitWith } from './commit-command.ts';
import type { District } from './district.ts';
import type { Engine } from './engine.ts';
import { othersRefuse } from './other-matters.ts';
import { outboxPut } from './outbox.ts';
import { planMatter } from './plan-matter.ts';
import { entriesFor, keyOf, matterContent, matterOf } from './rows.ts';

export async function actOnMatter(
  engine: Engine,
  district: District,
  envelope: CommandEnvelope,
  command: MatterCommand,
  now: Instant,
): Promise<Attempt> {
  const row = await engine.store.get(keyOf(district.id, 'matter', command.id));
  const others = await othersRefuse(command, matterOf(row), engine.store, district.id);
  if (others !== null) return { outcome: 'refused', reason: others };
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
    command.do === 'meeting.schedule' || command.do === 'meeting.plan'
      ? [...command.agenda.map(({ unit }) => unit), ...named(textOf(command.fields?.organiser))]
      : command.do === 'agenda.add'
        ? [command.agendaItem.unit]
        : command.do === 'meeting.decide'
          ? command.decisions.flatMap(({ unit, supporting }) => [unit, ...supporting])
          : command.do === 'papers.collect'
            ? command.missing.map(({ unit }) => unit)
            : command.do === 'papers.lend'
              ? [command.unit]
              : command.do === 'event.report'
                ? [command.lead, ...named(command.emergency?.source), ...named(command.collectedBy)]
                : command.do === 'case.open'
                  ? [command.unit, ...command.parts.map(({ unit }) => unit)]
                  : command.do === 'case.part'
                    ? [command.part.unit]
                    : ASSIGNMENT.test(command.do)
                      ? assignmentUnits(command as AssignmentCommand)
                      : [];
  const unknown = units.find((unit) => !directory.units.has(directory.aliases.get(unit) ?? unit));
  return unknown === undefined ? null : `通讯录中没有单位“${unknown}”`;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function named(unit: string | null | undefined): string[] {
  return unit ? [unit] : [];
}

const ASSIGNMENT = /^assignment\./;

function assignmentUnits(command: AssignmentCommand): readonly string[] {
  switch (command.do) {
    case 'assignment.open':
      return [command.lead, ...command.supporting];
    case 'assignment.transfer':
      return [command.to];
    case 'assignment.split':
      return command.into.map(({ unit }) => unit);
    default:
      return [];
  }
}

/** One atomic change of a matter; its duties follow from the outbox row. */
export function matterChange(
  id: string,
  before: Matter | null,
  events: readonly MatterEvent[],
  version: number,
  district: District,
  actor: string,
  now: Instant,
): Change {
  const folded = events.reduce<Matter | null>((state, event) => evolveMatter(state, event, now, id), before);
  if (!folded) throw new Error('a change of a matter has at least one event');
  const after = afterSteps(folded, district.rulebook.procedures);
  const entries = entriesFor(
    { district: district.id, matter: id, stream: id, actor, recordedAt: now },
    before?.seq ?? 0,
    events,
  );
  const announcements = events.flatMap((event) => announcementOf(event) ?? []);
  const commands = events.flatMap((event) => consequencesOf(after, event, district.rulebook, district, now));
  const outbox = outboxPut(district.id, id, after.seq, after.kind === 'event' ? 'emergency' : 'normal', now, {
    matter: id,
    plan: whyOf(events),
    notices: [],
    announcements,
    facts: isInternal(after) ? [] : entries,
    commands,
  });
  const put = {
    key: keyOf(district.id, 'matter', id),
    content: matterContent(after, district),
    expected: version,
  };
  return { district: district.id, puts: [put, ...outbox], entries };
}

/** 工作秘密 is known by its number only outside the office (practice §9). */
function isInternal(matter: Matter): boolean {
  return (matter.kind === 'assignment' || matter.kind === 'case') && matter.secrecy === '工作秘密';
}

const WHY: Readonly<Record<string, string>> = {
  'meeting.rescheduled': '会议改期',
  'meeting.cancelled': '会议取消',
  'assignment.upheld': '异议办结，恢复计时',
  'assignment.transferred': '转办',
  'assignment.approved': '立项时明确时限',
  'assignment.source-added': '增加来源',
  'assignment.renewed': '续办并定新时限',
  'agenda.withdrawn': '议题撤回',
  'event.classified': '事件定级',
  'event.start-corrected': '事发时间更正',
  'event.handed-over': '由上级统一发布',
};

function whyOf(events: readonly MatterEvent[]): string {
  return events.map(({ type }) => WHY[type]).find((why) => why !== undefined) ?? '事项变化';
}
