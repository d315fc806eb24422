/** The paragraphs of an official paper: title, headings, body, fields, name and date, each in its style and place. */
import { AlignmentType, BorderStyle, type IParagraphOptions, LineRuleType, Paragraph, TextRun } from 'docx';
import type { Field, HeadingLevel, PaperHead, Signature } from '../../domain/papers/official-paper.ts';
import { signaturePlace } from '../../domain/papers/signature-place.ts';
import { widthOf } from '../../domain/papers/text-width.ts';
import { type FontRole, fontOf } from './fonts.ts';
import { CHARACTER, LINE } from './page.ts';
import type { StyleId } from './styles.ts';

const RED = 'FF0000';

interface Look {
  /** Where they are not those of the paragraph's style. */
  readonly font?: FontRole;
  readonly size?: number;
  readonly color?: string;
}

/** Control characters cannot stand in XML 1.0, and no text of a paper has any use for them. */
const UNPRINTABLE = /(?![\t\r\n])\p{Cc}|[\ufffe\uffff]/gu;

export function run(text: string, { font, ...look }: Look = {}): TextRun {
  const safe = text.replaceAll(UNPRINTABLE, '').replaceAll(/[\t\r\n]+/g, ' ');
  // The hint makes quotation marks and dashes as wide as Chinese characters.
  return new TextRun({ text: safe, font: font === undefined ? { hint: 'eastAsia' } : fontOf(font), ...look });
}

export function styled(
  style: StyleId,
  text: string | TextRun[],
  options: Omit<IParagraphOptions, 'children' | 'style'> = {},
): Paragraph {
  return new Paragraph({ style, children: typeof text === 'string' ? [run(text)] : text, ...options });
}

export function emptyLine(): Paragraph {
  return styled('PaperLine', '');
}

/** 2号 小标宋, centred. */
export function titleParagraphs(lines: readonly string[]): Paragraph[] {
  return lines.map((text) => styled('PaperTitle', text));
}

const HEADINGS: Readonly<Record<HeadingLevel, StyleId>> = {
  1: 'PaperHeading1',
  2: 'PaperHeading2',
  3: 'PaperHeading3',
  4: 'PaperHeading4',
};

export function headingParagraph(level: HeadingLevel, text: string): Paragraph {
  return styled(HEADINGS[level], text, { outlineLevel: level - 1 });
}

const BLANK = '＿'.repeat(12);

/** The label in 黑体; a blank where nothing is known. */
export function fieldParagraph({ label, value }: Field): Paragraph {
  return styled('PaperBody', [run(`${label}：`, { font: 'heading' }), run(value ?? BLANK)], {
    alignment: AlignmentType.LEFT,
  });
}

/** Two places to sign in a line. */
export function signingParagraphs(places: readonly string[]): Paragraph[] {
  const pairs = Array.from({ length: Math.ceil(places.length / 2) }, (_, index) =>
    places.slice(2 * index, 2 * index + 2),
  );
  const blank = (place: string) => '＿'.repeat(Math.max(3, 11 - Math.ceil(widthOf(place))));
  return pairs.map((pair) =>
    styled('PaperLine', pair.map((place) => `${place}：${blank(place)}`).join('　　'), {
      spacing: { before: 160, line: LINE, lineRule: LineRuleType.EXACT },
      keepLines: true,
    }),
  );
}

/** 附件：1.… 2.…, a line under the text, two characters in, names under each other (7.3.4). */
export function attachmentParagraphs(attachments: readonly string[]): Paragraph[] {
  const [only, ...more] = attachments;
  if (only === undefined) return [];
  const at = (left: number, hanging: number) => ({
    indent: { left: (left + hanging) * CHARACTER, hanging: hanging * CHARACTER },
  });
  if (more.length === 0) return [emptyLine(), styled('PaperLine', `附件：${only}`, at(2, 3))];
  return [
    emptyLine(),
    ...attachments.map((name, index) =>
      index === 0
        ? styled('PaperLine', `附件：1.${name}`, at(2, 4))
        : styled('PaperLine', `${index + 1}.${name}`, at(5, 1)),
    ),
  ];
}

/** Two lines are left for the seal. */
export function signatureParagraphs(signature: Signature): Paragraph[] {
  const { issuer, date, issuerFromRight, dateFromRight } = signaturePlace(signature);
  const at = (fromRight: number) => ({ indent: { right: Math.round(fromRight * CHARACTER) } });
  return [
    styled('PaperSigned', ''),
    styled('PaperSigned', ''),
    styled('PaperSigned', issuer, at(issuerFromRight)),
    styled('PaperSigned', date, { ...at(dateFromRight), keepNext: false }),
  ];
}

const MARK_LARGEST = 62;
/** The mark's head is 35 mm under the head of the text (7.2.4); what its own line leaves above it is taken off. */
const ABOVE_MARK = 1720;

/** 版头: the issuer's mark in red, the number two lines under it, and the red line 4 mm under that. `linesAbove` stand over it. */
export function headParagraphs({ mark, number }: PaperHead, linesAbove: number): Paragraph[] {
  const size = Math.min(MARK_LARGEST, Math.floor((28 * 32 * 0.96) / Math.max(1, widthOf(mark))));
  return [
    styled('PaperIssuer', [run(mark, { size, color: RED })], {
      spacing: { before: ABOVE_MARK - linesAbove * LINE, line: 900, lineRule: LineRuleType.AT_LEAST },
    }),
    emptyLine(),
    styled('PaperSubtitle', [run(number, { font: 'body' })], {
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: RED, space: 11 } },
    }),
    emptyLine(),
    emptyLine(),
  ];
}
