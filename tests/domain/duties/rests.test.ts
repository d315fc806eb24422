/** Limits after time at rest: as many working days later as the clock stood still, and never in the past. */
import { describe, expect, test } from 'vitest';
import { afterRests } from '../../../shared/domain/duties/rests.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { ground } from '../../support/shuangyang.ts';

const moment = (text: string) => parseInstant(`${text.replace(' ', 'T')}:00+08:00`);

describe('a limit of Friday 18 September 2026, 17:00', () => {
  const table: readonly (readonly [string, string, string, string])[] = [
    ['rested within one day: one working day', '2026-09-16 10:00', '2026-09-16 15:00', '2026-09-20 17:00'],
    ['two nights: two working days', '2026-09-14 10:00', '2026-09-16 15:00', '2026-09-21 17:00'],
    ['over a weekend with a worked Sunday', '2026-09-17 10:00', '2026-09-21 09:00', '2026-09-22 17:00'],
    ['over 中秋', '2026-09-17 10:00', '2026-09-28 09:00', '2026-09-29 17:00'],
    [
      'from a quarter of an hour before the limit',
      '2026-09-18 16:45',
      '2026-09-18 16:50',
      '2026-09-20 17:00',
    ],
    ['until late in the evening of an off day', '2026-09-18 10:00', '2026-10-05 22:00', '2026-10-08 17:00'],
    ['begun after the limit: it stands', '2026-09-18 18:00', '2026-09-28 09:00', '2026-09-18 17:00'],
  ];

  test.each(table)('%s', (_caption, from, until, expected) => {
    const rests = [{ from: moment(from), until: moment(until) }];
    expect(afterRests(moment('2026-09-18 17:00'), rests, ground()).at).toBe(moment(expected));
  });

  test('two rests follow each other, and each says why', () => {
    const rests = [
      { from: moment('2026-09-14 10:00'), until: moment('2026-09-15 10:00') },
      { from: moment('2026-09-19 10:00'), until: moment('2026-09-21 10:00') },
    ];
    const { at, steps } = afterRests(moment('2026-09-18 17:00'), rests, ground());
    expect(at).toBe(moment('2026-09-22 17:00'));
    expect(steps.map(({ say }) => say)).toEqual([
      '9月14日至9月15日停止计时，顺延1个工作日',
      '9月19日至9月21日停止计时，顺延2个工作日',
    ]);
  });
});
