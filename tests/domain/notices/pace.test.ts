import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answered,
  grant,
  type Pace,
  type PaceLog,
  SENDING_SECONDS,
  turnOf,
  UNUSED,
  unanswered,
} from '../../../shared/domain/notices/pace.ts';
import { addSeconds, type Instant, parseInstant } from '../../../shared/domain/time/instant.ts';
import { mostWithin } from '../../support/moody-channel.ts';

const NOON = parseInstant('2026-03-17T12:00:00+08:00');
const ROBOT: Pace = { count: 20, seconds: 60 };
const at = (seconds: number): Instant => addSeconds(NOON, seconds);

function granted(log: PaceLog, ordinary: number, now: Instant, urgent = 0, paces = [ROBOT]) {
  return grant(log, paces, { urgent, ordinary }, now);
}

describe('what a provider allows', () => {
  it.each([
    ['fewer than allowed all go', 5, 0, 5, 0],
    ['a fifth stays free for emergencies', 30, 0, 16, 0],
    ['emergencies take the whole pace', 0, 30, 0, 20],
    ['emergencies go first, the rest is for the others', 30, 3, 13, 3],
  ])('%s', (_caption, ordinary, urgent, ordinaryGranted, urgentGranted) => {
    expect(granted(UNUSED, ordinary, NOON, urgent)).toMatchObject({
      ordinary: ordinaryGranted,
      urgent: urgentGranted,
      closed: false,
    });
  });

  it('an emergency finds room after ordinary messages have used theirs', () => {
    const { log } = granted(UNUSED, 30, NOON);
    expect(granted(log, 5, at(1), 4)).toMatchObject({ urgent: 4, ordinary: 0 });
  });

  it('without paces everything goes', () => {
    expect(granted(UNUSED, 5000, NOON, 0, [])).toMatchObject({ ordinary: 5000, again: null });
  });

  it('whoever waits is told when there is room again, spread over the pace', () => {
    const first = granted(UNUSED, 40, NOON);
    expect(first.again).toBe(at(60 + SENDING_SECONDS));
    expect(turnOf(0, first, NOON)).toBe(at(70));
    expect(turnOf(15, first, NOON)).toBe(at(70));
    expect(turnOf(16, first, NOON)).toBe(at(140));
  });

  it('in no stretch of time does more go out than the pace allows, however it is asked and whenever it is sent', () => {
    const asks = fc.array(
      fc.record({
        wait: fc.integer({ min: 0, max: 90 }),
        urgent: fc.integer({ min: 0, max: 30 }),
        ordinary: fc.integer({ min: 0, max: 30 }),
        sentAfter: fc.integer({ min: 0, max: SENDING_SECONDS - 1 }),
      }),
      { maxLength: 40 },
    );
    const paces = fc.constantFrom<Pace>(ROBOT, { count: 100, seconds: 60 }, { count: 7, seconds: 3600 });
    const kept = fc.property(asks, paces, (given, pace) => {
      let log = UNUSED;
      let now = NOON;
      const sent: Instant[] = [];
      for (const { wait, urgent, ordinary, sentAfter } of given) {
        now = addSeconds(now, wait);
        const answer = grant(log, [pace], { urgent, ordinary }, now);
        log = answer.log;
        for (let index = 0; index < answer.urgent + answer.ordinary; index++)
          sent.push(addSeconds(now, sentAfter));
      }
      expect(mostWithin(pace.seconds, sent)).toBeLessThanOrEqual(pace.count);
    });
    fc.assert(kept);
  });

  it('a pace shorter than the time for sending counts over that time', () => {
    const feishu = { count: 5, seconds: 1 };
    const { ordinary, urgent } = granted(UNUSED, 200, NOON, 0, [feishu]);
    expect(urgent + ordinary).toBe(40);
  });
});

describe('a provider that does not answer', () => {
  it.each([
    ['the first time', 1, null, 15],
    ['the third time', 3, null, 60],
    ['however often', 12, null, 300],
    ['and asks for ten minutes', 1, 600, 600],
  ] as const)('is left alone, %s', (_caption, failures, after, seconds) => {
    let log = UNUSED;
    let now = NOON;
    for (let index = 0; index < failures; index++) {
      if (log.closedUntil !== null) now = log.closedUntil;
      log = unanswered(log, after, now);
    }
    expect(log.closedUntil).toBe(addSeconds(now, seconds));
    expect(granted(log, 3, now, 1)).toMatchObject({
      urgent: 0,
      ordinary: 0,
      closed: true,
      again: log.closedUntil,
    });
  });

  it('is asked with one message afterwards, and gets the others when it answers', () => {
    const log = unanswered(UNUSED, null, NOON);
    const probe = granted(log, 50, at(15), 2);
    expect(probe).toMatchObject({ urgent: 1, ordinary: 0, again: at(15 + SENDING_SECONDS) });
    expect(granted(answered(probe.log), 50, at(25))).toMatchObject({ ordinary: 15 });
  });
});
