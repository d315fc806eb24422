/** Folds what was recorded of a meeting. */
import type { Instant } from '../time/instant.ts';
import { type AgendaItem, amended, type HeldAgendaItem, type Meeting } from './meeting.ts';
import type { MeetingEvent } from './meeting-acts.ts';

type Of<Type extends MeetingEvent['type']> = Extract<MeetingEvent, { type: Type }>;

/** Folds one event; `at` is when it was recorded. */
export function evolveMeeting(
  meeting: Meeting | null,
  event: MeetingEvent,
  at: Instant,
  id: string,
): Meeting {
  if (event.type === 'meeting.planned' || event.type === 'meeting.scheduled') return arranged(event, at, id);
  if (!meeting) throw new Error(`'${event.type}' on a meeting that was never arranged`);
  const next = { ...meeting, seq: meeting.seq + 1, planVersion: meeting.planVersion + 1 };
  switch (event.type) {
    case 'meeting.agenda-fixed':
      return fixed(next, event, at);
    case 'meeting.rescheduled':
      return { ...next, start: event.start, toldAt: at, toldBefore: tellings(meeting) };
    case 'meeting.cancelled':
      return { ...next, state: 'cancelled' };
    case 'meeting.begun':
      return { ...next, state: 'begun' };
    case 'meeting.leave-asked': {
      const { post, why, substitute, byPhone } = event;
      return { ...next, leaves: [...meeting.leaves, { post, why, substitute, byPhone }] };
    }
    case 'meeting.attended':
      return { ...next, present: event.present };
    case 'meeting.resolved':
      return { ...next, decisions: resolved(meeting, event) };
    case 'papers.collected':
      return { ...next, collected: { missing: event.missing, submission: event.submission } };
    case 'papers.lent': {
      const { copy, unit, until } = event;
      return { ...next, loans: [...meeting.loans, { copy, unit, until, lentAt: at }] };
    }
    default:
      return onAgenda(next, event, at);
  }
}

function arranged(event: Of<'meeting.planned' | 'meeting.scheduled'>, at: Instant, id: string): Meeting {
  const { meetingKind, title, start, agenda, joint = [], countsFor, fields } = event;
  const agendaFixed = event.type === 'meeting.scheduled';
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
    agenda: agenda.map((one) => held(one, agendaFixed, at)),
    joint,
    countsFor,
    fields: fields ?? {},
    plannedAhead: !agendaFixed,
    agendaFixed,
    steps: {},
    leaves: [],
    present: null,
    collected: null,
    loans: [],
    decisions: [],
    state: 'planned',
  };
}

function held(item: AgendaItem, placed: boolean, at: Instant): HeldAgendaItem {
  return { ...item, addedAt: at, placed, withdrawn: null, revisions: [], outcome: null };
}

/** What is on the agenda is told now, in the order in which it was fixed; the rest stays proposed. */
function fixed(meeting: Meeting, event: Of<'meeting.agenda-fixed'>, at: Instant): Meeting {
  const { start, title, joint, countsFor, fields, placed } = event;
  const first = placed.flatMap((id) => meeting.agenda.filter((one) => one.id === id));
  const rest = meeting.agenda.filter(({ id }) => !placed.includes(id));
  const agenda = [...first.map((one) => ({ ...one, placed: true, addedAt: at })), ...rest];
  const told = { toldAt: at, toldBefore: [], agendaFixed: true };
  return { ...meeting, ...told, start, title, joint, countsFor, fields, agenda };
}

function tellings({ start, toldAt, toldBefore }: Meeting): Meeting['toldBefore'] {
  return start.known === 'not-yet' ? [] : [{ at: toldAt, start }, ...toldBefore];
}

function resolved(
  { decisions }: Meeting,
  { decisions: named, startNow }: Of<'meeting.resolved'>,
): Meeting['decisions'] {
  const known = decisions.map((one) => {
    const again = named.find(({ id }) => id === one.id);
    return again ? { ...again, opened: one.opened || startNow } : one;
  });
  const added = named.filter(({ id }) => !decisions.some((one) => one.id === id));
  return [...known, ...added.map((one) => ({ ...one, opened: startNow }))];
}

type AboutItem = Extract<MeetingEvent, { agendaItem: string | AgendaItem }>;

function onAgenda(meeting: Meeting, event: AboutItem, at: Instant): Meeting {
  switch (event.type) {
    case 'agenda.added': {
      // A planned meeting takes proposals; they are placed through their gates.
      const added = held(event.agendaItem, meeting.agendaFixed && !meeting.plannedAhead, at);
      return { ...meeting, agenda: [...meeting.agenda, added] };
    }
    case 'agenda.amended':
      return withItem(meeting, event.agendaItem, (one) => amended(one, event.tags, event.presenter));
    case 'agenda.placed':
      return withItem(meeting, event.agendaItem, (one) => ({ ...one, placed: true, addedAt: at }));
    case 'agenda.withdrawn': {
      const { how, by, why } = event;
      return withItem(meeting, event.agendaItem, (one) => ({ ...one, withdrawn: { how, by, why } }));
    }
    case 'agenda.decided': {
      const { outcome, next } = event;
      return withItem(meeting, event.agendaItem, (one) => ({ ...one, outcome: { is: outcome, next } }));
    }
    case 'papers.revision-asked':
      return withItem(meeting, event.agendaItem, (one) => ({
        ...one,
        revisions: [...one.revisions, { until: event.until, askedAt: at }],
      }));
    case 'papers.replaced':
      return meeting;
    default:
      return event satisfies never;
  }
}

function withItem(meeting: Meeting, id: string, change: (item: HeldAgendaItem) => HeldAgendaItem): Meeting {
  return { ...meeting, agenda: meeting.agenda.map((one) => (one.id === id ? change(one) : one)) };
}
