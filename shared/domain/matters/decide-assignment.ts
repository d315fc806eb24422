/** Decides what a command does to an assignment: 立项 before 交办, objections, transfers, reports and closing. */
import { keyedAhead } from '../duties/duty.ts';
import { actsForPost, actsForUnit } from '../routing/hands.ts';
import type { Roster } from '../routing/resolve.ts';
import { leaderInCharge, MAYOR, OFFICE_DIRECTOR } from '../routing/roles.ts';
import { unitNamed } from '../routing/units.ts';
import { citeClause } from '../rules/clause.ts';
import { type Ground, viewOf } from '../rules/expression.ts';
import type { Rulebook } from '../rules/rulebook.ts';
import { numberSetting } from '../rules/settings.ts';
import { dateOf, type Instant } from '../time/instant.ts';
import { addDays } from '../time/local-date.ts';
import {
  type Assignment,
  type AssignmentEvent,
  approvedBySource,
  isApproved,
  leadOf,
  nextKey,
  type Objection,
  type Party,
  presentParties,
  restingBecause,
  type Secrecy,
  stageOf,
} from './assignment.ts';
import { type AssignmentCommand, type Hand, submissionOf } from './assignment-commands.ts';
import type { Announcement, MatterDecision } from './matter.ts';

/** What decisions look at besides the assignment. */
export interface AssignmentGround extends Ground {
  readonly rulebook: Pick<Rulebook, 'clauses' | 'shortTitle'>;
  readonly roster: Roster;
}

type Given<Verb extends AssignmentCommand['do']> = Extract<AssignmentCommand, { do: Verb }>;
type Decided = MatterDecision<AssignmentEvent>;

const refused = (reason: string): Decided => ({ refused: reason });
const happens = (...events: AssignmentEvent[]): Decided => ({ events });

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
  if (NEEDS_ASSIGNED.has(command.do) && found.assignedAt === null)
    return refused(`“${found.title}”尚未交办`);
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
      return merge(command, found);
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
      return strike(command, found, now, ground);
    default:
      return command satisfies never;
  }
}

/** What is a state secret is refused before anything of it is stored (practice §9). */
const SECRET_REFUSED = '涉密事项不得录入本系统，请按机要渠道办理';
const MAY_BE_KEPT: ReadonlySet<string> = new Set(['公开', '内部', '工作秘密'] satisfies Secrecy[]);
const SHORT_CHARACTERS = 10;

