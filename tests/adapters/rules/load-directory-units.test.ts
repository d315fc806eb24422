/** Mergers, co-ordinating bodies and aliases in a directory file: what is read, and what does not hang together. */
import { describe, expect, it } from 'vitest';
import { parseDirectory } from '../../../shared/adapters/rules/load-directory.ts';
import { storedDirectory } from '../../../shared/app/district.ts';
import { writtenFrom } from '../../../shared/domain/routing/written-directory.ts';
import { demo } from '../../domain/routing/demo-roster.ts';

type Units = Record<string, Record<string, unknown>>;

/** The demonstration directory as a file would write it, with other units. */
function demoWith(change: (units: Units) => Units, more: object = {}) {
  const written = JSON.parse(JSON.stringify(writtenFrom(demo))) as { units: Units; posts: object };
  return { ...written, units: change(written.units), ...more };
}

const read = (value: unknown) => parseDirectory(value, 'demo.yaml');

describe('what is read', () => {
  it('a merged unit, without posts of its own', () => {
    const old = {
      name: '区体育局',
      shortName: '区体育局',
      kind: 'department',
      successor: { unit: 'culture', from: '2026-03-01' },
    };
    expect(read(demoWith((units) => ({ ...units, sports: old }))).units.get('sports')).toEqual({
      id: 'sports',
      ...old,
    });
  });

  it('a body, whose office another unit keeps', () => {
    const body = { name: '区防汛抗旱指挥部', shortName: '区防指', kind: 'body', officeIn: 'water' };
    expect(read(demoWith((units) => ({ ...units, floods: body }))).units.get('floods')).toEqual({
      id: 'floods',
      ...body,
    });
  });

  it('aliases; a file without them has none', () => {
    expect(demo.aliases.get('legal')).toBe('justice');
    expect(read(demoWith((units) => units, { aliases: undefined })).aliases.size).toBe(0);
  });

  it('the same as it was written from', () => {
    expect(storedDirectory(read(demoWith((units) => units)))).toEqual(storedDirectory(demo));
  });
});

describe('what is refused', () => {
  const housing = (more: object) => (units: Units) => ({ ...units, housing: { ...units.housing, ...more } });
  it.each<[string, unknown, string]>([
    [
      'an unknown successor',
      demoWith(housing({ successor: { unit: 'moon', from: '2026-03-01' } })),
      "units › housing › successor: unknown unit 'moon'; expected another of units",
    ],
    [
      'a unit as its own successor',
      demoWith(housing({ successor: { unit: 'housing', from: '2026-03-01' } })),
      "units › housing › successor: unknown unit 'housing'",
    ],
    [
      'mergers in a circle',
      demoWith((units) => ({
        ...units,
        housing: { ...units.housing, successor: { unit: 'transport', from: '2026-03-01' } },
        transport: { ...units.transport, successor: { unit: 'housing', from: '2026-04-01' } },
      })),
      'units › housing › successor: the mergers run in a circle',
    ],
    [
      'a day that does not exist',
      demoWith(housing({ successor: { unit: 'transport', from: '2026-02-30' } })),
      'demo.yaml: ',
    ],
    [
      'an office for what is no body',
      demoWith(housing({ officeIn: 'water' })),
      'units › housing › officeIn: is for a co-ordinating body; expected kind body',
    ],
    [
      'a body housed nowhere',
      demoWith((units) => ({
        ...units,
        floods: { name: '区防指', shortName: '区防指', kind: 'body', officeIn: 'moon' },
      })),
      "units › floods › officeIn: unknown unit 'moon'",
    ],
    [
      'a body with neither office nor posts',
      demoWith((units) => ({ ...units, floods: { name: '区防指', shortName: '区防指', kind: 'body' } })),
      "units › floods: has no principal; expected a post 'floods.principal'",
    ],
    [
      'an alias that is a unit',
      demoWith((units) => units, { aliases: { housing: 'justice' } }),
      'aliases › housing: is the id of a unit or leader; expected another name',
    ],
    [
      'an alias of nothing',
      demoWith((units) => units, { aliases: { legal: 'moon' } }),
      "aliases › legal: unknown unit 'moon'; expected one of units",
    ],
    [
      'a control character',
      demoWith(housing({ name: '区住建局\u0007' })),
      'expected words without control characters',
    ],
  ])('%s', (_, value, sentence) => {
    expect(() => read(value)).toThrow(sentence);
  });
});
