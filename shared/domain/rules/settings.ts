/** The named settings of a rulebook with the values in force. */
import type { OfficeHours } from '../calendar/working-time.ts';
import { parseLocalTime } from '../time/instant.ts';
import type { Rulebook, SettingRule, SettingValue } from './rulebook.ts';

/** A setting is unknown, or its value is not one it can have; the message says what was expected. */
export class InvalidSetting extends Error {
  override name = 'InvalidSetting';
}

export type Settings = ReadonlyMap<string, SettingValue>;

/**
 * The rulebook's values with overrides laid over them. Values may be text, as from a command line.
 * Refuses an unknown name and a value outside the setting's type.
 */
export function settingsOf(rulebook: Rulebook, overrides: Readonly<Record<string, unknown>> = {}): Settings {
  const values = new Map<string, SettingValue>();
  for (const rule of rulebook.settings.values()) values.set(rule.name, rule.value);
  for (const [name, value] of Object.entries(overrides)) {
    const rule = rulebook.settings.get(name);
    if (!rule) {
      throw new InvalidSetting(
        `unknown setting '${name}'; expected one of ${nearest(name, [...rulebook.settings.keys()])}`,
      );
    }
    values.set(name, readSetting(rule, value));
  }
  return values;
}

const MOST_NAMED = 8;

/** Names that share a word with the one given come first; a rulebook has more settings than a line can name. */
function nearest(name: string, known: readonly string[]): string {
  const words = name.split(/[._]/).filter((word) => word.length > 2);
  const near = known.filter((one) => words.some((word) => one.includes(word)));
  const named = [...new Set([...near, ...known])].slice(0, MOST_NAMED);
  const more = known.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** One value of a setting from text or data. Refuses what the setting cannot be. */
export function readSetting(rule: SettingRule, value: unknown): SettingValue {
  const text = String(value).trim();
  const refuse = (expected: string): never => {
    throw new InvalidSetting(`setting '${rule.name}' cannot be '${text}'; expected ${expected}`);
  };
  switch (rule.type) {
    case 'flag':
      if (text === 'true') return true;
      return text === 'false' ? false : refuse('true or false');
    case 'number': {
      const number = Number(text);
      return text !== '' && Number.isFinite(number) && number >= 0
        ? number
        : refuse('a number of at least 0');
    }
    case 'count': {
      const count = Number(text);
      return /^\d{1,4}$/.test(text) ? count : refuse('a whole number of at least 0');
    }
    case 'choice':
      return rule.choices.includes(text) ? text : refuse(`one of ${rule.choices.join(', ')}`);
    case 'time':
      return isTime(text) ? text : refuse('a time such as 17:00');
    case 'times':
      return isTimes(text) ? text : refuse('intervals such as 09:00-12:00,13:00-17:30');
    case 'names':
      return readNames(rule, text) ?? refuse(`names such as ${namesFor(rule)}`);
    default:
      return rule.type satisfies never;
  }
}

/** `null` where none is given, or one that the setting does not offer. */
function readNames({ choices }: SettingRule, text: string): string | null {
  const names = namesIn(text);
  const known = choices.length === 0 || names.every((name) => choices.includes(name));
  return names.length > 0 && known ? names.join('、') : null;
}

function namesFor({ choices }: SettingRule): string {
  return choices.length === 0 ? '政府网站、部门官网' : choices.join('、');
}

function namesIn(text: string): string[] {
  return text
    .split(/[、,，]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function isTime(text: string): boolean {
  try {
    parseLocalTime(text);
    return true;
  } catch {
    return false;
  }
}

function isTimes(text: string): boolean {
  const ends = text.split(',').flatMap((interval) => interval.split('-'));
  const paired = text.split(',').every((interval) => interval.split('-').length === 2);
  const ascending = ends.every((end, index) => index === 0 || (ends[index - 1] ?? '') < end);
  // A single interval may run over midnight, as quiet time does.
  return paired && ends.every(isTime) && (ascending || (ends.length === 2 && ends[0] !== ends[1]));
}

export function numberSetting(settings: Settings, name: string): number {
  return typed(settings, name, 'number');
}

export function textSetting(settings: Settings, name: string): string {
  return typed(settings, name, 'string');
}

export function flagSetting(settings: Settings, name: string): boolean {
  return typed(settings, name, 'boolean');
}

function typed<Kind extends 'number' | 'string' | 'boolean'>(
  settings: Settings,
  name: string,
  kind: Kind,
): Kind extends 'number' ? number : Kind extends 'string' ? string : boolean;
function typed(settings: Settings, name: string, kind: string): SettingValue {
  const value = settings.get(name);
  if (value === undefined || typeof value !== kind) {
    throw new InvalidSetting(`setting '${name}' is missing or not a ${kind}`);
  }
  return value;
}

/** The names of a setting such as 政府网站、部门官网. */
export function namesSetting(settings: Settings, name: string): string[] {
  return namesIn(textSetting(settings, name));
}

/** Office hours as intervals, from a setting such as `09:00-12:00,13:00-17:30`. */
export function intervalsSetting(settings: Settings, name: string): OfficeHours {
  return textSetting(settings, name)
    .split(',')
    .map((interval) => {
      const [from = '', to = ''] = interval.split('-');
      return { from: parseLocalTime(from), to: parseLocalTime(to) };
    });
}
