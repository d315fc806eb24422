/** Looks at what a provider answered, without trusting that it has any particular form. */

/** A field of an object; `undefined` for everything else. */
export function field(body: unknown, name: string): unknown {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return undefined;
  return (body as Record<string, unknown>)[name];
}

/** Tells an answer with the provider's code, under one of these names, from anything else. */
export function hasCode(...names: readonly string[]): (body: unknown) => boolean {
  return (body) => names.some((name) => textField(body, name) !== null);
}

/** A text or a number as text; `null` where there is none. */
export function textField(body: unknown, name: string): string | null {
  const value = field(body, name);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}
