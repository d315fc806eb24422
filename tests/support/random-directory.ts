/** Directories that hang together, with names and numbers such as people type, for the properties. */
import fc from 'fast-check';
import type { Directory } from '../../shared/domain/routing/directory.ts';
import { directoryFaults } from '../../shared/domain/routing/directory-faults.ts';
import {
  directoryOf,
  type WrittenDirectory,
  type WrittenPerson,
  type WrittenPost,
  type WrittenUnit,
} from '../../shared/domain/routing/written-directory.ts';
import { parseInstant } from '../../shared/domain/time/instant.ts';
import { parseLocalDate } from '../../shared/domain/time/local-date.ts';

/** Also what a spreadsheet program could take for a formula, a number or an escape. */
const words = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
    fc.constantFrom(
      '=1+1',
      '+86 431',
      '-5',
      '@SUM(A1)',
      "'=1",
      '007',
      '1e5',
      '_x0041_',
      '是',
      '2026-03-01',
      '"a",b',
      '【单位】',
    ),
  )
  .map((text) => text.normalize().trim())
  // U+FFFD stands for a character that was lost already; the reader of spreadsheets drops it.
  .filter((text) => text !== '' && !/[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u2028\u2029\ufeff\ufffd]/u.test(text));
const day = fc
  .integer({ min: 1, max: 28 })
  .map((n) => parseLocalDate(`2026-03-${String(n).padStart(2, '0')}`));
const moment = fc.integer({ min: 10, max: 23 }).map((hour) => parseInstant(`2026-03-01T${hour}:00:00Z`));
const people = ['p-a', 'p-b', 'p-c'];
const person: fc.Arbitrary<WrittenPerson> = fc.record({
  name: words,
  phone: words,
  channels: fc.array(fc.record({ channel: words, address: words }), { maxLength: 5 }),
});
const post: fc.Arbitrary<WrittenPost> = fc.record({
  title: words,
  holder: fc.constantFrom(null, ...people),
  deputy: fc.constantFrom(undefined, 'office.liaison'),
  since: fc.option(moment, { nil: undefined }),
});
const unit = (kind: WrittenUnit['kind']): fc.Arbitrary<WrittenUnit> =>
  fc.record({
    name: words,
    shortName: words.filter((text) => text.length <= 10),
    kind: fc.constant(kind),
    abolished: fc.option(day, { nil: undefined }),
  });

const POSTS = [
  'mayor',
  'mayor.liaison',
  'executive-vice-mayor',
  'executive-vice-mayor.liaison',
  'vice-mayor-1',
  'vice-mayor-1.liaison',
  'office-director',
  'office.liaison',
  'a.principal',
  'a.liaison',
];

const written: fc.Arbitrary<WrittenDirectory> = fc.record({
  district: fc.constantFrom('small', 'demo-2'),
  name: words,
  demonstration: fc.boolean(),
  units: fc
    .record({ office: unit('office'), a: unit('department'), old: unit('town'), floods: unit('body') })
    .chain((units) =>
      day.map((from) => ({
        ...units,
        office: { ...units.office, head: 'office-director' },
        old: { ...units.old, successor: { unit: 'a', from } },
        floods: { ...units.floods, officeIn: 'a' },
      })),
    ),
  leaders: fc.constantFrom(
    ['mayor', 'executive-vice-mayor'],
    ['mayor', 'executive-vice-mayor', 'vice-mayor-1'],
    ['vice-mayor-1', 'mayor', 'executive-vice-mayor'],
  ),
  portfolios: fc.constantFrom(
    {},
    { mayor: [] },
    { 'executive-vice-mayor': ['a', 'office'], mayor: ['floods'] },
  ),
  standInPairs: fc.constantFrom([], [['mayor', 'executive-vice-mayor'] as const]),
  aliases: fc.constantFrom({}, { legal: 'a' }, { legal: 'a', disclosure: 'office' }),
  posts: fc.record(Object.fromEntries(POSTS.map((id) => [id, post]))).map(withoutOwnDeputy),
  people: fc.record(Object.fromEntries(people.map((id) => [id, person]))),
});

function withoutOwnDeputy(posts: Record<string, WrittenPost>): Record<string, WrittenPost> {
  return Object.fromEntries(
    Object.entries(posts).map(([id, one]) => [
      id,
      id === 'office.liaison' ? { ...one, deputy: undefined } : one,
    ]),
  );
}

/** Every one of them hangs together. */
export const directories: fc.Arbitrary<Directory> = written
  .filter((one) => directoryFaults(one).next().done === true)
  .map(directoryOf);
