import { describe, expect, it } from 'vitest';
import {
  decideForPerson,
  NOTHING_TOLD,
  notTold,
  type PersonLog,
  telling,
} from '../../../shared/domain/notices/person-log.ts';
import { addSeconds, parseInstant } from '../../../shared/domain/time/instant.ts';

const NOON = parseInstant('2026-03-17T12:00:00+08:00');
const at = (minutes: number) => addSeconds(NOON, minutes * 60);
const MANNERS = { windowSeconds: 300, perHour: 3, perHourToLeaders: 1 };

function notice(id: string, varied: object = {}) {
  return {
    id,
    duty: `m/${id}`,
    rung: 'remind',
    intendedAt: NOON,
    clock: 'R',
    kind: 'remind',
    dueAt: null,
    ...varied,
  } as const;
}

function told(minutes: readonly number[]): PersonLog {
  return minutes.reduce<PersonLog>(
    (log, minute) => telling(log, [notice(`at${minute}`)], at(minute)),
    NOTHING_TOLD,
  );
}

function decision(log: PersonLog, facts: object, minutes: number, served = false): string {
  const decided = decideForPerson(notice('new', facts), served, log, at(minutes), MANNERS);
  if (decided.do === 'go') return 'go';
  if (decided.do === 'drop') return `drop ${decided.reason.code}`;
  return `hold ${decided.reason.code} until ${(Date.parse(decided.until) - Date.parse(NOON)) / 60_000}`;
}

describe('one person, several notices', () => {
  it.each([
    ['nothing told before', [], {}, 0, false, 'go'],
    ['just told something else', [0], {}, 2, false, 'hold window until 5'],
    ['the window is over', [0], {}, 5, false, 'go'],
    ['the hour is full', [0, 10, 20], {}, 30, false, 'hold cap until 60'],
    ['the hour is full, the oldest is past it', [0, 10, 20], {}, 60, false, 'go'],
    ['a leader has a smaller number', [0], {}, 30, true, 'hold cap until 60'],
    ['never past a limit that is still ahead', [0, 10, 20], { dueAt: at(45) }, 30, false, 'go'],
    ['a limit beyond the hour can wait', [0, 10, 20], { dueAt: at(90) }, 30, false, 'hold cap until 60'],
    ['a limit that has passed can wait', [0, 10, 20], { dueAt: at(25) }, 30, false, 'hold cap until 60'],
    ['an emergency', [0, 10, 20], { clock: 'E' }, 30, false, 'go'],
    ['a correction', [0, 10, 20], { kind: 'correction' }, 30, false, 'go'],
    ['a decision somebody waits for', [0, 10, 20], { kind: 'ask-decision' }, 30, false, 'go'],
    ['the same rung of the same duty by another post', [0], { duty: 'm/at0' }, 30, false, 'drop told'],
    [
      'the same rung an hour later is another one',
      [0],
      { duty: 'm/at0', intendedAt: at(60) },
      60,
      false,
      'go',
    ],
  ] as const)('%s', (_caption, minutes, facts, now, served, expected) => {
    expect(decision(told(minutes), facts, now, served)).toBe(expected);
  });

  it('the same notice tried again is no second message', () => {
    const log = telling(told([0, 10]), [notice('new')], at(20));
    expect(decision(log, {}, 21)).toBe('go');
    expect(telling(log, [notice('new')], at(21)).told).toHaveLength(3);
  });

  it('what did not go out counts against nobody', () => {
    expect(notTold(told([0, 10, 20]), 'at20')).toEqual(told([0, 10]));
  });

  it('a day back is kept, and not more', () => {
    expect(telling(told([0, 60]), [notice('new')], at(24 * 60 + 30)).told).toHaveLength(2);
  });
});
