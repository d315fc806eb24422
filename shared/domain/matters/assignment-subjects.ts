/** What an assignment owes: 反馈 and 办结 of the lead, monthly progress, answers of supporting units, the result. */
import type { ExistingDuty, Submission } from '../duties/duty.ts';
import type { Fact } from '../rules/expression.ts';
import { numberSetting } from '../rules/settings.ts';
import { dateOf, type Instant, instantAt, parseLocalTime } from '../time/instant.ts';
import { addDays, addMonths, firstDayOfMonth, type LocalDate } from '../time/local-date.ts';
import {
  type Assignment,
  leadOf,
  OBJECTED,
  type Party,
  presentParties,
  type Rest,
  restingBecause,
} from './assignment.ts';
import { nameOf } from './assignment-ground.ts';
import { type Subject, type Surroundings, subject } from './matter.ts';

type Ended = NonNullable<Subject['ended']>;

/** Nothing is owed before 交办; a unit that handed over owes nothing more. */
export function assignmentSubjects(found: Assignment, around: Surroundings): Subject[] {
  if (found.assignedAt === null) return [];
  const parties = found.parties.flatMap((party) =>
    party.role === 'lead' ? leadSubjects(party, found, around) : [supportSubject(party, found, around)],
  );
  return [...parties, ...resultSubject(found)];
}

function leadSubjects(party: Party, found: Assignment, around: Surroundings): Subject[] {
  const feedback = found.legacy ? [] : [feedbackSubject(party, found, around)];
  return [...feedback, finishSubject(party, found, around), ...monthlySubjects(party, found, around)];
}

/** 反馈: the first report answers it, also the one with which closing is asked for. */
function feedbackSubject(party: Party, found: Assignment, around: Surroundings): Subject {
  const common = shared(party, found, around);
  return subject({
    ...common,
    per: 'feedback',
    part: party.key,
    flags: ownLimit(common.flags, !found.adopted),
    words: wordsOf(found, '反馈'),
    fulfilled: firstReport(party, found, duty('feedback', party, around), null),
    ended: endedBecause(party, found),
    excused: excuse(party, found, around),
  });
}

/** 办结: the unit asks for closing (销号), the supervision office confirms or returns. */
function finishSubject(party: Party, found: Assignment, around: Surroundings): Subject {
  const asked = found.closing?.party === party.key ? found.closing.submission : null;
  const feedback = duty('feedback', party, around);
  const common = shared(party, found, around);
  return subject({
    ...common,
    per: 'finish',
    part: party.key,
    flags: ownLimit(common.flags, !found.adopted && !common.flags.has('named')),
    facts: new Map([...common.facts, ...(feedback ? [fact('feedback.due', ruleLimitOf(feedback))] : [])]),
    words: wordsOf(found, '办结'),
    fulfilled: asked,
    acceptedBy: found.closed?.by ?? null,
    returned: found.returned,
    resting: common.resting ?? (goesOnForLong(found) ? LONG_TERM : null),
    ended: found.closed && asked ? null : endedBecause(party, found),
    excused: excuse(party, found, around),
    outsideRate: takenOverLate(found, around) ? '存量' : null,
  });
}

/** Rest and extension of the report do not count for the completion, which has its own. */
function ruleLimitOf({ plan }: ExistingDuty): Instant {
  return plan.ruleLimit ?? plan.dueAt;
}

/** 长期坚持 has no end, and is not counted. */
const LONG_TERM = '长期坚持，不计办结时限';

function goesOnForLong({ reports }: Assignment): boolean {
  return reports.at(-1)?.state === '长期坚持';
}

/** Its limit lay before the day of the baseline: it stands on the 核对清单 until it is answered. */
function takenOverLate(
  { legacy, renewed, until, noRungsBefore }: Assignment,
  { zone }: Surroundings,
): boolean {
  if (!legacy || renewed || until === null || noRungsBefore === null) return false;
  return ('date' in until ? until.date : dateOf(until.instant, zone)) < noRungsBefore;
}

