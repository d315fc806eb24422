/** A meeting as a matter: its time, its agenda items, and what may happen to them (art. 52). */
import type { StepsDone } from '../procedures/progress.ts';
import { dateOf, type Instant, instantAt, parseLocalTime } from '../time/instant.ts';
import { addDays, type LocalDate } from '../time/local-date.ts';
import type { PeriodId } from '../time/period.ts';
import { sayDate, sayDateTime, sayTime, sayWeekday } from '../time/wording.ts';
import type { Announcement, MatterCore, MatterDecision, Surroundings } from './matter.ts';

/** A meeting may be fixed to the minute, to the day only, or not at all yet (待定). */
export type MeetingStart =
  | { readonly known: 'instant'; readonly at: Instant }
  | { readonly known: 'day'; readonly date: LocalDate }
  | { readonly known: 'not-yet' };

export interface AgendaItem {
  readonly id: string;
  readonly unit: string;
  readonly title: string;
}

export interface HeldAgendaItem extends AgendaItem {
  readonly addedAt: Instant;
  readonly withdrawn: { readonly how: '撤题' | '缓议'; readonly by: string; readonly why: string } | null;
  /** Asked for after the first complete hand-in, each with an internal time; the second version is the first of them. */
  readonly revisions: readonly { readonly until: Instant; readonly askedAt: Instant }[];
}

export interface Meeting extends MatterCore {
  readonly kind: 'meeting';
  readonly meetingKind: string;
  readonly title: string;
  readonly start: MeetingStart;
  /** When the present start was made known. */
  readonly toldAt: Instant;
  /** Starts made known before, the newest first; 待定 in between ends the list. */
  readonly toldBefore: readonly { readonly at: Instant; readonly start: MeetingStart }[];
  readonly agenda: readonly HeldAgendaItem[];
  /** Kinds held in the same session (套开): it counts for each. */
  readonly joint: readonly string[];
  /** The period it makes up for (顺延), if not the one it lies in. */
  readonly countsFor: PeriodId | null;
  readonly steps: StepsDone;
  readonly state: 'planned' | 'begun' | 'cancelled';
}

export type MeetingCommand =
  | {
      readonly do: 'meeting.schedule';
      readonly id: string;
      readonly meetingKind: string;
      readonly title: string | null;
      readonly start: MeetingStart;
      readonly agenda: readonly AgendaItem[];
      readonly joint: readonly string[];
      readonly countsFor: PeriodId | null;
    }
  | {
      readonly do: 'meeting.reschedule';
      readonly id: string;
      readonly start: MeetingStart;
      readonly why: string | null;
    }
  | { readonly do: 'meeting.cancel'; readonly id: string; readonly why: string }
  | { readonly do: 'agenda.add'; readonly id: string; readonly agendaItem: AgendaItem }
  | {
      readonly do: 'agenda.withdraw';
      readonly id: string;
      readonly agendaItem: string;
      readonly how: '撤题' | '缓议';
      readonly by: string;
      readonly why: string;
    }
  | {
      readonly do: 'papers.revise';
      readonly id: string;
      readonly agendaItem: string;
      readonly until: Instant;
      readonly by: string;
      readonly why: string;
    }
  | { readonly do: 'papers.replace'; readonly id: string; readonly agendaItem: string; readonly why: string }
  | { readonly do: 'meeting.begin'; readonly id: string };

export type MeetingEvent =
  | {
      readonly type: 'meeting.scheduled';
      readonly meetingKind: string;
      readonly title: string;
      readonly start: MeetingStart;
      readonly agenda: readonly AgendaItem[];
      readonly joint: readonly string[];
      readonly countsFor: PeriodId | null;
    }
  | {
      readonly type: 'meeting.rescheduled';
      readonly before: MeetingStart;
      readonly start: MeetingStart;
      readonly why: string | null;
      readonly announce: Announcement;
    }
  | { readonly type: 'meeting.cancelled'; readonly why: string; readonly announce: Announcement }
  | { readonly type: 'agenda.added'; readonly agendaItem: AgendaItem }
  | {
      readonly type: 'agenda.withdrawn';
      readonly agendaItem: string;
      readonly how: '撤题' | '缓议';
      readonly by: string;
      readonly why: string;
      readonly announce: Announcement;
    }
  | {
      readonly type: 'papers.revision-asked';
      readonly agendaItem: string;
      readonly until: Instant;
      readonly by: string;
      readonly why: string;
      readonly announce: Announcement;
    }
  | {
      readonly type: 'papers.replaced';
      readonly agendaItem: string;
      readonly why: string;
      readonly announce: Announcement;
    }
  | { readonly type: 'meeting.begun' };

