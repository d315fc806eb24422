import { describe, expect, it } from 'vitest';
import {
  decideDelivery,
  jitterSeconds,
  mannersOf,
  type NoticeTiming,
  REASONS,
} from '../../../shared/domain/notices/manners.ts';
import { isAllowed } from '../../../shared/domain/notices/quiet-time.ts';
import { giveUp, retryAfter } from '../../../shared/domain/notices/retry.ts';
import { view } from '../calendar/published.ts';
import { china, factsOf, manners } from './office-times.ts';

type Case = [caption: string, facts: Partial<NoticeTiming>, now: string, decision: string];

function told(facts: Partial<NoticeTiming>, now: string, jitter = 0): string {
  const decision = decideDelivery(factsOf(facts), china(now), { ...manners, jitterSeconds: jitter });
  const until = decision.do === 'hold' ? ` ${decision.until}` : '';
  return `${decision.do}${until} ${decision.reason.code}`;
}

const holdUntil = (at: string, code: string) => `hold ${china(at)} ${code}`;

it.each<Case>([
  ['in office hours at once', {}, '2026-03-17 10:00', 'send office-hours'],
  ['18:00 sharp is still allowed', {}, '2026-03-17 18:00:00', 'send office-hours'],
  [
    'in the evening wait for the morning',
    {},
    '2026-03-17 18:00:01',
    holdUntil('2026-03-18 08:30', 'quiet-hours'),
  ],
  ['a second before midnight', {}, '2026-03-17 23:59:59', holdUntil('2026-03-18 08:30', 'quiet-hours')],
  ['at midnight', {}, '2026-03-18 00:00:00', holdUntil('2026-03-18 08:30', 'quiet-hours')],
  ['on Friday evening until Monday', {}, '2026-03-20 20:00', holdUntil('2026-03-23 08:30', 'quiet-hours')],
  ['on Saturday until Monday', {}, '2026-03-21 10:00', holdUntil('2026-03-23 08:30', 'off-day')],
  ['in the holiday week until it is over', {}, '2026-10-03 10:00', holdUntil('2026-10-08 08:30', 'off-day')],
  ['a make-up Sunday is a working day', {}, '2026-09-20 10:00', 'send office-hours'],
  [
    'the office’s own work waits too',
    { clock: 'O' },
    '2026-03-17 20:00',
    holdUntil('2026-03-18 08:30', 'quiet-hours'),
  ],
  [
    'the weekly table waits too',
    { clock: 'W' },
    '2026-03-17 20:00',
    holdUntil('2026-03-18 08:30', 'quiet-hours'),
  ],
  [
    'report-back reminders wait for the digest',
    { clock: 'R' },
    '2026-03-17 20:00',
    holdUntil('2026-03-18 09:00', 'digest'),
  ],
  ['cadence reminders too', { clock: 'C' }, '2026-03-21 10:00', holdUntil('2026-03-23 09:00', 'digest')],
  [
    'between the end of quiet time and the digest nothing waits',
    { clock: 'R' },
    '2026-03-18 08:45',
    'send office-hours',
  ],
  [
    'what is no reminder does not wait for the digest',
    { clock: 'R', kind: 'escalate' },
    '2026-03-17 20:00',
    holdUntil('2026-03-18 08:30', 'quiet-hours'),
  ],
  ['an emergency at night', { clock: 'E' }, '2026-03-18 03:00', 'send emergency'],
  ['an emergency on a holiday', { clock: 'E' }, '2026-10-03 03:00', 'send emergency'],
  [
    'exempt on the eve',
    { quietExemptUntil: china('2026-03-17 22:00') },
    '2026-03-17 21:59:59',
    'send exempt',
  ],
  [
    'the exemption is over',
    { quietExemptUntil: china('2026-03-17 22:00') },
    '2026-03-17 22:00',
    holdUntil('2026-03-18 08:30', 'quiet-hours'),
  ],
  [
    'the limit is before the next allowed moment',
    { dueAt: china('2026-03-17 19:00') },
    '2026-03-17 18:30',
    'send before-deadline',
  ],
  [
    'the limit is the next allowed moment',
    { dueAt: china('2026-03-18 08:30') },
    '2026-03-17 18:30',
    'send before-deadline',
  ],
  [
    'quiet all the time before the limit',
    { dueAt: china('2026-10-05 12:00') },
    '2026-10-02 12:00',
    'send before-deadline',
  ],
  [
    'the limit leaves a morning',
    { dueAt: china('2026-03-18 17:00') },
    '2026-03-17 18:30',
    holdUntil('2026-03-18 08:30', 'quiet-hours'),
  ],
  [
    'the limit leaves a morning but no digest',
    { clock: 'R', dueAt: china('2026-03-18 08:45') },
    '2026-03-17 18:30',
    holdUntil('2026-03-18 08:30', 'quiet-hours'),
  ],
  [
    'the limit has passed: it can wait',
    { kind: 'hasten', dueAt: china('2026-03-17 17:00') },
    '2026-03-17 19:00',
    holdUntil('2026-03-18 08:30', 'quiet-hours'),
  ],
  [
    'a decision, the meeting within 4 h of the morning',
    { kind: 'ask-decision', eventAt: china('2026-03-18 12:30') },
    '2026-03-17 19:00',
    'send meeting-near',
  ],
  [
    'a decision, the meeting in the afternoon',
    { kind: 'ask-decision', eventAt: china('2026-03-18 14:00') },
    '2026-03-17 19:00',
    holdUntil('2026-03-18 08:30', 'quiet-hours'),
  ],
  [
    'a decision, the meeting on an off day',
    { kind: 'ask-decision', eventAt: china('2026-03-21 09:00') },
    '2026-03-20 19:00',
    'send meeting-near',
  ],
  [
    'anything else before a near meeting',
    { kind: 'escalate', eventAt: china('2026-03-18 09:00') },
    '2026-03-17 19:00',
    holdUntil('2026-03-18 08:30', 'quiet-hours'),
  ],
  [
    'a reminder when the meeting has begun',
    { eventAt: china('2026-03-18 09:00') },
    '2026-03-18 09:00',
    'drop event-past',
  ],
  [
    'a second before the meeting begins',
    { eventAt: china('2026-03-18 09:00') },
    '2026-03-18 08:59:59',
    'send office-hours',
  ],
  [
    'a correction still matters after the meeting',
    { kind: 'correction', evenIfSettled: true, eventAt: china('2026-03-18 09:00') },
    '2026-03-18 10:00',
    'send office-hours',
  ],
])('%s', (_, facts, now, decision) => {
  expect(told(facts, now)).toBe(decision);
});

