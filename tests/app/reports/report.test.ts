/** A month of an office becomes a report that adds up, hides what it must, and agrees with the ledger. */
import { beforeAll, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../../shared/adapters/sqlite/store.ts';
import type { District } from '../../../shared/app/district.ts';
import type { Engine } from '../../../shared/app/engine.ts';
import type { ComplianceReport, ReportScope } from '../../../shared/app/reports/compliance-report.ts';
import { ledgerSource, mattersInLedger } from '../../../shared/app/reports/duty-source.ts';
import { linesOf } from '../../../shared/app/reports/lines-of.ts';
import { buildReport } from '../../../shared/app/reports/report.ts';
import { tableRow } from '../../../shared/app/reports/report-table.ts';
import { sayReport } from '../../../shared/app/reports/say-report.ts';
import { sayVerified, verifyReport } from '../../../shared/app/reports/verify.ts';
import { keyOf } from '../../../shared/app/rows.ts';
import { complianceReportSchema, REPORT_OUTCOMES } from '../../../shared/contract/report.ts';
import type { DutyLine } from '../../../shared/domain/compliance/duty-line.ts';
import { COUNTED_OUTCOMES } from '../../../shared/domain/compliance/outcome.ts';
import type { ExistingDuty } from '../../../shared/domain/duties/duty.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { DISTRICT } from '../../support/office.ts';
import { AS_OF, layMonth, MONTH, PARTY, SECRET } from '../../support/reported-month.ts';

const scope: ReportScope = {
  first: MONTH.first as LocalDate,
  last: MONTH.last as LocalDate,
  rulebook: null,
  unit: null,
  kind: null,
  version: 'whole',
};

let engine: Engine;
let lines: DutyLine[];
let report: ComplianceReport;
let district: District;

async function reportOf(
  change: Partial<ReportScope> = {},
): Promise<{ report: ComplianceReport; lines: DutyLine[] }> {
  const collected: DutyLine[] = [];
  const asked = { scope: { ...scope, ...change }, districts: [DISTRICT], asOf: AS_OF, ranking: false };
  const made = await buildReport(engine, asked, { line: (line) => void collected.push(line) });
  return { report: made, lines: collected };
}

beforeAll(async () => {
  engine = await layMonth(openSqliteStore({ file: ':memory:' }));
  district = await engine.districts.open(DISTRICT);
  ({ report, lines } = await reportOf());
}, 120_000);

const outcomeOf = (id: string) => lines.find((line) => line.id === id)?.outcome;

describe('a month', () => {
  test.each<[string, string]>([
    ['k1/D52-07/x1', 'late'],
    ['k1/D52-07/x2', 'on-time'],
    ['k1/D52-07/x3', 'undetermined'],
    ['k1/D52-07/x4', 'overdue'],
    ['k3/D52-07/w1', 'on-time'],
    ['m6/D52-07/i1', 'on-time'],
  ])('%s is %s', (id, outcome) => {
    expect(outcomeOf(id)).toBe(outcome);
  });

  test('has something of most outcomes', () => {
    const found = new Set(lines.map(({ outcome }) => outcome));
    for (const outcome of [
      'on-time',
      'late',
      'overdue',
      'undetermined',
      'internal',
      'not-applicable',
    ] as const)
      expect(found).toContain(outcome);
  });

  test('each figure is the count of its lines', () => {
    const { overall, byRule, byUnit, internal } = report.figures;
    const counted = lines.filter(({ outcome }) => outcome !== 'internal');
    expect([overall.due, internal]).toEqual([counted.length, lines.length - counted.length]);
    for (const { rule, title, due } of byRule)
      expect(counted.filter((line) => line.rule === rule && line.ruleTitle === title)).toHaveLength(due);
    for (const { unit, outcomes } of byUnit)
      expect(lines.filter((line) => line.unit === unit && line.outcome === 'late')).toHaveLength(
        outcomes.late.count,
      );
  });

  test('each figure yields the duties behind it', async () => {
    const query = { unit: 'housing', outcome: 'late' } as const;
    const found = await Array.fromAsync(linesOf(engine, report, query), ({ id }) => id);
    const figure = report.figures.byUnit.find(({ unit }) => unit === 'housing')?.outcomes.late;
    expect([found.length, found]).toEqual([figure?.count, figure?.duties?.map(({ id }) => id)]);
    const all = await Array.fromAsync(linesOf(engine, report, {}), ({ id }) => id);
    expect(all).toEqual(lines.map(({ id }) => id));
  });

  test('units stand in protocol order', () => {
    const order = [...district.directory.units.keys()];
    const places = report.figures.byUnit.map(({ unit }) => order.indexOf(unit));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('the published outcomes are those that are counted', () => {
    expect(REPORT_OUTCOMES).toEqual(COUNTED_OUTCOMES);
  });

  test('a report is data of the published form', () => {
    expect(complianceReportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(
      JSON.parse(JSON.stringify(report)),
    );
  });

  test('says under what it holds', () => {
    expect(report.rulebooks.map(({ id }) => id)).toEqual(['shuangyang-2018']);
    expect(report.plannedUnder.calendars).not.toEqual([]);
    expect(report.asOf).toBe(AS_OF);
    expect(report.formula).toContain('按时办结÷（按时办结＋超时办结＋超时未办结）');
  });

  test('late items carry the entries that prove them', () => {
    const late = report.figures.late.lines.find(({ id }) => id === 'k1/D52-07/x1');
    expect(late?.history.entries).toContainEqual(expect.stringMatching(/^k1\/D52-07\/x1#\d+$/));
  });

  test('documents are timed step by step, and never at a leader', () => {
    const titles = report.figures.steps.map(({ step }) => step);
    expect(titles.length).toBeGreaterThan(3);
    const procedures = district.rulebook.procedures;
    for (const { procedure, step } of report.figures.steps)
      expect(procedures.get(procedure)?.steps.find(({ id }) => id === step)?.by ?? '').not.toMatch(
        /^(leader|mayor|executive-vice-mayor|vice-mayor)/,
      );
  });
});

describe('in words', () => {
  test('tells the sections in their order, and leaves the suggestions to people', () => {
    const said = sayReport(report);
    const heads = [
      '一、总体情况',
      '二、分项情况',
      '三、超时事项',
      '四、偏离事项及说明',
      '五、今后30日到期事项',
      '六、有关建议',
    ];
    const places = heads.map((head) => said.indexOf(head));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(said).toContain('演示数据');
    expect(said).toContain('1．（由办理人员填写）');
    expect(said).not.toContain('违规');
  });
});

describe('what a report never shows', () => {
  const everything = async () => {
    const made = await Promise.all([
      reportOf(),
      reportOf({ unit: 'housing', version: 'extract' }),
      reportOf({ kind: 'meeting' }),
    ]);
    return made.map((one) => {
      const { version } = one.report.scope;
      const rows = one.lines.map((line) => tableRow(line, district, { version }).join());
      return [sayReport(one.report), JSON.stringify(one.report), ...rows].join('\n');
    });
  };

  test('a work secret beyond its number', async () => {
    for (const said of await everything()) expect(said.includes(SECRET)).toBe(false);
    expect(lines.find(({ id }) => id === 'k1/D52-07/x1')?.about).toBe('k1号事项（x1）');
  });

  test('anything of the Party group', async () => {
    for (const said of await everything()) {
      expect(said.includes(PARTY)).toBe(false);
      expect(said.includes('p1/')).toBe(false);
    }
  });

  test('anything that leaders owe, as the entries of their week', () => {
    expect(lines.filter(({ rule }) => rule === 'D76-1')).toEqual([]);
  });
});

describe('the extract of a unit', () => {
  test('has its own lines and figures, no nodes of our own and no appendix', async () => {
    const { report: own, lines: ownLines } = await reportOf({ unit: 'housing', version: 'extract' });
    expect(ownLines.length).toBeGreaterThan(0);
    expect(new Set(ownLines.map(({ unit }) => unit))).toEqual(new Set(['housing']));
    expect(ownLines.some(({ outcome }) => outcome === 'internal')).toBe(false);
    expect([own.figures.appendix, own.figures.steps]).toEqual([null, []]);
    expect(own.figures.byUnit.map(({ unit }) => unit)).toEqual(['housing']);
    const others = report.units.filter(({ id }) => id !== 'housing').map(({ name }) => name);
    const said = sayReport(own);
    expect(others.filter((name) => said.includes(`${name}：`))).toEqual([]);
  });
});

describe('counted once more from the ledger', () => {
  test('agrees', async () => {
    const verified = await verifyReport(engine, report, { compareRows: true });
    expect(verified.differences).toEqual([]);
    expect(verified.duties).toBe(lines.length);
    expect(sayVerified(verified)).toContain('一致。');
  });

  test('the ledger alone gives the same report at the same moment, and an earlier one at an earlier', async () => {
    const matters = await mattersInLedger(engine.store);
    const at = (asOf: typeof AS_OF) =>
      buildReport(engine, {
        ...{ scope, districts: [DISTRICT], asOf, ranking: false },
        source: ledgerSource(engine.store, { asOf, matters }),
      });
    expect(await at(AS_OF)).toEqual(report);
    const before = await at('2026-03-10T07:30:00Z' as typeof AS_OF);
    expect(before.figures.overall.outcomes['not-due'].count).toBeGreaterThan(
      report.figures.overall.outcomes['not-due'].count,
    );
  });

  test.each<[string, string, (duty: ExistingDuty) => ExistingDuty]>([
    [
      'a verdict made better',
      'k1/D52-07/x1',
      (duty) =>
        duty.status === 'settled'
          ? { ...duty, judgement: { ...duty.judgement, verdict: 'on-time', lateBySeconds: null } }
          : duty,
    ],
    [
      'a limit moved out of the month',
      'k1/D52-07/x4',
      (duty) => ({ ...duty, plan: { ...duty.plan, dueAt: '2026-05-10T09:00:00Z' as typeof AS_OF } }),
    ],
    ['a duty hidden', 'k1/D52-07/x4', (duty) => ({ ...duty, plan: { ...duty.plan, confined: true } })],
  ])('finds %s', async (_caption, id, change) => {
    const key = keyOf(DISTRICT, 'duty', id);
    const row = await engine.store.get(key);
    if (!row) throw new Error(`${id} is not there`);
    const write = async (body: unknown, expected: number) => {
      const content = { body, due: row.due, view: row.view };
      await engine.store.commit([{ district: DISTRICT, puts: [{ key, content, expected }], entries: [] }]);
    };
    await write(change(row.body as ExistingDuty), row.version);
    try {
      const { report: wrong } = await reportOf();
      const { differences } = await verifyReport(engine, wrong, { compareRows: true });
      expect(differences.map(({ what }) => what)).toContain(`应办事项${id}`);
      expect(sayVerified({ duties: 1, differences, cut: false })).toContain('总体·');
      expect(differences.some(({ what }) => what.startsWith('overall / '))).toBe(true);
    } finally {
      await write(row.body, row.version + 1);
    }
  });
});
