/** Who is away at a moment, and whether two who stand in for each other would be away at once. */
import type { Instant, ZoneId } from '../time/instant.ts';
import { addSeconds, dateOf } from '../time/instant.ts';
import { sayDate } from '../time/wording.ts';
import type { Absence, Directory } from './directory.ts';
import type { Roster } from './resolve.ts';
import { EXECUTIVE_VICE_MAYOR, MAYOR } from './roles.ts';

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
    .filter(isInForce)
    .filter((absence) => absence.from <= instant && instant < absence.to)
    .filter((absence) => own(absence) || (holder !== null && holderOf(absence, directory) === holder))
    .sort((a, b) => own(b) - own(a) || compare(b.from, a.from) || compare(a.id, b.id));
  return current[0] ?? null;
}

/** Whether an absence counts: one recorded by the office does, one asked for only when it has been approved. */
export function isInForce({ status }: Absence): boolean {
  return status === undefined || status === 'approved';
}

/** Whether two absences have a moment in common. */
export function overlap(one: Absence, other: Absence): boolean {
  return one.from < other.to && other.from < one.to;
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
      other.id !== absence.id && isInForce(other) && partners.includes(other.post) && overlap(absence, other),
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

/**
 * The post that signs what is a post's to sign: the post itself, also while its holder is away, unless the absence
 * record says that signing is included, as the mayor has said (art. 15(五): 部分政务活动职责); then its stand-in. A
 * stand-in who is away himself does not pass the right on. Personal signing (art. 60: 发文用纸) is never by proxy; gates
 * that ask for it accept the post itself only and do not ask here.
 */
export function maySignFor(post: string, instant: Instant, { directory, absences }: Roster): string {
  const absence = absenceAt(post, instant, directory, absences);
  const standIn = absence?.signing === true ? standInOf(absence, directory) : null;
  if (standIn === null || absenceAt(standIn, instant, directory, absences)) return post;
  return (directory.posts.get(standIn)?.holder ?? null) === null ? post : standIn;
}

/**
 * The post that acts during an absence before anybody else: the one the record names, for the mayor the executive
 * vice-mayor (art. 14), for a vice-mayor the other of the pair (art. 15(五)), otherwise the deputy. `null` for nobody.
 */
export function standInOf(
  { post, standIn }: Pick<Absence, 'post' | 'standIn'>,
  directory: Directory,
): string | null {
  if (standIn !== undefined) return standIn;
  if (post === MAYOR) return EXECUTIVE_VICE_MAYOR;
  return partnersOf(post, directory)[0] ?? directory.posts.get(post)?.deputy ?? null;
}

/** '6月3日至8日', '6月30日至7月2日', or the one day; an absence that ends at midnight ends the day before. */
export function sayAbsenceDays(absence: Absence, zone: ZoneId): string {
  const first = dateOf(absence.from, zone);
  const last = dateOf(addSeconds(absence.to, -1), zone);
  if (last <= first) return sayDate(first);
  const sameMonth = first.slice(0, 7) === last.slice(0, 7);
  return `${sayDate(first)}至${sameMonth ? `${Number(last.slice(8))}日` : sayDate(last)}`;
}

const PLACES: Readonly<Record<string, string>> = {
  principal: '主要负责人',
  deputy: '副职',
  liaison: '联络员',
};

/** The post's title; for a post that a merged unit or a body has no longer or not of its own, unit and place. */
export function titleOf(post: string, directory: Directory): string {
  const [owner = '', place = ''] = post.split('.');
  const known = directory.posts.get(post)?.title;
  const unit = directory.units.get(owner);
  return known ?? (unit && PLACES[place] !== undefined ? `${unit.shortName}${PLACES[place]}` : post);
}

function holderOf(absence: Absence, directory: Directory): string | null {
  return directory.posts.get(absence.post)?.holder ?? null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
