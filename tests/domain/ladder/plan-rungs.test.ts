import { describe, expect, test } from 'vitest';
import { type LadderMoments, planRungs } from '../../../shared/domain/ladder/plan-rungs.ts';
import { mannersOf } from '../../../shared/domain/notices/manners.ts';
import type { ClockClass } from '../../../shared/domain/notices/notice.ts';
import { viewOf } from '../../../shared/domain/rules/expression.ts';
import { formatInstant, type Instant, parseInstant } from '../../../shared/domain/time/instant.ts';
import { ground, shuangyang } from '../../support/shuangyang.ts';

const china = (text: string): Instant => parseInstant(`${text.replace(' ', 'T')}:00+08:00`);

function plan(
  ladder: string,
  clock: ClockClass,
  moments: Omit<LadderMoments, 'openedAt' | 'limit' | 'now'> &
    Record<'opened' | 'limit', string> & { now?: string },
  settings = {},
) {
  const found = shuangyang.ladders.get(ladder);
  if (!found) throw new Error(`no ladder ${ladder}`);
  const base = ground(settings);
  const { opened, limit, now = opened, ...standing } = moments;
  const times = { openedAt: china(opened), limit: china(limit), now: china(now), ...standing };
  const rungs = planRungs(found, clock, times, base, mannersOf(base.settings, viewOf(base)));
  return rungs.map(
    ({ id, at }) =>
      `${at === null ? '—' : formatInstant(at, base.zone).slice(5, 16).replace('T', ' ')} ${id}`,
  );
}

describe('the papers of a meeting', () => {
  const ladder = [
    '03-16 09:00 remind-1',
    '03-17 14:00 remind-2',
    '03-17 16:00 warn',
    '03-17 17:00 check',
    '03-17 17:30 hasten',
    '03-17 19:00 decide',
    '03-17 19:00 escalate',
    '03-18 09:00 outstanding',
  ];

  test('each rung from the limit', () => {
    expect(plan('papers', 'F', { opened: '2026-03-11 10:00', limit: '2026-03-17 17:00' })).toEqual([
      '03-11 10:00 start',
      ...ladder,
    ]);
  });

  test('what is past is left out', () => {
    expect(
      plan('papers', 'F', { opened: '2026-03-11 10:00', limit: '2026-03-17 17:00', now: '2026-03-17 15:00' }),
    ).toEqual(ladder.slice(2));
  });

  test('what is due and not taken yet is kept', () => {
    const pending = new Map([['remind-2', china('2026-03-17 14:00')]]);
    expect(
      plan('papers', 'F', {
        opened: '2026-03-11 10:00',
        limit: '2026-03-17 17:00',
        now: '2026-03-17 15:00',
        pending,
      }),
    ).toEqual(ladder.slice(1));
  });

  test('opened after the limit, it says so at once', () => {
    const rungs = plan('papers', 'F', { opened: '2026-03-17 18:00', limit: '2026-03-17 17:00' });
    expect(rungs).toEqual([
      '03-17 17:00 check',
      '03-17 17:30 hasten',
      '03-17 18:00 start',
      '03-17 19:00 decide',
      '03-17 19:00 escalate',
      '03-18 09:00 outstanding',
    ]);
  });

  test('under check.required what says 未收到 waits for the answer', () => {
    const moments = { opened: '2026-03-11 10:00', limit: '2026-03-17 17:00' };
    const required = { 'check.required': true };
    expect(plan('papers', 'F', moments, required).filter((line) => line.startsWith('—'))).toEqual([
      '— hasten',
      '— decide',
      '— escalate',
    ]);
    expect(plan('papers', 'F', { ...moments, confirmed: true }, required)).toContain('03-17 19:00 decide');
  });

  test('what nobody could read before an early limit on Monday comes on Friday', () => {
    expect(plan('papers', 'F', { opened: '2026-03-09 10:00', limit: '2026-03-16 08:00' })).toEqual([
      '03-09 10:00 start',
      '03-13 09:00 remind-1',
      '03-13 18:00 remind-2',
      '03-13 18:00 warn',
      '03-16 08:00 check',
      '03-16 08:30 hasten',
      '03-16 10:00 decide',
      '03-16 10:00 escalate',
      '03-17 09:00 outstanding',
    ]);
  });
});

describe('repeats', () => {
  test('go on with their next instant when planned again after they began', () => {
    const rungs = plan('first-release', 'E', {
      opened: '2026-03-20 20:10',
      limit: '2026-03-21 01:00',
      now: '2026-03-21 02:10',
    });
    expect(rungs).toEqual(['03-21 02:30 repeat', '03-21 03:00 repeat-mayor']);
  });
});

describe('quiet time', () => {
  test('never moves an emergency', () => {
    expect(
      plan('first-release', 'E', { opened: '2026-03-20 23:10', limit: '2026-03-21 04:00' }).slice(0, 5),
    ).toEqual([
      '03-20 23:10 start',
      '03-20 23:15 start-leaders',
      '03-21 01:00 remind',
      '03-21 03:00 warn',
      '03-21 03:00 warn-leaders',
    ]);
  });
});
