/** `duban audit`: judges past events from times that are known only within bounds. */
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
`;

const OPTIONS = {
  set: { type: 'string', multiple: true },
  rulebook: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export async function run(args: string[], io: Io): Promise<number> {
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
