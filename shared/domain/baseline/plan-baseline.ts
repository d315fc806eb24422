/** Existing matters taken over at switching on (存量): which rows are usable, which are overdue, what is wrong with the rest. */
import type { Directory, Unit } from '../routing/directory.ts';
import { type Instant, instantAt, type LocalTime, parseLocalTime } from '../time/instant.ts';
import { InvalidTime } from '../time/invalid-time.ts';
import { type LocalDate, parseLocalDate } from '../time/local-date.ts';

/** The columns of the spreadsheet; 规则 and 备注 may be left out. */
export const BASELINE_COLUMNS = [
  '编号',
  '事项',
  '依据/来源',
  '责任单位',
  '时限',
  '状态',
  '规则',
  '备注',
] as const;

export type BaselineColumn = (typeof BASELINE_COLUMNS)[number];

/** One row as it was written; an absent cell is empty. */
export interface BaselineRow {
  /** As the spreadsheet counts, the header being its first. */
  readonly line: number;
  readonly cells: Readonly<Record<BaselineColumn, string>>;
}

/** `long-term` (长期坚持) has no limit and is not counted; `resting` (因客观原因中止) asks nothing for now. */
export type BaselineState = 'open' | 'resting' | 'long-term';

/** One matter taken over. */
export interface BaselineItem {
  readonly line: number;
  readonly id: string;
  readonly title: string;
  /** 依据/来源 as the office keeps it: 纪要, 批示, 文号. */
  readonly source: string;
  /** The unit's id. */
  readonly unit: string;
  /** `null` only for what is kept up for long. */
  readonly dueAt: Instant | null;
  readonly state: BaselineState;
  /** The state in the office's own word. */
  readonly stateSaid: string;
  readonly rule: string | null;
  readonly note: string | null;
  /** The limit lies before the day of the baseline: to be answered, and outside the rate. */
  readonly overdue: boolean;
  /** No rung before this moment is sent. */
  readonly quietBefore: Instant;
}

export interface BaselineFault {
  readonly line: number;
  readonly column: BaselineColumn;
  /** What is wrong and what was expected, as half a sentence in Chinese. */
  readonly say: string;
}

export interface BaselinePlan {
  readonly accepted: readonly BaselineItem[];
  /** Those of the accepted that the 核对清单 asks about, the longest overdue first. */
  readonly overdue: readonly BaselineItem[];
  /** Done or struck off already: not taken over. */
  readonly leftOut: readonly { readonly line: number; readonly id: string; readonly state: string }[];
  readonly faults: readonly BaselineFault[];
}

/** What rows are read against. */
export interface BaselineAround {
  readonly directory: Pick<Directory, 'units'>;
  /** Ids of the rules that a row may name. */
  readonly rules: ReadonlySet<string>;
  readonly zone: string;
  /** The time of day for limits that are days: the hand-in limit (`work_end`). */
  readonly workEnd: LocalTime;
}

const STATES: Readonly<Record<string, BaselineState | 'over'>> = {
  '': 'open',
  办理中: 'open',
  未办结: 'open',
  阶段性完成: 'open',
  序时推进: 'open',
  滞后: 'open',
  因客观原因中止: 'resting',
  中止: 'resting',
  长期坚持: 'long-term',
  已办结: 'over',
  办结: 'over',
  销号: 'over',
};

const STATES_EXPECTED = Object.keys(STATES)
  .filter((name) => name !== '')
  .join('、');
const MIDNIGHT = parseLocalTime('00:00');
const LONGEST_TITLE = 200;

/**
 * Every row is looked at, so that all faults are named at once. Refuses ids that stand twice, units the directory
 * does not have, limits that are no dates, and unknown states and rules.
 */
export function planBaseline(
  rows: readonly BaselineRow[],
  on: LocalDate,
  around: BaselineAround,
): BaselinePlan {
  const accepted: BaselineItem[] = [];
  const leftOut: BaselinePlan['leftOut'][number][] = [];
  const faults: BaselineFault[] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const own: BaselineFault[] = [];
    const item = readRow(row, on, around, own);
    const before = seen.get(item.id);
    if (before !== undefined)
      own.push(fault(row, '编号', `“${item.id}”与第${before}行重复，每个编号只能有一行`));
    else if (item.id !== '') seen.set(item.id, row.line);
    faults.push(...own);
    if (own.length > 0) continue;
    if (item.state === 'over') leftOut.push({ line: row.line, id: item.id, state: item.stateSaid });
    else accepted.push({ ...item, state: item.state });
  }
  const overdue = accepted.filter((item) => item.overdue).toSorted(byLimit);
  return { accepted, overdue, leftOut, faults };
}

