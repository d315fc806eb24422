/** The settings and templates that code asks for by name are declared, so that a rulebook can be checked for them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../../../local/installation.ts';
import { MESSAGES_NEEDED, SETTINGS_NEEDED } from '../../../shared/domain/rules/own-needs.ts';

const sources = readdirSync(path.join(PROJECT, 'shared'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('own-needs.ts'))
  .map((name) => readFileSync(path.join(PROJECT, 'shared', name), 'utf8'));

function found(pattern: RegExp): Set<string> {
  return new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name)));
}

test('every setting that code reads', () => {
  const read = found(/(?:number|text|flag|names|intervals)Setting\([\w.]+,\s*['`]([\w.]+)['`]/g);
  const declared = new Set(Object.values(SETTINGS_NEEDED).flat());
  expect([...read].filter((name) => !declared.has(name))).toEqual([]);
});

test('every template that code sends', () => {
  const sent = found(/\b(?:message|plain|template): '([a-z]+\.[a-z-]+)'/g);
  const declared = new Set(Object.values(MESSAGES_NEEDED).flat());
  expect([...sent].filter((name) => !declared.has(name))).toEqual([]);
});

test('nothing is declared that code does not ask for', () => {
  const text = sources.join('\n');
  // Of a level or a name that is put together only the beginning stands in the source.
  const stands = (name: string) => text.includes(name) || text.includes(`${name.replace(/_[a-z]+$/, '_')}$`);
  const declared = [...Object.values(SETTINGS_NEEDED).flat(), ...Object.values(MESSAGES_NEEDED).flat()];
  expect(declared.filter((name) => name !== 'work_end' && !stands(name))).toEqual([]);
});
