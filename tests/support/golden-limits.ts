/** Every limit of a rule over three years with every holiday, and the steps of its ladder, as a text to compare. */
import { contentHash } from '../../shared/adapters/rules/load-calendars.ts';
import { planRungs } from '../../shared/domain/ladder/plan-rungs.ts';
import { shapeOfWeek } from '../../shared/domain/matters/week.ts';
import { mannersOf } from '../../shared/domain/notices/manners.ts';
import {
  type Evaluation,
  evaluate,
  type Fact,
  type Facts,
  type Ground,
  operativeReading,
  viewOf,
} from '../../shared/domain/rules/expression.ts';
import type { Rule, Rulebook, Step } from '../../shared/domain/rules/rulebook.ts';
import {
  formatInstant,
  type Instant,
  instantAt,
  parseInstant,
  parseLocalTime,
} from '../../shared/domain/time/instant.ts';
import { addDays, type LocalDate, mondayOf, nextWeek, weekOf } from '../../shared/domain/time/local-date.ts';
import { GRAINS, nextPeriod, periodOf, spanOf } from '../../shared/domain/time/period.ts';

const FROM = '2024-01-01' as LocalDate;
const UNTIL = '2026-12-31' as LocalDate;

/** A morning and an afternoon; what counts from the day alone is the same at both. */
const TIMES = ['09:00', '16:30'].map(parseLocalTime);

const BEGINNING = parseInstant('0001-01-01T00:00:00Z');

interface Anchor {
  /** The day it is listed under. */
  readonly day: LocalDate;
  readonly facts: Facts;
}

/** What decides every limit and step of a rule; rules that agree in it have the same golden text. */
export function shapeOf(rule: Rule, rulebook: Rulebook, ground: Ground): string {
  const { steps } = operativeReading(rule.deadline, ground.settings);
  const grain = rule.matter === 'period' ? rule.per.split('/')[0] : '';
  return JSON.stringify([steps, rule.clock, rulebook.ladders.get(rule.ladder), rule.anchor, grain]);
}

/**
 * One line for each run of days with the same distance to the limit: the days, the limit in days from each of them and
 * its time (`?` where it rests on a year that is not announced), and a mark for the steps, which stand on top as days and
 * times from the limit. A rule that looks at the time of its anchor has two lists.
 */
export function goldenLimits(rule: Rule, rulebook: Rulebook, ground: Ground): string {
  const steps = operativeReading(rule.deadline, ground.settings).steps;
  const times =
    looksAtTime(steps, rule.anchor) && !/^(week|period\.|holiday\.)/.test(rule.anchor)
      ? TIMES
      : TIMES.slice(0, 1);
  const vectors = new Map<string, string>();
  const lists = times.map((time) => {
    const lines = runsOf(anchorsOf(rule, time, ground), steps, rule, rulebook, ground, vectors);
    return [...(times.length > 1 ? [`at ${time.slice(0, 5)}`] : []), ...lines].join('\n');
  });
  const marks = [...vectors].map(([vector, mark]) => `${mark} ${vector}`).toSorted();
  return `${marks.join('\n')}\n\n${lists.join('\n\n')}\n`;
}

/** Whether the time of day of the anchor matters, and not only its day. */
function looksAtTime(steps: readonly Step[], anchor: string): boolean {
  return steps.some((step) => {
    if (step.step === 'from') return step.as === 'instant' && step.fact === anchor;
    if (step.step === 'if-known') return looksAtTime([...step.take, ...step.otherwise], anchor);
    return (step.step === 'not-after' || step.step === 'not-before') && looksAtTime(step.other, anchor);
  });
}

function* daysFrom(first: LocalDate): Generator<LocalDate> {
  for (let day = first; day <= UNTIL; day = addDays(day, 1)) yield day;
}

function* anchorsOf(rule: Rule, time: (typeof TIMES)[number], ground: Ground): Generator<Anchor> {
  const { zone } = ground;
  if (rule.anchor === 'week' || rule.anchor === 'holiday.first-day') {
    yield* weekAnchors(rule.anchor, ground);
    return;
  }
  if (rule.anchor.startsWith('period.')) {
    const grain = GRAINS.find((one) => one === rule.per.split('/')[0]) ?? 'month';
    for (let id = periodOf(FROM, grain); spanOf(id).first <= UNTIL; id = nextPeriod(id)) {
      const { first, last } = spanOf(id);
      const facts: [string, Fact][] = [
        ['period.first-day', { date: first }],
        ['period.last-day', { date: last }],
      ];
      yield { day: last, facts: new Map(facts) };
    }
    return;
  }
  for (const day of daysFrom(FROM))
    yield { day, facts: new Map([[rule.anchor, { instant: instantAt(day, time, zone) }]]) };
}

