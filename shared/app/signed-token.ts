/** The readable half of a token in an address: a few texts as letters that need no escaping. */

/** The texts in order, as base64url (RFC 4648 §5). None of them may hold a line break. */
export function packed(parts: readonly string[]): string {
  const bytes = new TextEncoder().encode(parts.join('\n'));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** `null` for what was not packed so. Says nothing about who packed it: that is the signature's part. */
export function unpacked(text: string): string[] | null {
  if (!/^[\w-]{1,1000}$/.test(text)) return null;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).split('\n');
  } catch {
    return null;
  }
}
