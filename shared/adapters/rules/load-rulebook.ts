/** Reads a rulebook folder: settings, rules and ladders, validated and cross-checked, with the place of each fault. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type * as z from 'zod';
import type { Procedure } from '../../domain/procedures/procedure.ts';
import { type Clause, sayArticle } from '../../domain/rules/clause.ts';
import type { Ladder, Rule, Rulebook, SettingRule } from '../../domain/rules/rulebook.ts';
import { readSetting } from '../../domain/rules/settings.ts';
import { proceduresFrom, unknownPlace } from './check-procedures.ts';
import { bookFile, type RuleEntry, rulesFile } from './rule-grammar.ts';
import { InvalidFile, readAgainst } from './yaml-place.ts';

/** Files of a rulebook folder that other loaders read. */
const NOT_RULES = /^(rulebook|messages(-[a-z-]+)?)\.yaml$/;

/**
 * The rulebook of a folder. Refuses, with file and place: what the grammar cannot say, a rule given twice for
 * the same time, a rule or step without clause, an unknown ladder, role, setting, step or kind of matter, a ladder
 * without rungs, a setting outside its type, a gate that comes before itself.
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
    .filter((name) => name.endsWith('.yaml') && !NOT_RULES.test(name))
    .sort();
  const parts = files.map((name) => {
    const file = path.join(folder, name);
    return { file, content: readAgainst(file, read(file), rulesFile) };
  });
  const settings = settingsFrom([
    { file: book, settings: head.settings },
    ...parts.map(({ file, content }) => ({ file, settings: content.settings })),
  ]);
  const ladders = laddersFrom(parts);
  const clauses = clausesFrom(parts);
  const procedures = proceduresFrom(parts, clauses);
  const ruled = parts.map(({ file, content }) => ({
    file,
    content,
    rules: content.rules.map((entry) => ruleFrom(entry, file, head, clauses)),
  }));
  const rules = ruled.flatMap((part) => part.rules);
  for (const part of ruled) checkRules(part, rules, ladders, settings, procedures);
  const version = `${head.id}#${hash.digest('hex').slice(0, 8)}`;
  return {
    id: head.id,
    version,
    title: head.title,
    document: head.document,
    shortTitle: head['short-title'],
    zone: head.zone,
    articles: head.articles,
    settings,
    clauses,
    rules,
    procedures,
    ladders,
  };
}

type Head = z.output<typeof bookFile>;
type Part = { readonly file: string; readonly content: z.output<typeof rulesFile> };

/** Settings stand in the head of the rulebook, or beside the rules that use them. */
function settingsFrom(
  files: readonly { readonly file: string; readonly settings: Head['settings'] }[],
): Map<string, SettingRule> {
  const settings = new Map<string, SettingRule>();
  for (const { file, settings: declared } of files) {
    for (const [name, { type, of, value, say: words }] of Object.entries(declared)) {
      const refuse = (problem: string): never => {
        throw new InvalidFile(`${file} (settings.${name}): ${problem}`);
      };
      if (settings.has(name)) refuse('this setting is given twice; expected one');
      const setting: SettingRule = { name, type, choices: of, value, say: words };
      try {
        settings.set(name, { ...setting, value: readSetting(setting, value) });
      } catch (fault) {
        refuse(fault instanceof Error ? fault.message : String(fault));
      }
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

function clausesFrom(parts: readonly Part[]): Map<string, Clause> {
  const clauses = new Map<string, Clause>();
  for (const { file, content } of parts) {
    for (const [id, { owes, evidence, acts, article, ...clause }] of Object.entries(content.clauses)) {
      if (clauses.has(id))
        throw new InvalidFile(`${file} (clauses.${id}): this clause is given twice; expected one`);
      clauses.set(id, {
        id,
        ...clause,
        article: article.replace('(', '（').replace(')', '）'),
        owes: owes ?? null,
        evidence: evidence ?? null,
        acts: acts ?? null,
      });
    }
  }
  return clauses;
}

/** What a rule does not say of itself it takes from its clause and from the head of the rulebook. */
function ruleFrom(entry: RuleEntry, file: string, head: Head, clauses: ReadonlyMap<string, Clause>): Rule {
  const clause = clauses.get(entry.id);
  if (!clause) throw new InvalidFile(`${file} (${entry.id}): no such clause; expected one of clauses`);
  const evidence = entry.evidence ?? clause.evidence;
  if (evidence === null)
    throw new InvalidFile(`${file} (${entry.id}): no evidence; expected it here or in the clause`);
  return {
    id: entry.id,
    part: entry.part ?? null,
    variant: entry.variant ?? null,
    title: entry.title ?? clause.title,
    article: clause.article,
    quote: clause.quote,
    source: `${head['short-title']}${sayArticle(clause.article)}`,
    basis: entry.basis,
    verified: head.verified,
    effectiveFrom: entry['effective-from'] ?? head['effective-from'],
    effectiveUntil: entry['effective-until'] ?? null,
    matter: entry.matter,
    per: entry.per,
    when: entry.when,
    anchor: entry.anchor,
    owedBy: entry['owed-by'],
    receivedBy: entry['received-by'],
    clock: entry.clock,
    lane: entry.lane,
    evidence,
    deadline: entry.deadline,
    tooLate: entry['too-late'] ?? null,
    ladder: entry.ladder,
    acceptance: entry.acceptance,
    channels: entry.channels?.slice(1) ?? null,
    switch: entry.switch?.slice(1) ?? null,
    normally: entry.normally ?? null,
    counts: entry.counts ?? null,
    extendable: entry.extension === 'once',
    confined: entry.confined,
  };
}

function checkRules(
  { file, content, rules: own }: Part & { readonly rules: readonly Rule[] },
  all: readonly Rule[],
  ladders: ReadonlyMap<string, Ladder>,
  settings: ReadonlyMap<string, SettingRule>,
  procedures: ReadonlyMap<string, Procedure>,
): void {
  for (const one of own) {
    const refuse = (problem: string): never => {
      throw new InvalidFile(`${file} (${one.id}): ${problem}`);
    };
    if (!ladders.has(one.ladder))
      refuse(`unknown ladder '${one.ladder}'; expected one of ${[...ladders.keys()].join(', ')}`);
    if (all.some((other) => other !== one && overlap(one, other))) {
      refuse('two entries of this rule hold at the same time; expected different parts, variants or dates');
    }
    const place = unknownPlace(one, procedures);
    if (place !== null) refuse(place);
    if (one.switch !== null && settings.get(one.switch)?.type !== 'flag')
      refuse(`switch: '$${one.switch}' is not a setting of type flag`);
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
