/** A text that is read from its beginning, piece by piece. */

/** What stands there cannot be read; the message goes on after the citation, in Chinese. */
export class Unread extends Error {}

export const FORMS = '应如2025-03-17 17:30、2025年3月17日下午、3月17日17时前、17:00-17:30';

export class Reading {
  #rest: string;

  constructor(text: string) {
    this.#rest = text;
  }

  get rest(): string {
    return this.#rest;
  }

  /** The match at the beginning of what is left, which is then taken away. */
  take(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.#rest);
    if (found) this.#rest = this.#rest.slice(found[0].length);
    return found;
  }

  /** Takes a word away if it comes next. */
  takeWord(word: string): boolean {
    if (!this.#rest.startsWith(word)) return false;
    this.#rest = this.#rest.slice(word.length);
    return true;
  }
}
