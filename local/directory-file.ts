/** Directories in files, by their ending: spreadsheets, CSV, YAML and JSON. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { loadDirectory } from '../shared/adapters/rules/load-directory.ts';
import { readCsv, writeCsv } from '../shared/adapters/spreadsheets/csv.ts';
import { readXlsx, SpreadsheetFault, writeXlsx } from '../shared/adapters/spreadsheets/xlsx.ts';
import { type Sheet, sheetsOf } from '../shared/app/directory-sheets.ts';
import { readDirectorySheets } from '../shared/app/read-directory-sheets.ts';
import { SheetFault } from '../shared/app/sheet-table.ts';
import type { Directory } from '../shared/domain/routing/directory.ts';
import { directoryOf, writtenFrom } from '../shared/domain/routing/written-directory.ts';
import { UsageFault } from './commands/command.ts';

const ENDINGS = '.xlsx, .csv, .yaml or .json';
/** Far more than a district's directory takes. */
const MOST_BYTES = 20 * 1024 * 1024;

/** Reads a directory. Refuses another ending, a file that is not there or too long, and every fault of its content. */
export async function readDirectoryFile(file: string): Promise<Directory> {
  if (!existsSync(file)) throw new UsageFault(`${file}: no such file; expected a directory in ${ENDINGS}`);
  if (statSync(file).size > MOST_BYTES)
    throw new UsageFault(`${file}: is longer than 20 MB; expected a directory`);
  const ending = path.extname(file).toLowerCase();
  if (ending === '.yaml' || ending === '.yml' || ending === '.json') return loadDirectory(file);
  try {
    return directoryOf(readDirectorySheets(await sheetsIn(file, ending)));
  } catch (fault) {
    if (fault instanceof SheetFault || fault instanceof SpreadsheetFault)
      throw new UsageFault(`${file}：${fault.message}。`);
    throw fault;
  }
}

function sheetsIn(file: string, ending: string): Promise<Sheet[]> | Sheet[] {
  if (ending === '.xlsx') return readXlsx(readFileSync(file));
  if (ending === '.csv') return readCsv(readFileSync(file, 'utf8'));
  throw new UsageFault(`${file}: unknown kind of file; expected ${ENDINGS}`);
}

/** Writes a directory; a file that is there is replaced. Refuses another ending. */
export async function writeDirectoryFile(file: string, directory: Directory): Promise<void> {
  const ending = path.extname(file).toLowerCase();
  if (ending === '.xlsx') return writeFileSync(file, await writeXlsx(sheetsOf(directory)));
  if (ending === '.csv') return writeFileSync(file, writeCsv(sheetsOf(directory)));
  const written = writtenFrom(directory);
  if (ending === '.yaml' || ending === '.yml') return writeFileSync(file, stringify(plain(written)));
  if (ending === '.json') return writeFileSync(file, `${JSON.stringify(written, null, 2)}\n`);
  throw new UsageFault(`${file}: unknown kind of file; expected ${ENDINGS}`);
}

/** Without the fields that are not there, which YAML would write as null. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
