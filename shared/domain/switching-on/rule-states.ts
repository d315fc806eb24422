/** How far each rule of a district is switched on: confirmed or not, in shadow (拟发) or released. */
import type { Rule } from '../rules/rulebook.ts';
import type { Instant } from '../time/instant.ts';

/** What 办公室主任 has answered to one line of the 规则核定表. */
export interface Confirmation {
  readonly inForce: boolean;
  /** The reading chosen; `null` where the one in use stays. */
  readonly reading: string | null;
  /** Who keyed it. */
  readonly by: string;
  /** Whose answer it is, where somebody else keyed it. */
  readonly for: string | null;
  /** How the keyer learned of it: 口头, 电话, 纸质. */
  readonly source: string | null;
  readonly at: Instant;
}

export interface RuleStates {
  /** `all`: every rule is in shadow until it is released. */
  readonly shadow: 'all' | 'none';
  /** Rules that notify, where `shadow` is `all`. */
  readonly released: readonly string[];
  /** Rules put in shadow by name, where `shadow` is `none`. */
  readonly shadowed: readonly string[];
  readonly confirmed: Readonly<Record<string, Confirmation>>;
}

/** As a district begins. */
export function initialStates(shadow: RuleStates['shadow']): RuleStates {
  return { shadow, released: [], shadowed: [], confirmed: {} };
}

/** Whether the notices of a rule go to the office alone, as 拟发 (practice: shadow until released). */
export function isInShadow(rule: string, states: RuleStates): boolean {
  return states.shadow === 'all' ? !states.released.includes(rule) : states.shadowed.includes(rule);
}

/** A rule is planned unless it was confirmed as not in force. */
export function isPlanned(rule: string, states: Pick<RuleStates, 'confirmed'>): boolean {
  return states.confirmed[rule]?.inForce !== false;
}

/** From now on the rules notify whom they are meant for. */
export function released(rules: readonly string[], states: RuleStates): RuleStates {
  return {
    ...states,
    released: [...new Set([...states.released, ...rules])].sort(),
    shadowed: states.shadowed.filter((rule) => !rules.includes(rule)),
  };
}

/** From now on the notices of the rules go to the office alone. */
export function shadowed(rules: readonly string[], states: RuleStates): RuleStates {
  return {
    ...states,
    released: states.released.filter((rule) => !rules.includes(rule)),
    shadowed: states.shadow === 'all' ? [] : [...new Set([...states.shadowed, ...rules])].sort(),
  };
}

export type Answered =
  | {
      readonly outcome: 'answered';
      readonly states: RuleStates;
      /** The setting that takes the chosen reading, `null` where none was chosen. */
      readonly setting: string | null;
    }
  | { readonly outcome: 'refused'; readonly reason: string };

/**
 * The answer to one line of the 规则核定表. Refuses a reading the rule does not have, and a reading for a rule that
 * can be read in one way only.
 */
export function confirmed(
  rule: string,
  answer: Confirmation,
  states: RuleStates,
  rules: readonly Rule[],
): Answered {
  const entries = rules.filter(({ id }) => id === rule);
  const setting = answer.reading === null ? null : settingOf(entries, answer.reading);
  if (setting === undefined) return { outcome: 'refused', reason: noSuchReading(rule, entries) };
  return {
    outcome: 'answered',
    setting,
    states: { ...states, confirmed: { ...states.confirmed, [rule]: answer } },
  };
}

/** The setting by which one of the rule's entries takes that reading. */
function settingOf(entries: readonly Rule[], reading: string): string | undefined {
  const found = entries.find(
    ({ deadline }) => deadline.setting !== null && deadline.readings.some(({ id }) => id === reading),
  );
  return found?.deadline.setting ?? undefined;
}

function noSuchReading(rule: string, entries: readonly Rule[]): string {
  const known = entries
    .filter(({ deadline }) => deadline.setting !== null)
    .flatMap(({ deadline }) => deadline.readings.map(({ id }) => id));
  if (known.length === 0) return `${rule}只有一种理解，无须选择`;
  return `${rule}没有这种理解，可选${[...new Set(known)].join('、')}`;
}
