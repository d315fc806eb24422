/** A public-opinion event as a matter: occurrence, report, classification, releases and how it ends (art. 36, 37). */
import type { Interval } from '../compliance/verdict.ts';
import type { StepsDone } from '../procedures/progress.ts';
import { type Roster, resolve } from '../routing/resolve.ts';
import { EXECUTIVE_VICE_MAYOR, leaderInCharge, MAYOR, OFFICE_DIRECTOR } from '../routing/roles.ts';
import { outOfReach } from '../routing/whereabouts.ts';
import type { Instant } from '../time/instant.ts';
import {
  decideEmergency,
  type Emergency,
  type EmergencyCommand,
  type EmergencyEvent,
  type EmergencyReport,
  evolveEmergency,
  firstReceipt,
  isEmergencyCommand,
  openedEmergency,
  toldBy,
} from './emergency.ts';
import type { Announcement, MatterCore, MatterDecision } from './matter.ts';
import { isLarger, isMajor, type Severity } from './severity.ts';

export interface OpinionEvent extends MatterCore {
  readonly kind: 'event';
  readonly title: string;
  readonly severity: Severity;
  /** Marked by the duty officer as possibly reaching 重大: the clocks run, but do not yet judge. */
  readonly possiblyMajor: boolean;
  readonly occurred: Interval | null;
  readonly reportedAt: Instant;
  /** When it was first classified as 重大 or above. */
  readonly classifiedAt: Instant | null;
  readonly lead: string;
  readonly draftedAt: Instant | null;
  readonly confirmedBy: string | null;
  readonly startConfirmedBy: string | null;
  readonly calls: readonly {
    readonly post: string;
    readonly answered: boolean;
    readonly at: Instant;
    readonly note: string;
  }[];
  readonly ending: {
    readonly how: 'closed' | 'handed-over' | 'no-response';
    readonly at: Instant;
    readonly why: string;
  } | null;
  readonly steps: StepsDone;
  /** The unit that collected it (收集) and owes its judgement (研判); `null` where that is not asked. */
  readonly collectedBy: string | null;
  /** `null` for an event that is followed for its publicity alone. */
  readonly emergency: Emergency | null;
}

export type EventCommand =
  | {
      readonly do: 'event.report';
      readonly id: string;
      readonly title: string | null;
      readonly severity: Severity;
      readonly possiblyMajor: boolean;
      readonly occurred: Interval | null;
      readonly reportedAt: Instant | null;
      readonly lead: string;
      readonly collectedBy: string | null;
      /** The source is `null` where the duty room heard of it from elsewhere. */
      readonly emergency:
        | (Omit<EmergencyReport, 'source' | 'inCharge'> & { readonly source: string | null })
        | null;
    }
  | {
      readonly do: 'event.classify';
      readonly id: string;
      readonly severity: Severity;
      readonly by: string;
      readonly at: Instant | null;
    }
  | {
      readonly do: 'event.correct-start';
      readonly id: string;
      readonly occurred: Interval;
      readonly by: string;
      readonly why: string;
    }
  | { readonly do: 'event.confirm'; readonly id: string; readonly by: string }
  | { readonly do: 'event.confirm-start'; readonly id: string; readonly by: string }
  | {
      readonly do: 'event.call';
      readonly id: string;
      readonly post: string;
      readonly answered: boolean;
      readonly note: string;
      /** What the leader said is to be done. */
      readonly instruction: string | null;
      /** When it was, if that is not now. */
      readonly happened: Instant | null;
    }
  | { readonly do: 'release.draft'; readonly id: string; readonly by: string }
  | { readonly do: 'event.handover'; readonly id: string; readonly to: string }
  | { readonly do: 'event.no-response'; readonly id: string; readonly by: string; readonly opinion: string }
  | { readonly do: 'event.close'; readonly id: string; readonly by: string }
  | EmergencyCommand;

