/** `npm start`: opens the store of a data folder, keeps its heart beating, and serves the page on loopback. */

import { CannotStart } from './runtime/folder.ts';
import { runInstallation } from './runtime/installation.ts';
import { HELP, readOptions } from './runtime/options.ts';

/** Faults whose message is a sentence for whoever starts the program. */
const EXPLAINED: ReadonlySet<string> = new Set([
  'StoreUnavailable',
  'DirectoryFileError',
  'InvalidSetting',
  'CalendarFileError',
  'MessageFileError',
  'InvalidFile',
  'ChannelSettingsRefused',
]);

try {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') process.stdout.write(HELP);
  else await runInstallation(options);
} catch (fault) {
  process.exitCode = 1;
  const known = fault instanceof CannotStart || (fault instanceof Error && EXPLAINED.has(fault.name));
  process.stderr.write(
    known
      ? `duban: ${fault.message}\n`
      : `duban: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`,
  );
}
