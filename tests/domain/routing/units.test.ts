import { describe, expect, it } from 'vitest';
import type { Directory, Unit } from '../../../shared/domain/routing/directory.ts';
import { resolve } from '../../../shared/domain/routing/resolve.ts';
import { leaderInCharge, postsOf } from '../../../shared/domain/routing/roles.ts';
import {
  addressOn,
  isThere,
  standingUnit,
  unitNamed,
  unitsIn,
} from '../../../shared/domain/routing/units.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { parseLocalDate } from '../../../shared/domain/time/local-date.ts';
import { away, demo, rosterOf, withPost } from './demo-roster.ts';

const day = parseLocalDate;
const at = (text: string) => parseInstant(`${text}T09:00:00+08:00`);

function withUnit(directory: Directory, unit: Unit): Directory {
  return { ...directory, units: new Map([...directory.units, [unit.id, unit]]) };
}

function changed(directory: Directory, id: string, change: Partial<Unit>): Directory {
  const unit = directory.units.get(id);
  if (!unit) throw new Error(`no unit ${id}`);
  return withUnit(directory, { ...unit, ...change });
}

function withoutPosts(directory: Directory, unit: string): Directory {
  return { ...directory, posts: new Map([...directory.posts].filter(([id]) => !id.startsWith(`${unit}.`))) };
}

/** 区文旅局 goes to 区教育局 on 1 March and 区教育局 to 区卫健局 a month later. */
const merged = changed(
  changed(demo, 'culture', { successor: { unit: 'education', from: day('2026-03-01') } }),
  'education',
  { successor: { unit: 'health', from: day('2026-04-01') } },
);
const first = '区文旅局职责自2026年3月1日起由区教育局承担';
const second = '区教育局职责自2026年4月1日起由区卫健局承担';

describe('a merged unit', () => {
  it.each<[string, string, string, string, string[]]>([
    ['its own posts the day before', 'culture.liaison', '2026-02-28', 'culture.liaison', []],
    ['the successor’s from that day', 'culture.liaison', '2026-03-01', 'education.liaison', [first]],
    ['its head is the successor’s head', 'culture.principal', '2026-03-01', 'education.principal', [first]],
    ['through two mergers', 'culture.deputy', '2026-04-01', 'health.deputy', [first, second]],
  ])('%s', (_, post, date, answering, path) => {
    expect(resolve(post, at(date), rosterOf([], merged))).toMatchObject({
      reached: true,
      post: answering,
      for: null,
      path,
    });
  });

  it('needs no posts of its own', () => {
    const bare = withoutPosts(merged, 'culture');
    expect(postsOf('unit.liaison', { unit: 'culture' }, bare)).toEqual(['culture.liaison']);
    expect(resolve('culture.liaison', at('2026-03-02'), rosterOf([], bare))).toMatchObject({
      post: 'education.liaison',
      path: [first],
    });
  });

  it('goes on from the successor’s post when its holder is away', () => {
    const gone = away('education.liaison', '2026-03-01', '2026-03-05');
    const reach = resolve('culture.liaison', at('2026-03-02'), rosterOf([gone], merged));
    expect(reach).toMatchObject({ post: 'education.principal', for: 'education.liaison' });
    expect(reach.path).toEqual([first, '区教育局联络员外出（3月1日至5日），转区教育局局长']);
  });

  it('a deputy whom the successor does not have is its head', () => {
    const posts = new Map([...merged.posts].filter(([id]) => id !== 'education.deputy'));
    expect(addressOn('culture.deputy', day('2026-03-01'), { ...merged, posts }).post).toBe(
      'education.principal',
    );
  });

  it.each([
    ['2026-02-28', 'vice-mayor-2'],
    ['2026-04-01', 'vice-mayor-4'],
  ])('is in the charge of its own or its successor’s leader: %s', (date, leader) => {
    expect(leaderInCharge('culture', merged, day(date))).toBe(leader);
    expect(postsOf('leader-in-charge', { unit: 'culture', on: day(date) }, merged)).toEqual([leader]);
  });

  it('in nobody’s portfolio any more is in the charge of the successor’s leader', () => {
    const portfolios = new Map([['vice-mayor-4', ['health']]]);
    expect(leaderInCharge('culture', { ...merged, portfolios })).toBe('vice-mayor-4');
  });

  it('is not there from that day', () => {
    expect(standingUnit('culture', merged, day('2026-03-31'))?.id).toBe('education');
    expect(unitsIn(merged, 'departments')).toContain('culture');
    expect(unitsIn(merged, 'departments', day('2026-03-01'))).not.toContain('culture');
    expect(unitsIn(merged, 'departments', day('2026-02-28'))).toContain('culture');
  });

  it('an abolished one is not there either', () => {
    const abolished = changed(demo, 'audit', { abolished: day('2026-05-01') });
    const audit = abolished.units.get('audit');
    expect(audit && [isThere(audit, day('2026-04-30')), isThere(audit, day('2026-05-01'))]).toEqual([
      true,
      false,
    ]);
  });
});

