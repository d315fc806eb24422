/** The 核对清单: every overdue matter taken over is finished, goes on under a new limit, or is struck off. */
import { type Instant, instantAt } from '../time/instant.ts';
import { type BaselineAround, type BaselineItem, readDay } from './plan-baseline.ts';

export const CHECK_LIST_COLUMNS = ['编号', '核对结果', '新时限', '说明'] as const;

export type CheckListColumn = (typeof CHECK_LIST_COLUMNS)[number];

export interface CheckListRow {
  readonly line: number;
  readonly cells: Readonly<Record<CheckListColumn, string>>;
}

export const ANSWERS = { finished: '办结', goesOn: '续办并定新时限', struck: '销号' } as const;

/** What the office answers about one overdue matter. */
export type BaselineAnswer =
  | { readonly answer: 'finished'; readonly note: string | null }
  | { readonly answer: 'goes-on'; readonly dueAt: Instant; readonly note: string | null }
  | { readonly answer: 'struck'; readonly note: string };

export interface CheckListFault {
  readonly line: number;
  readonly column: CheckListColumn;
  readonly say: string;
}

export interface CheckedList {
  readonly answers: ReadonlyMap<string, BaselineAnswer>;
  /** Overdue matters that nobody has answered yet. */
  readonly open: readonly BaselineItem[];
  readonly faults: readonly CheckListFault[];
}

/**
 * The answers of a filled-in list; rows without an answer stay open. Refuses ids that are not on the list, unknown
 * answers, a new limit before the day of the baseline, and striking off without saying why.
 */
export function readCheckList(
  rows: readonly CheckListRow[],
  overdue: readonly BaselineItem[],
  around: Pick<BaselineAround, 'zone' | 'workEnd'>,
): CheckedList {
  const asked = new Map(overdue.map((item) => [item.id, item]));
  const answers = new Map<string, BaselineAnswer>();
  const faults: CheckListFault[] = [];
  for (const row of rows) {
    const { 编号: id, 核对结果: result } = row.cells;
    if (result === '') continue;
    const item = asked.get(id);
    const read = item ? answerOf(row, item, around) : fault(row, '编号', `核对清单中没有“${id}”`);
    if ('say' in read) faults.push(read);
    else answers.set(id, read);
  }
  return { answers, open: overdue.filter(({ id }) => !answers.has(id)), faults };
}

function answerOf(
  row: CheckListRow,
  { quietBefore }: BaselineItem,
  { zone, workEnd }: Pick<BaselineAround, 'zone' | 'workEnd'>,
): BaselineAnswer | CheckListFault {
  const { 核对结果: result, 新时限: limit, 说明: said } = row.cells;
  const note = said === '' ? null : said;
  switch (result) {
    case ANSWERS.finished:
      return { answer: 'finished', note };
    case ANSWERS.struck:
      return note === null ? fault(row, '说明', '销号须写明原因') : { answer: 'struck', note };
    case ANSWERS.goesOn:
    case '续办': {
      const day = readDay(limit);
      if (day === null) return fault(row, '新时限', `“${limit}”不是日期，续办须定新时限，应如2026-03-18`);
      const dueAt = instantAt(day.date, day.time ?? workEnd, zone);
      return dueAt < quietBefore
        ? fault(row, '新时限', `“${limit}”在启用日之前`)
        : { answer: 'goes-on', dueAt, note };
    }
    default:
      return fault(row, '核对结果', `没有“${result}”这种结果，应为${Object.values(ANSWERS).join('、')}`);
  }
}

function fault({ line }: CheckListRow, column: CheckListColumn, say: string): CheckListFault {
  return { line, column, say };
}
