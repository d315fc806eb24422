/** Each state of a duty has exactly one outcome in a report, and only what a clause, a law or an instruction limits is 超时. */
import { describe, expect, test } from 'vitest';
import {
  type DutyLine,
  isReported,
  lineOf,
  NO_HISTORY,
  type ReportedRule,
} from '../../../shared/domain/compliance/duty-line.ts';
import type { JudgedBy, Outcome, ReportedMatter } from '../../../shared/domain/compliance/outcome.ts';
import { isOwedByLeaders } from '../../../shared/domain/compliance/served.ts';
import type { DutyPlan, ExistingDuty } from '../../../shared/domain/duties/duty.ts';
import { type Act, at, handIn, LIMIT, opened, plan, play, rungs } from '../duties/papers-duty.ts';

const matter: ReportedMatter = { id: 'm1', kind: 'meeting', startConfirmed: true, secret: false };
const rule: ReportedRule = { article: '52', title: '材料报送', owedByLeaders: false, confined: false };
const later = (day: number, time: string): JudgedBy => ({
  asOf: at(day, time),
  checkWindowMinutes: 30,
  checkRequired: false,
});
const END = later(31, '09:00');

function duty(acts: readonly Act[]): ExistingDuty {
  const { state } = play(acts);
  if (state.status === 'none') throw new Error('nothing was opened');
  return state;
}

function open(change: Partial<DutyPlan> = {}): Act {
  return [opened[0], { do: 'open', plan: { ...plan, ...change }, rungs, planVersion: 1 }];
}

function lineFor(acts: readonly Act[], by = END, about = matter): DutyLine {
  return lineOf('demo', duty(acts), about, rule, NO_HISTORY, by);
}

const IN_TIME: Act = [at(17, '16:00'), handIn(at(17, '16:00'))];
const LATE: Act = [at(17, '19:00'), handIn(at(17, '19:00'))];
const between: Act = [
  at(18, '09:00'),
  {
    do: 'submit',
    submission: {
      ...{
        recordedAt: at(18, '09:00'),
        by: 'office',
        for: null,
        source: null,
        channel: null,
        evidence: null,
      },
      done: { earliest: at(17, '16:00'), latest: at(17, '18:00') },
    },
  },
];
const ended = (verdict: 'waived' | 'not-applicable' | 'deviation'): Act => [
  at(16, '09:00'),
  { do: 'end', verdict, reason: '撤题' },
];
const lapse = { at: at(20, '17:00'), state: '当月未召开' };
const otherStart = [{ id: 'report', dueAt: at(17, '18:00') }];
const rested: Act = [at(16, '09:00'), { do: 'rest', why: '时间待定', planVersion: 2 }];
const reported: Act = [at(17, '17:10'), { do: 'not-received', by: 'office.liaison' }];