const KIND_TITLES: Readonly<Record<string, string>> = {
  executive: '区政府常务会议',
  plenary: '区政府全体会议',
  party: '区政府党组会议',
  mayor: '区长办公会议',
};

/** The title a meeting has when none is given. */
function meetingTitle(kind: string): string {
  return KIND_TITLES[kind] ?? '会议';
}

/** The moment a start stands for; a day without a time counts from the setting `meeting.day_start`. */
export function startInstant(
  start: MeetingStart,
  { settings, zone }: Pick<Surroundings, 'settings' | 'zone'>,
): Instant | null {
  if (start.known === 'not-yet') return null;
  if (start.known === 'instant') return start.at;
  return instantAt(start.date, parseLocalTime(String(settings.get('meeting.day_start'))), zone);
}

/** When the meeting has certainly begun: one that is fixed to a day only may still be given a time on that day. */
export function beginsBy(
  start: MeetingStart,
  around: Pick<Surroundings, 'settings' | 'zone'>,
): Instant | null {
  if (start.known !== 'day') return startInstant(start, around);
  return instantAt(addDays(start.date, 1), MIDNIGHT, around.zone);
}

/** By the clock and not by the heartbeat, which may come late. */
function hasBegun(meeting: Meeting, now: Instant, around: Pick<Surroundings, 'settings' | 'zone'>): boolean {
  const by = beginsBy(meeting.start, around);
  return meeting.state === 'begun' || (by !== null && by < now);
}

const MIDNIGHT = parseLocalTime('00:00');

/** Decides a command on a meeting. Refuses a past start, an unknown item, and anything after it has begun. */
export function decideMeeting(
  command: MeetingCommand,
  meeting: Meeting | null,
  now: Instant,
  around: Pick<Surroundings, 'settings' | 'zone'>,
): MatterDecision<MeetingEvent> {
  if (command.do === 'meeting.schedule') return schedule(command, meeting, now, around);
  if (!meeting) return { refused: `没有编号为“${command.id}”的会议` };
  if (meeting.state === 'cancelled') return { refused: `会议“${meeting.id}”已取消` };
  if (command.do === 'meeting.begin') {
    return { events: meeting.state === 'planned' ? [{ type: 'meeting.begun' }] : [] };
  }
  if (hasBegun(meeting, now, around)) return { refused: `会议“${meeting.id}”已召开，不能再调整` };
  switch (command.do) {
    case 'meeting.reschedule':
      return reschedule(command, meeting, now, around);
    case 'meeting.cancel':
      return {
        events: [
          { type: 'meeting.cancelled', why: command.why, announce: cancelled(meeting, command.why, around) },
        ],
      };
    case 'agenda.add':
      return addItem(command.agendaItem, meeting);
    case 'agenda.withdraw':
      return withdraw(command, meeting, around.zone);
    case 'papers.revise':
      return askRevision(command, meeting, now, around);
    case 'papers.replace':
      return replacePapers(command, meeting);
    default:
      return command satisfies never;
  }
}

function schedule(
  command: Extract<MeetingCommand, { do: 'meeting.schedule' }>,
  meeting: Meeting | null,
  now: Instant,
  around: Pick<Surroundings, 'settings' | 'zone'>,
): MatterDecision<MeetingEvent> {
  if (meeting) return { refused: `编号“${command.id}”已用于另一会议` };
  const past = pastStart(command.start, now, around);
  if (past) return past;
  const twice = command.agenda.find(
    ({ id }, index) => command.agenda.findIndex((other) => other.id === id) < index,
  );
  if (twice) return { refused: `议题编号“${twice.id}”重复` };
  const { meetingKind, start, agenda, joint, countsFor } = command;
  const title = command.title ?? meetingTitle(meetingKind);
  return { events: [{ type: 'meeting.scheduled', meetingKind, title, start, agenda, joint, countsFor }] };
}

