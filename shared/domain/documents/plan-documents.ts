/** A list from the office’s own document system: which rows open, change, finish or withdraw a matter, and which are faulty. */
import { readDay } from '../baseline/plan-baseline.ts';
import type { Interval } from '../compliance/verdict.ts';
import { type Assignment, leadOf } from '../matters/assignment.ts';
import type { AssignmentCommand } from '../matters/assignment-commands.ts';
import type { Directory, Unit } from '../routing/directory.ts';
import type { Fact } from '../rules/expression.ts';
import {
  dateOf,
  earliest,
  type Instant,
  instantAt,
  type LocalTime,
  parseLocalTime,
} from '../time/instant.ts';
import { addDays } from '../time/local-date.ts';
import { sayDate, sayDateTime } from '../time/wording.ts';

/** The columns of the list; 文号 or 编号 must be filled in, 时限, 缓急 and 办结日期 may be left out. */
export const DOCUMENT_COLUMNS = [
  '文号',
  '编号',
  '标题',
  '承办单位',
  '收文日期',
  '时限',
  '缓急',
  '状态',
  '办结日期',
] as const;
export type DocumentColumn = (typeof DOCUMENT_COLUMNS)[number];

export interface DocumentRow {
  /** As the spreadsheet counts, from 1. */
  readonly line: number;
  readonly cells: Readonly<Record<DocumentColumn, string>>;
}

export interface DocumentFault {
  readonly line: number;
  readonly column: DocumentColumn;
  /** What is wrong and what was expected, as half a sentence in Chinese. */
  readonly say: string;
}

export type DocumentChange = 'open' | 'limit' | 'unit' | 'finish' | 'withdraw';

export interface PlannedDocument {
  readonly line: number;
  readonly number: string;
  readonly title: string;
  readonly changes: readonly DocumentChange[];
  readonly commands: readonly AssignmentCommand[];
}

export interface DocumentsPlan {
  readonly planned: readonly PlannedDocument[];
  /** As they are already, or over before they were ever known here. */
  readonly unchanged: number;
  readonly faults: readonly DocumentFault[];
}

/** What rows are read against. */
export interface DocumentsAround {
  readonly directory: Pick<Directory, 'units' | 'aliases'>;
  readonly zone: string;
  /** The time of day for limits that are days. */
  readonly workEnd: LocalTime;
  /** The matters that earlier lists opened, by id. */
  readonly known: ReadonlyMap<string, Assignment>;
  readonly by: string;
}

const STATES: Readonly<Record<string, 'open' | 'done' | 'withdrawn'>> = {
  '': 'open',
  在办: 'open',
  办理中: 'open',
  待办: 'open',
  办结: 'done',
  已办结: 'done',
  撤回: 'withdrawn',
  作废: 'withdrawn',
};
const URGENCIES: Readonly<Record<string, '特急' | '加急' | '普通'>> = {
  特急: '特急',
  加急: '加急',
  急件: '加急',
  普通: '普通',
  平件: '普通',
  '': '普通',
};

/** All matters that lists open have ids of this form. */
export const DOCUMENT_PREFIX = 'doc-';

/** The id of the matter that a document number stands for: the same number gives the same id. */
export function documentId(number: string): string {
  const plain = number.replaceAll(/[^\p{L}\p{N}.]+/gu, '-').replaceAll(/^-|-$/g, '');
  return `${DOCUMENT_PREFIX}${plain}`;
}

/**
 * Pure, and idempotent: the same list a second time plans nothing. Refuses rows by name of line and column: numbers
 * that are missing, too long or stand twice, unknown units, days that are no days, unknown words for urgency or state.
 */
export function planDocuments(
  rows: readonly DocumentRow[],
  around: DocumentsAround,
  now: Instant,
): DocumentsPlan {
  const planned: PlannedDocument[] = [];
  const faults: DocumentFault[] = [];
  const seen = new Map<string, number>();
  let unchanged = 0;
  for (const row of rows) {
    const own: DocumentFault[] = [];
    const read = readRow(row, around, own);
    const before = seen.get(read.id);
    if (before !== undefined) own.push({ line: row.line, column: '文号', say: `与第${before}行重复` });
    seen.set(read.id, row.line);
    faults.push(...own);
    if (own.length > 0) continue;
    const steps = stepsFor(read, around, now);
    if (steps.length === 0) unchanged += 1;
    else
      planned.push({
        line: row.line,
        number: read.number,
        title: read.title,
        changes: steps.map(({ change }) => change),
        commands: steps.flatMap(({ commands }) => commands),
      });
  }
  return { planned, unchanged, faults };
}

interface Read {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly unit: string;
  readonly received: Instant | null;
  readonly until: Fact | null;
  readonly urgency: '特急' | '加急' | '普通';
  readonly state: 'open' | 'done' | 'withdrawn';
  /** Known by the day; `null` where the list does not say. */
  readonly finished: Interval | null;
}

