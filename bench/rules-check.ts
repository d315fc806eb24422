/** How long it takes to load the shipped rulebook, and to check it. */
import path from 'node:path';
import { RULES } from '../local/installation.ts';
import { checkRulebook } from '../shared/adapters/rules/check-rulebook.ts';
import { loadRulebook } from '../shared/adapters/rules/load-rulebook.ts';
import { RULEBOOK } from './office.ts';

/** Prints one line: rules, clauses, and the milliseconds of the first run and of the fastest of several. */
export function rulesCheck(rounds: number): Promise<void> {
  const folder = path.join(RULES, RULEBOOK);
  const took = { load: [] as number[], check: [] as number[] };
  let rules = 0;
  let clauses = 0;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const rulebook = loadRulebook(folder);
    const loaded = performance.now();
    checkRulebook(folder);
    took.load.push(loaded - start);
    took.check.push(performance.now() - loaded);
    rules = rulebook.rules.length;
    clauses = rulebook.clauses.size;
  }
  const said = (times: readonly number[]) => ({
    firstMs: Math.round(times[0] ?? 0),
    bestMs: Math.round(Math.min(...times)),
  });
  const line = { bench: 'rules-check', rules, clauses, load: said(took.load), check: said(took.check) };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  return Promise.resolve();
}
