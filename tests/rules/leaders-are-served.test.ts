/** Leaders are served, not timed: what a leader, the government or the Party group owes is an internal task of the office. */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT, rulebookNames } from '../../local/installation.ts';
import { loadRulebook } from '../../shared/adapters/rules/load-rulebook.ts';
import type { Rule, Rulebook, RungRule } from '../../shared/domain/rules/rulebook.ts';
import { demoDirectory } from '../support/office.ts';

/** Who the clause says owes it, by the first of those named. Departments beside them owe for themselves. */
const LEADERS = /^(区长|县长|市长|(常务|分管|补位|提交议题的)?副(区|县|市)长|(区|县|市)领导)/;
const GOVERNMENT = /^(区|县|市)政府(?=$|[（ ；]|党组)/;
const PARTY_GROUP = /^((区|县|市)政府)?党组/;

const LEADER_ROLES = /^(mayor|executive-vice-mayor|vice-mayor-\d+|leaders|leader-in-charge)$/;

function owesOf({ clauses }: Rulebook, { id }: Pick<Rule, 'id'>): string {
  const owes = clauses.get(id)?.owes?.trim() ?? '';
  return owes.includes('部门') ? '' : owes;
}

function isLeaders(rulebook: Rulebook, rule: Rule): boolean {
  const owes = owesOf(rulebook, rule);
  return rule.per === 'leader' || [LEADERS, GOVERNMENT, PARTY_GROUP].some((pattern) => pattern.test(owes));
}

function rungsOf(rulebook: Rulebook, rule: Rule): readonly RungRule[] {
  return rulebook.ladders.get(rule.ladder)?.rungs ?? [];
}

const isInOffice = (role: string) => role === 'office-director' || role.startsWith('office.');
const named = (rule: Rule) => [rule.id, rule.part, rule.variant].filter((part) => part !== null).join('/');

describe.each(rulebookNames())('%s: what leaders owe', (name) => {
  const rulebook = loadRulebook(path.join(PROJECT, 'rules', name));
  const rules = rulebook.rules.filter((rule) => isLeaders(rulebook, rule));

  test('is an internal node, so that it has no verdict and no line in a report', () => {
    expect(rules.filter(({ basis }) => basis !== 'internal').map(named)).toEqual([]);
  });

  test('is owed by the office on their behalf', () => {
    const units = demoDirectory.units;
    const elsewhere = rules.filter(
      ({ owedBy }) => units.get(owedBy)?.kind !== 'office' && units.get(owedBy)?.kind !== 'party-body',
    );
    expect(elsewhere.map(named)).toEqual([]);
  });

  test('reminds no leader, at no step', () => {
    const toLeaders = rules.flatMap((rule) =>
      rungsOf(rulebook, rule)
        .filter(({ to }) =>
          to.some((role) => LEADER_ROLES.test(role) || demoDirectory.leaders.includes(role)),
        )
        .map(({ id }) => `${named(rule)} ${id}`),
    );
    expect(toLeaders).toEqual([]);
  });

  test('is never called overdue, and goes no higher than the office', () => {
    const higher = rules.flatMap((rule) =>
      rungsOf(rulebook, rule)
        .filter(({ kind, to }) => kind === 'breach' || (kind === 'escalate' && !to.every(isInOffice)))
        .map(({ id }) => `${named(rule)} ${id}`),
    );
    expect(higher).toEqual([]);
  });

  test('of the Party group stays out of every export', () => {
    const open = rules.filter((rule) => PARTY_GROUP.test(owesOf(rulebook, rule)) && !rule.confined);
    expect(open.map(named)).toEqual([]);
  });
});

test('the rules that exist are found: entries of the leaders for their week', () => {
  const rulebook = loadRulebook(path.join(PROJECT, 'rules', 'shuangyang-2018'));
  const found = rulebook.rules.filter((rule) => isLeaders(rulebook, rule)).map(({ id }) => id);
  expect(found).toContain('D76-1');
});

test.each<[string, boolean]>([
  ['区长', true],
  ['副区长； 办公室', true],
  ['区政府 （发改局起草）', true],
  ['区政府党组（党组书记；办公室经办）', true],
  ['区领导 （秘书/联络员代报）', true],
  ['区政府办公室', false],
  ['区政府法制机构', false],
  ['区政府组成人员', false],
  ['事涉单位 （分管领导牵头）', false],
  ['总值班室', false],
])('“%s” is a leader, the government or the Party group: %s', (owes, expected) => {
  expect([LEADERS, GOVERNMENT, PARTY_GROUP].some((pattern) => pattern.test(owes))).toBe(expected);
});
