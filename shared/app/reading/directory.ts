/** From a directory that has the form to one with checked days and moments. */
import type { DirectoryShape } from '../../contract/directory.ts';
import type { WrittenDirectory } from '../../domain/routing/written-directory.ts';
import { parseInstant } from '../../domain/time/instant.ts';
import { parseLocalDate } from '../../domain/time/local-date.ts';

/** Throws {@link InvalidTime} for a day that does not exist and for a moment without offset. */
export function writtenDirectory(shape: DirectoryShape): WrittenDirectory {
  return {
    ...shape,
    units: mapped(shape.units, ({ successor, abolished, ...unit }) => ({
      ...unit,
      ...(successor === undefined
        ? {}
        : { successor: { unit: successor.unit, from: parseLocalDate(successor.from) } }),
      ...(abolished === undefined ? {} : { abolished: parseLocalDate(abolished) }),
    })),
    posts: mapped(shape.posts, ({ since, ...post }) => ({
      ...post,
      ...(since === undefined ? {} : { since: parseInstant(since) }),
    })),
  };
}

function mapped<From, To>(
  from: Readonly<Record<string, From>>,
  make: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(from).map(([id, value]) => [id, make(value)]));
}
