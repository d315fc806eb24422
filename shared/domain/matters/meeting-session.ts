/** Decides leave from a meeting, what happens at it, and what is done with its papers afterwards (art. 52, 56, 57). */
import { keyedAhead } from '../duties/duty.ts';
import { resolve } from '../routing/resolve.ts';
import { OFFICE_DIRECTOR } from '../routing/roles.ts';
import { headOf, unitNamed } from '../routing/units.ts';
import { namesSetting } from '../rules/settings.ts';
import { dateOf, type Instant, instantAt, parseLocalTime } from '../time/instant.ts';
import { addDays } from '../time/local-date.ts';
import { sayDateTime } from '../time/wording.ts';
import type { MatterDecision } from './matter.ts';
import { hasBegun, kindsOf, type Meeting, type MeetingDecision, startInstant } from './meeting.ts';
import type { MeetingEvent, MeetingGround, SessionCommand } from './meeting-acts.ts';
import { cite, leaveApproved } from './meeting-host.ts';

type Of<Verb extends SessionCommand['do']> = Extract<SessionCommand, { do: Verb }>;
type Decision = MatterDecision<MeetingEvent>;

/**
 * Leave comes before the meeting, everything else after it has begun. Refuses leave keyed after the time for it
 * unless it was asked for by telephone, a substitute whom nobody approved, an unknown item, an outcome changed without
 * a reason, and papers taken away without the permission of 办公室主任.
 */
export function decideOnSession(
  command: SessionCommand,
  meeting: Meeting,
  now: Instant,
  ground: MeetingGround,
): Decision {
  const begun = hasBegun(meeting, now, ground);
  if (command.do === 'meeting.leave') return leave(command, meeting, begun, now, ground);
  if (!begun) return { refused: `会议“${meeting.id}”尚未召开` };
  switch (command.do) {
    case 'meeting.attend':
      return attend(command, meeting, ground);
    case 'meeting.outcome':
      return recordOutcome(command, meeting, ground);
    case 'meeting.decide':
      return resolveMatters(command, meeting);
    case 'papers.collect':
      return collect(command, meeting);
    case 'papers.lend':
      return lend(command, meeting, now, ground);
    default:
      return command satisfies never;
  }
}

/** Art. 56. Until noon of the eve in writing, later by telephone; special meetings ask only for leave beforehand. */
function leave(
  command: Of<'meeting.leave'>,
  meeting: Meeting,
  begun: boolean,
  now: Instant,
  ground: MeetingGround,
): Decision {
  const { post, why, substitute, byPhone, askedAt, by } = command;
  const { directory } = ground.roster;
  const start = startInstant(meeting.start, ground);
  if (begun && (start === null || askedAt >= start))
    return { refused: `会议“${meeting.id}”已召开，不能再请假` };
  if (askedAt > now) return { refused: '实际请假时间晚于登记时间，请核对' };
  const unknown = [post, ...(substitute === null ? [] : [substitute])].find(
    (one) => !directory.posts.has(one),
  );
  if (unknown !== undefined) return { refused: `通讯录中没有岗位“${unknown}”` };
  if (meeting.leaves.some((other) => other.post === post)) return { refused: `“${post}”已请假` };
  const asking = ground.procedure?.steps.find(({ per, outcomes }) => per === 'leave' && outcomes.length > 0);
  if (!asking) return { refused: '此类会议没有请假程序' };
  const latest = latestLeave(meeting, ground);
  if (latest !== null && askedAt > latest && !byPhone)
    return {
      refused: `请假应于${sayDateTime(latest, ground.zone)}前提出，此后请电话请假并注明：${cite(asking.clause, ground)}`,
    };
  return { events: [{ type: 'meeting.leave-asked', post, why, substitute, byPhone, by }] };
}

/** The time on the eve of the meeting until which leave is asked for in writing; `null` where there is none. */
function latestLeave(meeting: Meeting, { settings, zone }: MeetingGround): Instant | null {
  const start = startInstant(meeting.start, { settings, zone });
  const timed = namesSetting(settings, 'leave.eve_kinds');
  if (start === null || !kindsOf(meeting).some((kind) => timed.includes(kind))) return null;
  const time = parseLocalTime(String(settings.get('leave.latest')));
  return instantAt(addDays(dateOf(start, zone), -1), time, zone);
}

/** Nobody sits in for another unless that was asked for and approved (art. 52, 57（三）). */
function attend(command: Of<'meeting.attend'>, meeting: Meeting, ground: MeetingGround): Decision {
  const { present, substitutes, by } = command;
  const stranger = substitutes.find((one) => !mayReplace(one.by, one.post, meeting, ground));
  if (stranger)
    return {
      refused: `“${stranger.by}”未经批准代“${stranger.post}”参会：${cite(presenceClause(meeting), ground)}`,
    };
  return { events: [{ type: 'meeting.attended', present, substitutes, by }] };
}

