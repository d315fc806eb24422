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
import { parseLocalTime } from '../../../shared/domain/time/instant.ts';
import { view } from '../calendar/published.ts';
import { china, factsOf, manners } from './office-times.ts';

type Case = [caption: string, facts: Partial<NoticeTiming>, now: string, decision: string];

function told(facts: Partial<NoticeTiming>, now: string, jitter = 0): string {
  const { recipient = 'other', ...own } = facts;
  const timing = { ...factsOf(own), recipient };
  const decision = decideDelivery(timing, china(now), { ...manners, jitterSeconds: jitter });
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

/** Of a report-back, meant for the moment at which it is looked at, unless the case says otherwise. */
const toLiaison = { recipient: 'liaison', clock: 'R', kind: 'remind' } as const;
const toTown = { recipient: 'town', clock: 'R', kind: 'start', post: 'town-1.liaison' } as const;
const on17th = (time: string) => ({ intendedAt: china(`2026-03-17 ${time}`) });
const TOMORROW = '2026-03-18 09:00';

it.each<Case>([
  [
    'a liaison officer’s reminder waits for tomorrow’s digest',
    { ...toLiaison, ...on17th('11:00') },
    '2026-03-17 11:00',
    holdUntil(TOMORROW, 'digest'),
  ],
  [
    'what is meant for the digest goes with it',
    { ...toLiaison, ...on17th('09:00') },
    '2026-03-17 09:00',
    'send office-hours',
  ],
  [
    'and also where it is looked at late',
    { ...toLiaison, ...on17th('09:00') },
    '2026-03-17 11:00',
    'send office-hours',
  ],
  [
    'before the digest of the same day it waits for that one',
    { ...toLiaison, ...on17th('08:40') },
    '2026-03-17 08:40',
    holdUntil('2026-03-17 09:00', 'digest'),
  ],
  [
    'over the weekend it waits for Monday',
    { ...toLiaison, intendedAt: china('2026-03-20 11:00') },
    '2026-03-20 11:00',
    holdUntil('2026-03-23 09:00', 'digest'),
  ],
  [
    'a make-up Sunday has its digest',
    { ...toLiaison, intendedAt: china('2026-09-19 11:00') },
    '2026-09-19 11:00',
    holdUntil('2026-09-20 09:00', 'digest'),
  ],
  [
    'a limit before the digest lets it go at once',
    { ...toLiaison, ...on17th('11:00'), dueAt: china('2026-03-17 17:00') },
    '2026-03-17 11:00',
    'send office-hours',
  ],
  [
    'a limit at the digest too',
    { ...toLiaison, ...on17th('11:00'), dueAt: china(TOMORROW) },
    '2026-03-17 11:00',
    'send office-hours',
  ],
  [
    'so does a meeting before it',
    { ...toLiaison, ...on17th('11:00'), eventAt: china('2026-03-18 08:45') },
    '2026-03-17 11:00',
    'send office-hours',
  ],
  [
    'a liaison officer is told of a new duty at once',
    { ...toLiaison, kind: 'start', ...on17th('11:00') },
    '2026-03-17 11:00',
    'send office-hours',
  ],
  [
    'papers of a meeting have hours of their own',
    { ...toLiaison, clock: 'F', ...on17th('14:00') },
    '2026-03-17 14:00',
    'send office-hours',
  ],
  [
    'so has the weekly table for a department',
    { ...toLiaison, clock: 'W', ...on17th('10:00') },
    '2026-03-17 10:00',
    'send office-hours',
  ],
  [
    'nobody else waits',
    { ...toLiaison, recipient: 'other', ...on17th('11:00') },
    '2026-03-17 11:00',
    'send office-hours',
  ],
  [
    'a town is told of a new duty in the digest',
    { ...toTown, ...on17th('10:00') },
    '2026-03-17 10:00',
    holdUntil(TOMORROW, 'digest'),
  ],
  [
    'but at once of one that is due on the day of that digest',
    { ...toTown, ...on17th('10:00'), dueAt: china('2026-03-18 17:00') },
    '2026-03-17 10:00',
    'send office-hours',
  ],
  [
    'and not even of that after the last hour',
    { ...toTown, ...on17th('16:30'), dueAt: china('2026-03-18 17:00') },
    '2026-03-17 16:30',
    holdUntil(TOMORROW, 'asked-too-late'),
  ],
  [
    'a town is told of the weekly table in the digest',
    { ...toTown, clock: 'W', ...on17th('10:00') },
    '2026-03-17 10:00',
    holdUntil(TOMORROW, 'digest'),
  ],
  [
    'a town is hastened at once before the last hour',
    { ...toTown, kind: 'hasten', ...on17th('16:00') },
    '2026-03-17 16:00',
    'send office-hours',
  ],
  [
    'and not after it',
    { ...toTown, kind: 'hasten', ...on17th('16:00') },
    '2026-03-17 16:00:01',
    holdUntil(TOMORROW, 'asked-too-late'),
  ],
  [
    'unless its limit comes before the morning',
    { ...toTown, kind: 'warn', ...on17th('16:30'), dueAt: china('2026-03-17 17:30') },
    '2026-03-17 16:30',
    'send office-hours',
  ],
  [
    'what only tells a town something goes at any hour of the office',
    { ...toTown, kind: 'change', ...on17th('16:30') },
    '2026-03-17 16:30',
    'send office-hours',
  ],
  [
    'papers of a meeting are asked of a town after it',
    { ...toTown, clock: 'F', kind: 'hasten', ...on17th('17:00') },
    '2026-03-17 17:00',
    'send office-hours',
  ],
  [
    'emergencies of a town at any hour',
    { ...toTown, clock: 'E', kind: 'warn', ...on17th('16:30') },
    '2026-03-17 16:30',
    'send emergency',
  ],
  [
    'what a town was to get in the evening comes with the digest',
    { ...toTown, kind: 'hasten', ...on17th('20:00') },
    '2026-03-17 20:00',
    holdUntil(TOMORROW, 'digest'),
  ],
])('%s', (_, facts, now, decision) => {
  expect(told(facts, now)).toBe(decision);
});

it('waits for the end of quiet time where the digest would come before it', () => {
  const early = { ...manners, digestAt: parseLocalTime('07:00') };
  const facts = factsOf({ clock: 'R', intendedAt: china('2026-03-17 11:00') });
  const decision = decideDelivery({ ...facts, recipient: 'liaison' }, china('2026-03-17 11:00'), early);
  expect(decision).toMatchObject({ do: 'hold', until: china('2026-03-18 08:30') });
});

it('with a last hour before the digest everything still goes out with the next digest', () => {
  const odd = { ...manners, townsLastAsk: parseLocalTime('08:00') };
  const facts = { ...factsOf({ clock: 'R', kind: 'hasten' }), recipient: 'town' } as const;
  expect(decideDelivery(facts, china('2026-03-17 10:00'), odd)).toMatchObject({ until: china(TOMORROW) });
  expect(decideDelivery(facts, china(TOMORROW), odd)).toMatchObject({ do: 'send' });
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
    ['digest.liaisons', '提醒、告知'],
    ['digest.towns', '无'],
    ['towns.last_ask', '15:30'],
    ['quiet_hours', '20:00-08:00'],
    ['digest_at', '08:30'],
    ['notice.jitter_seconds', 60],
  ]);
  const read = mannersOf(settings, view());
  expect(read).toMatchObject({ quiet: { from: '20:00', to: '08:00' }, digestAt: '08:30', jitterSeconds: 60 });
  expect(read.digestKinds).toEqual({ liaisons: ['remind', 'start'], towns: [] });
  expect(read.townsLastAsk).toBe('15:30');
  expect(isAllowed(china('2026-03-17 19:00'), read)).toBe(true);
  expect(isAllowed(china('2026-03-21 12:00'), read)).toBe(false);
});

