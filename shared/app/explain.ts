/** Answers for one rule: when its limit falls and why, what other readings would give, which steps its ladder takes. */
import { type PlannedRung, planRungs } from '../domain/ladder/plan-rungs.ts';
import { shapeOfWeek } from '../domain/matters/week.ts';
import { mannersOf } from '../domain/notices/manners.ts';
import {
  type Evaluation,
  evaluate,
  type Fact,
  type Facts,
  type Ground,
  operativeReading,
  viewOf,
} from '../domain/rules/expression.ts';
import { type Rule, type Rulebook, ruleKey } from '../domain/rules/rulebook.ts';
import { dateOf, formatInstant, type Instant, parseInstant } from '../domain/time/instant.ts';
import { type LocalDate, mondayOf, weekOf } from '../domain/time/local-date.ts';
import { GRAINS, periodOf, spanOf } from '../domain/time/period.ts';

/** The rulebook has no such rule; the message names those it has. */
class UnknownRule extends Error {
  override name = 'UnknownRule';
}

export interface ExplainedReading {
  readonly id: string;
  readonly say: string;
  readonly operative: boolean;
  readonly evaluation: Evaluation;
}

/** One limit of a rule, by the operative reading. */
export interface ExplainedLimit {
  readonly rule: Rule;
  readonly evaluation: Evaluation;
  /** All steps counted from the limit, past ones too; those counted from the opening have no time yet. */
  readonly rungs: readonly PlannedRung[];
  /** Every reading of the text; a single one where it can be read in one way only. */
  readonly readings: readonly ExplainedReading[];
}

export interface Explanation {
  readonly rulebook: Rulebook;
  readonly anchor: Instant;
  readonly main: ExplainedLimit;
  /** Further limits of the same rule that the anchor is enough for: its parts and variants. */
  readonly others: readonly ExplainedLimit[];
}

/**
 * Explains `rule` (a register id such as D52-07, or one of its parts such as D36-3/plan) for the moment `at` of its
 * anchor: a meeting's start, an event's occurrence, any instant of a week or period. Of several versions the one in force that
 * day is used. Refuses a rule the rulebook does not have.
 */
export function explain(
  { rule: name, at }: { readonly rule: string; readonly at: Instant },
  rulebook: Rulebook,
  ground: Ground,
): Explanation {
  const [main, ...others] = versionsOn(dateOf(at, ground.zone), rulesNamed(name, rulebook));
  if (!main) throw unknownRule(name, rulebook);
  const facts = factsAt(main, at, ground);
  return {
    rulebook,
    anchor: at,
    main: explainLimit(main, facts, rulebook, ground),
    others: others
      .filter((rule) => facts.has(rule.anchor) || recurs(rule))
      .map((rule) => explainLimit(rule, recurs(rule) ? factsAt(rule, at, ground) : facts, rulebook, ground)),
  };
}

/** The rule itself before its parts and variants. */
function rulesNamed(name: string, rulebook: Rulebook): Rule[] {
  const named = rulebook.rules.filter((rule) => rule.id === name || ruleKey(rule) === name);
  const rank = (rule: Rule) => (rule.part === null ? 0 : 2) + (rule.variant === null ? 0 : 1);
  return named.toSorted((a, b) => rank(a) - rank(b));
}

/** One version of each; outside all of their times the first, so that past events can be asked about too. */
function versionsOn(date: LocalDate, rules: readonly Rule[]): Rule[] {
  const kinds = new Map<string, Rule>();
  for (const rule of rules) {
    const kind = `${ruleKey(rule)}#${rule.variant ?? ''}`;
    if (!kinds.has(kind) || isInForce(rule, date)) kinds.set(kind, rule);
  }
  return [...kinds.values()];
}

/** From `effectiveFrom`, and up to but not on `effectiveUntil`. */
export function isInForce(rule: Pick<Rule, 'effectiveFrom' | 'effectiveUntil'>, date: LocalDate): boolean {
  return rule.effectiveFrom <= date && (rule.effectiveUntil === null || date < rule.effectiveUntil);
}

function unknownRule(name: string, rulebook: Rulebook): UnknownRule {
  const known = [...new Set(rulebook.rules.map(({ id }) => id))].join(', ');
  return new UnknownRule(`'${name}' is not a rule of ${rulebook.id}; expected one of ${known}`);
}

/** Counted from a week or a period, of which any instant stands for the whole. */
function recurs({ anchor }: Rule): boolean {
  return anchor === 'week' || anchor.startsWith('period.');
}

/**
 * The facts that `at` stands for under a rule: the moment of its anchor. A week is known by its Monday, and with it the
 * holiday that begins in it; a period by its first and last day.
 */
