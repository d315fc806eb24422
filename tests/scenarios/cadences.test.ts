/** What comes round by itself (art. 15, 38, 39, 47, 48, 65, 66), and reports on occasion (art. 6, 39, 40). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { PROJECT } from '../../local/installation.ts';
import { explain } from '../../shared/app/explain.ts';
import { formatInstant, parseInstant } from '../../shared/domain/time/instant.ts';
import { china, factsNamed, onlyFact, runScenario } from '../support/run-scenario.ts';
import { ground, shuangyang } from '../support/shuangyang.ts';

/** The limit of a rule for a period that ends on a day, or for the week in which a day lies. */
function limit(rule: string, day: string, settings: Record<string, unknown> = {}): string | null {
  const { main } = explain({ rule, at: parseInstant(china(day, '12:00')) }, shuangyang, ground(settings));
  return main.evaluation.outcome === 'due' ? formatInstant(main.evaluation.at, shuangyang.zone) : null;
}

test.each([
  ['D38-2', '2026-03-31', '2026-04-27', 'the 25th is a Saturday'],
  ['D38-2', '2026-06-30', '2026-07-27', 'the 25th is a Saturday'],
  ['D38-2', '2026-09-30', '2026-10-26', 'the 25th is a Sunday'],
  ['D39-3', '2025-12-31', '2026-01-30', 'January, the 31st is a Saturday'],
  ['D39-3', '2026-06-30', '2026-07-31', 'July'],
  ['D47-1/ledger', '2026-03-18', '2026-03-20', 'an ordinary week'],
  ['D47-1/ledger', '2026-09-16', '2026-09-20', 'a week with a make-up Sunday'],
  ['D47-1/ledger', '2026-10-07', '2026-10-10', 'the rest of a week of holidays'],
  ['D47-1/circular', '2026-09-30', '2026-10-13', 'over the National Day'],
  ['D47-1/review', '2026-03-31', '2026-04-15', 'over Qingming'],
  ['D48-1', '2026-03-31', '2026-03-31', 'the last working day of the quarter'],
  ['D48-2', '2025-12-31', '2026-02-02', 'the 31st is a Saturday'],
  ['D48-2/self-assessment', '2026-12-31', '2026-12-31', 'the last working day of the year'],
  ['D65-1', '2026-12-31', '2026-12-31', 'within the fourth quarter'],
  ['D66-1', '2025-12-31', '2025-12-31', 'before the year is out'],
  ['D66-1', '2022-12-31', '2022-12-30', 'a Saturday'],
])('%s of what ends on %s is due on %s: %s', (rule, day, due) => {
  expect(limit(rule, day)).toBe(china(due, '17:00'));
});

test('a week without a working day has no ledger check', () => {
  expect(limit('D47-1/ledger', '2025-10-08')).toBe(china('2025-10-11', '17:00'));
  expect(limit('D47-1/ledger', '2024-02-14')).toBe(china('2024-02-18', '17:00'));
  expect(limit('D47-1/ledger', '2020-01-29')).toBeNull();
});

test('the goals of a co-ordinating body: 1 and 15 December, three working days before', () => {
  const at = parseInstant(china('2026-12-31', '12:00'));
  const { main } = explain({ rule: 'D66-1', at }, shuangyang, ground());
  const rungs = main.rungs.map((rung) => [
    rung.id,
    rung.at && formatInstant(rung.at, shuangyang.zone),
    ...rung.to,
  ]);
  expect(rungs.slice(0, 4)).toEqual([
    ['remind-1', china('2026-12-01', '09:00'), 'unit.liaison'],
    ['remind-2', china('2026-12-15', '09:00'), 'unit.liaison'],
    ['remind-3', china('2026-12-28', '09:00'), 'unit.liaison'],
    ['check', china('2026-12-31', '17:00'), 'office.liaison'],
  ]);
});

const demo = 'demo';

/** The demonstration directory with two co-ordinating bodies, whose offices departments keep. */
function withBodies(): Record<string, unknown> {
  const file = path.join(PROJECT, 'examples/directories/demo.yaml');
  const written = parse(readFileSync(file, 'utf8')) as { units: Record<string, object> };
  const body = (name: string, shortName: string, officeIn: string) => ({
    name,
    shortName,
    kind: 'body',
    officeIn,
  });
  const bodies = {
    'water-body': body('区河长制办公室', '区河长办', 'water'),
    'school-body': body('区校园安全办公室', '区校安办', 'education'),
  };
  return { ...written, units: { ...written.units, ...bodies } };
}

