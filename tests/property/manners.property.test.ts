import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decideDelivery, type NoticeTiming } from '../../shared/domain/notices/manners.ts';
import type { ClockClass, NoticeKind } from '../../shared/domain/notices/notice.ts';
import {
  isAllowed,
  lastAllowedMoment,
  nextAllowedMoment,
  outOfQuietTime,
} from '../../shared/domain/notices/quiet-time.ts';
import type { RecipientSort } from '../../shared/domain/notices/recipient-sort.ts';
import {
  addSeconds,
  dateOf,
  type Instant,
  instantAt,
  parseInstant,
  parseLocalTime,
} from '../../shared/domain/time/instant.ts';
import { manners } from '../domain/notices/office-times.ts';

const start = parseInstant('2025-12-20T00:00:00Z');
const moment = fc
  .integer({ min: 0, max: 300 * 86_400 })
  .map((seconds): Instant => addSeconds(start, seconds));
const near = fc.integer({ min: -3 * 86_400, max: 12 * 86_400 });
const clock = fc.constantFrom<ClockClass>('E', 'F', 'R', 'C', 'W', 'O');
const kind = fc.constantFrom<NoticeKind>(
  'start',
  'remind',
  'warn',
  'hasten',
  'escalate',
  'ask-decision',
  'correction',
);
const recipient = fc.constantFrom<RecipientSort>('town', 'liaison', 'other');
const post = fc.constantFrom('town-1.liaison', 'housing.liaison', 'office-director');

const notice = fc.record({
  clock,
  kind,
  recipient,
  post,
  now: moment,
  /** Seconds since the moment it was meant for. */
  age: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2 * 86_400 })),
  due: fc.option(near),
  event: fc.option(near),
  exempt: fc.option(near),
  jitter: fc.constantFrom(0, 300),
});

function decide(from: typeof notice extends fc.Arbitrary<infer T> ? T : never) {
  const after = (seconds: number | null) => (seconds === null ? null : addSeconds(from.now, seconds));
  const facts: NoticeTiming = {
    post: from.post,
    recipient: from.recipient,
    clock: from.clock,
    kind: from.kind,
    intendedAt: addSeconds(from.now, -from.age),
    dueAt: after(from.due),
    eventAt: after(from.event),
    quietExemptUntil: after(from.exempt),
    evenIfSettled: false,
  };
  return { facts, decision: decideDelivery(facts, from.now, { ...manners, jitterSeconds: from.jitter }) };
}

it('an emergency is never held', () => {
  fc.assert(
    fc.property(notice, (one) => {
      expect(decide({ ...one, clock: 'E' }).decision.do).toBe('send');
    }),
  );
});

it('nothing is held to or past a limit that has not passed', () => {
  fc.assert(
    fc.property(notice, (one) => {
      const { facts, decision } = decide(one);
      if (decision.do !== 'hold' || facts.dueAt === null || one.now >= facts.dueAt) return;
      expect(decision.until < facts.dueAt).toBe(true);
    }),
  );
});

it('what is held wakes later, at an allowed moment, and then goes out', () => {
  fc.assert(
    fc.property(notice, (one) => {
      const { facts, decision } = decide(one);
      if (decision.do !== 'hold') return;
      expect(decision.until > one.now).toBe(true);
      expect(isAllowed(decision.until, manners)).toBe(true);
      expect(decideDelivery(facts, decision.until, manners).do).not.toBe('hold');
    }),
  );
});

it('what one post waits for until the digest of a day comes at one instant, whatever it is', () => {
  const held = fc.array(notice, { minLength: 8, maxLength: 30 });
  const office = fc.record({ post, recipient, jitter: fc.constantFrom(0, 300), day: moment });
  let pairs = 0;
  fc.assert(
    fc.property(held, office, (several, { post, recipient, jitter, day }) => {
      const digests = several.flatMap((one, index) => {
        const now = addSeconds(day, (index * 5 * 3600) % 86_400);
        const { facts, decision } = decide({ ...one, post, recipient, jitter, now });
        if (decision.do !== 'hold' || decision.reason.code !== 'digest') return [];
        // A limit within the jitter is kept at the cost of the merging.
        const tight = [facts.dueAt, facts.eventAt].some(
          (limit) => limit !== null && limit >= decision.until && limit <= addSeconds(decision.until, 300),
        );
        return tight ? [] : [decision.until];
      });
      pairs += Math.max(0, digests.length - 1);
      const days = Map.groupBy(digests, (until) => dateOf(until, manners.zone));
      for (const instants of days.values()) expect(new Set(instants).size).toBe(1);
    }),
    { numRuns: 400 },
  );
  expect(pairs).toBeGreaterThan(50);
});

it('a town is asked for nothing after the last hour, except what cannot wait', () => {
  fc.assert(
    fc.property(notice, (one) => {
      const late = instantAt(dateOf(one.now, manners.zone), parseLocalTime('16:30'), manners.zone);
      const given = { ...one, now: late, age: 0, recipient: 'town' as const };
      const { facts, decision } = decide(given);
      if (decision.do !== 'send' || ['E', 'F'].includes(one.clock) || one.kind === 'correction') return;
      if (decision.reason.code === 'exempt' || one.exempt !== null) return;
      const limits = [facts.dueAt, facts.eventAt].filter((limit) => limit !== null && limit > late);
      const tomorrow = nextAllowedMoment(addSeconds(late, 86_400 / 2), manners) ?? late;
      expect(limits.some((limit) => limit !== null && limit <= addSeconds(tomorrow, 1800))).toBe(true);
    }),
  );
});

it('the next and the last allowed moment are allowed and have nothing allowed in between', () => {
  fc.assert(
    fc.property(moment, fc.double({ min: 0, max: 1, noNaN: true }), (at, part) => {
      const [last, next] = [lastAllowedMoment(at, manners), nextAllowedMoment(at, manners)];
      if (last === null || next === null) throw new Error('the published calendar has working days');
      expect(last <= at && at <= next && isAllowed(last, manners) && isAllowed(next, manners)).toBe(true);
      const between = addSeconds(last, Math.floor(part * ((Date.parse(next) - Date.parse(last)) / 1000)));
      expect(isAllowed(between, manners)).toBe(between === last || between === next);
    }),
  );
});

it('a rung moves only backwards, only to an allowed moment, and twice is once', () => {
  fc.assert(
    fc.property(moment, near, (rung, toLimit) => {
      const limit = addSeconds(rung, toLimit);
      const planned = outOfQuietTime(rung, limit, manners);
      expect(planned <= rung).toBe(true);
      if (planned !== rung) expect(isAllowed(planned, manners)).toBe(true);
      expect(outOfQuietTime(planned, limit, manners)).toBe(planned);
    }),
  );
});
