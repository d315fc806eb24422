/** Kept reports: drafted by schedule, numbered, unchangeable, approved by 办公室主任, ranked only with his approval. */
import { beforeAll, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../../shared/adapters/sqlite/store.ts';
import { auditSegment, FINDINGS } from '../../../shared/app/audit-store.ts';
import type { Engine } from '../../../shared/app/engine.ts';
import { execute } from '../../../shared/app/execute.ts';
import { beatUntilQuiet } from '../../../shared/app/heartbeat.ts';
import { readCommand } from '../../../shared/app/read-command.ts';
import {
  isUnchanged,
  type KeptReport,
  keptReport,
  keptReports,
  rankingOf,
  sayNumber,
  standingOf,
} from '../../../shared/app/reports/kept-report.ts';
import { monthlyReportSeries } from '../../../shared/app/reports/monthly-report.ts';
import { verifyReport } from '../../../shared/app/reports/verify.ts';
import { keyOf, noticeOf } from '../../../shared/app/rows.ts';
import { complianceReportSchema } from '../../../shared/contract/report.ts';
import { addSeconds } from '../../../shared/domain/time/instant.ts';
import { chinaTime, DISTRICT, engineOn, ledgerOf, rowsOf, said, setUpDemo } from '../../support/office.ts';
import { AS_OF, layMonth } from '../../support/reported-month.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await layMonth(openSqliteStore({ file: ':memory:' }));
}, 120_000);

let commands = 0;

async function act(verb: string, fields: Readonly<Record<string, unknown>>, at = AS_OF): Promise<string> {
  commands++;
  const command = readCommand(verb, fields, at);
  const envelope = { district: DISTRICT, commandId: `c${commands}`, actor: 'supervision', command };
  const outcome = await execute(engine, envelope, at);
  return outcome.outcome === 'refused' ? outcome.reason : outcome.outcome;
}

async function last(): Promise<KeptReport> {
  const kept = (await keptReports(engine.store, DISTRICT)).at(-1);
  if (!kept) throw new Error('nothing is kept');
  return kept;
}

async function made(fields: Readonly<Record<string, unknown>> = {}): Promise<KeptReport> {
  expect(await act('report.make', { period: '2026-03', by: 'supervision', ...fields })).toBe('done');
  return last();
}

describe('by schedule', () => {
  test('a draft of the month before lies ready on the first working day at 09:00, and the supervision office is told', async () => {
    const first = await keptReport(engine.store, DISTRICT, '2026-0001');
    expect(first).toMatchObject({ status: 'draft', madeBy: 'system', madeAt: chinaTime('2026-04-01 09:00') });
    expect(first?.report.period).toBe('2026年3月');
    const notes = (await rowsOf(engine.store, 'notice')).map(noticeOf);
    const [note, ...others] = notes.filter(({ facts }) => facts.template === 'report.drafted');
    expect([note?.facts.post, others]).toEqual(['supervision.liaison', []]);
    const entry = (await ledgerOf(engine.store)).find(({ type }) => type === 'report.made');
    expect(entry && said(entry)).toMatchObject({ id: '2026-0001', period: '2026-03' });
  });

  test('after a holiday it is the first day of work, and the series goes on', async () => {
    const own = engineOn({ store: openSqliteStore({ file: ':memory:' }) });
    const start = chinaTime('2026-09-10 09:00');
    await setUpDemo(own, start, { rules: ['D52-06'] });
    const key = keyOf(DISTRICT, 'series', 'monthly-report');
    expect(await own.store.get(key)).toBeNull();
    const put = monthlyReportSeries(await own.districts.open(DISTRICT), start);
    await own.store.commit([{ district: DISTRICT, puts: [put], entries: [] }]);
    expect((await own.store.get(key))?.due?.at).toBe(chinaTime('2026-10-08 09:00'));
    await beatUntilQuiet(own, chinaTime('2026-10-08 09:00'));
    expect((await own.store.get(key))?.due?.at).toBe(chinaTime('2026-11-02 09:00'));
    const kept = await keptReports(own.store, DISTRICT);
    expect(kept.map(({ report }) => report.period)).toEqual(['2026年9月']);
    await beatUntilQuiet(own, chinaTime('2026-10-08 09:01'));
    expect(await keptReports(own.store, DISTRICT)).toHaveLength(1);
  });
});

