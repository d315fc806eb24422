/** Reads a value out of JSON by a path such as `result.0.id`. */

/** `undefined` where there is none. */
export function atPath(json: unknown, path: string): unknown {
  let place: unknown = json;
  for (const name of path.split('.')) {
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, name)) return undefined;
    place = Reflect.get(place, name);
  }
  return place;
}

/** Texts, numbers and truth values as text; `null` for anything else and for the empty text. */
export function textAt(json: unknown, path: string | undefined): string | null {
  if (path === undefined) return null;
  const found = atPath(json, path);
  const plain = typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean';
  return plain && found !== '' ? String(found) : null;
}
