/** Where name and date stand at the end of a paper (GB/T 9704-2012 7.3.5). */
import type { LocalDate } from '../time/local-date.ts';
import { sayFullDate } from '../time/wording.ts';
import type { Signature } from './official-paper.ts';
import { widthOf } from './text-width.ts';

/** A paper that is sealed has its date four characters from the right edge. */
const DATE_FROM_RIGHT = 4;
const BLANK_DATE = '　　　　年　　月　　日';

export interface SignaturePlace {
  readonly issuer: string;
  readonly date: string;
  /** Characters between the text and the right edge. */
  readonly issuerFromRight: number;
  readonly dateFromRight: number;
}

/**
 * For a paper that gets a seal (7.3.5.1): the date four characters from the right, the name centred on it; a name that
 * would pass the edge stands at it.
 */
export function signaturePlace({ issuer, date }: Signature): SignaturePlace {
  const said = sayDate(date);
  const centred = DATE_FROM_RIGHT + (widthOf(said) - widthOf(issuer)) / 2;
  return { issuer, date: said, issuerFromRight: Math.max(0, centred), dateFromRight: DATE_FROM_RIGHT };
}

function sayDate(date: LocalDate | null): string {
  return date === null ? BLANK_DATE : sayFullDate(date);
}
