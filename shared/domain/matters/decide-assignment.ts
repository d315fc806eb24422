/** Decides what a command does to an assignment: 立项 before 交办, objections, transfers, reports and closing. */
import { actsForPost } from '../routing/hands.ts';
import { MAYOR } from '../routing/roles.ts';
import { citeClause } from '../rules/clause.ts';
import { dateOf, type Instant } from '../time/instant.ts';
import {
  type Assignment,
  approvedBySource,
  isApproved,
  leadOf,
  type Secrecy,
  stageOf,
} from './assignment.ts';
import type { AssignmentCommand } from './assignment-commands.ts';
import type { AssignmentEvent } from './assignment-events.ts';
import {
  type AssignmentGround,
  type Decided,
  type Given,
  handOf,
  happens,
  isSupervision,
  nameOf,
  notSupervision,
  onBehalf,
  refused,
} from './assignment-ground.ts';
import { addSource, merge, split } from './assignment-joining.ts';
import { object, transfer, uphold } from './assignment-objections.ts';
import { confirmClosing, noAnswer, report, returnClosing } from './assignment-reports.ts';
import type { Announcement } from './matter.ts';
import { STATE_SECRET_REFUSED } from './state-secret.ts';

/**
 * Pure. Refuses whatever is secret at the door, 交办 before 立项 (with the clause), acts by somebody who may not,
 * objections after their time, and anything on what is over.
 */
export function decideAssignment(
  command: AssignmentCommand,
  found: Assignment | null,
  now: Instant,
  ground: AssignmentGround,
): Decided {
  if (command.do === 'assignment.open') return open(command, found, now);
  if (!found) return refused(`没有编号为“${command.id}”的事项`);
  const over = found.ended !== null || found.closed !== null;
  if (over && command.do !== 'assignment.record-slip') return refused(`“${found.title}”${stageOf(found)}`);
  if (NEEDS_ASSIGNED.has(command.do) && found.assignedAt === null) return refused(`“${found.title}”尚未交办`);
  return onOpen(command, found, now, ground);
}

const NEEDS_ASSIGNED: ReadonlySet<AssignmentCommand['do']> = new Set([
  'assignment.object',
  'assignment.uphold',
  'assignment.transfer',
  'assignment.progress',
  'assignment.ask-closing',
  'assignment.confirm-closing',
  'assignment.return-closing',
  'assignment.no-answer',
  'assignment.circulate',
  'assignment.renew',
]);

function onOpen(
  command: Exclude<AssignmentCommand, { do: 'assignment.open' }>,
  found: Assignment,
  now: Instant,
  ground: AssignmentGround,
): Decided {
  switch (command.do) {
    case 'assignment.approve':
      return approve(command, found, now, ground);
    case 'assignment.confirm-approval':
      return confirmApproval(command.by, found);
    case 'assignment.assign':
      return assign(command, found, ground);
    case 'assignment.object':
      return object(command, found, now, ground);
    case 'assignment.uphold':
      return uphold(command, found, now, ground);
    case 'assignment.transfer':
      return transfer(command, found, now, ground);
    case 'assignment.progress':
    case 'assignment.ask-closing':
      return report(command, found, now, ground);
    case 'assignment.confirm-closing':
      return confirmClosing(command, found, now, ground);
    case 'assignment.return-closing':
      return returnClosing(command, found, now, ground);
    case 'assignment.add-source':
      return addSource(command, found);
    case 'assignment.split':
      return split(command, found);
    case 'assignment.merge':
      return merge(command);
    case 'assignment.absorb': {
      const { from, sources } = command;
      return happens({ type: 'assignment.absorbed', from, sources });
    }
    case 'assignment.no-answer':
      return noAnswer(command, found, now, ground);
    case 'assignment.record-slip': {
      const { do: _do, id: _id, ...slip } = command;
      return happens({ type: 'assignment.slip-issued', ...slip });
    }
    case 'assignment.circulate':
      return circulate(command, found, now, ground);
    case 'assignment.renew':
      return renew(command, found, now, ground);
    case 'assignment.strike':
      return strike(command, now, ground);
    default:
      return command satisfies never;
  }
}

const MAY_BE_KEPT: ReadonlySet<string> = new Set(['公开', '内部', '工作秘密'] satisfies Secrecy[]);
const SHORT_CHARACTERS = 10;

