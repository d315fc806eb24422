/** Reads commands on the district itself. */
import type { districtVerbs } from '../../contract/verbs/district.ts';
import { instant, type Readers } from './fields.ts';

export const readDistrict: Readers<typeof districtVerbs> = {
  'absence.record': ({ id, post, from, to, reason, standIn, override }) => ({
    do: 'absence.record',
    id,
    post,
    from: instant(from, 'from'),
    to: instant(to, 'to'),
    reason,
    standIn: standIn ?? null,
    override: override ?? null,
  }),
  'absence.end': ({ id }) => ({ do: 'absence.end', id }),
  'sending.stop': ({ by, why }) => ({ do: 'sending.stop', by, why }),
  'sending.resume': ({ by }) => ({ do: 'sending.resume', by }),
};
