/** Forms about events and the releases about them. */
import type { Verb } from '../../shared/contract/verbs.ts';
import { about, aboutBy, type Reader } from './fields.ts';
import { FormFault, type Typed } from './typed.ts';

export const eventForms = {
  'event.report': (typed) => ({
    ...about(typed),
    title: typed.required('title'),
    severity: typed.required('severity'),
    possiblyMajor: typed.ticked('possiblyMajor'),
    occurredAt: typed.happened('occurredAt', 'occurredLatest'),
    reportedAt: typed.moment('reportedAt'),
    lead: typed.required('lead'),
    ...(typed.ticked('emergency') ? emergencyOf(typed) : {}),
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
    instruction: typed.optional('instruction'),
  }),
  'event.update': (typed) => ({
    ...aboutBy(typed),
    source: typed.optional('source'),
    casualtiesChanged: typed.ticked('casualtiesChanged'),
    final: typed.ticked('final'),
    happenedAt: typed.moment('happenedAt'),
    evidence: typed.optional('evidence'),
  }),
  'event.instruct': (typed) => ({
    ...aboutBy(typed),
    text: typed.required('text'),
    happenedAt: typed.moment('happenedAt'),
  }),
  'event.upward': (typed) => ({
    ...aboutBy(typed),
    to: typed.required('to'),
    number: named(typed, 'number', '上报件文号'),
    basis: typed.optional('basis'),
    happenedAt: typed.moment('happenedAt'),
  }),
  'duty-room.handover': (typed) => ({
    from: named(typed, 'from', '交班人'),
    to: named(typed, 'to', '接班人'),
    signed: typed.beginning('sign-').map(([event]) => event),
    by: typed.required('by'),
    note: typed.optional('note'),
  }),
  'event.handover': (typed) => ({ ...about(typed), to: typed.required('to') }),
  'event.no-response': (typed) => ({ ...aboutBy(typed), opinion: typed.required('opinion') }),
  'event.close': aboutBy,
  'release.draft': aboutBy,
} satisfies Partial<Record<Verb, Reader>>;

/** A field that other forms call otherwise. */
function named(typed: Typed, name: string, label: string): string {
  const value = typed.optional(name);
  if (value === undefined) throw new FormFault(`请填写“${label}”。`);
  return value;
}

/** Where a first report is dated, that is when it was received, and not when somebody keyed it. */
function emergencyOf(typed: Typed) {
  const dated = [typed.optional('phoneAt'), typed.optional('writtenAt')].some((at) => at !== undefined);
  return {
    ...(dated ? { reportedAt: undefined } : {}),
    emergency: true,
    source: typed.optional('source'),
    phoneAt: typed.moment('phoneAt'),
    writtenAt: typed.moment('writtenAt'),
    cause: typed.optional('cause'),
  };
}
