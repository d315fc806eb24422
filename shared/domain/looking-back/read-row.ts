/** Reads one row of a past year's ledger: the rule, the unit, and the bounds of its times, or why it cannot be read. */
import type { Interval } from '../compliance/verdict.ts';
import { isStateSecret, STATE_SECRET_REFUSED } from '../matters/state-secret.ts';
import type { Rule, Rulebook } from '../rules/rulebook.ts';
import { dateOf, type Instant, instantAt, type LocalTime } from '../time/instant.ts';
import type { LocalDate } from '../time/local-date.ts';
import { LEDGER_HEADINGS, type LedgerColumn, type LedgerRow } from './ledger-columns.ts';
import { ruleMeant } from './rule-words.ts';
import type { UnitsKnown } from './unit-words.ts';
import { readWrittenTime, short, type WrittenTime } from './written-time.ts';

/** What the ledger says of the doing. `nothing` accuses nobody; `not-done` is the office's own word. */
export type DoneSaid =
  | Extract<WrittenTime, { says: 'nothing' | 'unknown' | 'not-done' }>
  | {
      readonly says: 'time';
      readonly within: Interval;
    };

/** `until: null`: granted, and the ledger does not say until when. */
export type ExtensionSaid =
  | { readonly said: 'none' | 'asked' | 'refused' }
  | { readonly said: 'granted'; readonly until: Instant | null };

export interface PastDuty {
  readonly row: LedgerRow;
  /** Several only where they are cases of one number. */
  readonly rules: readonly Rule[];
  /** `null`: whoever the rule names. */
  readonly unit: string | null;
  readonly name: string;
  /** `null`: not known. */
  readonly trigger: Interval | null;
  readonly named: Instant | null;
  readonly done: DoneSaid;
  readonly told: Interval | null;
  readonly extension: ExtensionSaid;
  readonly said: string | null;
  readonly evidence: string | null;
  readonly secret: boolean;
}

export interface RowFault {
  readonly column: LedgerColumn;
  /** Half a sentence in Chinese. */
  readonly say: string;
}

export type ReadRow =
  | { readonly outcome: 'read'; readonly duty: PastDuty }
  | { readonly outcome: 'unread'; readonly faults: readonly RowFault[] };

/** What rows are read against. */
export interface RowGround {
  readonly rulebook: Pick<Rulebook, 'rules'>;
  readonly units: UnitsKnown;
  readonly zone: string;
  readonly workEnd: LocalTime;
  /** For dates without a year. */
  readonly year: number | null;
}

const CLASSES: Readonly<Record<string, boolean>> = { '': false, 公开: false, 内部: false, 工作秘密: true };
const SECRET = /^(涉密|秘密|机密|绝密)级?$/;

/** All faults of a row are named at once. What is a state secret is refused, and nothing of it is repeated. */
export function readLedgerRow(row: LedgerRow, ground: RowGround): ReadRow {
  const { cells } = row;
  if (SECRET.test(cells.secrecy) || isStateSecret(cells))
    return { outcome: 'unread', faults: [{ column: 'name', say: STATE_SECRET_REFUSED }] };
  const faults: RowFault[] = [];
  const refuse = (column: LedgerColumn, say: string): null => {
    faults.push({ column, say });
    return null;
  };
  const times = readTimes(row, ground, refuse);
  const meant = ruleMeant(cells.rule, ground.rulebook);
  if ('unmapped' in meant) refuse('rule', meant.unmapped);
  const rules = 'unmapped' in meant ? [] : meant.rules;
  const unit = unitOf(row, rules, times.trigger, ground, refuse);
  const secret = CLASSES[cells.secrecy];
  if (secret === undefined)
    refuse('secrecy', `“${short(cells.secrecy)}”不在规定范围，应为公开、内部或者工作秘密`);
  const duty: PastDuty = {
    ...{ row, rules, unit, ...times },
    name: oneLine(cells.name),
    said: oneLine(cells.said) || null,
    evidence: oneLine(cells.evidence) || null,
    secret: secret === true,
  };
  if (faults.length === 0) return { outcome: 'read', duty };
  return { outcome: 'unread', faults: mayBeCited(duty) ? faults : faults.map(withoutWords) };
}

/** Of a work secret and of the Party group only the place is told. */
function mayBeCited({ secret, row: { cells } }: PastDuty): boolean {
  return !secret && !`${cells.rule}${cells.name}`.includes('党组');
}

function withoutWords({ column }: RowFault): RowFault {
  return { column, say: '不能识别，请核对' };
}

