/** The kinds of matter there are, and what every kind must be able to do. */

import { exactly } from '../compliance/verdict.ts';
import type { Submission } from '../duties/duty.ts';
import { decideStep, type StepCommand } from '../procedures/decide-step.ts';
import { isChoice, type Procedure } from '../procedures/procedure.ts';
import { evolveSteps, type StepEvent, type StepHost } from '../procedures/progress.ts';
import { partOfSubject } from '../procedures/step-subjects.ts';
import type { Roster } from '../routing/resolve.ts';
import type { Ground } from '../rules/expression.ts';
import type { Rulebook } from '../rules/rulebook.ts';
import { dateOf, type Instant } from '../time/instant.ts';
import { type LocalDate, weekOf } from '../time/local-date.ts';
import { GRAINS, type Grain, grainOf, type PeriodId, periodOf } from '../time/period.ts';
import type { Assignment } from './assignment.ts';
import type { AssignmentCommand } from './assignment-commands.ts';
import { assignmentConsequences } from './assignment-consequences.ts';
import type { AssignmentEvent } from './assignment-events.ts';
import { assignmentSubjects } from './assignment-subjects.ts';
import {
  type Case,
  type CaseCommand,
  type CaseEvent,
  caseSubjects,
  decideCase,
  evolveCase,
  hostOfCase,
  withSteps,
} from './case.ts';
import { caseConsequences } from './case-consequences.ts';
import { decideAssignment } from './decide-assignment.ts';
import { eventActFor } from './emergency-hand-in.ts';
import { evolveAssignment } from './evolve-assignment.ts';
import type { Announcement, MatterDecision, Subject, Surroundings } from './matter.ts';
import { beginsBy, type Meeting, startInstant } from './meeting.ts';
import type { MeetingCommand, MeetingEvent } from './meeting-acts.ts';
import { meetingConsequences } from './meeting-consequences.ts';
import { decideMeeting } from './meeting-decide.ts';
import { evolveMeeting } from './meeting-evolve.ts';
import { chairOf, hostOfMeeting, organiserOf, procedureForKind } from './meeting-host.ts';
import { meetingSubjects } from './meeting-subjects.ts';
import {
  decideEvent,
  type EventCommand,
  evolveEvent,
  type OpinionEvent,
  type OpinionEventEvent,
} from './opinion-event.ts';
import { eventSubjects, hostOfEvent } from './opinion-event-subjects.ts';
import {
  decidePeriod,
  evolvePeriod,
  type Period,
  type PeriodCommand,
  type PeriodEvent,
  periodSubjects,
} from './period.ts';
import { decideWeek, evolveWeek, type Week, type WeekCommand, type WeekEvent, weekSubjects } from './week.ts';

export type Matter = Meeting | OpinionEvent | Week | Period | Case | Assignment;
export type MatterCommand =
  | MeetingCommand
  | EventCommand
  | WeekCommand
  | PeriodCommand
  | CaseCommand
  | AssignmentCommand
  | StepCommand;
export type MatterEvent =
  | MeetingEvent
  | OpinionEventEvent
  | WeekEvent
  | PeriodEvent
  | CaseEvent
  | AssignmentEvent
  | StepEvent;

const MEETING = /^(meeting|agenda|papers)\./;
const EVENT = /^(event|release)\./;
const PERIOD = /^(period|roster)\./;
const CASE = /^case\./;
const ASSIGNMENT = /^assignment\./;
const STEP = /^step\./;

/** What decisions look at besides the matter. */
export interface DecisionGround extends Pick<Surroundings, 'settings' | 'zone'> {
  readonly rulebook: Pick<Rulebook, 'procedures' | 'clauses' | 'shortTitle'>;
  readonly roster: Roster;
  /** For times that must lie between two steps. */
  readonly ground: Ground;
}

