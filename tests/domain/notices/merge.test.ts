import { describe, expect, it } from 'vitest';
import { type DueNotice, group } from '../../../shared/domain/notices/merge.ts';
import { dueNotice } from './office-times.ts';

const described = (due: DueNotice[]) =>
  group(due).map(({ notices }) => notices.map(({ facts }) => facts.id).join('+'));

const a = dueNotice({ id: 'a', duty: 'm5/D52-07/i1' });
const b = dueNotice({ id: 'b', duty: 'm5/D52-07/i2' });
const emergency = (id: string, change: object = {}) =>
  dueNotice({ id, clock: 'E', kind: 'start', matter: 'e17', duty: `e17/${id}`, ...change });

describe('group', () => {
  it.each<[string, DueNotice[], string[]]>([
    ['nothing', [], []],
    ['one alone', [a], ['a']],
    ['two to one person', [a, b], ['a+b']],
    [
      'of different matters',
      [a, dueNotice({ id: 'w', matter: '2026-W12', duty: '2026-W12/D76-2' })],
      ['w+a'],
    ],
    ['of different kinds', [a, dueNotice({ id: 'h', kind: 'hasten', rung: 'hasten' })], ['a+h']],
    ['to two people', [a, dueNotice({ id: 'c' }, { person: 'p2' })], ['a', 'c']],
    ['on two channels', [a, dueNotice({ id: 'c' }, { channel: 'phone-record' })], ['a', 'c']],
    ['two duties of one event', [emergency('D36-2'), emergency('D36-3')], ['D36-2+D36-3']],
    ['two sorts of one event', [emergency('x'), emergency('y', { kind: 'warn' })], ['x', 'y']],
    ['two events', [emergency('x'), emergency('y', { matter: 'e18', duty: 'e18/y' })], ['x', 'y']],
    ['an emergency and something ordinary', [emergency('x'), a], ['x', 'a']],
    [
      'a leader’s and the liaison officer’s own',
      [dueNotice({ id: 'l' }, { person: 'p', served: 'mayor' }), dueNotice({ id: 'o' }, { person: 'p' })],
      ['l', 'o'],
    ],
    [
      'two leaders served by one officer',
      [
        dueNotice({ id: 'l' }, { person: 'p', served: 'mayor' }),
        dueNotice({ id: 'm' }, { person: 'p', served: 'vice-mayor-1' }),
      ],
      ['l', 'm'],
    ],
  ])('%s', (_, due, expected) => {
    expect(described(due)).toEqual(expected);
    expect(described(due.toReversed())).toEqual(expected);
  });

  it('begins with the lowest by (matter, duty, rung) and names each duty once', () => {
    const [only] = group([b, dueNotice({ id: 'z', duty: 'm5/D52-07/i2', rung: 'zz' }), a]);
    expect(only?.first.facts.id).toBe('a');
    expect(only?.duties).toEqual(['m5/D52-07/i1', 'm5/D52-07/i2']);
  });
});
