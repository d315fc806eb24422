/** Forms about one duty. */
import type { Verb } from '../../shared/contract/verbs.ts';
import type { Reader } from './fields.ts';

const onDuty: Reader = (typed) => ({
  duty: typed.required('duty'),
  by: 'office',
  why: typed.required('why'),
});

export const dutyForms = {
  'duty.submit': (typed) => ({
    duty: typed.required('duty'),
    by: 'office',
    source: typed.optional('source'),
    happenedAt: typed.requiredMoment('happenedAt'),
    evidence: typed.optional('evidence'),
  }),
  'duty.acknowledge': (typed) => ({ duty: typed.required('duty'), by: 'office' }),
  'duty.accept': (typed) => ({ duty: typed.required('duty'), by: 'office' }),
  'duty.return': onDuty,
  'check.answer': (typed) => {
    const received = typed.ticked('received');
    return {
      duty: typed.required('duty'),
      by: 'office',
      received,
      ...(received ? { happenedAt: typed.requiredMoment('happenedAt') } : {}),
    };
  },
  'duty.ask-extension': (typed) => ({
    ...onDuty(typed),
    by: typed.required('by'),
    until: typed.requiredMoment('until'),
  }),
  'duty.extend': (typed) => ({
    duty: typed.required('duty'),
    by: typed.required('by'),
    until: typed.requiredMoment('until'),
    why: typed.optional('why'),
  }),
  'duty.refuse-extension': (typed) => ({ ...onDuty(typed), by: typed.required('by') }),
  'duty.adopt': (typed) => ({ duty: typed.required('duty'), by: 'office' }),
  'duty.explain': onDuty,
} satisfies Partial<Record<Verb, Reader>>;
