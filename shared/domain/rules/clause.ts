/** A clause of the Rules as the register holds it: its words, what kind of thing it asks, and how it is cited. */

/** What software can do about a clause; POLICY and DATA are shown and not timed. */
export type ClauseType = 'HARD' | 'CADENCE' | 'REPORT' | 'GATE' | 'ROUTE' | 'DELEGATION' | 'POLICY' | 'DATA';

export interface Clause {
  /** The register's id, D52-07. */
  readonly id: string;
  readonly title: string;
  readonly type: ClauseType;
  readonly priority: 'P1' | 'P2' | 'P3';
  /** '52', or with its item '60（四）'. */
  readonly article: string;
  /** Verbatim from the Rules; `…` separates parts that each occur. */
  readonly quote: string;
  readonly owes: string | null;
  readonly evidence: string | null;
  /** What in the product acts on a clause about routing or delegation, in words for the coverage. */
  readonly acts: string | null;
}

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** 1 to 99 in Chinese numerals, as articles are counted. */
export function chineseNumeral(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  if (tens === 0) return DIGITS[ones] ?? '';
  return `${tens === 1 ? '' : (DIGITS[tens] ?? '')}十${DIGITS[ones] ?? ''}`;
}

/** '52' → 第五十二条, '60（四）' → 第六十条第（四）项. */
export function sayArticle(article: string): string {
  const [, number = '', part = ''] = /^(\d+)(（.+）)?$/.exec(article) ?? [];
  const said = number === '' ? article : `第${chineseNumeral(Number(number))}条`;
  return part === '' ? said : `${said}第${part}项`;
}

/** A clause as a refusal cites it: 《工作规则》第六十条第（四）项“先审核…”. */
export function citeClause(clause: Clause, shortTitle: string): string {
  return `${shortTitle}${sayArticle(clause.article)}“${clause.quote.replaceAll(',', '，')}”`;
}
