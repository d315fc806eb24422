import { describe, expect, test } from 'vitest';
import { exactly, type Interval, judge } from '../../../shared/domain/compliance/verdict.ts';
import { type Instant, parseInstant } from '../../../shared/domain/time/instant.ts';

const at = (time: string): Instant => parseInstant(`2026-03-17T${time}+08:00`);
const between = (earliest: string | null, latest: string | null): Interval => ({
  earliest: earliest === null ? null : at(earliest),
  latest: latest === null ? null : at(latest),
});
const five = exactly(at('17:00:00'));

describe('judged against a limit at 17:00:00', () => {
  test.each<[Interval, Interval, string, number | undefined, string]>([
    [five, exactly(at('16:59:59')), 'on-time', undefined, 'a second before'],
    [five, exactly(at('17:00:00')), 'on-time', undefined, 'at the limit'],
    [five, exactly(at('17:00:01')), 'late', 1, 'a second after'],
    [five, between('16:00:00', '17:00:00'), 'on-time', undefined, 'bounds that end at the limit'],
    [five, between('16:00:00', '17:00:01'), 'undetermined', undefined, 'bounds around the limit'],
    [five, between('17:00:00', '18:00:00'), 'undetermined', undefined, 'bounds that begin at the limit'],
    [five, between('17:00:01', '18:00:00'), 'late', 1, 'bounds after the limit: late by at least a second'],
    [five, between(null, '17:00:00'), 'on-time', undefined, 'only the upper bound known, in time'],
    [
      five,
      between(null, '17:30:00'),
      'undetermined',
      undefined,
      'only the upper bound known, after the limit',
    ],
    [five, between('18:00:00', null), 'late', 3600, 'only the lower bound known, after the limit'],
    [
      five,
      between('16:00:00', null),
      'undetermined',
      undefined,
      'only the lower bound known, before the limit',
    ],
    [five, between(null, null), 'undetermined', undefined, 'nothing known'],
    [
      between('16:00:00', '17:00:00'),
      exactly(at('16:00:00')),
      'on-time',
      undefined,
      'in time whatever the start was',
    ],
    [
      between('16:00:00', '17:00:00'),
      exactly(at('16:30:00')),
      'undetermined',
      undefined,
      'between two possible limits',
    ],
    [between('16:00:00', '17:00:00'), exactly(at('17:00:01')), 'late', 1, 'late whatever the start was'],
    [
      between(null, '17:00:00'),
      exactly(at('16:00:00')),
      'undetermined',
      undefined,
      'the earliest limit unknown',
    ],
    [
      between('16:00:00', null),
      exactly(at('23:00:00')),
      'undetermined',
      undefined,
      'the latest limit unknown',
    ],
  ])('%j done %j: %s, late by %s (%s)', (due, done, verdict, lateByAtLeastSeconds) => {
    expect(judge(due, done)).toEqual({
      verdict,
      ...(lateByAtLeastSeconds === undefined ? {} : { lateByAtLeastSeconds }),
    });
  });
});
