/** A rule as it stood when a duty was planned: its words, its ladder and the settings it looks at, under one id. */
import type { Ladder, Rule, Rulebook } from './rulebook.ts';
import type { Settings } from './settings.ts';

export interface Edition {
  /** Changes with anything that could change a limit or a rung. */
  readonly id: string;
  readonly rule: Rule;
  readonly ladder: Ladder;
  /** Settings that the rule or its ladder names, and those that every computation looks at. */
  readonly settings: readonly (readonly [string, string | number | boolean])[];
}

/** Consulted by working-day arithmetic and by limits that had passed before they could be known. */
const ALWAYS = ['makeup_counts', 'office_hours', 'opinion.internal_after_T2'] as const;

/** The edition of a rule under a rulebook and settings. `hashOf` gives the same short text for the same text. */
function editionOf(
  rule: Rule,
  rulebook: Pick<Rulebook, 'ladders'>,
  settings: Settings,
  hashOf: (text: string) => string,
): Edition {
  const ladder = rulebook.ladders.get(rule.ladder);
  if (!ladder) throw new Error(`the rulebook has no ladder '${rule.ladder}'`);
  const named = new Set<string>([...ALWAYS, ...settingsNamed(rule), ...settingsNamed(ladder)]);
  const values = [...named].sort().flatMap((name) => {
    const value = settings.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  // When somebody last compared it with the text changes nothing in it.
  const { verified: _verified, ...telling } = rule;
  return { id: hashOf(JSON.stringify([telling, ladder, values])), rule, ladder, settings: values };
}

/** The present edition of every rule. */
export function editionsOf(
  rulebook: Pick<Rulebook, 'rules' | 'ladders'>,
  settings: Settings,
  hashOf: (text: string) => string,
): Map<Rule, Edition> {
  return new Map(rulebook.rules.map((rule) => [rule, editionOf(rule, rulebook, settings, hashOf)]));
}

/** Settings in force now, with those of the edition in their place. */
export function settingsUnder(edition: Edition, settings: Settings): Settings {
  return new Map([...settings, ...edition.settings]);
}

const FIELDS_THAT_NAME_ONE: ReadonlySet<string> = new Set([
  'setting',
  'switch',
  'channels',
  'makeUp',
  'onlyEarlyIf',
  'onlyConfirmedIf',
]);

function settingsNamed(value: unknown, field = ''): string[] {
  if (typeof value === 'string') {
    if (FIELDS_THAT_NAME_ONE.has(field)) return [value];
    const [, name] = /^-?\$(.+)$/.exec(value) ?? [];
    return name === undefined ? [] : [name];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    settingsNamed(inner, Array.isArray(value) ? field : name),
  );
}
