import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  DirectoryFileError,
  loadDirectory,
  parseDirectory,
} from '../../../shared/adapters/rules/load-directory.ts';
import { demo } from '../../domain/routing/demo-roster.ts';

const leaders = ['mayor', 'executive-vice-mayor'];
const person = { name: '沈示川', phone: '000-00001001', channels: ['inbox'] };
const post = (title: string) => ({ title, holder: 'p' });

/** The smallest directory that holds together. */
function smallest() {
  return {
    district: 'small',
    name: '小例区',
    demonstration: true,
    units: {
      office: { name: '区政府办公室', shortName: '区政府办', kind: 'office', head: 'office-director' },
    },
    leaders: [...leaders],
    portfolios: { mayor: ['office'] } as Record<string, string[]>,
    standInPairs: [] as string[][],
    posts: {
      mayor: post('区长'),
      'mayor.liaison': post('区长联络员'),
      'executive-vice-mayor': post('常务副区长'),
      'executive-vice-mayor.liaison': post('常务副区长联络员'),
      'office-director': post('办公室主任'),
      'office.liaison': post('秘书科'),
    } as Record<string, { title: string; holder: string | null; deputy?: string }>,
    people: { p: person },
  };
}

describe('a directory given inline', () => {
  it('is read with its defaults: inbox by person, everything else by phone', () => {
    const people = { p: { ...person, channels: ['inbox', 'sms', { channel: 'wecom', address: 'shen' }] } };
    const read = parseDirectory({ ...smallest(), people }, 'story.yaml');
    expect(read.people.get('p')?.channels).toEqual([
      { channel: 'inbox', address: 'p' },
      { channel: 'sms', address: '000-00001001' },
      { channel: 'wecom', address: 'shen' },
    ]);
  });

  it('knows leaders, the office and units apart', () => {
    const audienceOf = (id: string) => demo.posts.get(id)?.audience;
    expect(
      [
        'mayor',
        'mayor.liaison',
        'office-director',
        'supervision.liaison',
        'housing.principal',
        'town-1.liaison',
      ].map(audienceOf),
    ).toEqual(['leader', 'office', 'office', 'office', 'unit', 'unit']);
  });

  type Change = (directory: ReturnType<typeof smallest>) => unknown;
  it.each<[string, Change, string]>([
    [
      'a holder nobody knows',
      (d) => ({ ...d, posts: { ...d.posts, mayor: { title: '区长', holder: 'q' } } }),
      "posts › mayor › holder: unknown person 'q'; expected one of people",
    ],
    [
      'a deputy nobody knows',
      (d) => ({
        ...d,
        posts: { ...d.posts, 'office-director': { ...post('主任'), deputy: 'office.deputy' } },
      }),
      "posts › office-director › deputy: 'office.deputy' cannot act",
    ],
    [
      'a unit without head',
      (d) => ({
        ...d,
        units: { ...d.units, tax: { name: '区税务局', shortName: '区税务局', kind: 'department' } },
      }),
      "units › tax: has no principal; expected a post 'tax.principal'",
    ],
    [
      'a unit without liaison officer',
      (d) => ({ ...d, posts: { ...d.posts, 'office.liaison': undefined } }),
      'posts › office.liaison',
    ],
    [
      'a post of an unknown unit',
      (d) => ({ ...d, posts: { ...d.posts, 'moon.liaison': post('联络员') } }),
      "posts › moon.liaison: unknown unit or leader 'moon'",
    ],
    [
      'a leader without liaison officer',
      (d) => ({ ...d, leaders: [...leaders, 'office-director'] }),
      "leaders: 'office-director' has no liaison officer; expected a post 'office-director.liaison'",
    ],
    ['no mayor', (d) => ({ ...d, leaders: ['executive-vice-mayor'] }), "leaders: 'mayor' is missing"],
    ['a leader twice', (d) => ({ ...d, leaders: [...leaders, 'mayor'] }), "leaders: 'mayor' stands twice"],
    [
      'a portfolio of nobody',
      (d) => ({ ...d, portfolios: { 'vice-mayor-9': [] } }),
      'portfolios › vice-mayor-9: unknown leader',
    ],
    [
      'an unknown unit in a portfolio',
      (d) => ({ ...d, portfolios: { mayor: ['moon'] } }),
      "portfolios › mayor: unknown unit 'moon'",
    ],
    [
      'a unit in two portfolios',
      (d) => ({ ...d, portfolios: { mayor: ['office'], 'executive-vice-mayor': ['office'] } }),
      "portfolios: unit 'office' stands twice",
    ],
    [
      'a pair with a stranger',
      (d) => ({ ...d, standInPairs: [['mayor', 'office-director']] }),
      "standInPairs: unknown leader 'office-director'",
    ],
    [
      'a pair with itself',
      (d) => ({ ...d, standInPairs: [['mayor', 'mayor']] }),
      "standInPairs: 'mayor' stands twice",
    ],
    [
      'a second head',
      (d) => ({ ...d, posts: { ...d.posts, 'office.principal': post('主任') } }),
      "posts › office.principal: the unit is headed by 'office-director'",
    ],
    [
      'a long short name',
      (d) => ({ ...d, units: { office: { ...d.units.office, shortName: '区人民政府办公室秘书一科' } } }),
      'units › office › shortName: expected at most 10 characters',
    ],
    ['an unknown field', (d) => ({ ...d, mayor: 'p' }), "unknown field 'mayor'"],
    [
      'a telephone that is a number',
      (d) => ({ ...d, people: { p: { ...person, phone: 12345 } } }),
      'people › p › phone',
    ],
    ['nothing at all', () => null, 'story.yaml'],
  ])('refuses %s, with the place', (_, change, sentence) => {
    const read = () => parseDirectory(change(smallest()), 'story.yaml');
    expect(read).toThrow(DirectoryFileError);
    expect(read).toThrow(sentence);
    expect(read).toThrow(/^story\.yaml: [^\n]+$/);
  });
});

