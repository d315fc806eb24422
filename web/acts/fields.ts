/** What the forms of several rooms have in common. */
import type { Typed } from './typed.ts';

/** The fields of a verb as the form says them; checked by the verb itself. */
export type Fields = Readonly<Record<string, unknown>>;

export type Reader = (typed: Typed) => Fields;

/** As many numbered rows as one form may have. */
export const MOST_ROWS = 50;

export const about: Reader = (typed) => ({ id: typed.required('id') });
export const aboutBy: Reader = (typed) => ({ id: typed.required('id'), by: typed.required('by') });
export const reasoned: Reader = (typed) => ({ ...about(typed), why: typed.required('why') });

/** A consent given in person, or by word, telephone or on paper and keyed by the office. */
export function handOf(typed: Typed): { by: string; for?: string; source?: string } {
  const [whose, source] = [typed.required('by'), typed.optional('source')];
  return source === undefined ? { by: whose } : { by: typed.required('keyedBy'), for: whose, source };
}