function shared(party: Party, found: Assignment, { zone }: Pick<Surroundings, 'zone'>) {
  const limit = party.until ?? (party.fresh ? null : found.until);
  const own = found.rests.filter(({ from }) => from >= party.since);
  return {
    owedBy: party.unit,
    toldAt: party.since,
    facts: factsOf(party, found, limit),
    flags: flagsOf(found, limit),
    rests: ended(own),
    resting: restingBecause(found),
    quietBefore: found.noRungsBefore === null ? null : beginningOf(found.noRungsBefore, zone),
  };
}

function beginningOf(day: LocalDate, zone: string): Instant {
  return instantAt(day, parseLocalTime('00:00'), zone);
}

function ended(rests: readonly Rest[]): Subject['rests'] {
  return rests.flatMap(({ from, until }) => (until === null ? [] : [{ from, until }]));
}

function fact(name: string, instant: Instant): [string, Fact] {
  return [name, { instant }];
}

function factsOf(party: Party, found: Assignment, limit: Fact | null): Map<string, Fact> {
  return new Map([
    fact('started', party.fresh ? party.since : found.startedAt),
    fact('assigned', party.since),
    ...(limit === null ? [] : [['limit', limit] as const]),
  ]);
}

function flagsOf(found: Assignment, limit: Fact | null): Set<string> {
  const { source, urgency, category, responsibility, adopted } = found;
  const timed = source === 'document' && (urgency !== null || category === '请示');
  const deployed =
    source === 'work-report' || source === 'party-committee' || (source === 'document' && !timed);
  const flags: [string, boolean][] = [
    [`source=${source}`, true],
    [`category=${category}`, true],
    [`responsibility=${responsibility}`, Boolean(responsibility)],
    [`urgency=${urgency ?? '普通'}`, true],
    ['urgent', urgency === '特急' || urgency === '加急'],
    ['timed', timed],
    ['deployed', deployed],
    ['named', limit !== null],
    ['adopted', adopted],
    ['legacy', found.legacy],
  ];
  return new Set(flags.flatMap(([name, holds]) => (holds ? [name] : [])));
}

/** A limit that no paper names and nobody has adopted is our own (practice §2). */
function ownLimit(flags: ReadonlySet<string>, own: boolean): Set<string> {
  return new Set([...flags, ...(own ? ['default-limit'] : [])]);
}

function wordsOf(found: Assignment, aspect: string): Record<string, string> {
  const name = nameOf(found);
  const title = found.secrecy === '工作秘密' ? name : found.title;
  return { about: '', matter: aspect === '反馈' ? name : `${name}（${aspect}）`, title };
}

function endedBecause(party: Party, found: Assignment): Ended | null {
  const because = (reason: string): Ended => ({ verdict: 'not-applicable', reason });
  if (party.left) return because(party.left.why);
  if (found.ended) return because(`${found.ended.how}：${found.ended.why}`);
  return found.closed ? because('事项已办结') : null;
}

function duty(per: string, { key }: Pick<Party, 'key'>, { duties }: Surroundings): ExistingDuty | null {
  return duties.find(({ plan }) => plan.subject.per === per && plan.subject.part === key) ?? null;
}

/** The first report of the party that its duty has not taken (and perhaps given back) yet, after a moment. */
function firstReport(
  party: Party,
  found: Assignment,
  known: ExistingDuty | null,
  after: Instant | null,
): Submission | null {
  const taken = new Set(known?.progress.submissions.map(({ recordedAt }) => recordedAt));
  const own = found.reports.filter((one) => one.party === party.key).map(({ submission }) => submission);
  const fits = ({ recordedAt }: Submission) =>
    !taken.has(recordedAt) && (after === null || recordedAt > after);
  return own.find(fits) ?? null;
}

/** The lead is excused where a supporting unit left it without an answer, and it said so (practice §8). */
function excuse(party: Party, found: Assignment, around: Surroundings): string | null {
  if (party.left) return null;
  const silent = presentParties(found).some((one) => {
    if (one.role !== 'supporting' || one.noAnswer === null) return false;
    const { at } = one.noAnswer;
    const answers = duty('support', one, around)?.progress.submissions ?? [];
    return !answers.some(({ done }) => done.latest !== null && done.latest <= at);
  });
  return silent ? '配合单位未反馈' : null;
}

