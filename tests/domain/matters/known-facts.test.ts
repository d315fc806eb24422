/** What rules may count from is declared in one place; here it is held against what matters really say. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { factsOf } from '../../../local/commands/simulate.ts';
import { embeddedInstallation, PROJECT } from '../../../local/installation.ts';
import { readScenario } from '../../../local/scenario-file.ts';
import { loadRulebook } from '../../../shared/adapters/rules/load-rulebook.ts';
import type { ExistingDuty } from '../../../shared/domain/duties/duty.ts';
import { type Matter, ruleKindOf, subjectsOf } from '../../../shared/domain/matters/kinds.ts';
import { knownOf, SUBJECTS, unknownFlag } from '../../../shared/domain/matters/known-facts.ts';
import { settingsOf } from '../../../shared/domain/rules/settings.ts';
import type { Store } from '../../../shared/ports/store.ts';

const EXAMPLES = path.join(PROJECT, 'examples');
const stories = readdirSync(EXAMPLES).filter(
  (name) => name.endsWith('.yaml') && name !== 'demonstration.yaml',
);

/** A look at the whole store is dear; every so many facts is often enough to see each subject in its life. */
const EVERY = 40;

async function rows(store: Store, district: string) {
  const all = [];
  for await (const row of store.scanRows({ index: 0, of: 1 })) if (row.district === district) all.push(row);
  return all;
}

describe('facts and flags that are not declared', () => {
  test.each(stories)('%s has none', async (name) => {
    const scenario = readScenario(path.join(EXAMPLES, name), null);
    const rulebook = loadRulebook(path.join(PROJECT, 'rules', scenario.rulebook));
    const settings = settingsOf(rulebook, scenario.settings);
    const unknown = new Set<string>();
    let store: Store | null = null;
    let seen = 0;
    for await (const _fact of factsOf(scenario, (own) => {
      store = own;
      return embeddedInstallation(own, [scenario.rulebook]);
    })) {
      if (seen++ % EVERY !== 0 || store === null) continue;
      const all = await rows(store, scenario.directory.district);
      const duties = all.filter(({ kind }) => kind === 'duty').map(({ body }) => body as ExistingDuty);
      for (const row of all.filter(({ kind }) => kind === 'matter')) {
        const matter = row.body as Matter;
        const own = duties.filter(({ plan }) => plan.matter === matter.id);
        const around = { duties: own, settings, zone: rulebook.zone };
        for (const { per, facts, flags } of subjectsOf(matter, around, rulebook.procedures)) {
          const known = knownOf(ruleKindOf(matter), per, rulebook.procedures);
          const kind = `${ruleKindOf(matter)} ${per}`;
          if (!known) unknown.add(kind);
          for (const fact of facts.keys())
            if (known && !known.facts.includes(fact)) unknown.add(`${kind}: ${fact}`);
          for (const flag of flags)
            if (known && unknownFlag(flag, known) !== null) unknown.add(`${kind}: ${flag}`);
        }
      }
    }
    expect([...unknown]).toEqual([]);
  });
});

test('the rule language documents every subject of the kinds in code', () => {
  const documented = readFileSync(path.join(PROJECT, 'docs/rules-language.md'), 'utf8');
  const table = documented.slice(
    documented.indexOf('### Subjects and facts'),
    documented.indexOf('## Deadline'),
  );
  const missing = Object.entries(SUBJECTS).flatMap(([kind, subjects]) =>
    [kind, ...Object.keys(subjects)]
      .map((name) => name.replace(/^(half-month|quarter|half-year|year)(?=\/)/, 'month'))
      .filter((name) => !table.includes(`\`${name}\``)),
  );
  expect([...new Set(missing)]).toEqual([]);
});

test('a flag with a value is known by its name', () => {
  const known = { facts: [], flags: ['source=', 'begun', 'planned:'] };
  expect(unknownFlag('source=minutes', known)).toBeNull();
  expect(unknownFlag('!source=minutes|audit', known)).toBeNull();
  expect(unknownFlag('planned:meeting.party', known)).toBeNull();
  expect(unknownFlag('!begin', known)).toBe('begin');
});
