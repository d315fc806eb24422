/** The columns of a past year's ledger: what they are for, and the headings by which they are found. */

/** The column and the headings that mean it; the first is the template's own. */
export const LEDGER_HEADINGS = {
  serial: ['序号', '编号', '台账编号'],
  rule: ['规则条款', '规则', '条款', '依据条款', '规则编号', '事项类别', '类别'],
  name: ['事项/会议名称', '事项', '事项名称', '会议名称', '议题', '议题名称', '内容'],
  unit: ['责任单位', '承办单位', '报送单位', '牵头单位', '办理单位', '单位'],
  trigger: [
    '触发时间',
    '起算时间',
    '会议时间',
    '会议开始时间',
    '事发时间',
    '接报时间',
    '收文时间',
    '收到时间',
    '交办时间',
    '立项时间',
    '形成时间',
    '所属时间',
  ],
  named: ['规定时限', '要求时限', '要求完成时间', '时限'],
  done: ['办结/报送时间', '办结时间', '报送时间', '完成时间', '实际办理时间', '发布时间', '反馈时间'],
  told: ['通知时间', '告知时间'],
  said: ['说明/佐证', '说明', '备注', '原因', '情况说明'],
  evidence: ['佐证', '凭据', '佐证材料'],
  extension: ['是否延期', '延期', '延期情况'],
  secrecy: ['密级'],
} as const;

export type LedgerColumn = keyof typeof LEDGER_HEADINGS;

export const LEDGER_COLUMNS = Object.keys(LEDGER_HEADINGS) as readonly LedgerColumn[];

/** Without these a sheet is no ledger. */
const NEEDED: readonly LedgerColumn[] = ['rule', 'unit', 'done'];

/** Where the columns of a sheet are. Several columns may give the moment from which limits are counted. */
export interface LedgerHeader {
  readonly columns: ReadonlyMap<LedgerColumn, readonly number[]>;
  /** Headings of columns that are not used. */
  readonly unused: readonly string[];
}

/** A heading without what stands in brackets, which only says more: 触发时间（会议开始） is 触发时间. */
function plain(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/\(.*\)$/, '')
    .replace('、', '/');
}

/** `null`: no header of a ledger. Refuses with a reason a column, other than the trigger's, that stands twice. */
export function readLedgerHeader(
  cells: readonly string[],
): LedgerHeader | { readonly refused: string } | null {
  const columns = new Map<LedgerColumn, number[]>();
  const unused: string[] = [];
  for (const [place, cell] of cells.entries()) {
    const column = columnCalled(plain(cell));
    if (column === null) {
      if (cell.trim() !== '') unused.push(cell.trim());
    } else columns.set(column, [...(columns.get(column) ?? []), place]);
  }
  if (!NEEDED.every((column) => columns.has(column))) return null;
  if (!columns.has('trigger') && !columns.has('named')) return null;
  const twice = [...columns].find(([column, places]) => column !== 'trigger' && places.length > 1);
  if (!twice) return { columns, unused };
  const cited = twice[1].map((place) => `“${(cells[place] ?? '').trim()}”`).join('和');
  return { refused: `${cited}是同一列，应只留一列` };
}

function columnCalled(heading: string): LedgerColumn | null {
  return LEDGER_COLUMNS.find((column) => LEDGER_HEADINGS[column].some((one) => one === heading)) ?? null;
}

/** The headings that a sheet must have, for whoever is told that it has none. */
export const LEDGER_EXPECTED = '规则条款、责任单位、触发时间（或者规定时限）、办结/报送时间';

/** One row as it was written; an absent cell is empty. */
export interface LedgerRow {
  readonly sheet: string;
  /** As spreadsheet programs count, from 1. */
  readonly line: number;
  readonly cells: Readonly<Record<LedgerColumn, string>>;
}

/** The cells of one line by column. Of several trigger columns the filled one counts; `null` where two are filled. */
export function ledgerCells(
  { columns }: LedgerHeader,
  cells: readonly string[],
): Readonly<Record<LedgerColumn, string>> | null {
  const filled = (column: LedgerColumn) =>
    (columns.get(column) ?? []).map((place) => (cells[place] ?? '').trim()).filter((cell) => cell !== '');
  if (filled('trigger').length > 1) return null;
  return Object.fromEntries(LEDGER_COLUMNS.map((column) => [column, filled(column)[0] ?? ''])) as Record<
    LedgerColumn,
    string
  >;
}
