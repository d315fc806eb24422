/** The rulebooks and calendars that come with the product. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { contentHash, loadCalendars } from '../shared/adapters/rules/load-calendars.ts';
import { loadRulebook } from '../shared/adapters/rules/load-rulebook.ts';
import { type WorkCalendar, workCalendar } from '../shared/domain/calendar/work-calendar.ts';
import type { Ground } from '../shared/domain/rules/expression.ts';
import type { Rulebook } from '../shared/domain/rules/rulebook.ts';
import { settingsOf } from '../shared/domain/rules/settings.ts';
import { UsageFault } from './commands/command.ts';

export const RULES_FOLDER = path.join(import.meta.dirname, '../rules');
export const CALENDARS_FOLDER = path.join(RULES_FOLDER, 'calendars');
export const DEFAULT_RULEBOOK = 'shuangyang-2018';

/** The folder of a rulebook by its name; refuses a name that is not there and lists those that are. */
function rulebookFolder(name: string): string {
  const known = readdirSync(RULES_FOLDER).filter((one) =>
    existsSync(path.join(RULES_FOLDER, one, 'rulebook.yaml')),
  );
  if (!known.includes(name)) {
    throw new UsageFault(`--rulebook ${name}: no such rulebook; expected one of ${known.join(', ')}`);
  }
  return path.join(RULES_FOLDER, name);
}

/** A rulebook with what its limits are computed against; refuses settings it does not have. */
export function loadGround(
  name: string,
  overrides: Readonly<Record<string, string>>,
): { rulebook: Rulebook; ground: Ground } {
  const rulebook = loadRulebook(rulebookFolder(name));
  const settings = settingsOf(rulebook, overrides);
  return { rulebook, ground: { calendar: loadCalendar(), settings, zone: rulebook.zone } };
}

function loadCalendar(): WorkCalendar {
  return workCalendar(loadCalendars(CALENDARS_FOLDER), contentHash);
}
