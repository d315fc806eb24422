/** Reads the files of a rulebook folder against their grammar; what does not fit is told and left out. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type * as z from 'zod';
import { faultAt, type Refuse } from './rule-fault.ts';
import { bookFile, rulesFile } from './rule-grammar.ts';
import { deepestIssue, InvalidFile, type Issue, openYaml, type YamlFile } from './yaml-place.ts';

/** Files of a rulebook folder that other loaders read. */
const NOT_RULES = /^(rulebook|messages(-[a-z-]+)?)\.yaml$/;

export type Head = z.output<typeof bookFile>;
export type RulesContent = z.output<typeof rulesFile>;

/** Names of entries that do not fit; where a whole file cannot be read, any name may have stood in it. */
class LeftOut extends Set<string> {
  override has(name: string): boolean {
    return super.has(ANYTHING) || super.has(name);
  }
}

const ANYTHING = '*';

export interface Part {
  readonly yaml: YamlFile;
  readonly content: RulesContent;
  /** Where the entries of `content.rules` stand in the file, by their index there. */
  readonly ruleIndex: readonly number[];
}

export interface RuleFiles {
  readonly book: YamlFile;
  readonly head: Head;
  readonly parts: readonly Part[];
  /** Changes with any content of the folder that rules are made of. */
  readonly hash: string;
  /** Names of entries that were left out, so that nobody is told that they are missing: `ladders.papers`. */
  readonly leftOut: ReadonlySet<string>;
}

/**
 * The rule files of a folder. Refuses a folder without rulebook.yaml and a head that does not fit; tells `refuse` of
 * each entry that does not fit and leaves it out.
 */
export function readRuleFiles(folder: string, refuse: Refuse): RuleFiles {
  const file = path.join(folder, 'rulebook.yaml');
  if (!existsSync(file))
    throw new InvalidFile(`${folder}: no rulebook here; expected a folder with rulebook.yaml`);
  const hash = createHash('sha256');
  const read = (name: string): string => {
    const text = readFileSync(name, 'utf8');
    hash.update(text);
    return text;
  };
  const leftOut = new LeftOut();
  const book = openYaml(file, read(file));
  const { data: head } = fitting(book, bookFile, refuse, leftOut);
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && !NOT_RULES.test(name))
    .sort();
  const parts = names.flatMap((name): Part[] => {
    const yaml = opened(path.join(folder, name), read(path.join(folder, name)), refuse);
    if (yaml === null) {
      leftOut.add(ANYTHING);
      return [];
    }
    const { data: content, ruleIndex } = fitting(yaml, rulesFile, refuse, leftOut);
    return [{ yaml, content, ruleIndex }];
  });
  return { book, head, parts, hash: hash.digest('hex').slice(0, 8), leftOut };
}

function opened(file: string, text: string, refuse: Refuse): YamlFile | null {
  try {
    return openYaml(file, text);
  } catch (fault) {
    if (!(fault instanceof InvalidFile)) throw fault;
    const [, line = '1', problem = ''] = /, line (\d+): (.*)$/s.exec(fault.message) ?? [];
    refuse({ file, line: Number(line), place: null, problem });
    return null;
  }
}

interface Fitting<Fit> {
  readonly data: Fit;
  /** Where the rules that are left stand in the file. */
  readonly ruleIndex: readonly number[];
}

/** The value without the entries that do not fit. Refuses, whatever `refuse` does, what cannot be left out. */
function fitting<Schema extends z.ZodType>(
  yaml: YamlFile,
  schema: Schema,
  refuse: Refuse,
  leftOut: Set<string>,
): Fitting<z.output<Schema>> {
  const parsed = schema.safeParse(yaml.value);
  if (parsed.success) return { data: parsed.data, ruleIndex: indexOfRules(yaml.value) };
  const issues = parsed.error.issues.map(deepestIssue);
  for (const { path: place, message } of issues) {
    const named = place.length === 0 ? null : nameOf(place, yaml.value);
    refuse(faultAt(yaml, place.map(keyIn), named, message));
  }
  const { value, ruleIndex } = without(yaml.value, issues, leftOut);
  const rest = schema.safeParse(value);
  if (rest.success) return { data: rest.data, ruleIndex };
  const [stubborn] = rest.error.issues.map(deepestIssue);
  throw new InvalidFile(`${yaml.file}, line ${yaml.lineOf(stubborn?.path ?? [])}: ${stubborn?.message}`);
}

function indexOfRules(value: unknown): number[] {
  const rules: unknown = isRecord(value) ? value.rules : null;
  return Array.isArray(rules) ? rules.map((_, index) => index) : [];
}

function keyIn(key: PropertyKey): string | number {
  return typeof key === 'number' ? key : String(key);
}

/** The path; a rule is named by its id. */
function nameOf(place: readonly PropertyKey[], value: unknown): string {
  const [section, index, ...inner] = place.map(keyIn);
  const rules: unknown = section === 'rules' && isRecord(value) ? value.rules : null;
  const entry: unknown = Array.isArray(rules) ? rules[Number(index)] : null;
  const isNamed = isRecord(entry) && typeof entry.id === 'string';
  return (isNamed ? [entry.id, ...inner] : [section, index, ...inner])
    .filter((key) => key !== undefined)
    .join('.');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Entries are `section.name`, or `rules.index`; a section that does not fit as a whole goes as a whole. */
function without(
  value: unknown,
  issues: readonly Issue[],
  leftOut: Set<string>,
): { readonly value: unknown; readonly ruleIndex: readonly number[] } {
  if (!isRecord(value)) return { value, ruleIndex: [] };
  const rest = structuredClone(value);
  const dropped = new Set<number>();
  for (const { path: place, keys } of issues) {
    const [section, name] = place.map(keyIn);
    for (const key of section === undefined ? keys : []) delete rest[key];
    if (section === undefined) continue;
    const entries = rest[section];
    if (section === 'rules' && typeof name === 'number' && Array.isArray(entries)) {
      const entry: unknown = entries[name];
      dropped.add(name);
      leftOut.add(`rules.${isRecord(entry) ? String(entry.id) : name}`);
    } else if (name !== undefined && isRecord(entries)) {
      leftOut.add(`${section}.${name}`);
      delete entries[name];
    } else delete rest[section];
  }
  const ruleIndex = indexOfRules(rest).filter((index) => !dropped.has(index));
  const rules: unknown = rest.rules;
  return {
    value: Array.isArray(rules) ? { ...rest, rules: ruleIndex.map((index): unknown => rules[index]) } : rest,
    ruleIndex,
  };
}
