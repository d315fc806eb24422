/** Forms about one duty and the notices sent for it. */
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
  'notice.correct': onDuty,
  'notice.release': (typed) => ({ duty: typed.required('duty'), by: 'office-director' }),
} satisfies Partial<Record<Verb, Reader>>;
