/** How a real district begins, on one machine or in a table: its directory, and the settings it starts with. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadDirectory } from '../shared/adapters/rules/load-directory.ts';
import type { DistrictSettings } from '../shared/app/district.ts';
import type { Directory } from '../shared/domain/routing/directory.ts';
import { PROJECT } from './installation.ts';
import { CannotStart } from './runtime/folder.ts';

/** Providers are busiest on the full hour: up to two minutes' spread. It is a setting like any other from then on. */
const JITTER_SECONDS = 120;

/** Nobody outside the office hears of a rule before the office has released it; reports are drafted monthly. */
export function realSettings(rulebook: string): DistrictSettings {
  const overrides = { 'notice.jitter_seconds': JITTER_SECONDS };
  return { rulebook, overrides, rules: null, shadow: true, monthlyReport: true };
}

/** The blank directory where no file is given. Made-up people never get into a real store: their file is refused. */
export function realDirectory(file: string | null): Directory {
  if (file !== null && !existsSync(file))
    throw new CannotStart(`--directory ${file}: no such file; expected a directory in the form of demo.yaml`);
  const directory = loadDirectory(file ?? path.join(PROJECT, 'examples', 'directories', 'blank.yaml'));
  if (directory.demonstration)
    throw new CannotStart(`--directory ${file}: is made up (demonstration: true); expected a real one`);
  return directory;
}
