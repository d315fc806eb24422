/** What `duban report` was asked for, checked. */
import type { ReportScope } from '../shared/app/reports/compliance-report.ts';
import { type Instant, InvalidTime, parseInstant } from '../shared/domain/time/instant.ts';
import { addDays, type LocalDate, parseLocalDate } from '../shared/domain/time/local-date.ts';
import { type PeriodId, parsePeriodId, periodOf, spanOf } from '../shared/domain/time/period.ts';
import { type Arguments, readArguments, UsageFault } from './commands/command.ts';

const FORMATS = ['text', 'json', 'csv', 'xlsx', 'docx'] as const;
export type ReportFormat = (typeof FORMATS)[number];

export interface ReportArguments {
  readonly data: string | undefined;
  readonly district: string | undefined;
  /** `null` where the days are no period, as two dates may be. */
  readonly period: PeriodId | null;
  readonly scope: ReportScope;
  readonly format: ReportFormat;
  readonly out: string | undefined;
  /** `null`: now. */
  readonly asOf: Instant | null;
  readonly verify: boolean;
  readonly keep: boolean;
  /** A kept report instead of a new one. */
  readonly kept: string | undefined;
}

const TEXT = { type: 'string' } as const;
const FLAG = { type: 'boolean' } as const;
const OPTIONS = {
  ...{ data: TEXT, district: TEXT, month: TEXT, period: TEXT, from: TEXT, to: TEXT, rulebook: TEXT },
  ...{ unit: TEXT, kind: TEXT, extract: TEXT, format: TEXT, out: TEXT, 'as-of': TEXT, kept: TEXT },
  ...{ verify: FLAG, keep: FLAG },
} as const;

/** `today` stands for the period where none is given: the month before. */
export function readReportArguments(args: string[], today: LocalDate): ReportArguments {
  const given = readArguments(args, OPTIONS);
  const [extra] = given.positionals;
  if (extra !== undefined) throw new UsageFault(`'${extra}' is one word too many; expected options only`);
  const { period, first, last } = periodGiven(given, today);
  const [unit, extract] = [given.text('unit'), given.text('extract')];
  if (unit !== undefined && extract !== undefined)
    throw new UsageFault('--unit and --extract exclude each other; expected one of them');
  const keep = given.flag('keep');
  if (keep && (period === null || extract !== undefined || given.text('as-of') !== undefined))
    throw new UsageFault(
      '--keep makes a numbered report of a whole period as it is now; expected --month or --period',
    );
  return {
    data: given.text('data'),
    district: given.text('district'),
    period,
    scope: {
      first,
      last,
      rulebook: given.text('rulebook') ?? null,
      unit: extract ?? unit ?? null,
      kind: given.text('kind') ?? null,
      version: extract === undefined ? 'whole' : 'extract',
    },
    format: formatOf(given),
    out: given.text('out'),
    asOf: momentOf(given),
    verify: given.flag('verify'),
    keep,
    kept: given.text('kept'),
  };
}

export function periodGiven(
  given: Arguments,
  today: LocalDate,
): { readonly period: PeriodId | null; readonly first: LocalDate; readonly last: LocalDate } {
  const [month, named, from, to] = ['month', 'period', 'from', 'to'].map((name) => given.text(name));
  const ways = [month, named, from ?? to].filter((one) => one !== undefined);
  if (ways.length > 1)
    throw new UsageFault('--month, --period and --from with --to exclude each other; expected one of them');
  if (from !== undefined || to !== undefined) {
    if (from === undefined || to === undefined)
      throw new UsageFault('--from and --to belong together; expected both, the last day included');
    const [first, last] = [read('--from', from, parseLocalDate), read('--to', to, parseLocalDate)];
    if (last < first) throw new UsageFault(`--to ${last}: is before --from; expected a later day`);
    return { period: null, first, last };
  }
  if (month !== undefined && !/^\d{4}-\d{2}$/.test(month))
    throw new UsageFault(`--month ${month}: expected a month such as 2026-10`);
  const text = month ?? named;
  const period =
    text === undefined
      ? monthBefore(today)
      : read(month === undefined ? '--period' : '--month', text, parsePeriodId);
  return { period, ...spanOf(period) };
}

function monthBefore(today: LocalDate): PeriodId {
  return periodOf(addDays(spanOf(periodOf(today, 'month')).first, -1), 'month');
}

function formatOf(given: Arguments): ReportFormat {
  const text = given.text('format') ?? 'text';
  const format = FORMATS.find((name) => name === text);
  if (format === undefined) throw new UsageFault(`--format ${text}: expected one of ${FORMATS.join(', ')}`);
  if ((format === 'xlsx' || format === 'docx') && given.text('out') === undefined)
    throw new UsageFault(`--format ${format} needs --out FILE; it is no text`);
  return format;
}

export function momentOf(given: Arguments): Instant | null {
  const text = given.text('as-of');
  return text === undefined ? null : read('--as-of', text, parseInstant);
}

function read<Value>(option: string, text: string, parse: (text: string) => Value): Value {
  try {
    return parse(text);
  } catch (fault) {
    if (fault instanceof InvalidTime) throw new UsageFault(`${option}: ${fault.message}`);
    throw fault;
  }
}