/** Decides a command on the matter with its id, or on none yet. Refuses a command on a matter of another kind. */
export function decideMatter(
  command: MatterCommand,
  matter: Matter | null,
  now: Instant,
  around: DecisionGround,
): MatterDecision<MatterEvent> {
  if (isFor(command, STEP)) return decideOnStep(command as StepCommand, matter, now, around);
  if (isFor(command, MEETING))
    return decideOnMeeting(command as MeetingCommand, only(matter, 'meeting', command.id), now, around);
  if (isFor(command, EVENT))
    return decideEvent(command as EventCommand, only(matter, 'event', command.id), now, around.roster);
  if (isFor(command, PERIOD))
    return decidePeriod(command as PeriodCommand, only(matter, 'period', command.id));
  if (isFor(command, CASE)) {
    const { procedures } = around.rulebook;
    return decideCase(command as CaseCommand, only(matter, 'case', command.id), procedures, now);
  }
  if (isFor(command, ASSIGNMENT)) {
    const { ground, rulebook, roster } = around;
    const given = command as AssignmentCommand;
    return decideAssignment(given, only(matter, 'assignment', command.id), now, {
      ...ground,
      rulebook,
      roster,
    });
  }
  return decideWeek(command as WeekCommand, only(matter, 'week', command.id));
}

function decideOnMeeting(
  command: MeetingCommand,
  meeting: Meeting | null,
  now: Instant,
  { rulebook, roster, settings, zone }: DecisionGround,
): MatterDecision<MeetingEvent> {
  const kind = meeting?.meetingKind ?? ('meetingKind' in command ? command.meetingKind : '');
  const { clauses, shortTitle, procedures } = rulebook;
  const procedure = procedureForKind(kind, procedures);
  return decideMeeting(command, meeting, now, { settings, zone, clauses, shortTitle, roster, procedure });
}

function decideOnStep(
  command: StepCommand,
  matter: Matter | null,
  now: Instant,
  { rulebook, roster, ground }: DecisionGround,
): MatterDecision<MatterEvent> {
  if (!matter) return { refused: `没有编号为“${command.id}”的事项` };
  const procedure = procedureOf(matter, rulebook.procedures);
  if (!procedure) return { refused: `“${command.id}”没有按环节办理的程序` };
  const closed = closedBecause(matter);
  if (closed !== null) return { refused: closed };
  const { clauses, shortTitle } = rulebook;
  const { unit, leader } = ownersOf(matter);
  const around = { procedure, clauses, shortTitle, roster, unit, leader, ground };
  return decideStep(command, hostOf(matter, procedure, roster.directory), around, now);
}

/** Whose matter it is, and the leader it is about. */
export function ownersOf(matter: Matter): { readonly unit: string; readonly leader: string | null } {
  if (matter.kind === 'case') return matter;
  if (matter.kind === 'meeting') return { unit: organiserOf(matter), leader: chairOf(matter) };
  return { unit: 'office', leader: null };
}

function closedBecause(matter: Matter): string | null {
  if (matter.kind === 'case' && matter.state === 'withdrawn') return `“${matter.title}”已撤回`;
  if (matter.kind === 'meeting' && matter.state === 'cancelled') return `会议“${matter.id}”已取消`;
  return null;
}

/** The procedure that a matter goes through, if its kind or its case has one. */
export function procedureOf(matter: Matter, procedures: ReadonlyMap<string, Procedure>): Procedure | null {
  if (matter.kind === 'case') return procedures.get(matter.procedure) ?? null;
  if (matter.kind === 'meeting') return procedureForKind(matter.meetingKind, procedures);
  if (matter.kind !== 'event') return null;
  return [...procedures.values()].find(({ host }) => host === 'event') ?? null;
}

/** A matter as its procedure sees it: acts, flags and parts; empty for a kind that has none. */
export function hostOf(
  matter: Matter,
  procedure: Procedure,
  directory: Roster['directory'] | null = null,
): StepHost {
  switch (matter.kind) {
    case 'case':
      return hostOfCase(matter);
    case 'meeting':
      return hostOfMeeting(matter, procedure, directory);
    case 'event':
      return hostOfEvent(matter);
    default:
      return { done: {}, flags: new Set(), parts: new Map() };
  }
}

