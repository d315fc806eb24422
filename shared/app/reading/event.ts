/** Reads commands on events and the releases about them. */
import type * as z from 'zod';
import type { eventVerbs } from '../../contract/verbs/event.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Command } from '../commands.ts';
import { InvalidCommand, instant, interval, officeSubmission, type Readers } from './fields.ts';

export const readEvent: Readers<typeof eventVerbs> = {
  'event.report': (fields) => ({
    do: 'event.report',
    id: fields.id,
    title: fields.title ?? null,
    severity: fields.severity,
    possiblyMajor: fields.possiblyMajor,
    occurred: interval(fields.occurredAt, 'occurredAt'),
    reportedAt: optional(fields.reportedAt, 'reportedAt'),
    lead: fields.lead,
    collectedBy: fields.collectedBy ?? null,
    emergency: emergency(fields),
  }),
  'event.classify': ({ id, severity, by, classifiedAt }) => ({
    do: 'event.classify',
    id,
    severity,
    by,
    at: optional(classifiedAt, 'classifiedAt'),
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
  'event.call': ({ id, post, answered, note, instruction, happenedAt }) => ({
    do: 'event.call',
    id,
    post,
    answered,
    note,
    instruction: instruction ?? null,
    happened: optional(happenedAt, 'happenedAt'),
  }),
  'event.update': (fields, now) => {
    const { id, number, casualtiesChanged, final } = fields;
    const given = {
      for: fields.for ?? null,
      source: fields.source ?? null,
      evidence: fields.evidence ?? null,
    };
    const submission = { ...officeSubmission(fields, now), ...given };
    return { do: 'event.update', id, number: number ?? null, casualtiesChanged, final, submission };
  },
  'event.instruct': ({ id, by, text, happenedAt }, now) => ({
    do: 'event.instruct',
    id,
    by,
    text,
    at: optional(happenedAt, 'happenedAt') ?? now,
  }),
  'event.upward': (fields, now) => {
    const { id, to, number, basis } = fields;
    const submission = { ...officeSubmission(fields, now), evidence: number };
    return { do: 'event.upward', id, to, number, basis, submission };
  },
  'duty-room.handover': (fields, now) => ({
    do: 'duty-room.handover',
    from: fields.from,
    to: fields.to,
    signed: fields.signed,
    note: fields.note ?? null,
    submission: officeSubmission(fields, now),
  }),
  'event.handover': ({ id, to }) => ({ do: 'event.handover', id, to }),
  'event.no-response': ({ id, by, opinion }) => ({ do: 'event.no-response', id, by, opinion }),
  'event.close': ({ id, by }) => ({ do: 'event.close', id, by }),
  'release.draft': ({ id, by }) => ({ do: 'release.draft', id, by }),
};

type Reported = z.output<(typeof eventVerbs)['event.report']>;

const OF_EMERGENCIES = ['source', 'phoneAt', 'writtenAt', 'knownAt', 'cause'] as const;

/** Refuses what belongs to an emergency where none was reported: it would be lost. */
function emergency(fields: Reported): Extract<Command, { do: 'event.report' }>['emergency'] {
  if (!fields.emergency) {
    const lost = OF_EMERGENCIES.find((field) => fields[field] !== undefined);
    if (lost === undefined) return null;
    throw new InvalidCommand(`'${lost}': belongs to an emergency; expected emergency: true`, [lost]);
  }
  return {
    source: fields.source ?? null,
    phoneAt: optional(fields.phoneAt, 'phoneAt'),
    writtenAt: optional(fields.writtenAt, 'writtenAt'),
    known: interval(fields.knownAt, 'knownAt'),
    cause: fields.cause ?? 'other',
  };
}

function optional(moment: string | undefined, field: string): Instant | null {
  return moment === undefined ? null : instant(moment, field);
}
