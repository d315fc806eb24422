/** Reads a rulebook folder: settings, rules and ladders, validated and cross-checked, with the place of each fault. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type * as z from 'zod';
import type { Ladder, Rule, Rulebook, SettingRule } from '../../domain/rules/rulebook.ts';
import { readSetting } from '../../domain/rules/settings.ts';
import { bookFile, rulesFile } from './rule-grammar.ts';
import { InvalidFile, readAgainst } from './yaml-place.ts';

/** Files of a rulebook folder that other loaders read. */
const NOT_RULES: ReadonlySet<string> = new Set(['rulebook.yaml', 'messages.yaml']);

/**
 * The rulebook of a folder. Refuses, with file and place: what the grammar cannot say, a rule given twice for
 * the same time, an unknown ladder, role or setting, a ladder without rungs, a setting outside its type.
 */
export function loadRulebook(folder: string): Rulebook {
  const book = path.join(folder, 'rulebook.yaml');
  if (!existsSync(book))
    throw new InvalidFile(`${folder}: no rulebook here; expected a folder with rulebook.yaml`);
  const hash = createHash('sha256');
  const read = (file: string): string => {
    const text = readFileSync(file, 'utf8');
    hash.update(text);
    return text;
  };
  const head = readAgainst(book, read(book), bookFile);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && !NOT_RULES.has(name))
    .sort();
  const parts = files.map((name) => {
    const file = path.join(folder, name);
    return { file, content: readAgainst(file, read(file), rulesFile) };
  });
  const settings = settingsFrom(book, head.settings);
  const ladders = laddersFrom(parts);
  const rules = parts.flatMap(({ content }) => content.rules);
  for (const { file, content } of parts) checkRules(file, content, rules, ladders, settings);
  const version = `${head.id}#${hash.digest('hex').slice(0, 8)}`;
  return {
    id: head.id,
    version,
    title: head.title,
    document: head.document,
    zone: head.zone,
    settings,
    rules,
    ladders,
  };
}

type Head = z.output<typeof bookFile>;
type Part = { readonly file: string; readonly content: z.output<typeof rulesFile> };

function settingsFrom(file: string, declared: Head['settings']): Map<string, SettingRule> {
  const settings = new Map<string, SettingRule>();
  for (const [name, { type, of, value, say: words }] of Object.entries(declared)) {
    const setting: SettingRule = { name, type, choices: of, value, say: words };
    try {
      settings.set(name, { ...setting, value: readSetting(setting, value) });
    } catch (fault) {
      throw new InvalidFile(`${file} (settings.${name}): ${fault instanceof Error ? fault.message : fault}`);
    }
  }
  return settings;
}

function laddersFrom(parts: readonly Part[]): Map<string, Ladder> {
  const ladders = new Map<string, Ladder>();
  for (const { file, content } of parts) {
    for (const [id, rungs] of Object.entries(content.ladders)) {
      if (ladders.has(id))
        throw new InvalidFile(`${file} (ladders.${id}): this ladder is given twice; expected one`);
      const twice = rungs.find((one, index) => rungs.findIndex((other) => other.id === one.id) < index);
      if (twice)
        throw new InvalidFile(`${file} (ladders.${id}): rung '${twice.id}' is given twice; expected one`);
      ladders.set(id, { id, rungs });
    }
  }
  return ladders;
}

function checkRules(
  file: string,
  content: Part['content'],
  all: readonly Rule[],
  ladders: ReadonlyMap<string, Ladder>,
  settings: ReadonlyMap<string, SettingRule>,
): void {
  for (const one of content.rules) {
    const refuse = (problem: string): never => {
      throw new InvalidFile(`${file} (${one.id}): ${problem}`);
    };
    if (!ladders.has(one.ladder))
      refuse(`unknown ladder '${one.ladder}'; expected one of ${[...ladders.keys()].join(', ')}`);
    if (all.some((other) => other !== one && overlap(one, other))) {
      refuse('two entries of this rule hold at the same time; expected different parts, variants or dates');
    }
    if (one.channels !== null && settings.get(one.channels)?.type !== 'names') {
      refuse(`channels: '$${one.channels}' is not a setting of type names`);
    }
    if (one.effectiveUntil !== null && one.effectiveUntil <= one.effectiveFrom) {
      refuse('effective-until is not after effective-from; expected a later date');
    }
    const { setting, readings } = one.deadline;
    const choices =
      setting === null ? [] : (settings.get(setting)?.choices ?? refuse(`unknown setting '${setting}'`));
    const missing = choices.find((id) => !readings.some((reading) => reading.id === id));
    if (missing !== undefined)
      refuse(`setting '${setting}' may be '${missing}', but there is no such reading`);
  }
  const text = JSON.stringify(content);
  for (const [, name = ''] of text.matchAll(
    /(?:"-?\$|"(?:makeUp|onlyEarlyIf|onlyConfirmedIf)":")([a-z0-9_.]+)"/gi,
  )) {
    if (!settings.has(name))
      throw new InvalidFile(`${file}: unknown setting '${name}'; expected one that rulebook.yaml declares`);
  }
}

function overlap(a: Rule, b: Rule): boolean {
  if (a.id !== b.id || a.part !== b.part || a.variant !== b.variant) return false;
  return (
    a.effectiveFrom < (b.effectiveUntil ?? '9999-12-31') &&
    b.effectiveFrom < (a.effectiveUntil ?? '9999-12-31')
  );
}
