/** How wide a text is in the characters of its own size. */

/** Chinese characters and full-width signs are one wide, letters and figures half. */
export function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (isWide(character) ? 1 : 0.5), 0);
}

function isWide(character: string): boolean {
  return character > '\u2e7f' || '—“”‘’…·×□√①②③④⑤⑥⑦⑧⑨⑩'.includes(character);
}