describe('a kept report', () => {
  test('is numbered one after the other in its year, and is what was published', async () => {
    const [one, two] = [await made(), await made({ unit: 'housing' })];
    expect(two.serial).toBe(one.serial + 1);
    expect(sayNumber(two)).toBe(`2026年第${two.serial}号`);
    expect(complianceReportSchema.safeParse(two.report).success).toBe(true);
    expect(isUnchanged(two, engine.installation.hashOf)).toBe(true);
    const tampered = { ...two, report: { ...two.report, period: '2026年2月' } };
    expect(isUnchanged(tampered, engine.installation.hashOf)).toBe(false);
  });

  test('is a draft until 办公室主任 approves it', async () => {
    const { id } = await made();
    expect(standingOf(await last()).mark).toBe('草案');
    expect(await act('report.approve', { id, by: 'supervision' })).toBe('时限执行情况报告由办公室主任批准');
    expect(await act('report.approve', { id, by: 'office-director' })).toBe('done');
    expect(standingOf(await last()).mark).toBeNull();
    expect(await act('report.approve', { id, by: 'office-director' })).toBe('该报告已批准');
  });

  test('keyed on his behalf it counts once a second person has looked at it', async () => {
    const { id } = await made();
    const keyed = { id, by: 'office', for: 'office-director' };
    expect(await act('report.approve', keyed)).toBe('代为录入须注明来源（口头、电话、纸质）');
    expect(await act('report.approve', { ...keyed, source: '纸质' })).toBe('done');
    expect((await last()).status).toBe('draft');
    expect(await act('report.approve', { id, by: 'office' })).toBe('代录须由另一人复核');
    expect(await act('report.approve', { id, by: 'housing' })).toBe('代录由区政府办公室的另一人复核');
    expect(await act('report.approve', { id, by: 'supervision' })).toBe('done');
    expect(await last()).toMatchObject({
      status: 'approved',
      approval: { by: 'office', for: 'office-director', confirmedBy: 'supervision' },
    });
  });

  test('withdrawn it stays on record, and the number is not given again', async () => {
    const { id, serial, report } = await made();
    expect(await act('report.withdraw', { id, by: 'supervision', why: '数据补登后重做' })).toBe('done');
    expect(await last()).toMatchObject({ id, status: 'withdrawn', report });
    expect(await act('report.approve', { id, by: 'office-director' })).toBe('该报告已撤回');
    expect((await made()).serial).toBe(serial + 1);
  });

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      'a period that has not begun',
      { period: '2026-05', by: 'supervision' },
      '2026年5月尚未开始，不能生成报告',
    ],
    [
      'a unit nobody has',
      { period: '2026-03', unit: 'nobody', by: 'supervision' },
      '通讯录中没有单位“nobody”',
    ],
  ])('refuses %s', async (_caption, fields, reason) => {
    expect(await act('report.make', fields)).toBe(reason);
  });

  test('is looked at by the auditor', async () => {
    const { id } = await made();
    const audit = async () =>
      (await auditSegment(engine, { index: 0, of: 1 }, AS_OF)).findings.filter(
        ({ kind }) => kind === 'report',
      );
    expect(await audit()).toEqual([]);
    const key = keyOf(DISTRICT, 'report', id);
    const row = await engine.store.get(key);
    if (!row) throw new Error('it is gone');
    const { report, ...rest } = row.body as KeptReport;
    const write = (body: unknown, expected: number) =>
      engine.store.commit([
        {
          district: DISTRICT,
          puts: [{ key, content: { body, due: null, view: null }, expected }],
          entries: [],
        },
      ]);
    await write({ ...rest, report: { ...report, title: '他题' } }, 1);
    expect(await audit()).toEqual([
      { district: DISTRICT, kind: 'report', id, reason: FINDINGS.reportChanged },
    ]);
    await write(row.body, 2);
  });

  test('can be counted again from the ledger after the rows have moved on', async () => {
    const { id } = await made();
    const later = addSeconds(AS_OF, 3600);
    const handIn = { duty: 'k1/D52-07/x4', by: 'transport', happenedAt: '2026-03-11T09:00:00+08:00' };
    expect(await act('duty.submit', handIn, later)).toBe('done');
    const kept = await keptReport(engine.store, DISTRICT, id);
    if (!kept) throw new Error('it is gone');
    const { differences } = await verifyReport(engine, kept.report, { compareRows: false });
    expect(differences).toEqual([]);
  });
});

describe('a ranking', () => {
  test('is off unless asked for', async () => {
    const { id } = await made();
    await act('report.approve', { id, by: 'office-director' });
    expect(rankingOf(await last())).toBeNull();
  });

  test('asked for, it is shown only with the approval', async () => {
    const { id } = await made({ ranking: true });
    expect(rankingOf(await last())).toBeNull();
    await act('report.approve', { id, by: 'office-director' });
    expect(rankingOf(await last())).toEqual([]);
  });

  test('equal rates share a place, and units without a rate have none', () => {
    const tally = (unit: string, perMille: number | null) => ({
      district: DISTRICT,
      unit,
      rate: perMille === null ? null : { onTime: 1, of: 10, perMille },
    });
    const byUnit = [tally('a', 900), tally('b', 950), tally('c', null), tally('d', 900), tally('e', 100)];
    const kept = {
      status: 'approved',
      report: { ranking: true, figures: { byUnit } },
    } as unknown as KeptReport;
    expect(rankingOf(kept)?.map(({ place, unit }) => [place, unit])).toEqual([
      [1, 'b'],
      [2, 'a'],
      [2, 'd'],
      [4, 'e'],
    ]);
  });
});
