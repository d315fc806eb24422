/** Decides a command on a meeting: planned, scheduled, moved, cancelled, begun; what comes after goes on from here. */
import type { Instant } from '../time/instant.ts';
import { sayDate, sayDateTime } from '../time/wording.ts';
import { withDefaults, wrongField } from './case.ts';
import type { Announcement, MatterDecision, Surroundings } from './matter.ts';
import {
  beginsBy,
  hasBegun,
  type Meeting,
  type MeetingStart,
  meetingTitle,
  meetingWords,
  sayStart,
  startInstant,
} from './meeting.ts';
import type {
  AgendaCommand,
  Arranging,
  MeetingCommand,
  MeetingEvent,
  MeetingGround,
  PlanningCommand,
  SessionCommand,
} from './meeting-acts.ts';
import { decideOnAgenda } from './meeting-agenda.ts';
import { agendaGateShut, notAdmitted } from './meeting-host.ts';
import { decideOnSession } from './meeting-session.ts';

type Of<Verb extends PlanningCommand['do']> = Extract<PlanningCommand, { do: Verb }>;
type Decision = MatterDecision<MeetingEvent>;

const SESSION: ReadonlySet<string> = new Set<SessionCommand['do']>([
  'meeting.leave',
  'meeting.attend',
  'meeting.outcome',
  'meeting.decide',
  'papers.collect',
  'papers.lend',
]);

/**
 * Pure. Refuses a past start, an unknown item, a change of time or agenda after the meeting has begun, an act of the
 * meeting before it, and what a gate of its procedure does not let pass.
 */
export function decideMeeting(
  command: MeetingCommand,
  meeting: Meeting | null,
  now: Instant,
  ground: MeetingGround,
): Decision {
  if (command.do === 'meeting.plan' || command.do === 'meeting.schedule')
    return arrange(command, meeting, now, ground);
  if (!meeting) return { refused: `没有编号为“${command.id}”的会议` };
  if (meeting.state === 'cancelled') return { refused: `会议“${meeting.id}”已取消` };
  if (command.do === 'meeting.begin') return begin(meeting);
  if (SESSION.has(command.do)) return decideOnSession(command as SessionCommand, meeting, now, ground);
  if (hasBegun(meeting, now, ground)) return { refused: `会议“${meeting.id}”已召开，不能再调整` };
  if (command.do === 'meeting.reschedule') return reschedule(command, meeting, now, ground);
  if (command.do === 'meeting.cancel') {
    const { why } = command;
    return { events: [{ type: 'meeting.cancelled', why, announce: cancelled(meeting, why, ground) }] };
  }
  return decideOnAgenda(command as AgendaCommand, meeting, now, ground);
}

function begin(meeting: Meeting): Decision {
  return { events: meeting.state === 'planned' && meeting.agendaFixed ? [{ type: 'meeting.begun' }] : [] };
}

function arrange(
  command: Of<'meeting.plan' | 'meeting.schedule'>,
  meeting: Meeting | null,
  now: Instant,
  ground: MeetingGround,
): Decision {
  const wrong = pastStart(command.start, now, ground) ?? wrongArrangement(command, meeting, ground);
  if (wrong !== null) return { refused: wrong };
  const { meetingKind, start, agenda, joint, countsFor, fields } = command;
  if (command.do === 'meeting.schedule' && meeting) return fix(command, meeting, ground);
  const type = command.do === 'meeting.plan' ? 'meeting.planned' : 'meeting.scheduled';
  const title = command.title ?? meetingTitle(meetingKind);
  const held = joint.length > 0 ? { joint } : {};
  const known = fields && ground.procedure ? { fields: withDefaults(fields, ground.procedure) } : {};
  return {
    events: [{ type, meetingKind, title, start, agenda, countsFor, ...held, ...known }],
  };
}

function wrongArrangement(
  { do: verb, id, meetingKind, agenda, fields }: Of<'meeting.plan' | 'meeting.schedule'>,
  meeting: Meeting | null,
  { procedure }: MeetingGround,
): string | null {
  const planned = meeting?.state === 'planned' && !meeting.agendaFixed && verb === 'meeting.schedule';
  if (meeting && !planned) return `编号“${id}”已用于另一会议`;
  if (meeting && meeting.meetingKind !== meetingKind) return `会议“${id}”的类别与原计划不一致，请核对`;
  const twice = agenda.find((one, index) => agenda.findIndex((other) => other.id === one.id) < index);
  if (twice) return `议题编号“${twice.id}”重复`;
  if (fields && !procedure) return '此类会议没有需要填写的栏目';
  if (!procedure) return null;
  const given = { ...meeting?.fields, ...fields };
  const missing = procedure.fields.find(({ name, required }) => required && !(name in given));
  if (missing) return `“${procedure.title}”须填写“${missing.say}”`;
  return fields ? wrongField(fields, procedure) : null;
}

/** A planned meeting: only items that have passed their gates go onto the agenda; without a list, all that have. */
function fix(command: Arranging, meeting: Meeting, ground: MeetingGround): Decision {
  const proposed = meeting.agenda
    .filter(({ id, withdrawn }) => withdrawn === null && notAdmitted(id, meeting, ground.procedure) === null)
    .map(({ id }) => id);
  const named = command.agenda.map(({ id }) => id);
  const unknown = named.find((id) => !proposed.includes(id));
  if (unknown !== undefined) return { refused: `议题“${unknown}”未列入征集汇总，不能直接列入议程` };
  const fields = { ...meeting.fields, ...command.fields };
  const changed = { ...meeting, fields, start: command.start };
  const passed = proposed.filter((id) => agendaGateShut(changed, [id], ground) === null);
  const placed = named.length > 0 ? named : passed;
  const shut = agendaGateShut(changed, placed.length > 0 ? placed : proposed, ground);
  if (shut !== null) return { refused: shut };
  const { start, joint } = command;
  return {
    events: [
      {
        type: 'meeting.agenda-fixed',
        before: meeting.start,
        start,
        title: command.title ?? meeting.title,
        joint: joint.length > 0 ? joint : meeting.joint,
        countsFor: command.countsFor ?? meeting.countsFor,
        fields,
        placed,
      },
    ],
  };
}

function pastStart(
  start: MeetingStart,
  now: Instant,
  around: Pick<Surroundings, 'settings' | 'zone'>,
): string | null {
  const at = beginsBy(start, around);
  if (at === null || at > now) return null;
  return `会议时间${start.known === 'day' ? sayDate(start.date) : sayDateTime(at, around.zone)}已过，请核对`;
}

function reschedule(
  command: Of<'meeting.reschedule'>,
  meeting: Meeting,
  now: Instant,
  around: MeetingGround,
): Decision {
  const past = pastStart(command.start, now, around);
  if (past !== null) return { refused: past };
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

function cancelled(meeting: Meeting, why: string, around: MeetingGround): Announcement {
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
