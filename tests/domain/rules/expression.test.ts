import { describe, expect, test } from 'vitest';
import { evaluate, type Fact, operativeReading } from '../../../shared/domain/rules/expression.ts';
import type { Step } from '../../../shared/domain/rules/rulebook.ts';
import { formatInstant, parseInstant } from '../../../shared/domain/time/instant.ts';
import { parseLocalDate } from '../../../shared/domain/time/local-date.ts';
import { ground, shuangyang } from '../../support/shuangyang.ts';

const day = (date: string): Fact => ({ date: parseLocalDate(date) });
const moment = (date: string, time: string): Fact => ({ instant: parseInstant(`${date}T${time}:00+08:00`) });
const from = (as: 'date' | 'instant' = 'date'): Step => ({ step: 'from', fact: 'x', as, say: '起点' });
const add = (
  unit: 'minutes' | 'hours' | 'clock-days' | 'days' | 'workdays' | 'workhours' | 'months',
  amount: number | string,
): Step => ({
  step: 'add',
  shift: { unit, amount },
  say: null,
});
const at = (time: string): Step => ({ step: 'at', time, say: null });

function run(
  steps: readonly Step[],
  x: Fact,
  settings: Record<string, unknown> = {},
  more: Record<string, Fact> = {},
) {
  const result = evaluate(steps, new Map(Object.entries({ x, ...more })), ground(settings));
  return result.outcome === 'due'
    ? {
        at: formatInstant(result.at, shuangyang.zone).slice(0, 16),
        says: result.steps.map(({ say }) => say),
        provisional: result.provisional,
      }
    : { at: null, reason: result.reason };
}

describe('each form of step', () => {
  test.each<[string, readonly Step[], Fact, string, string]>([
    [
      'add days',
      [from(), add('days', -1), at('17:00')],
      day('2026-10-08'),
      '2026-10-07T17:00',
      'off days count',
    ],
    [
      'add workdays',
      [from(), add('workdays', -1), at('17:00')],
      day('2026-10-08'),
      '2026-09-30T17:00',
      'over a holiday',
    ],
    [
      'add workdays',
      [from(), add('workdays', 5), at('17:00')],
      day('2026-09-30'),
      '2026-10-13T17:00',
      'over a make-up Saturday',
    ],
    [
      'add workdays',
      [from(), add('workdays', 0), at('17:00')],
      day('2026-10-03'),
      '2026-10-03T17:00',
      'none: the day itself',
    ],
    [
      'add months',
      [from(), add('months', 1), at('17:00')],
      day('2026-01-31'),
      '2026-02-28T17:00',
      'a month without that day',
    ],
    [
      'add months',
      [from(), add('months', 12), at('17:00')],
      day('2028-02-29'),
      '2029-02-28T17:00',
      'a leap day',
    ],
    [
      'add hours',
      [from('instant'), add('hours', 5)],
      moment('2026-12-31', '22:00'),
      '2027-01-01T03:00',
      'over the year',
    ],
    [
      'add minutes',
      [from('instant'), add('minutes', -30)],
      moment('2026-03-18', '00:10'),
      '2026-03-17T23:40',
      'over midnight',
    ],
    [
      'add clock-days',
      [from('instant'), add('clock-days', -1)],
      moment('2026-03-16', '14:00'),
      '2026-03-15T14:00',
      '24 hours, off days too',
    ],
    [
      'add workhours',
      [from('instant'), add('workhours', 4)],
      moment('2026-03-17', '15:30'),
      '2026-03-18T11:00',
      'in office hours',
    ],
    [
      'a setting',
      [from(), add('workdays', '-$materials.offset'), at('$work_end')],
      day('2026-03-18'),
      '2026-03-17T17:00',
      'for number and time',
    ],
    [
      'roll forward',
      [from(), { step: 'roll', direction: 'forward' }, at('17:00')],
      day('2026-10-03'),
      '2026-10-08T17:00',
      'from an off day',
    ],
    [
      'roll back',
      [from(), { step: 'roll', direction: 'back' }, at('17:00')],
      day('2026-10-03'),
      '2026-09-30T17:00',
      'from an off day',
    ],
    [
      'roll',
      [from(), { step: 'roll', direction: 'back' }, at('17:00')],
      day('2026-09-20'),
      '2026-09-20T17:00',
      'a make-up Sunday stays',
    ],
    [
      'first workday',
      [from(), { step: 'first-workday-of-week' }, at('09:00')],
      day('2026-10-07'),
      '2026-10-08T09:00',
      'of the same week',
    ],
    [
      'workday before',
      [from(), { step: 'workday-before', makeUp: null }, at('12:00')],
      day('2026-09-21'),
      '2026-09-20T12:00',
      'a make-up Sunday',
    ],
    [
      'an instant as date',
      [from('date'), at('17:00')],
      moment('2026-03-18', '23:59'),
      '2026-03-18T17:00',
      'the day in China',
    ],
  ])('%s: %j from %j gives %s (%s)', (_name, steps, x, expected) => {
    expect(run(steps, x).at).toBe(expected);
  });

  test('not after and not before another moment', () => {
    const other: readonly Step[] = [{ step: 'from', fact: 'y', as: 'instant', say: '另一时间' }];
    const bound = (step: 'not-after' | 'not-before'): readonly Step[] => [
      from('instant'),
      { step, other, say: '取界' },
    ];
    const y = { y: moment('2026-03-18', '12:00') };
    expect(run(bound('not-after'), moment('2026-03-18', '13:00'), {}, y)).toMatchObject({
      at: '2026-03-18T12:00',
      says: ['起点3月18日13:00', '取界'],
    });
    expect(run(bound('not-after'), moment('2026-03-18', '11:00'), {}, y)).toMatchObject({
      at: '2026-03-18T11:00',
      says: ['起点3月18日11:00'],
    });
    expect(run(bound('not-before'), moment('2026-03-18', '11:00'), {}, y).at).toBe('2026-03-18T12:00');
  });

  test('one expression where a fact is known, another where it is not', () => {
    const known: readonly Step[] = [
      {
        step: 'if-known',
        fact: 'y',
        take: [{ step: 'from', fact: 'y', as: 'instant', say: '另一时间' }],
        otherwise: [from('instant')],
      },
    ];
    expect(run(known, moment('2026-03-18', '09:00')).at).toBe('2026-03-18T09:00');
    expect(run(known, moment('2026-03-18', '09:00'), {}, { y: moment('2026-03-19', '10:00') }).at).toBe(
      '2026-03-19T10:00',
    );
  });

  test('make-up days are passed over where the setting says so', () => {
    const steps: readonly Step[] = [
      from(),
      { step: 'workday-before', makeUp: 'weekly.input_on_makeup_day' },
      at('12:00'),
    ];
    expect(run(steps, day('2026-09-21'), { 'weekly.input_on_makeup_day': false }).at).toBe(
      '2026-09-18T12:00',
    );
    expect(
      run([from(), add('workdays', -1), at('17:00')], day('2026-09-21'), { makeup_counts: false }).at,
    ).toBe('2026-09-18T17:00');
  });
});