export type OpinionEventEvent =
  | {
      readonly type: 'event.reported';
      readonly title: string;
      readonly severity: Severity;
      readonly possiblyMajor: boolean;
      readonly occurred: Interval | null;
      readonly reportedAt: Instant;
      readonly lead: string;
      readonly collectedBy: string | null;
      readonly emergency: EmergencyReport | null;
    }
  | {
      readonly type: 'event.classified';
      readonly before: Severity;
      readonly severity: Severity;
      readonly by: string;
      readonly classifiedAt: Instant;
    }
  | {
      readonly type: 'event.start-corrected';
      readonly before: Interval | null;
      readonly occurred: Interval;
      readonly by: string;
      readonly why: string;
    }
  | { readonly type: 'event.confirmed'; readonly by: string }
  | { readonly type: 'event.start-confirmed'; readonly by: string }
  | {
      readonly type: 'event.called';
      readonly post: string;
      readonly answered: boolean;
      readonly note: string;
      readonly instruction: string | null;
      readonly calledAt: Instant | null;
      /** The posts of the call list that this answers: the one called and those it acts for; emergencies only. */
      readonly answeredFor: readonly string[] | null;
    }
  | { readonly type: 'release.drafted'; readonly by: string }
  | { readonly type: 'event.handed-over'; readonly to: string; readonly announce: Announcement }
  | { readonly type: 'event.not-answered'; readonly by: string; readonly opinion: string }
  | { readonly type: 'event.closed'; readonly by: string }
  | EmergencyEvent;

/**
 * Decides a command on an event. Refuses a start in the future and anything after it has ended; an emergency ends
 * when it is closed, whoever publishes about it. `roster` says who acts for whom at `now`.
 */
export function decideEvent(
  command: EventCommand,
  event: OpinionEvent | null,
  now: Instant,
  roster: Roster,
): MatterDecision<OpinionEventEvent> {
  if (command.do === 'event.report') return report(command, event, now, roster);
  if (!event) return { refused: `没有编号为“${command.id}”的事件` };
  if (command.do === 'event.confirm-start')
    return { events: [{ type: 'event.start-confirmed', by: command.by }] };
  if (isEmergencyCommand(command)) return decideEmergency(command, event.emergency, now);
  if (event.ending && !mayFollow(command, event, event.ending))
    return { refused: `事件“${event.id}”已结束，不能再登记` };
  switch (command.do) {
    case 'event.classify':
      return classify(command, event, now);
    case 'event.correct-start':
      return correctStart(command, event, now);
    case 'event.confirm':
      return { events: event.confirmedBy ? [] : [{ type: 'event.confirmed', by: command.by }] };
    case 'event.call':
      return call(command, event, now, roster);
    case 'release.draft':
      return { events: event.draftedAt ? [] : [{ type: 'release.drafted', by: command.by }] };
    case 'event.handover':
      return { events: [{ type: 'event.handed-over', to: command.to, announce: handedOver(event) }] };
    case 'event.no-response':
      if (isMajor(event.severity))
        return { refused: '重大以上突发事件的舆情须依第三十六条回应，不适用“经研判不公开回应”' };
      return { events: [{ type: 'event.not-answered', by: command.by, opinion: command.opinion }] };
    case 'event.close':
      return { events: [{ type: 'event.closed', by: command.by }] };
    default:
      return command satisfies never;
  }
}

/** An event may be closed while its release is still owed; then that can still be handed over or decided on. */
function mayFollow(
  command: EventCommand,
  { emergency }: OpinionEvent,
  ending: NonNullable<OpinionEvent['ending']>,
): boolean {
  if (emergency !== null && emergency.closedAt === null) return true;
  return ending.how === 'closed' && (command.do === 'event.handover' || command.do === 'event.no-response');
}

