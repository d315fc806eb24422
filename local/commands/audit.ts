/** `duban audit`: judges past events, or a past year's ledger, from times that are known only within bounds. */
import { auditEvents, auditJson } from '../../shared/app/audit-events.ts';
import { sayAudit } from '../../shared/app/say-audit.ts';
import { readEventsFile } from '../events-file.ts';
import { DEFAULT_RULEBOOK, loadGround } from '../rules-folder.ts';
import { type Io, readArguments, readSettings, UsageFault } from './command.ts';

export const help = `duban audit FILE [--set KEY=VALUE …] [--rulebook NAME] [--json]

按给定时间推算首次发布和新闻发布会是否按时，不作评价。

  FILE               JSON, YAML or CSV with the columns id, t0_earliest, t0_latest, first_release_lower,
                     first_release_upper, press_conf_lower, press_conf_upper, rule36_applies. Times without offset
                     are the rulebook's zone, an empty field is unknown, other columns are ignored. Where only one
                     bound of a time is known, only that bound is used. Example: examples/public-events.json
  --set KEY=VALUE    another value for a setting, opinion.first_h=4; may be repeated
  --rulebook NAME    a folder of rules/, ${DEFAULT_RULEBOOK} unless given
  --json             one JSON object a line instead of a table

duban audit --ledger FILE [--directory FILE] [--rulebook NAME] [--set KEY=VALUE …] [--year 2025 | --from DATE --to DATE]
            [--as-of INSTANT] [--format text|json|csv|xlsx|docx] [--out FILE]
duban audit --sheet-template FILE [--rulebook NAME] [--directory FILE]

按往年台账推算时限执行情况：不需启用系统，时间只知范围的按范围推算，不作评价。

  --ledger FILE      a past year's ledger in .xlsx or .csv, one row for each thing owed (docs/report.md). Example:
                     examples/past-year.csv, with --directory demo
  --directory FILE   whose units the rows name: demo, or a directory in .xlsx, .csv, .yaml or .json; without it units
                     are as the ledger writes them, in its order
  --year YEAR        only limits of that year, which is also that of dates without a year
  --from, --to       the first and the last day, both included; all years of the ledger unless given
  --as-of INSTANT    the moment up to which the ledger was kept; the end of the period unless given
  --format FORMAT    text; json, the form of \`duban report\`; csv, one line a row; xlsx, six sheets; docx
  --out FILE         where it is written; the screen unless given
  --sheet-template FILE  writes an empty ledger in .xlsx with examples, notes and the names of rules and units

Ends with 1 when some rows could not be read: each is named with its line and why, and the others are counted.
`;

const OPTIONS = {
  set: { type: 'string', multiple: true },
  rulebook: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export async function run(args: string[], io: Io): Promise<number> {
  if (args.some((word) => /^--(ledger|sheet-template)(=|$)/.test(word))) {
    const { runLookBack } = await import('../look-back.ts');
    return runLookBack(args, io);
  }
  const given = readArguments(args, OPTIONS);
  const [file, ...more] = given.positionals;
  if (file === undefined)
    throw new UsageFault('FILE is missing; expected a list of events in JSON, YAML or CSV');
  if (more.length > 0) throw new UsageFault(`'${more[0]}' is one word too many; expected one FILE`);
  const overrides = readSettings(given.texts('set'));
  const { rulebook, ground } = loadGround(given.text('rulebook') ?? DEFAULT_RULEBOOK, overrides);
  const lines = auditEvents(await readEventsFile(file, rulebook.zone), rulebook, ground);
  if (given.flag('json')) {
    for (const line of lines) io.out(`${JSON.stringify(auditJson(line, rulebook.zone))}\n`);
    return 0;
  }
  const titles = new Map(rulebook.rules.toReversed().map(({ id, title }) => [id, title]));
  io.out(sayAudit(lines, titles, rulebook.zone));
  return 0;
}
