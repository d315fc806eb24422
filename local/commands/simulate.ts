/** `duban simulate FILE`: runs a scenario and prints one fact a line. */
import { openSqliteStore } from '../../shared/adapters/sqlite/store.ts';
import { createEngine } from '../../shared/app/engine.ts';
import type { Fact } from '../../shared/app/facts.ts';
import type { Installation } from '../../shared/app/installation.ts';
import { setUpDistrict } from '../../shared/app/set-up-district.ts';
import { Observed, simulate } from '../../shared/app/simulate.ts';
import { type Instant, InvalidTime, parseInstant } from '../../shared/domain/time/instant.ts';
import type { Store } from '../../shared/ports/store.ts';
import { embeddedInstallation } from '../installation.ts';
import { readScenario, type Scenario } from '../scenario-file.ts';
import { type Io, readArguments, UsageFault } from './command.ts';

export const help = `duban simulate FILE [--until INSTANT] [--json]

推演：在跳跃的时钟上运行一份情景文件，逐行列出发生的事实。
Runs a scenario through the whole engine on a clock that jumps from event to event, and prints one fact a line.

  FILE      a scenario in YAML or JSON; docs/scenario.md describes every verb, examples/ holds some
  --until   where to stop (exclusive), in place of the file's own \`until\`
  --json    one JSON object a line, and nothing else on standard output
`;

/** 0 when the run came to its end, refusals by the domain included; bad input is thrown before the first line. */
export async function run(args: string[], io: Io): Promise<number> {
  const given = readArguments(args, {
    until: { type: 'string' },
    json: { type: 'boolean' },
  });
  const [file, ...rest] = given.positionals;
  if (file === undefined || rest.length > 0) {
    throw new UsageFault('expected one scenario file; usage: duban simulate FILE [--until INSTANT] [--json]');
  }
  const scenario = readScenario(file, untilFrom(given.text('until')));
  for await (const fact of factsOf(scenario, (store) => embeddedInstallation(store, [scenario.rulebook]))) {
    io.out(`${given.flag('json') ? JSON.stringify(fact) : inWords(fact)}\n`);
  }
  return 0;
}

function untilFrom(text: string | undefined): Instant | null {
  if (text === undefined) return null;
  try {
    return parseInstant(text);
  } catch (fault) {
    if (fault instanceof InvalidTime) throw new UsageFault(`--until ${text}: ${fault.message}`);
    throw fault;
  }
}

/** The facts of a scenario, run on an embedded store of its own that is gone afterwards. */
export async function* factsOf(
  scenario: Scenario,
  install: (store: Store) => Installation,
): AsyncGenerator<Fact> {
  const observed = new Observed();
  const store = observed.watch(openSqliteStore({ file: ':memory:' }));
  try {
    const engine = createEngine(install(store));
    const { rulebook, settings: overrides, rules, shadow, directory, from, until, steps } = scenario;
    const { district } = directory;
    await setUpDistrict(engine, district, { rulebook, overrides, rules, shadow }, directory, from);
    yield* simulate(engine, observed, { district, from, until, steps });
  } finally {
    await store.close();
  }
}

/** One line for people: when, what, about what, and the rest. */
function inWords({ at, fact, duty, matter, ...rest }: Fact): string {
  const details = Object.entries(rest).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [at, fact, duty ?? matter ?? '', ...details].join('  ');
}