it('sends what could otherwise wait for ever', () => {
  const never = { ...manners, isWorking: () => false };
  expect(decideDelivery(factsOf(), china('2026-03-17 10:00'), never)).toEqual({
    do: 'send',
    reason: REASONS.noMoment,
  });
});

it('every reason has its own code and a Chinese sentence', () => {
  const reasons = Object.values(REASONS);
  expect(new Set(reasons.map(({ code }) => code)).size).toBe(reasons.length);
  for (const { say } of reasons) expect(say).toMatch(/^[\u4e00-\u9fff，；]+$/);
});

it('reads the settings', () => {
  const settings = new Map<string, string | number>([
    ['quiet_hours', '20:00-08:00'],
    ['digest_at', '08:30'],
    ['notice.jitter_seconds', 60],
  ]);
  const read = mannersOf(settings, view());
  expect(read).toMatchObject({ quiet: { from: '20:00', to: '08:00' }, digestAt: '08:30', jitterSeconds: 60 });
  expect(isAllowed(china('2026-03-17 19:00'), read)).toBe(true);
  expect(isAllowed(china('2026-03-21 12:00'), read)).toBe(false);
});

describe('jitter', () => {
  it('is 0 unless the setting asks for it, and always 0 in emergencies', () => {
    expect(jitterSeconds(factsOf(), 0)).toBe(0);
    expect(jitterSeconds(factsOf({ clock: 'E' }), 300)).toBe(0);
  });

  it('goes forward only, at most five minutes, the same on every run', () => {
    const ids = Array.from({ length: 200 }, (_, n) => `n${n}`);
    const spread = ids.map((id) => jitterSeconds(factsOf({ id }), 9999));
    expect(Math.min(...spread)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...spread)).toBeLessThanOrEqual(300);
    expect(new Set(spread).size).toBeGreaterThan(80);
    expect(ids.map((id) => jitterSeconds(factsOf({ id }), 9999))).toEqual(spread);
  });

  it('delays what is held, but not to its limit', () => {
    expect(told({ id: 'b' }, '2026-03-17 20:00', 300)).not.toBe(told({ id: 'b' }, '2026-03-17 20:00'));
    const tight = { id: 'b', dueAt: china('2026-03-18 08:30:01') };
    expect(told(tight, '2026-03-17 20:00', 300)).toBe(told(tight, '2026-03-17 20:00'));
  });
});

describe('retry', () => {
  it.each([
    ['F', 1, 60],
    ['F', 2, 120],
    ['F', 20, 14_400],
    ['E', 1, 15],
    ['E', 20, 240],
  ] as const)(
    'class %s after attempt %i waits %i seconds and at most a tenth more',
    (clock, attempts, seconds) => {
      const wait = retryAfter(attempts, clock, 'n1');
      expect(wait).toBeGreaterThanOrEqual(seconds);
      expect(wait).toBeLessThanOrEqual(seconds * 1.1);
    },
  );

  it.each([
    ['O', 24 * 3600, 27 * 3600],
    ['E', 7 * 60, 10 * 60],
  ] as const)('class %s is given up after %i to %i seconds', (clock, least, most) => {
    let waited = 0;
    let attempts = 1;
    for (; !giveUp(attempts, clock); attempts++) waited += retryAfter(attempts, clock, 'n1');
    expect(waited).toBeGreaterThanOrEqual(least);
    expect(waited).toBeLessThanOrEqual(most);
  });
});
