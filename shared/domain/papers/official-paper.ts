/** An official paper (公文) as data: what stands on it, not how it is set; the form is that of GB/T 9704-2012 and art. 60. */
import { chineseNumeral } from '../rules/clause.ts';
import type { LocalDate } from '../time/local-date.ts';

/** One paper. Texts carry the punctuation of official papers; dates are full, in Arabic numerals (GB/T 15835). */
export interface OfficialPaper {
  /** The name by which the paper is asked for, `week`. */
  readonly kind: string;
  /** The file's name and the document's title in one line. */
  readonly name: string;
  /** Wide tables lie across. */
  readonly layout: 'portrait' | 'landscape';
  /** 版头, for papers that leave the office; `null` for lists and forms. */
  readonly head: PaperHead | null;
  /** Above the title, flush left: 内部资料, 送审稿, 演示数据. */
  readonly marks: readonly string[];
  /** Lines of the title, broken as {@link titleLines} does. */
  readonly title: readonly string[];
  /** Under the title, such as the days of the table. */
  readonly subtitle: string | null;
  /** 主送机关, without its colon. */
  readonly addressee: string | null;
  readonly blocks: readonly Block[];
  /** Names of what is attached, without 附件 and number. */
  readonly attachments: readonly string[];
  readonly signature: Signature | null;
  /** 附注: whom to ask. */
  readonly contact: string | null;
  readonly record: PrintRecord | null;
  /** The attachments themselves, each on a new page. */
  readonly annexes: readonly Annex[];
}

/** 发文机关标志 and 发文字号. */
export interface PaperHead {
  readonly mark: string;
  readonly number: string;
}

/** 发文机关署名 and 成文日期; a date of `null` stays blank until the paper is signed. */
export interface Signature {
  readonly issuer: string;
  readonly date: LocalDate | null;
}

/** 版记: 抄送机关, 印发机关, 印发日期. */
export interface PrintRecord {
  readonly copies: readonly string[];
  readonly printedBy: string;
  readonly printedOn: LocalDate | null;
}

export interface Annex {
  readonly title: readonly string[];
  readonly blocks: readonly Block[];
}

export type HeadingLevel = 1 | 2 | 3 | 4;

export type Block =
  /** `number` is given by {@link numbered}. */
  | { readonly is: 'heading'; readonly level: HeadingLevel; readonly text: string; readonly number?: string }
  | { readonly is: 'paragraph'; readonly text: string }
  /** Small print under a table or at the end. */
  | { readonly is: 'note'; readonly text: string }
  /** What is to be known or filled in, a line for each; a value of `null` is a blank to write into. */
  | { readonly is: 'fields'; readonly fields: readonly Field[] }
  /** Places to sign, beside each other. */
  | { readonly is: 'signing'; readonly places: readonly string[] }
  | Table;

export interface Field {
  readonly label: string;
  readonly value: string | null;
}

export interface Table {
  readonly is: 'table';
  readonly columns: readonly Column[];
  /** Each row has a cell for each column. */
  readonly rows: readonly (readonly string[])[];
  /** Small print for many columns. */
  readonly size: 'normal' | 'small';
}

export interface Column {
  readonly title: string;
  /** In characters of the table's own size; columns are scaled to the width of the page. */
  readonly width: number;
  readonly align: 'left' | 'center';
  /** Equal cells below each other become one. */
  readonly mergeDown: boolean;
}

export function paragraph(text: string): Block {
  return { is: 'paragraph', text };
}

export function heading(level: HeadingLevel, text: string): Block {
  return { is: 'heading', level, text };
}

export function note(text: string): Block {
  return { is: 'note', text };
}

/** A column of texts, flush left; `center` for numbers, dates and signs. */
export function column(title: string, width: number, align: Column['align'] = 'left'): Column {
  return { title, width, align, mergeDown: false };
}

/** Refuses rows that have another number of cells than there are columns. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  size: Table['size'] = 'normal',
): Table {
  const wrong = rows.find((row) => row.length !== columns.length);
  if (wrong) throw new Error(`a row of ${wrong.length} cells in a table of ${columns.length} columns`);
  return { is: 'table', columns, rows, size };
}

/** What a paper is made of; everything that is not named is absent. */
export type PaperParts = Pick<OfficialPaper, 'kind' | 'name' | 'title' | 'blocks'> & Partial<OfficialPaper>;

export function officialPaper(parts: PaperParts): OfficialPaper {
  const { blocks, annexes = [] } = parts;
  return {
    layout: 'portrait',
    head: null,
    marks: [],
    subtitle: null,
    addressee: null,
    attachments: [],
    signature: null,
    contact: null,
    record: null,
    ...parts,
    blocks: numbered(blocks),
    annexes: annexes.map((annex) => ({ ...annex, blocks: numbered(annex.blocks) })),
  };
}

/** Gives headings their numbers: 一、 （一） 1. （1）, each level counted anew under the one above (GB/T 9704 7.3.3). */
export function numbered(blocks: readonly Block[]): Block[] {
  const counts = [0, 0, 0, 0, 0];
  return blocks.map((block) => {
    if (block.is !== 'heading') return block;
    counts[block.level] = (counts[block.level] ?? 0) + 1;
    counts.fill(0, block.level + 1);
    return { ...block, number: sayNumber(block.level, counts[block.level] ?? 1) };
  });
}

function sayNumber(level: HeadingLevel, number: number): string {
  switch (level) {
    case 1:
      return `${chineseNumeral(number)}、`;
    case 2:
      return `（${chineseNumeral(number)}）`;
    case 3:
      return `${number}.`;
    default:
      return `（${number}）`;
  }
}

/** 〔2026〕　　号: the year in hexagonal brackets, the number left to the office. */
export function blankNumber(date: LocalDate): string {
  return `〔${date.slice(0, 4)}〕　　号`;
}
