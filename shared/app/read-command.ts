/** From a verb with its fields, as people and files write it, to a command with checked times. */
import type * as z from 'zod';
import { isVerb, type Verb, type VerbFields, verbs } from '../contract/verbs.ts';
import { exactly, type Interval } from '../domain/compliance/verdict.ts';
import type { Submission } from '../domain/duties/duty.ts';
import type { MeetingStart } from '../domain/matters/meeting.ts';
import { type Instant, InvalidTime, parseInstant } from '../domain/time/instant.ts';
import { parseLocalDate, parseWeekId, type WeekId } from '../domain/time/local-date.ts';
import type { Command } from './commands.ts';

/** A command does not have the form of its verb; `place` says which field. */
export class InvalidCommand extends Error {
  override name = 'InvalidCommand';
  readonly place: readonly PropertyKey[];

  constructor(message: string, place: readonly PropertyKey[]) {
    super(message);
    this.place = place;
  }
}

/**
 * Reads one verb. `now` is the moment of the act, for acts that carry none of their own. Refuses an unknown
 * verb or field, a missing field, a time without offset, a date that does not exist.
 */
export function readCommand(verb: string, fields: unknown, now: Instant): Command {
  if (!isVerb(verb))
    throw new InvalidCommand(`unknown verb '${verb}'; expected one of ${Object.keys(verbs).join(', ')}`, [
      'do',
    ]);
  const parsed = verbs[verb].safeParse(fields);
  if (!parsed.success) throw fromIssue(verb, parsed.error.issues[0]);
  const read = READERS[verb] as (fields: VerbFields<Verb>, now: Instant) => Command;
  return read(parsed.data, now);
}

function fromIssue(verb: string, issue: z.core.$ZodIssue | undefined): InvalidCommand {
  const place = issue?.path ?? [];
  const field = place.length > 0 ? `'${place.map(String).join('.')}'` : 'the fields';
  return new InvalidCommand(`${verb}: ${field}: ${issue?.message ?? 'not as expected'}`, place);
}

type Readers = { readonly [Name in Verb]: (fields: VerbFields<Name>, now: Instant) => Command };

const READERS: Readers = {
  'meeting.schedule': ({ id, kind, title, start, items }) => ({
    do: 'meeting.schedule',
    id,
    meetingKind: kind,
    title: title ?? null,
    start: readStart(start),
    agenda: items,
  }),
  'meeting.reschedule': ({ id, start, why }) => ({
    do: 'meeting.reschedule',
    id,
    start: readStart(start),
    why: why ?? null,
  }),
  'meeting.cancel': ({ id, why }) => ({ do: 'meeting.cancel', id, why }),
  'agenda.add': ({ id, item }) => ({ do: 'agenda.add', id, agendaItem: item }),
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
  'event.report': ({ id, title, severity, possiblyMajor, occurredAt, reportedAt, lead }) => ({
    do: 'event.report',
    id,
    title: title ?? null,
    severity,
    possiblyMajor,
    occurred: interval(occurredAt, 'occurredAt'),
    reportedAt: reportedAt === undefined ? null : instant(reportedAt, 'reportedAt'),
    lead,
  }),
  'event.classify': ({ id, severity, by, classifiedAt }) => ({
    do: 'event.classify',
    id,
    severity,
    by,
    at: classifiedAt === undefined ? null : instant(classifiedAt, 'classifiedAt'),
  }),
  'event.correct-start': ({ id, occurredAt, by, why }) => ({
    do: 'event.correct-start',
    id,
    occurred: interval(occurredAt, 'occurredAt') ?? { earliest: null, latest: null },
    by,
    why,
  }),
  'event.confirm': ({ id, by }) => ({ do: 'event.confirm', id, by }),
  'event.confirm-start': ({ id, by }) => ({ do: 'event.confirm-start', id, by }),
  'event.call': ({ id, post, answered, note }) => ({ do: 'event.call', id, post, answered, note }),
  'event.handover': ({ id, to }) => ({ do: 'event.handover', id, to }),
  'event.no-response': ({ id, by, opinion }) => ({ do: 'event.no-response', id, by, opinion }),
  'event.close': ({ id, by }) => ({ do: 'event.close', id, by }),
  'release.draft': ({ id, by }) => ({ do: 'release.draft', id, by }),
  'week.answer': (fields, now) => ({
    do: 'week.answer',
    id: weekId(fields.week),
    leader: fields.leader,
    entries: fields.entries === 'none' ? [] : fields.entries.map(readActivity),
    submission: officeSubmission(fields, now),
  }),
  'week.draft': (fields, now) => ({
    do: 'week.draft',
    id: weekId(fields.week),
    submission: officeSubmission(fields, now),
  }),
  'week.compile': (fields, now) => ({
    do: 'week.compile',
    id: weekId(fields.week),
    submission: officeSubmission(fields, now),
  }),
  'week.deliver': (fields, now) => ({
    do: 'week.deliver',
    id: weekId(fields.week),
    submission: officeSubmission(fields, now),
  }),
  'week.read': ({ week, leader }) => ({ do: 'week.read', id: weekId(week), leader }),
  'week.change': ({ week, what, leaders }) => ({ do: 'week.change', id: weekId(week), what, leaders }),
  'duty.submit': (fields) => ({
    do: 'duty.submit',
    duty: fields.duty,
    by: fields.by ?? null,
    for: fields.for ?? null,
    source: fields.source ?? null,
    channel: fields.channel ?? null,
    evidence: fields.evidence ?? null,
    happened: interval(fields.happenedAt, 'happenedAt'),
  }),
  'duty.acknowledge': ({ duty, by }) => ({ do: 'duty.acknowledge', duty, by }),
  'duty.accept': ({ duty, by }) => ({ do: 'duty.accept', duty, by }),
  'duty.return': ({ duty, by, why }) => ({ do: 'duty.return', duty, by, why }),
  'check.answer': ({ duty, received, by, happenedAt }) => ({
    do: 'check.answer',
    duty,
    received,
    by,
    happened: interval(happenedAt, 'happenedAt'),
  }),
  'notice.correct': ({ duty, by, why }) => ({ do: 'notice.correct', duty, by, why }),
  'notice.release': ({ duty, by }) => ({ do: 'notice.release', duty, by }),
  'absence.record': ({ id, post, from, to, reason, standIn, override }) => ({
    do: 'absence.record',
    id,
    post,
    from: instant(from, 'from'),
    to: instant(to, 'to'),
    reason,
    standIn: standIn ?? null,
    override: override ?? null,
  }),
  'absence.end': ({ id }) => ({ do: 'absence.end', id }),
  'sending.stop': ({ by, why }) => ({ do: 'sending.stop', by, why }),
  'sending.resume': ({ by }) => ({ do: 'sending.resume', by }),
};

