/** From a matter's subjects and the rules to the duties that ought to exist, each with its limit explained. */
import type { Verdict } from '../compliance/verdict.ts';
import { type LadderMoments, nextRepeat, type PlannedRung, planRungs } from '../ladder/plan-rungs.ts';
import type { Subject } from '../matters/matter.ts';
import type { NoticeKind } from '../notices/notice.ts';
import type { OfficeTimes } from '../notices/quiet-time.ts';
import { conditionHolds } from '../rules/condition.ts';
import { type Edition, settingsUnder } from '../rules/edition.ts';
import {
  amountOf,
  type Evaluation,
  evaluate,
  type Facts,
  type Ground,
  operativeReading,
  viewOf,
} from '../rules/expression.ts';
import { type Ladder, type Rule, type Rulebook, ruleKey } from '../rules/rulebook.ts';
import { flagSetting, intervalsSetting, namesSetting, numberSetting } from '../rules/settings.ts';
import { addSeconds, dateOf, type Instant, instantAt, timeOf } from '../time/instant.ts';
import { addDays } from '../time/local-date.ts';
import { sayDateTime } from '../time/wording.ts';
import type { DutyPlan, Submission } from './duty.ts';
import { afterRests } from './rests.ts';

/** What a matter wants of one duty. */
export type WantedDuty =
  | {
      readonly want: 'open';
      readonly plan: DutyPlan;
      /** What the ladder is counted from: the limit, or a time to act by when that had passed before. */
      readonly limit: Instant;
      /** When whoever owes was told. */
      readonly toldAt: Instant;
      readonly ladder: Ladder;
      /** What it was counted on: the settings of the edition that it keeps, or those of today. */
      readonly ground: PlanningGround;
      readonly fulfilled: Submission | null;
      readonly rests: Subject['rests'];
      /** What the receiver has answered by an act on the matter. */
      readonly acceptedBy: Subject['acceptedBy'];
      readonly returned: Subject['returned'];
    }
  | { readonly want: 'rest'; readonly id: string; readonly why: string }
  | { readonly want: 'end'; readonly id: string; readonly verdict: Verdict; readonly reason: string };

export interface PlanningGround extends Ground {
  readonly rulebook: Rulebook;
  /** The names that rules use for bodies, such as `legal`, to the district's own units. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly times: OfficeTimes;
  /** The present edition of each rule. */
  readonly editions: ReadonlyMap<Rule, Edition>;
}

/**
 * All duties of a matter as its subjects and the rules have them at `now`. A duty that exists keeps the edition of the
 * rule it was planned with, until the office lets it take over another. Pure: the same input gives the same plan, so
 * that planning twice changes nothing.
 */
export function wantedDuties(
  matter: { readonly id: string; readonly kind: string },
  subjects: readonly Subject[],
  ground: PlanningGround,
  now: Instant,
  kept: ReadonlyMap<string, Edition> = new Map(),
): WantedDuty[] {
  const keeping = [...kept].flatMap(([id, edition]) =>
    wantedBy(edition, matter, subjects, underEdition(edition, ground), now, (one) => one === id),
  );
  const had = new Set(keeping.map((want) => (want.want === 'open' ? want.plan.id : want.id)));
  const present = ground.rulebook.rules.flatMap((rule) => {
    const edition = ground.editions.get(rule);
    if (!edition) throw new Error(`rule '${ruleKey(rule)}' has no edition`);
    return wantedBy(edition, matter, subjects, ground, now, (one) => !had.has(one));
  });
  return [...keeping, ...present];
}

/** Calendar and names are today's; only what the rule says is as it was. */
function underEdition(edition: Edition, ground: PlanningGround): PlanningGround {
  return { ...ground, settings: settingsUnder(edition, ground.settings) };
}

function wantedBy(
  edition: Edition,
  matter: { readonly id: string; readonly kind: string },
  subjects: readonly Subject[],
  ground: PlanningGround,
  now: Instant,
  concerns: (id: string) => boolean,
): WantedDuty[] {
  const { rule } = edition;
  if (rule.matter !== matter.kind || !switchedOn(rule, ground)) return [];
  return subjects.flatMap((subject) => {
    if (subject.per !== rule.per || !holds(rule, subject) || !inForce(rule, subject, ground)) return [];
    const id = dutyId(matter.id, rule, subject);
    const duty = concerns(id) ? wantedDuty(id, matter.id, edition, subject, ground, now) : null;
    return duty ? [duty] : [];
  });
}

