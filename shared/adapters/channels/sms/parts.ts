/** How many parts a Chinese SMS costs, and where a text too long is cut. */

const ALONE = 70;
/** Each part of a concatenated message spends six bytes on its header (3GPP TS 23.040 §9.2.3.24.1). */
const JOINED = 67;

/**
 * Parts of a text in UCS-2, counted in code units as networks do: 70 fit one part alone, 67 each part of several
 * (3GPP TS 23.038, TS 23.040). A text of Latin letters would cost less; Duban's never is.
 */
export function partsOf(text: string): number {
  return text.length <= ALONE ? 1 : Math.ceil(text.length / JOINED);
}

/** Code units that fit so many parts. */
export function roomOf(parts: number): number {
  return parts <= 1 ? ALONE : parts * JOINED;
}

/**
 * The text itself where it has at most `room` code units; else its beginning up to the end of a sentence, or of a
 * clause where the first sentence is longer, then “…详情请致电” with the last telephone number that stood in the text.
 */
export function cutTo(text: string, room: number): string {
  if (text.length <= room) return text;
  const end = ending(text);
  if (end.length >= room) return wholeCharacters(text, room);
  const head = wholeCharacters(text, room - end.length);
  return `${upToAnEnd(head)}${end}`;
}

function ending(text: string): string {
  const phone = [...text.matchAll(/\d[\dX×*-]{6,11}/g)].at(-1)?.[0];
  return phone === undefined ? '…详情请来电询问。' : `…详情请致电${phone}。`;
}

/** Keeps at least half, so that an early full stop does not swallow the matter itself. */
function upToAnEnd(head: string): string {
  for (const ends of ['。！？；', '，、：']) {
    const at = Math.max(...[...ends].map((end) => head.lastIndexOf(end)));
    if (at + 1 >= head.length / 2) return head.slice(0, '。！？；'.includes(head.charAt(at)) ? at + 1 : at);
  }
  return head;
}

/** Never half of a character outside the basic plane, of which personal names have some. */
function wholeCharacters(text: string, units: number): string {
  const last = text.charCodeAt(units - 1);
  const splits = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splits ? units - 1 : units);
}
