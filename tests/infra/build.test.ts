import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleFunctions, writeEventSchemas } from '../../infra/build.ts';
import { functionNames } from '../../shared/contract/functions.ts';

const folder = mkdtempSync(join(tmpdir(), 'duban-build-'));

beforeAll(async () => {
  await bundleFunctions(join(folder, 'once'));
  await bundleFunctions(join(folder, 'twice'));
  await writeEventSchemas(join(folder, 'schemas'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(functionNames)('%s is one module with its map and the rules beside it', (name) => {
  const files = readdirSync(join(folder, 'once', name));
  expect(files.sort()).toEqual(['handler.mjs', 'handler.mjs.map', 'rules']);
  const code = readFileSync(join(folder, 'once', name, 'handler.mjs'), 'utf8');
  expect(code).toMatch(/export \{\s*handler\b/);
});

test.each(functionNames)('%s is the same, byte for byte, when it is bundled again', (name) => {
  const [once, twice] = ['once', 'twice'].map((run) => readFileSync(join(folder, run, name, 'handler.mjs')));
  expect(once?.equals(twice ?? Buffer.of())).toBe(true);
});

test('no bundle names a folder of the machine it was made on', () => {
  const code = functionNames.map((name) => readFileSync(join(folder, 'once', name, 'handler.mjs'), 'utf8'));
  expect(code.filter((text) => text.includes(process.cwd()))).toEqual([]);
});

test('there is one schema file for each event', () => {
  expect(readdirSync(join(folder, 'schemas'))).toHaveLength(12);
});