describe('no limit, and why', () => {
  test('a week off altogether', () => {
    expect(run([from(), { step: 'first-workday-of-week' }, at('09:00')], day('2026-02-16'))).toEqual({
      at: null,
      reason: '本周全部为非工作日，不编制周安排表，按《节日期间区领导活动和值班安排》执行',
    });
  });

  test('a fact that is not there yet', () => {
    expect(
      run([{ step: 'from', fact: 'y', as: 'date', say: '送审日' }, at('17:00')], day('2026-02-16')),
    ).toEqual({ at: null, reason: '尚无“送审日”' });
  });

  test.each<[readonly Step[], RegExp]>([
    [[from()], /ends on a day without a time of day/],
    [[add('days', 1)], /begins with a fact/],
    [[from(), add('hours', 1)], /hours can be added to an instant, not to a day/],
    [[], /has no steps/],
  ])('a rule that makes no sense: %j', (steps, fault) => {
    expect(() => run(steps, day('2026-03-18'))).toThrow(fault);
  });
});

describe('in words', () => {
  test('why the papers for 8 October are due on 30 September', () => {
    const rule = shuangyang.rules.find(({ id }) => id === 'D52-07');
    if (!rule) throw new Error('the rulebook has no D52-07');
    const result = evaluate(
      operativeReading(rule.deadline, ground().settings).steps,
      new Map([['meeting.start', moment('2026-10-08', '09:00')]]),
      ground(),
    );
    expect(result.steps.map(({ at: where, say }) => [where.slice(0, 10), say])).toEqual([
      ['2026-10-08', '会议日2026-10-08（星期四）'],
      ['2026-10-07', '会前1天；10-01至10-07国庆节放假，向前顺延'],
      ['2026-09-30', '节前最后一个工作日9月30日（星期三），报送截止17:00'],
    ]);
    expect(result.provisional).toBe(false);
  });

  test('a year without notice is consulted: provisional', () => {
    expect(run([from(), add('workdays', -1), at('17:00')], day('2027-03-15'))).toMatchObject({
      at: '2027-03-12T17:00',
      provisional: true,
    });
    expect(run([from('instant'), add('hours', 5)], moment('2027-03-15', '09:00'))).toMatchObject({
      provisional: false,
    });
  });
});
