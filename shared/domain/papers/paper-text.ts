/** Texts that people typed, as they stand on official papers: punctuation, brackets of document numbers, spans of days. */
import { fullWidth } from '../notices/full-width.ts';
import type { LocalDate } from '../time/local-date.ts';
import { sayDate, sayFullDate } from '../time/wording.ts';

/** Full-width punctuation, and the year of a document number in 〔 〕 (GB/T 9704-2012 7.2.5). Nothing else is touched. */
export function paperText(text: string): string {
  return fullWidth(text).replaceAll(/[[（【](\d{4})[\]）】](?=\s*\d*\s*号)/g, '〔$1〕');
}

/** '2026年3月16日—22日', with month and year where they change (GB/T 15835-2011 5.1.3: 一字线). */
export function sayDays(first: LocalDate, last: LocalDate): string {
  if (first === last) return sayFullDate(first);
  if (first.slice(0, 4) !== last.slice(0, 4)) return `${sayFullDate(first)}—${sayFullDate(last)}`;
  const sameMonth = first.slice(0, 7) === last.slice(0, 7);
  return `${sayFullDate(first)}—${sameMonth ? `${Number(last.slice(8))}日` : sayDate(last)}`;
}
