/** Reads a scenario file; every fault of structure is found here, before anything runs. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { loadDirectory, parseDirectory } from '../shared/adapters/rules/load-directory.ts';
import { loadRulebook } from '../shared/adapters/rules/load-rulebook.ts';
import { InvalidFile, readAgainst } from '../shared/adapters/rules/yaml-place.ts';
import { ruleFits } from '../shared/app/district.ts';
import { InvalidCommand, readCommand } from '../shared/app/read-command.ts';
import type { ScenarioStep } from '../shared/app/simulate.ts';
import type { Directory } from '../shared/domain/routing/directory.ts';
import type { Rulebook } from '../shared/domain/rules/rulebook.ts';
import { InvalidSetting, settingsOf } from '../shared/domain/rules/settings.ts';
import { type Instant, parseInstant } from '../shared/domain/time/instant.ts';
import { PROJECT, RULES, rulebookNames } from './installation.ts';

export interface Scenario {
  readonly rulebook: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly rules: readonly string[] | null;
  /** Every rule begins in shadow, as in a real store. */
  readonly shadow: boolean;
  readonly from: Instant;
  readonly until: Instant;
  readonly directory: Directory;
  readonly steps: readonly ScenarioStep[];
}

const instant = z
  .string('expected a time with offset such as 2026-03-10T08:00:00+08:00')
  .transform((text, context) => {
    try {
      return parseInstant(text);
    } catch (fault) {
      context.addIssue({ code: 'custom', message: fault instanceof Error ? fault.message : String(fault) });
      return z.NEVER;
    }
  });

const step = z.looseObject({ at: instant, do: z.string('expected a verb such as meeting.schedule') });
const scenarioFile = z.strictObject({
  title: z.string().optional(),
  rulebook: z.string('expected the name of a rulebook such as shuangyang-2018'),
  settings: z.record(z.string(), z.unknown()).default({}),
  rules: z.array(z.string()).min(1).nullable().default(null),
  shadow: z.boolean('expected true or false').default(false),
  from: instant,
  until: instant.optional(),
  directory: z.union([z.string(), z.record(z.string(), z.unknown())]).default('demo'),
  steps: z.array(step, 'expected a list of steps').default([]),
});

/** `until` goes before the file's own. Refuses an unknown rulebook, an end before the start, a step outside both. */
export function readScenario(file: string, until: Instant | null): Scenario {
  if (!existsSync(file)) throw new InvalidFile(`${file}: no such file; expected a scenario in YAML or JSON`);
  return parseScenario(file, readFileSync(file, 'utf8'), until);
}

/** The same for a text at hand; `file` names it in messages and is where relative paths begin. */
export function parseScenario(file: string, text: string, until: Instant | null): Scenario {
  const content = readAgainst(file, text, scenarioFile);
  const refuse = (place: string, problem: string): never => {
    throw new InvalidFile(`${file} (${place}): ${problem}`);
  };
  if (!rulebookNames().includes(content.rulebook)) {
    refuse(
      'rulebook',
      `unknown rulebook '${content.rulebook}'; expected one of ${rulebookNames().join(', ')}`,
    );
  }
  const end = until ?? content.until ?? refuse('until', 'missing; expected a time, here or as --until');
  if (end <= content.from) refuse('until', 'is not after from; expected a later time');
  const steps = content.steps.map((one, index) => readStep(one, index, content.from, refuse));
  const directory = directoryOf(content.directory, file, refuse);
  const { rulebook, settings, rules, shadow, from } = content;
  checkAgainstRulebook(rulebook, settings, rules, refuse);
  return {
    rulebook,
    settings,
    rules,
    shadow,
    from,
    until: end,
    directory,
    steps: steps.filter(({ at }) => at < end),
  };
}

type Refuse = (place: string, problem: string) => never;

function readStep(one: z.output<typeof step>, index: number, from: Instant, refuse: Refuse): ScenarioStep {
  const { at, do: verb, ...fields } = one;
  if (at < from) refuse(`steps.${index}.at`, 'is before from; expected a time within the scenario');
  try {
    return { at, verb, command: readCommand(verb, fields, at) };
  } catch (fault) {
    if (!(fault instanceof InvalidCommand)) throw fault;
    return refuse([`steps.${index}`, ...fault.place.map(String)].join('.'), fault.message);
  }
}

/** Names that the rulebook does not have would otherwise show only when the run is under way, or never. */
function checkAgainstRulebook(
  name: string,
  settings: Scenario['settings'],
  patterns: Scenario['rules'],
  refuse: Refuse,
): void {
  const rulebook = shippedRulebook(name);
  for (const [setting, value] of Object.entries(settings)) {
    try {
      settingsOf(rulebook, { [setting]: value });
    } catch (fault) {
      if (!(fault instanceof InvalidSetting)) throw fault;
      refuse(`settings.${setting}`, fault.message);
    }
  }
  for (const [index, pattern] of (patterns ?? []).entries()) {
    if (!rulebook.rules.some(({ id }) => ruleFits(id, pattern))) {
      refuse(
        `rules.${index}`,
        `no rule fits '${pattern}'; expected a rule such as D52-07 or a pattern such as D52-*`,
      );
    }
  }
}

/** Read once: many scenarios may be told of one rulebook. */
const rulebooks = new Map<string, Rulebook>();

function shippedRulebook(name: string): Rulebook {
  const known = rulebooks.get(name) ?? loadRulebook(path.join(RULES, name));
  rulebooks.set(name, known);
  return known;
}

function directoryOf(named: string | Record<string, unknown>, file: string, refuse: Refuse): Directory {
  if (typeof named !== 'string') return parseDirectory(named, `${file} (directory)`);
  const shipped = path.join(PROJECT, 'examples', 'directories', `${named}.yaml`);
  const beside = path.resolve(path.dirname(file), named);
  const found = [shipped, beside].find((candidate) => existsSync(candidate));
  return loadDirectory(
    found ??
      refuse('directory', `unknown directory '${named}'; expected demo, a path, or the directory itself`),
  );
}
