/** Lines over months: nothing is joined over a gap, nothing leaves the frame, and values keep their order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planTrend, strokes, type TrendChart, trendLines } from '../../../web/charts/trend-lines.ts';
import { strayed } from './inside.ts';

const months = (count: number) => Array.from({ length: count }, (_, index) => `2026-${index + 1}`);

function chartOf(lines: TrendChart['lines'], places: number): TrendChart {
  return {
    id: 'trend',
    title: '逐月',
    places: months(places),
    lines,
    say: String,
    missing: '不足10项，不计按时率',
  };
}

describe('any lines', () => {
  const values = fc.array(fc.option(fc.nat(5000), { nil: null }), { minLength: 1, maxLength: 36 });

  it('stay inside the frame, and what is more stands higher', () => {
    fc.assert(
      fc.property(values, values, (first, second) => {
        const lines = [
          { name: '应办事项', points: first },
          { name: '超时事项', points: second },
        ];
        const chart = chartOf(lines, first.length);
        expect(strayed(trendLines(chart))).toEqual([]);
        const points = planTrend(chart)
          .points.flat()
          .filter((point) => point !== null);
        for (const a of points)
          for (const b of points) if (a.value > b.value) expect(a.y).toBeLessThanOrEqual(b.y);
      }),
      { numRuns: 60 },
    );
  });
});

describe('rates with a month that has none', () => {
  const svg = String(trendLines(chartOf([{ name: '按时率', points: [900, null, 950, 1000] }], 4)));

  it('are broken there, and say why', () => {
    expect(svg.match(/<polyline/g)).toHaveLength(2);
    expect(svg).toContain('—：不足10项，不计按时率');
    expect(svg).toContain('2026-2不足10项，不计按时率');
  });

  it('are labelled at the line itself', () => {
    expect(svg).toContain('>按时率</text>');
    expect(svg).toContain('>950</text>');
  });
});

it('two lines are told apart by dash and mark', () => {
  const svg = String(
    trendLines(
      chartOf(
        [
          { name: '应办事项', points: [3, 4] },
          { name: '超时事项', points: [0, 0] },
        ],
        2,
      ),
    ),
  );
  expect(svg).toContain('stroke-dasharray="9 5"');
  expect(svg).toMatch(/<circle .*<rect /s);
});

it.each<[string, (number | null)[], number[]]>([
  ['no gap', [1, 2, 3], [3]],
  ['a gap in the middle', [1, null, 3, 4], [1, 2]],
  ['gaps at both ends', [null, 2, null], [1]],
  ['nothing at all', [null, null], []],
])('%s', (_caption, values, lengths) => {
  const points = values.map((value, x) => (value === null ? null : { x, y: 0, value }));
  expect(strokes(points).map((stroke) => stroke.length)).toEqual(lengths);
});
