/** Forms about notices: letting them go, receipts, dead letters, mutes. */
import type { Verb } from '../../shared/contract/verbs.ts';
import { aboutBy, handOf, type Reader } from './fields.ts';
import { FormFault, type Typed } from './typed.ts';

export const noticeForms = {
  'notice.correct': (typed) => ({
    duty: typed.required('duty'),
    by: 'office',
    why: typed.required('why'),
  }),
  'notice.release': (typed) => ({
    duty: typed.required('duty'),
    // A message to leaders is let go by one click; a slip says who signed it.
    ...(typed.optional('by') === undefined ? { by: 'office-director' } : handOf(typed)),
    number: typed.optional('number'),
    told: typed.optional('told'),
    text: typed.optional('text'),
  }),
  'notice.confirm': (typed) => ({ duty: typed.required('duty'), by: typed.required('by') }),
  'notice.sign': (typed) => ({
    notice: typed.required('notice'),
    ...handOf(typed),
    scan: typed.optional('scan'),
    note: typed.optional('note'),
    happenedAt: typed.moment('happenedAt'),
  }),
  'call.record': (typed) => {
    const answered = typed.required('answered') === '已接';
    return {
      notice: typed.required('notice'),
      by: typed.required('keyedBy'),
      answered,
      spokeWith: typed.optional('spokeWith'),
      said: answered ? typed.optional('said') : undefined,
      until: answered ? typed.moment('until') : undefined,
      note: typed.optional('note'),
      scan: typed.optional('scan'),
      happenedAt: typed.moment('happenedAt'),
    };
  },
  'paper.serve': (typed) => ({
    notice: typed.required('notice'),
    by: typed.required('keyedBy'),
    ...servedOrNot(typed),
    scan: typed.optional('scan'),
    happenedAt: typed.moment('happenedAt'),
  }),
  'notice.retry': (typed) => ({ notice: typed.required('notice'), by: 'office' }),
  'notice.drop': (typed) => ({ notice: typed.required('notice'), by: 'office', why: typed.required('why') }),
  'notice.mute': (typed) => ({
    id: typed.required('command'),
    ...mutedOf(typed),
    matter: typed.optional('matter'),
    until: typed.requiredMoment('until'),
    by: typed.required('keyedBy'),
    why: typed.required('why'),
  }),
  'notice.unmute': aboutBy,
} satisfies Partial<Record<Verb, Reader>>;

function servedOrNot(typed: Typed): { receivedBy?: string; why?: string } {
  const [receivedBy, why] = [typed.optional('receivedBy'), typed.optional('why')];
  if (receivedBy !== undefined) return { receivedBy };
  if (why === undefined) throw new FormFault('请填写签收人；未能送达的，请填写原因。');
  return { why };
}

/** `post:mayor` or `person:p-mayor`, as the page of the inbox names whom it is about. */
function mutedOf(typed: Typed): { post: string } | { person: string } {
  const [sort, ...id] = typed.required('whose').split(':');
  return sort === 'person' ? { person: id.join(':') } : { post: id.join(':') };
}
