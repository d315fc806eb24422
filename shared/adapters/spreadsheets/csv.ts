/** Sheets as one CSV file and back: the sheets one after the other, each under a line with its name. */
import { CsvError, parse } from 'csv-parse/sync';
import type { Sheet } from '../../app/directory-sheets.ts';
import { SpreadsheetFault } from './xlsx.ts';

/** Begins with a mark, so that spreadsheet programs read the Chinese. */
const BYTE_ORDER_MARK = '\uFEFF';
const SHEET_LINE = /^【(.+)】$/;
/** What a spreadsheet program would take for a formula, or for this very protection. */
const NEEDS_PROTECTION = /^['=+\-@\t\r]/;

/** A text that begins with = + - or @ gets an apostrophe in front, which reading takes away again. */
export function writeCsv(sheets: readonly Sheet[]): string {
  const lines = sheets.flatMap(({ name, rows }) => [[`【${name}】`], ...rows, ['']]);
  return `${BYTE_ORDER_MARK}${lines.map((cells) => cells.map(cellOf).join(',')).join('\r\n')}\r\n`;
}

/** Refuses a text that is not CSV, and lines before the first sheet's name. */
export function readCsv(text: string): Sheet[] {
  const sheets: { name: string; rows: string[][] }[] = [];
  for (const cells of linesOf(text)) {
    const [, name] = SHEET_LINE.exec(cells[0]?.trim() ?? '') ?? [];
    const current = sheets.at(-1);
    if (name !== undefined) sheets.push({ name, rows: [] });
    else if (current) current.rows.push(cells.map(unprotected));
    else if (cells.some((cell) => cell.trim() !== ''))
      throw new SpreadsheetFault('第1行应为表名，如“【单位】”');
  }
  return sheets;
}

function linesOf(text: string): string[][] {
  try {
    return parse(text, { bom: true, relax_column_count: true, skip_empty_lines: false });
  } catch (fault) {
    if (fault instanceof CsvError)
      throw new SpreadsheetFault(`不是可读取的.csv文件（第${fault.lines ?? '?'}行）`);
    throw fault;
  }
}

function cellOf(text: string): string {
  const safe = NEEDS_PROTECTION.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function unprotected(cell: string): string {
  return /^'['=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}
