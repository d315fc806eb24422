/** Reads a rulebook folder: settings, rules and ladders, validated and cross-checked, with the place of each fault. */
import type { Procedure } from '../../domain/procedures/procedure.ts';
import { type Clause, sayArticle } from '../../domain/rules/clause.ts';
import type { Ladder, Rule, Rulebook, SettingRule } from '../../domain/rules/rulebook.ts';
import { readSetting } from '../../domain/rules/settings.ts';
import { proceduresFrom, unknownPlace } from './check-procedures.ts';
import { faultAt, type Path, type Refuse, refuseAtOnce } from './rule-fault.ts';
import { type Head, type Part, type RuleFiles, readRuleFiles } from './rule-files.ts';
import type { RuleEntry } from './rule-grammar.ts';
import type { YamlFile } from './yaml-place.ts';

/**
 * The rulebook of a folder. Refuses, with file, line and place: what the grammar cannot say, a rule given twice for
 * the same time, a rule or step without clause, an unknown ladder, role, setting, step or kind of matter, a ladder
 * without rungs, a setting outside its type, a gate that comes before itself.
 */
export function loadRulebook(folder: string): Rulebook {
  return assembled(readRuleFiles(folder, refuseAtOnce), refuseAtOnce).rulebook;
}

/** A rule and where it stands. */
export interface PlacedRule {
  readonly rule: Rule;
  readonly yaml: YamlFile;
  readonly path: Path;
}

/** A rulebook and where its rules stand; what was refused is left out. */
export interface Assembled {
  readonly rulebook: Rulebook;
  readonly placed: readonly PlacedRule[];
}

/** Puts the files together and cross-checks them, telling `refuse` of each fault. */
export function assembled(files: RuleFiles, refuse: Refuse): Assembled {
  const { book, head, parts, leftOut, hash } = files;
  const settings = settingsFrom(files, refuse);
  const ladders = laddersFrom(parts, refuse);
  const clauses = clausesFrom(parts, refuse);
  const procedures = proceduresFrom(parts, clauses, leftOut, refuse);
  const placed = parts.flatMap((part) => rulesFrom(part, head, clauses, leftOut, refuse));
  const around = { placed, ladders, settings, procedures, leftOut };
  for (const one of placed) checkRule(one, around, refuse);
  for (const yaml of [book, ...parts.map((part) => part.yaml)])
    checkSettings(yaml, settings, leftOut, refuse);
  const rulebook: Rulebook = {
    id: head.id,
    version: `${head.id}#${hash}`,
    title: head.title,
    document: head.document,
    shortTitle: head['short-title'],
    zone: head.zone,
    articles: head.articles,
    settings,
    clauses,
    rules: placed.map(({ rule }) => rule),
    procedures,
    ladders,
  };
  return { rulebook, placed };
}

/** Settings stand in the head of the rulebook, or beside the rules that use them. */
function settingsFrom({ book, head, parts }: RuleFiles, refuse: Refuse): Map<string, SettingRule> {
  const settings = new Map<string, SettingRule>();
  const sources = [{ yaml: book, declared: head.settings }].concat(
    parts.map(({ yaml, content }) => ({ yaml, declared: content.settings })),
  );
  for (const { yaml, declared } of sources) {
    for (const [name, { type, of, value, say: words }] of Object.entries(declared)) {
      const wrong = (problem: string) =>
        refuse(faultAt(yaml, ['settings', name], `settings.${name}`, problem));
      if (settings.has(name)) wrong('this setting is given twice; expected one');
      const setting: SettingRule = { name, type, choices: of, value, say: words };
      settings.set(name, setting);
      try {
        settings.set(name, { ...setting, value: readSetting(setting, value) });
      } catch (fault) {
        wrong(fault instanceof Error ? fault.message : String(fault));
      }
    }
  }
  return settings;
}

function laddersFrom(parts: readonly Part[], refuse: Refuse): Map<string, Ladder> {
  const ladders = new Map<string, Ladder>();
  for (const { yaml, content } of parts) {
    for (const [id, rungs] of Object.entries(content.ladders)) {
      const wrong = (problem: string, ...inner: Path) =>
        refuse(faultAt(yaml, ['ladders', id, ...inner], `ladders.${id}`, problem));
      if (ladders.has(id)) wrong('this ladder is given twice; expected one');
      const twice = rungs.findIndex((one, index) => rungs.findIndex((other) => other.id === one.id) < index);
      if (twice >= 0) wrong(`rung '${rungs[twice]?.id}' is given twice; expected one`, twice);
      ladders.set(id, { id, rungs });
    }
  }
  return ladders;
}

