/** A public-opinion event as a matter: occurrence, report, classification, releases and how it ends (art. 36, 37). */
import type { Interval } from '../compliance/verdict.ts';
import type { ExistingDuty, SettledDuty, Submission } from '../duties/duty.ts';
import type { Fact } from '../rules/expression.ts';
import { textSetting } from '../rules/settings.ts';
import { addSeconds, type Instant } from '../time/instant.ts';
import {
  type Announcement,
  type MatterCore,
  type MatterDecision,
  type Subject,
  type Surroundings,
  subject,
} from './matter.ts';

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

/** The states a record shows when a limit had passed before it could be known (practice: side by side). */
const REPORTED_LATE = '接报时已超时';
const CLASSIFIED_LATE = '定级时已超时';

function isMajor(severity: Severity): boolean {
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
  };
}

/** The event, the approval before its release, and one subject for each interval between releases. */
export function eventSubjects(event: OpinionEvent, around: Surroundings): Subject[] {
  const start = operativeStart(event, textSetting(around.settings, 'opinion.anchor'));
  const facts = new Map<string, Fact>([['event.start', { instant: start.earliest }]]);
  const shared: Shared = {
    facts,
    toldAt: event.reportedAt,
    start: {
      fact: 'event.start',
      within: { earliest: start.isOpen ? null : start.earliest, latest: start.latest },
    },
    otherStarts: otherStarts(event),
    knownLate: knownLate(event),
    ended: endingOf(event),
    flags: flagsOf(event, around),
    words: { about: event.title, event: event.id, severity: event.severity },
  };
  const owed = { ...shared, owedBy: event.lead, ended: releasesEndWith(event) ? shared.ended : null };
  return [
    subject({ ...owed, per: 'event' }),
    subject({ ...owed, per: 'release', fulfilled: firstRelease(event, around) }),
    approval(event, shared, around),
    ...rolling(event, shared, around, start.earliest),
  ];
}

type Shared = Pick<
  Subject,
  'facts' | 'toldAt' | 'start' | 'otherStarts' | 'knownLate' | 'ended' | 'flags' | 'words'
>;

interface Start {
  readonly earliest: Instant;
  readonly latest: Instant;
  /** It may lie before `earliest`: only an upper bound is known. */
  readonly isOpen: boolean;
}

/** Occurrence if known, else the report; the setting may make report or classification the start. */
function operativeStart(event: OpinionEvent, anchor: string): Start {
  const reported = { earliest: event.reportedAt, latest: event.reportedAt, isOpen: false };
  if (anchor === 'T1') return reported;
  if (anchor === 'T2' && event.classifiedAt !== null) {
    return { earliest: event.classifiedAt, latest: event.classifiedAt, isOpen: false };
  }
  const { earliest, latest } = event.occurred ?? { earliest: null, latest: null };
  const known = earliest ?? latest;
  return known === null
    ? reported
    : { earliest: known, latest: latest ?? event.reportedAt, isOpen: earliest === null };
}

function otherStarts(event: OpinionEvent): Subject['otherStarts'] {
  const starts: { id: string; fact: string; at: Instant }[] = [];
  const occurred = event.occurred?.earliest ?? event.occurred?.latest;
  if (occurred) starts.push({ id: 'occurrence', fact: 'event.start', at: occurred });
  starts.push({ id: 'report', fact: 'event.start', at: event.reportedAt });
  if (event.classifiedAt) starts.push({ id: 'classification', fact: 'event.start', at: event.classifiedAt });
  return starts;
}

function knownLate(event: OpinionEvent): Subject['knownLate'] {
  const late: { state: string; at: Instant }[] = [{ state: REPORTED_LATE, at: event.reportedAt }];
  // Classified with the report is not classified late.
  if (event.classifiedAt && event.classifiedAt > event.reportedAt)
    late.push({ state: CLASSIFIED_LATE, at: event.classifiedAt });
  return late;
}

function endingOf(event: OpinionEvent): Subject['ended'] {
  if (!event.ending) return null;
  const verdict = event.ending.how === 'no-response' ? 'waived' : 'not-applicable';
  return { verdict, reason: event.ending.why };
}

/** What has been said once counts under whatever rule a later classification brings: one release, one time. */
function firstRelease(event: OpinionEvent, { duties }: Surroundings): Submission | null {
  const first = duties.find(
    ({ status, plan }) =>
      status === 'settled' &&
      FIRST_RELEASE.has(plan.rule) &&
      plan.matter === event.id &&
      plan.notApplicable === null,
  );
  return first?.progress.submissions.at(-1) ?? null;
}

const FIRST_RELEASE: ReadonlySet<string> = new Set(['D36-1', 'D36-2']);

/** The end of the response does not discharge a release that the clause demands (art. 36). */
function releasesEndWith({ ending, severity, possiblyMajor }: OpinionEvent): boolean {
  return ending?.how !== 'closed' || (possiblyMajor && !isMajor(severity));
}

function flagsOf(event: OpinionEvent, { duties }: Surroundings): Set<string> {
  const flags = new Set<string>();
  if (duties.some(({ status, plan }) => status === 'settled' && plan.id === `${event.id}/D36-3`))
    flags.add('press-held');
  if (isMajor(event.severity)) flags.add('major');
  else if (event.possiblyMajor) flags.add('major').add('not-yet-formal');
  else flags.add('ordinary');
  return flags;
}

/** What is missing when a release went out without its approval (art. 37). */
const NO_APPROVAL = '发布时未见审批记录';

function approval(event: OpinionEvent, shared: Shared, around: Surroundings): Subject {
  const facts = new Map(shared.facts);
  if (event.draftedAt) facts.set('release.drafted', { instant: event.draftedAt });
  const released = releases(around.duties).length > 0;
  const ended = released ? ({ verdict: 'deviation', reason: NO_APPROVAL } as const) : shared.ended;
  return subject({
    ...shared,
    facts,
    per: 'release-approval',
    owedBy: event.lead,
    ended,
    knownLate: [],
    otherStarts: [],
  });
}

/** Times of all releases so far, the first one and the updates, in order; one release may count under two rules. */
function releases(duties: readonly ExistingDuty[]): Instant[] {
  const times = duties
    .filter((duty): duty is SettledDuty => duty.status === 'settled' && RELEASE_RULES.has(duty.plan.rule))
    .flatMap((duty) => duty.progress.submissions.at(-1)?.done.latest ?? []);
  return [...new Set(times)].sort();
}

const RELEASE_RULES: ReadonlySet<string> = new Set(['D36-1', 'D36-2', 'D36-4']);
const FIRST_HOURS = 48;

function rolling(event: OpinionEvent, shared: Shared, around: Surroundings, start: Instant): Subject[] {
  if (!shared.flags.has('major')) return [];
  const calmAfter = addSeconds(start, FIRST_HOURS * 3600);
  return releases(around.duties).map((released, index) => {
    const early = released < calmAfter;
    return subject({
      ...shared,
      per: 'rolling',
      part: String(index + 1),
      owedBy: event.lead,
      facts: new Map([...shared.facts, ['release.last', { instant: released }]]),
      flags: new Set([...shared.flags, early ? 'first-48h' : 'later']),
      toldAt: released,
      start: null,
      otherStarts: [],
      knownLate: [],
      clock: early ? 'E' : 'O',
      quietExemptUntil: calmAfter,
      words: { ...shared.words, update: String(index + 2) },
    });
  });
}