describe('jitter', () => {
  it('is 0 unless the setting asks for it, and always 0 in emergencies', () => {
    expect(jitterSeconds(factsOf(), 0)).toBe(0);
    expect(jitterSeconds(factsOf({ clock: 'E' }), 300)).toBe(0);
  });

  it('goes forward only, at most five minutes, the same for one post on every run', () => {
    const posts = Array.from({ length: 200 }, (_, n) => `unit-${n}.liaison`);
    const spread = posts.map((post) => jitterSeconds(factsOf({ post }), 9999));
    expect(Math.min(...spread)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...spread)).toBeLessThanOrEqual(300);
    expect(new Set(spread).size).toBeGreaterThan(80);
    expect(posts.map((post) => jitterSeconds(factsOf({ post, id: 'other' }), 9999))).toEqual(spread);
  });

  it('delays what is held, but not to its limit', () => {
    expect(told({ post: 'b' }, '2026-03-17 20:00', 300)).not.toBe(told({ post: 'b' }, '2026-03-17 20:00'));
    const tight = { post: 'b', dueAt: china('2026-03-18 08:30:01') };
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
    for (; !giveUp(attempts, waited, clock); attempts++) waited += retryAfter(attempts, clock, 'n1');
    expect(waited).toBeGreaterThanOrEqual(least);
    expect(waited).toBeLessThanOrEqual(most);
  });
});
