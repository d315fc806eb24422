/** The map of a year: every day has its own cell, weekdays stand in their rows, and more is never hatched thinner. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type LocalDate, weekdayOf } from '../../../shared/domain/time/local-date.ts';
import { planYear, shadeLimits, shadeOf, yearHeatMap } from '../../../web/charts/year-heat-map.ts';
import { strayed } from './inside.ts';

describe('any year', () => {
  const year = fc.integer({ min: 2000, max: 2099 });

  it('has a cell of its own for each day, in the row of its weekday', () => {
    fc.assert(
      fc.property(year, (one) => {
        const cells = planYear(one);
        const leap = new Date(Date.UTC(one, 1, 29)).getUTCMonth() === 1;
        expect(cells).toHaveLength(leap ? 366 : 365);
        expect(new Set(cells.map(({ x, y }) => `${x} ${y}`)).size).toBe(cells.length);
        const rows = new Map<number, Set<number>>();
        for (const { date, y } of cells) rows.set(y, (rows.get(y) ?? new Set()).add(weekdayOf(date)));
        expect([...rows.values()].every((weekdays) => weekdays.size === 1)).toBe(true);
        expect(rows.size).toBe(14);
      }),
      { numRuns: 40 },
    );
  });

  it('stays inside the frame with whatever numbers', () => {
    fc.assert(
      fc.property(
        year,
        fc.array(fc.tuple(fc.nat(364), fc.nat(300), fc.nat(300)), { maxLength: 80 }),
        (one, found) => {
          const days = found.map(([day, due, late]) => ({
            date: addDays(`${one}-01-01` as LocalDate, day),
            due: due + late,
            late,
          }));
          const map = { id: 'year', title: '全年', year: one, days, unknownFrom: null };
          expect(strayed(yearHeatMap(map))).toEqual([]);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('shades', () => {
  it.each<[string, number, number[]]>([
    ['a quiet year', 1, [1, 2]],
    ['up to ten a day', 10, [5, 10]],
    ['a busy year', 100, [50, 100]],
  ])('%s', (_caption, most, limits) => {
    expect(shadeLimits(most)).toEqual(limits);
  });

  it('nought is blank, and more is never thinner', () => {
    const order = ['blank', 'sparse', 'dense', 'cross'];
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.nat(500), (most, a, b) => {
        const limits = shadeLimits(most);
        expect(shadeOf(0, limits)).toBe('blank');
        const place = (due: number) => order.indexOf(shadeOf(due, limits));
        if (a <= b) expect(place(a)).toBeLessThanOrEqual(place(b));
      }),
    );
  });
});

describe('one year', () => {
  const days = [
    { date: '2026-03-10' as LocalDate, due: 12, late: 3 },
    { date: '2026-03-11' as LocalDate, due: 1, late: 0 },
  ];
  const map = {
    id: 'year',
    title: '2026年每日情况',
    year: 2026,
    days,
    unknownFrom: '2026-03-20' as LocalDate,
  };
  const svg = String(yearHeatMap(map));

  it('says how much was due and late, by day and in all', () => {
    expect(svg).toContain('3月10日：到期12项，超时3项');
    expect(svg).toContain('2026年到期13项，其中超时3项');
    expect(svg).toContain('>3</text>');
  });

  it('leaves open what lies ahead', () => {
    expect(svg).toContain('3月19日：到期0项');
    expect(svg).not.toContain('3月20日');
    expect(svg.match(/stroke-dasharray="1 3"/g)).toHaveLength(365 - 78);
  });
});
