/** 交接清单: what a post has open, for whoever takes it over; duties belong to the post and not to the person. */
import type { ExistingDuty } from '../domain/duties/duty.ts';
import { isInForce, standInOf, titleOf } from '../domain/routing/absences.ts';
import type { Absence, Directory } from '../domain/routing/directory.ts';
import { headOf, leaderInCharge, leaderServedBy } from '../domain/routing/roles.ts';
import { standingUnit, unitNamed, unitOfPost } from '../domain/routing/units.ts';
import { dateOf, type Instant } from '../domain/time/instant.ts';
import type { StoreReader } from '../ports/store.ts';
import type { District } from './district.ts';
import { openDuties } from './open-duties.ts';
import { ruleOf, standingOf } from './views.ts';

/** What the post has to do with a duty: its unit owes it, it receives it, it serves the leader, it is in charge. */
export type HandoverPart = 'owes' | 'receives' | 'serves' | 'in-charge';

export interface HandoverEntry {
  readonly duty: string;
  readonly part: HandoverPart;
  readonly title: string;
  readonly owedBy: string;
  readonly clause: string | null;
  readonly basis: ExistingDuty['plan']['basis'];
  /** `null` while its time is not known. */
  readonly dueAt: Instant | null;
  readonly provisional: boolean;
  readonly state: 'overdue' | 'to-check' | 'today' | 'upcoming' | 'resting';
  readonly acknowledgedBy: string | null;
  readonly evidence: string | null;
}

export interface HandoverList {
  readonly district: string;
  readonly post: string;
  readonly title: string;
  readonly unit: string | null;
  readonly holder: { readonly name: string; readonly phone: string; readonly since: Instant | null } | null;
  readonly at: Instant;
  readonly entries: readonly HandoverEntry[];
  /** Duties internal to the Party group, which no list names. */
  readonly confined: number;
  /** Absences of this post that are not over, and requests that wait. */
  readonly absences: readonly Absence[];
  /** The post that acts while its holder is away. */
  readonly standIn: string | null;
}

/** The list of a post at a moment, by limit; `null` where the directory has no such post. */
export async function handoverList(
  reader: Pick<StoreReader, 'view'>,
  district: District,
  post: string,
  now: Instant,
): Promise<HandoverList | null> {
  const { directory } = district;
  const held = directory.posts.get(post);
  if (!held) return null;
  const duties = await openDuties(reader, district.id);
  const concerned = duties.flatMap((duty) => {
    const part = partOf(post, duty, district, now);
    return part === null ? [] : [{ part, duty }];
  });
  const listed = concerned.filter(({ duty }) => !duty.plan.confined);
  return {
    district: directory.name,
    post,
    title: held.title,
    unit: held.unit === undefined ? null : (directory.units.get(held.unit)?.name ?? null),
    holder: holderOf(post, directory),
    at: now,
    entries: listed.map(({ part, duty }) => entryOf(part, duty, district, now)),
    confined: concerned.length - listed.length,
    absences: district.absences.filter((one) => one.post === post && concerns(one, now)),
    standIn: standInOf({ post }, directory),
  };
}

function holderOf(post: string, directory: Directory): HandoverList['holder'] {
  const { holder = null, since = null } = directory.posts.get(post) ?? {};
  const person = holder === null ? undefined : directory.people.get(holder);
  return person ? { name: person.name, phone: person.phone, since } : null;
}

function concerns(absence: Absence, now: Instant): boolean {
  return absence.status === 'requested' || (isInForce(absence) && absence.to > now);
}

function partOf(
  post: string,
  { plan }: ExistingDuty,
  { directory, zone }: District,
  now: Instant,
): HandoverPart | null {
  const today = dateOf(now, zone);
  const served = directory.leaders.includes(post) ? post : leaderServedBy(post, directory);
  if (served !== null) {
    if (plan.served === served) return 'serves';
    const isOfLeader = served === post && leaderInCharge(plan.owedBy, directory, today) === post;
    return isOfLeader && plan.owedBy !== 'office' ? 'in-charge' : null;
  }
  const own = unitOfPost(post, directory);
  const head = own !== null && headOf(own) === post;
  if (own !== null && (standingUnit(plan.owedBy, directory, today)?.id ?? null) === own.id) return 'owes';
  // Whoever heads a unit answers for what its desk receives.
  const receiver = unitOfPost(plan.receivedBy, directory);
  return plan.receivedBy === post || (head && receiver?.id === own?.id) ? 'receives' : null;
}

function entryOf(part: HandoverPart, duty: ExistingDuty, district: District, now: Instant): HandoverEntry {
  const { plan, progress } = duty;
  const rule = ruleOf(duty, district);
  const resting = duty.status === 'resting';
  return {
    duty: plan.id,
    part,
    title: sayTitle(duty, district.directory),
    owedBy: unitNamed(plan.owedBy, district.directory)?.shortName ?? titleOf(plan.owedBy, district.directory),
    clause: rule?.source ?? null,
    basis: plan.basis,
    dueAt: resting ? null : plan.dueAt,
    provisional: plan.provisional,
    state: resting ? 'resting' : standingOf(duty, district, now),
    acknowledgedBy: progress.acknowledgedBy,
    evidence: rule?.evidence ?? null,
  };
}

function sayTitle({ plan }: ExistingDuty, directory: Directory): string {
  const what = plan.words.title ?? (plan.served === null ? undefined : titleOf(plan.served, directory));
  return `${plan.words.about ?? plan.matter}　${plan.title}${what === undefined ? '' : `：${what}`}`;
}
