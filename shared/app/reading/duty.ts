/** Reads commands on one duty and the notices sent for it. */
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
  }),
  'duty.acknowledge': ({ duty, by }) => ({ do: 'duty.acknowledge', duty, by }),
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
  'notice.correct': ({ duty, by, why }) => ({ do: 'notice.correct', duty, by, why }),
  'notice.release': ({ duty, by, number, told, text, ...rest }) => ({
    do: 'notice.release',
    duty,
    by,
    for: rest.for ?? null,
    source: rest.source ?? null,
    number: number ?? null,
    told: told ?? null,
    text: text ?? null,
  }),
  'notice.confirm': ({ duty, by }) => ({ do: 'notice.confirm', duty, by }),
};
