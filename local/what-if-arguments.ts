/** What `duban what-if` was asked for, checked. */
import type { ReportScope } from '../shared/app/reports/compliance-report.ts';
import type { Instant } from '../shared/domain/time/instant.ts';
import type { LocalDate } from '../shared/domain/time/local-date.ts';
import { readArguments, readSettings, UsageFault } from './commands/command.ts';
import { momentOf, periodGiven } from './report-arguments.ts';

const FORMATS = ['text', 'json', 'csv'] as const;

export interface WhatIfArguments {
  readonly data: string | undefined;
  readonly district: string | undefined;
  readonly scope: ReportScope;
  readonly settings: Readonly<Record<string, string>>;
  /** A folder with an edited copy of an installed rulebook. */
  readonly rules: string | undefined;
  readonly format: (typeof FORMATS)[number];
  readonly out: string | undefined;
  /** `null`: now. */
  readonly asOf: Instant | null;
}

const TEXT = { type: 'string' } as const;
const OPTIONS = {
  ...{ data: TEXT, district: TEXT, month: TEXT, period: TEXT, from: TEXT, to: TEXT, rulebook: TEXT },
  ...{ unit: TEXT, kind: TEXT, format: TEXT, out: TEXT },
  'as-of': TEXT,
  set: { type: 'string', multiple: true },
} as const;

/** `today` stands for the period where none is given: the month before. */
export function readWhatIfArguments(args: string[], today: LocalDate): WhatIfArguments {
  const given = readArguments(args, OPTIONS);
  const [extra] = given.positionals;
  if (extra !== undefined) throw new UsageFault(`'${extra}' is one word too many; expected options only`);
  const settings = readSettings(given.texts('set'));
  const rules = given.text('rulebook');
  if (rules === undefined && Object.keys(settings).length === 0)
    throw new UsageFault('nothing to try; expected --set KEY=VALUE or --rulebook FOLDER');
  const { first, last } = periodGiven(given, today);
  const text = given.text('format') ?? 'text';
  const format = FORMATS.find((name) => name === text);
  if (format === undefined) throw new UsageFault(`--format ${text}: expected one of ${FORMATS.join(', ')}`);
  return {
    data: given.text('data'),
    district: given.text('district'),
    scope: {
      ...{ first, last, rulebook: null, version: 'whole' },
      unit: given.text('unit') ?? null,
      kind: given.text('kind') ?? null,
    },
    ...{ settings, rules, format },
    out: given.text('out'),
    asOf: momentOf(given),
  };
}
