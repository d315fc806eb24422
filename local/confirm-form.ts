/** `duban rules --confirm-form`: the 规则核定表 of a rulebook, to be answered and signed by 办公室主任. */
import path from 'node:path';
import { loadDirectory } from '../shared/adapters/rules/load-directory.ts';
import { systemClock } from '../shared/adapters/system/clock.ts';
import { confirmForm, exampleMoment } from '../shared/app/confirm-form.ts';
import { csvText } from '../shared/app/csv-text.ts';
import { confirmFormJson, confirmFormRows, sayConfirmForm } from '../shared/app/say-confirm-form.ts';
import { type Instant, InvalidTime, parseInstant } from '../shared/domain/time/instant.ts';
import { type Arguments, readSettings, UsageFault } from './commands/command.ts';
import { PROJECT } from './installation.ts';
import { DEFAULT_RULEBOOK, loadGround } from './rules-folder.ts';

/** What the command line may say about the form besides `--confirm-form` itself. */
export const FORM_OPTIONS = {
  'confirm-form': { type: 'boolean' },
  rulebook: { type: 'string' },
  at: { type: 'string' },
  set: { type: 'string', multiple: true },
  csv: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** The whole form as it is printed. Refuses an unknown rulebook or setting, and two forms of output at once. */
export function printConfirmForm(given: Arguments): string {
  if (given.flag('csv') && given.flag('json')) throw new UsageFault('--csv and --json: expected one of them');
  const name = given.text('rulebook') ?? DEFAULT_RULEBOOK;
  const { rulebook, ground } = loadGround(name, readSettings(given.texts('set')));
  const now = systemClock.now();
  const form = confirmForm(
    rulebook,
    ground,
    momentOf(given.text('at')) ?? exampleMoment(now, ground),
    now,
    null,
  );
  if (given.flag('json')) return `${JSON.stringify(confirmFormJson(form))}\n`;
  const { units } = loadDirectory(path.join(PROJECT, 'examples', 'directories', 'blank.yaml'));
  const nameOf = (unit: string) => units.get(unit)?.name ?? unit;
  return given.flag('csv') ? csvText(confirmFormRows(form, nameOf)) : sayConfirmForm(form, nameOf);
}

function momentOf(text: string | undefined): Instant | null {
  if (text === undefined) return null;
  try {
    return parseInstant(text);
  } catch (fault) {
    if (fault instanceof InvalidTime) throw new UsageFault(`--at: ${fault.message}`);
    throw fault;
  }
}