export function factsAt({ anchor, per }: Rule, at: Instant, ground: Ground): Facts {
  if (anchor.startsWith('period.')) {
    const grain = GRAINS.find((one) => one === per.split('/')[0]) ?? 'month';
    const { first, last } = spanOf(periodOf(dateOf(at, ground.zone), grain));
    return new Map<string, Fact>([
      ['period.first-day', { date: first }],
      ['period.last-day', { date: last }],
    ]);
  }
  if (anchor !== 'week') return new Map<string, Fact>([[anchor, { instant: at }]]);
  const week = weekOf(dateOf(at, ground.zone));
  const { holiday } = shapeOfWeek(week, viewOf(ground));
  const facts = new Map<string, Fact>([['week', { date: mondayOf(week) }]]);
  return holiday === null ? facts : facts.set('holiday.first-day', { date: holiday.from });
}

function explainLimit(rule: Rule, facts: Facts, rulebook: Rulebook, ground: Ground): ExplainedLimit {
  const operative = operativeReading(rule.deadline, ground.settings);
  const evaluation = evaluate(operative.steps, facts, ground);
  const readings = rule.deadline.readings.map((reading) => ({
    id: reading.id,
    say: reading.say,
    operative: reading === operative,
    evaluation: reading === operative ? evaluation : evaluate(reading.steps, facts, ground),
  }));
  const rungs = evaluation.outcome === 'due' ? rungsOf(rule, evaluation.at, rulebook, ground) : [];
  return { rule, evaluation, rungs, readings };
}

/** Before every moment that is asked about, so that no rung counts as past. */
const BEGINNING = parseInstant('0001-01-01T00:00:00Z');

function rungsOf(rule: Rule, limit: Instant, rulebook: Rulebook, ground: Ground): PlannedRung[] {
  const ladder = rulebook.ladders.get(rule.ladder);
  if (!ladder) throw new Error(`the rulebook has no ladder '${rule.ladder}'`);
  const fromLimit = { ...ladder, rungs: ladder.rungs.filter(({ time }) => time.from === 'due') };
  const manners = mannersOf(ground.settings, viewOf(ground));
  return planRungs(fromLimit, rule.clock, { openedAt: BEGINNING, limit, now: BEGINNING }, ground, manners);
}

/** What `explain --json` prints: instants in the zone's civil time with its offset. */
export function explanationJson({ rulebook, anchor, main, others }: Explanation): Record<string, unknown> {
  const { zone } = rulebook;
  const { rule, evaluation, readings } = main;
  return {
    rule: ruleKey(rule),
    article: rule.article,
    quote: rule.quote,
    anchor: formatInstant(anchor, zone),
    ...outcomeJson(evaluation, zone),
    rulebook: rulebook.id,
    basis: rule.basis,
    calendar: evaluation.calendars,
    steps: stepsJson(evaluation, zone),
    ...(readings.length > 1 ? { readings: readings.map((reading) => readingJson(reading, zone)) } : {}),
    rungs: main.rungs.map((rung) => rungJson(rung, zone)),
    ...(others.length > 0 ? { deadlines: [main, ...others].map((limit) => limitJson(limit, zone)) } : {}),
  };
}

function outcomeJson(evaluation: Evaluation, zone: string): Record<string, unknown> {
  return {
    ...(evaluation.outcome === 'due'
      ? { dueAt: formatInstant(evaluation.at, zone) }
      : { dueAt: null, none: evaluation.reason }),
    provisional: evaluation.provisional,
    ...(evaluation.mayChange ? { mayChange: true } : {}),
  };
}

function stepsJson({ steps }: Evaluation, zone: string): { at: string; say: string }[] {
  return steps.map(({ at, say }) => ({ at: isInstant(at) ? formatInstant(at, zone) : at, say }));
}

function isInstant(at: Instant | LocalDate): at is Instant {
  return at.includes('T');
}

function readingJson({ id, operative, evaluation }: ExplainedReading, zone: string): Record<string, unknown> {
  const dueAt = evaluation.outcome === 'due' ? formatInstant(evaluation.at, zone) : null;
  return { id, dueAt, ...(operative ? { operative } : {}) };
}

function rungJson(rung: PlannedRung, zone: string): Record<string, unknown> {
  return {
    at: rung.at === null ? null : formatInstant(rung.at, zone),
    kind: rung.kind,
    to: rung.to,
    id: rung.id,
    ...(rung.repeatSeconds === null ? {} : { repeatSeconds: rung.repeatSeconds }),
    ...(rung.early === null ? {} : { early: rung.early }),
  };
}

function limitJson({ rule, evaluation, rungs }: ExplainedLimit, zone: string): Record<string, unknown> {
  return {
    id: ruleKey(rule),
    ...(rule.variant === null ? {} : { variant: rule.variant }),
    title: rule.title,
    ...outcomeJson(evaluation, zone),
    basis: rule.basis,
    calendar: evaluation.calendars,
    steps: stepsJson(evaluation, zone),
    rungs: rungs.map((rung) => rungJson(rung, zone)),
  };
}
