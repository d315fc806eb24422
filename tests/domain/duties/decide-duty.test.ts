import { describe, expect, test } from 'vitest';
import type { DutyCommand } from '../../../shared/domain/duties/decide-duty.ts';
import { nextStepAt } from '../../../shared/domain/duties/duty.ts';
import { type Act, at, handIn, inShort, LIMIT, opened, plan, play, rung, rungs } from './papers-duty.ts';

const step: DutyCommand = { do: 'step' };
const later = at(19, '17:00');
const postponed: DutyCommand = {
  do: 'replan',
  plan: { ...plan, dueAt: later, actBy: later, dueEarliest: later, dueLatest: later },
  rungs: [rung('hasten', 'hasten', at(19, '17:30'), ['unit.liaison'], { early: 'not-received' })],
  planVersion: 2,
  why: '会议改期',
};
const back: DutyCommand = { do: 'return', why: '份数不足', by: 'office', rungs: [] };
const overdue: readonly Act[] = [opened, [LIMIT, step], [at(17, '17:30'), step], [at(17, '19:00'), step]];
const internal: Act = [
  at(11, '10:00'),
  { do: 'open', plan: { ...plan, basis: 'internal' }, rungs: [], planVersion: 1 },
];
const adHoc: Act = [
  at(17, '18:00'),
  {
    do: 'open',
    plan: { ...plan, basis: 'internal', notApplicable: '通知晚于应报时间' },
    rungs: [],
    planVersion: 1,
  },
];
const accepted: Act = [
  at(11, '10:00'),
  { do: 'open', plan: { ...plan, acceptance: true }, rungs, planVersion: 1 },
];
const resting: Act = [at(16, '15:00'), { do: 'rest', why: '会议时间待定', planVersion: 2 }];

function onlySaid(when: Parameters<typeof handIn>[0]): DutyCommand {
  const command = handIn(when);
  return command.do === 'submit'
    ? { ...command, submission: { ...command.submission, said: true } }
    : command;
}

