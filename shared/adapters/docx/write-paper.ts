/** An official paper as a DOCX: sections, page numbers and the order of its parts (GB/T 9704-2012 7). */
import { AlignmentType, Document, type FileChild, Footer, PageNumber, type Paragraph, TextRun } from 'docx';
import type { Annex, Block, OfficialPaper } from '../../domain/papers/official-paper.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { packed } from './package.ts';
import { SIZES, sectionOf, textWidth } from './page.ts';
import {
  attachmentParagraphs,
  emptyLine,
  fieldParagraph,
  headingParagraph,
  headParagraphs,
  signatureParagraphs,
  signingParagraphs,
  styled,
  titleParagraphs,
} from './paragraphs.ts';
import { printRecord } from './print-record.ts';
import { tableOf } from './tables.ts';

/** The bytes of the file. `at` is the moment of its properties; nothing else in it depends on when it is written. */
export function writePaper(paper: OfficialPaper, at: Instant): Promise<Uint8Array> {
  const width = textWidth(paper.layout);
  const document = new Document({
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15 },
    sections: [
      {
        properties: sectionOf(paper.layout),
        footers: { default: pageNumber('odd'), even: pageNumber('even') },
        children: [...front(paper), ...blocksOf(paper.blocks, width), ...back(paper, width)],
      },
    ],
  });
  return packed(document, { title: paper.name, creator: paper.signature?.issuer ?? '', at });
}

function front({ head, marks, title, subtitle, addressee }: OfficialPaper): Paragraph[] {
  return [
    ...marks.map((mark) => styled('PaperMark', mark)),
    ...(head === null ? [] : headParagraphs(head, marks.length)),
    ...titleParagraphs(title),
    ...(subtitle === null ? [] : [styled('PaperSubtitle', subtitle)]),
    emptyLine(),
    ...(addressee === null ? [] : [styled('PaperLine', `${addressee}：`)]),
  ];
}

function back(paper: OfficialPaper, width: number): FileChild[] {
  const { attachments, signature, contact, record, annexes } = paper;
  return [
    ...attachmentParagraphs(attachments),
    ...(signature === null ? [] : signatureParagraphs(signature)),
    ...(contact === null ? [] : [styled('PaperBody', `（${contact}）`)]),
    ...annexes.flatMap((annex, index) => annexOf(annex, annexes.length > 1 ? index + 1 : null, width)),
    // On the last page, whatever is attached (7.4.1).
    ...(record === null ? [] : printRecord(record, width)),
  ];
}

/** On a new page: 附件 in the first line flush left, the title in the third, centred (7.3.4). */
function annexOf({ title, blocks }: Annex, number: number | null, width: number): FileChild[] {
  return [
    // Not a break of its own: after a full page that would leave an empty one.
    styled('PaperMark', number === null ? '附件' : `附件${number}`, { pageBreakBefore: true }),
    emptyLine(),
    ...titleParagraphs(title),
    emptyLine(),
    ...blocksOf(blocks, width),
  ];
}

function blocksOf(blocks: readonly Block[], width: number): FileChild[] {
  return blocks.flatMap((block): FileChild[] => {
    switch (block.is) {
      case 'heading':
        return [headingParagraph(block.level, `${block.number ?? ''}${block.text}`)];
      case 'paragraph':
        return [styled('PaperBody', block.text)];
      case 'note':
        return [styled('PaperNote', block.text)];
      case 'fields':
        return block.fields.map(fieldParagraph);
      case 'signing':
        return signingParagraphs(block.places);
      case 'table':
        return [tableOf(block, width)];
      default:
        return block satisfies never;
    }
  });
}

/** “— 1 —” in size 4 宋体: odd pages one character from the right edge, even ones from the left (7.5). */
function pageNumber(side: 'odd' | 'even'): Footer {
  const one = SIZES.small * 10;
  return new Footer({
    children: [
      styled('PaperNumber', [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })], {
        alignment: side === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === 'odd' ? { right: one } : { left: one },
      }),
    ],
  });
}
