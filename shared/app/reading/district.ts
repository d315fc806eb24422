/** Reads commands on the district itself. */
import type { districtVerbs } from '../../contract/verbs/district.ts';
import { parseLocalDate } from '../../domain/time/local-date.ts';
import { writtenDirectory } from './directory.ts';
import { checked, InvalidCommand, instant, type Readers } from './fields.ts';

interface AwayFields {
  readonly id: string;
  readonly post: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly destination?: string | undefined;
  readonly standIn?: string | undefined;
}

function away({ id, post, from, to, reason, destination, standIn }: AwayFields) {
  return {
    id,
    post,
    from: instant(from, 'from'),
    to: instant(to, 'to'),
    reason,
    destination: destination ?? null,
    standIn: standIn ?? null,
  };
}

export const readDistrict: Readers<typeof districtVerbs> = {
  'absence.record': ({ signing, override, ...fields }) => ({
    do: 'absence.record',
    ...away(fields),
    signing,
    override: override ?? null,
  }),
  'absence.request': ({ override, ...fields }) => ({
    do: 'absence.request',
    ...away(fields),
    override: override ?? null,
  }),
  'absence.approve': ({ id, by, for: whose, source, signing }) => {
    if (whose !== undefined && source === undefined)
      throw new InvalidCommand("'source': missing; expected how the consent was learned", ['source']);
    return {
      do: 'absence.approve',
      id,
      by,
      for: whose ?? null,
      source: whose === undefined ? null : (source ?? null),
      signing,
    };
  },
  'absence.confirm': ({ id, by }) => ({ do: 'absence.confirm', id, by }),
  'absence.refuse': ({ id, by, why }) => ({ do: 'absence.refuse', id, by, why }),
  'absence.file': ({ id, number, by }) => ({ do: 'absence.file', id, number, by }),
  'absence.end': ({ id }) => ({ do: 'absence.end', id }),
  'whereabouts.set': ({ post, reachable, note, until }) => ({
    do: 'whereabouts.set',
    post,
    reachable,
    note,
    until: until === undefined ? null : instant(until, 'until'),
  }),
  'directory.appoint': ({ post, person, from, by }) => ({
    do: 'directory.appoint',
    post,
    person,
    from: instant(from, 'from'),
    by,
  }),
  'directory.vacate': ({ post, by, why }) => ({ do: 'directory.vacate', post, by, why: why ?? null }),
  'directory.person': ({ id, by, ...person }) => ({ do: 'directory.person', id, person, by }),
  'directory.successor': ({ unit, successor, from, by, why }) => ({
    do: 'directory.successor',
    unit,
    successor,
    from: checked('from', () => parseLocalDate(from)),
    by,
    why: why ?? null,
  }),
  'directory.import': ({ directory, by, why }) => ({
    do: 'directory.import',
    directory: checked('directory', () => writtenDirectory(directory)),
    by,
    why,
  }),
  'sending.stop': ({ by, why }) => ({ do: 'sending.stop', by, why }),
  'sending.resume': ({ by }) => ({ do: 'sending.resume', by }),
};
