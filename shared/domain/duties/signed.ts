/** Who has signed for a duty (签收): it ends the repetition for that person, and never the clock. */
import type { ExistingDuty } from './duty.ts';

/** Every person, post or unit whose signature is on record, the earliest first. */
export function signersOf({ progress }: Pick<ExistingDuty, 'progress'>): readonly string[] {
  const { signers, acknowledgedBy } = progress;
  return signers ?? (acknowledgedBy === null ? [] : [acknowledgedBy]);
}

/**
 * Whether this person has signed: by name, in one of the posts at hand, or through the unit of such a post
 * (`housing` for `housing.liaison`). Whoever gets the post later has not, as far as the person signed by name.
 */
export function hasSigned(
  duty: Pick<ExistingDuty, 'progress'>,
  person: string,
  posts: readonly string[] = [],
): boolean {
  return signersOf(duty).some(
    (signer) => signer === person || posts.some((post) => post === signer || post.startsWith(`${signer}.`)),
  );
}
