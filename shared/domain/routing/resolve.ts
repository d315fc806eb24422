/** From a post to the person who acts in it at a moment, through absences, stand-ins and vacancies, saying the way. */
import { dateOf, type Instant, type ZoneId } from '../time/instant.ts';
import { absenceAt, partnersOf, sayAbsenceDays, titleOf } from './absences.ts';
import { channelsOf } from './channels.ts';
import type { Absence, Directory, Post, Whereabouts } from './directory.ts';
import { EXECUTIVE_VICE_MAYOR, headOf, leaderServedBy, MAYOR, OFFICE_DIRECTOR } from './roles.ts';
import { addressOn } from './units.ts';

/** Who is who, who is away, and who could not be reached before. */
export interface Roster {
  readonly directory: Directory;
  readonly absences: readonly Absence[];
  /** For the days in the words of the path. */
  readonly zone: ZoneId;
  /** Posts whose holders were tried on every channel in vain; they are passed over. */
  readonly unanswered?: ReadonlySet<string>;
  /** What the duty office was told of leaders' whereabouts; looked at in emergencies. */
  readonly whereabouts?: readonly Whereabouts[];
  /** Leaders known to be out of reach now, who are passed over. */
  readonly outOfReach?: ReadonlyMap<string, Whereabouts>;
}

export type Reach =
  | {
      readonly reached: true;
      /** The post reached: the one addressed, or the one that acts for it. */
      readonly post: string;
      readonly person: string;
      /** The post acted for, `null` when the one addressed is reached itself. */
      readonly for: string | null;
      /** Each step in Chinese words, empty when the post addressed is reached itself. */
      readonly path: readonly string[];
      /** Set when the office has to look after the directory. */
      readonly alarm: string | null;
    }
  | { readonly reached: false; readonly path: readonly string[]; readonly alarm: string };

/** The chain of leaders is exhausted. */
export const NO_REACHABLE_LEADER = '无可送达的区领导，请办公室核实在岗情况和联系方式';
/** A unit, or the office, had nobody to reach, so the notice went up to a leader. */
export const RAISED_TO_LEADER = '本单位无可送达人员，已向上呈送，请办公室核实通讯录';

/** Longer than any chain the Rules describe: principal, deputy, executive vice-mayor, mayor, office. */
const MOST_STEPS = 8;

/** "Both absent → executive vice-mayor; he absent too → mayor". */
const LAST_RESORTS: readonly Successor[] = [EXECUTIVE_VICE_MAYOR, MAYOR].map((post) => ({
  post,
  say: (title) => `转${title}`,
}));

interface Successor {
  readonly post: string;
  /** What follows 由<title> or 转<title> in the sentence, with the clause where there is one. */
  readonly say: (title: string) => string;
}

/**
 * Who acts in a post. Absent, vacant, without a channel or in vain tried: the stand-in named in the absence
 * record, else mayor → executive vice-mayor (art. 14), vice-mayor → the other of the pair (art. 15(五)), anybody
 * else → the post's deputy, a liaison officer → the unit's head or, for a leader's, the office's; then the
 * executive vice-mayor, then the mayor. When nobody is left the office director gets it with an alarm. No post is
 * asked twice, so no chain runs in a circle. A post of a merged unit is its successor's from the day of the merger.
 */
export function resolve(post: string, instant: Instant, roster: Roster): Reach {
  const { directory } = roster;
  const today = dateOf(instant, roster.zone);
  const asked = new Set<string>();
  const addressed = addressOn(post, today, directory);
  const path: string[] = [...addressed.path];
  const waiting: Successor[] = [];
  let current = addressed.post;
  while (asked.size < MOST_STEPS) {
    asked.add(current);
    const obstacle = obstacleOf(current, instant, roster);
    if (!obstacle.found) return reached(addressed.post, current, obstacle.person, path, directory);
    waiting.push(...successorsOf(current, obstacle.absence, directory));
    if (current === addressed.post)
      waiting.push(...namedByTheRules(current, obstacle.absence !== null, directory));
    const next = [...waiting, ...LAST_RESORTS].find((step) => !asked.has(step.post));
    if (!next) return exhausted(addressed.post, `${obstacle.say}，`, { asked, path, instant, roster });
    path.push(`${obstacle.say}，${next.say(titleOf(next.post, directory))}`);
    current = next.post;
  }
  return exhausted(addressed.post, '', { asked, path, instant, roster });
}