function presenceClause(meeting: Meeting): string {
  return kindsOf(meeting).includes('executive') ? 'D52-09' : 'D57-3';
}

function mayReplace(by: string, post: string, meeting: Meeting, { procedure }: MeetingGround): boolean {
  const asked = meeting.leaves.find((one) => one.post === post);
  return asked?.substitute === by && leaveApproved(meeting, post, procedure);
}

function recordOutcome(command: Of<'meeting.outcome'>, meeting: Meeting, ground: MeetingGround): Decision {
  const { agendaItem, outcome, next, note, correction, by } = command;
  const item = meeting.agenda.find(({ id }) => id === agendaItem);
  if (!item?.placed || item.withdrawn) return { refused: `会议“${meeting.id}”没有讨论议题“${agendaItem}”` };
  if (item.outcome && correction === null) return { refused: `议题“${agendaItem}”已有结论；更正须写明原因` };
  if (next !== null && outcome !== '再议') return { refused: '只有再议的议题转入下次会议' };
  const unit = unitNamed(item.unit, ground.roster.directory);
  const principal = unit ? headOf(unit) : `${item.unit}.principal`;
  const presenter = command.presenter ?? item.presenter ?? principal;
  const inPerson = !kindsOf(meeting).includes('executive') || presenter === principal;
  if (!inPerson && !mayReplace(presenter, principal, meeting, ground))
    return { refused: `“${presenter}”未经批准代为汇报：${cite('D52-09', ground)}` };
  return {
    events: [{ type: 'agenda.decided', agendaItem, outcome, presenter, next, note, correction, by }],
  };
}

/** An id stays with its matter: naming it again corrects what the list or the minutes say of it. */
function resolveMatters(command: Of<'meeting.decide'>, meeting: Meeting): Decision {
  const { decisions, startNow, by } = command;
  const twice = decisions.find((one, index) => decisions.findIndex(({ id }) => id === one.id) < index);
  if (twice) return { refused: `议定事项编号“${twice.id}”重复` };
  const stray = decisions.find(
    ({ item }) => item !== null && !meeting.agenda.some(({ id, placed }) => id === item && placed),
  );
  if (stray) return { refused: `会议“${meeting.id}”没有讨论议题“${stray.item}”` };
  const changed = decisions.filter((one) => !isRecorded(one, meeting));
  if (changed.length === 0 && !startNow) return { events: [] };
  const differing = (differs: (before: MeetingDecision, one: MeetingDecision) => boolean) =>
    decisions
      .filter((one) => meeting.decisions.some((before) => before.id === one.id && differs(before, one)))
      .map(({ id }) => id);
  const moved = differing((before, one) => before.unit !== one.unit);
  const retimed = differing((before, one) => before.until !== one.until);
  return { events: [{ type: 'meeting.resolved', decisions, moved, retimed, startNow, by }] };
}

function isRecorded(decision: MeetingDecision, meeting: Meeting): boolean {
  const found = meeting.decisions.find(({ id }) => id === decision.id);
  if (!found) return false;
  const { opened: _opened, ...before } = found;
  return JSON.stringify(before) === JSON.stringify(decision);
}

function collect(command: Of<'papers.collect'>, meeting: Meeting): Decision {
  const { missing, submission } = command;
  const ahead = keyedAhead(submission);
  if (ahead !== null) return { refused: ahead };
  if (meeting.collected) return { refused: '会议材料已清点；退回的材料请逐份登记' };
  const twice = missing.find(({ copy }, index) => missing.findIndex((one) => one.copy === copy) < index);
  if (twice) return { refused: `份号“${twice.copy}”重复` };
  return { events: [{ type: 'papers.collected', missing, submission }] };
}

/** Taken away for work with the permission of 办公室主任, to a day (art. 52). */
function lend(
  { copy, unit, until, by, for: whose, source }: Of<'papers.lend'>,
  meeting: Meeting,
  now: Instant,
  ground: MeetingGround,
): Decision {
  if (whose !== null && source === null) return { refused: '代为录入须注明来源（口头、电话、纸质）' };
  const hand = whose ?? by;
  const reach = resolve(OFFICE_DIRECTOR, now, ground.roster);
  if (hand !== OFFICE_DIRECTOR && !(reach.reached && reach.post === hand))
    return { refused: `材料带回须经区政府办公室主任批准：${cite('D52-11', ground)}` };
  if (meeting.loans.some((loan) => loan.copy === copy)) return { refused: `份号“${copy}”已登记带回` };
  if (until !== null && until <= now) return { refused: '归还时间已过，请核对' };
  return { events: [{ type: 'papers.lent', copy, unit, until, by, for: whose, source }] };
}
