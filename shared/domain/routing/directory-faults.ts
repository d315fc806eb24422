/** What does not hang together in a directory: each fault with its place, for files, spreadsheets and forms. */
import { EXECUTIVE_VICE_MAYOR, MAYOR, OFFICE_DIRECTOR } from './roles.ts';
import { ownerOf, type WrittenDirectory, type WrittenUnit } from './written-directory.ts';

export type DirectoryList =
  | 'units'
  | 'posts'
  | 'people'
  | 'portfolios'
  | 'standInPairs'
  | 'leaders'
  | 'aliases';

export interface DirectoryFault {
  readonly list: DirectoryList;
  /** Which of the list, where one of it is at fault. */
  readonly id: string | null;
  readonly field: string | null;
  /** For those who write files: place, what is wrong, what was expected. */
  readonly message: string;
  /** For officials. */
  readonly say: string;
}

/**
 * Every fault, in the order of the file: references to units, posts or people that are not there, a unit without head
 * or liaison officer (a merged or abolished one needs none, a body none where another unit keeps its office), a leader
 * without liaison officer, a unit in two portfolios, a post in two stand-in pairs, mergers that run in a circle.
 */
export function* directoryFaults(written: WrittenDirectory): Generator<DirectoryFault> {
  yield* unitFaults(written);
  yield* leaderFaults(written);
  yield* portfolioFaults(written);
  yield* pairFaults(written);
  yield* aliasFaults(written);
  yield* postFaults(written);
}

type Words = readonly [message: string, say: string];

function faultIn(
  list: DirectoryList,
  id: string | null,
  field: string | null,
  [message, say]: Words,
): DirectoryFault {
  return { list, id, field, message, say };
}

function* unitFaults(written: WrittenDirectory): Generator<DirectoryFault> {
  const { units, posts } = written;
  for (const [id, unit] of Object.entries(units)) {
    const fault = (field: string | null, words: Words) => faultIn('units', id, field, words);
    const head = unit.head ?? `${id}.principal`;
    yield* referenceFaults(id, unit, written);
    if (!answersElsewhere(unit) && !posts[head])
      yield fault('head', [
        `units › ${id}: has no principal; expected a post '${head}'`,
        `单位“${unit.name}”没有主要负责人职务，应有职务“${head}”`,
      ]);
    if (unit.head !== undefined && posts[`${id}.principal`])
      yield faultIn('posts', `${id}.principal`, null, [
        `posts › ${id}.principal: the unit is headed by '${unit.head}'; expected no second head`,
        `单位“${unit.name}”已由“${unit.head}”负责，不应另设“${id}.principal”`,
      ]);
    if (!answersElsewhere(unit) && !posts[`${id}.liaison`])
      yield fault(null, [
        `units › ${id}: has no liaison officer; expected a post '${id}.liaison'`,
        `单位“${unit.name}”没有联络员职务，应有职务“${id}.liaison”`,
      ]);
  }
}

function answersElsewhere({ successor, abolished, officeIn }: WrittenUnit): boolean {
  return successor !== undefined || abolished !== undefined || officeIn !== undefined;
}

function* referenceFaults(
  id: string,
  unit: WrittenUnit,
  { units }: WrittenDirectory,
): Generator<DirectoryFault> {
  const { successor, officeIn, kind } = unit;
  if (successor && (!units[successor.unit] || successor.unit === id))
    yield faultIn('units', id, 'successor', [
      `units › ${id} › successor: unknown unit '${successor.unit}'; expected another of units`,
      `单位“${unit.name}”的职责承接单位“${successor.unit}”不在单位表中`,
    ]);
  else if (successor && runsInCircle(id, units))
    yield faultIn('units', id, 'successor', [
      `units › ${id} › successor: the mergers run in a circle; expected a unit that bears its own duties at the end`,
      `单位“${unit.name}”的职责承接关系循环，请核对`,
    ]);
  if (officeIn === undefined) return;
  if (kind !== 'body')
    yield faultIn('units', id, 'officeIn', [
      `units › ${id} › officeIn: is for a co-ordinating body; expected kind body`,
      `单位“${unit.name}”不是议事协调机构，不填“办公室设在”`,
    ]);
  else if (units[officeIn]?.kind === 'body' || !units[officeIn])
    yield faultIn('units', id, 'officeIn', [
      `units › ${id} › officeIn: unknown unit '${officeIn}'; expected one of units that is no body itself`,
      `议事协调机构“${unit.name}”的办公室所在单位“${officeIn}”不在单位表中，或本身是议事协调机构`,
    ]);
}

function runsInCircle(id: string, units: WrittenDirectory['units']): boolean {
  const passed = new Set<string>();
  for (
    let current: string | undefined = id;
    current !== undefined;
    current = units[current]?.successor?.unit
  ) {
    if (passed.has(current)) return true;
    passed.add(current);
  }
  return false;
}

