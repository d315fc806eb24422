/** Forms about events and the releases about them. */
import type { Verb } from '../../shared/contract/verbs.ts';
import { about, aboutBy, type Reader } from './fields.ts';

export const eventForms = {
  'event.report': (typed) => ({
    ...about(typed),
    title: typed.required('title'),
    severity: typed.required('severity'),
    possiblyMajor: typed.ticked('possiblyMajor'),
    occurredAt: typed.happened('occurredAt', 'occurredLatest'),
    reportedAt: typed.moment('reportedAt'),
    lead: typed.required('lead'),
  }),
  'event.classify': (typed) => ({
    ...aboutBy(typed),
    severity: typed.required('severity'),
    classifiedAt: typed.moment('classifiedAt'),
  }),
  'event.correct-start': (typed) => {
    typed.required('occurredAt');
    return {
      ...aboutBy(typed),
      occurredAt: typed.happened('occurredAt', 'occurredLatest'),
      why: typed.required('why'),
    };
  },
  'event.confirm': aboutBy,
  'event.confirm-start': aboutBy,
  'event.call': (typed) => ({
    ...about(typed),
    post: typed.required('post'),
    answered: typed.ticked('answered'),
    note: typed.optional('note'),
  }),
  'event.handover': (typed) => ({ ...about(typed), to: typed.required('to') }),
  'event.no-response': (typed) => ({ ...aboutBy(typed), opinion: typed.required('opinion') }),
  'event.close': aboutBy,
  'release.draft': aboutBy,
} satisfies Partial<Record<Verb, Reader>>;
