/** A directory goes through every kind of file and comes back the same. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseDirectory } from '../../shared/adapters/rules/load-directory.ts';
import { readCsv, writeCsv } from '../../shared/adapters/spreadsheets/csv.ts';
import { readXlsx, writeXlsx } from '../../shared/adapters/spreadsheets/xlsx.ts';
import { sheetsOf } from '../../shared/app/directory-sheets.ts';
import { storedDirectory } from '../../shared/app/district.ts';
import { readDirectorySheets } from '../../shared/app/read-directory-sheets.ts';
import { directoryOf, writtenFrom } from '../../shared/domain/routing/written-directory.ts';
import { demo } from '../domain/routing/demo-roster.ts';
import { directories } from '../support/random-directory.ts';

it('as a spreadsheet', async () => {
  await fc.assert(
    fc.asyncProperty(directories, async (directory) => {
      const sheets = await readXlsx(await writeXlsx(sheetsOf(directory)));
      expect(storedDirectory(directoryOf(readDirectorySheets(sheets)))).toEqual(storedDirectory(directory));
    }),
    { numRuns: 40 },
  );
});

it('as CSV', () => {
  fc.assert(
    fc.property(directories, (directory) => {
      const sheets = readCsv(writeCsv(sheetsOf(directory)));
      expect(storedDirectory(directoryOf(readDirectorySheets(sheets)))).toEqual(storedDirectory(directory));
    }),
    { numRuns: 100 },
  );
});

it('as written data', () => {
  fc.assert(
    fc.property(directories, (directory) => {
      const written = JSON.parse(JSON.stringify(writtenFrom(directory)));
      expect(storedDirectory(parseDirectory(written, 'x'))).toEqual(storedDirectory(directory));
    }),
    { numRuns: 100 },
  );
});

it('the demonstration as well', async () => {
  const sheets = await readXlsx(await writeXlsx(sheetsOf(demo)));
  expect(storedDirectory(directoryOf(readDirectorySheets(sheets)))).toEqual(storedDirectory(demo));
});
