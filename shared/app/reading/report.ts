/** Reads commands about kept compliance reports. */
import type { reportVerbs } from '../../contract/verbs/report.ts';
import { parsePeriodId } from '../../domain/time/period.ts';
import { checked, type Readers } from './fields.ts';

export const readReport: Readers<typeof reportVerbs> = {
  'report.make': ({ period, unit, kind, ranking, by }) => ({
    do: 'report.make',
    id: checked('period', () => parsePeriodId(period)),
    unit: unit ?? null,
    kind: kind ?? null,
    ranking,
    by,
  }),
  'report.approve': ({ id, by, for: whose, source }) => ({
    do: 'report.approve',
    id,
    by,
    for: whose ?? null,
    source: source ?? null,
  }),
  'report.withdraw': ({ id, by, why }) => ({ do: 'report.withdraw', id, by, why }),
};
