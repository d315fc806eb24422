import { describe, expect, test } from 'vitest';
import { dueRungs, rungKey } from '../../../shared/domain/ladder/due-rungs.ts';
import { nextRepeat } from '../../../shared/domain/ladder/plan-rungs.ts';
import { at, rung } from '../duties/papers-duty.ts';

const ladder = [
  rung('remind', 'remind', at(17, '14:00'), ['unit.liaison']),
  rung('warn', 'warn', at(17, '16:00'), ['unit.liaison', 'unit.principal']),
  rung('check', 'check', at(17, '17:00'), ['office.liaison']),
  rung('breach', 'breach', at(17, '17:00'), ['unit.liaison']),
  rung('repeat', 'hasten', at(17, '17:30'), ['unit.liaison'], { repeatSeconds: 1800 }),
  rung('waiting', 'hasten', null, ['mayor']),
];
const spoken = (now: Parameters<typeof dueRungs>[1]) =>
  dueRungs(ladder, now).reached.map((one) => [rungKey(one), ...one.notify]);

describe('what is due at one moment', () => {
  test.each([
    ['13:59', [], 'nothing yet'],
    ['14:00', [['remind', 'unit.liaison']], 'the first'],
    ['16:00', [['remind'], ['warn', 'unit.liaison', 'unit.principal']], 'two: the later speaks to both'],
    [
      '17:00',
      [['remind'], ['warn', 'unit.principal'], ['check', 'office.liaison'], ['breach', 'unit.liaison']],
      'each person is told once, by the latest that addresses them',
    ],
    [
      '18:20',
      [
        ['remind'],
        ['warn', 'unit.principal'],
        ['check', 'office.liaison'],
        ['breach', 'unit.liaison'],
        ['repeat@2026-03-17T09:30:00Z', 'unit.liaison'],
      ],
      'a breach is said in its own right, also when a repeat follows',
    ],
  ])('at %s: %j (%s)', (time, expected) => {
    expect(spoken(at(17, time))).toEqual(expected);
  });

  test('a repeat that was missed several times comes once, and then at its own next instant', () => {
    const { remaining } = dueRungs(ladder, at(17, '18:20'));
    expect(remaining.map(({ id, at: when }) => [id, when])).toEqual([
      ['repeat', at(17, '18:30')],
      ['waiting', null],
    ]);
  });

  test('a draft that waits to be let go takes nobody’s message away, and is not taken away', () => {
    const rungs = [
      rung('hasten', 'hasten', at(17, '17:30'), ['unit.principal']),
      rung('slip', 'hasten', at(17, '18:00'), ['unit.principal'], { approval: 'office-director' }),
      rung('again', 'hasten', at(17, '18:10'), ['unit.principal']),
    ];
    const told = (now: Parameters<typeof dueRungs>[1]) =>
      dueRungs(rungs, now).reached.map((one) => [rungKey(one), ...one.notify]);
    expect(told(at(17, '18:00'))).toEqual([
      ['hasten', 'unit.principal'],
      ['slip', 'unit.principal'],
    ]);
    expect(told(at(17, '18:20'))).toEqual([
      ['hasten'],
      ['slip', 'unit.principal'],
      ['again', 'unit.principal'],
    ]);
  });

  test.each([
    ['17:30', '18:00'],
    ['17:59', '18:00'],
    ['18:00', '18:30'],
    ['23:10', '23:30'],
  ])('repeating every half hour from 17:30, after %s comes %s', (now, next) => {
    expect(nextRepeat(at(17, '17:30'), 1800, at(17, now))).toBe(at(17, next));
  });
});
