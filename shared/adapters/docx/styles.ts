/** The named styles of an official paper, so that whoever edits one finds 公文标题 and 公文正文 in the list of styles. */
import { FONTS, type FontRole } from './fonts.ts';
import { CHARACTER, LINE, NARROWER, SIZES } from './page.ts';

interface Style {
  readonly name: string;
  readonly font: FontRole;
  /** Half-points. */
  readonly size: number;
  readonly align?: 'left' | 'center' | 'right' | 'both';
  /** Exact height of a line in twips; a line of the grid unless given. */
  readonly line?: number;
  readonly before?: number;
  /** Begins two characters in. */
  readonly firstLine?: true;
  readonly keepNext?: true;
}

const BODY = { font: 'body', size: SIZES.body } as const;
const TABLE = { font: 'body', align: 'left' } as const;

const STYLES = {
  PaperTitle: {
    name: '公文标题',
    font: 'title',
    size: SIZES.title,
    align: 'center',
    line: 700,
    keepNext: true,
  },
  PaperSubtitle: { name: '公文副标题', font: 'kai', size: SIZES.body, align: 'center' },
  PaperIssuer: { name: '发文机关标志', font: 'title', size: SIZES.title, align: 'center' },
  PaperMark: { name: '公文标注', font: 'heading', size: SIZES.body },
  PaperLine: { name: '公文顶格', ...BODY },
  PaperBody: { name: '公文正文', ...BODY, align: 'both', firstLine: true },
  PaperHeading1: { name: '公文一级标题', ...BODY, font: 'heading', firstLine: true, keepNext: true },
  PaperHeading2: { name: '公文二级标题', ...BODY, font: 'kai', firstLine: true, keepNext: true },
  PaperHeading3: { name: '公文三级标题', ...BODY, firstLine: true, keepNext: true },
  PaperHeading4: { name: '公文四级标题', ...BODY, firstLine: true, keepNext: true },
  PaperNote: { name: '公文注', ...BODY, size: SIZES.table, line: 440, before: 60 },
  PaperSigned: { name: '公文落款', ...BODY, align: 'right', keepNext: true },
  PaperRecord: { name: '公文版记', ...BODY, size: SIZES.small },
  PaperTable: { name: '公文表格', ...TABLE, size: SIZES.table, line: 360 },
  PaperTableSmall: { name: '公文小表格', ...TABLE, size: SIZES.smallTable, line: 300 },
  PaperNumber: { name: '公文页码', font: 'song', size: SIZES.small, line: 320 },
} as const satisfies Readonly<Record<string, Style>>;

export type StyleId = keyof typeof STYLES;

/** The part `word/styles.xml`. */
export function stylesPart(): string {
  const styles = Object.entries<Style>(STYLES).map(([id, style]) => styleXml(id, style));
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>${fonts('body')}<w:sz w:val="${SIZES.body}"/><w:szCs w:val="${SIZES.body}"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr><w:rPr>${fonts('body')}<w:sz w:val="${SIZES.body}"/><w:szCs w:val="${SIZES.body}"/></w:rPr></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="60" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>${styles.join('')}</w:styles>`;
}

/** Elements in the order that the schema wants (ECMA-376 part 1, 17.3.1.26). */
function styleXml(id: string, style: Style): string {
  const { name, font, size, align = 'left', line = LINE, before, firstLine, keepNext } = style;
  const paragraph = [
    keepNext ? '<w:keepNext/>' : '',
    '<w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>',
    // Lines and characters are as high and as wide as the grid by themselves, in every word processor: some give a
    // character that is wider than its cell a second one.
    '<w:snapToGrid w:val="0"/>',
    `<w:spacing${before === undefined ? '' : ` w:before="${before}"`} w:line="${line}" w:lineRule="exact"/>`,
    firstLine ? `<w:ind w:firstLineChars="200" w:firstLine="${2 * CHARACTER}"/>` : '',
    `<w:jc w:val="${align}"/>`,
  ];
  return `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${paragraph.join('')}</w:pPr><w:rPr>${fonts(font)}${size === SIZES.body ? `<w:spacing w:val="${NARROWER}"/>` : ''}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr></w:style>`;
}

function fonts(role: FontRole): string {
  const name = FONTS[role];
  return `<w:rFonts w:ascii="${name}" w:hAnsi="${name}" w:eastAsia="${name}" w:cs="${name}" w:hint="eastAsia"/>`;
}
