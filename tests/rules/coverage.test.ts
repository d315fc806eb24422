import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { coverageJson, sayCoverage } from '../../shared/app/say-coverage.ts';
import { type ClauseCoverage, coverage } from '../../shared/domain/rules/coverage.ts';
import { settingsOf } from '../../shared/domain/rules/settings.ts';
import { shuangyang } from '../support/shuangyang.ts';

/** The register of duties that was drawn from the document: its ids, types, priorities and words. */
interface Row {
  readonly id: string;
  readonly art: string;
  readonly type: string;
  readonly priority: string;
  readonly quote: string;
}

const register = JSON.parse(readFileSync(path.join(import.meta.dirname, 'register.json'), 'utf8')) as Row[];
const articles = coverage(shuangyang, settingsOf(shuangyang));
const covered = new Map(
  articles.flatMap(({ clauses }) => clauses.map((one): [string, ClauseCoverage] => [one.clause.id, one])),
);

const TIMED_OR_LOCKED = new Set(['HARD', 'CADENCE', 'REPORT', 'GATE']);

/**
 * Kept by the commands themselves, as the clause says under `acts`: who presents an item (agenda.decide), and where a
 * leader is (whereabouts.set), which is for finding people and never asked for.
 */
const IN_COMMANDS = new Set(['D52-09', 'D72-4']);

function only(types: ReadonlySet<string>, priorities: readonly string[]): Row[] {
  return register.filter(({ type, priority }) => types.has(type) && priorities.includes(priority));
}

/** Ids of rows in a state that none of them should be in. */
function ids(rows: readonly Row[], wrong: (one: ClauseCoverage) => boolean): string[] {
  return rows.flatMap(({ id }) => {
    const one = covered.get(id);
    return one === undefined || wrong(one) ? [id] : [];
  });
}

describe('the register', () => {
  test('has 142 rows, and every one is a clause of the rulebook, word for word', () => {
    expect(register).toHaveLength(142);
    expect([...shuangyang.clauses.keys()].toSorted()).toEqual(register.map(({ id }) => id).toSorted());
    for (const { id, art, type, priority, quote } of register) {
      const { clause } = covered.get(id) ?? {};
      const article = art.replace('(', '（').replace(')', '）');
      expect(clause).toMatchObject({ id, article, type, priority, quote });
    }
  });

  test('every P1 and P2 row with a limit, a period, a report or a gate is served, and on', () => {
    const rows = only(TIMED_OR_LOCKED, ['P1', 'P2']).filter(({ id }) => !IN_COMMANDS.has(id));
    expect(
      ids(rows, ({ state, timed, gates }) => state !== 'on' || timed.length + gates.length === 0),
    ).toEqual([]);
  });

  test('every P3 row of those types is there behind a switch', () => {
    const behind = ({ timed, gates }: ClauseCoverage) =>
      timed.length + gates.length > 0 && [...timed, ...gates].every((one) => one.switch !== null && !one.on);
    expect(ids(only(TIMED_OR_LOCKED, ['P3']), (one) => !behind(one))).toEqual([]);
  });

  test('a switch turns its rows on', () => {
    const names = [...shuangyang.settings.keys()].filter((name) => name.startsWith('on.'));
    const all = settingsOf(shuangyang, Object.fromEntries(names.map((name) => [name, true])));
    const off = coverage(shuangyang, all).flatMap(({ clauses }) =>
      clauses.filter(({ state }) => state === 'off'),
    );
    expect(off.map(({ clause }) => clause.id)).toEqual([]);
  });

  test('routing and delegation act', () => {
    const rows = only(new Set(['ROUTE', 'DELEGATION']), ['P1', 'P2', 'P3']);
    expect(rows).toHaveLength(11);
    expect(ids(rows, ({ state }) => state !== 'on')).toEqual([]);
  });

  test('what cannot be timed is listed, and nothing is missing', () => {
    const rows = only(new Set(['POLICY', 'DATA']), ['P1', 'P2', 'P3']);
    expect(ids(rows, ({ state }) => state === 'missing')).toEqual([]);
    expect(ids(register, ({ state }) => state === 'missing')).toEqual([]);
  });
});

describe('in words', () => {
  const said = sayCoverage(shuangyang, articles);

  test('every article has its line, also one that only states principles', () => {
    expect(articles).toHaveLength(80);
    expect(said).toContain('\n第二条　原则性规定，无登记事项\n');
    expect(said.match(/^第.+条/gm)).toHaveLength(80);
  });

  test('a clause says by what it is served, and a switched-off one by which setting', () => {
    expect(said).toMatch(/\n {2}D52-07　议题材料报送（时限，P1）　已启用　计时：D52-07议题材料报送/);
    expect(said).toMatch(/\n {2}D39-4　座谈会（频次，P3）　未启用　计时：.*（on\.D39-4：未启用）\n/);
    expect(said).toMatch(/\n {2}D10-1　任期（基础信息，P3）　仅列明\n/);
    expect(said).toMatch(/\n共80条，登记事项142项：已启用\d+项，未启用\d+项，仅列明\d+项，未落实\d+项。\n$/);
  });

  test('and as data', () => {
    expect(coverageJson(shuangyang, articles)).toMatchObject({
      rulebook: 'shuangyang-2018',
      articles: expect.arrayContaining([{ article: 2, clauses: [] }]),
    });
  });
});
