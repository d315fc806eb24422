/** What is owed after a meeting besides its steps: papers that come back, papers lent, final texts (art. 52). */
import type { Submission } from '../duties/duty.ts';
import type { Fact } from '../rules/expression.ts';
import { type Subject, subject } from './matter.ts';
import { type HeldAgendaItem, type Meeting, saidTitle } from './meeting.ts';
import type { Shared } from './meeting-subjects.ts';

/** Nothing before the meeting has begun. */
export function afterSubjects(meeting: Meeting, shared: Shared, words: Subject['words']): Subject[] {
  if (meeting.state !== 'begun' || shared.eventAt === null) return [];
  const facts = new Map([...shared.facts, ['meeting.begun', { instant: shared.eventAt }] as const]);
  const ended = { ...shared, facts, toldAt: shared.eventAt, toldBefore: [], eventAt: null };
  const finals = meeting.agenda.filter(({ outcome }) => outcome?.is === '原则通过');
  return [
    collection(meeting, ended, words),
    ...copies(meeting, ended, words),
    ...loans(meeting, ended, words),
    ...finals.map((item) => finalText(item, ended, words)),
  ];
}

/** The office counts the papers at the door. */
function collection(meeting: Meeting, shared: Shared, words: Subject['words']): Subject {
  const fulfilled = meeting.collected?.submission ?? null;
  return subject({ ...shared, per: 'collection', owedBy: 'office', fulfilled, words });
}

/** Each copy that was not there; one lent with permission comes back by the day of the loan. */
function copies(meeting: Meeting, shared: Shared, words: Subject['words']): Subject[] {
  const { collected, loans: lent } = meeting;
  return (collected?.missing ?? []).map(({ copy, unit }) =>
    subject({
      ...shared,
      per: 'copy',
      part: copy,
      owedBy: unit,
      facts: withMoment(shared.facts, 'papers.collected', collected?.submission),
      ended: lent.some((loan) => loan.copy === copy)
        ? { verdict: 'waived', reason: '经批准带回使用' }
        : shared.ended,
      words: { ...words, copy },
    }),
  );
}

function loans(meeting: Meeting, shared: Shared, words: Subject['words']): Subject[] {
  return meeting.loans.map(({ copy, unit, until, lentAt }) => {
    const facts = new Map<string, Fact>([...shared.facts, ['loan.lent', { instant: lentAt }]]);
    if (until !== null) facts.set('loan.until', { instant: until });
    return subject({
      ...shared,
      per: 'loan',
      part: copy,
      owedBy: unit,
      toldAt: lentAt,
      facts,
      words: { ...words, copy },
    });
  });
}

/** 原则通过: the text is changed as the meeting said, and issued. */
function finalText(item: HeldAgendaItem, shared: Shared, words: Subject['words']): Subject {
  const title = saidTitle(item);
  return subject({
    ...shared,
    per: 'final-text',
    part: item.id,
    owedBy: item.unit,
    words: { ...words, matter: title, title },
  });
}

function withMoment(
  facts: Subject['facts'],
  name: string,
  submission: Submission | undefined,
): Subject['facts'] {
  const at = submission?.done.latest ?? null;
  return at === null ? facts : new Map<string, Fact>([...facts, [name, { instant: at }]]);
}
