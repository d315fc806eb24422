/** A new date asked for in time shifts the clock once; what is only normally done may be explained. */
import { describe, expect, test } from 'vitest';
import { exactly } from '../../../shared/domain/compliance/verdict.ts';
import { type DutyCommand, decide } from '../../../shared/domain/duties/decide-duty.ts';
import {
  type DutyPlan,
  type DutyState,
  evolve,
  NO_DUTY,
  nextStepAt,
} from '../../../shared/domain/duties/duty.ts';
import type { Instant } from '../../../shared/domain/time/instant.ts';
import { at, LIMIT, plan } from './papers-duty.ts';

const extendable: DutyPlan = { ...plan, extendable: true };
const normal: DutyPlan = {
  ...plan,
  basis: 'clause',
  lapse: { at: at(24, '17:00'), state: '当月未召开' },
};

function opened(given: DutyPlan): DutyState {
  return acted(NO_DUTY, { do: 'open', plan: given, rungs: [], planVersion: 1 }, at(10, '09:00'));
}

function acted(state: DutyState, command: DutyCommand, now: Instant): DutyState {
  const decision = decide(command, state, now);
  if ('refused' in decision) throw new Error(decision.refused);
  return decision.events.reduce((folded, event) => evolve(folded, event, now), state);
}

function refusal(state: DutyState, command: DutyCommand, now: Instant): string {
  const decision = decide(command, state, now);
  return 'refused' in decision
    ? decision.refused
    : `allowed: ${decision.events.map(({ type }) => type).join()}`;
}

const ask = (until: Instant): DutyCommand => ({ do: 'ask-extension', until, why: '资料待补', by: 'housing' });
const grant = (until: Instant | null = null): DutyCommand => ({
  do: 'decide-extension',
  until,
  yes: true,
  why: null,
  by: 'supervision',
});

describe('an extension', () => {
  test('is asked for before the limit and may be granted after it', () => {
    const asked = acted(opened(extendable), ask(at(25, '17:00')), at(17, '16:59'));
    const granted = acted(asked, grant(), at(18, '10:00'));
    expect(granted).toMatchObject({
      progress: { extension: { until: at(25, '17:00'), granted: { by: 'supervision', yes: true } } },
    });
  });

  const REFUSED: readonly [why: string, state: DutyState, command: DutyCommand, now: Instant][] = [
    ['该事项时限由规则明定，不能延期', opened(plan), ask(at(25, '17:00')), at(16, '09:00')],
    ['时限已过，不能申请延期', opened(extendable), ask(at(25, '17:00')), at(17, '17:01')],
    ['新的时限须晚于原时限，请核对', opened(extendable), ask(LIMIT), at(16, '09:00')],
    ['没有待审核的延期申请；直接延期须写明新的时限', opened(extendable), grant(), at(16, '09:00')],
    [
      '该事项已延期一次，不能再次延期',
      acted(opened(extendable), grant(at(25, '17:00')), at(16, '09:00')),
      ask(at(27, '17:00')),
      at(16, '10:00'),
    ],
  ];
  test.each(REFUSED)('is refused: %s', (why, state, command, now) => {
    expect(refusal(state, command, now)).toBe(why);
  });

  test('that is not granted leaves the limit and may not be taken for one', () => {
    const asked = acted(opened(extendable), ask(at(25, '17:00')), at(16, '09:00'));
    const no: DutyCommand = {
      do: 'decide-extension',
      until: null,
      yes: false,
      why: '时限不变',
      by: 'supervision',
    };
    expect(acted(asked, no, at(16, '15:00'))).toMatchObject({
      plan: { dueAt: LIMIT },
      progress: { extension: { granted: { yes: false, why: '时限不变' } } },
    });
  });
});

describe('what is only normally done', () => {
  test('never becomes overdue, and lapses into a deviation by itself', () => {
    const open = opened(normal);
    expect(nextStepAt(open)).toBe(at(24, '17:00'));
    expect(decide({ do: 'step' }, open, at(18, '09:00'))).toEqual({ events: [] });
    expect(acted(open, { do: 'step' }, at(24, '17:01'))).toMatchObject({
      status: 'settled',
      settledAt: at(24, '17:00'),
      judgement: { verdict: 'deviation', state: '当月未召开', reason: null },
    });
  });

  test('may be made up for in the days after, which is a deviation with its name', () => {
    const submission = {
      done: exactly(at(19, '09:00')),
      recordedAt: at(19, '09:00'),
      by: 'office',
      for: null,
      source: null,
      channel: null,
      evidence: null,
    };
    expect(acted(opened(normal), { do: 'submit', submission }, at(19, '09:00'))).toMatchObject({
      status: 'settled',
      judgement: { verdict: 'deviation', state: '顺延' },
    });
  });

  test('may be explained after its limit, and once more after it has lapsed', () => {
    const explain: DutyCommand = { do: 'explain', by: 'office', why: '本月无需提请审议的议题' };
    expect(refusal(opened(normal), explain, at(16, '09:00'))).toBe('期限未到，无须说明');
    expect(acted(opened(normal), explain, at(18, '09:00'))).toMatchObject({
      judgement: { verdict: 'deviation', reason: '本月无需提请审议的议题' },
    });
    const lapsed = acted(opened(normal), { do: 'step' }, at(25, '09:00'));
    expect(acted(lapsed, explain, at(26, '09:00'))).toMatchObject({
      judgement: { reason: '本月无需提请审议的议题' },
    });
    expect(refusal(opened(plan), explain, at(18, '09:00'))).toBe('该事项没有需要说明的偏离');
  });
});
