/** Who is not reminded for a time, and what reaches him all the same. */
import { describe, expect, test } from 'vitest';
import { type Mute, mutedBecause, muteRefusal } from '../../../shared/domain/notices/mutes.ts';
import type { NoticeKind } from '../../../shared/domain/notices/notice.ts';
import { addSeconds, type Instant } from '../../../shared/domain/time/instant.ts';

const now = '2026-03-16T02:00:00Z' as Instant;
const days = (count: number) => addSeconds(now, count * 86_400);
const zone = 'Asia/Shanghai';
const mute: Mute = {
  id: 'j1',
  post: 'housing.liaison',
  person: null,
  matter: null,
  until: days(7),
  why: '集中迎检',
  by: 'office',
  at: now,
};
const delivery = { to: 'housing.liaison', person: 'p-1' };
const facts = (kind: NoticeKind, clock: 'E' | 'R' = 'R', dueIn = 3) =>
  ({ kind, clock, post: 'housing.liaison', matter: 'm1', dueAt: days(dueIn) }) as const;

describe('a mute', () => {
  test.each([
    ['a reminder', facts('remind'), true],
    ['a digest', facts('digest'), true],
    ['a warning with more than a day left', facts('warn'), true],
    ['a warning with less than a day left', facts('warn', 'R', 0.9), false],
    ['a reminder of an emergency', facts('remind', 'E'), false],
  ] as const)('of a post keeps back %s: %s', (_what, one, kept) => {
    expect(mutedBecause(one, delivery, now, [mute], zone) !== null).toBe(kept);
  });

  test.each([
    'start',
    'hasten',
    'check',
    'breach',
    'escalate',
    'ask-decision',
    'change',
    'correction',
  ] as const)('never keeps back what is new, missing or wrong: %s', (kind) => {
    expect(mutedBecause(facts(kind), delivery, now, [mute], zone)).toBeNull();
  });

  test('says until when and why', () => {
    expect(mutedBecause(facts('remind'), delivery, now, [mute], zone)).toBe(
      '已按申请静音至3月23日10:00（集中迎检）',
    );
  });

  test.each([
    ['another post', { ...mute, post: 'education.liaison' }],
    ['another person', { ...mute, post: null, person: 'p-2' }],
    ['another matter', { ...mute, matter: 'm2' }],
    ['a mute that is over', { ...mute, until: now }],
  ])('does not hold for %s', (_what, other) => {
    expect(mutedBecause(facts('remind'), delivery, now, [other], zone)).toBeNull();
  });

  test('of a person holds in whatever post', () => {
    const personal = { ...mute, post: null, person: 'p-1' };
    expect(mutedBecause(facts('remind'), { ...delivery, to: 'other' }, now, [personal], zone)).not.toBeNull();
  });

  test.each([
    ['an end that is past', now, '静音截止时间已过，请核对'],
    ['more than sixty days', days(61), '静音最长60天，请另定截止时间'],
    ['a week', days(7), null],
  ])('of %s: %s', (_what, until, refusal) => {
    expect(muteRefusal({ until }, now)).toBe(refusal);
  });
});