function instant(text: string, field: string): Instant {
  return checked(field, () => parseInstant(text));
}

function checked<Value>(field: string, read: () => Value): Value {
  try {
    return read();
  } catch (fault) {
    if (fault instanceof InvalidTime) throw new InvalidCommand(`'${field}': ${fault.message}`, [field]);
    throw fault;
  }
}

type Moment =
  | string
  | { readonly earliest?: string | undefined; readonly latest?: string | undefined }
  | undefined;

function interval(moment: Moment, field: string): Interval | null {
  if (moment === undefined) return null;
  if (typeof moment === 'string') return exactly(instant(moment, field));
  const earliest = moment.earliest === undefined ? null : instant(moment.earliest, `${field}.earliest`);
  const latest = moment.latest === undefined ? null : instant(moment.latest, `${field}.latest`);
  if (earliest !== null && latest !== null && earliest > latest) {
    throw new InvalidCommand(`'${field}': earliest is after latest; expected earliest first`, [field]);
  }
  return { earliest, latest };
}

/** An instant with offset, a date alone, or 待定. */
function readStart(text: string): MeetingStart {
  if (text === '待定') return { known: 'not-yet' };
  if (/^\d{4}-\d{2}-\d{2}$/.test(text))
    return { known: 'day', date: checked('start', () => parseLocalDate(text)) };
  return { known: 'instant', at: instant(text, 'start') };
}

function weekId(text: string): WeekId {
  return checked('week', () => parseWeekId(text));
}

function readActivity(entry: Extract<VerbFields<'week.answer'>['entries'], readonly unknown[]>[number]) {
  return {
    day: checked('entries.day', () => parseLocalDate(entry.day)),
    time: entry.time,
    what: entry.what,
    place: entry.place ?? null,
  };
}

function officeSubmission(
  fields: { readonly by?: string | undefined; readonly happenedAt?: Moment },
  now: Instant,
): Submission {
  const done = interval(fields.happenedAt, 'happenedAt') ?? exactly(now);
  const none = { for: null, source: null, channel: null, evidence: null };
  return { done, recordedAt: now, by: fields.by ?? 'office', ...none };
}