type Refuse = (column: LedgerColumn, say: string) => null;
type Times = Pick<PastDuty, 'trigger' | 'named' | 'done' | 'told' | 'extension'>;

function readTimes({ cells }: LedgerRow, ground: RowGround, refuse: Refuse): Times {
  const at = (column: LedgerColumn, base: LocalDate | null): WrittenTime => {
    const read = readWrittenTime(cells[column], { ...ground, base });
    if (read.says === 'unreadable') refuse(column, read.why);
    return read;
  };
  const within = (column: LedgerColumn, base: LocalDate | null): Interval | null => {
    const read = at(column, base);
    if (read.says === 'not-done') return refuse(column, `“${short(cells[column])}”不是时间`);
    return read.says === 'time' ? read.within : null;
  };
  const trigger = within('trigger', null);
  const base = dayOf(trigger, ground.zone);
  const named = at('named', base);
  const done = at('done', base);
  return {
    trigger,
    told: within('told', base),
    named: limitSaid(named, ground) ?? noLimit(named, cells.named, refuse),
    done: done.says === 'unreadable' ? { says: 'unknown' } : done,
    extension: extensionSaid(cells.extension, ground, base, refuse),
  };
}

/** The day of a moment whose bounds lie on one day. */
function dayOf(within: Interval | null, zone: string): LocalDate | null {
  if (!within?.earliest || !within.latest) return null;
  const day = dateOf(within.earliest, zone);
  return dateOf(within.latest, zone) === day ? day : null;
}

/** The moment of a limit: days end with the office's hours, a stretch with its end. */
function limitSaid(read: WrittenTime, { zone, workEnd }: RowGround): Instant | null {
  if (read.says !== 'time') return null;
  return read.day === null ? read.within.latest : instantAt(read.day, workEnd, zone);
}

/** What names no limit: nothing, or 无 and 不详; anything else was meant as one. */
function noLimit({ says }: WrittenTime, cell: string, refuse: Refuse): null {
  return says === 'time' || says === 'not-done' ? refuse('named', `“${short(cell)}”不是时限`) : null;
}

const EXTENSION: Readonly<Record<string, ExtensionSaid>> = Object.fromEntries([
  ...['', '否', '无', '未', '未延期', '不延期', '没有', '-', '/', '—'].map(
    (word) => [word, { said: 'none' }] as const,
  ),
  ...['是', '已延期', '延期', '经批准延期', '批准延期', '已批准', '同意延期'].map(
    (word) => [word, { said: 'granted', until: null }] as const,
  ),
  ...['已申请', '申请中', '待批', '已申请延期'].map((word) => [word, { said: 'asked' }] as const),
  ...['未批准', '未同意', '不同意', '驳回', '申请未批准', '延期未获批准'].map(
    (word) => [word, { said: 'refused' }] as const,
  ),
]);

const UNTIL = /^(?:是|已|经|批准|同意|申请|[,:;(])*(?:延期|延长|顺延)(?:到|至)(.+?)\)?$/;

function extensionSaid(
  written: string,
  ground: RowGround,
  base: LocalDate | null,
  refuse: Refuse,
): ExtensionSaid {
  const text = written.normalize('NFKC').replace(/\s+/g, '');
  const known = Object.hasOwn(EXTENSION, text) ? EXTENSION[text] : undefined;
  if (known) return known;
  const [, date] = UNTIL.exec(written.normalize('NFKC').trim()) ?? [];
  const until = date === undefined ? null : limitSaid(readWrittenTime(date, { ...ground, base }), ground);
  if (until !== null) return { said: 'granted', until };
  refuse('extension', `“${short(written)}”不能识别，应为否、是、延期至2025-03-31、已申请或者未批准`);
  return { said: 'none' };
}

/** An empty cell means whoever the rule itself names. */
function unitOf(
  { cells }: LedgerRow,
  rules: readonly Rule[],
  trigger: Interval | null,
  { units, zone }: RowGround,
  refuse: Refuse,
): string | null {
  const [rule] = rules;
  if (cells.unit === '' && rule && rule.owedBy !== 'subject' && units.knows(rule.owedBy)) return null;
  const at = trigger?.latest ?? trigger?.earliest ?? null;
  const called = units.called(cells.unit, at === null ? null : dateOf(at, zone));
  return 'unit' in called ? called.unit : refuse('unit', called.unmapped);
}

const LONGEST = 200;

function oneLine(cell: string): string {
  return cell
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST);
}

/** '“触发时间”：…', as faults are told. */
export function sayRowFault({ column, say }: RowFault): string {
  return `“${LEDGER_HEADINGS[column][0]}”：${say}`;
}
