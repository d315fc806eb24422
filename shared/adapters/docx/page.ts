/** Measures of the page in twips (1/20 pt), after GB/T 9704-2012 5 and art. 60: A4, 37/35/28/26 mm, 22 lines of 28 characters. */
import { DocumentGridType, type ISectionPropertiesOptions, PageOrientation } from 'docx';
import type { OfficialPaper } from '../../domain/papers/official-paper.ts';

const twips = (millimetres: number) => Math.round((millimetres / 25.4) * 1440);

/** One of 22 lines: 225 mm ÷ 22. Every line is exactly as high, whatever font stands in for the one named. */
export const LINE = 579;
/** One of 28 characters: 156 mm ÷ 28 is 315.9. */
export const CHARACTER = 315;
/**
 * By how much a character of size 3 (16 pt) is set narrower so that 28 stand in a line and not 29. A twip more than
 * would do by itself: some word processors round to tenths of a point; justified lines fill the rest.
 */
export const NARROWER = -6;
/** The same for the grid of the page, in 1/4096 pt, as word processors show it: 28 in a line. */
const CHARACTER_SPACE = -849;

/** Half-points. */
export const SIZES = { title: 44, body: 32, small: 28, table: 24, smallTable: 21 } as const;

const A4 = { width: 11906, height: 16838 };

type Layout = OfficialPaper['layout'];

/** Across, the head of the page is the binding edge, so that the sheet is bound with the others on the left. */
const MARGINS: Readonly<Record<Layout, { top: number; bottom: number; left: number; right: number }>> = {
  portrait: { top: twips(37), bottom: twips(35), left: twips(28), right: twips(26) },
  landscape: { top: twips(28), bottom: twips(26), left: twips(37), right: twips(35) },
};

/** From the foot of the sheet to that of the page number: its dashes stand 7 mm under the text (7.5). */
const FOOTER: Readonly<Record<Layout, number>> = { portrait: twips(24.5), landscape: twips(15.5) };

/** The width of the text, 156 mm upright and 225 mm across. */
export function textWidth(layout: Layout): number {
  const { left, right } = MARGINS[layout];
  return (layout === 'portrait' ? A4.width : A4.height) - left - right;
}

export function sectionOf(layout: Layout): ISectionPropertiesOptions {
  return {
    page: {
      size: {
        ...A4,
        orientation: layout === 'portrait' ? PageOrientation.PORTRAIT : PageOrientation.LANDSCAPE,
      },
      margin: { ...MARGINS[layout], header: twips(15), footer: FOOTER[layout], gutter: 0 },
    },
    grid:
      layout === 'portrait'
        ? { type: DocumentGridType.LINES_AND_CHARS, linePitch: LINE, charSpace: CHARACTER_SPACE }
        : { type: DocumentGridType.LINES, linePitch: LINE },
  };
}