function switchedOn(rule: Rule, { settings }: PlanningGround): boolean {
  return rule.switch === null || flagSetting(settings, rule.switch);
}

/** By the day on which whoever owes was told: what was asked under a rule stays asked when the rule ends. */
function inForce(rule: Rule, { toldAt }: Subject, { zone }: PlanningGround): boolean {
  const day = dateOf(toldAt, zone);
  return rule.effectiveFrom <= day && (rule.effectiveUntil === null || day < rule.effectiveUntil);
}

function holds(rule: Rule, { flags }: Subject): boolean {
  return hold(rule.when, flags);
}

function hold(wanted: readonly string[], flags: ReadonlySet<string>): boolean {
  return wanted.every((condition) => conditionHolds(condition, (flag) => flags.has(flag)));
}

/** `MATTER/RULE[/PART]`. */
function dutyId(matter: string, rule: Pick<Rule, 'id' | 'part'>, subject: Pick<Subject, 'part'>): string {
  return [matter, ruleKey(rule), ...(subject.part === null ? [] : [subject.part])].join('/');
}

function wantedDuty(
  id: string,
  matter: string,
  edition: Edition,
  subject: Subject,
  ground: PlanningGround,
  now: Instant,
): WantedDuty | null {
  const { rule } = edition;
  if (subject.ended) return { want: 'end', id, ...subject.ended };
  if (subject.resting !== null) return { want: 'rest', id, why: subject.resting };
  const counted = limitFor(rule, subject, ground);
  if (counted === null) return null;
  const limit = withRests(counted, subject, ground);
  const over = subject.eventAt !== null && subject.eventAt <= now;
  if (over && limit.notApplicable !== null) {
    return { want: 'end', id, verdict: 'not-applicable', reason: limit.notApplicable };
  }
  const passedBefore = passedBeforeKnown(limit, subject);
  const moved = limit.at === counted.at ? {} : { ruleLimit: counted.at };
  const plan = { ...planOf(id, matter, edition, subject, limit, passedBefore, ground), ...moved };
  const fulfilled = subject.fulfilled ?? countedFor(rule, subject);
  return {
    want: 'open',
    plan,
    limit: plan.actBy,
    toldAt: subject.toldAt,
    ladder: ladderFor(edition.ladder, subject),
    ground,
    fulfilled,
    rests: subject.rests,
    acceptedBy: subject.acceptedBy,
    returned: subject.returned,
  };
}

/** Without the rungs that are for other subjects. */
function ladderFor(ladder: Ladder, { flags }: Pick<Subject, 'flags'>): Ladder {
  return { ...ladder, rungs: ladder.rungs.filter(({ onlyIf }) => hold(onlyIf, flags)) };
}

function countedFor(rule: Rule, { occurrences }: Subject): Submission | null {
  return rule.counts === null ? null : (occurrences.get(rule.counts) ?? null);
}

type Due = Extract<Evaluation, { outcome: 'due' }>;
type Limit = Due & { readonly notApplicable: string | null };

/** The operative limit, or what stands in for it when the unit was told too late. */
function limitFor(
  rule: Rule,
  subject: Pick<Subject, 'facts' | 'toldAt' | 'toldBefore'>,
  ground: Ground,
): Limit | null {
  const reading = operativeReading(rule.deadline, ground.settings);
  const due = evaluate(reading.steps, subject.facts, ground);
  if (due.outcome === 'none') return null;
  if (
    !rule.tooLate ||
    inTime(firstTold(due.at, rule, subject, ground), due.at, rule.tooLate.marginWorkHours, ground)
  ) {
    return { ...due, notApplicable: null };
  }
  return instead(rule.tooLate.instead, subject, ground);
}

/** Time at rest is added to the limit. */
function withRests(limit: Limit, { rests }: Subject, ground: Ground): Limit {
  const { at, steps } = afterRests(limit.at, rests, ground);
  return steps.length === 0 ? limit : { ...limit, at, steps: [...limit.steps, ...steps] };
}

/** A change that asks for nothing sooner than was known before does not make the telling late. */
function firstTold(
  limit: Instant,
  rule: Rule,
  { toldAt, toldBefore }: Pick<Subject, 'toldAt' | 'toldBefore'>,
  ground: Ground,
): Instant {
  let told = toldAt;
  for (const earlier of toldBefore) {
    const before = dueFrom(rule, earlier.facts, ground);
    if (before === null || before > limit) break;
    told = earlier.at;
  }
  return told;
}

