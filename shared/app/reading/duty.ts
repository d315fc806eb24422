/** Reads commands on one duty. */
import type { dutyVerbs } from '../../contract/verbs/duty.ts';
import { instant, interval, type Readers } from './fields.ts';

export const readDuty: Readers<typeof dutyVerbs> = {
  'duty.submit': (fields) => ({
    do: 'duty.submit',
    duty: fields.duty,
    by: fields.by ?? null,
    for: fields.for ?? null,
    source: fields.source ?? null,
    channel: fields.channel ?? null,
    evidence: fields.evidence ?? null,
    happened: interval(fields.happenedAt, 'happenedAt'),
    said: fields.said,
  }),
  'duty.acknowledge': ({ duty, by, for: whose, source }) => ({
    do: 'duty.acknowledge',
    duty,
    by,
    for: whose ?? null,
    source: source ?? null,
  }),
  'duty.accept': ({ duty, by }) => ({ do: 'duty.accept', duty, by }),
  'duty.return': ({ duty, by, why }) => ({ do: 'duty.return', duty, by, why }),
  'check.answer': ({ duty, received, by, happenedAt }) => ({
    do: 'check.answer',
    duty,
    received,
    by,
    happened: interval(happenedAt, 'happenedAt'),
  }),
  'duty.ask-extension': ({ duty, until, by, why }) => ({
    do: 'duty.ask-extension',
    duty,
    until: instant(until, 'until'),
    by,
    why,
  }),
  'duty.extend': ({ duty, until, by, why }) => ({
    do: 'duty.extend',
    duty,
    until: until === undefined ? null : instant(until, 'until'),
    by,
    why: why ?? null,
  }),
  'duty.refuse-extension': ({ duty, by, why }) => ({ do: 'duty.refuse-extension', duty, by, why }),
  'duty.adopt': ({ duty, by }) => ({ do: 'duty.adopt', duty, by }),
  'duty.explain': ({ duty, by, why }) => ({ do: 'duty.explain', duty, by, why }),
};
