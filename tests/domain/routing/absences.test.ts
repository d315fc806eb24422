import { describe, expect, it } from 'vitest';
import {
  absenceAt,
  isInForce,
  maySignFor,
  standInOf,
  titleOf,
} from '../../../shared/domain/routing/absences.ts';
import type { Absence, LeaveStatus, Whereabouts } from '../../../shared/domain/routing/directory.ts';
import { recipients } from '../../../shared/domain/routing/recipients.ts';
import { resolve } from '../../../shared/domain/routing/resolve.ts';
import { endOfWhereabouts, outOfReach } from '../../../shared/domain/routing/whereabouts.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { away, demo, rosterOf, withPost } from './demo-roster.ts';

const noon = parseInstant('2026-06-05T12:00:00+08:00');
const gone = (post: string, more: Partial<Absence> = {}) => away(post, '2026-06-03', '2026-06-08', more);

describe('only what is approved counts', () => {
  it.each<[LeaveStatus | undefined, boolean]>([
    [undefined, true],
    ['approved', true],
    ['requested', false],
    ['refused', false],
    ['withdrawn', false],
  ])('%s: %s', (status, counts) => {
    const absence = gone('mayor', status === undefined ? {} : { status });
    expect(isInForce(absence)).toBe(counts);
    expect(absenceAt('mayor', noon, demo, [absence]) !== null).toBe(counts);
    expect(resolve('mayor', noon, rosterOf([absence]))).toMatchObject({
      post: counts ? 'executive-vice-mayor' : 'mayor',
    });
  });
});

describe('who signs', () => {
  it.each<[string, string, Absence[], string]>([
    ['present: himself', 'vice-mayor-1', [], 'vice-mayor-1'],
    ['away: still himself', 'vice-mayor-1', [gone('vice-mayor-1')], 'vice-mayor-1'],
    ['signing included: the pair', 'vice-mayor-1', [gone('vice-mayor-1', { signing: true })], 'vice-mayor-2'],
    ['the mayor’s: the executive', 'mayor', [gone('mayor', { signing: true })], 'executive-vice-mayor'],
    [
      'the stand-in named in the record',
      'vice-mayor-1',
      [gone('vice-mayor-1', { signing: true, standIn: 'vice-mayor-6' })],
      'vice-mayor-6',
    ],
    [
      'a head’s deputy',
      'housing.principal',
      [gone('housing.principal', { signing: true })],
      'housing.deputy',
    ],
    [
      'a stand-in who is away does not pass it on',
      'vice-mayor-1',
      [gone('vice-mayor-1', { signing: true }), gone('vice-mayor-2')],
      'vice-mayor-1',
    ],
    [
      'a request gives nothing',
      'vice-mayor-1',
      [gone('vice-mayor-1', { signing: true, status: 'requested' })],
      'vice-mayor-1',
    ],
  ])('%s', (_, post, absences, signs) => {
    expect(maySignFor(post, noon, rosterOf(absences))).toBe(signs);
  });

  it('over at the end of the absence', () => {
    const roster = rosterOf([gone('mayor', { signing: true })]);
    expect(maySignFor('mayor', parseInstant('2026-06-09T00:00:00+08:00'), roster)).toBe('mayor');
  });

  it('a vacant stand-in signs nothing', () => {
    const vacant = withPost(demo, 'vice-mayor-2', { holder: null });
    expect(
      maySignFor('vice-mayor-1', noon, rosterOf([gone('vice-mayor-1', { signing: true })], vacant)),
    ).toBe('vice-mayor-1');
  });

  it('nobody stands in for a post without pair or deputy', () => {
    expect(standInOf({ post: 'housing.liaison' }, demo)).toBeNull();
  });
});

describe('whereabouts', () => {
  const told: Whereabouts = {
    post: 'mayor',
    reachable: false,
    note: '乘机赴省城',
    at: parseInstant('2026-06-05T11:00:00+08:00'),
    until: parseInstant('2026-06-05T14:00:00+08:00'),
  };
  const address = { post: 'mayor', channel: null } as const;
  const toldWith = (whereabouts: Whereabouts[], clock: 'E' | 'F', instant = noon) =>
    recipients({ ...address, clock }, instant, { ...rosterOf([]), whereabouts }, 'direct');

  it('a leader out of reach is passed over in an emergency, and the path says why', () => {
    const { deliveries, path } = toldWith([told], 'E');
    expect(deliveries.map(({ to }) => to)).toEqual(['executive-vice-mayor']);
    expect(path).toEqual(['区长暂时无法联系（乘机赴省城），由常务副区长主持工作']);
  });

  it.each<[string, Whereabouts[], 'E' | 'F', string]>([
    ['but not in ordinary matters', [told], 'F', '2026-06-05T12:00:00+08:00'],
    ['nor before it was said', [told], 'E', '2026-06-05T10:59:59+08:00'],
    ['nor afterwards', [told], 'E', '2026-06-05T14:00:00+08:00'],
    ['nor when he can be reached', [{ ...told, reachable: true }], 'E', '2026-06-05T12:00:00+08:00'],
  ])('%s', (_, whereabouts, clock, instant) => {
    const { deliveries } = toldWith(whereabouts, clock, parseInstant(instant));
    expect(deliveries.map(({ to }) => to)).toEqual(['mayor']);
  });

  it('hold until the end of the day in China', () => {
    expect(endOfWhereabouts(noon, 'Asia/Shanghai')).toBe('2026-06-05T16:00:00Z');
    expect(outOfReach({}, noon).size).toBe(0);
  });
});

it('a post that is gone is still called by its unit', () => {
  const posts = new Map([...demo.posts].filter(([id]) => id !== 'culture.liaison'));
  expect(titleOf('culture.liaison', { ...demo, posts })).toBe('区文旅局联络员');
  expect(titleOf('moon.liaison', demo)).toBe('moon.liaison');
});
