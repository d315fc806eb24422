/** Looks back on a past year: the rows of a ledger as duties, judged by bounds, and the same report over them as over a store. */
import { type DutyLine, isReported, NO_HISTORY } from '../../domain/compliance/duty-line.ts';
import type { LedgerRow } from '../../domain/looking-back/ledger-columns.ts';
import {
  type PastDuty,
  type RowFault,
  type RowGround,
  readLedgerRow,
} from '../../domain/looking-back/read-row.ts';
import type { UnitsKnown } from '../../domain/looking-back/unit-words.ts';
import { textSetting } from '../../domain/rules/settings.ts';
import { type Instant, parseLocalTime } from '../../domain/time/instant.ts';
import type { District } from '../district.ts';
import type { Engine } from '../engine.ts';
import { ReportedRules } from '../reports/collect.ts';
import type { ComplianceReport, ReportScope } from '../reports/compliance-report.ts';
import type { DutySource, FoundDuty } from '../reports/duty-source.ts';
import { buildReport } from '../reports/report.ts';
import { planRow, type Remark } from './plan-row.ts';
import { methodsOf } from './say-look-back.ts';

/** A row that no duty was made of, and why; `faults` names cells, never what is secret. */
export interface UnreadRow {
  readonly row: Pick<LedgerRow, 'sheet' | 'line'>;
  readonly faults: readonly RowFault[];
}

export interface RowWithout {
  readonly row: Pick<LedgerRow, 'sheet' | 'line'>;
  readonly why: string;
}

/** A duty of the ledger with the row it comes from. */
export interface LedgerDuty {
  readonly found: FoundDuty;
  readonly past: PastDuty;
  readonly remarks: readonly Remark[];
}

/** Every row is in exactly one of these lists. */
export interface LedgerRead {
  readonly rows: number;
  readonly duties: readonly LedgerDuty[];
  readonly unread: readonly UnreadRow[];
  /** No limit could be computed. */
  readonly withoutLimit: readonly RowWithout[];
  /** Of leaders, the government and the Party group, and rules that are switched off: not reported. */
  readonly leftOut: readonly RowWithout[];
}

/** The lines of a report over a ledger, each with its row. */
export interface ReportedRow {
  readonly line: DutyLine;
  readonly past: PastDuty;
  readonly remarks: readonly Remark[];
}

export interface LookBack extends LedgerRead {
  readonly report: ComplianceReport;
  /** In the order of the ledger. */
  readonly lines: readonly ReportedRow[];
  /** Whose limit lies outside the period. */
  readonly outside: readonly RowWithout[];
  /** Years whose holidays were counted without a notice. */
  readonly unannounced: readonly number[];
  /** There was no directory to tell which names are one unit. */
  readonly unitsAsWritten: boolean;
}

/** Reads every row and plans its duty; `asOf` is the moment up to which the ledger was kept. */
export function readLedger(
  rows: readonly LedgerRow[],
  district: District,
  units: UnitsKnown,
  { asOf, year }: { readonly asOf: Instant; readonly year: number | null },
): LedgerRead {
  const { rulebook, zone, settings, ground } = district;
  const workEnd = parseLocalTime(textSetting(settings, 'work_end'));
  const against: RowGround = { rulebook, units, zone, workEnd, year };
  const rules = new ReportedRules(rulebook);
  const read = {
    duties: [] as LedgerDuty[],
    unread: [] as UnreadRow[],
    withoutLimit: [] as RowWithout[],
    leftOut: [] as RowWithout[],
  };
  for (const row of rows) {
    const told = readLedgerRow(row, against);
    const place = { sheet: row.sheet, line: row.line };
    if (told.outcome === 'unread') {
      read.unread.push({ row: place, faults: told.faults });
      continue;
    }
    const past = told.duty;
    if (isOfPartyGroup(past)) {
      read.leftOut.push({ row: place, why: PARTY });
      continue;
    }
    const matter = matterOf(row);
    const planned = planRow(past, { ground, asOf, matter });
    if (planned.planned === 'unread')
      read.unread.push({ row: place, faults: [{ column: planned.column, say: planned.say }] });
    else if (planned.planned === 'no-limit') read.withoutLimit.push({ row: place, why: planned.why });
    else if (planned.planned === 'switched-off') read.leftOut.push({ row: place, why: SWITCHED_OFF });
    else if (!isReported(planned.duty, rules.of(planned.duty.plan)))
      read.leftOut.push({ row: place, why: rules.of(planned.duty.plan).confined ? PARTY : SERVED });
    else read.duties.push({ past, remarks: planned.remarks, found: foundOf(planned.duty, past, matter) });
  }
  return { rows: rows.length, ...read };
}

