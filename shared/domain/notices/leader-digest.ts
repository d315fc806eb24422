/** What one leader's daily digest says: what units of the portfolio owe, counted, and the nearest named. */
import type { ExistingDuty } from '../duties/duty.ts';
import type { Directory } from '../routing/directory.ts';
import { leaderInCharge, MAYOR } from '../routing/roles.ts';
import { isInShadow, type RuleStates } from '../switching-on/rule-states.ts';
import { dateOf, type Instant, type ZoneId } from '../time/instant.ts';
import type { LocalDate } from '../time/local-date.ts';
import { sayDateTime } from '../time/wording.ts';
import type { ClockClass } from './notice.ts';

/** What a digest is made from. */
export interface DigestGround {
  readonly directory: Directory;
  readonly ruleStates: RuleStates;
  readonly zone: ZoneId;
  readonly now: Instant;
  /** The last day of which it speaks: the third working day after today. */
  readonly until: LocalDate;
}

export interface LeaderDigest {
  /** Of what it is the sum. */
  readonly scope: string;
  /** 时限已到尚未收到报告2项、今日到期1项 */
  readonly summary: string;
  /** The most urgent by unit, title and limit, and how many there are where that is not all. */
  readonly listed: string;
  /** The rule of the first one named. */
  readonly rule: string;
}

/** Lines of one digest; the rest is only counted. */
const MOST_NAMED = 8;
/** Short titles have at most this many characters (practice §12); older ones are cut. */
const MOST_OF_TITLE = 10;

/** The weekly table, cadences and the office's own work go no higher than 办公室主任 (practice §6). */
const FOR_LEADERS: readonly ClockClass[] = ['E', 'F', 'R'];
/** Roles by which a ladder speaks to leaders, besides the leaders' own posts. */
const LEADER_ROLES = ['leader-in-charge', 'leaders'];

/** The groups of a digest, in the order in which they are named. */
const GROUPS = [
  { group: 'overdue', say: '时限已到尚未收到报告' },
  { group: 'today', say: '今日到期' },
  { group: 'soon', say: '三个工作日内到期' },
] as const;

type GroupName = (typeof GROUPS)[number]['group'];

interface Listed {
  readonly group: GroupName;
  readonly duty: ExistingDuty;
}

/**
 * The digest of one leader; `null` where there is nothing to say. Leaders hear of what the units of their portfolio
 * owe, the mayor of what is overdue anywhere and has been laid before a leader already. What leaders owe themselves,
 * internal steps, rows of the Party group, rules in shadow and limits outside the rate are never in it (practice §3).
 */
export function leaderDigest(
  leader: string,
  duties: readonly ExistingDuty[],
  ground: DigestGround,
): LeaderDigest | null {
  const listed = duties
    .filter((duty) => mayBeShown(duty, ground) && concerns(leader, duty, ground))
    .flatMap((duty): Listed[] => {
      const group = groupOf(duty, ground);
      return group === null || (leader === MAYOR && group !== 'overdue') ? [] : [{ group, duty }];
    })
    .toSorted(byUrgency);
  const [first] = listed;
  if (!first) return null;
  return {
    scope: leader === MAYOR ? '已呈分管领导的应办事项' : '分管单位应办事项',
    summary: sayCounts(listed),
    listed: sayListed(listed, ground),
    rule: first.duty.plan.rule,
  };
}

function mayBeShown({ status, plan }: ExistingDuty, { ruleStates }: DigestGround): boolean {
  if (status !== 'open' || plan.served !== null || plan.confined || plan.outsideRate !== undefined)
    return false;
  if (plan.basis === 'internal' || plan.notApplicable !== null || !FOR_LEADERS.includes(plan.clock))
    return false;
  return !isInShadow(plan.rule, ruleStates);
}

function concerns(leader: string, { plan, progress }: ExistingDuty, ground: DigestGround): boolean {
  const { directory, zone, now } = ground;
  // The office and its rooms report to its director, in whosever portfolio they are.
  if (directory.units.get(plan.owedBy)?.kind === 'office') return false;
  if (leader === MAYOR) return progress.toldOfBreach.some((role) => isLeaderRole(role, directory));
  return leaderInCharge(plan.owedBy, directory, dateOf(now, zone)) === leader;
}

function isLeaderRole(role: string, { leaders }: Directory): boolean {
  return LEADER_ROLES.includes(role) || leaders.includes(role);
}

/** What has passed without being called overdue is still being checked, and nothing is said of it. */
function groupOf({ plan, progress }: ExistingDuty, { now, zone, until }: DigestGround): GroupName | null {
  if (plan.actBy <= now) return progress.overdueAt === null ? null : 'overdue';
  const day = dateOf(plan.actBy, zone);
  if (day === dateOf(now, zone)) return 'today';
  return day <= until ? 'soon' : null;
}

function byUrgency(a: Listed, b: Listed): number {
  const [left, right] = [a.duty.plan, b.duty.plan];
  return compare(left.actBy, right.actBy) || compare(left.id, right.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sayCounts(listed: readonly Listed[]): string {
  return GROUPS.map(({ group, say }) => ({ say, count: listed.filter((one) => one.group === group).length }))
    .filter(({ count }) => count > 0)
    .map(({ say, count }) => `${say}${count}项`)
    .join('、');
}

function sayListed(listed: readonly Listed[], { directory, zone }: DigestGround): string {
  const named = listed.slice(0, MOST_NAMED).map(({ duty: { plan } }) => {
    const unit = directory.units.get(plan.owedBy)?.shortName ?? plan.owedBy;
    const title = [...(plan.words.matter ?? plan.title)].slice(0, MOST_OF_TITLE).join('');
    return `${unit}“${title}”${sayDateTime(plan.actBy, zone)}`;
  });
  return `${named.join('；')}${listed.length > named.length ? `等${listed.length}项` : ''}`;
}
