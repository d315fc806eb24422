/** 规则核定: what 办公室主任 answers to each clause takes effect on what is open and on what comes. */
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/app/facts.ts';
import { china, factsNamed, onlyFact, runScenario } from '../support/run-scenario.ts';

const PAPERS = 'm1/D52-07/i1';
const AT = china('2026-03-12', '09:30');
const SIGNED = { do: 'rule.confirm', by: 'office-director', inForce: true };

function meeting(steps: readonly object[], more: object = {}) {
  return runScenario({
    rules: ['D52-06', 'D52-07', 'D52-08'],
    from: china('2026-03-10', '08:00'),
    until: china('2026-03-18', '12:00'),
    steps: [
      {
        at: china('2026-03-11', '10:00'),
        do: 'meeting.schedule',
        id: 'm1',
        kind: 'executive',
        start: china('2026-03-18', '09:00'),
        items: [{ id: 'i1', unit: 'housing', title: '老旧小区改造' }],
      },
      ...steps,
    ],
    ...more,
  });
}

function only(facts: readonly Fact[], kind: string): Fact {
  const found = factsNamed(facts, kind);
  const [first] = found;
  if (!first || found.length > 1) throw new Error(`expected one ${kind}, found ${found.length}`);
  return first;
}

describe('a rule confirmed as not in force', () => {
  const no = { at: AT, ...SIGNED, rule: 'D52-07', inForce: false };

  test('ends what is open, for that reason, and reminds nobody any more', async () => {
    const facts = await meeting([no]);
    expect(only(facts, 'rule.confirmed')).toMatchObject({
      rule: 'D52-07',
      inForce: false,
      by: 'office-director',
    });
    expect(onlyFact(facts, 'duty.settled', PAPERS)).toMatchObject({
      at: AT,
      verdict: 'not-applicable',
      reason: '经规则核定，本条不施行',
    });
    const later = factsNamed(facts, 'notice.sent').filter(
      ({ at, duty }) => duty === PAPERS && String(at) > AT,
    );
    expect(later).toEqual([]);
    expect(factsNamed(facts, 'duty.overdue', PAPERS)).toEqual([]);
  });

  test('leaves the other rules alone', async () => {
    const facts = await meeting([no]);
    expect(factsNamed(facts, 'duty.settled').map(({ duty }) => duty)).toEqual([PAPERS]);
    expect(factsNamed(facts, 'duty.replanned').map(({ duty }) => duty)).toEqual([]);
  });

  test('is not planned for what comes', async () => {
    const item = { id: 'i2', unit: 'finance', title: '预算调整' };
    const facts = await meeting([no, { at: china('2026-03-12', '10:00'), do: 'agenda.add', id: 'm1', item }]);
    expect(factsNamed(facts, 'duty.opened').map(({ duty }) => duty)).not.toContain('m1/D52-07/i2');
  });

  test('once in force again holds for what comes', async () => {
    const facts = await meeting([
      no,
      { at: china('2026-03-12', '10:00'), ...SIGNED, rule: 'D52-07' },
      {
        at: china('2026-03-12', '10:10'),
        do: 'agenda.add',
        id: 'm1',
        item: { id: 'i2', unit: 'finance', title: '预算调整' },
      },
    ]);
    expect(onlyFact(facts, 'duty.opened', 'm1/D52-07/i2').dueAt).toBe(china('2026-03-17', '17:00'));
  });

  test('of art. 76: no week opens any more, and weeks open again when it is back', async () => {
    const both = (at: string, inForce: boolean) =>
      ['D76-1', 'D76-2', 'D76-3'].map((rule) => ({ at, ...SIGNED, rule, inForce }));
    const facts = await runScenario({
      rules: ['D76-*'],
      from: china('2026-03-09', '08:00'),
      until: china('2026-04-03', '18:00'),
      steps: [...both(china('2026-03-10', '09:00'), false), ...both(china('2026-03-24', '09:00'), true)],
    });
    const weeks = factsNamed(facts, 'week.opened').map(({ at, matter }) => [at, matter]);
    expect(weeks.at(-1)).toEqual([china('2026-04-02', '09:00'), '2026-W15']);
    expect(weeks.map(([, matter]) => matter)).not.toContain('2026-W12');
  });
});

describe('a chosen reading', () => {
  test('holds for what comes; what is open keeps the reading it was planned with', async () => {
    const facts = await meeting([
      { at: AT, ...SIGNED, rule: 'D52-07', reading: 'D' },
      {
        at: china('2026-03-12', '10:00'),
        do: 'agenda.add',
        id: 'm1',
        item: { id: 'i2', unit: 'finance', title: '预算调整' },
      },
    ]);
    expect(only(facts, 'rule.confirmed')).toMatchObject({ reading: 'D', setting: 'materials.mode' });
    expect(onlyFact(facts, 'duty.opened', 'm1/D52-07/i2').dueAt).toBe(china('2026-03-16', '17:00'));
    expect(factsNamed(facts, 'duty.replanned', PAPERS)).toEqual([]);
  });

  test('keyed for the director, with its source', async () => {
    const keyed = { by: 'office', for: 'office-director', source: '纸质' };
    const facts = await meeting([{ at: AT, ...SIGNED, ...keyed, rule: 'D52-07', reading: 'C' }]);
    expect(only(facts, 'rule.confirmed')).toMatchObject(keyed);
    expect(factsNamed(facts, 'duty.replanned')).toEqual([]);
  });
});

describe('is refused', () => {
  test.each<[string, object, string]>([
    ['an unknown rule', { rule: 'D99-1' }, '规则库中没有“D99-1”'],
    ['a rule of another choice of rules', { rule: 'D76-1' }, '规则库中没有“D76-1”'],
    ['a reading it does not have', { rule: 'D52-07', reading: 'X' }, 'D52-07没有这种理解，可选A、B、C、D'],
    ['a reading where there is one only', { rule: 'D52-08', reading: 'A' }, 'D52-08只有一种理解，无须选择'],
    [
      'an answer of somebody else',
      { rule: 'D52-07', by: 'office' },
      '规则核定由办公室主任签署；代为登记的，请注明代谁登记',
    ],
    [
      'an answer on behalf without its source',
      { rule: 'D52-07', by: 'office', for: 'office-director' },
      '代为登记的，请注明来源（口头、电话或纸质）',
    ],
  ])('%s', async (_caption, step, reason) => {
    const facts = await meeting([{ at: AT, ...SIGNED, ...step }]);
    expect(only(facts, 'step.refused').reason).toBe(reason);
    expect(factsNamed(facts, 'rule.confirmed')).toEqual([]);
  });
});