describe('in a running office', () => {
  test('the economy of a quarter: the office is reminded, and reports', async () => {
    const facts = await runScenario({
      rules: ['D38-2'],
      directory: demo,
      from: china('2026-01-01', '00:00'),
      until: china('2026-04-28', '00:00'),
      steps: [
        { at: china('2026-04-24', '10:00'), do: 'duty.submit', duty: '2026-Q1/D38-2', evidence: '报告文号' },
      ],
    });
    expect(onlyFact(facts, 'duty.settled', '2026-Q1/D38-2')).toMatchObject({ verdict: 'on-time' });
    const reminded = factsNamed(facts, 'rung.reached', '2026-Q1/D38-2').map(({ at, rung }) => [at, rung]);
    expect(reminded).toEqual([[china('2026-04-20', '09:00'), 'remind']]);
  });

  test('every body owes its goals, and none of them hears of it before December', async () => {
    const facts = await runScenario({
      rules: ['D66-1'],
      directory: withBodies(),
      from: china('2026-01-01', '00:00'),
      until: china('2027-01-06', '00:00'),
      steps: [
        {
          at: china('2026-12-30', '10:00'),
          do: 'duty.submit',
          duty: '2026/D66-1/water-body',
          by: 'water',
          evidence: '目标任务',
        },
      ],
    });
    expect(onlyFact(facts, 'duty.settled', '2026/D66-1/water-body')).toMatchObject({ verdict: 'on-time' });
    expect(onlyFact(facts, 'duty.overdue', '2026/D66-1/school-body')).toMatchObject({
      at: china('2026-12-31', '17:00'),
    });
    expect(factsNamed(facts, 'notice.sent')[0]).toMatchObject({ at: china('2026-12-01', '09:00') });
  });

  test('the monthly brief of the vice-mayors is off, and of the mayor there is none', async () => {
    const brief = (settings: object) =>
      runScenario({
        rules: ['D15-1'],
        directory: demo,
        settings,
        from: china('2026-03-01', '00:00'),
        until: china('2026-03-28', '00:00'),
        steps: [],
      });
    expect(factsNamed(await brief({}), 'duty.opened')).toEqual([]);
    const on = await brief({ 'on.D15-1': true });
    expect(factsNamed(on, 'duty.opened')).toHaveLength(7);
    expect(factsNamed(on, 'duty.opened', '2026-03/D15-1/mayor')).toEqual([]);
    expect(factsNamed(on, 'notice.sent').every(({ to }) => String(to).endsWith('.liaison'))).toBe(true);
  });

  test('a major matter goes to the Party committee within a working day, signed first; no export has it', async () => {
    const step = (time: string, name: string, by: string, more: object = {}) => ({
      at: china('2026-03-11', time),
      do: 'step.do',
      id: 'z1',
      step: name,
      by,
      ...more,
    });
    const facts = await runScenario({
      rules: ['D06-1'],
      directory: demo,
      from: china('2026-03-11', '08:00'),
      until: china('2026-03-14', '00:00'),
      steps: [
        {
          at: china('2026-03-11', '09:00'),
          do: 'case.open',
          id: 'z1',
          procedure: 'party-report',
          title: '重大项目情况',
        },
        step('10:00', 'draft', 'office'),
        step('11:00', 'send', 'office', { evidence: '回执' }),
        step('14:00', 'sign', 'mayor'),
        step('15:00', 'send', 'office', { evidence: '回执' }),
      ],
    });
    expect(onlyFact(facts, 'duty.opened', 'z1/D06-1')).toMatchObject({ dueAt: china('2026-03-12', '17:00') });
    expect(onlyFact(facts, 'duty.settled', 'z1/D06-1')).toMatchObject({ verdict: 'on-time' });
    expect(factsNamed(facts, 'step.refused').map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^“报送区委”须在“区长审签”完成之后办理：《工作规则》第六条/),
    ]);
    expect(shuangyang.rules.find(({ id }) => id === 'D06-1')?.confined).toBe(true);
  });

  test('a report to the congress is due on the day of its plan, before a day off', async () => {
    const facts = await runScenario({
      rules: ['D39-1'],
      directory: demo,
      from: china('2026-03-11', '08:00'),
      until: china('2026-03-30', '00:00'),
      steps: [
        {
          at: china('2026-03-11', '09:00'),
          do: 'case.open',
          id: 'g1',
          procedure: 'congress-report',
          title: '环境保护工作报告',
          unit: 'environment',
          fields: { due: '2026-03-28' },
        },
      ],
    });
    expect(onlyFact(facts, 'duty.opened', 'g1/D39-1')).toMatchObject({
      dueAt: china('2026-03-27', '17:00'),
      basis: 'instruction',
      owedBy: 'environment',
    });
  });
});
