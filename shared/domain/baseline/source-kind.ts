/** What kind of source a matter taken over comes from, by the words in which the office keeps it. */
import type { SourceKind } from '../matters/assignment.ts';

/** In order: the first word that stands in the text decides. */
const WORDS: readonly (readonly [word: string, kind: SourceKind])[] = [
  ['纪要', 'minutes'],
  ['常务会议', 'minutes'],
  ['批示', 'instruction'],
  ['指示', 'instruction'],
  ['工作报告', 'work-report'],
  ['区委', 'party-committee'],
  ['审计', 'audit'],
  ['提案', 'proposal'],
  ['建议', 'suggestion'],
  ['媒体', 'media'],
  ['调研', 'inspection'],
  ['视察', 'inspection'],
];

/** A number of a document, or anything else, counts as a document. */
export function sourceKindOf(text: string): SourceKind {
  return WORDS.find(([word]) => text.includes(word))?.[1] ?? 'document';
}
