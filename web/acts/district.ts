/** Forms about the district itself: absences, whereabouts, the directory, the switch that stops all sending. */
import type { Verb } from '../../shared/contract/verbs.ts';
import { about, aboutBy, handOf, type Reader } from './fields.ts';
import { FormFault, type Typed } from './typed.ts';

export const districtForms = {
  'absence.record': (typed) => ({
    id: typed.required('command'),
    post: typed.required('post'),
    from: typed.requiredMoment('from'),
    to: typed.requiredMoment('to'),
    reason: typed.required('reason'),
    destination: typed.optional('destination'),
    standIn: typed.optional('standIn'),
    signing: typed.ticked('signing'),
    override: typed.optional('override'),
  }),
  'absence.request': (typed) => ({
    id: typed.required('command'),
    post: typed.required('post'),
    from: typed.requiredMoment('from'),
    to: typed.requiredMoment('to'),
    reason: typed.required('reason'),
    destination: typed.optional('destination'),
    standIn: typed.optional('standIn'),
    override: overrideOf(typed),
  }),
  'absence.approve': (typed) => ({
    ...about(typed),
    ...handOf(typed),
    signing: typed.ticked('signing'),
  }),
  'absence.confirm': aboutBy,
  'absence.refuse': (typed) => ({ ...aboutBy(typed), why: typed.required('why') }),
  'absence.file': (typed) => ({ ...about(typed), number: typed.required('number'), by: 'office' }),
  'absence.end': about,
  'whereabouts.set': (typed) => ({
    post: typed.required('post'),
    reachable: !typed.ticked('unreachable'),
    note: typed.required('note'),
    until: typed.moment('until'),
  }),
  'directory.appoint': (typed) => ({
    post: typed.required('post'),
    person: typed.required('person'),
    from: typed.requiredMoment('from'),
    by: 'office',
  }),
  'directory.vacate': (typed) => ({
    post: typed.required('post'),
    by: 'office',
    why: typed.optional('why'),
  }),
  'directory.person': (typed) => ({
    id: typed.required('person'),
    name: typed.required('name'),
    phone: typed.required('phone'),
    channels: channelsOf(typed),
    by: 'office',
  }),
  'directory.successor': (typed) => ({
    unit: typed.required('unit'),
    successor: typed.required('successor'),
    from: typed.required('from'),
    by: 'office',
    why: typed.optional('why'),
  }),
  'directory.import': () => {
    throw new FormFault('整册通讯录请由维护人员以表格导入。');
  },
  'sending.stop': (typed) => ({ by: 'office', why: typed.required('why') }),
  'sending.resume': () => ({ by: 'office' }),
} satisfies Partial<Record<Verb, Reader>>;

/** Who let a stand-in be away as well, and why; both or neither. */
function overrideOf(typed: Typed): { by: string; why: string } | undefined {
  const [by, why] = [typed.optional('overrideBy'), typed.optional('override')];
  if (by === undefined && why === undefined) return undefined;
  return { by: typed.required('overrideBy'), why: typed.required('override') };
}

/** Channels with their addresses, `sms` or `mail zhang@example.cn`, one after the other. */
function channelsOf(typed: Typed): (string | { channel: string; address: string })[] {
  const given = (typed.optional('channels') ?? '').split(/[，,；;、]/u).map((one) => one.trim());
  return given
    .filter((one) => one !== '')
    .map((one) => {
      const [channel = '', address] = one.split(/\s+/u);
      return address === undefined ? channel : { channel, address };
    });
}
