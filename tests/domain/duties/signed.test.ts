/** Whose signature (签收) stands for whom, in what was stored before each was kept as well. */
import { describe, expect, test } from 'vitest';
import type { Progress } from '../../../shared/domain/duties/duty.ts';
import { hasSigned } from '../../../shared/domain/duties/signed.ts';

const duty = (progress: Partial<Progress>) => ({
  progress: { acknowledgedBy: null, ...progress } as Progress,
});

describe('whoever has signed', () => {
  test.each([
    ['nobody', {}, false],
    ['the person', { signers: ['p-1'] }, true],
    ['the post', { signers: ['housing.liaison'] }, true],
    ['the unit', { signers: ['housing'] }, true],
    ['one of several', { acknowledgedBy: 'p-2', signers: ['p-1', 'p-2'] }, true],
    ['another person', { acknowledgedBy: 'p-2', signers: ['p-2'] }, false],
    ['another unit whose name begins alike', { signers: ['hous'] }, false],
    ['the post, as stored before', { acknowledgedBy: 'housing.liaison' }, true],
    ['the office, as stored before', { acknowledgedBy: 'office' }, false],
  ])('%s', (_who, progress, signed) => {
    expect(hasSigned(duty(progress), 'p-1', ['housing.liaison'])).toBe(signed);
  });
});
