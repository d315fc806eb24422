/** What within a meeting owes something: the meeting, each agenda item, the sending out of the papers (art. 52). */
import type { Procedure } from '../procedures/procedure.ts';
import type { StepHost } from '../procedures/progress.ts';
import { stepSubjects } from '../procedures/step-subjects.ts';
import type { Fact } from '../rules/expression.ts';
import { type Instant, latest } from '../time/instant.ts';
import { type Subject, type Surroundings, subject } from './matter.ts';
import {
  type HeldAgendaItem,
  type Meeting,
  type MeetingStart,
  meetingWords,
  startInstant,
} from './meeting.ts';

/** The meeting itself, each agenda item, and the sending out of the papers. */
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
    flags: new Set(meeting.state === 'begun' ? ['begun'] : []),
  };
  const words = meetingWords(meeting, around.zone);
  const plan = subject({ ...shared, per: 'meeting', owedBy: 'office', words });
  const papers = meeting.agenda.map((one) => itemSubject(one, meeting, shared, words));
  const versions = meeting.agenda.flatMap((one) => versionSubjects(one, shared, words));
  const steps = procedure ? stepsOfMeeting(meeting, procedure, shared, words) : [];
  return [plan, ...papers, ...versions, distribution(meeting, around, shared, words), ...steps];
}

/** What comes after the meeting has begun is not asked before it: its clock starts with `meeting.begun`. */
function stepsOfMeeting(
  meeting: Meeting,
  procedure: Procedure,
  shared: Shared,
  words: Subject['words'],
): Subject[] {
  const facts = new Map(shared.facts);
  if (meeting.state === 'begun' && shared.eventAt !== null)
    facts.set('meeting.begun', { instant: shared.eventAt });
  return stepSubjects(procedure, hostOfMeeting(meeting), {
    facts,
    toldAt: meeting.toldAt,
    words,
    ended: shared.ended,
    resting: shared.resting,
    eventAt: meeting.state === 'begun' ? null : shared.eventAt,
    unit: 'office',
    leader: null,
  });
}

/** Its agenda items go through the steps of each; an item taken off goes through none. */
export function hostOfMeeting(meeting: Meeting): StepHost {
  const items = meeting.agenda.filter(({ withdrawn }) => withdrawn === null);
  const parts = items.map(({ id, title, unit }) => ({ id, title, unit, flags: new Set<string>() }));
  return {
    done: meeting.steps,
    flags: new Set(meeting.state === 'begun' ? ['begun'] : []),
    parts: new Map([['agenda-item', parts]]),
  };
}

type Shared = Pick<Subject, 'facts' | 'toldAt' | 'toldBefore' | 'eventAt' | 'resting' | 'ended' | 'flags'>;

function factsOf(start: MeetingStart, around: Pick<Surroundings, 'settings' | 'zone'>): Map<string, Fact> {
  const at = startInstant(start, around);
  return new Map(at === null ? [] : [['meeting.start', { instant: at }]]);
}

function itemSubject(
  one: HeldAgendaItem,
  meeting: Meeting,
  shared: Shared,
  words: Subject['words'],
): Subject {
  return subject({
    ...shared,
    per: 'agenda-item',
    part: one.id,
    owedBy: one.unit,
    toldAt: latest(one.addedAt, meeting.toldAt),
    toldBefore: shared.toldBefore.filter(({ at }) => one.addedAt <= at),
    ended: withdrawnAs(one) ?? shared.ended,
    words: { ...words, matter: one.title, title: one.title },
  });
}

function withdrawnAs({ withdrawn }: HeldAgendaItem): Subject['ended'] {
  return withdrawn && { verdict: 'waived', reason: `${withdrawn.how}：${withdrawn.why}` };
}

/** The second version and those after it, each by its own time. */
function versionSubjects(one: HeldAgendaItem, shared: Shared, words: Subject['words']): Subject[] {
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
      words: { ...words, matter: one.title, title: one.title },
    }),
  );
}

/** The office sends the papers out once it has them all; the limit moves with the last one received. */
function distribution(
  meeting: Meeting,
  around: Surroundings,
  shared: Shared,
  words: Subject['words'],
): Subject {
  const received = receivedAt(meeting, around);
  const facts = new Map(shared.facts);
  if (received !== null) facts.set('papers.received', { instant: received });
  return subject({ ...shared, facts, per: 'distribution', owedBy: 'office', words });
}

function receivedAt(meeting: Meeting, { duties }: Surroundings): Instant | null {
  const expected = meeting.agenda.filter(({ withdrawn }) => withdrawn === null).map(({ id }) => id);
  const times = expected.map((id) => {
    const papers = duties.find(({ plan }) => plan.rule === 'D52-07' && plan.id.endsWith(`/${id}`));
    const settled = papers?.status === 'settled' ? papers.progress.submissions.at(-1) : undefined;
    return settled?.done.latest ?? null;
  });
  if (times.length === 0 || times.includes(null)) return null;
  return times.reduce((last, at) => (last === null || (at !== null && at > last) ? at : last), null);
}
