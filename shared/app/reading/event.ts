/** Reads commands on events and the releases about them. */
import type { eventVerbs } from '../../contract/verbs/event.ts';
import { instant, interval, type Readers } from './fields.ts';

export const readEvent: Readers<typeof eventVerbs> = {
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
};
