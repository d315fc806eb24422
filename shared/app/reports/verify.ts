/** Counts a report once more from the ledger alone, and says wherever the two differ. */
import type { DutyLine, isReported } from '../../domain/compliance/duty-line.ts';
import type { LedgerEntry } from '../../ports/store.ts';
import type { Engine } from '../engine.ts';
import { BrokenLedger } from '../replay.ts';
import { dutyOf, keyOf } from '../rows.ts';
import { isSameData } from '../same-data.ts';
import type { ComplianceReport } from './compliance-report.ts';
import { ledgerSource, mattersInLedger } from './duty-source.ts';
import { contradiction } from './recheck.ts';
import { buildReport } from './report.ts';
import { OUTCOME_NAMES } from './report-words.ts';

/** One place where the report and the ledger do not agree. */
export interface Difference {
  /** A figure such as `overall / outcomes / late / count`, or a duty. */
  readonly what: string;
  readonly reported: string;
  readonly recomputed: string;
}

export interface Verified {
  readonly duties: number;
  readonly differences: readonly Difference[];
  /** More were found than are told. */
  readonly cut: boolean;
}

const MOST_TOLD = 200;

/**
 * Recomputes every figure as of the moment of the report: each duty is folded from its entries, judged again, and its
 * verdict compared with the times in the entries by a second method. `compareRows`: the rows as they are now are
 * compared as well, which makes sense for a report made just now. Changes nothing.
 */
export async function verifyReport(
  engine: Engine,
  report: ComplianceReport,
  { compareRows }: { readonly compareRows: boolean },
): Promise<Verified> {
  const told = new Differences();
  const rows = new RowsCompared(engine, told, compareRows);
  let duties = 0;
  const source = ledgerSource(engine.store, {
    asOf: report.asOf,
    matters: await mattersInLedger(engine.store),
    hear: async (district, entries, duty) => {
      await rows.compare(district, entries, duty);
    },
  });
  const { scope, asOf, ranking, districts } = report;
  const asked = { scope, asOf, ranking, source, judgedUnder: districts };
  const known = districts.map(({ district }) => district);
  try {
    const again = await buildReport(
      engine,
      { ...asked, districts: known },
      { line: (_line: DutyLine) => void duties++ },
    );
    compareFigures([], report.figures, again.figures, told);
  } catch (fault) {
    if (!(fault instanceof BrokenLedger)) throw fault;
    told.tell('办理记录', '完整', fault.message);
  }
  if (compareRows) await rows.withoutLedger(known);
  return { duties, differences: told.list, cut: told.cut };
}

/** 一致, or each difference in a sentence of its own. */
export function sayVerified({ duties, differences, cut }: Verified): string {
  if (differences.length === 0) return `复核：由办理记录重新计算应办事项${duties}项，一致。\n`;
  const lines = differences.map(
    ({ what, reported, recomputed }) => `${sayPath(what)}：报告为${reported}，复核为${recomputed}`,
  );
  return `复核：由办理记录重新计算应办事项${duties}项，有${differences.length}处不一致${cut ? '（仅列前列各处）' : ''}：\n${lines.join('\n')}\n`;
}

/** The names of figures; parts without a name of their own are left as they are. */
const FIGURE_NAMES: Readonly<Record<string, string>> = {
  overall: '总体',
  byRule: '分规则',
  byUnit: '分单位',
  byDistrict: '分区县',
  months: '分月',
  due: '应办事项',
  count: '项数',
  duties: '所列事项',
  rate: '按时率',
  lateness: '超时时长',
  lead: '提前时长',
  notes: '情形',
  formerLate: '改期前逾期',
  internal: '内部节点',
  provisional: '未确认',
  extensions: '延期',
  appendix: '督查室附表',
  late: '超时事项',
  notAttributable: '不归责单列事项',
  deviations: '偏离事项',
  upcoming: '到期事项',
  steps: '环节用时',
};

function sayPath(path: string): string {
  const parts = path.split(' / ');
  return parts
    .map((part, place) =>
      parts[place - 1] === 'outcomes' ? outcomeName(part) : (FIGURE_NAMES[part] ?? part),
    )
    .filter((part) => part !== 'outcomes' && part !== 'lines')
    .join('·');
}