/** How rules name the kind of a matter: a case by its procedure. */
export function ruleKindOf(matter: Matter): string {
  return matter.kind === 'case' ? matter.procedure : matter.kind;
}

/** An id is given to one matter only, whatever its kind. */
export class OtherKind extends Error {
  override name = 'OtherKind';
}

function isFor(command: MatterCommand, verbs: RegExp): boolean {
  return verbs.test(command.do);
}

function only<Kind extends Matter['kind']>(
  matter: Matter | null,
  kind: Kind,
  id: string,
): Extract<Matter, { kind: Kind }> | null {
  if (matter === null) return null;
  if (matter.kind !== kind) throw new OtherKind(`编号“${id}”已用于另一类事项`);
  return matter as Extract<Matter, { kind: Kind }>;
}

/** Folds one event into a matter; `at` is when it was recorded. */
export function evolveMatter(matter: Matter | null, event: MatterEvent, at: Instant, id: string): Matter {
  if (STEP.test(event.type)) return evolveStep(matter, event as StepEvent);
  if (PERIOD.test(event.type)) return evolvePeriod(matter as Period | null, event as PeriodEvent, at, id);
  if (CASE.test(event.type)) return evolveCase(matter as Case | null, event as CaseEvent, at, id);
  if (ASSIGNMENT.test(event.type))
    return evolveAssignment(matter as Assignment | null, event as AssignmentEvent, at, id);
  if (MEETING.test(event.type)) return evolveMeeting(matter as Meeting | null, event as MeetingEvent, at, id);
  if (EVENT.test(event.type))
    return evolveEvent(matter as OpinionEvent | null, event as OpinionEventEvent, at, id);
  return evolveWeek(matter as Week | null, event as WeekEvent, at, id);
}

function evolveStep(matter: Matter | null, event: StepEvent): Matter {
  if (!matter || !('steps' in matter)) throw new Error(`'${event.type}' on a matter without steps`);
  const { seq, planVersion } = matter;
  const steps = evolveSteps(matter.steps, event);
  return { ...matter, seq: seq + 1, planVersion: planVersion + 1, steps };
}

/** A case is closed by its closing step: known from the steps and the procedure, so not an event of its own. */
export function afterSteps(matter: Matter, procedures: ReadonlyMap<string, Procedure>): Matter {
  const procedure = matter.kind === 'case' ? procedures.get(matter.procedure) : undefined;
  return matter.kind === 'case' && procedure ? withSteps(matter, matter.steps, procedure) : matter;
}

/** What within the matter owes something. */
export function subjectsOf(
  matter: Matter,
  around: Surroundings,
  procedures: ReadonlyMap<string, Procedure>,
): Subject[] {
  const procedure = procedureOf(matter, procedures);
  switch (matter.kind) {
    case 'meeting':
      return meetingSubjects(matter, around, procedure);
    case 'event':
      return eventSubjects(matter, around, procedure);
    case 'week':
      return weekSubjects(matter, around);
    case 'period':
      return periodSubjects(matter);
    case 'case':
      return procedure ? caseSubjects(matter, procedure) : [];
    case 'assignment':
      return assignmentSubjects(matter, around);
    default:
      return matter satisfies never;
  }
}

/** A duty that is done by an act on its matter is handed in there: the act, or `null` where none is known. */
export function stepActFor(
  matter: Matter,
  duty: { readonly per: string; readonly part: string | null },
  submission: Submission,
  procedures: ReadonlyMap<string, Procedure>,
): MatterCommand | null {
  if (matter.kind === 'event') {
    const act = eventActFor(matter, duty, submission);
    if (act) return act;
  }
  const procedure = procedureOf(matter, procedures);
  const step = procedure?.steps.find(({ id }) => id === duty.per);
  if (!procedure || !step) return null;
  const part = partOfSubject(duty.part, step, hostOf(matter, procedure));
  // A reply that was handed in is not yet a consent: what came out of it must be said.
  const outcome = isChoice(step) ? null : (step.outcomes[0] ?? null);
  const none = { outcome, opinion: null, checks: step.checks };
  return { do: 'step.do', id: matter.id, step: step.id, part, submission, ...none };
}