/** 区防汛抗旱指挥部, whose office 区水利局 keeps. */
const floods = withUnit(demo, {
  id: 'floods',
  name: '区防汛抗旱指挥部',
  shortName: '区防指',
  kind: 'body',
  officeIn: 'water',
});

describe('a co-ordinating body', () => {
  it.each([
    ['unit.liaison', 'water.liaison'],
    ['unit.principal', 'water.principal'],
    ['unit.deputy', 'water.deputy'],
  ])('%s is the housing unit’s', (role, answering) => {
    const [post = ''] = postsOf(role, { unit: 'floods' }, floods);
    expect(resolve(post, at('2026-03-02'), rosterOf([], floods))).toMatchObject({
      post: answering,
      path: ['区防指的办公室设在区水利局，由其办理'],
    });
  });

  it('with a post of its own answers itself', () => {
    const own = withPost(floods, 'water.liaison', {});
    const posts = new Map([
      ...own.posts,
      [
        'floods.liaison',
        {
          id: 'floods.liaison',
          title: '区防指办联络员',
          audience: 'unit',
          unit: 'floods',
          holder: 'p-water-deputy',
        } as const,
      ],
    ]);
    expect(resolve('floods.liaison', at('2026-03-02'), rosterOf([], { ...own, posts }))).toMatchObject({
      post: 'floods.liaison',
      person: 'p-water-deputy',
      path: [],
    });
  });

  it('moves with the unit that houses it', () => {
    const moved = changed(floods, 'water', { successor: { unit: 'agriculture', from: day('2026-03-01') } });
    expect(addressOn('floods.liaison', day('2026-03-01'), moved)).toEqual({
      post: 'agriculture.liaison',
      path: ['区防指的办公室设在区水利局，由其办理', '区水利局职责自2026年3月1日起由区农业农村局承担'],
    });
  });

  it('is in the charge of the housing unit’s leader', () => {
    expect(leaderInCharge('floods', floods)).toBe('vice-mayor-3');
  });
});

describe('aliases', () => {
  it.each([
    ['a named post', 'legal.liaison', {}, ['justice.liaison']],
    ['the office is headed by its director', 'disclosure.principal', {}, ['office-director']],
    ['the owing unit', 'unit.principal', { unit: 'legal' }, ['justice.principal']],
    ['its leader', 'leader-in-charge', { unit: 'legal' }, ['vice-mayor-5']],
  ])('%s', (_, role, context, posts) => {
    expect(postsOf(role, context, demo)).toEqual(posts);
  });

  it('resolve like the posts they stand for', () => {
    expect(resolve('legal.liaison', at('2026-03-02'), rosterOf([]))).toMatchObject({
      post: 'justice.liaison',
      for: null,
      path: [],
    });
  });

  it('an unknown name is no unit', () => {
    expect(unitNamed('legal', demo)?.id).toBe('justice');
    expect(unitNamed('moon', demo)).toBeNull();
  });
});

describe('groups', () => {
  it.each([
    ['departments', 18],
    ['towns', 4],
    ['bodies', 1],
    ['units', 23],
  ] as const)('%s', (group, count) => {
    expect(unitsIn(floods, group)).toHaveLength(count);
  });

  it('those that owe are departments, party bodies and towns, never the office', () => {
    expect(unitsIn(demo, 'units')).toEqual(expect.arrayContaining(['publicity', 'housing', 'town-1']));
    expect(unitsIn(demo, 'units')).not.toContain('office');
  });
});

it('leaders and plain posts answer for themselves', () => {
  for (const post of ['mayor', 'mayor.liaison', 'vice-mayor-3', 'office-director', 'office.deputy', 'nobody'])
    expect(addressOn(post, day('2026-06-01'), merged)).toEqual({ post, path: [] });
});
