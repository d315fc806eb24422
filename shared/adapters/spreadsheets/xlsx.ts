/** Sheets as an .xlsx file and back. Every cell is text: no formula is written, and none that a file has is run. */
import readXlsxFile, { InvalidInputError, InvalidSpreadsheetError } from 'read-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import type { Sheet } from '../../app/directory-sheets.ts';

/** The file is no spreadsheet; the message is one Chinese sentence. */
export class SpreadsheetFault extends Error {
  override name = 'SpreadsheetFault';
}

/** The bytes of the file. A text that begins with = + - or @ stays a text. */
export async function writeXlsx(sheets: readonly Sheet[]): Promise<Buffer> {
  const written = sheets.map(({ name, rows }) => ({
    sheet: name,
    stickyRowsCount: 1,
    columns: widthsOf(rows).map((width) => ({ width })),
    data: rows.map((row, index) =>
      row.map((cell) =>
        cell === ''
          ? null
          : { value: escaped(cell), type: String, ...(index === 0 ? { fontWeight: 'bold' as const } : {}) },
      ),
    ),
  }));
  return (await writeXlsxFile(written)).toBuffer();
}

/** The sheets of a file; numbers and days that a spreadsheet program has made of texts become texts again. */
export async function readXlsx(bytes: Buffer): Promise<Sheet[]> {
  try {
    const sheets = await readXlsxFile(bytes, { trim: false });
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(textOf)) }));
  } catch (fault) {
    if (fault instanceof InvalidSpreadsheetError || fault instanceof InvalidInputError)
      throw new SpreadsheetFault('不是可读取的.xlsx文件，请用电子表格软件另存为.xlsx格式', { cause: fault });
    throw fault;
  }
}

/**
 * What would be read as an escaped character is escaped itself (ECMA-376, ST_Xstring). So is the first letter of the few
 * words, such as toString, that the writer loses, because it keeps texts by name in a plain object.
 */
function escaped(text: string): string {
  const safe = text.replace(/_(x[0-9A-Fa-f]{4}_)/g, '_x005F_$1');
  if (!(text in Object.prototype)) return safe;
  return `_x${text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_${text.slice(1)}`;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return momentOf(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  return String(value);
}

/** The first day that a program can have meant; before it, a cell has a time of day and no day. */
const FIRST_DAY = Date.UTC(1901, 0, 1);

/** '2025-03-17', with the time of day where there is one: '2025-03-17 17:30'; a time of day alone is '17:30'. */
function momentOf(value: Date): string {
  // Spreadsheet programs keep fractions of a day, which are a little off.
  const text = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString();
  const [date = '', time = ''] = [text.slice(0, 10), text.slice(11, 19)];
  const clock = time.endsWith(':00') ? time.slice(0, 5) : time;
  if (value.getTime() < FIRST_DAY) return clock;
  return time === '00:00:00' ? date : `${date} ${clock}`;
}

const WIDEST = 40;

function widthsOf(rows: Sheet['rows']): number[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: columns }, (_, column) =>
    Math.min(WIDEST, 2 + Math.max(0, ...rows.map((row) => widthOf(row[column] ?? '')))),
  );
}

function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (character > '\u2e7f' ? 2 : 1), 0);
}
