/** Reads the command about daily digests for leaders. */
import type { digestVerbs } from '../../contract/verbs/digest.ts';
import type { Readers } from './fields.ts';

export const readDigest: Readers<typeof digestVerbs> = {
  'digest.request': ({ leader, on, by, for: whose, source }) => ({
    do: 'digest.request',
    leader,
    on,
    by,
    for: whose ?? null,
    source: source ?? null,
  }),
};
