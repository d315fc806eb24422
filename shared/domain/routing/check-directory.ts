/** The weekly look at the directory: what would keep a notice from reaching somebody, before a deadline finds out. */
import type { Rule, Rulebook } from '../rules/rulebook.ts';
import { addSeconds, dateOf, type Instant, latest, secondsBetween } from '../time/instant.ts';
import type { LocalDate } from '../time/local-date.ts';
import { isInForce, overlap, sayAbsenceDays, titleOf } from './absences.ts';
import type { Absence, Directory, Unit } from './directory.ts';
import { EXECUTIVE_VICE_MAYOR, MAYOR, postsOf, UnknownRole, validRole } from './roles.ts';
import { isThere, unitNamed, unitOfPost } from './units.ts';

export type FindingKind =
  | 'vacant-post'
  | 'unreachable-person'
  | 'pair-away'
  | 'rule-without-owner'
  | 'unit-without-successor'
  | 'leader-without-stand-in';

export interface DirectoryFinding {
  readonly kind: FindingKind;
  /** The post, person, unit or rule it is about. */
  readonly about: string;
  readonly say: string;
}

/**
 * Everything the office should look after, in a fixed order: posts nobody holds, people without any channel, stand-in
 * pairs away together at some moment from now until `ahead` days later, rules whose owner, receiver or ladder and steps
 * of procedures whose hand has no post, units abolished without a successor, vice-mayors without a stand-in pair (art. 15(五)). Posts of units that are
 * no longer there are not asked for.
 */
export function checkDirectory(
  directory: Directory,
  absences: readonly Absence[],
  rulebook: Pick<Rulebook, 'rules' | 'ladders' | 'procedures' | 'zone'>,
  now: Instant,
  ahead: number,
): DirectoryFinding[] {
  const today = dateOf(now, rulebook.zone);
  return [
    ...vacantPosts(directory, today),
    ...unreachablePeople(directory),
    ...pairsAway(directory, absences, now, ahead, rulebook.zone),
    ...rulesWithoutOwner(directory, rulebook, today),
    ...stepsWithoutHand(directory, rulebook),
    ...unitsWithoutSuccessor(directory, today),
    ...leadersWithoutStandIn(directory),
  ];
}

function vacantPosts(directory: Directory, today: LocalDate): DirectoryFinding[] {
  return [...directory.posts.values()]
    .filter(({ holder }) => holder === null)
    .filter(({ id }) => {
      const unit = unitOfPost(id, directory);
      return unit === null || isThere(unit, today);
    })
    .map(({ id, title }) => ({
      kind: 'vacant-post',
      about: id,
      say: `职务“${title}”暂缺，请确定人选并登记。`,
    }));
}

function unreachablePeople(directory: Directory): DirectoryFinding[] {
  const held = Map.groupBy(directory.posts.values(), ({ holder }) => holder);
  return [...directory.people.values()]
    .filter(({ channels }) => channels.length === 0)
    .map(({ id, name }) => {
      const titles = (held.get(id) ?? []).map(({ title }) => title);
      const as = titles.length === 0 ? '' : `（${titles.join('、')}）`;
      return {
        kind: 'unreachable-person',
        about: id,
        say: `${name}${as}没有可用的联系方式，请补充。`,
      };
    });
}

/** The mayor and the executive vice-mayor stand in for each other as well (art. 14). */
function pairsAway(
  directory: Directory,
  absences: readonly Absence[],
  now: Instant,
  ahead: number,
  zone: string,
): DirectoryFinding[] {
  const until = addSeconds(now, ahead * 86_400);
  const ofPost = (post: string) =>
    absences.filter((one) => one.post === post && isInForce(one) && one.from < until && now < one.to);
  const pairs = [[MAYOR, EXECUTIVE_VICE_MAYOR] as const, ...directory.standInPairs];
  return pairs.flatMap(([one, other]) =>
    ofPost(one).flatMap((first) =>
      ofPost(other)
        .filter((second) => overlap(first, second) && latest(first.from, second.from) < until)
        .map((second) => ({
          kind: 'pair-away' as const,
          about: `${one}+${other}`,
          say: `${titleOf(one, directory)}与${titleOf(other, directory)}互为补位，将同期外出（${sayTogether(first, second, zone)}），请核实工作安排。`,
        })),
    ),
  );
}

function sayTogether(first: Absence, second: Absence, zone: string): string {
  const from = latest(first.from, second.from);
  const to = secondsBetween(first.to, second.to) > 0 ? first.to : second.to;
  return sayAbsenceDays({ ...first, from, to }, zone);
}

