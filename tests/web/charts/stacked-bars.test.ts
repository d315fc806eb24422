/** Bars are as long as what they stand for, stay in their frame, and can be read without colour and without sight. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BarChart, planBars, stackedBars } from '../../../web/charts/stacked-bars.ts';
import { boxesIn, strayed } from './inside.ts';

const parts = [
  { name: '按时办结', fill: 'plain' },
  { name: '超时办结', fill: 'stripes' },
  { name: '超时未办结', fill: 'solid' },
  { name: '无法判定', fill: 'dots' },
] as const;

const chartOf = (rows: BarChart['rows']): BarChart => ({ id: 'units', title: '分单位', parts, rows });
const row = fc.record({
  label: fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }),
  counts: fc.array(fc.nat(3000), { minLength: 4, maxLength: 4 }),
  says: fc.constantFrom('', '按时率96.4%'),
});

describe('any bars', () => {
  it('add up to their total on one scale', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
        const { bars, unit } = planBars({ rows });
        for (const [index, { spans }] of bars.entries()) {
          const total = (rows[index]?.counts ?? []).reduce((sum, count) => sum + count, 0);
          const drawn = spans.reduce((sum, { from, to }) => sum + (to - from), 0);
          expect(Math.abs(drawn - total * unit)).toBeLessThanOrEqual(0.011);
        }
      }),
    );
  });

  it('stay inside the frame', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
        expect(strayed(stackedBars(chartOf(rows)))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('two units', () => {
  const rows = [
    { label: '区住房和城乡建设局', counts: [18, 2, 0, 1], says: '按时率90.0%' },
    { label: '区财政局<script>', counts: [200, 1, 0, 0], says: '' },
  ];
  const svg = String(stackedBars(chartOf(rows)));

  it('have a name and say everything in words', () => {
    expect(svg).toContain('role="img"');
    expect(svg).toContain('aria-labelledby="units-title units-says"');
    expect(svg).toContain('区住房和城乡建设局：按时办结18项，超时办结2项，超时未办结0项，无法判定1项');
  });

  it('tell the parts apart by hatching, and each number stands in or behind its bar', () => {
    for (const fill of ['stripes', 'dots']) expect(svg).toContain(`<pattern id="units-${fill}"`);
    expect(svg).toContain('>200</text>');
    expect(svg).toContain('>按时率90.0%，超时办结2，无法判定1</text>');
    expect(svg).toContain('>超时办结1</text>');
  });

  it('draw no part that there is none of, and need no style of their own', () => {
    // Four of the key, three of the first bar, two of the second.
    expect(boxesIn(svg)).toHaveLength(4 + 3 + 2);
    expect(svg).not.toMatch(/style=|<script>|NaN|undefined/);
  });

  it('are the same every time', () => {
    expect(String(stackedBars(chartOf(rows)))).toBe(svg);
  });
});
