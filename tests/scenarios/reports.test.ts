/** Reports in a scenario: a month of papers is reported, approved as the office does it, and withdrawn. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/app/facts.ts';
import { china, factsNamed, runScenario } from '../support/run-scenario.ts';

const at = (date: string, time: string) => china(date, time);

let facts: Fact[];

beforeAll(async () => {
  facts = await runScenario({
    rules: ['D52-07'],
    from: at('2026-03-02', '08:00'),
    until: at('2026-04-03', '12:00'),
    steps: [
      {
        at: at('2026-03-11', '10:00'),
        do: 'meeting.schedule',
        id: 'm5',
        kind: 'executive',
        start: at('2026-03-18', '09:00'),
        items: [
          { id: 'i1', unit: 'housing', title: '老旧小区改造' },
          { id: 'i2', unit: 'finance', title: '预算调整' },
        ],
      },
      { at: at('2026-03-17', '11:00'), do: 'duty.submit', duty: 'm5/D52-07/i1', by: 'housing' },
      { at: at('2026-03-17', '20:00'), do: 'duty.submit', duty: 'm5/D52-07/i2', by: 'finance' },
      { at: at('2026-04-01', '09:00'), do: 'report.make', period: '2026-03', by: 'supervision' },
      { at: at('2026-04-01', '10:00'), do: 'report.approve', id: '2026-0001', by: 'supervision' },
      {
        ...{ at: at('2026-04-01', '11:00'), do: 'report.approve', id: '2026-0001', by: 'office' },
        ...{ for: 'office-director', source: '口头' },
      },
      { at: at('2026-04-01', '12:00'), do: 'report.approve', id: '2026-0001', by: 'supervision' },
      {
        at: at('2026-04-02', '09:00'),
        do: 'report.withdraw',
        id: '2026-0001',
        by: 'supervision',
        why: '补登',
      },
    ],
  });
});

describe('a report in a scenario', () => {
  test('is made of what was due in the month, and kept under a number', () => {
    expect(factsNamed(facts, 'report.made')).toMatchObject([{ id: '2026-0001', period: '2026-03', due: 2 }]);
  });

  test('is not approved by whoever made it; keyed for 办公室主任, it waits for a second person', () => {
    expect(factsNamed(facts, 'step.refused')).toMatchObject([{ reason: '时限执行情况报告由办公室主任批准' }]);
    expect(factsNamed(facts, 'report.approval-keyed')).toMatchObject([
      { by: 'office', for: 'office-director' },
    ]);
    expect(factsNamed(facts, 'report.approved')).toMatchObject([
      { by: 'office', confirmedBy: 'supervision' },
    ]);
  });

  test('is withdrawn with a reason', () => {
    expect(factsNamed(facts, 'report.withdrawn')).toMatchObject([{ id: '2026-0001', why: '补登' }]);
  });

  test('a scenario has no monthly series: nothing is drafted that nobody asked for', () => {
    expect(factsNamed(facts, 'report.made')).toHaveLength(1);
  });
});