function byLimit(a: BaselineItem, b: BaselineItem): number {
  const [one, other] = [a.dueAt ?? '', b.dueAt ?? ''];
  return one < other ? -1 : one > other ? 1 : a.line - b.line;
}

type Read = Omit<BaselineItem, 'state'> & { readonly state: BaselineState | 'over' };

function readRow(row: BaselineRow, on: LocalDate, around: BaselineAround, faults: BaselineFault[]): Read {
  const { cells, line } = row;
  const refuse = (column: BaselineColumn, say: string) => faults.push(fault(row, column, say));
  const id = cells.编号;
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u.test(id))
    refuse('编号', id === '' ? '未填写' : `“${id}”不能作编号，应为1至64个文字、数字、点或短横`);
  if (cells.事项 === '') refuse('事项', '未填写');
  if (cells.事项.length > LONGEST_TITLE) refuse('事项', `超过${LONGEST_TITLE}字，请缩短`);
  if (cells['依据/来源'] === '') refuse('依据/来源', '未填写，应写明纪要、批示、文件或者条款');
  const unit = unitCalled(cells.责任单位, around.directory);
  if (unit === null)
    refuse(
      '责任单位',
      cells.责任单位 === '' ? '未填写' : `通讯录中没有“${cells.责任单位}”，应为单位名称或简称`,
    );
  const state = STATES[cells.状态] ?? null;
  if (state === null) refuse('状态', `没有“${cells.状态}”这种状态，应为${STATES_EXPECTED}`);
  const rule = cells.规则 === '' ? null : cells.规则;
  if (rule !== null && !around.rules.has(rule))
    refuse('规则', `规则库中没有“${rule}”，应为如D52-14的编号，或者不填`);
  const dueAt = limitOf(row, state, around, faults);
  const quietBefore = instantAt(on, MIDNIGHT, around.zone);
  return {
    line,
    id,
    title: cells.事项,
    source: cells['依据/来源'],
    unit: unit?.id ?? '',
    dueAt,
    state: state ?? 'open',
    stateSaid: cells.状态 === '' ? '办理中' : cells.状态,
    rule,
    note: cells.备注 === '' ? null : cells.备注,
    overdue: state === 'open' && dueAt !== null && dueAt < quietBefore,
    quietBefore,
  };
}

function fault({ line }: Pick<BaselineRow, 'line'>, column: BaselineColumn, say: string): BaselineFault {
  return { line, column, say };
}

/** By id, name or short name. */
function unitCalled(name: string, { units }: Pick<Directory, 'units'>): Unit | null {
  if (name === '') return null;
  const called = [...units.values()].find((unit) => unit.name === name || unit.shortName === name);
  return called ?? units.get(name) ?? null;
}

function limitOf(
  row: BaselineRow,
  state: BaselineState | 'over' | null,
  { zone, workEnd }: BaselineAround,
  faults: BaselineFault[],
): Instant | null {
  const text = row.cells.时限;
  if (text === '' || text === '长期') {
    if (state !== 'long-term' && state !== 'over')
      faults.push(fault(row, '时限', '未填写；没有时限的，状态应为长期坚持'));
    return null;
  }
  const read = readDay(text);
  if (read === null) {
    faults.push(fault(row, '时限', `“${text}”不是日期，应如2026-03-18、2026年3月18日，可加17:00`));
    return null;
  }
  return instantAt(read.date, read.time ?? workEnd, zone);
}

const WRITTEN_DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s*(\d{1,2})[:：](\d{2}))?$/;

/** A day as people write it, with or without a time; `null` for anything else. */
export function readDay(text: string): { readonly date: LocalDate; readonly time: LocalTime | null } | null {
  const [, year = '', month = '', day = '', hour, minute = ''] = WRITTEN_DAY.exec(text) ?? [];
  try {
    const date = parseLocalDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
    return { date, time: hour === undefined ? null : parseLocalTime(`${hour.padStart(2, '0')}:${minute}`) };
  } catch (fault) {
    if (fault instanceof InvalidTime) return null;
    throw fault;
  }
}