function* leaderFaults({ leaders, posts }: WrittenDirectory): Generator<DirectoryFault> {
  for (const leader of new Set([MAYOR, EXECUTIVE_VICE_MAYOR, ...leaders])) {
    const fault = (words: Words) => faultIn('leaders', leader, null, words);
    if (!leaders.includes(leader))
      yield fault([
        `leaders: '${leader}' is missing; every chain of stand-ins needs it`,
        `区领导中缺少“${leader}”，补位和呈送须以其为最后环节`,
      ]);
    if (!posts[leader])
      yield fault([
        `leaders: unknown post '${leader}'; expected one of posts`,
        `区领导“${leader}”不在职务表中`,
      ]);
    if (!posts[`${leader}.liaison`])
      yield fault([
        `leaders: '${leader}' has no liaison officer; expected a post '${leader}.liaison'`,
        `区领导“${leader}”没有联络员，应有职务“${leader}.liaison”`,
      ]);
  }
  const twice = repeated(leaders);
  if (twice !== undefined)
    yield faultIn('leaders', twice, null, [
      `leaders: '${twice}' stands twice; expected each leader once`,
      `区领导“${twice}”重复`,
    ]);
  if (!posts[OFFICE_DIRECTOR])
    yield faultIn('posts', null, null, [
      `posts: '${OFFICE_DIRECTOR}' is missing; every chain ends there`,
      `职务表中缺少办公室主任“${OFFICE_DIRECTOR}”`,
    ]);
}

function* portfolioFaults({ portfolios, leaders, units }: WrittenDirectory): Generator<DirectoryFault> {
  for (const [leader, held] of Object.entries(portfolios)) {
    if (!leaders.includes(leader))
      yield faultIn('portfolios', leader, 'leader', [
        `portfolios › ${leader}: unknown leader; expected one of leaders`,
        `分管表中的“${leader}”不是区领导`,
      ]);
    const unknown = held.find((unit) => !units[unit]);
    if (unknown !== undefined)
      yield faultIn('portfolios', `${leader} ${unknown}`, 'unit', [
        `portfolios › ${leader}: unknown unit '${unknown}'; expected one of units`,
        `分管表中的单位“${unknown}”不在单位表中`,
      ]);
  }
  const twice = repeated(Object.values(portfolios).flat());
  if (twice !== undefined)
    yield faultIn('portfolios', twice, 'unit', [
      `portfolios: unit '${twice}' stands twice; expected one leader in charge`,
      `单位“${twice}”有两位分管领导，应只有一位`,
    ]);
}

function* pairFaults({ standInPairs, leaders }: WrittenDirectory): Generator<DirectoryFault> {
  const unknown = standInPairs.flat().find((post) => !leaders.includes(post));
  if (unknown !== undefined)
    yield faultIn('standInPairs', unknown, null, [
      `standInPairs: unknown leader '${unknown}'; expected one of leaders`,
      `补位表中的“${unknown}”不是区领导`,
    ]);
  const twice = repeated(standInPairs.flat());
  if (twice !== undefined)
    yield faultIn('standInPairs', twice, null, [
      `standInPairs: '${twice}' stands twice; expected at most one pair for each`,
      `“${twice}”在补位表中重复，每人只能有一个补位对象`,
    ]);
}

function* aliasFaults({ aliases, units, leaders }: WrittenDirectory): Generator<DirectoryFault> {
  for (const [alias, unit] of Object.entries(aliases)) {
    if (units[alias] || leaders.includes(alias))
      yield faultIn('aliases', alias, 'alias', [
        `aliases › ${alias}: is the id of a unit or leader; expected another name`,
        `别名“${alias}”与单位或区领导的编号相同`,
      ]);
    if (!units[unit])
      yield faultIn('aliases', alias, 'unit', [
        `aliases › ${alias}: unknown unit '${unit}'; expected one of units`,
        `别名“${alias}”所指的单位“${unit}”不在单位表中`,
      ]);
  }
}

function* postFaults({ posts, people, units, leaders }: WrittenDirectory): Generator<DirectoryFault> {
  for (const [id, post] of Object.entries(posts)) {
    const owner = ownerOf(id);
    if (owner !== id && !units[owner] && !leaders.includes(owner))
      yield faultIn('posts', id, 'id', [
        `posts › ${id}: unknown unit or leader '${owner}'; expected one of units or leaders`,
        `职务“${id}”所属的“${owner}”既不是单位也不是区领导`,
      ]);
    if (post.holder !== null && !people[post.holder])
      yield faultIn('posts', id, 'holder', [
        `posts › ${id} › holder: unknown person '${post.holder}'; expected one of people, or null while vacant`,
        `职务“${post.title}”的任职人员“${post.holder}”不在人员表中；暂缺的请留空`,
      ]);
    if (post.deputy !== undefined && (!posts[post.deputy] || post.deputy === id))
      yield faultIn('posts', id, 'deputy', [
        `posts › ${id} › deputy: '${post.deputy}' cannot act; expected another of posts`,
        `职务“${post.title}”的主持工作副职“${post.deputy}”不在职务表中，或为其本人`,
      ]);
  }
}

function repeated(ids: readonly string[]): string | undefined {
  return ids.find((id, position) => ids.indexOf(id) !== position);
}
