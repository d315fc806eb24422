/** Rows as CSV that spreadsheet programs on Chinese machines open with a double click. */

/** They take text for GB 18030 unless it begins with this. */
const BYTE_ORDER_MARK = '\uFEFF';

/** RFC 4180 with a byte order mark. A cell that a spreadsheet would take for a formula is written as text. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
