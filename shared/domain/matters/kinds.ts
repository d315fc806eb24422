/** The kinds of matter there are, and what every kind must be able to do. */

import { exactly } from '../compliance/verdict.ts';
import type { Submission } from '../duties/duty.ts';
import { decideStep, type StepCommand } from '../procedures/decide-step.ts';
import type { Procedure } from '../procedures/procedure.ts';
import { evolveSteps, type StepEvent, type StepHost } from '../procedures/progress.ts';
import type { Roster } from '../routing/resolve.ts';
import type { Rulebook } from '../rules/rulebook.ts';
import { dateOf, type Instant } from '../time/instant.ts';
import { type LocalDate, weekOf } from '../time/local-date.ts';
import { GRAINS, type Grain, grainOf, type PeriodId, periodOf } from '../time/period.ts';
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
import type { Announcement, MatterDecision, Subject, Surroundings } from './matter.ts';
import {
  beginsBy,
  decideMeeting,
  evolveMeeting,
  type Meeting,
  type MeetingCommand,
  type MeetingEvent,
  startInstant,
} from './meeting.ts';
import { hostOfMeeting, meetingSubjects } from './meeting-subjects.ts';
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

export type Matter = Meeting | OpinionEvent | Week | Period | Case;
export type MatterCommand =
  | MeetingCommand
  | EventCommand
  | WeekCommand
  | PeriodCommand
  | CaseCommand
  | StepCommand;
export type MatterEvent = MeetingEvent | OpinionEventEvent | WeekEvent | PeriodEvent | CaseEvent | StepEvent;

const MEETING = /^(meeting|agenda|papers)\./;
const EVENT = /^(event|release)\./;
const PERIOD = /^period\./;
const CASE = /^case\./;
const STEP = /^step\./;

/** What decisions look at besides the matter. */
export interface DecisionGround extends Pick<Surroundings, 'settings' | 'zone'> {
  readonly rulebook: Pick<Rulebook, 'procedures' | 'clauses' | 'shortTitle'>;
  readonly roster: Roster;
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
    return decideMeeting(command as MeetingCommand, only(matter, 'meeting', command.id), now, around);
  if (isFor(command, EVENT))
    return decideEvent(command as EventCommand, only(matter, 'event', command.id), now);
  if (isFor(command, PERIOD))
    return decidePeriod(command as PeriodCommand, only(matter, 'period', command.id));
  if (isFor(command, CASE)) {
    const { procedures } = around.rulebook;
    return decideCase(command as CaseCommand, only(matter, 'case', command.id), procedures, now);
  }
  return decideWeek(command as WeekCommand, only(matter, 'week', command.id));
}

function decideOnStep(
  command: StepCommand,
  matter: Matter | null,
  now: Instant,
  { rulebook, roster }: DecisionGround,
): MatterDecision<MatterEvent> {
  if (!matter) return { refused: `没有编号为“${command.id}”的事项` };
  const procedure = procedureOf(matter, rulebook.procedures);
  if (!procedure) return { refused: `“${command.id}”没有按环节办理的程序` };
  const closed = closedBecause(matter);
  if (closed !== null) return { refused: closed };
  const { clauses, shortTitle } = rulebook;
  const [unit, leader] = matter.kind === 'case' ? [matter.unit, matter.leader] : ['office', null];
  return decideStep(command, hostOf(matter), { procedure, clauses, shortTitle, roster, unit, leader }, now);
}

function closedBecause(matter: Matter): string | null {
  if (matter.kind === 'case' && matter.state === 'withdrawn') return `“${matter.title}”已撤回`;
  if (matter.kind === 'meeting' && matter.state === 'cancelled') return `会议“${matter.id}”已取消`;
  return null;
}

/** The procedure that a matter goes through, if its kind or its case has one. */
export function procedureOf(matter: Matter, procedures: ReadonlyMap<string, Procedure>): Procedure | null {
  if (matter.kind === 'case') return procedures.get(matter.procedure) ?? null;
  if (matter.kind !== 'meeting' && matter.kind !== 'event') return null;
  const kind = matter.kind === 'meeting' ? matter.meetingKind : '';
  const fits = ({ host, kinds }: Procedure) =>
    host === matter.kind && (kinds.length === 0 || kinds.includes(kind));
  return [...procedures.values()].find(fits) ?? null;
}

function hostOf(matter: Matter): StepHost {
  switch (matter.kind) {
    case 'case':
      return hostOfCase(matter);
    case 'meeting':
      return hostOfMeeting(matter);
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
): StepCommand | null {
  const step = procedureOf(matter, procedures)?.steps.find(({ id }) => id === duty.per);
  if (!step) return null;
  const part = step.per === null ? null : duty.part;
  const none = { outcome: step.outcomes[0] ?? null, opinion: null, checks: step.checks };
  return { do: 'step.do', id: matter.id, step: step.id, part, submission, ...none };
}

/** When the matter itself wants to be looked at: a meeting at its start, or when its day is over. */
export function wakesAt(matter: Matter, around: Pick<Surroundings, 'settings' | 'zone'>): Instant | null {
  if (matter.kind !== 'meeting' || matter.state !== 'planned') return null;
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
  rules: Pick<Rulebook, 'rules'>['rules'],
  { settings, zone }: Pick<Surroundings, 'settings' | 'zone'>,
): Consequence[] {
  if (event.type !== 'meeting.begun' || matter.kind !== 'meeting') return [];
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
    return counting.some((rule) => rule.matter === 'week') ? [...periods, weekCount(what, day, held)] : periods;
  });
}

function weekCount(what: string, day: LocalDate, submission: Submission): Consequence {
  const id = weekOf(day);
  return { key: `${what}/${id}`, command: { do: 'week.count', id, what, submission } };
}

function fits(id: PeriodId, grain: Grain): boolean {
  return grainOf(id) === grain;
}
