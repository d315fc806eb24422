import { describe, expect, it } from 'vitest';
import { leaderInCharge, leaderServedBy, postsOf, validRole } from '../../../shared/domain/routing/roles.ts';
import { demo } from './demo-roster.ts';

describe('postsOf', () => {
  it.each([
    ['the liaison officer of the owing unit', 'unit.liaison', { unit: 'housing' }, ['housing.liaison']],
    ['the head of the owing unit', 'unit.principal', { unit: 'housing' }, ['housing.principal']],
    ['the office is headed by its director', 'unit.principal', { unit: 'office' }, ['office-director']],
    ['the same under its own name', 'office.principal', {}, ['office-director']],
    ['the leader whose portfolio holds the unit', 'leader-in-charge', { unit: 'housing' }, ['vice-mayor-1']],
    [
      'shared within one portfolio: its leader',
      'leader-in-charge',
      { unit: 'housing', sharedWith: ['transport'] },
      ['vice-mayor-1'],
    ],
    [
      'shared between portfolios: the executive vice-mayor (D14-2)',
      'leader-in-charge',
      { unit: 'housing', sharedWith: ['transport', 'emergency'] },
      ['executive-vice-mayor'],
    ],
    ['a plain post', 'mayor', {}, ['mayor']],
    ['a numbered leader', 'vice-mayor-6', {}, ['vice-mayor-6']],
    ['a named unit', 'publicity.liaison', {}, ['publicity.liaison']],
    ['a deputy of the office', 'office.deputy', {}, ['office.deputy']],
    ['a leader’s liaison officer', 'mayor.liaison', {}, ['mayor.liaison']],
    [
      'the liaison officer of the leader served',
      'served.liaison',
      { served: 'vice-mayor-2' },
      ['vice-mayor-2.liaison'],
    ],
    ['all leaders, the mayor first', 'leaders', {}, demo.leaders],
    [
      'whoever was told, each once',
      'told',
      { told: ['mayor', 'housing.liaison', 'mayor'] },
      ['mayor', 'housing.liaison'],
    ],
    ['nobody was told', 'told', {}, []],
  ])('%s', (_, role, context, posts) => {
    expect(postsOf(role, context, demo)).toEqual(posts);
  });

  it.each([
    ['unit.head', {}, "role 'unit.head' is unknown"],
    ['Mayor', {}, "role 'Mayor' is unknown"],
    ['unit.liaison', {}, "role 'unit.liaison' needs the unit that owes the duty"],
    ['unit.liaison', { unit: 'moon' }, "the directory has no unit 'moon'"],
    ['served.liaison', {}, "role 'served.liaison' needs the leader served"],
    ['vice-mayor-9', {}, "the directory has no post 'vice-mayor-9'"],
    ['moon.liaison', {}, "the directory has no post 'moon.liaison'"],
  ])('refuses %s with %o', (role, context, sentence) => {
    expect(() => postsOf(role, context, demo)).toThrow(sentence);
  });
});

it('gives a unit in nobody’s portfolio to the executive vice-mayor', () => {
  const directory = { ...demo, portfolios: new Map([['vice-mayor-1', ['finance']]]) };
  expect(leaderInCharge('housing', directory)).toBe('executive-vice-mayor');
});

it.each([
  'unit.liaison',
  'leader-in-charge',
  'told',
  'leaders',
  'served.liaison',
  'office-director',
  'town-1.liaison',
])('a rulebook may address %s', (role) => expect(validRole(role)).toBe(true));

it.each(['served.principal', 'unit', 'unit.head', 'leader', '', 'mayor.', 'vice-mayor-0'])(
  'a rulebook may not address %s',
  (role) => expect(validRole(role)).toBe(false),
);

it('knows whom a liaison officer serves', () => {
  expect(leaderServedBy('mayor.liaison', demo)).toBe('mayor');
  expect(leaderServedBy('housing.liaison', demo)).toBeNull();
  expect(leaderServedBy('mayor', demo)).toBeNull();
});