function report(
  command: Extract<EventCommand, { do: 'event.report' }>,
  event: OpinionEvent | null,
  now: Instant,
  { directory }: Roster,
): MatterDecision<OpinionEventEvent> {
  if (event) return { refused: `编号“${command.id}”已用于另一事件` };
  const received = command.emergency && firstReceipt(command.emergency);
  const reportedAt = command.reportedAt ?? received ?? now;
  const { phoneAt = null, writtenAt = null, known = null } = command.emergency ?? {};
  if ([reportedAt, phoneAt, writtenAt].some((at) => at !== null && at > now))
    return { refused: '接报时间晚于当前时间，请核对' };
  const fault = startFault(command.occurred, reportedAt) ?? startFault(known, now);
  if (fault) return { refused: fault };
  const { severity, possiblyMajor, occurred, lead, collectedBy } = command;
  const inCharge = leaderInCharge(lead, directory);
  const emergency = command.emergency && reportOf(command.emergency, lead, reportedAt, inCharge);
  const title = command.title ?? `事件${command.id}`;
  const said = { title, severity, possiblyMajor, occurred, reportedAt, lead, collectedBy, emergency };
  return { events: [{ type: 'event.reported', ...said }] };
}

/** A unit that is named as the source and nothing more has phoned: that is how the duty room knows. */
function reportOf(
  given: NonNullable<Extract<EventCommand, { do: 'event.report' }>['emergency']>,
  lead: string,
  reportedAt: Instant,
  inCharge: string,
): EmergencyReport {
  const { source, phoneAt, writtenAt } = given;
  const phoned = source !== null && firstReceipt(given) === null ? reportedAt : phoneAt;
  return { ...given, source: source ?? lead, phoneAt: phoned, writtenAt, inCharge };
}

/** Whoever is called answers for the post, and for the leaders for whom he acts at that moment. */
function call(
  command: Extract<EventCommand, { do: 'event.call' }>,
  { emergency }: OpinionEvent,
  now: Instant,
  roster: Roster,
): MatterDecision<OpinionEventEvent> {
  const { post, answered, note, instruction, happened: calledAt } = command;
  if (calledAt !== null && calledAt > now) return { refused: '通话时间晚于当前时间，请核对' };
  const reachable = { ...roster, outOfReach: outOfReach(roster, now) };
  const actsFor = (one: string) => one === post || acting(one, now, reachable) === post;
  const list = emergency ? [OFFICE_DIRECTOR, emergency.inCharge, EXECUTIVE_VICE_MAYOR, MAYOR, post] : [];
  const answeredFor = emergency && answered ? [...new Set(list)].filter(actsFor) : null;
  return {
    events: [{ type: 'event.called', post, answered, note, instruction, calledAt, answeredFor }],
  };
}

function acting(post: string, now: Instant, roster: Roster): string | null {
  const reach = resolve(post, now, roster);
  return reach.reached ? reach.post : null;
}

function startFault(occurred: Interval | null, reportedAt: Instant): string | null {
  if (occurred === null) return null;
  const { earliest, latest } = occurred;
  if (earliest !== null && latest !== null && earliest > latest) return '事发时间的下限晚于上限，请核对';
  return (earliest ?? latest ?? reportedAt) > reportedAt ? '事发时间晚于接报时间，请核对' : null;
}

function classify(
  command: Extract<EventCommand, { do: 'event.classify' }>,
  event: OpinionEvent,
  now: Instant,
): MatterDecision<OpinionEventEvent> {
  if (command.severity === event.severity && !event.possiblyMajor) return { events: [] };
  const classifiedAt = command.at ?? now;
  if (classifiedAt > now) return { refused: '定级时间晚于当前时间，请核对' };
  const { severity, by } = command;
  return { events: [{ type: 'event.classified', before: event.severity, severity, by, classifiedAt }] };
}

function correctStart(
  command: Extract<EventCommand, { do: 'event.correct-start' }>,
  event: OpinionEvent,
  now: Instant,
): MatterDecision<OpinionEventEvent> {
  const fault = startFault(command.occurred, now);
  if (fault) return { refused: fault };
  const { occurred, by, why } = command;
  return { events: [{ type: 'event.start-corrected', before: event.occurred, occurred, by, why }] };
}

