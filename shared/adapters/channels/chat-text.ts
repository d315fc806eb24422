/** A message as chat programs show it: title, text and a number, within the provider's bytes. */
import { createHash } from 'node:crypto';
import { bytesOf } from '../../domain/notices/channel-forms.ts';
import type { OutgoingMessage } from '../../ports/channel.ts';

const ELLIPSIS = '…';

export interface ChatTextOptions {
  /** Stays whole at the end. */
  readonly tail?: string;
  /** How the provider counts: the text alone where left out, or as it stands in JSON. */
  readonly bytes?: (text: string) => number;
}

/**
 * Title and long form, at most `mostBytes`. `<` becomes full-width, because chat programs read `<a …>`, `<@…>` and
 * `<at …>` as links and mentions, and what is sent holds words of other people.
 */
export function chatText(
  { title, long }: OutgoingMessage,
  mostBytes: number,
  options: ChatTextOptions = {},
): string {
  const { tail = '', bytes = bytesOf } = options;
  const text = `${title}\n${long}`.replaceAll('<', '＜');
  return `${cutToBytes(text, mostBytes - bytes(tail), bytes)}${tail}`;
}

/** Bytes of a text inside a JSON string, where line ends and quotation marks take two. */
export function bytesInJson(text: string): number {
  return bytesOf(JSON.stringify(text)) - 2;
}

/**
 * `（编号：3f2a91）` of the message's key. Providers that drop repeats do so by comparing whole messages: with its number
 * the second attempt is a repeat, and the same words about another rung are none.
 */
export function numberTail({ idempotencyKey }: OutgoingMessage): string {
  return `\n（编号：${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 6)}）`;
}

/** Cut before a character that no longer fits, with … at the end; whole where it fits. */
function cutToBytes(text: string, mostBytes: number, bytes: (text: string) => number): string {
  if (bytes(text) <= mostBytes) return text;
  let room = mostBytes - bytes(ELLIPSIS);
  let kept = '';
  for (const character of text) {
    room -= bytes(character);
    if (room < 0) break;
    kept += character;
  }
  return `${kept}${ELLIPSIS}`;
}
