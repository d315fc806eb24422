/** The kinds of matter there are, and what every kind must be able to do. */
import type { Instant } from '../time/instant.ts';
import type { Announcement, MatterDecision, Subject, Surroundings } from './matter.ts';
import {
  beginsBy,
  decideMeeting,
  evolveMeeting,
  type Meeting,
  type MeetingCommand,
  type MeetingEvent,
} from './meeting.ts';
import { meetingSubjects } from './meeting-subjects.ts';
import {
  decideEvent,
  type EventCommand,
  evolveEvent,
  type OpinionEvent,
  type OpinionEventEvent,
} from './opinion-event.ts';
import { eventSubjects } from './opinion-event-subjects.ts';
import { decideWeek, evolveWeek, type Week, type WeekCommand, type WeekEvent, weekSubjects } from './week.ts';

export type Matter = Meeting | OpinionEvent | Week;
export type MatterCommand = MeetingCommand | EventCommand | WeekCommand;
export type MatterEvent = MeetingEvent | OpinionEventEvent | WeekEvent;

const MEETING = /^(meeting|agenda|papers)\./;
const EVENT = /^(event|release)\./;

/** Decides a command on the matter with its id, or on none yet. Refuses a command on a matter of another kind. */
export function decideMatter(
  command: MatterCommand,
  matter: Matter | null,
  now: Instant,
  around: Pick<Surroundings, 'settings' | 'zone'>,
): MatterDecision<MatterEvent> {
  if (isFor(command, MEETING))
    return decideMeeting(command as MeetingCommand, only(matter, 'meeting', command.id), now, around);
  if (isFor(command, EVENT))
    return decideEvent(command as EventCommand, only(matter, 'event', command.id), now);
  return decideWeek(command as WeekCommand, only(matter, 'week', command.id));
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
  if (MEETING.test(event.type)) return evolveMeeting(matter as Meeting | null, event as MeetingEvent, at, id);
  if (EVENT.test(event.type))
    return evolveEvent(matter as OpinionEvent | null, event as OpinionEventEvent, at, id);
  return evolveWeek(matter as Week | null, event as WeekEvent, at, id);
}

/** What within the matter owes something. */
export function subjectsOf(matter: Matter, around: Surroundings): Subject[] {
  switch (matter.kind) {
    case 'meeting':
      return meetingSubjects(matter, around);
    case 'event':
      return eventSubjects(matter, around);
    case 'week':
      return weekSubjects(matter, around);
    default:
      return matter satisfies never;
  }
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
