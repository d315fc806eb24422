/** Reads commands on meetings, their agenda, their papers and what was decided. */
import type * as z from 'zod';
import type { agendaItem } from '../../contract/verbs/fields.ts';
import type { meetingVerbs } from '../../contract/verbs/meeting.ts';
import type { AgendaItem, MeetingStart } from '../../domain/matters/meeting.ts';
import type { Arranging } from '../../domain/matters/meeting-acts.ts';
import { parseInstant } from '../../domain/time/instant.ts';
import { parseLocalDate } from '../../domain/time/local-date.ts';
import { parsePeriodId } from '../../domain/time/period.ts';
import { checked, instant, officeSubmission, type Readers } from './fields.ts';

type Fields<Verb extends keyof typeof meetingVerbs> = z.output<(typeof meetingVerbs)[Verb]>;

export const readMeeting: Readers<typeof meetingVerbs> = {
  'meeting.plan': (given) => ({ do: 'meeting.plan', ...readArrangement(given) }),
  'meeting.schedule': (given) => ({ do: 'meeting.schedule', ...readArrangement(given) }),
  'meeting.reschedule': ({ id, start, why }) => ({
    do: 'meeting.reschedule',
    id,
    start: readStart(start),
    why: why ?? null,
  }),
  'meeting.cancel': ({ id, why }) => ({ do: 'meeting.cancel', id, why }),
  'agenda.add': ({ id, item }) => ({ do: 'agenda.add', id, agendaItem: readItem(item) }),
  'agenda.amend': ({ id, item, tags, presenter, by, why }) => ({
    do: 'agenda.amend',
    id,
    agendaItem: item,
    tags: tags ?? null,
    presenter: presenter ?? null,
    by,
    why,
  }),
  'agenda.place': ({ id, item }) => ({ do: 'agenda.place', id, agendaItem: item }),
  'agenda.withdraw': ({ id, item, how, by, why }) => ({
    do: 'agenda.withdraw',
    id,
    agendaItem: item,
    how,
    by,
    why,
  }),
  'papers.revise': ({ id, item, until, by, why }) => ({
    do: 'papers.revise',
    id,
    agendaItem: item,
    until: instant(until, 'until'),
    by,
    why,
  }),
  'papers.replace': ({ id, item, why }) => ({ do: 'papers.replace', id, agendaItem: item, why }),
  'meeting.leave': ({ id, post, why, substitute, byPhone, by, happenedAt }, now) => ({
    do: 'meeting.leave',
    id,
    post,
    why,
    substitute: substitute ?? null,
    byPhone,
    askedAt: happenedAt === undefined ? now : instant(happenedAt, 'happenedAt'),
    by,
  }),
  'meeting.attend': ({ id, present, substitutes, by }) => ({
    do: 'meeting.attend',
    id,
    present,
    substitutes,
    by,
  }),
  'meeting.outcome': ({ id, item, outcome, presenter, next, note, correction, by }) => ({
    do: 'meeting.outcome',
    id,
    agendaItem: item,
    outcome,
    presenter: presenter ?? null,
    next: next ?? null,
    note: note ?? null,
    correction: correction ?? null,
    by,
  }),
  'meeting.decide': ({ id, decisions, startNow, by }) => ({
    do: 'meeting.decide',
    id,
    decisions: decisions.map(readDecision),
    startNow,
    by,
  }),
  'papers.collect': ({ id, missing, by, happenedAt }, now) => ({
    do: 'papers.collect',
    id,
    missing,
    submission: officeSubmission({ by, happenedAt }, now),
  }),
  'papers.lend': ({ id, copy, unit, until, by, source, ...more }) => ({
    do: 'papers.lend',
    id,
    copy,
    unit,
    until: until === undefined ? null : instant(until, 'until'),
    by,
    for: more.for ?? null,
    source: source ?? null,
  }),
};

function readArrangement(given: Fields<'meeting.schedule'>): Arranging {
  const { id, kind, title, start, items, joint, countsFor, fields } = given;
  return {
    id,
    meetingKind: kind,
    title: title ?? null,
    start: readStart(start),
    agenda: items.map(readItem),
    joint,
    countsFor: countsFor === undefined ? null : parsePeriodId(countsFor),
    ...(fields === undefined ? {} : { fields }),
  };
}

function readItem({ id, unit, title, tags, presenter, serves }: z.output<typeof agendaItem>): AgendaItem {
  return {
    id,
    unit,
    title,
    ...(tags === undefined ? {} : { tags }),
    ...(presenter === undefined ? {} : { presenter }),
    ...(serves === undefined
      ? {}
      : { serves: { id: serves.id, step: serves.step, part: serves.part ?? null } }),
  };
}

function readDecision(given: Fields<'meeting.decide'>['decisions'][number]) {
  const { id, unit, title, item, until, supporting } = given;
  return {
    id,
    unit,
    title,
    item: item ?? null,
    until: until === undefined ? null : checked('until', () => parseInstant(until)),
    supporting,
  };
}

/** An instant with offset, a date alone, or 待定. */
function readStart(text: string): MeetingStart {
  if (text === '待定') return { known: 'not-yet' };
  if (/^\d{4}-\d{2}-\d{2}$/.test(text))
    return { known: 'day', date: checked('start', () => parseLocalDate(text)) };
  return { known: 'instant', at: instant(text, 'start') };
}
