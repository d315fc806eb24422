/** The 规则核定表: one line for each rule, with everything 办公室主任 needs to answer whether and how it is in force. */

import { type Evaluation, type Ground, viewOf } from '../domain/rules/expression.ts';
import type { Rule, Rulebook, SettingRule } from '../domain/rules/rulebook.ts';
import { type Confirmation, isInShadow, type RuleStates } from '../domain/switching-on/rule-states.ts';
import { dateOf, type Instant, instantAt, parseLocalTime } from '../domain/time/instant.ts';
import { addDays, mondayOf, nextWeek, weekOf } from '../domain/time/local-date.ts';
import { type ExplainedLimit, type ExplainedReading, explain, isInForce } from './explain.ts';

export interface FormLine {
  readonly rule: string;
  readonly title: string;
  readonly article: string;
  readonly quote: string;
  readonly source: string;
  readonly basis: Rule['basis'];
  /** A unit's id, or `subject` where the matter names the unit. */
  readonly owedBy: string;
  /** By its dates, on the day of the form. */
  readonly inForce: boolean;
  /** The answer so far; `null` while nobody has answered. */
  readonly confirmed: Confirmation | null;
  /** Its notices go to the office alone; `null` where no district is asked about. */
  readonly inShadow: boolean | null;
  /** Every reading of the text with an example; a single one where it can be read in one way only. */
  readonly readings: readonly ExplainedReading[];
  /** Further limits of the rule: its parts and variants. */
  readonly others: readonly {
    readonly title: string;
    readonly part: string | null;
    readonly evaluation: Evaluation;
  }[];
  readonly settings: readonly FormSetting[];
}

export interface FormSetting {
  readonly name: string;
  readonly say: string;
  readonly value: string;
}

export interface ConfirmForm {
  readonly rulebook: Rulebook;
  /** The moment of the anchor for which the examples are counted. */
  readonly exampleAt: Instant;
  readonly lines: readonly FormLine[];
}

const NINE = parseLocalTime('09:00');
const MOST_DAYS_AHEAD = 400;

/**
 * A telling moment for examples: 9 o'clock on the first working day after the next named holiday; the Monday after
 * next week where none is announced.
 */
export function exampleMoment(now: Instant, ground: Ground): Instant {
  const view = viewOf(ground);
  const today = dateOf(now, ground.zone);
  for (let ahead = 1; ahead <= MOST_DAYS_AHEAD; ahead++) {
    const block = view.holidayBlock(addDays(today, ahead));
    if (block) return instantAt(view.rollForward(addDays(block.to, 1)), NINE, ground.zone);
  }
  return instantAt(mondayOf(nextWeek(weekOf(today), 2)), NINE, ground.zone);
}

/** One line for each rule of the list, in its order; `states` where a district is asked about. */
export function confirmForm(
  rulebook: Rulebook,
  ground: Ground,
  exampleAt: Instant,
  now: Instant,
  states: RuleStates | null,
): ConfirmForm {
  const ids = [...new Set(rulebook.rules.map(({ id }) => id))];
  return {
    rulebook,
    exampleAt,
    lines: ids.map((id) => lineOf(id, rulebook, ground, exampleAt, now, states)),
  };
}

function lineOf(
  id: string,
  rulebook: Rulebook,
  ground: Ground,
  exampleAt: Instant,
  now: Instant,
  states: RuleStates | null,
): FormLine {
  const { main, others } = explain({ rule: id, at: exampleAt }, rulebook, ground);
  const { rule } = main;
  const entries = rulebook.rules.filter((one) => one.id === id);
  return {
    rule: id,
    title: rule.title,
    article: rule.article,
    quote: rule.quote,
    source: rule.source,
    basis: rule.basis,
    owedBy: rule.owedBy,
    inForce: entries.some((one) => isInForce(one, dateOf(now, ground.zone))),
    confirmed: states?.confirmed[id] ?? null,
    inShadow: states && isInShadow(id, states),
    readings: main.readings,
    others: others.map(otherLimit),
    settings: settingsUsed(entries, rulebook, ground),
  };
}

function otherLimit({ rule, evaluation }: ExplainedLimit): FormLine['others'][number] {
  return { title: rule.title, part: rule.part, evaluation };
}

/** Every setting that the rule or its ladders name, in the order of the rulebook. */
function settingsUsed(entries: readonly Rule[], rulebook: Rulebook, ground: Ground): FormSetting[] {
  const parts = entries.flatMap((rule) => [rule, rulebook.ladders.get(rule.ladder)]);
  const named = new Set(parts.flatMap(wordsIn).map((word) => word.replace(/^-?\$/, '')));
  if (named.has('workhours') || entries.some(({ tooLate }) => tooLate !== null)) named.add('office_hours');
  if (named.has('workdays')) named.add('makeup_counts');
  return [...rulebook.settings.values()]
    .filter(({ name }) => named.has(name))
    .map((setting) => ({ name: setting.name, say: setting.say, value: inForceValue(setting, ground) }));
}

function inForceValue({ name, value }: SettingRule, { settings }: Ground): string {
  const chosen = settings.get(name) ?? value;
  return typeof chosen === 'boolean' ? (chosen ? '是' : '否') : String(chosen);
}

/** Every text within plain data. */
function wordsIn(data: unknown): string[] {
  if (typeof data === 'string') return [data];
  if (typeof data !== 'object' || data === null) return [];
  return Object.values(data).flatMap(wordsIn);
}