function open(command: Given<'assignment.open'>, found: Assignment | null, now: Instant): Decided {
  if (!MAY_BE_KEPT.has(command.secrecy)) return refused(STATE_SECRET_REFUSED);
  if (found) return refused(`编号“${command.id}”已用于另一事项`);
  const { do: _do, id: _id, assign: asked, short: given, startedAt, secrecy, ...rest } = command;
  if (given !== null && [...given].length > SHORT_CHARACTERS)
    return refused(`短标题至多${SHORT_CHARACTERS}个字，“${given}”过长`);
  const units = [rest.lead, ...rest.supporting];
  const twice = units.find((unit, index) => units.indexOf(unit) < index);
  if (twice !== undefined) return refused(`单位“${twice}”重复`);
  if (startedAt !== null && startedAt > now) return refused('交办依据的时间晚于登记时间，请核对');
  const opened: AssignmentEvent = {
    type: 'assignment.opened',
    ...rest,
    secrecy: secrecy as Secrecy,
    short: given ?? shortened(rest.title),
    startedAt: startedAt ?? now,
  };
  const atOnce = asked || rest.legacy || rest.source === 'minutes' || rest.splitFrom !== null;
  if (!atOnce) return happens(opened);
  if (!approvedBySource(rest) && rest.splitFrom === null)
    return refused(`“${rest.title}”须先立项，不能登记时一并交办`);
  return happens(opened, { type: 'assignment.assigned', by: rest.by, number: null });
}

function shortened(title: string): string {
  const letters = [...title];
  return letters.length <= SHORT_CHARACTERS ? title : `${letters.slice(0, SHORT_CHARACTERS - 1).join('')}…`;
}

/** 立项 by 区长; where the source is the 立项, the supervision office may still adopt the limit (practice §2, §4). */
function approve(
  command: Given<'assignment.approve'>,
  found: Assignment,
  now: Instant,
  ground: AssignmentGround,
): Decided {
  const { by, for: whose, source, until, adoptDefault, also } = command;
  const wrong = onBehalf(command);
  if (wrong !== null) return refused(wrong);
  const hand = handOf(command);
  const mayor = actsForPost(hand, MAYOR, now, ground.roster);
  const adopts = approvedBySource(found) && isSupervision(hand, now, ground);
  if (!mayor && !adopts) return refused(`“${found.title}”立项须经区长批准`);
  if (isApproved(found) && until === null && !adoptDefault) return refused(`“${found.title}”已立项`);
  const approval = { by, for: whose, source, at: now, awaits: whose !== null };
  return happens({ type: 'assignment.approved', approval, until, adopted: adoptDefault, also });
}

function confirmApproval(by: string, { approval, title }: Assignment): Decided {
  if (!approval?.awaits) return refused(`“${title}”没有待复核的代录`);
  if (approval.by === by) return refused('代录须由另一人复核');
  return happens({ type: 'assignment.approval-confirmed', by });
}

function assign(
  { by, number }: Given<'assignment.assign'>,
  found: Assignment,
  { rulebook }: AssignmentGround,
): Decided {
  if (found.assignedAt !== null) return refused(`“${found.title}”已交办`);
  if (isApproved(found)) return happens({ type: 'assignment.assigned', by, number });
  const clause = rulebook.clauses.get('D44-1');
  const cited = clause ? `：${citeClause(clause, rulebook.shortTitle)}` : '';
  const waits = found.approval?.awaits ? '，代录的批准尚待复核' : '';
  return refused(`“${found.title}”立项后方可交办${waits}${cited}`);
}

/** 通报 goes out only after 区长 has approved it, and says that the unit may object (督查条例 §21, practice §4). */
function circulate(
  command: Given<'assignment.circulate'>,
  found: Assignment,
  now: Instant,
  { roster }: AssignmentGround,
): Decided {
  const wrong = onBehalf(command);
  if (wrong !== null) return refused(wrong);
  if (!actsForPost(handOf(command), MAYOR, now, roster)) return refused('通报须经区长批准');
  const { by, for: whose, source, number, text } = command;
  const announce: Announcement = {
    key: `circular@${now}`,
    kind: 'change',
    message: 'followup.circular',
    plain: null,
    to: [`${leadOf(found).unit}.principal`],
    words: { matter: nameOf(found), number: number ?? '〔　〕　号' },
    urgentUntil: null,
  };
  const approval = { by, for: whose, source, at: now, awaits: false };
  return happens({ type: 'assignment.circular-approved', approval, number, text, announce });
}

function renew(
  { by, until, why }: Given<'assignment.renew'>,
  found: Assignment,
  now: Instant,
  ground: AssignmentGround,
): Decided {
  const wrong = notSupervision(by, '续办', now, ground);
  if (wrong !== null) return refused(wrong);
  if (!found.legacy || found.renewed) return refused('续办并定新时限仅用于存量事项，其他事项请申请延期');
  const today = dateOf(now, ground.zone);
  const past = 'date' in until ? until.date < today : until.instant <= now;
  return past ? refused('新的时限已过，请核对') : happens({ type: 'assignment.renewed', until, by, why });
}

function strike({ by, why }: Given<'assignment.strike'>, now: Instant, ground: AssignmentGround): Decided {
  const wrong = notSupervision(by, '销号', now, ground);
  return wrong === null ? happens({ type: 'assignment.struck', by, why }) : refused(wrong);
}