/** One sentence for each rule, with everything in it that the directory has nobody for. */
function rulesWithoutOwner(
  directory: Directory,
  { rules, ladders }: Pick<Rulebook, 'rules' | 'ladders'>,
  today: LocalDate,
): DirectoryFinding[] {
  const inForce = rules.filter(({ effectiveUntil }) => effectiveUntil === null || effectiveUntil >= today);
  return [...Map.groupBy(inForce, ({ id }) => id)].flatMap(([id, entries]) => {
    const said = new Set(entries.flatMap((rule) => lackOf(rule, directory, ladders)));
    const title = entries[0]?.title ?? '';
    const say = `规则${id}（${title}）：${[...said].join('；')}，请在通讯录中补充。`;
    return said.size === 0 ? [] : [{ kind: 'rule-without-owner' as const, about: id, say }];
  });
}

/** A step of a procedure that a named post does, or a role of the unit, and nobody has it. */
function stepsWithoutHand(
  directory: Directory,
  { procedures }: Pick<Rulebook, 'procedures'>,
): DirectoryFinding[] {
  const unit = unitWithPosts(directory);
  if (unit === null) return [];
  return [...procedures.values()].flatMap(({ id, title, steps }) => {
    const roles = steps.flatMap(({ by, delegatedTo }) => [...(by === null ? [] : [by]), ...delegatedTo]);
    const unknown = [...new Set(roles)].filter(validRole).filter((role) => lacks(role, unit, directory));
    const say = `程序“${title}”：${unknown.map((role) => `办理环节的“${role}”没有对应岗位`).join('；')}，请在通讯录中补充。`;
    return unknown.length === 0 ? [] : [{ kind: 'rule-without-owner' as const, about: id, say }];
  });
}

function lackOf(rule: Rule, directory: Directory, ladders: Rulebook['ladders']): string[] {
  const owner = ownerOf(rule, directory);
  if (owner === null) return [`责任单位“${rule.owedBy}”不在通讯录中`];
  const receiver = lacks(rule.receivedBy, owner, directory)
    ? [`接收职务“${rule.receivedBy}”没有对应岗位`]
    : [];
  const rungs = ladders.get(rule.ladder)?.rungs ?? [];
  const roles = rungs.flatMap(({ to, approval }) => [...to, ...(approval ? [approval] : [])]);
  const unknown = [...new Set(roles)].filter((role) => lacks(role, owner, directory));
  return [...receiver, ...unknown.map((role) => `提醒对象“${role}”没有对应岗位`)];
}

/** The owing unit, or for a rule whose subject names it any unit that is there; `null` where it is not known. */
function ownerOf({ owedBy }: Rule, directory: Directory): string | null {
  return owedBy === 'subject' ? unitWithPosts(directory) : (unitNamed(owedBy, directory)?.id ?? null);
}

function unitWithPosts(directory: Directory): string | null {
  const whole = ({ id }: Unit) =>
    ['liaison', 'deputy'].every((place) => directory.posts.has(`${id}.${place}`));
  return [...directory.units.values()].find(whole)?.id ?? null;
}

/** What the matter itself names, such as those told before, is always there. */
function lacks(role: string, unit: string, directory: Directory): boolean {
  if (role === 'told') return false;
  try {
    const [served] = directory.leaders;
    return postsOf(role, { unit, ...(served === undefined ? {} : { served }) }, directory).length === 0;
  } catch (fault) {
    if (fault instanceof UnknownRole) return true;
    throw fault;
  }
}

function unitsWithoutSuccessor(directory: Directory, today: LocalDate): DirectoryFinding[] {
  return [...directory.units.values()].flatMap((unit) => {
    if (isThere(unit, today)) return [];
    const heir = unit.successor ? directory.units.get(unit.successor.unit) : null;
    if (heir && (isThere(heir, today) || heir.successor)) return [];
    const say = heir
      ? `${unit.shortName}的职责承接单位${heir.shortName}也已撤销，请明确现承接单位。`
      : `${unit.shortName}已撤销，尚未明确职责承接单位，请补充。`;
    return [{ kind: 'unit-without-successor' as const, about: unit.id, say }];
  });
}

function leadersWithoutStandIn({ leaders, standInPairs, ...directory }: Directory): DirectoryFinding[] {
  const paired = new Set(standInPairs.flat());
  return leaders
    .filter((post) => post !== MAYOR && post !== EXECUTIVE_VICE_MAYOR && !paired.has(post))
    .map((post) => ({
      kind: 'leader-without-stand-in',
      about: post,
      say: `${directory.posts.get(post)?.title ?? post}没有补位对象（规则第十五条第五项），请补充补位表。`,
    }));
}
