/** Forms about kept compliance reports. */
import type { Verb } from '../../shared/contract/verbs.ts';
import type { Reader } from './fields.ts';

export const reportForms = {
  'report.make': (typed) => ({
    period: typed.required('period'),
    unit: typed.optional('unit'),
    kind: typed.optional('matterKind'),
    ranking: typed.ticked('ranking'),
    by: 'supervision',
  }),
  // Keyed for 办公室主任 by one hand of the office, and confirmed by another.
  'report.approve': (typed) => ({
    id: typed.required('id'),
    by: typed.required('by'),
    ...(typed.ticked('confirms') ? {} : { for: 'office-director', source: typed.required('source') }),
  }),
  'report.withdraw': (typed) => ({
    id: typed.required('id'),
    by: 'supervision',
    why: typed.required('why'),
  }),
} satisfies Partial<Record<Verb, Reader>>;
