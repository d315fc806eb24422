/** Every figure of a report yields as many duties as it says, also of a kept report after things have moved on. */
import { beforeAll, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../../shared/adapters/sqlite/store.ts';
import type { Engine } from '../../../shared/app/engine.ts';
import { execute } from '../../../shared/app/execute.ts';
import { readCommand } from '../../../shared/app/read-command.ts';
import type { ComplianceReport, ReportScope } from '../../../shared/app/reports/compliance-report.ts';
import { DayCounts } from '../../../shared/app/reports/day-counts.ts';
import { type DutySource, rowsSource } from '../../../shared/app/reports/duty-source.ts';
import { extractOf, sourceOf } from '../../../shared/app/reports/kept-lines.ts';
import { keptReport } from '../../../shared/app/reports/kept-report.ts';
import { type LineQuery, linesOf, scopeOfMonth } from '../../../shared/app/reports/lines-of.ts';
import { buildReport } from '../../../shared/app/reports/report.ts';
import { COUNTED_OUTCOMES } from '../../../shared/domain/compliance/outcome.ts';
import { addSeconds } from '../../../shared/domain/time/instant.ts';
import type { LocalDate, MonthId } from '../../../shared/domain/time/local-date.ts';
import { DISTRICT } from '../../support/office.ts';
import { AS_OF, layMonth, MONTH } from '../../support/reported-month.ts';

let engine: Engine;

const scope: ReportScope = {
  first: MONTH.first as LocalDate,
  last: MONTH.last as LocalDate,
  rulebook: null,
  unit: null,
  kind: null,
  version: 'whole',
};

beforeAll(async () => {
  engine = await layMonth(openSqliteStore({ file: ':memory:' }));
}, 120_000);

function built(change: Partial<ReportScope> = {}): Promise<ComplianceReport> {
  const asked = { scope: { ...scope, ...change }, districts: [DISTRICT], asOf: AS_OF, ranking: false };
  return buildReport(engine, asked);
}

/** Every figure that leads to duties, with the query that it leads by. */
function figuresOf({ figures }: ComplianceReport): (readonly [string, number, LineQuery])[] {
  const { overall, byRule, byUnit, extensions, formerLate, provisional, internal, notes, appendix } = figures;
  return [
    ['due', overall.due, { counted: true }],
    ...COUNTED_OUTCOMES.map((outcome) => [outcome, overall.outcomes[outcome].count, { outcome }] as const),
    ['internal', internal, { outcome: 'internal' }],
    ...byRule.flatMap(({ rule, title: ruleTitle, due, outcomes }) => [
      [`${rule} due`, due, { rule, ruleTitle, counted: true }] as const,
      [`${rule} late`, outcomes.late.count, { rule, ruleTitle, outcome: 'late' }] as const,
    ]),
    ...byUnit.flatMap(({ unit, due, outcomes }) => [
      [`${unit} due`, due, { unit, counted: true }] as const,
      [`${unit} on time`, outcomes['on-time'].count, { unit, outcome: 'on-time' }] as const,
    ]),
    ['asked', extensions.asked, { extension: 'any' }],
    ['granted', extensions.granted, { extension: 'granted' }],
    ['refused', extensions.refused, { extension: 'refused' }],
    ['pending', extensions.pending, { extension: 'asked' }],
    ['former', formerLate.count, { formerLate: true }],
    ['provisional', provisional, { provisional: true }],
    ...notes.map(({ outcome, note, count }) => [note, count, { outcome, note }] as const),
    ['settled', appendix?.reminders.settled ?? 0, { settled: true }],
  ];
}

async function counted(report: ComplianceReport, query: LineQuery, source?: DutySource): Promise<number> {
  return (await Array.fromAsync(linesOf(engine, report, query, source))).length;
}

describe('a report as it is now', () => {
  test('each figure is the number of its lines', async () => {
    const report = await built();
    const figures = figuresOf(report);
    for (const [name, count, query] of figures)
      expect([name, await counted(report, query)]).toEqual([name, count]);
    expect(figures.filter(([, count]) => count > 0).length).toBeGreaterThan(15);
  });

  test.each<[string, Partial<ReportScope>]>([
    ['of the month', {}],
    ['of some days', { first: '2026-03-09' as LocalDate, last: '2026-03-20' as LocalDate }],
    ['of two years', { first: '2025-01-15' as LocalDate, last: '2026-12-31' as LocalDate }],
  ])('each month of the trend %s is the number of its lines', async (_caption, change) => {
    const report = await built(change);
    for (const { month, due } of report.figures.months) {
      const own = { ...report, scope: scopeOfMonth(report.scope, month as MonthId) };
      expect([month, await counted(own, { counted: true })]).toEqual([month, due]);
    }
  });

  test('the days of a year add up to its figures', async () => {
    const report = await built();
    const days = new DayCounts(report.zone);
    for await (const line of linesOf(engine, report, {}, rowsSource(engine.store))) days.add(line);
    const { overall } = report.figures;
    const figures = days.figures();
    const sum = (of: 'due' | 'late') => figures.reduce((total, day) => total + day[of], 0);
    expect([sum('due'), sum('late')]).toEqual([
      overall.due,
      overall.outcomes.late.count + overall.outcomes.overdue.count,
    ]);
    expect(figures.map(({ date }) => date)).toEqual(figures.map(({ date }) => date).toSorted());
  });
});

describe('a kept report', () => {
  test('keeps its lines and its extract when a duty is handed in afterwards', async () => {
    const kept = await keptReport(engine.store, DISTRICT, '2026-0001');
    if (!kept) throw new Error('the month has no report');
    const { report } = kept;
    const before = await extractOf(engine, report, 'transport');
    const late = { do: 'duty.submit', duty: 'k1/D52-07/x4', by: 'transport', evidence: '补报' };
    const { do: verb, ...fields } = late;
    const at = addSeconds(AS_OF, 3600);
    const command = readCommand(verb, fields, at);
    const outcome = await execute(
      engine,
      { district: DISTRICT, commandId: 'later-1', actor: 'office', command },
      at,
    );
    expect(outcome.outcome).toBe('done');

    const source = await sourceOf(engine.store, report);
    for (const [name, count, query] of figuresOf(report))
      expect([name, await counted(report, query, source)]).toEqual([name, count]);
    expect(await extractOf(engine, report, 'transport')).toEqual(before);
    expect(before.figures.overall.outcomes.overdue.count).toBe(1);
    const now = await built({ unit: 'transport', version: 'extract' });
    expect(now.figures.overall.outcomes.overdue.count).toBe(0);
  });

  test('of one unit has no extract for another', async () => {
    const report = await built({ unit: 'housing' });
    await expect(extractOf(engine, report, 'transport')).rejects.toThrow("the report is that of 'housing'");
  });
});