it('refuses a file in which an id stands twice, naming the line', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'directory-')), 'twice.yaml');
  writeFileSync(file, 'district: a\nunits:\n  b: {}\n  b: {}\n');
  expect(() => loadDirectory(file)).toThrow(/twice\.yaml: .*line 4/);
});

describe('the demonstration directory', () => {
  it.each([
    ['housing', '区住房和城乡建设局'],
    ['emergency', '区应急管理局'],
    ['finance', '区财政局'],
    ['civil-affairs', '区民政局'],
    ['publicity', '区委宣传部'],
    ['office', '区政府办公室'],
    ['supervision', '区政府督查室'],
    ['duty-room', '区政府总值班室'],
    ['town-1', '示例镇人民政府'],
  ])('has %s, %s', (id, name) => {
    expect(demo.units.get(id)?.name).toBe(name);
  });

  it('puts every unit into one portfolio and every vice-mayor into one pair', () => {
    expect([...demo.portfolios.values()].flat().sort()).toEqual([...demo.units.keys()].sort());
    expect(demo.standInPairs.flat()).toEqual(
      demo.leaders.filter((leader) => leader.startsWith('vice-mayor-')),
    );
  });

  it('is made of invented people with numbers that cannot be dialled', () => {
    expect(demo.demonstration).toBe(true);
    const people = [...demo.people.values()];
    expect(people.filter(({ name }) => !/^.[示例].$/u.test(name))).toEqual([]);
    expect(people.filter(({ phone }) => !/^000-0000\d{4}$/.test(phone))).toEqual([]);
    expect(new Set(people.map(({ name }) => name)).size).toBe(people.length);
  });

  it('has one town that can only be telephoned', () => {
    const byHand = [...demo.people.values()].filter(
      ({ channels }) => channels[0]?.channel === 'phone-record',
    );
    expect(byHand.map(({ id }) => id)).toEqual(['p-town-3-principal', 'p-town-3-deputy', 'p-town-3-liaison']);
  });
});