function outcomeName(outcome: string): string {
  return Object.entries(OUTCOME_NAMES).find(([name]) => name === outcome)?.[1] ?? outcome;
}

class Differences {
  readonly list: Difference[] = [];
  cut = false;

  tell(what: string, reported: unknown, recomputed: unknown): void {
    if (this.list.length >= MOST_TOLD) {
      this.cut = true;
      return;
    }
    this.list.push({ what, reported: said(reported), recomputed: said(recomputed) });
  }
}

function said(value: unknown): string {
  if (value === undefined || value === null) return '无';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Every number and word of the figures, by its path. */
function compareFigures(
  path: readonly string[],
  reported: unknown,
  recomputed: unknown,
  told: Differences,
): void {
  const [left, right] = [byName(reported), byName(recomputed)];
  if (left === null || right === null) {
    if (!isSameData(reported, recomputed)) told.tell(path.join(' / '), reported, recomputed);
    return;
  }
  for (const name of new Set([...left.keys(), ...right.keys()]))
    compareFigures([...path, name], left.get(name), right.get(name), told);
}

/**
 * The fields of an object, or the members of a list by what they are about: a unit may have moved in the directory since
 * the report was made. `null` for what has no parts.
 */
function byName(value: unknown): ReadonlyMap<string, unknown> | null {
  if (!isRecord(value)) return null;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  return new Map(value.map((member: unknown, place) => [nameOf(member, place), member] as const));
}

/** Fields that together tell the members of a list apart. */
const NAMING = [
  'district',
  'unit',
  'id',
  'rule',
  'title',
  'month',
  'role',
  'procedure',
  'step',
  'outcome',
  'note',
];

function nameOf(member: unknown, place: number): string {
  if (!isRecord(member)) return String(place);
  const naming = 'id' in member ? ['district', 'id'] : NAMING;
  const named = naming.flatMap((field) => (typeof member[field] === 'string' ? [member[field]] : []));
  return named.length === 0 ? String(place) : named.join(' ');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The rows against the ledger, duty by duty. */
class RowsCompared {
  readonly #engine: Engine;
  readonly #told: Differences;
  readonly #compareRows: boolean;

  constructor(engine: Engine, told: Differences, compareRows: boolean) {
    this.#engine = engine;
    this.#told = told;
    this.#compareRows = compareRows;
  }

  async compare(
    district: string,
    entries: readonly LedgerEntry[],
    duty: Parameters<typeof isReported>[0],
  ): Promise<void> {
    // What no report may speak of is not spoken of here either.
    if (duty.plan.confined) return;
    const { id } = duty.plan;
    const wrong = contradiction(entries);
    if (wrong !== null) this.#told.tell(`应办事项${id}的判定`, '与办理记录一致', wrong);
    if (!this.#compareRows) return;
    const row = await this.#engine.store.get(keyOf(district, 'duty', id));
    if (row === null) return this.#told.tell(`应办事项${id}`, '没有登记', '办理记录中有');
    const stored = dutyOf(row);
    // A row that has moved on since the ledger was read is newer, not wrong.
    if (stored.status !== 'none' && stored.progress.seq > entries.length) return;
    if (!isSameData(stored, duty)) this.#told.tell(`应办事项${id}`, '登记的内容', '与办理记录不符');
  }

  /** Rows that no entry of the ledger accounts for. */
  async withoutLedger(districts: readonly string[]): Promise<void> {
    const { store } = this.#engine;
    for (const district of districts) {
      let after: string | undefined;
      for (;;) {
        const page = await store.list({
          ...{ district, kind: 'duty', limit: 500 },
          ...(after === undefined ? {} : { after }),
        });
        for (const row of page) {
          const duty = dutyOf(row);
          if (duty.status === 'none' || duty.plan.confined) continue;
          const { matter } = duty.plan;
          const own = await store.ledger({ district, matter, stream: row.id });
          if (own.length === 0) this.#told.tell(`应办事项${row.id}`, '有登记', '办理记录中没有');
        }
        after = page.at(-1)?.id;
        if (page.length < 500) break;
      }
    }
  }
}
