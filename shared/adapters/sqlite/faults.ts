/** Says in a sentence what is wrong with the store's file, and what to do about it. */
import { StoreUnavailable } from '../../ports/store.ts';

/** SQLite's primary result codes (sqlite.org/rescode.html) that someone can do something about. */
const SENTENCES: Readonly<Record<number, (file: string) => string>> = {
  5: (file) => `${file} is in use by another program; stop that program or wait for it.`,
  6: (file) => `${file} is in use by another program; stop that program or wait for it.`,
  8: (file) =>
    `${file} can be read but not written; give this program the right to write the file and its folder.`,
  10: (file) => `The disk failed while reading or writing ${file}; check the disk, then start again.`,
  11: (file) => `${file} is damaged; keep a copy of it and restore the latest backup.`,
  13: (file) =>
    `${file} could not grow because the disk is full; free some space. Nothing of this step was stored.`,
  14: (file) =>
    `${file} could not be opened or created; check that its folder exists and that this program may write there.`,
  26: (file) => `${file} is not a Duban store: it is not a database file.`,
};

/** Translates a fault of the database; anything else is a fault of the program and is handed on as it is. */
function explainFault(error: unknown, file: string): unknown {
  if (error instanceof StoreUnavailable || !(error instanceof Error)) return error;
  const { code, errcode } = error as Error & { code?: string; errcode?: number };
  if (code === 'ERR_INVALID_STATE') {
    return new StoreUnavailable(`The store ${file} has been closed.`, { cause: error });
  }
  if (code !== 'ERR_SQLITE_ERROR') return error;
  const sentence = SENTENCES[(errcode ?? 0) & 0xff];
  const text = sentence ? sentence(file) : `The store ${file} failed: ${error.message}.`;
  return new StoreUnavailable(text, { cause: error });
}

/** Runs the work and throws its faults translated. */
export function explaining<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explainFault(error, file);
  }
}
