/** What `duban audit --ledger` was asked for, checked. */
import path from 'node:path';
import type { Directory } from '../shared/domain/routing/directory.ts';
import { type Instant, InvalidTime, parseInstant } from '../shared/domain/time/instant.ts';
import { type LocalDate, parseLocalDate } from '../shared/domain/time/local-date.ts';
import { type Arguments, readArguments, readSettings, UsageFault } from './commands/command.ts';
import { readDirectoryFile } from './directory-file.ts';
import { directoryOf } from './forecast-arguments.ts';
import { rulebookNames } from './installation.ts';
import { DEFAULT_RULEBOOK } from './rules-folder.ts';

const FORMATS = ['text', 'json', 'csv', 'xlsx', 'docx'] as const;
export type LookBackFormat = (typeof FORMATS)[number];

export interface LookBackArguments {
  /** `null` where only the template is asked for. */
  readonly ledger: string | null;
  readonly template: string | null;
  readonly rulebook: string;
  readonly settings: Readonly<Record<string, string>>;
  /** `null`: units are as the ledger writes them. */
  readonly directory: Directory | null;
  /** `null`: the years in which the ledger has limits. */
  readonly period: { readonly first: LocalDate; readonly last: LocalDate } | null;
  /** For dates without a year. */
  readonly year: number | null;
  /** `null`: the end of the period, or now if that is sooner. */
  readonly asOf: Instant | null;
  readonly format: LookBackFormat;
  readonly out: string | undefined;
}

const TEXT = { type: 'string' } as const;
const OPTIONS = {
  ...{
    ledger: TEXT,
    'sheet-template': TEXT,
    rulebook: TEXT,
    directory: TEXT,
    from: TEXT,
    to: TEXT,
    year: TEXT,
  },
  ...{ 'as-of': TEXT, format: TEXT, out: TEXT },
  set: { type: 'string', multiple: true },
} as const;

/** One that ships by its name, `demo`, or a file as `duban directory` reads it: .xlsx, .csv, .yaml or .json. */
function directoryNamed(named: string): Promise<Directory> {
  return path.extname(named) === '' ? Promise.resolve(directoryOf(named)) : readDirectoryFile(named);
}

export async function readLookBackArguments(args: string[]): Promise<LookBackArguments> {
  const given = readArguments(args, OPTIONS);
  const [extra] = given.positionals;
  if (extra !== undefined)
    throw new UsageFault(`'${extra}' is one word too many; expected --ledger FILE and options only`);
  const rulebook = given.text('rulebook') ?? DEFAULT_RULEBOOK;
  const known = rulebookNames();
  if (!known.includes(rulebook))
    throw new UsageFault(`--rulebook ${rulebook}: no such rulebook; expected one of ${known.join(', ')}`);
  const directory = given.text('directory');
  const asOf = given.text('as-of');
  return {
    ledger: given.text('ledger') ?? null,
    template: given.text('sheet-template') ?? null,
    rulebook,
    settings: readSettings(given.texts('set')),
    directory: directory === undefined ? null : await directoryNamed(directory),
    ...periodGiven(given),
    asOf: asOf === undefined ? null : read('--as-of', asOf, parseInstant),
    ...formatOf(given),
  };
}

function periodGiven(given: Arguments): Pick<LookBackArguments, 'period' | 'year'> {
  const [year, from, to] = ['year', 'from', 'to'].map((name) => given.text(name));
  if (year !== undefined) {
    if (from !== undefined || to !== undefined)
      throw new UsageFault('--year and --from with --to exclude each other; expected one of them');
    if (!/^(19|20)\d{2}$/.test(year)) throw new UsageFault(`--year ${year}: expected a year such as 2025`);
    const [first, last] = [parseLocalDate(`${year}-01-01`), parseLocalDate(`${year}-12-31`)];
    return { period: { first, last }, year: Number(year) };
  }
  if (from === undefined && to === undefined) return { period: null, year: null };
  if (from === undefined || to === undefined)
    throw new UsageFault('--from and --to belong together; expected both, the last day included');
  const [first, last] = [read('--from', from, parseLocalDate), read('--to', to, parseLocalDate)];
  if (last < first) throw new UsageFault(`--to ${last}: is before --from; expected a later day`);
  const same = first.slice(0, 4) === last.slice(0, 4);
  return { period: { first, last }, year: same ? Number(first.slice(0, 4)) : null };
}

function formatOf(given: Arguments): Pick<LookBackArguments, 'format' | 'out'> {
  const out = given.text('out');
  const text = given.text('format') ?? 'text';
  const format = FORMATS.find((name) => name === text);
  if (format === undefined) throw new UsageFault(`--format ${text}: expected one of ${FORMATS.join(', ')}`);
  if ((format === 'xlsx' || format === 'docx') && out === undefined)
    throw new UsageFault(`--format ${format} needs --out FILE; it is no text`);
  return { format, out };
}

function read<Value>(option: string, text: string, parse: (text: string) => Value): Value {
  try {
    return parse(text);
  } catch (fault) {
    if (fault instanceof InvalidTime) throw new UsageFault(`${option}: ${fault.message}`);
    throw fault;
  }
}
