/** `duban audit --ledger`: a compliance report over a past year's ledger, without any store. */
import { writeFileSync } from 'node:fs';
import { paperWriter } from '../shared/adapters/docx/paper-writer.ts';
import { openSqliteStore } from '../shared/adapters/sqlite/store.ts';
import { systemClock } from '../shared/adapters/system/clock.ts';
import { csvText } from '../shared/app/csv-text.ts';
import { createEngine, type Engine } from '../shared/app/engine.ts';
import {
  type LedgerRead,
  type LookBack,
  lookBack,
  readLedger,
} from '../shared/app/looking-back/look-back.ts';
import { lookBackPaper } from '../shared/app/looking-back/look-back-paper.ts';
import {
  lookBackHead,
  lookBackRow,
  methodsOf,
  placeOf,
  sayLookBack,
  sayUnread,
} from '../shared/app/looking-back/say-look-back.ts';
import { scopeIn } from '../shared/app/reports/collect.ts';
import type { ReportScope } from '../shared/app/reports/compliance-report.ts';
import { setUpDistrict } from '../shared/app/set-up-district.ts';
import { UnitsAsWritten, unitsOf } from '../shared/domain/looking-back/unit-words.ts';
import type { Directory } from '../shared/domain/routing/directory.ts';
import { dateOf, earliest, type Instant } from '../shared/domain/time/instant.ts';
import { parseLocalDate } from '../shared/domain/time/local-date.ts';
import { type Io, UsageFault } from './commands/command.ts';
import { embeddedInstallation } from './installation.ts';
import { type LedgerFile, readLedgerFile } from './ledger-file.ts';
import { type LookBackArguments, readLookBackArguments } from './look-back-arguments.ts';
import { lookBackSheets } from './look-back-sheets.ts';
import { writeLedgerTemplate } from './look-back-template.ts';

/** 0 when every row could be read, 1 when some could not: the report is made of the others. Bad input is thrown. */
export async function runLookBack(args: string[], io: Io): Promise<number> {
  const asked = await readLookBackArguments(args);
  if (asked.template !== null) {
    await writeLedgerTemplate(asked.template, asked);
    io.err(`台账模板已写入${asked.template}。\n`);
    if (asked.ledger === null) return 0;
  }
  if (asked.ledger === null) throw new UsageFault('--ledger is missing; expected a ledger in .xlsx or .csv');
  const file = await readLedgerFile(asked.ledger);
  const store = openSqliteStore({ file: ':memory:' });
  try {
    const engine = createEngine(embeddedInstallation(store, [asked.rulebook]));
    const told = await lookedBack(engine, file, asked, systemClock.now());
    await print(told, file, asked, engine, io);
    return told.unread.length === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
}

async function lookedBack(
  engine: Engine,
  { rows, refused }: LedgerFile,
  asked: LookBackArguments,
  now: Instant,
): Promise<LookBack> {
  const written = new UnitsAsWritten();
  if (asked.directory === null) for (const { cells } of rows) written.called(cells.unit);
  const directory = asked.directory ?? asWritten(written);
  const units = asked.directory === null ? written : unitsOf(asked.directory);
  const settings = { rulebook: asked.rulebook, overrides: asked.settings, rules: null };
  await setUpDistrict(engine, directory.district, settings, directory, now);
  const district = await engine.districts.open(directory.district);
  // Limits do not depend on the moment of the report, which by default depends on them.
  const limits = readLedger(rows, district, units, { asOf: now, year: asked.year });
  const scope = scopeOf(asked, limits, district.zone);
  const { to } = scopeIn(district, scope, now);
  const asOf = asked.asOf ?? earliest(to, now);
  const read = readLedger(rows, district, units, { asOf, year: asked.year });
  const unread = [
    ...refused.map(({ sheet, line, why }) => ({
      row: { sheet, line },
      faults: [{ column: 'trigger' as const, say: why }],
    })),
    ...read.unread,
  ];
  const whole = { ...read, rows: read.rows + refused.length, unread };
  const unitsAsWritten = asked.directory === null;
  return lookBack(engine, whole, { district: directory.district, scope, asOf, unitsAsWritten });
}

/** The years in which the ledger has limits, unless a period was asked for. */
function scopeOf(
  { period, ledger }: LookBackArguments,
  { duties, unread }: LedgerRead,
  zone: string,
): ReportScope {
  const all = { rulebook: null, unit: null, kind: null, version: 'whole' } as const;
  if (period !== null) return { ...period, ...all };
  const years = duties.map(({ found }) => dateOf(found.duty.plan.dueAt, zone).slice(0, 4)).toSorted();
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) {
    const [fault] = unread;
    const why = fault === undefined ? '' : `; ${sayUnread(fault)}`;
    throw new UsageFault(
      `${ledger}: no row has a limit that can be computed; expected rows, or --year${why}`,
    );
  }
  return { first: parseLocalDate(`${first}-01-01`), last: parseLocalDate(`${last}-12-31`), ...all };
}

/** What a ledger tells of a district on its own: the names of its units, in their order. */
function asWritten(units: UnitsAsWritten): Directory {
  const none = { posts: new Map(), people: new Map(), portfolios: new Map(), aliases: new Map() };
  return {
    ...{ district: 'ledger', name: '', demonstration: false, standInPairs: [], leaders: [] },
    ...none,
    units: units.units(),
  };
}

async function print(
  told: LookBack,
  file: LedgerFile,
  asked: LookBackArguments,
  engine: Engine,
  io: Io,
): Promise<void> {
  for (const note of file.notes) io.err(`${note}\n`);
  const { format, out } = asked;
  const write = (text: string) => (out === undefined ? io.out(text) : writeFileSync(out, text));
  if (format === 'text') return write(sayLookBack(told, file.said));
  tellRows(told, io);
  if (format === 'json') return write(`${JSON.stringify(told.report)}\n`);
  if (format === 'docx') {
    const paper = lookBackPaper(told, file.said);
    return writeFileSync(out ?? '', await paperWriter.document(paper, told.report.asOf));
  }
  const [own] = told.report.districts;
  const district = await engine.districts.open(own?.district ?? '');
  const lines = [lookBackHead(), ...told.lines.map((one) => lookBackRow(one, district))];
  if (format === 'csv') return write(csvText(lines));
  writeFileSync(out ?? '', await lookBackSheets(told, lines, file.said));
}

/** What the text says itself, for whoever asked for another form. */
function tellRows(told: LookBack, io: Io): void {
  for (const sentence of methodsOf(told)) io.err(`${sentence}\n`);
  for (const one of told.unread) io.err(`${sayUnread(one)}\n`);
  for (const { row, why } of told.withoutLimit) io.err(`${placeOf(row)}${why}\n`);
}