function reached(asked: string, post: string, person: string, path: string[], directory: Directory): Reach {
  const raised = !isLeader(asked, directory) && isLeader(post, directory);
  return {
    reached: true,
    post,
    person,
    for: post === asked ? null : asked,
    path,
    alarm: raised ? RAISED_TO_LEADER : null,
  };
}

function exhausted(
  post: string,
  obstacle: string,
  search: { asked: Set<string>; path: string[]; instant: Instant; roster: Roster },
): Reach {
  const { directory } = search.roster;
  const deputy = directory.posts.get(OFFICE_DIRECTOR)?.deputy;
  for (const last of [OFFICE_DIRECTOR, ...(deputy === undefined ? [] : [deputy])]) {
    const state = search.asked.has(last) ? null : obstacleOf(last, search.instant, search.roster);
    if (!state || state.found) continue;
    const path = [...search.path, `${obstacle}转${titleOf(last, directory)}（${NO_REACHABLE_LEADER}）`];
    return { reached: true, post: last, person: state.person, for: post, path, alarm: NO_REACHABLE_LEADER };
  }
  return {
    reached: false,
    path: [...search.path, `${obstacle}${NO_REACHABLE_LEADER}`],
    alarm: NO_REACHABLE_LEADER,
  };
}

export function isLeader(post: string, directory: Directory): boolean {
  return directory.posts.get(post)?.audience === 'leader';
}

type Obstacle =
  | { readonly found: false; readonly person: string }
  | { readonly found: true; readonly say: string; readonly absence: Absence | null };

function obstacleOf(id: string, instant: Instant, roster: Roster): Obstacle {
  const { directory, absences, zone } = roster;
  const post = directory.posts.get(id);
  if (!post) return { found: true, say: `通讯录中没有“${id}”这一岗位`, absence: null };
  if (post.holder === null) return { found: true, say: `${post.title}暂缺`, absence: null };
  const absence = absenceAt(id, instant, directory, absences);
  if (absence) {
    return {
      found: true,
      say: `${post.title}${absence.reason}（${sayAbsenceDays(absence, zone)}）`,
      absence,
    };
  }
  const away = roster.outOfReach?.get(id);
  if (away) return { found: true, say: `${post.title}暂时无法联系（${away.note}）`, absence: null };
  if (roster.unanswered?.has(id)) return { found: true, say: `${post.title}未能送达`, absence: null };
  const person = directory.people.get(post.holder);
  if (!person || channelsOf(person, isLeader(id, directory)).length === 0) {
    return { found: true, say: `${post.title}没有可用的联系方式`, absence: null };
  }
  return { found: false, person: person.id };
}

/** Who acts by the absence record or the directory, whoever's turn it is. */
function successorsOf(id: string, absence: Absence | null, directory: Directory): Successor[] {
  const post = directory.posts.get(id);
  return [
    ...(absence?.standIn === undefined
      ? []
      : [{ post: absence.standIn, say: (title: string) => `按外出记录由${title}代行` }]),
    ...(post?.deputy === undefined
      ? []
      : [{ post: post.deputy, say: (title: string) => `由${title}主持工作` }]),
    ...(post && id.endsWith('.liaison') ? liaisonSuccessors(post, directory) : []),
  ];
}

/** Only for the post addressed: the stand-in of a stand-in is not named by the Rules, so his turn goes upwards. */
function namedByTheRules(id: string, absent: boolean, directory: Directory): Successor[] {
  // The two clauses speak of leaders who are away; for a vacancy they are followed without being cited.
  const clause = (words: string) => (absent ? `（规则${words}）` : '');
  if (id === MAYOR) {
    return [{ post: EXECUTIVE_VICE_MAYOR, say: (title) => `由${title}主持工作${clause('第十四条')}` }];
  }
  return partnersOf(id, directory).map((post) => ({
    post,
    say: (title) => `由${title}补位${clause('第十五条第五项')}`,
  }));
}

function liaisonSuccessors(post: Post, directory: Directory): Successor[] {
  const unit = post.unit === undefined ? undefined : directory.units.get(post.unit);
  const served = leaderServedBy(post.id, directory) !== null;
  return [
    ...(served ? [{ post: 'office.liaison', say: (title: string) => `转${title}` }] : []),
    ...(unit ? [{ post: headOf(unit), say: (title: string) => `转${title}` }] : []),
  ];
}
