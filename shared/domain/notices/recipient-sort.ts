/** Whom a notice is for, as far as the manners care: a town, a unit's liaison officer, or anybody else. */
import type { Directory } from '../routing/directory.ts';
import { unitOfPost } from '../routing/units.ts';

/** `town`: any post of a town or sub-district; `liaison`: the liaison officer of a department, party body or body. */
export type RecipientSort = 'town' | 'liaison' | 'other';

/**
 * The sort of the post addressed, before absences and stand-ins: who is away does not change what may wait. Leaders,
 * their liaison officers and the office itself are `other`, and so is a post that the directory does not have.
 */
export function recipientSort(post: string, directory: Directory): RecipientSort {
  const kind = unitOfPost(post, directory)?.kind;
  if (kind === 'town') return 'town';
  const owes = kind === 'department' || kind === 'party-body' || kind === 'body';
  return owes && post.endsWith('.liaison') ? 'liaison' : 'other';
}