/** When the matter itself wants to be looked at: a meeting at its start, or when its day is over. */
export function wakesAt(matter: Matter, around: Pick<Surroundings, 'settings' | 'zone'>): Instant | null {
  if (matter.kind !== 'meeting' || matter.state !== 'planned' || !matter.agendaFixed) return null;
  return beginsBy(matter.start, around);
}

/** The command a matter gives itself when it wakes. */
export function wakingCommand(matter: Matter): MatterCommand | null {
  return matter.kind === 'meeting' ? { do: 'meeting.begin', id: matter.id } : null;
}

/** What has been signalled to the matter's duties: leaders are told once the officer in charge has confirmed. */
export function signalsOf(matter: Matter): { readonly signal: string; readonly by: string }[] {
  if (matter.kind !== 'event' || matter.confirmedBy === null) return [];
  return [{ signal: 'confirmed', by: matter.confirmedBy }];
}

/** The message an event asks to be sent about the matter itself. */
export function announcementOf(event: MatterEvent): Announcement | null {
  return 'announce' in event ? event.announce : null;
}

/** A command that another matter is to be given because of an event, with a key that makes it repeatable. */
export interface Consequence {
  readonly key: string;
  readonly command: MatterCommand;
}

/** What follows elsewhere from an event: a meeting that begins counts for the periods it lies in (art. 50–52). */
export function consequencesOf(
  matter: Matter,
  event: MatterEvent,
  { rules, procedures }: Pick<Rulebook, 'rules' | 'procedures'>,
  { settings, zone }: Pick<Surroundings, 'settings' | 'zone'>,
  now: Instant,
): Consequence[] {
  if (matter.kind === 'assignment') return assignmentConsequences(matter, event as AssignmentEvent);
  if (matter.kind === 'case' && STEP.test(event.type))
    return caseConsequences(matter, event as StepEvent, procedureOf(matter, procedures));
  if (matter.kind !== 'meeting') return [];
  if (event.type !== 'meeting.begun') {
    const procedure = procedureOf(matter, procedures);
    const about = event as MeetingEvent | StepEvent;
    return meetingConsequences(matter, about, rules, procedure, { settings, zone }, now);
  }
  const at = startInstant(matter.start, { settings, zone });
  if (at === null) return [];
  const held: Submission = {
    done: exactly(at),
    recordedAt: at,
    by: 'office',
    for: null,
    source: null,
    channel: null,
    evidence: matter.title,
  };
  const day = dateOf(at, zone);
  return [matter.meetingKind, ...matter.joint].flatMap((kind) => {
    const what = `meeting.${kind}`;
    const counting = rules.filter(({ counts }) => counts === what);
    const grains = GRAINS.filter((grain) => counting.some(({ per }) => per === grain));
    const periods = grains.map((grain): Consequence => {
      const { countsFor } = matter;
      const id = countsFor !== null && fits(countsFor, grain) ? countsFor : periodOf(day, grain);
      return { key: `${what}/${id}`, command: { do: 'period.count', id, what, submission: held } };
    });
    return counting.some((rule) => rule.matter === 'week')
      ? [...periods, weekCount(what, day, held)]
      : periods;
  });
}

function weekCount(what: string, day: LocalDate, submission: Submission): Consequence {
  const id = weekOf(day);
  return { key: `${what}/${id}`, command: { do: 'week.count', id, what, submission } };
}

function fits(id: PeriodId, grain: Grain): boolean {
  return grainOf(id) === grain;
}