describe('given what happened, when a command comes, then', () => {
  test.each<[string, readonly Act[], readonly string[] | string]>([
    ['opened twice', [opened, [at(12, '10:00'), { do: 'open', plan, rungs, planVersion: 1 }]], []],
    ['anything on no duty', [[at(12, '10:00'), step]], '没有这项应办事项'],
    ['a step with nothing due', [opened, [at(12, '10:00'), step]], []],
    ['a step at a rung', [opened, [at(17, '14:00'), step]], ['reached remind']],
    [
      'the limit first, then the rung at it',
      [opened, [at(17, '14:00'), step], [LIMIT, step]],
      ['overdue', 'reached check'],
    ],
    ['the same step again', [...overdue, [at(17, '19:00'), step]], []],
    [
      'after an outage: the latest speaks, the others are passed over, and the receiver is asked first',
      [opened, [at(17, '19:30'), step]],
      ['overdue', 'skipped remind', 'reached check', 'deferred', 'deferred'],
    ],
    [
      'after an outage, when the receiver has had the time to answer',
      [opened, [at(17, '19:30'), step], [at(17, '20:00'), step]],
      ['reached hasten', 'reached escalate'],
    ],
    [
      'handed in before the limit',
      [opened, [at(17, '16:00'), handIn(at(17, '16:00'))]],
      ['submitted', 'settled on-time'],
    ],
    ['handed in at the limit', [opened, [LIMIT, handIn(LIMIT)]], ['submitted', 'settled on-time']],
    [
      'handed in late',
      [...overdue, [at(17, '20:00'), handIn(at(17, '20:00'))]],
      ['submitted', 'settled late'],
    ],
    [
      'done in time, keyed late',
      [...overdue, [at(17, '20:00'), handIn(at(17, '16:00'), at(17, '20:00'))]],
      ['submitted', 'settled on-time', 'breach-withdrawn'],
    ],
    [
      'keyed ahead',
      [opened, [at(17, '10:00'), handIn(at(17, '11:00'), at(17, '10:00'))]],
      '实际办理时间晚于登记时间，请核对',
    ],
    [
      'handed in twice',
      [opened, [at(17, '10:00'), handIn(at(17, '10:00'))], [at(17, '11:00'), handIn(at(17, '11:00'))]],
      '该事项已办结；如需更正，请先退回',
    ],
    ['an internal node is never overdue', [internal, [LIMIT, step]], []],
    [
      'an internal node passed',
      [internal, [at(17, '18:00'), handIn(at(17, '18:00'))]],
      ['submitted', 'settled after-node'],
    ],
    [
      'told too late',
      [adHoc, [at(18, '08:00'), handIn(at(18, '08:00'))]],
      ['submitted', 'settled not-applicable'],
    ],
    ['handed in for acceptance', [accepted, [at(17, '16:00'), handIn(at(17, '16:00'))]], ['submitted']],
    [
      'accepted: judged by the time of submission',
      [
        accepted,
        [at(17, '16:00'), handIn(at(17, '16:00'))],
        [at(17, '18:00'), { do: 'accept', by: 'office' }],
      ],
      ['settled on-time'],
    ],
    [
      'nothing to accept',
      [accepted, [at(17, '18:00'), { do: 'accept', by: 'office' }]],
      '该事项没有待核对的报送',
    ],
    [
      'waiting for acceptance nobody is hastened',
      [accepted, [at(17, '16:00'), handIn(at(17, '16:00'))], [at(17, '17:30'), step]],
      ['skipped remind', 'skipped check', 'skipped hasten'],
    ],
    ['returned', [opened, [at(17, '10:00'), handIn(at(17, '10:00'))], [at(17, '11:00'), back]], ['returned']],
    ['nothing to return', [opened, [at(17, '11:00'), back]], '该事项尚无报送，无从退回'],
    [
      '未收到 before the limit',
      [opened, [at(17, '16:00'), { do: 'not-received', by: 'office' }]],
      '时限未到，无须核对',
    ],
    [
      '未收到 brings the hastening forward',
      [opened, [LIMIT, step], [at(17, '17:05'), { do: 'not-received', by: 'office' }]],
      ['answered', 'reached hasten'],
    ],
    [
      '未收到 after the hastening',
      [...overdue, [at(17, '19:05'), { do: 'not-received', by: 'office' }]],
      ['answered'],
    ],
    [
      'a signal nobody waits for',
      [opened, [at(17, '10:00'), { do: 'signal', signal: 'confirmed', by: 'x' }]],
      [],
    ],
    ['received', [opened, [at(12, '10:00'), { do: 'acknowledge', by: 'housing' }]], ['acknowledged']],
    [
      'received twice',
      [
        opened,
        [at(12, '10:00'), { do: 'acknowledge', by: 'housing' }],
        [at(12, '11:00'), { do: 'acknowledge', by: 'housing' }],
      ],
      [],
    ],
    [
      'received by one after the other, and by the first again',
      [
        opened,
        [at(12, '10:00'), { do: 'acknowledge', by: 'p-1' }],
        [at(12, '11:00'), { do: 'acknowledge', by: 'office', for: 'p-2', source: '电话' }],
        [at(12, '12:00'), { do: 'acknowledge', by: 'p-1' }],
      ],
      [],
    ],
    ['only said to be handed in', [opened, [at(17, '16:00'), onlySaid(at(17, '16:00'))]], ['submitted']],
    [
      'said to be handed in, and found to be there',
      [
        opened,
        [at(17, '16:00'), onlySaid(at(17, '16:00'))],
        [at(17, '18:00'), { do: 'accept', by: 'office' }],
      ],
      ['settled on-time'],
    ],
    [
      'said to be handed in twice',
      [opened, [at(17, '16:00'), onlySaid(at(17, '16:00'))], [at(17, '16:30'), onlySaid(at(17, '16:30'))]],
      '该事项已报送、已办结或未在办理中，无须登记所述报送',
    ],
    [
      'ended',
      [opened, [at(16, '10:00'), { do: 'end', verdict: 'waived', reason: '撤题' }]],
      ['settled waived'],
    ],
    [
      'ended after it was settled',
      [
        opened,
        [at(16, '10:00'), handIn(at(16, '10:00'))],
        [at(16, '11:00'), { do: 'end', verdict: 'waived', reason: '撤题' }],
      ],
      [],
    ],
    ['postponed while open', [opened, [at(16, '10:00'), postponed]], ['replanned']],
    [
      'postponed when settled on time',
      [opened, [at(16, '10:00'), handIn(at(16, '10:00'))], [at(16, '11:00'), postponed]],
      [],
    ],
    [
      'postponed when settled late',
      [...overdue, [at(17, '19:30'), handIn(at(17, '19:30'))], [at(17, '20:00'), postponed]],
      ['outside-rate'],
    ],
    [
      'postponed twice when settled late',
      [
        ...overdue,
        [at(17, '19:30'), handIn(at(17, '19:30'))],
        [at(17, '20:00'), postponed],
        [at(17, '20:01'), postponed],
      ],
      [],
    ],
    ['resting: nothing falls due', [opened, resting, [at(17, '19:30'), step]], []],
    [
      'resting: handed in is on time',
      [opened, resting, [at(17, '19:30'), handIn(at(17, '19:30'))]],
      ['submitted', 'settled on-time'],
    ],
    [
      'after the lateness was withdrawn by a postponement: no second withdrawal',
      [...overdue, [at(17, '20:00'), postponed], [at(18, '10:00'), handIn(at(18, '10:00'))]],
      ['submitted', 'settled on-time'],
    ],
    [
      'within the old limit after all',
      [...overdue, [at(17, '20:00'), postponed], [at(18, '10:00'), handIn(at(17, '16:00'), at(18, '10:00'))]],
      ['submitted', 'settled on-time', 'breach-withdrawn'],
    ],
  ])('%s', (_caption, acts, expected) => {
    expect(inShort(play(acts).last)).toEqual(expected);
  });
});