function readRow(row: DocumentRow, around: DocumentsAround, faults: DocumentFault[]): Read {
  const { cells, line } = row;
  const refuse = (column: DocumentColumn, say: string) => faults.push({ line, column, say });
  const number = cells.文号 === '' ? cells.编号 : cells.文号;
  const id = documentId(number);
  if (id === DOCUMENT_PREFIX) refuse('文号', '未填写，文号和编号至少应有一项');
  if ([...id].length > 64) refuse('文号', `“${number}”过长`);
  if (cells.标题 === '') refuse('标题', '未填写');
  const unit = unitCalled(cells.承办单位, around.directory);
  if (unit === null)
    refuse(
      '承办单位',
      cells.承办单位 === '' ? '未填写' : `通讯录中没有“${cells.承办单位}”，应为单位名称或简称`,
    );
  const state = STATES[cells.状态];
  if (state === undefined) refuse('状态', `没有“${cells.状态}”这种状态，应为${named(STATES)}`);
  const urgency = URGENCIES[cells.缓急];
  if (urgency === undefined) refuse('缓急', `没有“${cells.缓急}”，应为${named(URGENCIES)}`);
  const day = (column: '收文日期' | '时限' | '办结日期') => dayIn(cells[column], column, refuse);
  const [received, limit, finished] = [day('收文日期'), day('时限'), day('办结日期')];
  if (cells.收文日期 === '') refuse('收文日期', '未填写');
  const { zone } = around;
  return {
    id,
    number,
    title: cells.标题,
    unit: unit?.id ?? '',
    received: received && instantAt(received.date, received.time ?? OPENING, zone),
    until: limit && { instant: instantAt(limit.date, limit.time ?? around.workEnd, zone) },
    urgency: urgency ?? '普通',
    state: state ?? 'open',
    finished: finished && {
      earliest: instantAt(finished.date, finished.time ?? MIDNIGHT, zone),
      latest: instantAt(
        finished.time ? finished.date : addDays(finished.date, 1),
        finished.time ?? MIDNIGHT,
        zone,
      ),
    },
  };
}

const OPENING = parseLocalTime('09:00');
const MIDNIGHT = parseLocalTime('00:00');

function named(words: Readonly<Record<string, unknown>>): string {
  return Object.keys(words)
    .filter((word) => word !== '')
    .join('、');
}

function dayIn<Column extends string>(
  text: string,
  column: Column,
  refuse: (column: Column, say: string) => void,
): ReturnType<typeof readDay> {
  const read = text === '' ? null : readDay(text);
  if (text !== '' && read === null)
    refuse(column, `“${text}”不是日期，应如2026-03-18、2026年3月18日，可加17:00`);
  return read;
}

/** By name, short name, id or alias. */
function unitCalled(name: string, { units, aliases }: DocumentsAround['directory']): Unit | null {
  if (name === '') return null;
  const called = [...units.values()].find((unit) => unit.name === name || unit.shortName === name);
  return called ?? units.get(name) ?? units.get(aliases.get(name) ?? '') ?? null;
}

interface PlannedStep {
  readonly change: DocumentChange;
  readonly commands: readonly AssignmentCommand[];
}

function stepsFor(read: Read, around: DocumentsAround, now: Instant): PlannedStep[] {
  const known = around.known.get(read.id);
  if (!known) return read.state === 'open' ? [opening(read, around, now)] : [];
  if (known.closed !== null || known.ended !== null) return [];
  const { by } = around;
  const { id } = read;
  if (read.state === 'withdrawn')
    return [
      { change: 'withdraw', commands: [{ do: 'assignment.strike', id, by, why: '办公系统清单：撤回' }] },
    ];
  const moved = movedUnit(read, known, by);
  if (read.state === 'done')
    return [...moved, { change: 'finish', commands: finishing(read, known, by, now) }];
  return [...moved, ...movedLimit(read, known, around, now)];
}

function opening(read: Read, { by }: DocumentsAround, now: Instant): PlannedStep {
  const { id, number, title, unit, until, urgency, received } = read;
  const startedAt = received === null ? null : earliest(received, now);
  const command: AssignmentCommand = {
    do: 'assignment.open',
    id,
    title,
    short: null,
    source: 'document',
    sources: [{ kind: 'document', reference: number }],
    lead: unit,
    supporting: [],
    until,
    urgency,
    category: '一般',
    secrecy: '内部',
    form: '催办督查',
    startedAt,
    decision: null,
    assign: true,
    legacy: false,
    noRungsBefore: null,
    by,
    splitFrom: null,
  };
  return { change: 'open', commands: [command] };
}

function movedUnit({ id, unit, until }: Read, known: Assignment, by: string): PlannedStep[] {
  const lead = leadOf(known).unit;
  if (lead === unit) return [];
  return [{ change: 'unit', commands: [{ do: 'assignment.transfer', id, to: unit, unit: lead, by, until }] }];
}

/** The list is the office’s own word: a limit that it names anew takes the place of the one before. */
function movedLimit(
  { id, number, until }: Read,
  known: Assignment,
  { zone }: DocumentsAround,
  now: Instant,
): PlannedStep[] {
  const before = leadOf(known).until ?? known.until;
  if (until === null || said(until) === said(before)) return [];
  const day = 'instant' in until ? sayDateTime(until.instant, zone) : sayDate(until.date);
  const reference = `${number}（${sayDate(dateOf(now, zone))}清单，时限${day}）`;
  const source = { kind: 'document', reference } as const;
  const command = { do: 'assignment.add-source', id, source, until, corrects: true } as const;
  return [{ change: 'limit', commands: [command] }];
}

function said(until: Fact | null): string {
  return until === null ? '' : 'date' in until ? until.date : until.instant;
}

/** Without a day in the list it is only known that it is done by now: never late on missing data. */
function finishing(read: Read, known: Assignment, by: string, now: Instant): AssignmentCommand[] {
  const { id, unit, number } = read;
  const latest = read.finished?.latest ?? now;
  const happened = { earliest: read.finished?.earliest ?? null, latest: earliest(latest, now) };
  const hand = { by, for: unit, source: '纸质' } as const;
  const text = '办公系统清单：已办结';
  const ask = { do: 'assignment.ask-closing', id, ...hand, text, evidence: number, happened } as const;
  const confirm = { do: 'assignment.confirm-closing', id, by, evidence: null, happened: null } as const;
  return known.closing === null ? [ask, confirm] : [confirm];
}
