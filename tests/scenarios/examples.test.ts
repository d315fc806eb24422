// Golden facts of the examples. After a change that is meant: UPDATE_GOLDEN=1 npx vitest run tests/scenarios/examples.test.ts, and read the difference line by line.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { factsOf } from '../../local/commands/simulate.ts';
import { embeddedInstallation } from '../../local/installation.ts';
import { readScenario } from '../../local/scenario-file.ts';

const EXAMPLES = path.join(import.meta.dirname, '../../examples');
const GOLDEN = path.join(import.meta.dirname, '../golden');
/** The running fortnight of `npm start` is told relative to the day, and is no scenario. */
const OTHERS = new Set(['demonstration.yaml']);

const stories = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith('.yaml') && !OTHERS.has(name))
  .sort();

describe('the examples, byte for byte', () => {
  test.each(stories)('%s', async (name) => {
    const scenario = readScenario(path.join(EXAMPLES, name), null);
    const facts = await Array.fromAsync(factsOf(scenario, embeddedInstallation));
    const lines = facts.map((fact) => `${JSON.stringify(fact)}\n`).join('');
    const golden = path.join(GOLDEN, name.replace('.yaml', '.jsonl'));
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, lines);
    expect(existsSync(golden) ? readFileSync(golden, 'utf8') : '').toBe(lines);
  });

  test('each begins with its story, and nothing in it is refused', async () => {
    for (const name of stories) {
      expect(readFileSync(path.join(EXAMPLES, name), 'utf8'), name).toMatch(/^# .*\n#\n# /);
      expect(readFileSync(path.join(GOLDEN, name.replace('.yaml', '.jsonl')), 'utf8'), name).not.toContain(
        'step.refused',
      );
    }
  });
});
