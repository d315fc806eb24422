/** What may be secret in headers, bodies and addresses that the settings describe freely. */

/** Shorter strings, such as a product number, would be blacked out all over a sentence. */
const SHORTEST = 6;

/** The values whole and word by word, because providers repeat `Bearer XYZ` without its first word; and those of a query. */
export function describedSecrets(values: readonly string[], url?: string): string[] {
  const all = [...values, ...(url === undefined ? [] : new URL(url).searchParams.values())];
  const words = all.flatMap((text) => [text, ...text.split(/\{[^{}]*\}|\s+/)]);
  return [...new Set(words)].filter(({ length }) => length >= SHORTEST);
}
