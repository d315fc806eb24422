/** The command line of `duban forecast`, checked. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadDirectory } from '../shared/adapters/rules/load-directory.ts';
import { ruleFits } from '../shared/app/district.ts';
import type { Assumption } from '../shared/app/forecast.ts';
import type { LoadedRulebook } from '../shared/app/installation.ts';
import type { Directory } from '../shared/domain/routing/directory.ts';
import { InvalidTime } from '../shared/domain/time/instant.ts';
import { addMonths, type LocalDate, parseLocalDate } from '../shared/domain/time/local-date.ts';
import { readArguments, readSettings, UsageFault } from './commands/command.ts';
import { PROJECT, rulebookNames } from './installation.ts';

export type Form = 'text' | 'json' | 'csv';

export interface ForecastArguments {
  readonly first: LocalDate;
  /** The last day, included. */
  readonly last: LocalDate;
  /** `null` for the rulebook of the stored district, or the one that ships. */
  readonly rulebook: string | null;
  readonly settings: Readonly<Record<string, string>>;
  readonly rules: readonly string[] | null;
  /** Settings to compare with; `null` for a forecast alone. */
  readonly compare: Readonly<Record<string, string>> | null;
  readonly directory: Directory | null;
  readonly data: string | null;
  readonly assumption: Assumption;
  readonly form: Form;
}

const OPTIONS = {
  from: { type: 'string' },
  until: { type: 'string' },
  rulebook: { type: 'string' },
  set: { type: 'string', multiple: true },
  rules: { type: 'string' },
  compare: { type: 'string', multiple: true },
  directory: { type: 'string' },
  data: { type: 'string' },
  'as-expected': { type: 'boolean' },
  'nothing-done': { type: 'boolean' },
  json: { type: 'boolean' },
  csv: { type: 'boolean' },
} as const;

/** The longest forecast. Beyond it neither holidays nor people are known. */
export const MOST_MONTHS = 24;

/** Refuses a period longer than two years or that ends before it begins, and options that exclude each other. */
export function readForecastArguments(args: string[]): ForecastArguments {
  const given = readArguments(args, OPTIONS);
  const [word] = given.positionals;
  if (word !== undefined)
    throw new UsageFault(`'${word}' is one word too many; expected --from DATE --until DATE`);
  for (const [one, other] of EXCLUSIVE) {
    if (isGiven(given, one) && isGiven(given, other))
      throw new UsageFault(`--${one} and --${other} exclude each other; expected one of them`);
  }
  const compare = given.texts('compare');
  const named = given.text('directory');
  return {
    ...periodOf(given.text('from'), given.text('until')),
    rulebook: rulebookOf(given.text('rulebook')),
    settings: readSettings(given.texts('set')),
    rules: patternsOf(given.text('rules')),
    compare: compare.length === 0 ? null : readSettings(compare, '--compare'),
    directory: named === undefined ? null : directoryOf(named),
    data: given.text('data') ?? null,
    assumption: given.flag('nothing-done') ? 'nothing-done' : 'as-expected',
    form: given.flag('json') ? 'json' : given.flag('csv') ? 'csv' : 'text',
  };
}

const EXCLUSIVE = [
  ['json', 'csv'],
  ['as-expected', 'nothing-done'],
  ['data', 'directory'],
] as const;

function isGiven(given: ReturnType<typeof readArguments>, name: string): boolean {
  return given.flag(name) || given.text(name) !== undefined;
}

function periodOf(from: string | undefined, until: string | undefined) {
  const [first, last] = [dayOf('--from', from), dayOf('--until', until)];
  if (last < first)
    throw new UsageFault(`--until ${last}: is before --from ${first}; expected that day or a later one`);
  const end = addMonths(first, MOST_MONTHS);
  if (last >= end)
    throw new UsageFault(
      `--until ${last}: is two years or more after --from ${first}; expected a day before ${end}`,
    );
  return { first, last };
}

function dayOf(option: string, text: string | undefined): LocalDate {
  if (text === undefined) throw new UsageFault(`${option} is missing; expected a day such as 2026-10-01`);
  try {
    return parseLocalDate(text);
  } catch (fault) {
    if (fault instanceof InvalidTime) throw new UsageFault(`${option}: ${fault.message}`);
    throw fault;
  }
}

function rulebookOf(name: string | undefined): string | null {
  if (name === undefined) return null;
  const known = rulebookNames();
  if (known.includes(name)) return name;
  throw new UsageFault(`--rulebook ${name}: no such rulebook; expected one of ${known.join(', ')}`);
}

function patternsOf(text: string | undefined): string[] | null {
  if (text === undefined) return null;
  const patterns = text.split(',').map((pattern) => pattern.trim());
  if (patterns.includes('')) throw new UsageFault(`--rules ${text}: expected rules such as D52-*,D76-2`);
  return patterns;
}

/** Patterns that fit nothing would make an empty forecast look like no load. */
export function refuseUnknownRules(patterns: readonly string[] | null, { rulebook }: LoadedRulebook): void {
  for (const pattern of patterns ?? []) {
    if (!rulebook.rules.some(({ id }) => ruleFits(id, pattern)))
      throw new UsageFault(
        `--rules: no rule of ${rulebook.id} fits '${pattern}'; expected a rule such as D52-07 or a pattern such as D52-*`,
      );
  }
}

/** The one that ships, by its name, or a file in the same form. */
export function directoryOf(named: string): Directory {
  const shipped = path.join(PROJECT, 'examples', 'directories', `${named}.yaml`);
  const file = /^[a-z]+$/.test(named) && existsSync(shipped) ? shipped : named;
  if (!existsSync(file))
    throw new UsageFault(
      `--directory ${named}: no such file; expected demo, or a file in the form of demo.yaml`,
    );
  return loadDirectory(file);
}
