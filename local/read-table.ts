/** A table from a spreadsheet file: .csv in UTF-8 or GB 18030, or the first sheet of an .xlsx. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UsageFault } from './commands/command.ts';

export interface TableRow<Column extends string> {
  /** As spreadsheet programs count, from 1. */
  readonly line: number;
  /** Trimmed; a column that is not there is empty. */
  readonly cells: Readonly<Record<Column, string>>;
}

export interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A title may stand above the header. */
const MOST_LINES_BEFORE_HEADER = 10;

/**
 * The rows under the header, which is the first line that has the `needed` columns; other columns are ignored and
 * empty rows passed over. Refuses, with file and place, a file that cannot be read and a column that stands twice.
 */
export async function readTable<Column extends string>(
  file: string,
  columns: readonly Column[],
  needed: readonly Column[],
): Promise<TableRow<Column>[]> {
  if (!existsSync(file)) throw new UsageFault(`${file}: no such file; expected a table in .csv or .xlsx`);
  const lines = await readLines(file);
  const at = lines
    .slice(0, MOST_LINES_BEFORE_HEADER)
    .findIndex(({ cells }) => needed.every((column) => cells.includes(column)));
  const header = lines[at];
  if (!header)
    throw new UsageFault(`${file}: no header; expected a line with the columns ${needed.join('、')}`);
  const twice = columns.find((column) => header.cells.indexOf(column) !== header.cells.lastIndexOf(column));
  if (twice !== undefined)
    throw new UsageFault(`${file}, line ${header.line}: column '${twice}' stands twice; expected it once`);
  const places = columns.map((column) => [column, header.cells.indexOf(column)] as const);
  return lines
    .slice(at + 1)
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(places.map(([column, place]) => [column, cells[place] ?? ''])) as Record<
        Column,
        string
      >,
    }));
}

async function readLines(file: string): Promise<Line[]> {
  switch (path.extname(file).toLowerCase()) {
    case '.csv':
      return readCsvLines(file);
    case '.xlsx':
      return readXlsxLines(file);
    default:
      throw new UsageFault(`${file}: unknown kind of file; expected a name ending in .csv or .xlsx`);
  }
}

async function readXlsxLines(file: string): Promise<Line[]> {
  const { readXlsx, SpreadsheetFault } = await import('../shared/adapters/spreadsheets/xlsx.ts');
  try {
    const [first] = await readXlsx(readFileSync(file));
    return (first?.rows ?? []).map((cells, index) => ({
      line: index + 1,
      cells: cells.map((cell) => cell.trim()),
    }));
  } catch (fault) {
    if (fault instanceof SpreadsheetFault) throw new UsageFault(`${file}：${fault.message}。`);
    throw fault;
  }
}

/** What the reader gives for each line when it is asked for its place. */
interface WithLine {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/** Every line of a .csv file, in UTF-8 or GB 18030; refuses, with its line, what is not well-formed. */
export async function readCsvLines(file: string): Promise<Line[]> {
  const { CsvError, parse } = await import('csv-parse/sync');
  try {
    const options = { info: true, relax_column_count: true, trim: true } as const;
    const records: unknown = parse(textOf(readFileSync(file)), options);
    return (records as WithLine[]).map(({ record, info }) => ({
      line: info.lines,
      cells: record.map(unprotected),
    }));
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    throw new UsageFault(
      `${file}, line ${String(fault.lines ?? '?')}: not well-formed CSV; expected a table`,
    );
  }
}

/** Spreadsheet programs on Chinese machines save GB 18030 unless told otherwise. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Takes away the apostrophe that writing puts before what would be read as a formula. */
function unprotected(cell: string): string {
  return /^'['=+\-@]/.test(cell) ? cell.slice(1) : cell;
}