describe('the outcome of a duty', () => {
  test.each<[string, readonly Act[], JudgedBy, Outcome, string | null]>([
    ['handed in before the limit', [opened, IN_TIME], END, 'on-time', null],
    ['to the second at the limit', [opened, [LIMIT, handIn(LIMIT)]], END, 'on-time', null],
    [
      'keyed late, done in time',
      [opened, [at(18, '09:00'), handIn(at(17, '16:30'), at(18, '09:00'))]],
      END,
      'on-time',
      null,
    ],
    ['handed in after it', [opened, LATE], END, 'late', null],
    ['limited by a law', [open({ basis: 'law' }), LATE], END, 'late', null],
    ['limited by an instruction', [open({ basis: 'instruction' }), LATE], END, 'late', null],
    ['a node of our own, passed', [open({ basis: 'internal' }), LATE], END, 'internal', null],
    ['a node of our own, kept', [open({ basis: 'internal' }), IN_TIME], END, 'internal', null],
    ['a node of our own, open', [open({ basis: 'internal' })], END, 'internal', null],
    ['known only within bounds around the limit', [opened, between], END, 'undetermined', null],
    ['open, and the limit ahead', [opened], later(17, '12:00'), 'not-due', null],
    ['open, the receiver not asked long enough', [opened], later(17, '17:29'), 'to-check', '待接收方核对'],
    ['open, half an hour after the limit', [opened], later(17, '17:30'), 'overdue', null],
    ['open, confirmed at once', [opened, reported], later(17, '17:11'), 'overdue', null],
    ['open, an emergency does not wait', [open({ clock: 'E' })], later(17, '17:01'), 'overdue', null],
    ['open, the answer is compulsory', [opened], { ...END, checkRequired: true }, 'to-check', '待接收方核对'],
    ['handed in, to be accepted', [open({ acceptance: true }), LATE], END, 'to-check', '已报送，待核对'],
    ['at rest', [opened, rested], END, 'resting', '时间待定'],
    ['waived', [opened, ended('waived')], END, 'waived', '撤题'],
    ['not applicable', [opened, ended('not-applicable')], END, 'not-applicable', '撤题'],
    [
      'told too late, done',
      [open({ notApplicable: '通知晚于应报时间', basis: 'internal' }), IN_TIME],
      END,
      'not-applicable',
      '通知晚于应报时间',
    ],
    [
      'told too late, open',
      [open({ notApplicable: '通知晚于应报时间', basis: 'internal' })],
      END,
      'not-applicable',
      '通知晚于应报时间',
    ],
    ['normally done, still to be made up for', [open({ lapse })], later(18, '09:00'), 'to-check', '可以顺延'],
    [
      'normally done, lapsed',
      [open({ lapse }), [at(21, '09:00'), { do: 'step' }]],
      END,
      'deviation-unexplained',
      '当月未召开',
    ],
    [
      'normally done, lapsed with no heartbeat',
      [open({ lapse })],
      END,
      'deviation-unexplained',
      '当月未召开',
    ],
    [
      'normally done, explained',
      [open({ lapse }), [at(18, '09:00'), { do: 'explain', by: 'office', why: '无议题' }]],
      END,
      'deviation-explained',
      '当月未召开',
    ],
    ['normally done, made up for', [open({ lapse }), LATE], END, 'deviation-unexplained', '顺延'],
    ['normally done, in time', [open({ lapse }), IN_TIME], END, 'on-time', null],
    [
      'a gate passed without its approval',
      [opened, ended('deviation')],
      END,
      'deviation-unexplained',
      '撤题',
    ],
    [
      'had passed when it was reported, done',
      [open({ passedBefore: '接报时已超时' }), LATE],
      END,
      'not-attributable',
      '接报时已超时',
    ],
    [
      'had passed when it was classified, open',
      [open({ passedBefore: '定级时已超时' })],
      END,
      'not-attributable',
      '定级时已超时',
    ],
    [
      'late through no fault of the unit',
      [open({ excused: '材料迟交' }), LATE],
      END,
      'not-attributable',
      '材料迟交',
    ],
    ['taken over late, open', [open({ outsideRate: '存量' })], END, 'outside-rate', '存量'],
    ['taken over late, done', [open({ outsideRate: '存量' }), LATE], END, 'outside-rate', '存量'],
    [
      'the limit known only within bounds',
      [open({ dueLatest: at(31, '23:00') })],
      END,
      'undetermined',
      '起算时间仅知范围',
    ],
  ])('%s', (_caption, acts, by, outcome, note) => {
    const line = lineFor(acts, by);
    expect([line.outcome, line.note]).toEqual([outcome, note]);
  });

  test('late under a limit that a postponed meeting made void stands outside the rate', () => {
    const replan: Act = [
      at(17, '20:00'),
      { do: 'replan', plan: { ...plan, dueAt: at(20, '17:00') }, rungs, planVersion: 2, why: '改期' },
    ];
    const line = lineFor([opened, LATE, replan]);
    expect([line.outcome, line.note, line.formerLate]).toEqual(['outside-rate', '原时限逾期·会议改期', true]);
  });

  test('missed before the meeting was postponed, kept afterwards: on time, the earlier lateness apart', () => {
    const newLimit = { dueAt: at(20, '17:00'), dueEarliest: at(20, '17:00'), dueLatest: at(20, '17:00') };
    const line = lineFor([
      opened,
      [at(17, '17:05'), { do: 'step' }],
      [at(17, '20:00'), { do: 'replan', plan: { ...plan, ...newLimit }, rungs, planVersion: 2, why: '改期' }],
      [at(19, '10:00'), handIn(at(19, '10:00'))],
    ]);
    expect([line.outcome, line.formerLate]).toEqual(['on-time', true]);
  });

  test.each<[string, readonly Act[], boolean, Outcome]>([
    ['late, the start not confirmed', [open({ alternatives: otherStart }), LATE], false, 'start-unconfirmed'],
    ['late, the start confirmed', [open({ alternatives: otherStart }), LATE], true, 'late'],
    ['open, the start not confirmed', [open({ alternatives: otherStart })], false, 'start-unconfirmed'],
    ['on time whatever the start', [open({ alternatives: otherStart }), IN_TIME], false, 'on-time'],
  ])('several starts: %s', (_caption, acts, startConfirmed, outcome) => {
    expect(lineFor(acts, END, { ...matter, kind: 'event', startConfirmed }).outcome).toBe(outcome);
  });
});