function* weekAnchors(anchor: string, ground: Ground): Generator<Anchor> {
  for (let week = weekOf(FROM); mondayOf(week) <= UNTIL; week = nextWeek(week)) {
    const { holiday } = shapeOfWeek(week, viewOf(ground));
    const facts = new Map<string, Fact>([['week', { date: mondayOf(week) }]]);
    if (holiday) facts.set('holiday.first-day', { date: holiday.from });
    if (anchor === 'week' || holiday)
      yield { day: holiday && anchor !== 'week' ? holiday.from : mondayOf(week), facts };
  }
}

function runsOf(
  anchors: Iterable<Anchor>,
  steps: readonly Step[],
  rule: Rule,
  rulebook: Rulebook,
  ground: Ground,
  vectors: Map<string, string>,
): string[] {
  const runs: { first: LocalDate; last: LocalDate; result: string }[] = [];
  for (const { day, facts } of anchors) {
    const result = resultOf(evaluate(steps, facts, ground), day, rule, rulebook, ground, vectors);
    const run = runs.at(-1);
    if (run?.result === result && run.last.slice(0, 4) === day.slice(0, 4)) run.last = day;
    else runs.push({ first: day, last: day, result });
  }
  const years = Map.groupBy(runs, ({ first }) => first.slice(0, 4));
  return [...years].flatMap(([year, own]) => [
    year,
    ...own.map(
      ({ first, last, result }) => `${said(first)}${first === last ? '' : `-${said(last)}`} ${result}`,
    ),
  ]);
}

/** '2026-03-18' → '0318'. */
function said(day: LocalDate): string {
  return `${day.slice(5, 7)}${day.slice(8)}`;
}

function resultOf(
  evaluation: Evaluation,
  day: LocalDate,
  rule: Rule,
  rulebook: Rulebook,
  ground: Ground,
  vectors: Map<string, string>,
): string {
  if (evaluation.outcome === 'none') return '-';
  const { at, provisional } = evaluation;
  const vector = vectorOf(at, rule, rulebook, ground);
  const mark = vectors.get(vector) ?? contentHash(vector).slice(0, 4);
  vectors.set(vector, mark);
  return `${fromDay(at, day, ground)}${provisional ? '?' : ''} ${mark}`;
}

const planned = new WeakMap<Rulebook, Map<string, string>>();

/** The steps counted from the limit, in days and times of day; they depend on ladder, manners and limit alone. */
function vectorOf(limit: Instant, rule: Rule, rulebook: Rulebook, ground: Ground): string {
  const known = planned.get(rulebook) ?? new Map<string, string>();
  planned.set(rulebook, known);
  const key = `${rule.ladder} ${rule.clock} ${limit}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const ladder = rulebook.ladders.get(rule.ladder);
  if (!ladder) throw new Error(`no ladder '${rule.ladder}'`);
  const counted = { ...ladder, rungs: ladder.rungs.filter(({ time }) => time.from === 'due') };
  const moments = { openedAt: BEGINNING, limit, now: BEGINNING };
  const rungs = planRungs(counted, rule.clock, moments, ground, mannersOf(ground.settings, viewOf(ground)));
  const vector = rungs
    .map(({ id, at }) => `${id} ${at === null ? '-' : fromLimit(at, limit, ground)}`)
    .join(', ');
  known.set(key, vector);
  return vector;
}

function fromLimit(at: Instant, limit: Instant, ground: Ground): string {
  return fromDay(at, formatInstant(limit, ground.zone).slice(0, 10), ground);
}

/** '+1d 09:00': the next day at nine. */
function fromDay(at: Instant, day: string, { zone }: Ground): string {
  const local = formatInstant(at, zone);
  const days = Math.round((Date.parse(local.slice(0, 10)) - Date.parse(day)) / 86_400_000);
  return `${days >= 0 ? '+' : ''}${days}d ${local.slice(11, 16)}`;
}
