/** From a row of a past year's ledger to the duty it would have been: its limit by the rules, and its judgement by bounds. */
import type { DutyPlan, ExistingDuty } from '../../domain/duties/duty.ts';
import { type PlanningGround, wantedDuties } from '../../domain/duties/plan-duties.ts';
import type { PastDuty } from '../../domain/looking-back/read-row.ts';
import { namesOf } from '../../domain/looking-back/rule-words.ts';
import { subject } from '../../domain/matters/matter.ts';
import { flagsIn } from '../../domain/rules/condition.ts';
import type { Facts } from '../../domain/rules/expression.ts';
import { type Rule, ruleKey, type Step } from '../../domain/rules/rulebook.ts';
import { flagSetting } from '../../domain/rules/settings.ts';
import { dateOf, earliest, type Instant, latest, parseInstant } from '../../domain/time/instant.ts';
import { type LocalDate, parseLocalDate } from '../../domain/time/local-date.ts';
import { factsAt, isInForce } from '../explain.ts';
import { type CountedLimit, dutyOf, extended } from './judge-row.ts';

/** What becomes of a row that could be read. */
export type PlannedRow =
  | { readonly planned: 'duty'; readonly duty: ExistingDuty; readonly remarks: readonly Remark[] }
  /** It has no limit that could be computed, and why. */
  | { readonly planned: 'no-limit'; readonly why: string }
  | { readonly planned: 'unread'; readonly column: 'rule' | 'done'; readonly say: string }
  /** Under these settings the rule is not in force. */
  | { readonly planned: 'switched-off' };

/** `named-differs`: a paper names another limit than the clause. `untold`: when the unit was told is not on record. */
export type Remark = 'named-differs' | 'untold';

/** In whose place and when rows are judged. */
export interface RowAround {
  readonly ground: PlanningGround;
  /** The moment up to which the ledger was kept. */
  readonly asOf: Instant;
  /** The id of the matter that a row stands for. */
  readonly matter: string;
}

/** Pure: the same row, rules and calendar give the same duty. */
export function planRow(past: PastDuty, around: RowAround): PlannedRow {
  const { ground } = around;
  const candidates = inForceOf(past, ground.zone);
  const on = candidates.filter((rule) => rule.switch === null || flagSetting(ground.settings, rule.switch));
  const [first] = on;
  if (first === undefined || byPaper(first, past))
    return first ? underPaper(on, first, past, around) : { planned: 'switched-off' };
  if (first.anchor === 'limit')
    return { planned: 'no-limit', why: '该项时限以批示、纪要等规定的为准，应填写规定时限' };
  if (past.trigger === null) return { planned: 'no-limit', why: '触发时间不详，也没有规定时限' };
  const counted = on.map((rule) => ({ rule, limit: countedLimit(rule, past, around) }));
  const [one] = counted;
  if (!one || one.limit === null)
    return { planned: 'no-limit', why: '按该条款在此时间没有时限，或者缺少推算所需的时间' };
  const other = counted.some(({ limit }) => !sameLimit(limit, one.limit));
  if (other)
    return { planned: 'unread', column: 'rule', say: `该项分几种情形，时限不同，应写明：${namesOf(on)}` };
  return judged(one.rule, one.limit, past, around);
}

/** Of several versions those in force then; for what lies before the first, that one measures it. */
function inForceOf({ rules, trigger, named }: PastDuty, zone: string): readonly Rule[] {
  const at = trigger?.earliest ?? trigger?.latest ?? named;
  const then = at === null ? [] : rules.filter((rule) => isInForce(rule, dateOf(at, zone)));
  return then.length > 0 ? then : rules;
}

/** A limit that a paper names goes before a default; a clause's own goes before it (practice §2). */
function byPaper({ basis }: Rule, { named, trigger }: PastDuty): boolean {
  if (named === null) return false;
  return (basis !== 'clause' && basis !== 'law') || trigger === null;
}

function sameLimit(a: CountedLimit | null, b: CountedLimit | null): boolean {
  return a?.plan.dueAt === b?.plan.dueAt && a?.plan.dueLatest === b?.plan.dueLatest;
}

const PAPER: readonly Step[] = [{ step: 'from', fact: 'named', as: 'instant', say: '规定时限' }];

/** Whichever case is meant, the limit is the paper's. */
function underPaper(cases: readonly Rule[], first: Rule, past: PastDuty, around: RowAround): PlannedRow {
  const titles = new Set(cases.map(({ title }) => title));
  const clause = around.ground.rulebook.clauses.get(first.id);
  const rule: Rule = {
    ...first,
    title: titles.size === 1 ? first.title : (clause?.title ?? first.title),
    basis: 'instruction',
    tooLate: null,
    deadline: { setting: null, readings: [{ id: 'named', say: '规定时限', steps: PAPER }] },
  };
  if (past.named === null) throw new Error('a paper’s limit is asked for where none is named');
  const plan = planAt(first, rule, new Map([['named', { instant: past.named }]]), BEGINNING, past, around);
  if (plan === null) return { planned: 'switched-off' };
  return judged(
    rule,
    { plan, due: { earliest: plan.dueAt, latest: plan.dueAt }, uncertain: false },
    past,
    around,
  );
}

