// Every limit and step of every shipped rule over 2024–2026. After a change that is meant: UPDATE_GOLDEN=1 npx vitest run tests/rules/golden-limits.test.ts, and read the difference line by line.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT, rulebookNames } from '../../local/installation.ts';
import { loadRulebook } from '../../shared/adapters/rules/load-rulebook.ts';
import type { Ground } from '../../shared/domain/rules/expression.ts';
import type { Rule } from '../../shared/domain/rules/rulebook.ts';
import { settingsOf } from '../../shared/domain/rules/settings.ts';
import { published } from '../domain/calendar/published.ts';
import { goldenLimits, shapeOf } from '../support/golden-limits.ts';

const FOLDER = path.join(PROJECT, 'tests/golden/rules');
const updating = process.env.UPDATE_GOLDEN === '1';

/** `D36-3.plan`, `D52-07~next-version`, and with a date a version that begins later. */
function nameOf({ id, part, variant }: Rule): string {
  return `${id}${part === null ? '' : `.${part}`}${variant === null ? '' : `~${variant}`}`;
}

describe.each(rulebookNames())('%s', (name) => {
  const rulebook = loadRulebook(path.join(PROJECT, 'rules', name));
  const ground: Ground = { calendar: published, settings: settingsOf(rulebook), zone: rulebook.zone };
  const folder = path.join(FOLDER, name);
  const rules = rulebook.rules.map((rule) => [nameOf(rule), rule] as const);
  const shapes = new Map<string, string>();
  const texts = new Map<string, string>();

  /** Rules that agree have one golden text; computed once where even their expressions agree. */
  function textOf(title: string, rule: Rule): string {
    const shape = shapeOf(rule, rulebook, ground);
    const text = shapes.get(shape) ?? goldenLimits(rule, rulebook, ground);
    shapes.set(shape, text);
    const first = texts.get(text) ?? title;
    texts.set(text, first);
    return first === title ? text : `as ${first}\n`;
  }

  if (updating) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  // One test for all: which rule is the first with a text depends on the order of the rulebook.
  test('the limits and steps of every rule', { timeout: 60_000 }, () => {
    for (const [title, rule] of rules) {
      const text = textOf(title, rule);
      const file = path.join(folder, `${title}.txt`);
      if (updating) writeFileSync(file, text);
      expect(text, title).toBe(readFileSync(file, 'utf8'));
    }
  });

  test('no golden text is left of a rule that is gone', () => {
    const files = readdirSync(folder).map((file) => file.replace(/\.txt$/, ''));
    expect(files.toSorted()).toEqual([...new Set(rules.map(([title]) => title))].toSorted());
  });
});
