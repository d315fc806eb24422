/** The form by which a leader's wish for a daily digest is keyed. */
import type { Verb } from '../../shared/contract/verbs.ts';
import { handOf, type Reader } from './fields.ts';

export const digestForms = {
  'digest.request': (typed) => {
    const hand = handOf(typed);
    // Nobody but the leader can wish for it.
    return { leader: hand.for ?? hand.by, on: typed.required('on') === 'yes', ...hand };
  },
} satisfies Partial<Record<Verb, Reader>>;
