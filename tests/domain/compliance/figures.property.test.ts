/** Figures add up whatever the lines: each is counted once, in one outcome, under its rule, its unit and its month. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DutyLine } from '../../../shared/domain/compliance/duty-line.ts';
import { type Figures, FiguresFold } from '../../../shared/domain/compliance/figures.ts';
import { MOST_LISTED } from '../../../shared/domain/compliance/line-list.ts';
import { COUNTED_OUTCOMES, OUTCOMES } from '../../../shared/domain/compliance/outcome.ts';
import { rateOf, sayRate } from '../../../shared/domain/compliance/rate.ts';
import { MinuteCounts } from '../../../shared/domain/compliance/spread.ts';
import { MOST_LINKED, type Tally } from '../../../shared/domain/compliance/tally.ts';
import { addSeconds, parseInstant } from '../../../shared/domain/time/instant.ts';

const FROM = parseInstant('2026-10-01T00:00:00+08:00');
const TO = parseInstant('2026-11-01T00:00:00+08:00');
const UNITS = ['office', 'housing', 'finance'];
const place = (_district: string, unit: string | null) => (unit === null ? 0 : UNITS.indexOf(unit));

const blank: DutyLine = {
  ...{
    district: 'demo',
    id: 'm1/D52-07/a',
    matter: 'm1',
    matterKind: 'meeting',
    about: '甲',
    rule: 'D52-07',
  },
  ...{ article: '52', ruleTitle: '材料报送', title: '材料报送', unit: 'housing', basis: 'clause' },
  ...{ outcome: 'on-time', note: null, formerLate: false, openedAt: FROM, dueAt: FROM, dueLatest: FROM },
  ...{
    provisional: false,
    done: null,
    recordedAt: null,
    settledAt: null,
    lateSeconds: null,
    leadSeconds: null,
  },
  ...{ reason: null, evidence: null, extension: 'none', alternatives: [], rulebook: 'r#1', calendars: [] },
  ...{ secret: false, history: { reminders: 0, raisedTo: [], entries: [] } },
};

const anyLine = fc
  .record({
    number: fc.nat(1_000_000),
    outcome: fc.constantFrom(...OUTCOMES),
    unit: fc.constantFrom(...UNITS),
    rule: fc.constantFrom('D52-07', 'D36-2', 'D9-1'),
    after: fc.integer({ min: -40 * 86_400, max: 50 * 86_400 }),
    late: fc.nat(400_000),
    extension: fc.constantFrom('none' as const, 'asked' as const, 'granted' as const, 'refused' as const),
  })
  .map(
    ({ number, outcome, unit, rule, after, late, extension }): DutyLine => ({
      ...blank,
      ...{ id: `m${number}/${rule}`, outcome, unit, rule, extension },
      article: rule.slice(1).split('-')[0] ?? '',
      dueAt: addSeconds(FROM, after),
      lateSeconds: outcome === 'late' ? late : null,
      leadSeconds: outcome === 'on-time' ? late : null,
    }),
  );

function figuresOf(lines: readonly DutyLine[], ofOneUnit = false): Figures {
  const fold = new FiguresFold({ from: FROM, to: TO, zone: 'Asia/Shanghai', ofOneUnit });
  for (const line of lines) fold.add(line);
  return fold.figures(place);
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const parts = ({ outcomes }: Tally) => sum(Object.values(outcomes).map(({ count }) => count));

describe('figures add up', () => {
  test('due is the sum of its outcomes, of the rules, of the units, and of the month', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 120 }), (lines) => {
        const figures = figuresOf(lines);
        const inPeriod = lines.filter(({ dueAt }) => dueAt >= FROM && dueAt < TO);
        const due = inPeriod.filter(({ outcome }) => outcome !== 'internal');
        expect(figures.internal).toBe(inPeriod.length - due.length);
        expect(figures.overall.due).toBe(due.length);
        expect(parts(figures.overall)).toBe(due.length);
        for (const tallies of [figures.byRule, figures.byUnit, figures.byDistrict]) {
          expect(sum(tallies.map((tally) => tally.due))).toBe(due.length);
          expect(tallies.every((tally) => parts(tally) === tally.due)).toBe(true);
        }
        expect(figures.months.find(({ month }) => month === '2026-10')?.due ?? 0).toBe(due.length);
        for (const outcome of COUNTED_OUTCOMES)
          expect(figures.overall.outcomes[outcome].count).toBe(
            due.filter((line) => line.outcome === outcome).length,
          );
        expect(figures.late.count).toBe(
          figures.overall.outcomes.late.count + figures.overall.outcomes.overdue.count,
        );
        const { asked, granted, refused, pending } = figures.extensions;
        expect(granted + refused + pending).toBe(asked);
      }),
    );
  });

  test('the order in which lines come makes no difference', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 60 }), (lines) => {
        const unique = [...new Map(lines.map((line) => [line.id, line])).values()];
        const strip = ({ overall: _overall, ...rest }: Figures) =>
          JSON.stringify(rest, (key, value: unknown) => (key === 'duties' ? undefined : value));
        expect(strip(figuresOf(unique.toReversed()))).toBe(strip(figuresOf(unique)));
      }),
    );
  });

  test('median and 90th percentile are those of the sorted lengths, to the minute', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10_000_000), { minLength: 1, maxLength: 200 }), (lengths) => {
        const counts = new MinuteCounts();
        for (const length of lengths) counts.add(length);
        const sorted = lengths.map((one) => Math.floor(one / 60) * 60).toSorted((a, b) => a - b);
        const rank = (share: number) => sorted[Math.ceil(sorted.length * share) - 1];
        expect(counts.spread()).toEqual({
          count: lengths.length,
          median: rank(0.5),
          p90: rank(0.9),
          longest: rank(1),
        });
      }),
    );
  });
});

describe('rates', () => {
  test.each<[string, number, number, number, string | null]>([
    ['all on time', 30, 30, 10, '100.0%'],
    ['all but one of many is not all', 99_999, 100_000, 10, '99.9%'],
    ['one of many is not none', 1, 100_000, 10, '0.1%'],
    ['rounded half up', 1, 16, 10, '6.3%'],
    ['nine are too few', 9, 9, 10, null],
    ['ten are enough', 5, 10, 10, '50.0%'],
    ['nothing counts', 0, 0, 1, null],
  ])('%s', (_caption, onTime, of, least, said) => {
    const rate = rateOf(onTime, of, least);
    expect(rate === null ? null : sayRate(rate)).toBe(said);
  });

  const few = Array.from({ length: 9 }, (_, index) => ({ ...blank, id: `m${index}/D52-07` }));

  test('no unit, no rule and no month gets one for fewer than ten', () => {
    const { byUnit, byRule, months, overall } = figuresOf(few);
    expect([byUnit[0]?.rate, byRule[0]?.rate, months[0]?.rate]).toEqual([null, null, null]);
    expect(overall.rate?.perMille).toBe(1000);
  });

  test('nor does the report of one unit', () => {
    expect(figuresOf(few, true).overall.rate).toBeNull();
  });
});

describe('lists', () => {
  const many = Array.from({ length: 700 }, (_, index) => ({
    ...blank,
    ...{ id: `m${index}/D52-07`, outcome: 'late' as const, lateSeconds: 60 },
    dueAt: addSeconds(FROM, (index * 7919) % 600_000),
  }));

  test('long ones are cut at the latest limits, and say how many there are', () => {
    const { late } = figuresOf(many);
    expect([late.count, late.lines.length]).toEqual([700, MOST_LISTED]);
    const earliest = many
      .map(({ dueAt }) => dueAt)
      .toSorted()
      .slice(0, MOST_LISTED);
    expect(late.lines.map(({ dueAt }) => dueAt).toSorted()).toEqual(earliest);
  });

  test('a figure names its duties while they are few', () => {
    const named = (lines: readonly DutyLine[]) => figuresOf(lines).overall.outcomes.late.duties;
    expect(named(many.slice(0, MOST_LINKED))).toHaveLength(MOST_LINKED);
    expect(named(many)).toBeNull();
  });

  test('units stand in the order of the directory, whatever their figures', () => {
    const lines = UNITS.toReversed().map((unit, index) => ({ ...blank, unit, id: `m${index}/D52-07` }));
    expect(figuresOf(lines).byUnit.map(({ unit }) => unit)).toEqual(UNITS);
  });
});
