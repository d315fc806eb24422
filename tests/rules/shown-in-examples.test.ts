// Every clause with a limit, a period, a report or a gate is shown in an example, from its trigger until it is settled.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readScenario } from '../../local/scenario-file.ts';
import type { Fact } from '../../shared/app/facts.ts';
import { flagsOfFields } from '../../shared/domain/matters/case.ts';
import { procedureForKind } from '../../shared/domain/matters/meeting-host.ts';
import type { Procedure } from '../../shared/domain/procedures/procedure.ts';
import { asAsked } from '../../shared/domain/procedures/progress.ts';
import type { ClauseType } from '../../shared/domain/rules/clause.ts';
import { coverage } from '../../shared/domain/rules/coverage.ts';
import { settingsOf } from '../../shared/domain/rules/settings.ts';
import { shuangyang } from '../support/shuangyang.ts';

const EXAMPLES = path.join(import.meta.dirname, '../../examples');
const GOLDEN = path.join(import.meta.dirname, '../golden');

const TIMED_OR_LOCKED: ReadonlySet<ClauseType> = new Set(['HARD', 'CADENCE', 'REPORT', 'GATE']);
const FIRST: ReadonlySet<string> = new Set(['P1', 'P2']);

/** Ends that say that the clause could not be asked, or was not. */
const NOT_ASKED: ReadonlySet<unknown> = new Set(['not-applicable', 'waived']);

/** Clauses that commands keep: who presents an item, and where a leader is. */
const IN_COMMANDS: Readonly<Record<string, (fact: Fact) => boolean>> = {
  'D52-09': ({ fact, presenter }) => fact === 'agenda.decided' && typeof presenter === 'string',
  'D72-4': ({ fact, reachable }) => fact === 'whereabouts.set' && reachable === false,
};

/** The facts of each example under the rulebook that ships for the district. */
const stories = readdirSync(GOLDEN)
  .filter((name) => name.endsWith('.jsonl'))
  .filter((name) => rulebookOf(name.replace('.jsonl', '.yaml')) === shuangyang.id)
  .map((name) => factsIn(readFileSync(path.join(GOLDEN, name), 'utf8')));

function rulebookOf(example: string): string {
  return readScenario(path.join(EXAMPLES, example), null).rulebook;
}

function factsIn(lines: string): Fact[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Fact);
}

/** Clauses of duties that were opened, and settled as something that was asked for. */
function clausesSettled(facts: readonly Fact[]): string[] {
  const settled = new Set(
    facts
      .filter(({ fact, verdict }) => fact === 'duty.settled' && !NOT_ASKED.has(verdict))
      .map(({ duty }) => duty),
  );
  return facts
    .filter(({ fact, duty }) => fact === 'duty.opened' && settled.has(duty))
    .map(({ rule }) => String(rule));
}

/** Clauses of steps that were done, each by the clause that holds for a matter such as this one. */
function clausesOfSteps(facts: readonly Fact[]): string[] {
  const done = facts.filter((fact) => fact.fact === 'step.confirmed' || isDone(fact));
  return done.flatMap(({ matter, step: id }) => {
    const about = facts.filter((fact) => fact.matter === matter);
    const step = procedureOf(about)?.steps.find((one) => one.id === id);
    return step ? [asAsked(step, null, { flags: flagsOf(about) }).clause] : [];
  });
}

/** What was keyed for somebody else counts once a second person has confirmed it. */
function isDone({ fact, act }: Fact): boolean {
  return fact === 'step.done' && !Object.hasOwn(Object(act), 'awaits');
}

function procedureOf(about: readonly Fact[]): Procedure | null {
  const { procedure, meetingKind } = about.find((fact) => fact.procedure ?? fact.meetingKind) ?? {};
  if (typeof meetingKind === 'string') return procedureForKind(meetingKind, shuangyang.procedures);
  return shuangyang.procedures.get(String(procedure)) ?? null;
}

/** What was known of the matter when it was opened, and later. */
function flagsOf(about: readonly Fact[]): Set<string> {
  const fields = about.map((fact) => fact.fields as Parameters<typeof flagsOfFields>[0] | undefined);
  return flagsOfFields(Object.assign({}, ...fields));
}

function clausesInCommands(facts: readonly Fact[]): string[] {
  return Object.entries(IN_COMMANDS).flatMap(([id, shows]) => (facts.some(shows) ? [id] : []));
}

const shown = new Set(
  stories.flatMap((facts) => [
    ...clausesSettled(facts),
    ...clausesOfSteps(facts),
    ...clausesInCommands(facts),
  ]),
);
const clauses = coverage(shuangyang, settingsOf(shuangyang)).flatMap((article) => article.clauses);

describe('the examples', () => {
  test('show every P1 and P2 clause with a limit, a period, a report or a gate', () => {
    const asked = clauses.filter(
      ({ clause }) => TIMED_OR_LOCKED.has(clause.type) && FIRST.has(clause.priority),
    );
    expect(asked.length).toBeGreaterThan(80);
    expect(asked.map(({ clause }) => clause.id).filter((id) => !shown.has(id))).toEqual([]);
  });

  test('show no clause that the rulebook does not serve', () => {
    const served = clauses.filter(
      ({ clause, timed, gates }) => timed.length + gates.length > 0 || clause.id in IN_COMMANDS,
    );
    const ids = new Set(served.map(({ clause }) => clause.id));
    expect([...shown].filter((id) => !ids.has(id))).toEqual([]);
  });
});
