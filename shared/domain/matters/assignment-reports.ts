/** Reports on an assignment: progress, closing item by item (销号), and who left the lead without an answer. */
import { keyedAhead } from '../duties/duty.ts';
import { leaderInCharge } from '../routing/roles.ts';
import { unitNamed } from '../routing/units.ts';
import { dateOf, type Instant } from '../time/instant.ts';
import { type Assignment, leadOf, presentParties, restingBecause } from './assignment.ts';
import { submissionOf } from './assignment-commands.ts';
import {
  type AssignmentGround,
  type Decided,
  type Given,
  handOf,
  happens,
  isUnit,
  notSupervision,
  refused,
} from './assignment-ground.ts';

export function report(
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

export function confirmClosing(
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

export function returnClosing(
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

export function noAnswer(
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
  return happens({
    type: 'assignment.not-answered',
    party: party.key,
    by: handOf(command),
    why: command.why,
  });
}
