/** What within a meeting owes something: the plan, the papers of each item, their way back, and each step (art. 52). */
import type { Procedure } from '../procedures/procedure.ts';
import { stepSubjects } from '../procedures/step-subjects.ts';
import type { Fact } from '../rules/expression.ts';
import { type Instant, latest } from '../time/instant.ts';
import { fieldFacts } from './case.ts';
import { type Subject, type Surroundings, subject } from './matter.ts';
import {
  type HeldAgendaItem,
  kindsOf,
  type Meeting,
  type MeetingStart,
  meetingWords,
  saidTitle,
  startInstant,
} from './meeting.ts';
import { chairOf, hostOfMeeting, notAdmitted, organiserOf } from './meeting-host.ts';
import { afterSubjects } from './meeting-papers-back.ts';

/** The meeting itself, each agenda item and the sending out of the papers once they are fixed; what follows; steps. */
export function meetingSubjects(
  meeting: Meeting,
  around: Surroundings,
  procedure: Procedure | null,
): Subject[] {
  const at = startInstant(meeting.start, around);
  const shared = {
    facts: factsOf(meeting.start, around),
    toldAt: meeting.toldAt,
    toldBefore: meeting.toldBefore.map((earlier) => ({
      at: earlier.at,
      facts: factsOf(earlier.start, around),
    })),
    eventAt: at,
    resting: at === null ? '会议时间待定' : null,
    ended:
      meeting.state === 'cancelled' ? ({ verdict: 'not-applicable', reason: '会议取消' } as const) : null,
    flags: flagsOf(meeting, procedure),
  };
  const words = meetingWords(meeting, around.zone);
  const steps = procedure ? stepsOfMeeting(meeting, procedure, shared, words) : [];
  if (!meeting.agendaFixed) return steps;
  const plan = subject({ ...shared, per: 'meeting', owedBy: 'office', words });
  const placed = meeting.agenda.filter((one) => one.placed);
  const papers = placed.map((one) => itemSubject(one, meeting, procedure, shared, words));
  const versions = placed.flatMap((one) => versionSubjects(one, shared, words));
  const after = afterSubjects(meeting, shared, words);
  return [
    plan,
    ...papers,
    ...versions,
    distribution(meeting, procedure, around, shared, words),
    ...steps,
    ...after,
  ];
}

/** Without a procedure a meeting still has its kind and whether it has begun. */
function flagsOf(meeting: Meeting, procedure: Procedure | null): ReadonlySet<string> {
  return procedure === null
    ? new Set([
        ...kindsOf(meeting).map((kind) => `kind=${kind}`),
        ...(meeting.state === 'begun' ? ['begun'] : []),
      ])
    : hostOfMeeting(meeting, procedure).flags;
}

/** What comes after the meeting has begun is not asked before it: its clock starts with `meeting.begun`. */
function stepsOfMeeting(
  meeting: Meeting,
  procedure: Procedure,
  shared: Shared,
  words: Subject['words'],
): Subject[] {
  const facts = new Map([
    ...shared.facts,
    ['meeting.planned', { instant: meeting.openedAt }] as const,
    ...fieldFacts(meeting, procedure),
  ]);
  if (meeting.state === 'begun' && shared.eventAt !== null)
    facts.set('meeting.begun', { instant: shared.eventAt });
  return stepSubjects(procedure, hostOfMeeting(meeting, procedure), {
    facts,
    toldAt: meeting.toldAt,
    words,
    ended: shared.ended,
    resting: shared.resting,
    eventAt: meeting.state === 'begun' ? null : shared.eventAt,
    unit: organiserOf(meeting),
    leader: chairOf(meeting),
    partsNamed: true,
  });
}

export type Shared = Pick<
  Subject,
  'facts' | 'toldAt' | 'toldBefore' | 'eventAt' | 'resting' | 'ended' | 'flags'
>;

function factsOf(start: MeetingStart, around: Pick<Surroundings, 'settings' | 'zone'>): Map<string, Fact> {
  const at = startInstant(start, around);
  return new Map(at === null ? [] : [['meeting.start', { instant: at }]]);
}

function itemSubject(
  one: HeldAgendaItem,
  meeting: Meeting,
  procedure: Procedure | null,
  shared: Shared,
  words: Subject['words'],
): Subject {
  const title = saidTitle(one);
  return subject({
    ...shared,
    per: 'agenda-item',
    part: one.id,
    owedBy: one.unit,
    toldAt: latest(one.addedAt, meeting.toldAt),
    toldBefore: shared.toldBefore.filter(({ at }) => one.addedAt <= at),
    ended: offTheAgenda(one, meeting, procedure) ?? shared.ended,
    words: { ...words, matter: title, title },
  });
}

function offTheAgenda(one: HeldAgendaItem, meeting: Meeting, procedure: Procedure | null): Subject['ended'] {
  const dropped = notAdmitted(one.id, meeting, procedure);
  return dropped === null ? withdrawnAs(one) : { verdict: 'waived', reason: dropped };
}

function withdrawnAs({ withdrawn }: HeldAgendaItem): Subject['ended'] {
  return withdrawn && { verdict: 'waived', reason: `${withdrawn.how}：${withdrawn.why}` };
}

/** The second version and those after it, each by its own time. */
function versionSubjects(one: HeldAgendaItem, shared: Shared, words: Subject['words']): Subject[] {
  const title = saidTitle(one);
  return one.revisions.map(({ until, askedAt }, index) =>
    subject({
      ...shared,
      per: 'next-version',
      part: `${one.id}-v${index + 2}`,
      owedBy: one.unit,
      facts: new Map([...shared.facts, ['next-version.limit', { instant: until }]]),
      toldAt: askedAt,
      toldBefore: [],
      ended: withdrawnAs(one) ?? shared.ended,
      words: { ...words, matter: title, title },
    }),
  );
}

/** The office sends the papers out once it has them all; the limit moves with the last one received. */
function distribution(
  meeting: Meeting,
  procedure: Procedure | null,
  around: Surroundings,
  shared: Shared,
  words: Subject['words'],
): Subject {
  const received = receivedAt(meeting, procedure, around);
  const facts = new Map(shared.facts);
  if (received !== null) facts.set('papers.received', { instant: received });
  return subject({ ...shared, facts, per: 'distribution', owedBy: 'office', words });
}

function receivedAt(meeting: Meeting, procedure: Procedure | null, { duties }: Surroundings): Instant | null {
  const expected = meeting.agenda
    .filter((one) => one.placed && offTheAgenda(one, meeting, procedure) === null)
    .map(({ id }) => id);
  const times = expected.map((id) => {
    const papers = duties.find(({ plan }) => plan.rule === 'D52-07' && plan.id.endsWith(`/${id}`));
    const settled = papers?.status === 'settled' ? papers.progress.submissions.at(-1) : undefined;
    return settled?.done.latest ?? null;
  });
  if (times.length === 0 || times.includes(null)) return null;
  return times.reduce((last, at) => (last === null || (at !== null && at > last) ? at : last), null);
}
