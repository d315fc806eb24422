/** Aligned columns for a terminal, where Chinese characters take two places. */

/** Rows with their cells padded to the widest of each column, two places apart. */
export function inColumns(rows: readonly (readonly string[])[]): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    // The last column of a row needs no padding and may be long.
    Math.max(0, ...rows.map((row) => (column < row.length - 1 ? widthOf(row[column] ?? '') : 0))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell))))
      .join('  ')
      .trimEnd(),
  );
}

function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (character > '\u2e7f' ? 2 : 1), 0);
}
