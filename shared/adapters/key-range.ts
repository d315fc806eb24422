/** Ranges over sorted keys, the same for every store: keys are ordered by their UTF-8 bytes. */

/** Above every key; keys may not contain it. */
export const ABOVE_ALL = '\u{10ffff}';
/** Between a view's sort and the row's id; below every character either may contain, so pairs keep order. */
const SEPARATOR = '\t';

/** Ids from `lower` (inclusive) to `upper` (exclusive), without `after` itself. */
interface IdRange {
  readonly lower: string;
  readonly upper: string;
  readonly after: string | null;
}

/** Places in a view strictly between two (sort, id) pairs; the pair (sort, '') stands before every id. */
interface ViewRange {
  readonly lower: Place;
  readonly upper: Place;
}

interface Place {
  readonly sort: string;
  readonly id: string;
}

export function idRange(query: { prefix?: string; after?: string }): IdRange {
  const prefix = query.prefix ?? '';
  const after = query.after ?? null;
  const startsBehind = after !== null && compareUtf8(after, prefix) > 0;
  return { lower: startsBehind ? after : prefix, upper: prefix + ABOVE_ALL, after };
}

export function viewRange(query: {
  from?: string;
  to?: string;
  after?: Place;
  descending?: boolean;
}): ViewRange {
  const lower = { sort: query.from ?? '', id: '' };
  const upper = { sort: query.to ?? ABOVE_ALL, id: '' };
  if (!query.after) return { lower, upper };
  return query.descending
    ? { lower, upper: comparePlaces(query.after, upper) < 0 ? query.after : upper }
    : { lower: comparePlaces(query.after, lower) > 0 ? query.after : lower, upper };
}

/** One key for a place, ordered like the pair. */
export function placeKey(place: Place): string {
  return place.sort + SEPARATOR + place.id;
}

export function sortOfPlaceKey(key: string): string {
  return key.slice(0, key.indexOf(SEPARATOR));
}

/**
 * Order of UTF-8 bytes, which is the order of code points. JavaScript's own `<` compares UTF-16 units and
 * puts rare Chinese characters (surrogate pairs) before full-width punctuation.
 */
export function compareUtf8(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index++) {
    const x = a.charCodeAt(index);
    const y = b.charCodeAt(index);
    if (x !== y) return aboveSurrogates(x) - aboveSurrogates(y);
  }
  return a.length - b.length;
}

function comparePlaces(a: Place, b: Place): number {
  return compareUtf8(placeKey(a), placeKey(b));
}

function aboveSurrogates(unit: number): number {
  const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
  return isSurrogate ? unit + 0x10000 : unit;
}