function open(command: Given<'assignment.open'>, found: Assignment | null, now: Instant): Decided {
  if (!MAY_BE_KEPT.has(command.secrecy)) return refused(SECRET_REFUSED);
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

/** Whose act it is: of whoever keyed it, or of whom it was keyed for. */
function handOf({ by, for: whose }: Hand): string {
  return whose ?? by;
}

function onBehalf({ for: whose, source }: Hand): string | null {
  return whose !== null && source === null ? '代为录入须注明来源（口头、电话、纸质）' : null;
}

function isUnit(hand: string, unit: string, now: Instant, { roster }: AssignmentGround): boolean {
  return actsForUnit(hand, unit, roster.directory, dateOf(now, roster.zone));
}

/** 督查室, or the office that it belongs to. */
function isSupervision(hand: string, now: Instant, ground: AssignmentGround): boolean {
  return hand === OFFICE_DIRECTOR || ['supervision', 'office'].some((unit) => isUnit(hand, unit, now, ground));
}

function notSupervision(hand: string, what: string, now: Instant, ground: AssignmentGround): string | null {
  return isSupervision(hand, now, ground) ? null : `${what}由督查室办理`;
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

/** The party for whom a hand speaks. */
function partyOf(hand: string, found: Assignment, now: Instant, ground: AssignmentGround): Party | null {
  return presentParties(found).find(({ unit }) => isUnit(hand, unit, now, ground)) ?? null;
}

function object(
  command: Given<'assignment.object'>,
  found: Assignment,
  now: Instant,
  ground: AssignmentGround,
): Decided {
  const party = partyOf(handOf(command), found, now, ground);
  if (!party) return refused(`异议由承办单位提出，“${handOf(command)}”不是“${found.title}”的承办单位`);
  if (party.objection) return refused('异议正在办理中');
  const against = objectsTo(party, found, now, ground);
  if (against === null) return refused(tooLateToObject(ground));
  const objection: Objection = { by: handOf(command), why: command.why, at: now, against };
  return happens({ type: 'assignment.objected', party: party.key, objection });
}

/** To the assignment within two working days of receipt, to a slip within thirty days (practice §4, §8). */
function objectsTo(
  party: Party,
  found: Assignment,
  now: Instant,
  ground: AssignmentGround,
): Objection['against'] | null {
  const today = dateOf(now, ground.zone);
  const days = numberSetting(ground.settings, 'followup.object_days');
  const last = viewOf(ground).addWorkdays(dateOf(party.since, ground.zone), days);
  if (today <= last) return '交办';
  const slip = found.slips.findLast(({ kind }) => kind !== '交办单');
  const review = numberSetting(ground.settings, 'followup.review_days');
  return slip && today <= addDays(dateOf(slip.at, ground.zone), review) ? '督办单' : null;
}

function tooLateToObject({ settings }: AssignmentGround): string {
  const days = numberSetting(settings, 'followup.object_days');
  const review = numberSetting(settings, 'followup.review_days');
  return `对交办的异议应在收到后${days}个工作日内提出，对督办单、通报的异议应在${review}日内提出`;
}

/** The party that is meant by a unit, or the one whose objection is open. */
function objector(unit: string | null, found: Assignment): Party | null {
  const open = presentParties(found).filter(({ objection }) => objection !== null);
  return (unit === null ? open[0] : open.find((party) => party.unit === unit)) ?? null;
}

function uphold(
  { by, why, unit }: Given<'assignment.uphold'>,
  found: Assignment,
  now: Instant,
  ground: AssignmentGround,
): Decided {
  const wrong = notSupervision(by, '异议', now, ground);
  if (wrong !== null) return refused(wrong);
  const party = objector(unit, found);
  if (!party) return refused('没有待办理的异议');
  return happens({ type: 'assignment.upheld', party: party.key, by, why, announce: null });
}

function transfer(
  { to, unit, by, until }: Given<'assignment.transfer'>,
  found: Assignment,
  now: Instant,
  ground: AssignmentGround,
): Decided {
  const wrong = notSupervision(by, '转办', now, ground);
  if (wrong !== null) return refused(wrong);
  const named = unit === null ? null : presentParties(found).find((party) => party.unit === unit);
  const party = named === undefined ? null : (named ?? objector(null, found) ?? leadOf(found));
  if (!party) return refused(`“${unit}”不是“${found.title}”的承办单位`);
  if (party.unit === to) return refused('转办的单位与原承办单位相同');
  const lead = leadOf(found);
  if (party.role === 'supporting' && lead.unit === to) return refused('转办的单位已是牵头单位');
  const key = nextKey(to, found.parties);
  return happens({ type: 'assignment.transferred', party: party.key, to, key, by, until });
}

function report(
  command: Given<'assignment.progress'> | Given<'assignment.ask-closing'>,
  found: Assignment,
  now: Instant,
  ground: AssignmentGround,
): Decided {
  const lead = leadOf(found);
  if (!isUnit(handOf(command), lead.unit, now, ground)) {
    const name = unitNamed(lead.unit, ground.roster.directory)?.shortName ?? lead.unit;
    return refused(`办理进展由牵头单位${name}报告`);
  }
  if (lead.objection) return refused('异议正在办理中，办结异议后再报');
  const closes = command.do === 'assignment.ask-closing' || command.state === '已办结';
  if (closes && found.closing) return refused('已申请销号，待督查室核定');
  const evidence = command.do === 'assignment.ask-closing' ? command.evidence : null;
  const submission = submissionOf(command, command.happened, evidence ?? command.text, now);
  const ahead = keyedAhead(submission);
  if (ahead !== null) return refused(ahead);
  const state = command.do === 'assignment.ask-closing' ? '已办结' : command.state;
  const said = { party: lead.key, state, text: command.text, submission };
  return happens({ type: closes ? 'assignment.closing-asked' : 'assignment.reported', report: said });
}

function confirmClosing(
  { by, evidence, happened }: Given<'assignment.confirm-closing'>,
  found: Assignment,
  now: Instant,
  ground: AssignmentGround,
): Decided {
  const wrong = notSupervision(by, '销号', now, ground);
  if (wrong !== null) return refused(wrong);
  if (restingBecause(found) !== null) return refused(`${restingBecause(found)}，不能销号`);
  const own = { by, for: null, source: null };
  const submission =
    found.closing?.submission ?? (found.legacy ? submissionOf(own, happened, evidence, now) : null);
  if (!submission) return refused(`“${found.title}”尚未申请销号，须由承办单位先行申请`);
  const ahead = keyedAhead(submission);
  if (ahead !== null) return refused(ahead);
  const leader = leaderInCharge(leadOf(found).unit, ground.roster.directory, dateOf(now, ground.zone));
  return happens({ type: 'assignment.closed', by, submission, leader });
}

function returnClosing(
  { by, why }: Given<'assignment.return-closing'>,
  found: Assignment,
  now: Instant,
  ground: AssignmentGround,
): Decided {
  const wrong = notSupervision(by, '销号', now, ground);
  if (wrong !== null) return refused(wrong);
  if (!found.closing) return refused(`“${found.title}”没有待核定的销号申请`);
  return happens({ type: 'assignment.closing-returned', by, why });
}

/** Several sources, one report; the earlier of two named limits holds. */
function addSource({ source, until, corrects }: Given<'assignment.add-source'>, found: Assignment): Decided {
  const known = found.sources.some(
    ({ kind, reference }) => kind === source.kind && reference === source.reference,
  );
  if (known) return refused(`“${source.reference}”已登记为来源`);
  return happens({ type: 'assignment.source-added', source, until: corrects ? until : sooner(until, found.until) });
}

function sooner(given: Assignment['until'], known: Assignment['until']): Assignment['until'] {
  if (given === null || known === null) return given;
  return textOf(given) < textOf(known) ? given : null;
}

function textOf(until: NonNullable<Assignment['until']>): string {
  return 'date' in until ? `${until.date}T23` : until.instant;
}

function split({ into, by, id }: Given<'assignment.split'>, found: Assignment): Decided {
  const ids = [id, ...into.map((one) => one.id)];
  const twice = ids.find((one, index) => ids.indexOf(one) < index);
  if (twice !== undefined) return refused(`编号“${twice}”重复`);
  if (into.length < 2) return refused('拆分须分为两项以上');
  if (found.assignedAt === null) return refused(`“${found.title}”尚未交办，请分别登记`);
  return happens({ type: 'assignment.split', into, by });
}

function merge({ id, into, by }: Given<'assignment.merge'>, _found: Assignment): Decided {
  return id === into ? refused('不能并入自身') : happens({ type: 'assignment.merged', into, by });
}

function noAnswer(
  command: Given<'assignment.no-answer'>,
  found: Assignment,
  now: Instant,
  ground: AssignmentGround,
): Decided {
  if (!isUnit(handOf(command), leadOf(found).unit, now, ground))
    return refused('配合单位未反馈的，由牵头单位登记');
  const party = presentParties(found).find(
    ({ unit, role }) => unit === command.unit && role === 'supporting',
  );
  if (!party) return refused(`“${command.unit}”不是“${found.title}”的配合单位`);
  if (party.noAnswer) return refused('已登记该配合单位未反馈');
  return happens({ type: 'assignment.not-answered', party: party.key, by: handOf(command), why: command.why });
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
    to: ['unit.principal'],
    words: { matter: nameOf(found), number: number ?? '〔　〕　号' },
    urgentUntil: null,
  };
  const approval = { by, for: whose, source, at: now, awaits: false };
  return happens({ type: 'assignment.circular-approved', approval, number, text, announce });
}

/** How messages call it: 工作秘密 goes by its number only (practice §9). */
export function nameOf({ secrecy, id, short }: Pick<Assignment, 'secrecy' | 'id' | 'short'>): string {
  return secrecy === '工作秘密' ? `${id}号事项` : short;
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

function strike(
  { by, why }: Given<'assignment.strike'>,
  _found: Assignment,
  now: Instant,
  ground: AssignmentGround,
): Decided {
  const wrong = notSupervision(by, '销号', now, ground);
  return wrong === null ? happens({ type: 'assignment.struck', by, why }) : refused(wrong);
}
