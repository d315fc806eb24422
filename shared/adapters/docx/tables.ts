/** Tables of an official paper: as wide as the text, heads on every page, no row broken over two pages. */
import {
  AlignmentType,
  BorderStyle,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from 'docx';
import type { Column, Table as PaperTable } from '../../domain/papers/official-paper.ts';
import { run, styled } from './paragraphs.ts';
import type { StyleId } from './styles.ts';

const PADDING = 60;

const STYLES: Readonly<Record<PaperTable['size'], StyleId>> = {
  normal: 'PaperTable',
  small: 'PaperTableSmall',
};

/** `width` is that of the text, in twips. */
export function tableOf({ columns, rows, size }: PaperTable, width: number): Table {
  const style = STYLES[size];
  const widths = scaled(columns, width);
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ title }, index) =>
      cell(title, widths[index] ?? 0, 'center', style, { head: true }),
    ),
  });
  const body = rows.map(
    (row, place) =>
      new TableRow({
        cantSplit: true,
        children: columns.map((column, index) =>
          cell(row[index] ?? '', widths[index] ?? 0, column.align, style, {
            merge: column.mergeDown ? mergeOf(rows, place, index) : null,
          }),
        ),
      }),
  );
  const rule = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    margins: { left: PADDING, right: PADDING, top: 20, bottom: 20 },
    borders: {
      top: rule,
      bottom: rule,
      left: rule,
      right: rule,
      insideHorizontal: rule,
      insideVertical: rule,
    },
    rows: [head, ...body],
  });
}

/** Whole twips that add up to the width. */
function scaled(columns: readonly Column[], width: number): number[] {
  const total = columns.reduce((sum, one) => sum + one.width, 0);
  const widths = columns.map((one) => Math.floor((one.width / total) * width));
  const rest = width - widths.reduce((sum, one) => sum + one, 0);
  return widths.map((one, index) => (index === widths.length - 1 ? one + rest : one));
}

type Merge = 'restart' | 'continue' | null;

/** Equal to the cell above or below, in this column. */
function mergeOf(rows: PaperTable['rows'], place: number, column: number): Merge {
  const at = (row: number) => rows[row]?.[column];
  if (place > 0 && at(place - 1) === at(place)) return 'continue';
  return at(place + 1) === at(place) ? 'restart' : null;
}

function cell(
  text: string,
  width: number,
  align: Column['align'],
  style: StyleId,
  { head = false, merge = null }: { readonly head?: boolean; readonly merge?: Merge },
): TableCell {
  const lines = merge === 'continue' ? [''] : text.split('\n');
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    ...(merge === null
      ? {}
      : { verticalMerge: merge === 'restart' ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE }),
    children: lines.map((one) =>
      styled(style, [run(one, head ? { font: 'heading' } : {})], {
        alignment: align === 'center' ? AlignmentType.CENTER : AlignmentType.LEFT,
      }),
    ),
  });
}