function pastStart(
  start: MeetingStart,
  now: Instant,
  around: Pick<Surroundings, 'settings' | 'zone'>,
): { refused: string } | null {
  const at = beginsBy(start, around);
  if (at === null || at > now) return null;
  return {
    refused: `会议时间${start.known === 'day' ? sayDate(start.date) : sayDateTime(at, around.zone)}已过，请核对`,
  };
}

function reschedule(
  command: Extract<MeetingCommand, { do: 'meeting.reschedule' }>,
  meeting: Meeting,
  now: Instant,
  around: Pick<Surroundings, 'settings' | 'zone'>,
): MatterDecision<MeetingEvent> {
  const past = pastStart(command.start, now, around);
  if (past) return past;
  if (JSON.stringify(command.start) === JSON.stringify(meeting.start)) return { events: [] };
  const rest = command.start.known === 'not-yet';
  const [from, to] = [startInstant(meeting.start, around), startInstant(command.start, around)];
  const later = from !== null && to !== null && to > from;
  const announce: Announcement = {
    key: `change-${meeting.seq + 1}`,
    kind: 'change',
    message: rest ? 'meeting.undetermined' : later ? 'meeting.postponed' : 'meeting.changed',
    plain: rest ? 'meeting.paused' : 'meeting.moved',
    to: ['told'],
    words: { ...meetingWords(meeting, around.zone), start: sayStart(command.start, around.zone) },
    urgentUntil: startInstant(meeting.start, around),
  };
  const { start, why } = command;
  return { events: [{ type: 'meeting.rescheduled', before: meeting.start, start, why, announce }] };
}

function cancelled(
  meeting: Meeting,
  why: string,
  around: Pick<Surroundings, 'settings' | 'zone'>,
): Announcement {
  return {
    key: `change-${meeting.seq + 1}`,
    kind: 'change',
    message: 'meeting.cancelled',
    plain: 'meeting.called-off',
    to: ['told'],
    words: { meeting: meeting.title, why },
    urgentUntil: startInstant(meeting.start, around),
  };
}

function addItem(agendaItem: AgendaItem, meeting: Meeting): MatterDecision<MeetingEvent> {
  if (meeting.agenda.some(({ id }) => id === agendaItem.id))
    return { refused: `议题编号“${agendaItem.id}”重复` };
  return { events: [{ type: 'agenda.added', agendaItem }] };
}

function withdraw(
  command: Extract<MeetingCommand, { do: 'agenda.withdraw' }>,
  meeting: Meeting,
  zone: string,
): MatterDecision<MeetingEvent> {
  const found = meeting.agenda.find(({ id }) => id === command.agendaItem);
  if (!found) return { refused: `会议“${meeting.id}”没有议题“${command.agendaItem}”` };
  if (found.withdrawn) return { events: [] };
  const { agendaItem, how, by, why } = command;
  const announce: Announcement = {
    key: `withdrawn-${agendaItem}`,
    kind: 'change',
    message: 'meeting.withdrawn',
    plain: null,
    to: [`${found.unit}.liaison`, 'office.liaison'],
    words: { ...meetingWords(meeting, zone), matter: found.title, how, why },
    urgentUntil: null,
  };
  return { events: [{ type: 'agenda.withdrawn', agendaItem, how, by, why, announce }] };
}

/** Content is to be changed: the first complete hand-in stands as it was judged, the next version has its own time. */
function askRevision(
  command: Extract<MeetingCommand, { do: 'papers.revise' }>,
  meeting: Meeting,
  now: Instant,
  around: Pick<Surroundings, 'settings' | 'zone'>,
): MatterDecision<MeetingEvent> {
  const { agendaItem, until, by, why } = command;
  const found = meeting.agenda.find(({ id }) => id === agendaItem);
  if (!found) return { refused: `会议“${meeting.id}”没有议题“${agendaItem}”` };
  const start = startInstant(meeting.start, around);
  if (until <= now) return { refused: `修改稿时间${sayDateTime(until, around.zone)}已过，请核对` };
  if (start !== null && until >= start) return { refused: '修改稿时间不早于会议开始，请核对' };
  const announce: Announcement = {
    key: `revise-${agendaItem}-${meeting.seq + 1}`,
    kind: 'change',
    message: 'papers.revise',
    plain: null,
    to: [`${found.unit}.liaison`],
    words: { meeting: meeting.title, matter: found.title, due: sayDateTime(until, around.zone), why },
    urgentUntil: start,
  };
  return { events: [{ type: 'papers.revision-asked', agendaItem, until, by, why, announce }] };
}

