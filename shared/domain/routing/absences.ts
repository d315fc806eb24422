/** Who is away at a moment, and whether two who stand in for each other would be away at once. */
import type { Instant, ZoneId } from '../time/instant.ts';
import { addSeconds, dateOf } from '../time/instant.ts';
import { sayDate } from '../time/wording.ts';
import type { Absence, Directory } from './directory.ts';

/**
 * The absence that keeps a post's holder away at a moment; over at `to` itself. It counts for the person: who is
 * away as office director is also away in a second post he holds. A record of the post itself goes first, the
 * latest begun before others.
 */
export function absenceAt(
  post: string,
  instant: Instant,
  directory: Directory,
  absences: readonly Absence[],
): Absence | null {
  const holder = directory.posts.get(post)?.holder ?? null;
  const own = (absence: Absence) => (absence.post === post ? 1 : 0);
  const current = absences
    .filter((absence) => absence.from <= instant && instant < absence.to)
    .filter((absence) => own(absence) || (holder !== null && holderOf(absence, directory) === holder))
    .sort((a, b) => own(b) - own(a) || compare(b.from, a.from) || compare(a.id, b.id));
  return current[0] ?? null;
}

/**
 * Why an absence cannot be recorded without an override reason: the other of a stand-in pair (补位, art. 15(五))
 * is away during part of it. `null` when nothing stands against it. The record's own earlier version is ignored.
 */
export function pairConflict(
  absence: Absence,
  absences: readonly Absence[],
  directory: Directory,
): { readonly with: Absence; readonly say: string } | null {
  const partners = partnersOf(absence.post, directory);
  const found = absences.find(
    (other) =>
      other.id !== absence.id &&
      partners.includes(other.post) &&
      other.from < absence.to &&
      absence.from < other.to,
  );
  if (!found) return null;
  const [one, two] = [titleOf(absence.post, directory), titleOf(found.post, directory)];
  return {
    with: found,
    say: `${one}与${two}互为补位（规则第十五条第五项），不宜同期外出；确需同期外出的，请写明理由。`,
  };
}

/** The posts that stand in for a post as the other of a pair. */
export function partnersOf(post: string, directory: Directory): string[] {
  return directory.standInPairs.flatMap(([one, two]) => (one === post ? [two] : two === post ? [one] : []));
}

/** '6月3日至8日', '6月30日至7月2日', or the one day; an absence that ends at midnight ends the day before. */
export function sayAbsenceDays(absence: Absence, zone: ZoneId): string {
  const first = dateOf(absence.from, zone);
  const last = dateOf(addSeconds(absence.to, -1), zone);
  if (last <= first) return sayDate(first);
  const sameMonth = first.slice(0, 7) === last.slice(0, 7);
  return `${sayDate(first)}至${sameMonth ? `${Number(last.slice(8))}日` : sayDate(last)}`;
}

/** The post's title, or its id where the directory does not know it. */
export function titleOf(post: string, directory: Directory): string {
  return directory.posts.get(post)?.title ?? post;
}

function holderOf(absence: Absence, directory: Directory): string | null {
  return directory.posts.get(absence.post)?.holder ?? null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
