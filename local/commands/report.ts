/** `duban report`: how well the limits are kept, from the store of a folder, as text, table, spreadsheet or data. */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { paperWriter } from '../../shared/adapters/docx/paper-writer.ts';
import { elapsedMilliseconds, systemClock } from '../../shared/adapters/system/clock.ts';
import { csvText } from '../../shared/app/csv-text.ts';
import type { District } from '../../shared/app/district.ts';
import { createEngine, type Engine } from '../../shared/app/engine.ts';
import { execute } from '../../shared/app/execute.ts';
import { compliancePaper } from '../../shared/app/papers/compliance-paper.ts';
import type { ComplianceReport } from '../../shared/app/reports/compliance-report.ts';
import { type DutySource, ledgerSource, mattersInLedger } from '../../shared/app/reports/duty-source.ts';
import { extractOf } from '../../shared/app/reports/kept-lines.ts';
import {
  isUnchanged,
  type KeptReport,
  keptReport,
  keptReports,
  standingOf,
} from '../../shared/app/reports/kept-report.ts';
import { buildReport, NothingToReport, type ReportListener } from '../../shared/app/reports/report.ts';
import { tableHead, tableRow } from '../../shared/app/reports/report-table.ts';
import { sayReport } from '../../shared/app/reports/say-report.ts';
import { sayVerified, verifyReport } from '../../shared/app/reports/verify.ts';
import { dateOf, type Instant } from '../../shared/domain/time/instant.ts';
import { embeddedInstallation } from '../installation.ts';
import { chosenDistricts, openSnapshotIn, REAL_DATA, withDistrict } from '../open-district.ts';
import { openSink } from '../output-sink.ts';
import { readOnlyStore } from '../read-only-store.ts';
import { type ReportArguments, readReportArguments } from '../report-arguments.ts';
import { ReportSheets } from '../report-sheets.ts';
import { type Io, UsageFault } from './command.ts';

export const help = `duban report --data FOLDER [--month 2026-10 | --period PERIOD | --from DATE --to DATE] [--district ID]
             [--rulebook NAME] [--unit UNIT | --extract UNIT] [--kind KIND] [--as-of INSTANT]
             [--format text|json|csv|xlsx|docx] [--out FILE] [--verify] [--keep]
duban report --data FOLDER --kept NUMBER [--extract UNIT] [--format text|json|docx] [--out FILE] [--verify]

时限执行情况报告：一段时间内到期的应办事项按时、超时、偏离等情况，分规则、分单位，附超时事项和到期事项；可由办理记录复核。

  --data FOLDER      the folder of the store, read beside a running Duban; data/district unless given
  --month MONTH      2026-10; the month before unless given
  --period PERIOD    2026-Q3, 2026-H1, 2026
  --from, --to       the first and the last day, both included
  --district ID      one district of a store that has several; all of them unless given
  --rulebook NAME    only districts with this rulebook
  --unit UNIT        only what this unit owes
  --extract UNIT     the extract for the unit itself: only its own lines and figures, and no appendix
  --kind KIND        only this kind of matter (meeting, event, week, period, case, assignment) or procedure
  --as-of INSTANT    as the ledger knew it at a moment in the past; now unless given
  --format FORMAT    text; json (docs/report.md); csv, one line a duty; xlsx, five sheets;
                     docx, an official paper
  --out FILE         where it is written; the screen unless given
  --verify           counts everything once more from the ledger alone and prints differences; ends with 1 if there are any
  --keep             makes a numbered draft that is kept and cannot be changed
  --kept NUMBER      shows a report that is kept, 2026-0003
`;

/** 0 when done, 1 where the check found differences. Bad input is thrown before anything is counted. */
export async function run(args: string[], io: Io): Promise<number> {
  const now = systemClock.now();
  const asked = readReportArguments(args, dateOf(now, 'Asia/Shanghai'));
  if (asked.keep) return keep(asked, io, now);
  const snapshot = openSnapshotIn(asked.data ?? REAL_DATA);
  try {
    const engine = createEngine(embeddedInstallation(readOnlyStore(snapshot)));
    return await (asked.kept === undefined ? fresh(engine, asked, io, now) : kept(engine, asked, io));
  } catch (fault) {
    if (fault instanceof NothingToReport)
      throw new UsageFault(`--rulebook ${asked.scope.rulebook}: ${fault.message}`);
    throw fault;
  } finally {
    await snapshot.close();
  }
}

async function fresh(engine: Engine, asked: ReportArguments, io: Io, now: Instant): Promise<number> {
  const districts = await chosenDistricts(engine, asked);
  refuseUnknownUnit(asked, await Promise.all(districts.slice(0, 1).map((id) => engine.districts.open(id))));
  const asOf = asked.asOf ?? now;
  const source = asked.asOf === null ? {} : { source: await sourceAt(engine, asked.asOf) };
  const run = { scope: asked.scope, districts, asOf, ranking: false, ...source };
  const report = await written(engine, asked, io, (listener) => buildReport(engine, run, listener));
  return asked.verify ? check(engine, report, io, asked.asOf === null) : 0;
}

/** A name that nobody has would give an empty report. */
function refuseUnknownUnit({ scope }: ReportArguments, [district]: readonly District[]): void {
  if (scope.unit === null || !district || district.directory.units.has(scope.unit)) return;
  throw new UsageFault(
    `${scope.version === 'extract' ? '--extract' : '--unit'} ${scope.unit}: no such unit; expected one of ${[...district.directory.units.keys()].join(', ')}`,
  );
}

