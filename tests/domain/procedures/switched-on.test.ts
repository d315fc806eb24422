/** Steps behind a switch: off they are not there, and nothing behind them opens sooner for it. */
import { describe, expect, test } from 'vitest';
import { procedure } from '../../../shared/adapters/rules/procedure-grammar.ts';
import type { Procedure } from '../../../shared/domain/procedures/procedure.ts';
import { proceduresUnder } from '../../../shared/domain/procedures/switched-on.ts';
import type { Settings } from '../../../shared/domain/rules/settings.ts';

const step = (id: string, more: object = {}) => ({ id, title: id, clause: 'D1-1', ...more });

function under(steps: readonly object[], on: Readonly<Record<string, boolean>>): Procedure | undefined {
  const whole: Procedure = { id: 'p', ...procedure.parse({ title: '程序', steps }) };
  const settings: Settings = new Map(Object.entries(on));
  return proceduresUnder(new Map([['p', whole]]), settings).get('p');
}

const gates = (found: Procedure | undefined) => found?.steps.map(({ id, after }) => [id, ...after]);

describe('a step that is switched off', () => {
  const steps = [
    step('a'),
    step('b', { after: ['a'], switch: '$on.b' }),
    step('c', { after: ['b'], switch: '$on.c' }),
    step('d', { after: ['c'] }),
  ];

  test.each([
    ['neither', { 'on.b': false, 'on.c': false }, [['a'], ['d', 'a']]],
    ['the first', { 'on.b': true, 'on.c': false }, [['a'], ['b', 'a'], ['d', 'b']]],
    ['the second', { 'on.b': false, 'on.c': true }, [['a'], ['c', 'a'], ['d', 'c']]],
    ['both', { 'on.b': true, 'on.c': true }, [['a'], ['b', 'a'], ['c', 'b'], ['d', 'c']]],
  ])('hands its gate on: %s on', (_, on, expected) => {
    expect(gates(under(steps, on))).toEqual(expected);
  });

  test('is not returned to', () => {
    const back = [step('a', { switch: '$on.a' }), step('b', { after: ['a'], 'returns-to': 'a' })];
    expect(under(back, { 'on.a': false })?.steps).toMatchObject([{ id: 'b', returnsTo: null }]);
    expect(under(back, { 'on.a': true })?.steps.at(-1)).toMatchObject({ id: 'b', returnsTo: 'a' });
  });
});

test('a procedure none of whose steps is on is not there', () => {
  expect(under([step('a', { switch: '$on.a' })], { 'on.a': false })).toBeUndefined();
});
