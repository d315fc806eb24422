/** Forms about calendar addresses. */
import type { Verb } from '../../shared/contract/verbs.ts';
import type { Reader } from './fields.ts';

export const feedForms = {
  'feed.issue': (typed) => ({ kind: typed.required('kind'), of: typed.required('of'), by: 'office' }),
  'feed.revoke': (typed) => ({
    kind: typed.required('kind'),
    of: typed.required('of'),
    by: 'office',
    why: typed.optional('why'),
  }),
} satisfies Partial<Record<Verb, Reader>>;
