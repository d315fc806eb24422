import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readCommand } from '../../shared/app/read-command.ts';
import { type Verb, verbs } from '../../shared/contract/verbs.ts';
import { parseInstant } from '../../shared/domain/time/instant.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../docs/scenario.md'), 'utf8');
/** `**`verb`** field, field, [field]: …` */
const documented = new Map(
  [...page.matchAll(/^\*\*`([a-z.-]+)`\*\* ([^:]*):/gm)].map(([, verb = '', fields = '']) => [
    verb,
    fields.replaceAll('\n', ' '),
  ]),
);
const examples = [...page.matchAll(/^- \{ at: .*\}$/gm)].flatMap(
  ([line]) => parse(line) as Record<string, unknown>[],
);

describe('docs/scenario.md', () => {
  test('documents every verb and no other', () => {
    expect([...documented.keys()].toSorted()).toEqual(Object.keys(verbs).toSorted());
  });

  test.each(Object.keys(verbs) as Verb[])('%s: its fields, and whether they may be left out', (verb) => {
    const { shape } = verbs[verb];
    const fields = Object.entries(shape).map(([name, field]) =>
      field.safeParse(undefined).success ? `[${name}]` : name,
    );
    expect((documented.get(verb) ?? '').split(', ').toSorted()).toEqual(fields.toSorted());
  });

  test('has an example of every verb that can be read', () => {
    expect(examples.map((step) => step.do).toSorted()).toEqual(Object.keys(verbs).toSorted());
    for (const { at, do: verb, ...fields } of examples) {
      expect(readCommand(String(verb), fields, parseInstant(String(at))).do).toBe(verb);
    }
  });
});
