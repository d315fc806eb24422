/** Reads a directory (通讯录) from YAML or from a scenario's inline value and refuses what does not hang together. */
import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { writtenDirectory } from '../../app/reading/directory.ts';
import { type DirectoryShape, directoryShape } from '../../contract/directory.ts';
import type { Directory } from '../../domain/routing/directory.ts';
import { directoryFaults } from '../../domain/routing/directory-faults.ts';
import { directoryOf, type WrittenDirectory } from '../../domain/routing/written-directory.ts';
import { InvalidTime } from '../../domain/time/instant.ts';
import { firstFault } from './first-fault.ts';

/** A directory cannot be used; the message is one line: file, place, what was expected. */
export class DirectoryFileError extends Error {
  override name = 'DirectoryFileError';
}

/** One directory file, YAML or JSON. */
export function loadDirectory(file: string): Directory {
  const document = parseDocument(readFileSync(file, 'utf8'), { prettyErrors: true });
  const [broken] = document.errors;
  if (broken) {
    const [problem = ''] = broken.message.split('\n');
    throw new DirectoryFileError(`${file}: ${problem.replace(/:$/, '')}; expected well-formed YAML`);
  }
  return parseDirectory(document.toJS(), file);
}

/**
 * A directory from plain data; `where` names the file, or the file and place of an inline directory. Refuses unknown
 * fields and every fault of {@link directoryFaults}.
 */
export function parseDirectory(value: unknown, where: string): Directory {
  const parsed = directoryShape.safeParse(value);
  if (!parsed.success) throw new DirectoryFileError(`${where}: ${firstFault(parsed.error)}`);
  const written = withTimes(parsed.data, where);
  const [fault] = directoryFaults(written);
  if (fault) throw new DirectoryFileError(`${where}: ${fault.message}`);
  return directoryOf(written);
}

function withTimes(shape: DirectoryShape, where: string): WrittenDirectory {
  try {
    return writtenDirectory(shape);
  } catch (fault) {
    if (fault instanceof InvalidTime) throw new DirectoryFileError(`${where}: ${fault.message}`);
    throw fault;
  }
}