function handedOver(event: OpinionEvent): Announcement {
  return {
    key: 'handed-over',
    kind: 'change',
    message: 'opinion.handed-over',
    plain: null,
    to: ['told'],
    words: { about: event.title, event: event.id },
    urgentUntil: null,
  };
}

/** Folds one event; `at` is when it was recorded. */
export function evolveEvent(
  state: OpinionEvent | null,
  event: OpinionEventEvent,
  at: Instant,
  id: string,
): OpinionEvent {
  if (event.type === 'event.reported') return reported(event, at, id);
  if (!state) throw new Error(`'${event.type}' on an event that was never reported`);
  const next = { ...state, seq: state.seq + 1, planVersion: state.planVersion + 1 };
  switch (event.type) {
    case 'event.classified': {
      const { severity, classifiedAt: at } = event;
      const classifiedAt = isMajor(severity) ? (state.classifiedAt ?? at) : null;
      const largerAt = isLarger(severity) ? (state.emergency?.largerAt ?? at) : null;
      const emergency = state.emergency && { ...state.emergency, largerAt };
      return { ...next, severity, possiblyMajor: false, classifiedAt, emergency };
    }
    case 'event.start-corrected':
      return { ...next, occurred: event.occurred };
    case 'event.confirmed':
      return { ...next, confirmedBy: event.by };
    case 'event.start-confirmed':
      return { ...next, startConfirmedBy: event.by };
    case 'event.called':
      return called(next, event, at);
    case 'release.drafted':
      return { ...next, draftedAt: at };
    case 'event.handed-over':
      return { ...next, ending: { how: 'handed-over', at, why: `由上级统一发布：${event.to}` } };
    case 'event.not-answered':
      return { ...next, ending: { how: 'no-response', at, why: `经研判不公开回应：${event.opinion}` } };
    case 'event.closed':
      return {
        ...next,
        ending: state.ending ?? { how: 'closed', at, why: '响应结束' },
        emergency: state.emergency && { ...state.emergency, closedAt: at },
      };
    default:
      return { ...next, emergency: state.emergency && evolveEmergency(state.emergency, event) };
  }
}

function called(
  state: OpinionEvent,
  event: Extract<OpinionEventEvent, { type: 'event.called' }>,
  recordedAt: Instant,
): OpinionEvent {
  const { post, answered, note } = event;
  const [instruction, at, answeredFor] = [
    event.instruction ?? null,
    event.calledAt ?? recordedAt,
    event.answeredFor ?? [],
  ];
  const calls = [...state.calls, { post, answered, note: instruction ?? note, at }];
  if (!state.emergency) return { ...state, calls };
  const told = toldBy(state.emergency, { post, answeredFor, at, recordedAt, said: instruction ?? note });
  const given = instruction === null ? [] : [{ by: post, text: instruction, at }];
  return { ...state, calls, emergency: { ...told, instructions: [...told.instructions, ...given] } };
}

function reported(
  event: Extract<OpinionEventEvent, { type: 'event.reported' }>,
  at: Instant,
  id: string,
): OpinionEvent {
  const { title, severity, possiblyMajor, occurred, reportedAt, lead } = event;
  // Written before emergencies and collection were told apart: neither.
  const { collectedBy = null, emergency = null } = event;
  return {
    kind: 'event',
    id,
    seq: 1,
    planVersion: 1,
    openedAt: at,
    title,
    severity,
    possiblyMajor,
    occurred,
    reportedAt,
    classifiedAt: isMajor(severity) ? reportedAt : null,
    lead,
    draftedAt: null,
    confirmedBy: null,
    startConfirmedBy: null,
    calls: [],
    ending: null,
    steps: {},
    collectedBy,
    emergency: emergency && openedEmergency(emergency, isLarger(severity) ? reportedAt : null),
  };
}