/**
 * One report at a time: the next falls due on the first monthly day after the last one, and not within a few days of
 * it, so that nobody reports the same twice.
 */
function monthlySubjects(party: Party, found: Assignment, around: Surroundings): Subject[] {
  let last = lastBeforeMonthly(party, found, around);
  let before: LocalDate | null = null;
  const subjects: Subject[] = [];
  while (last !== null) {
    const day: LocalDate = monthlyDay(dateOf(last, around.zone), before, around);
    const part = `${day.slice(0, 7)}-${party.key}`;
    const known = duty('monthly', { key: part }, around);
    subjects.push(monthlySubject(party, part, day, last, found, known, around));
    last = known === null ? null : reportedAt(known);
    before = day;
  }
  return subjects;
}

function monthlySubject(
  party: Party,
  part: string,
  day: LocalDate,
  last: Instant,
  found: Assignment,
  known: ExistingDuty | null,
  around: Surroundings,
): Subject {
  const common = shared(party, found, around);
  const fulfilled = firstReport(party, found, known, last);
  const waits = found.closing && !found.closed && fulfilled === null ? '已申请销号，待核定' : null;
  return subject({
    ...common,
    per: 'monthly',
    part,
    toldAt: last,
    // The day is of the calendar; time at rest does not move it.
    rests: [],
    facts: new Map([...common.facts, ['progress.day', { date: day }]]),
    words: wordsOf(found, `${Number(day.slice(5, 7))}月进展`),
    fulfilled,
    resting: common.resting ?? (goesOnForLong(found) ? LONG_TERM : waits),
    ended: endedBecause(party, found),
  });
}

/** When the report before the monthly ones was made; `null` while it is owed. */
function lastBeforeMonthly(party: Party, found: Assignment, around: Surroundings): Instant | null {
  if (found.legacy)
    return found.noRungsBefore === null ? found.assignedAt : beginningOf(found.noRungsBefore, around.zone);
  const feedback = duty('feedback', party, around);
  return feedback === null ? null : reportedAt(feedback);
}

function reportedAt(known: ExistingDuty): Instant | null {
  if (known.status !== 'settled') return null;
  return known.progress.submissions.at(-1)?.recordedAt ?? known.settledAt;
}

/** The first monthly day some days after the last report, in a later month than the one before. */
function monthlyDay(last: LocalDate, before: LocalDate | null, { settings }: Surroundings): LocalDate {
  const day = numberSetting(settings, 'followup.monthly_day');
  const rested = addDays(last, numberSetting(settings, 'followup.monthly_gap'));
  const from = before !== null && rested <= before ? addDays(before, 1) : rested;
  const own = addDays(firstDayOfMonth(from), day - 1);
  return own >= from ? own : addDays(firstDayOfMonth(addMonths(firstDayOfMonth(from), 1)), day - 1);
}

/** A supporting unit answers the lead some working days before the lead's own report is due. */
function supportSubject(party: Party, found: Assignment, around: Surroundings): Subject {
  const lead = leadOf(found);
  const report = duty('feedback', lead, around) ?? duty('finish', lead, around);
  const common = shared(party, found, around);
  const objected = party.objection === null ? null : OBJECTED;
  return subject({
    ...common,
    per: 'support',
    part: party.key,
    facts: new Map([...common.facts, ...(report ? [fact('lead.due', report.plan.dueAt)] : [])]),
    rests: ended(party.rests),
    words: wordsOf(found, '配合'),
    resting: common.resting ?? objected,
    ended: endedBecause(party, found),
  });
}

/** The result goes to the leader in charge and, through him, to 区长: a task of the office (D15-3). */
function resultSubject(found: Assignment): Subject[] {
  if (!found.closed) return [];
  return [
    subject({
      per: 'result',
      owedBy: 'office',
      served: found.leader,
      toldAt: found.closed.at,
      facts: new Map([fact('closed', found.closed.at)]),
      words: wordsOf(found, '结果报告'),
    }),
  ];
}
