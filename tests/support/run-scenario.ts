/** Runs a scenario through the whole engine on an embedded store and gives back its facts. */
import { stringify } from 'yaml';
import { factsOf } from '../../local/commands/simulate.ts';
import { embeddedInstallation, rulebookNames } from '../../local/installation.ts';
import { parseScenario } from '../../local/scenario-file.ts';
import type { Fact } from '../../shared/app/facts.ts';
import type { Installation } from '../../shared/app/installation.ts';

/** Reading the rule files takes longer than most scenarios; they are the same for all. */
let loaded: Omit<Installation, 'store'> | null = null;

function installation(store: Installation['store']): Installation {
  loaded ??= embeddedInstallation(store, rulebookNames());
  return { ...loaded, store };
}

/** A scenario as YAML text, or as the same thing in an object; `rulebook` may be left out. */
export async function runScenario(given: string | Readonly<Record<string, unknown>>): Promise<Fact[]> {
  const text = typeof given === 'string' ? given : stringify({ rulebook: 'shuangyang-2018', ...given });
  const scenario = parseScenario('scenario.yaml', text, null);
  return Array.fromAsync(factsOf(scenario, installation));
}

/** A moment in China, as scenarios write and print it: `day('2026-03-17', '17:00')`. */
export function china(date: string, time: string): string {
  return `${date}T${time.length === 5 ? `${time}:00` : time}+08:00`;
}

/** The facts of one kind, optionally of one duty. */
export function factsNamed(facts: readonly Fact[], kind: string, duty?: string): Fact[] {
  return facts.filter((fact) => fact.fact === kind && (duty === undefined || fact.duty === duty));
}

/** The only fact of a kind about a duty; refuses none and several, and says what there was. */
export function onlyFact(facts: readonly Fact[], kind: string, duty: string): Fact {
  const found = factsNamed(facts, kind, duty);
  const [only] = found;
  if (!only || found.length > 1) {
    const about = facts.filter((fact) => fact.duty === duty).map(({ at, fact }) => `${at} ${fact}`);
    throw new Error(
      `expected one ${kind} of ${duty}, found ${found.length}; there were:\n${about.join('\n')}`,
    );
  }
  return only;
}
