/** A public-opinion event as a matter: occurrence, report, classification, releases and how it ends (art. 36, 37). */
import type { Interval } from '../compliance/verdict.ts';
import type { StepsDone } from '../procedures/progress.ts';
import type { Instant } from '../time/instant.ts';
import type { Announcement, MatterCore, MatterDecision } from './matter.ts';

export const SEVERITIES = ['一般', '较大', '重大', '特别重大'] as const;
export type Severity = (typeof SEVERITIES)[number];

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
    }
  | { readonly do: 'release.draft'; readonly id: string; readonly by: string }
  | { readonly do: 'event.handover'; readonly id: string; readonly to: string }
  | { readonly do: 'event.no-response'; readonly id: string; readonly by: string; readonly opinion: string }
  | { readonly do: 'event.close'; readonly id: string; readonly by: string };

export type OpinionEventEvent =
  | {
      readonly type: 'event.reported';
      readonly title: string;
      readonly severity: Severity;
      readonly possiblyMajor: boolean;
      readonly occurred: Interval | null;
      readonly reportedAt: Instant;
      readonly lead: string;
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
    }
  | { readonly type: 'release.drafted'; readonly by: string }
  | { readonly type: 'event.handed-over'; readonly to: string; readonly announce: Announcement }
  | { readonly type: 'event.not-answered'; readonly by: string; readonly opinion: string }
  | { readonly type: 'event.closed'; readonly by: string };

export function isMajor(severity: Severity): boolean {
  return severity === '重大' || severity === '特别重大';
}

/** Decides a command on an event. Refuses a start in the future and anything after it has ended. */
export function decideEvent(
  command: EventCommand,
  event: OpinionEvent | null,
  now: Instant,
): MatterDecision<OpinionEventEvent> {
  if (command.do === 'event.report') return report(command, event, now);
  if (!event) return { refused: `没有编号为“${command.id}”的事件` };
  if (command.do === 'event.confirm-start')
    return { events: [{ type: 'event.start-confirmed', by: command.by }] };
  if (event.ending && !mayFollow(command, event.ending))
    return { refused: `事件“${event.id}”已结束，不能再登记` };
  switch (command.do) {
    case 'event.classify':
      return classify(command, event, now);
    case 'event.correct-start':
      return correctStart(command, event, now);
    case 'event.confirm':
      return { events: event.confirmedBy ? [] : [{ type: 'event.confirmed', by: command.by }] };
    case 'event.call':
      return {
        events: [
          { type: 'event.called', post: command.post, answered: command.answered, note: command.note },
        ],
      };
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
function mayFollow(command: EventCommand, ending: NonNullable<OpinionEvent['ending']>): boolean {
  return ending.how === 'closed' && (command.do === 'event.handover' || command.do === 'event.no-response');
}

function report(
  command: Extract<EventCommand, { do: 'event.report' }>,
  event: OpinionEvent | null,
  now: Instant,
): MatterDecision<OpinionEventEvent> {
  if (event) return { refused: `编号“${command.id}”已用于另一事件` };
  const reportedAt = command.reportedAt ?? now;
  if (reportedAt > now) return { refused: '接报时间晚于当前时间，请核对' };
  const fault = startFault(command.occurred, reportedAt);
  if (fault) return { refused: fault };
  const { severity, possiblyMajor, occurred, lead } = command;
  const title = command.title ?? `事件${command.id}`;
  return { events: [{ type: 'event.reported', title, severity, possiblyMajor, occurred, reportedAt, lead }] };
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
      const first = isMajor(event.severity) ? (state.classifiedAt ?? event.classifiedAt) : null;
      return { ...next, severity: event.severity, possiblyMajor: false, classifiedAt: first };
    }
    case 'event.start-corrected':
      return { ...next, occurred: event.occurred };
    case 'event.confirmed':
      return { ...next, confirmedBy: event.by };
    case 'event.start-confirmed':
      return { ...next, startConfirmedBy: event.by };
    case 'event.called':
      return {
        ...next,
        calls: [...state.calls, { post: event.post, answered: event.answered, note: event.note, at }],
      };
    case 'release.drafted':
      return { ...next, draftedAt: at };
    case 'event.handed-over':
      return { ...next, ending: { how: 'handed-over', at, why: `由上级统一发布：${event.to}` } };
    case 'event.not-answered':
      return { ...next, ending: { how: 'no-response', at, why: `经研判不公开回应：${event.opinion}` } };
    case 'event.closed':
      return { ...next, ending: { how: 'closed', at, why: '响应结束' } };
    default:
      return event satisfies never;
  }
}

function reported(
  event: Extract<OpinionEventEvent, { type: 'event.reported' }>,
  at: Instant,
  id: string,
): OpinionEvent {
  const { title, severity, possiblyMajor, occurred, reportedAt, lead } = event;
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
  };
}
