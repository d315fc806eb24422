/** What within a public-opinion event owes something: the event, its releases, the approval, each update (art. 36, 37). */
import type { ExistingDuty, SettledDuty, Submission } from '../duties/duty.ts';
import type { Procedure } from '../procedures/procedure.ts';
import type { StepHost } from '../procedures/progress.ts';
import { stepSubjects } from '../procedures/step-subjects.ts';
import type { Fact } from '../rules/expression.ts';
import { textSetting } from '../rules/settings.ts';
import { addSeconds, type Instant } from '../time/instant.ts';
import { emergencySubjects, type SharedByEvent as Shared } from './emergency-subjects.ts';
import { type Subject, type Surroundings, subject } from './matter.ts';
import type { OpinionEvent } from './opinion-event.ts';
import { isMajor } from './severity.ts';

/** The states a record shows when a limit had passed before it could be known (practice: side by side). */
const REPORTED_LATE = '接报时已超时';

const CLASSIFIED_LATE = '定级时已超时';

/** The event, the approval before its release, and one subject for each interval between releases. */
export function eventSubjects(
  event: OpinionEvent,
  around: Surroundings,
  procedure: Procedure | null,
): Subject[] {
  // A rulebook that says nothing of events has no such setting either: it asks for nothing.
  if (!around.settings.has('opinion.anchor')) return [];
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
    // In emergencies messages carry the number alone: the title may say who was hurt.
    words: {
      about: event.emergency ? `事件${event.id}` : event.title,
      event: event.id,
      severity: event.severity,
    },
  };
  const owed = { ...shared, owedBy: event.lead, ended: releasesEndWith(event) ? shared.ended : null };
  return [
    subject({ ...owed, per: 'event' }),
    subject({ ...owed, per: 'release', fulfilled: firstRelease(event, around) }),
    approval(event, shared, around),
    ...rolling(event, shared, around, start.earliest),
    ...judgement(event, shared),
    ...(event.emergency ? emergencySubjects(event, event.emergency, shared, around) : []),
    ...(procedure ? stepsOfEvent(event, procedure, shared) : []),
  ];
}

function stepsOfEvent(event: OpinionEvent, procedure: Procedure, shared: Shared): Subject[] {
  const facts = new Map<string, Fact>([...shared.facts, ['event.reported', { instant: event.reportedAt }]]);
  return stepSubjects(procedure, hostOfEvent(event), {
    facts,
    toldAt: shared.toldAt,
    words: shared.words,
    ended: shared.ended,
    resting: null,
    eventAt: null,
    unit: event.lead,
    leader: null,
  });
}

/** Its severity is a flag that steps may ask for: `severity=重大`. */
export function hostOfEvent(event: OpinionEvent): StepHost {
  return { done: event.steps, flags: new Set([`severity=${event.severity}`]), parts: new Map() };
}

/** Whoever collected an opinion judges it (收集、研判); an opinion with its judgement on file needs no other. */
function judgement(event: OpinionEvent, shared: Shared): Subject[] {
  if (event.collectedBy === null) return [];
  const { facts, toldAt, flags, words, ended } = shared;
  const own = { facts: new Map<string, Fact>([...facts, ['event.reported', { instant: event.reportedAt }]]) };
  return [subject({ ...own, toldAt, flags, words, ended, per: 'judgement', owedBy: event.collectedBy })];
}

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