function clausesFrom(parts: readonly Part[], refuse: Refuse): Map<string, Clause> {
  const clauses = new Map<string, Clause>();
  for (const { yaml, content } of parts) {
    for (const [id, { owes, evidence, acts, article, ...clause }] of Object.entries(content.clauses)) {
      if (clauses.has(id))
        refuse(faultAt(yaml, ['clauses', id], `clauses.${id}`, 'this clause is given twice; expected one'));
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

/** The rules of one file; one without clause or evidence is refused and left out. */
function rulesFrom(
  { yaml, content, ruleIndex }: Part,
  head: Head,
  clauses: ReadonlyMap<string, Clause>,
  leftOut: ReadonlySet<string>,
  refuse: Refuse,
): PlacedRule[] {
  return content.rules.flatMap((entry, index): PlacedRule[] => {
    const path: Path = ['rules', ruleIndex[index] ?? index];
    const clause = clauses.get(entry.id);
    const evidence = entry.evidence ?? clause?.evidence ?? null;
    if (!clause) {
      if (!leftOut.has(`clauses.${entry.id}`))
        refuse(faultAt(yaml, path, entry.id, 'no such clause; expected one of clauses'));
    } else if (evidence === null) {
      refuse(faultAt(yaml, path, entry.id, 'no evidence; expected it here or in the clause'));
    } else return [{ rule: ruleFrom(entry, evidence, head, clause), yaml, path }];
    return [];
  });
}

/** What a rule does not say of itself it takes from its clause and from the head of the rulebook. */
function ruleFrom(entry: RuleEntry, evidence: string, head: Head, clause: Clause): Rule {
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
    extensionDays: entry['extension-days'] ?? null,
    confined: entry.confined,
  };
}

interface Around {
  readonly placed: readonly PlacedRule[];
  readonly ladders: ReadonlyMap<string, Ladder>;
  readonly settings: ReadonlyMap<string, SettingRule>;
  readonly procedures: ReadonlyMap<string, Procedure>;
  readonly leftOut: ReadonlySet<string>;
}

function checkRule(one: PlacedRule, around: Around, refuse: Refuse): void {
  const { rule, yaml, path } = one;
  const { placed, ladders, settings, procedures, leftOut } = around;
  const wrong = (problem: string, ...inner: Path) =>
    refuse(faultAt(yaml, [...path, ...inner], rule.id, problem));
  if (!ladders.has(rule.ladder) && !leftOut.has(`ladders.${rule.ladder}`))
    wrong(`unknown ladder '${rule.ladder}'; expected one of ${[...ladders.keys()].join(', ')}`, 'ladder');
  // Of two that overlap the one that stands behind is told.
  if (placed.slice(0, placed.indexOf(one)).some((other) => overlap(other.rule, rule)))
    wrong(
      'two entries of this rule hold at the same time; expected different parts, variants or dates',
      'id',
    );
  const place = leftOut.has(`procedures.${rule.matter}`) ? null : unknownPlace(rule, procedures);
  if (place !== null) wrong(place, 'per');
  const isA = (name: string, type: SettingRule['type']) =>
    settings.get(name)?.type === type || leftOut.has(`settings.${name}`);
  if (rule.switch !== null && !isA(rule.switch, 'flag'))
    wrong(`switch: '$${rule.switch}' is not a setting of type flag`, 'switch');
  if (rule.channels !== null && !isA(rule.channels, 'names'))
    wrong(`channels: '$${rule.channels}' is not a setting of type names`, 'channels');
  if (rule.effectiveUntil !== null && rule.effectiveUntil <= rule.effectiveFrom)
    wrong('effective-until is not after effective-from; expected a later date', 'effective-until');
  const fault = readingFault(rule, settings, leftOut);
  if (fault !== null) wrong(fault, 'deadline');
}

function readingFault(
  { deadline: { setting, readings } }: Rule,
  settings: ReadonlyMap<string, SettingRule>,
  leftOut: ReadonlySet<string>,
): string | null {
  if (setting === null || leftOut.has(`settings.${setting}`)) return null;
  const choices = settings.get(setting)?.choices;
  if (!choices) return `unknown setting '${setting}'`;
  const missing = choices.find((id) => !readings.some((reading) => reading.id === id));
  return missing === undefined
    ? null
    : `setting '${setting}' may be '${missing}', but there is no such reading`;
}

/** Fields that name a setting without `$`. */
const NAMES_A_SETTING: ReadonlySet<string> = new Set(['makeup', 'only-early-if', 'only-confirmed-if']);

/** Every setting that a file names, with the place; `$name` wherever it stands. */
export function settingsNamedIn(yaml: YamlFile): { readonly name: string; readonly path: Path }[] {
  return named(yaml.value, []);
}

function named(value: unknown, path: Path): { readonly name: string; readonly path: Path }[] {
  if (typeof value === 'string') {
    const field = path.at(-1);
    const isBare = NAMES_A_SETTING.has(String(field)) || (field === 'setting' && path.at(-2) === 'deadline');
    const bare = isBare ? value : /^-?\$([a-z0-9_.-]+)$/i.exec(value)?.[1];
    return bare === undefined ? [] : [{ name: bare, path }];
  }
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return entries.flatMap(([key, inner]) => named(inner, [...path, key]));
}

function checkSettings(
  yaml: YamlFile,
  settings: ReadonlyMap<string, SettingRule>,
  leftOut: ReadonlySet<string>,
  refuse: Refuse,
): void {
  for (const { name, path } of settingsNamedIn(yaml)) {
    if (settings.has(name) || leftOut.has(`settings.${name}`)) continue;
    refuse(
      faultAt(
        yaml,
        path,
        null,
        `unknown setting '${name}'; expected one that rulebook.yaml or a rule file declares`,
      ),
    );
  }
}

function overlap(a: Rule, b: Rule): boolean {
  if (a.id !== b.id || a.part !== b.part || a.variant !== b.variant) return false;
  return (
    a.effectiveFrom < (b.effectiveUntil ?? '9999-12-31') &&
    b.effectiveFrom < (a.effectiveUntil ?? '9999-12-31')
  );
}