const PARTY = '党组事项，不列入报告';
const SERVED = '区领导、区政府应办的事项，不作评价';
const SWITCHED_OFF = '该项在本次设置下未启用';

/** A meeting of the Party group alone; a joint session is reported (practice §6). */
function isOfPartyGroup({ rules, name }: PastDuty): boolean {
  if (rules.some(({ confined }) => confined)) return true;
  return rules[0]?.matter === 'meeting' && name.includes('党组') && !name.includes('常务');
}

function matterOf({ sheet, line }: LedgerRow): string {
  return sheet === '' ? `台账第${line}行` : `台账${sheet}第${line}行`;
}

function foundOf(duty: FoundDuty['duty'], { row, rules, secret }: PastDuty, matter: string): FoundDuty {
  return {
    duty,
    matter: null,
    reported: {
      id: row.cells.serial === '' ? matter : row.cells.serial,
      kind: rules[0]?.matter ?? '',
      startConfirmed: true,
      secret,
    },
    history: { ...NO_HISTORY, entries: [matter] },
  };
}

/** The duties of a ledger in the place of a store's. */
function ledgerSheetSource(duties: readonly LedgerDuty[]): DutySource {
  return {
    async *duties(_district, wanted) {
      for (const { found } of duties) if (wanted(found.duty) !== 'no') yield found;
    },
    // A ledger of limits does not tell the steps of documents.
    async *cases() {},
  };
}

export interface LookBackAsked {
  readonly district: string;
  readonly scope: ReportScope;
  readonly asOf: Instant;
  readonly unitsAsWritten: boolean;
}

/** The report over the rows. What only a store can know, reminders and escalations, is in none of its figures. */
export async function lookBack(engine: Engine, read: LedgerRead, asked: LookBackAsked): Promise<LookBack> {
  const byId = new Map(read.duties.map((one) => [one.found.duty.plan.id, one]));
  const lines: ReportedRow[] = [];
  const run = {
    scope: asked.scope,
    districts: [asked.district],
    asOf: asked.asOf,
    ranking: false,
    source: ledgerSheetSource(read.duties),
  };
  const report = await buildReport(engine, run, {
    line: (line) => {
      const own = byId.get(line.id);
      if (own) lines.push({ line, past: own.past, remarks: own.remarks });
    },
  });
  const shown = new Set(lines.map(({ line }) => line.id));
  const outside = read.duties
    .filter(({ found }) => !shown.has(found.duty.plan.id))
    .map(({ past: { row } }) => ({ row: { sheet: row.sheet, line: row.line }, why: '不在统计范围' }));
  const unannounced = yearsUnannounced(lines, await engine.districts.open(asked.district));
  const { unitsAsWritten } = asked;
  const told = { ...read, lines, outside, unannounced, unitsAsWritten };
  const figures = { ...report.figures, appendix: null };
  return { ...told, report: { ...report, figures, methods: [...methodsOf(told), ...report.methods] } };
}

function yearsUnannounced(lines: readonly ReportedRow[], { ground }: District): number[] {
  const years = lines
    .filter(({ line }) => line.provisional)
    .flatMap(({ line }) => line.calendars.flatMap((id) => /^cn-(\d{4})#/.exec(id)?.[1] ?? []))
    .map(Number);
  return [...new Set(years)].filter((year) => !ground.calendar.isAnnounced(year)).toSorted((a, b) => a - b);
}