/** The limits that the earliest and the latest start would give, and whether the telling decides. */
function countedLimit(rule: Rule, past: PastDuty, around: RowAround): CountedLimit | null {
  const { ground } = around;
  const start = past.trigger ?? { earliest: null, latest: null };
  const tells = tellings(rule, past);
  const asked = tells === null ? { ...rule, tooLate: null } : rule;
  const [firstTold = BEGINNING, lastTold = firstTold] = tells ?? [];
  const at = (moment: Instant | null, told: Instant) =>
    moment === null ? null : planAt(rule, asked, factsAt(rule, moment, ground), told, past, around);
  const [early, late] = [at(start.earliest, firstTold), at(start.latest, firstTold)];
  const plan = early ?? late;
  if (plan === null) return null;
  const toldLate = at(start.earliest ?? start.latest, lastTold);
  const known = [early, late].flatMap((one) => (one === null ? [] : [one.dueAt]));
  const [least = plan.dueAt, most = plan.dueAt] = [...known].sort();
  return {
    plan: {
      ...plan,
      dueAt: earliest(least, most),
      dueEarliest: early === null ? null : earliest(least, most),
      dueLatest: latest(least, most),
      provisional: plan.provisional || late?.provisional === true,
    },
    due: {
      earliest: early === null ? null : earliest(least, most),
      latest: late === null ? null : latest(least, most),
    },
    uncertain: toldLate?.notApplicable !== plan.notApplicable,
  };
}

/** The first and the last moment at which the unit may have been told; `null` where it is not on record. */
function tellings({ tooLate }: Rule, { told }: PastDuty): readonly [Instant, Instant] | null {
  if (tooLate === null || told === null) return null;
  const [from, until] = [told.earliest ?? told.latest, told.latest ?? told.earliest];
  return from === null || until === null ? null : [from, until];
}

/** Before every moment of a ledger. */
const BEGINNING = parseInstant('0001-01-01T00:00:00Z');
const ALWAYS: LocalDate = parseLocalDate('0001-01-01');

/** By the code that plans the duties of a store. The row itself says that the rule applies, so its conditions hold. */
function planAt(
  original: Rule,
  asked: Rule,
  facts: Facts,
  toldAt: Instant,
  past: PastDuty,
  { ground, matter, asOf }: RowAround,
): DutyPlan | null {
  const edition = ground.editions.get(original);
  if (!edition) throw new Error(`rule '${ruleKey(original)}' has no edition`);
  const rule: Rule = {
    ...asked,
    effectiveFrom: ALWAYS,
    effectiveUntil: null,
    owedBy: past.unit === null ? asked.owedBy : 'subject',
  };
  const owes = subject({
    per: rule.per,
    owedBy: past.unit ?? rule.owedBy,
    facts,
    toldAt,
    flags: flagsFor(rule, past),
    words: { about: past.name },
  });
  const rulebook = { ...ground.rulebook, rules: [rule] };
  const editions = new Map([[rule, { ...edition, rule }]]);
  const [wanted] = wantedDuties(
    { id: matter, kind: rule.matter },
    [owes],
    { ...ground, rulebook, editions },
    asOf,
  );
  if (wanted?.want !== 'open') return null;
  const { plan } = wanted;
  return { ...plan, words: { ...plan.words, matter: aboutOf(past, plan) } };
}

function aboutOf({ name }: PastDuty, { title }: DutyPlan): string {
  return name === '' ? title : `${name}（${title}）`;
}

/** A default limit of a report-back that no paper names is our own (practice §2). */
function flagsFor({ when, basis }: Rule, { named }: PastDuty): ReadonlySet<string> {
  const held = when
    .filter((condition) => !condition.startsWith('!'))
    .flatMap((one) => flagsIn(one).slice(0, 1));
  return new Set([...held, ...(basis === 'instruction' && named === null ? ['default-limit'] : [])]);
}

function judged(rule: Rule, counted: CountedLimit, past: PastDuty, around: RowAround): PlannedRow {
  if (doneBeforeStart(rule, past))
    return { planned: 'unread', column: 'done', say: '办结时间早于触发时间，请核对' };
  const limit = extended(rule, counted, past);
  const untold = rule.tooLate !== null && past.told === null;
  const remarks: Remark[] = [
    ...(past.named !== null && past.named !== counted.plan.dueAt ? (['named-differs'] as const) : []),
    ...(untold ? (['untold'] as const) : []),
  ];
  return { planned: 'duty', duty: dutyOf(limit, past, untold, around.asOf), remarks };
}

/** What follows an event cannot have been done before it. */
function doneBeforeStart({ clock }: Rule, { trigger, done }: PastDuty): boolean {
  if (clock !== 'E' || done.says !== 'time' || !trigger?.earliest || !done.within.latest) return false;
  return done.within.latest < trigger.earliest;
}