test.each([true, false])(
  'verdicts by other starts stand beside it once the start is confirmed: %s',
  (startConfirmed) => {
    const { alternatives } = lineFor([open({ alternatives: otherStart }), LATE], END, {
      ...matter,
      startConfirmed,
    });
    expect(alternatives.map(({ id }) => id)).toEqual(startConfirmed ? ['report'] : []);
  },
);

describe('times', () => {
  test('lateness of what is done goes from the limit to when it was true', () => {
    const line = lineFor([opened, [at(18, '09:00'), handIn(at(17, '18:30'), at(18, '09:00'))]]);
    expect([line.lateSeconds, line.leadSeconds]).toEqual([5400, null]);
    expect([line.done?.latest, line.recordedAt]).toEqual([at(17, '18:30'), at(18, '09:00')]);
  });

  test('of what is open, to the moment of the report', () => {
    expect(lineFor([opened], later(17, '18:00')).lateSeconds).toBe(3600);
  });

  test('a node of our own has no lateness', () => {
    expect(lineFor([open({ basis: 'internal' }), LATE]).lateSeconds).toBeNull();
  });

  test('the lead of what is on time', () => {
    expect(lineFor([opened, IN_TIME]).leadSeconds).toBe(3600);
  });
});

describe('what is never spoken of', () => {
  test.each<[string, Partial<DutyPlan>, Partial<ReportedRule>]>([
    ['a task that serves a leader', { served: 'mayor' }, {}],
    ['what is internal to the Party group', { confined: true }, {}],
    ['a rule that has become internal to it', {}, { confined: true }],
    ['what the clause asks of a leader', {}, { owedByLeaders: true }],
  ])('%s', (_caption, change, more) => {
    expect(isReported(duty([open(change)]), { ...rule, ...more })).toBe(false);
  });

  test('of a work secret its number alone: no title, no reason, no evidence', () => {
    const words = { matter: '机密事项名称' };
    const submission: Act = [
      at(17, '16:00'),
      {
        do: 'submit',
        submission: {
          done: { earliest: at(17, '16:00'), latest: at(17, '16:00') },
          recordedAt: at(17, '16:00'),
          by: 'office',
          for: null,
          source: null,
          channel: null,
          evidence: '机密事项凭据',
        },
      },
    ];
    const line = lineFor([open({ words }), submission], END, { ...matter, secret: true });
    expect(line.about).toBe('m1号事项（i3）');
    expect(JSON.stringify(line)).not.toContain('机密');
  });
});

test.each<[string | null, boolean]>([
  ['区长', true],
  ['副区长； 办公室', true],
  ['区政府 （发改局起草）', true],
  ['区政府党组（党组书记；办公室经办）', true],
  ['区领导 （秘书/联络员代报）', true],
  ['区政府办公室', false],
  ['区政府组成人员', false],
  ['各部门', false],
  [null, false],
])('“%s” is served: %s', (owes, expected) => {
  expect(isOwedByLeaders(owes)).toBe(expected);
});
