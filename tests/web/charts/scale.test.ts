/** Scales begin at nought, end at a round number that holds everything, and parts add up to their whole. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beside, ticksTo } from '../../../web/charts/scale.ts';

describe('steps of a scale', () => {
  it.each<[string, number, number[]]>([
    ['nothing', 0, [0, 1]],
    ['one', 1, [0, 1]],
    ['five', 5, [0, 1, 2, 3, 4, 5]],
    ['six', 6, [0, 2, 4, 6]],
    ['eleven', 11, [0, 5, 10, 15]],
    ['a hundred and two', 102, [0, 50, 100, 150]],
    ['two hundred thousand', 200_000, [0, 50_000, 100_000, 150_000, 200_000]],
  ])('%s', (_caption, max, ticks) => {
    expect(ticksTo(max)).toEqual(ticks);
  });

  it('hold every number in at most as many steps as asked for, all of them whole', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 2, max: 9 }), (max, most) => {
        const ticks = ticksTo(max, most);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1) ?? 0).toBeGreaterThanOrEqual(max);
        expect(ticks.length - 1).toBeLessThanOrEqual(most);
        expect(ticks.every(Number.isSafeInteger)).toBe(true);
      }),
    );
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('%s is refused', (max) => {
    expect(() => ticksTo(max)).toThrow('a scale cannot end at');
  });
});

it('parts stand side by side without gaps, and are together as long as their sum', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(500), { minLength: 1, maxLength: 8 }),
      fc.double({ min: 0.01, max: 90, noNaN: true }),
      (counts, unit) => {
        const spans = beside(counts, unit, 210);
        expect(spans[0]?.from).toBe(210);
        for (const [index, { from }] of spans.entries())
          if (index > 0) expect(from).toBe(spans[index - 1]?.to);
        const sum = counts.reduce((total, count) => total + count, 0);
        expect(Math.abs((spans.at(-1)?.to ?? 0) - 210 - sum * unit)).toBeLessThanOrEqual(0.006);
      },
    ),
  );
});
