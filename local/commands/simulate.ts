/** `duban simulate FILE`: runs a scenario and prints one fact a line. */
import { parseArgs } from 'node:util';
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { createEngine } from '../../shared/app/engine.ts';
import type { Fact } from '../../shared/app/facts.ts';
import { setUpDistrict } from '../../shared/app/set-up-district.ts';
import { Observed, simulate } from '../../shared/app/simulate.ts';
import { parseInstant } from '../../shared/domain/time/instant.ts';
import { embeddedInstallation } from '../installation.ts';
import { readScenario } from '../scenario-file.ts';

export interface Io {
  out(text: string): void;
  err(text: string): void;
}

const USAGE = 'usage: duban simulate FILE [--until INSTANT] [--json]';

/** 0 when the run came to its end, refusals by the domain included; bad input is thrown before the first line. */
export async function run(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { until: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new TypeError(`expected one scenario file; ${USAGE}`);
  const scenario = readScenario(file, values.until === undefined ? null : parseInstant(values.until));

  const observed = new Observed();
  const store = observed.watch(openSqliteStore({ file: ':memory:' }));
  const engine = createEngine(embeddedInstallation(store, [scenario.rulebook]));
  const { rulebook, settings: overrides, rules, directory, from, until, steps } = scenario;
  const district = directory.district;
  await setUpDistrict(engine, district, { rulebook, overrides, rules }, directory, from);
  for await (const fact of simulate(engine, observed, { district, from, until, steps })) {
    io.out(`${values.json ? JSON.stringify(fact) : inWords(fact)}\n`);
  }
  await store.close();
  return 0;
}

/** One line for people: when, what, about what, and the rest. */
function inWords({ at, fact, duty, matter, ...rest }: Fact): string {
  const details = Object.entries(rest).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [at, fact, duty ?? matter ?? '', ...details].join('  ');
}