describe('what remains after it', () => {
  test('who was told of a breach is remembered until it is withdrawn', () => {
    expect(play(overdue).state).toMatchObject({
      progress: { toldOfBreach: ['unit.liaison', 'unit.principal', 'leader-in-charge'], overdueAt: LIMIT },
    });
    const { state, last } = play([...overdue, [at(17, '20:00'), handIn(at(17, '16:00'), at(17, '20:00'))]]);
    expect(last).toMatchObject({
      events: [{}, {}, { notify: ['unit.liaison', 'unit.principal', 'leader-in-charge'] }],
    });
    expect(state).toMatchObject({ progress: { toldOfBreach: [], overdueAt: null } });
  });

  test('a moved limit keeps the old one with what happened under it', () => {
    const { state } = play([
      ...overdue,
      [at(17, '20:00'), postponed],
      [at(18, '10:00'), handIn(at(18, '10:00'))],
    ]);
    expect(state).toMatchObject({
      judgement: { verdict: 'on-time', state: '原时限逾期·会议改期' },
      progress: { formerLimits: [{ dueAt: LIMIT, overdue: true, why: '会议改期' }] },
    });
  });

  test('a rung taken early is taken again under a new limit, and not again under the same', () => {
    const early: readonly Act[] = [
      opened,
      [LIMIT, step],
      [at(17, '17:05'), { do: 'not-received', by: 'office' }],
    ];
    const pending = (acts: readonly Act[]) => {
      const { state } = play(acts);
      return state.status === 'open' ? state.rungs.map(({ id }) => id) : null;
    };
    expect(pending([...early, [at(17, '18:00'), postponed]])).toEqual(['hasten']);
    expect(
      pending([...early, [at(17, '17:10'), { do: 'replan', plan, rungs, planVersion: 2, why: '事项变化' }]]),
    ).not.toContain('hasten');
  });

  test('rungs that wait for 未收到 keep their own time', () => {
    const waiting = rungs.map((one) =>
      one.id === 'escalate' ? { ...one, at: null, early: 'not-received', notBefore: one.at } : one,
    );
    const open: Act = [at(11, '10:00'), { do: 'open', plan, rungs: waiting, planVersion: 1 }];
    const unanswered = play([open, [at(17, '20:00'), step]]);
    expect(inShort(unanswered.last)).not.toContain('reached escalate');
    const before = play([open, [LIMIT, step], [at(17, '17:10'), { do: 'not-received', by: 'office' }]]);
    expect(inShort(before.last)).toEqual(['answered', 'reached hasten']);
    expect(nextStepAt(before.state)).toBe(at(17, '19:00'));
    const after = play([open, [LIMIT, step], [at(17, '20:10'), { do: 'not-received', by: 'office' }]]);
    expect(inShort(after.last)).toContain('reached escalate');
  });

  test('nothing pending once it is settled; the ladder never goes on', () => {
    const { state } = play([opened, [at(16, '10:00'), handIn(at(16, '10:00'))]]);
    expect(nextStepAt(state)).toBeNull();
    expect(
      inShort(play([opened, [at(16, '10:00'), handIn(at(16, '10:00'))], [at(25, '10:00'), step]]).last),
    ).toEqual([]);
  });

  test('a repeating rung moves on to its next instant, and what was missed is not made up for', () => {
    const { state } = play([...overdue, [at(31, '10:00'), step]]);
    expect(nextStepAt(state)).toBe(at(18, '09:00').replace('2026-03-18', '2026-04-01'));
  });
});
