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
import { addSeconds, type Instant, parseInstant } from '../../shared/domain/time/instant.ts';
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

const notice = fc.record({
  clock,
  kind,
  now: moment,
  due: fc.option(near),
  event: fc.option(near),
  exempt: fc.option(near),
  jitter: fc.constantFrom(0, 300),
});

function decide(from: typeof notice extends fc.Arbitrary<infer T> ? T : never) {
  const after = (seconds: number | null) => (seconds === null ? null : addSeconds(from.now, seconds));
  const facts: NoticeTiming = {
    id: `${from.clock}${from.now}${from.due}`,
    clock: from.clock,
    kind: from.kind,
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