function inTime(told: Instant, limit: Instant, marginWorkHours: number, ground: Ground): boolean {
  if (told > limit) return false;
  if (marginWorkHours === 0) return true;
  const view = viewOf(ground);
  const seconds = view.workingSecondsBetween(told, limit, intervalsSetting(ground.settings, 'office_hours'));
  return seconds >= marginWorkHours * 3600;
}

function instead(
  choices: NonNullable<Rule['tooLate']>['instead'],
  subject: Pick<Subject, 'facts' | 'toldAt'>,
  ground: Ground,
): Limit | null {
  let last: Limit | null = null;
  for (const choice of choices) {
    const due = evaluate(choice.steps, subject.facts, ground);
    if (due.outcome === 'none') continue;
    last = { ...due, notApplicable: choice.notApplicable };
    if (subject.toldAt <= due.at) return last;
  }
  return last;
}

type KnownLate = Subject['knownLate'][number];

function passedBeforeKnown(limit: Limit, subject: Subject): KnownLate | null {
  return subject.knownLate.findLast(({ at }) => at > limit.at) ?? null;
}

/** A limit that had passed before it could be known still gets a time to act by, counted from then. */
function alertLimit(dueAt: Instant, passedBefore: { readonly at: Instant } | null, ground: Ground): Instant {
  if (passedBefore === null) return dueAt;
  return addSeconds(passedBefore.at, numberSetting(ground.settings, 'opinion.internal_after_T2') * 3600);
}

function unitOf(name: string, { aliases }: PlanningGround): string {
  return aliases.get(name) ?? name;
}

function planOf(
  id: string,
  matter: string,
  edition: Edition,
  subject: Subject,
  limit: Limit,
  passedBefore: KnownLate | null,
  ground: PlanningGround,
): DutyPlan {
  const { rule } = edition;
  const actBy = alertLimit(limit.at, passedBefore, ground);
  const judged = limit.notApplicable === null && !subject.flags.has('not-yet-formal');
  return {
    id,
    matter,
    rule: rule.id,
    subject: { per: subject.per, part: subject.part },
    title: rule.title,
    rulebook: ground.rulebook.version,
    edition: edition.id,
    owedBy: unitOf(rule.owedBy === 'subject' ? subject.owedBy : rule.owedBy, ground),
    served: subject.served,
    receivedBy: rule.receivedBy,
    basis: judged ? basisOf(rule, subject) : 'internal',
    clock: subject.clock ?? rule.clock,
    lane: rule.lane,
    dueAt: limit.at,
    actBy,
    dueEarliest: subject.start?.within.earliest === null ? null : limit.at,
    dueLatest: dueLatest(rule, subject, limit, ground),
    provisional: limit.provisional,
    mayChange: limit.mayChange,
    calendars: limit.calendars,
    steps: limit.steps,
    notApplicable: limit.notApplicable,
    passedBefore: passedBefore?.state ?? null,
    alternatives: alternatives(rule, subject, ground),
    acceptance: rule.acceptance,
    channels: rule.channels === null ? null : namesSetting(ground.settings, rule.channels),
    eventAt: subject.eventAt,
    quietExemptUntil: subject.quietExemptUntil,
    lapse: lapseOf(rule, limit, ground),
    extendable: rule.extendable,
    ...extendableUntil(rule, limit, ground),
    confined: rule.confined,
    ...standingApart(subject),
    words: { ...limitWords(actBy, rule, subject, ground), ...subject.words },
  };
}

/** An instruction's limit that no paper names and nobody has adopted is our own (practice §2). */
function basisOf({ basis }: Rule, { flags }: Subject): Rule['basis'] {
  return basis === 'instruction' && flags.has('default-limit') ? 'internal' : basis;
}

/** What only few duties have is left out of the others. */
function standingApart({ excused, outsideRate, quietBefore }: Subject): Partial<DutyPlan> {
  return {
    ...(excused === null ? {} : { excused }),
    ...(outsideRate === null ? {} : { outsideRate }),
    ...(quietBefore === null ? {} : { quietBefore }),
  };
}