async function sourceAt(engine: Engine, asOf: Instant): Promise<DutySource> {
  return ledgerSource(engine.store, { asOf, matters: await mattersInLedger(engine.store) });
}

async function check(
  engine: Engine,
  report: ComplianceReport,
  io: Io,
  compareRows: boolean,
): Promise<number> {
  const verified = await verifyReport(engine, report, { compareRows });
  io.err(sayVerified(verified));
  return verified.differences.length === 0 ? 0 : 1;
}

/** Builds the report and writes it in its format; tables are written line by line as they come. */
async function written(
  engine: Engine,
  asked: ReportArguments,
  io: Io,
  build: (listener: ReportListener) => Promise<ComplianceReport>,
): Promise<ComplianceReport> {
  const district = progress(io);
  const { scope, format } = asked;
  if (format === 'csv') {
    const sink = openSink(asked.out, io);
    try {
      sink.write(csvText([tableHead(scope)]));
      return await build({
        district,
        line: (line, of) => sink.write(csvText([tableRow(line, of, scope)]).slice(1)),
      });
    } finally {
      sink.close();
    }
  }
  if (format === 'xlsx') {
    const sheets = new ReportSheets(engine.store, scope.version === 'extract');
    const report = await build({ district, line: (line, of) => sheets.add(line, of) });
    writeFileSync(asked.out ?? '', await sheets.write(report));
    return report;
  }
  const report = await build({ district });
  await show(report, asked, io, null);
  return report;
}

/** `kept`: under what number it is kept, and how it stands. */
async function show(
  report: ComplianceReport,
  { format, out }: Pick<ReportArguments, 'format' | 'out'>,
  io: Io,
  kept: KeptReport | null,
): Promise<void> {
  if (format === 'docx') {
    const paper = compliancePaper(report, kept);
    writeFileSync(out ?? '', await paperWriter.document(paper, report.asOf));
    return;
  }
  const sink = openSink(out, io);
  const standing = kept === null ? undefined : standingOf(kept);
  sink.write(format === 'json' ? `${JSON.stringify(report)}\n` : sayReport(report, standing));
  sink.close();
}

/** Whoever waits is told how far it has come, when it takes long. */
function progress(io: Io): NonNullable<ReportListener['district']> {
  const patience = 2000;
  let next = elapsedMilliseconds() + patience;
  return ({ directory }, done, of) => {
    if (elapsedMilliseconds() < next) return;
    next = elapsedMilliseconds() + patience;
    io.err(`统计中：${directory.name}（${done + 1}／${of}）\n`);
  };
}

async function keep(asked: ReportArguments, io: Io, now: Instant): Promise<number> {
  return withDistrict(asked.data, asked.district, async (engine, district) => {
    const { unit, kind } = asked.scope;
    if (asked.period === null) throw new UsageFault('--keep needs --month or --period');
    const command = {
      do: 'report.make',
      id: asked.period,
      unit,
      kind,
      ranking: false,
      by: 'supervision',
    } as const;
    const envelope = { district: district.id, commandId: randomUUID(), actor: 'supervision', command };
    const outcome = await execute(engine, envelope, now);
    if (outcome.outcome === 'refused') {
      io.err(`duban report: ${outcome.reason}。\n`);
      return 2;
    }
    const made = (await keptReports(engine.store, district.id)).at(-1);
    if (!made) throw new Error('the report was made, but is not there');
    io.err(`已留存：${made.id}。\n`);
    await show(made.report, asked, io, made);
    return asked.verify ? check(engine, made.report, io, true) : 0;
  });
}

async function kept(engine: Engine, asked: ReportArguments, io: Io): Promise<number> {
  const [district, ...others] = await chosenDistricts(engine, asked);
  if (district === undefined || others.length > 0)
    throw new UsageFault('--district is missing; expected one, because the store has several');
  if (asked.format === 'csv' || asked.format === 'xlsx')
    throw new UsageFault('--kept has figures and no table; expected --format text, json or docx');
  const found = asked.kept === undefined ? null : await keptReport(engine.store, district, asked.kept);
  if (!found) {
    const known = (await keptReports(engine.store, district)).map(({ id }) => id).join(', ');
    throw new UsageFault(
      `--kept ${asked.kept}: no such report; expected one of ${known || 'none, there is none'}`,
    );
  }
  await show(await versionOf(engine, found, asked), asked, io, found);
  if (!asked.verify) return 0;
  if (!isUnchanged(found, engine.installation.hashOf)) {
    io.err(`复核：报告${found.id}的内容与编号时不一致。\n`);
    return 1;
  }
  return check(engine, found.report, io, false);
}

/** The kept report itself, or its extract for one unit. */
async function versionOf(
  engine: Engine,
  { report }: KeptReport,
  { scope }: ReportArguments,
): Promise<ComplianceReport> {
  if (scope.version === 'whole' || scope.unit === null) return report;
  const known = report.units.map(({ id }) => id);
  const own = report.scope.unit === null || report.scope.unit === scope.unit;
  if (!own || !known.includes(scope.unit))
    throw new UsageFault(
      `--extract ${scope.unit}: owes nothing in this report; expected one of ${known.join(', ') || 'none, there is none'}`,
    );
  return extractOf(engine, report, scope.unit);
}