function replacePapers(
  command: Extract<MeetingCommand, { do: 'papers.replace' }>,
  meeting: Meeting,
): MatterDecision<MeetingEvent> {
  const found = meeting.agenda.find(({ id }) => id === command.agendaItem);
  if (!found) return { refused: `会议“${meeting.id}”没有议题“${command.agendaItem}”` };
  const announce: Announcement = {
    key: `papers-${command.agendaItem}-${meeting.seq + 1}`,
    kind: 'change',
    message: 'papers.replaced',
    plain: null,
    to: ['office.liaison'],
    words: { meeting: meeting.title, matter: found.title, why: command.why },
    urgentUntil: null,
  };
  return { events: [{ type: 'papers.replaced', agendaItem: found.id, why: command.why, announce }] };
}

/** Folds one event; `at` is when it was recorded. */
export function evolveMeeting(
  meeting: Meeting | null,
  event: MeetingEvent,
  at: Instant,
  id: string,
): Meeting {
  if (event.type === 'meeting.scheduled') {
    const { meetingKind, title, start, agenda, joint, countsFor } = event;
    return {
      kind: 'meeting',
      id,
      seq: 1,
      planVersion: 1,
      openedAt: at,
      meetingKind,
      title,
      start,
      toldAt: at,
      toldBefore: [],
      agenda: agenda.map((one) => ({ ...one, addedAt: at, withdrawn: null, revisions: [] })),
      joint,
      countsFor,
      steps: {},
      state: 'planned',
    };
  }
  if (!meeting) throw new Error(`'${event.type}' on a meeting that was never scheduled`);
  const next = { ...meeting, seq: meeting.seq + 1, planVersion: meeting.planVersion + 1 };
  switch (event.type) {
    case 'meeting.rescheduled':
      return { ...next, start: event.start, toldAt: at, toldBefore: tellings(meeting) };
    case 'meeting.cancelled':
      return { ...next, state: 'cancelled' };
    case 'agenda.added':
      return {
        ...next,
        agenda: [...meeting.agenda, { ...event.agendaItem, addedAt: at, withdrawn: null, revisions: [] }],
      };
    case 'agenda.withdrawn':
      return {
        ...next,
        agenda: meeting.agenda.map((one) =>
          one.id === event.agendaItem ? { ...one, withdrawn: event } : one,
        ),
      };
    case 'papers.revision-asked':
      return {
        ...next,
        agenda: meeting.agenda.map((one) =>
          one.id === event.agendaItem
            ? { ...one, revisions: [...one.revisions, { until: event.until, askedAt: at }] }
            : one,
        ),
      };
    case 'papers.replaced':
      return next;
    case 'meeting.begun':
      return { ...next, state: 'begun' };
    default:
      return event satisfies never;
  }
}

function tellings({ start, toldAt, toldBefore }: Meeting): Meeting['toldBefore'] {
  return start.known === 'not-yet' ? [] : [{ at: toldAt, start }, ...toldBefore];
}

export function meetingWords(meeting: Meeting, zone: string): Record<string, string> {
  return { about: meeting.title, meeting: meeting.title, start: sayStart(meeting.start, zone) };
}

/** '3月18日（星期三）9:00', the day alone, or 待定. */
function sayStart(start: MeetingStart, zone: string): string {
  if (start.known === 'not-yet') return '待定';
  const date = start.known === 'day' ? start.date : dateOf(start.at, zone);
  const day = `${sayDate(date)}（${sayWeekday(date)}）`;
  return start.known === 'day' ? day : `${day}${sayTime(start.at, zone)}`;
}