/** Close of business some working days after the limit of what is only normally done. */
function lapseOf(rule: Rule, limit: Limit, ground: Ground): DutyPlan['lapse'] {
  if (rule.normally === null) return null;
  const view = viewOf(ground);
  const days = amountOf(rule.normally.carry, ground.settings);
  const date = view.addWorkdays(dateOf(limit.at, ground.zone), days);
  const at = instantAt(date, timeOf(limit.at, ground.zone), ground.zone);
  return { at, state: rule.normally.state };
}

/** Days counted from the limit as it is without the extension; the end of a day that is off goes forward. */
function extendableUntil(rule: Rule, { at }: Limit, ground: Ground): Pick<DutyPlan, 'extendableUntil'> {
  if (rule.extensionDays === null) return {};
  const days = amountOf(rule.extensionDays, ground.settings);
  const date = viewOf(ground).rollForward(addDays(dateOf(at, ground.zone), days));
  return { extendableUntil: instantAt(date, timeOf(at, ground.zone), ground.zone) };
}

function limitWords(at: Instant, rule: Rule, subject: Subject, ground: Ground): Record<string, string> {
  return { due: sayDateTime(at, ground.zone), matter: `${subject.words.about ?? ''}${rule.title}` };
}

function dueLatest(rule: Rule, subject: Subject, limit: Due, ground: Ground): Instant {
  const latest = subject.start?.within.latest;
  if (!subject.start || !latest || subject.start.within.earliest === latest) return limit.at;
  return dueFrom(rule, withFact(subject.facts, subject.start.fact, latest), ground) ?? limit.at;
}

function alternatives(rule: Rule, subject: Subject, ground: Ground): DutyPlan['alternatives'] {
  return subject.otherStarts.flatMap(({ id, fact, at }) => {
    const dueAt = dueFrom(rule, withFact(subject.facts, fact, at), ground);
    return dueAt === null ? [] : [{ id, dueAt }];
  });
}

function withFact(facts: Facts, name: string, instant: Instant): Facts {
  return new Map([...facts, [name, { instant }]]);
}

function dueFrom(rule: Rule, facts: Facts, ground: Ground): Instant | null {
  const due = evaluate(operativeReading(rule.deadline, ground.settings).steps, facts, ground);
  return due.outcome === 'due' ? due.at : null;
}

/** Kinds that a duty keeps whose clause cannot be asked: it is still prepared for, but nobody is hastened. */
const PREPARING: ReadonlySet<NoticeKind> = new Set(['start', 'remind', 'warn', 'digest']);

/** What a duty that exists already brings along when its rungs are planned again under the same limit. */
export type Standing = Pick<LadderMoments, 'pending' | 'confirmed'>;

/** The rungs of a wanted duty that are still to come at `now`. */
export function rungsFor(
  wanted: Extract<WantedDuty, { want: 'open' }>,
  openedAt: Instant,
  now: Instant,
  standing: Standing = {},
): PlannedRung[] {
  const { plan, limit, toldAt, ladder, ground } = wanted;
  const planned = planRungs(
    ladder,
    plan.clock,
    { openedAt, toldAt, limit, now, ...standing },
    ground,
    ground.times,
  );
  const rungs = plan.quietBefore === undefined ? planned : notBefore(plan.quietBefore, planned);
  const asked = insideOffice(plan) ? rungs.filter(staysInside) : rungs;
  return plan.notApplicable === null ? asked : asked.filter(({ kind }) => PREPARING.has(kind));
}

/** What was taken over is not made up for: only rungs from then on, and the next repeat of one that repeats. */
function notBefore(moment: Instant, rungs: readonly PlannedRung[]): PlannedRung[] {
  return rungs.flatMap((rung) => {
    if (rung.at === null || rung.at >= moment) return [rung];
    if (rung.repeatSeconds === null) return [];
    return [{ ...rung, at: nextRepeat(rung.at, rung.repeatSeconds, addSeconds(moment, -1)) }];
  });
}

/** An internal node of a report-back reminds and stays inside the office until somebody adopts it (practice §2). */
function insideOffice({ basis, clock }: DutyPlan): boolean {
  return basis === 'internal' && clock === 'R';
}

const LEADERS = /^(leader-in-charge|leaders|mayor|executive-vice-mayor|vice-mayor-\d+)$/;

/** Neither a slip that needs approval nor anything that goes up to a leader. */
function staysInside({ approval, kind, to }: PlannedRung): boolean {
  return approval === undefined && !(kind === 'escalate' && to.some((role) => LEADERS.test(role)));
}
