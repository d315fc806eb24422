/** Reads a past year's ledger from a spreadsheet: every sheet that has its columns, with the place of each row. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import {
  LEDGER_EXPECTED,
  type LedgerHeader,
  type LedgerRow,
  ledgerCells,
  readLedgerHeader,
} from '../shared/domain/looking-back/ledger-columns.ts';
import { UsageFault } from './commands/command.ts';
import { type Line, readCsvLines } from './read-table.ts';

export interface LedgerFile {
  /** Name and hash, as a report cites it. */
  readonly said: string;
  readonly rows: readonly LedgerRow[];
  /** What was passed over, one sentence each: sheets without the columns, columns that are not used, double entries. */
  readonly notes: readonly string[];
  /** Rows that cannot be used before anything is read of them. */
  readonly refused: readonly { readonly sheet: string; readonly line: number; readonly why: string }[];
}

interface LedgerSheet {
  readonly name: string;
  readonly lines: readonly Line[];
}

const MOST_BYTES = 50 * 1024 * 1024;
/** A title may stand above the header. */
const MOST_LINES_BEFORE_HEADER = 10;
/** Sheets of the template that hold no rows of the office. */
const SHEETS_ASIDE: ReadonlySet<string> = new Set(['填写说明', '填写示例', '规则对照', '单位对照']);

/** Refuses, with file and place, a file that cannot be read and one without a ledger in it. */
export async function readLedgerFile(file: string): Promise<LedgerFile> {
  if (!existsSync(file)) throw new UsageFault(`${file}: no such file; expected a ledger in .xlsx or .csv`);
  if (!statSync(file).isFile() || statSync(file).size > MOST_BYTES)
    throw new UsageFault(`${file}: is no file, or longer than 50 MB; expected a ledger in .xlsx or .csv`);
  const sheets = await sheetsIn(file);
  const notes: string[] = [];
  const rows: LedgerRow[] = [];
  const refused: LedgerFile['refused'][number][] = [];
  let found = false;
  for (const { name, lines } of sheets) {
    if (SHEETS_ASIDE.has(name)) continue;
    const sheet = sheets.filter((one) => !SHEETS_ASIDE.has(one.name)).length > 1 ? name : '';
    const header = headerIn(file, name, lines);
    if (header === null) {
      if (lines.some(({ cells }) => cells.some((cell) => cell !== '')))
        notes.push(`“${name}”表没有台账的表头，未读取。`);
      continue;
    }
    found = true;
    if (header.unused.length > 0)
      notes.push(`${sheet === '' ? '' : `“${name}”表`}未使用的列：${header.unused.join('、')}。`);
    for (const { line, cells } of lines.slice(header.at + 1)) {
      if (cells.every((cell) => cell === '')) continue;
      const own = ledgerCells(header, cells);
      if (own === null) refused.push({ sheet, line, why: '几列触发时间都已填写，只应填写一列' });
      else rows.push({ sheet, line, cells: own });
    }
  }
  if (!found) throw new UsageFault(`${file}: no header of a ledger; expected a line with ${LEDGER_EXPECTED}`);
  return { said: citation(file), rows, notes, refused };
}

function headerIn(
  file: string,
  sheet: string,
  lines: readonly Line[],
): (LedgerHeader & { readonly at: number }) | null {
  for (const [at, { line, cells }] of lines.slice(0, MOST_LINES_BEFORE_HEADER).entries()) {
    const header = readLedgerHeader(cells);
    if (header === null) continue;
    if ('refused' in header)
      throw new UsageFault(`${file}${sheet === '' ? '' : `, ${sheet}`}, line ${line}: ${header.refused}`);
    return { ...header, at };
  }
  return null;
}

async function sheetsIn(file: string): Promise<LedgerSheet[]> {
  switch (path.extname(file).toLowerCase()) {
    case '.csv':
      return [{ name: '', lines: await readCsvLines(file) }];
    case '.xlsx':
      return xlsxSheets(file);
    default:
      throw new UsageFault(`${file}: unknown kind of file; expected a name ending in .xlsx or .csv`);
  }
}

async function xlsxSheets(file: string): Promise<LedgerSheet[]> {
  const { readXlsx, SpreadsheetFault } = await import('../shared/adapters/spreadsheets/xlsx.ts');
  try {
    const sheets = await readXlsx(readFileSync(file));
    return sheets.map(({ name, rows }) => ({
      name,
      lines: rows.map((cells, index) => ({ line: index + 1, cells: cells.map((cell) => cell.trim()) })),
    }));
  } catch (fault) {
    if (fault instanceof SpreadsheetFault) throw new UsageFault(`${file}：${fault.message}。`);
    throw fault;
  }
}

function citation(file: string): string {
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 8);
  return `${path.basename(file)}（校验码${hash}）`;
}
