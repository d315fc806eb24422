/** 版记 at the foot of the last page: who gets copies, who printed it and when (GB/T 9704-2012 7.4). */
import {
  BorderStyle,
  type FileChild,
  LineRuleType,
  RelativeHorizontalPosition,
  RelativeVerticalPosition,
  Tab,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import type { PrintRecord } from '../../domain/papers/official-paper.ts';
import { sayFullDate } from '../../domain/time/wording.ts';
import { run, styled } from './paragraphs.ts';

/** A character of 14 pt: as far as the words stand in at both sides. */
const IN_SIZE_4 = 280;
/** Eighths of a point: the first and the last line 0.35 mm, those between 0.25 mm. */
const [OUTER, INNER] = [8, 6];

/** `width` is that of the text, in twips. */
export function printRecord({ copies, printedBy, printedOn }: PrintRecord, width: number): FileChild[] {
  const printed = `${printedOn === null ? '　　年　月　日' : sayFullDate(printedOn)}印发`;
  const lines = [
    ...(copies.length === 0 ? [] : [[run(`抄送：${copies.join('，')}。`)]]),
    [run(printedBy), new TextRun({ children: [new Tab()] }), run(printed)],
  ];
  const line = (size: number) => ({ style: BorderStyle.SINGLE, size, color: '000000' });
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const rows = lines.map(
    (children, index) =>
      new TableRow({
        cantSplit: true,
        children: [
          new TableCell({
            width: { size: width, type: WidthType.DXA },
            children: [
              styled('PaperRecord', children, {
                keepNext: index < lines.length - 1,
                indent: { left: IN_SIZE_4, right: IN_SIZE_4 },
                tabStops: [{ type: TabStopType.RIGHT, position: width - IN_SIZE_4 }],
              }),
            ],
          }),
        ],
      }),
  );
  return [
    new Table({
      width: { size: width, type: WidthType.DXA },
      columnWidths: [width],
      layout: TableLayoutType.FIXED,
      margins: { left: 0, right: 0 },
      borders: {
        top: line(OUTER),
        bottom: line(OUTER),
        insideHorizontal: line(INNER),
        left: none,
        right: none,
        insideVertical: none,
      },
      float: {
        horizontalAnchor: TableAnchorType.MARGIN,
        verticalAnchor: TableAnchorType.MARGIN,
        relativeHorizontalPosition: RelativeHorizontalPosition.CENTER,
        relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      },
      rows,
    }),
    // A floating table holds on to the paragraph after it; this one takes no room.
    styled('PaperRecord', '', { spacing: { line: 20, lineRule: LineRuleType.EXACT } }),
  ];
}
