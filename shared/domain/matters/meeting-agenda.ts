/** Decides what happens to agenda items and their papers before the meeting (art. 52, 55). */

import type { Instant } from '../time/instant.ts';
import { sayDateTime } from '../time/wording.ts';
import { stepPassedBy } from './case.ts';
import type { Announcement, MatterDecision } from './matter.ts';
import { type AgendaItem, amended, type Meeting, meetingWords, saidTitle, startInstant } from './meeting.ts';
import type { AgendaCommand, MeetingEvent, MeetingGround } from './meeting-acts.ts';
import { agendaGateShut, hostOfMeeting, notAdmitted } from './meeting-host.ts';

type Of<Verb extends AgendaCommand['do']> = Extract<AgendaCommand, { do: Verb }>;
type Decision = MatterDecision<MeetingEvent>;

/** Refuses an unknown item, an id used twice, and what may not go onto the agenda, with the clause. */
export function decideOnAgenda(
  command: AgendaCommand,
  meeting: Meeting,
  now: Instant,
  ground: MeetingGround,
): Decision {
  switch (command.do) {
    case 'agenda.add':
      return add(command.agendaItem, meeting);
    case 'agenda.amend':
      return amend(command, meeting, ground);
    case 'agenda.place':
      return place(command, meeting, ground);
    case 'agenda.withdraw':
      return withdraw(command, meeting, ground.zone);
    case 'papers.revise':
      return askRevision(command, meeting, now, ground);
    case 'papers.replace':
      return replacePapers(command, meeting);
    default:
      return command satisfies never;
  }
}

function add(agendaItem: AgendaItem, meeting: Meeting): Decision {
  if (meeting.agenda.some(({ id }) => id === agendaItem.id))
    return { refused: `议题编号“${agendaItem.id}”重复` };
  return { events: [{ type: 'agenda.added', agendaItem }] };
}

function unknownItem(item: string, meeting: Meeting): { refused: string } {
  return { refused: `会议“${meeting.id}”没有议题“${item}”` };
}

/** A tag that asks for a step behind which a gate was passed would be passing out of order. */
function amend(command: Of<'agenda.amend'>, meeting: Meeting, ground: MeetingGround): Decision {
  const { agendaItem, tags, presenter, by, why } = command;
  const found = meeting.agenda.find(({ id }) => id === agendaItem);
  if (!found) return unknownItem(agendaItem, meeting);
  const changed = meeting.agenda.map((one) => (one === found ? amended(one, tags, presenter) : one));
  const { procedure } = ground;
  const [was, becomes] = [meeting, { ...meeting, agenda: changed }].map((one) =>
    hostOfMeeting(one, procedure),
  );
  const late = procedure && was && becomes ? stepPassedBy(was, becomes, procedure) : null;
  if (late !== null) return { refused: late };
  return { events: [{ type: 'agenda.amended', agendaItem, tags, presenter, by, why }] };
}

/** An item that came after the agenda was fixed goes onto it once its own gates are passed. */
function place({ agendaItem }: Of<'agenda.place'>, meeting: Meeting, ground: MeetingGround): Decision {
  const found = meeting.agenda.find(({ id }) => id === agendaItem);
  if (!found) return unknownItem(agendaItem, meeting);
  if (!meeting.agendaFixed) return { refused: '会议议程尚未确定，议题随会议安排一并列入' };
  if (found.withdrawn) return { refused: `议题“${agendaItem}”已${found.withdrawn.how}` };
  const dropped = notAdmitted(agendaItem, meeting, ground.procedure);
  if (dropped !== null) return { refused: `议题“${agendaItem}”已定为${dropped}` };
  if (found.placed) return { events: [] };
  const shut = agendaGateShut(meeting, [agendaItem], ground);
  return shut === null ? { events: [{ type: 'agenda.placed', agendaItem }] } : { refused: shut };
}

function withdraw(command: Of<'agenda.withdraw'>, meeting: Meeting, zone: string): Decision {
  const { agendaItem, how, by, why } = command;
  const found = meeting.agenda.find(({ id }) => id === agendaItem);
  if (!found) return unknownItem(agendaItem, meeting);
  if (found.withdrawn) return { events: [] };
  const announce: Announcement = {
    key: `withdrawn-${agendaItem}`,
    kind: 'change',
    message: 'meeting.withdrawn',
    plain: null,
    to: [`${found.unit}.liaison`, 'office.liaison'],
    words: { ...meetingWords(meeting, zone), matter: saidTitle(found), how, why },
    urgentUntil: null,
  };
  return { events: [{ type: 'agenda.withdrawn', agendaItem, how, by, why, announce }] };
}

/** Content is to be changed: the first complete hand-in stands as it was judged, the next version has its own time. */
function askRevision(
  command: Of<'papers.revise'>,
  meeting: Meeting,
  now: Instant,
  around: MeetingGround,
): Decision {
  const { agendaItem, until, by, why } = command;
  const found = meeting.agenda.find(({ id }) => id === agendaItem);
  if (!found) return unknownItem(agendaItem, meeting);
  const start = startInstant(meeting.start, around);
  if (until <= now) return { refused: `修改稿时间${sayDateTime(until, around.zone)}已过，请核对` };
  if (start !== null && until >= start) return { refused: '修改稿时间不早于会议开始，请核对' };
  const announce: Announcement = {
    key: `revise-${agendaItem}-${meeting.seq + 1}`,
    kind: 'change',
    message: 'papers.revise',
    plain: null,
    to: [`${found.unit}.liaison`],
    words: { meeting: meeting.title, matter: saidTitle(found), due: sayDateTime(until, around.zone), why },
    urgentUntil: start,
  };
  return { events: [{ type: 'papers.revision-asked', agendaItem, until, by, why, announce }] };
}

function replacePapers(command: Of<'papers.replace'>, meeting: Meeting): Decision {
  const found = meeting.agenda.find(({ id }) => id === command.agendaItem);
  if (!found) return unknownItem(command.agendaItem, meeting);
  const announce: Announcement = {
    key: `papers-${command.agendaItem}-${meeting.seq + 1}`,
    kind: 'change',
    message: 'papers.replaced',
    plain: null,
    to: ['office.liaison'],
    words: { meeting: meeting.title, matter: saidTitle(found), why: command.why },
    urgentUntil: null,
  };
  return { events: [{ type: 'papers.replaced', agendaItem: found.id, why: command.why, announce }] };
}
