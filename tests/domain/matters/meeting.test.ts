import { describe, expect, test } from 'vitest';
import {
  type HeldAgendaItem,
  OUTCOMES,
  passedItem,
  saidTitle,
} from '../../../shared/domain/matters/meeting.ts';
import { chinaTime } from '../../support/office.ts';

const item = (more: Partial<HeldAgendaItem> = {}): HeldAgendaItem => ({
  id: 'i1',
  unit: 'housing',
  title: '老旧小区改造实施方案',
  addedAt: chinaTime('2026-03-11 10:00'),
  placed: true,
  withdrawn: null,
  revisions: [],
  outcome: null,
  ...more,
});

describe('an item that was decided (art. 13)', () => {
  test.each(OUTCOMES)('%s', (is) => {
    const agenda = [item({ outcome: { is, next: null } })];
    expect(passedItem({ agenda, state: 'begun' }, 'i1')).toBe(is === '通过' || is === '原则通过');
  });

  test('nothing has passed that is not recorded, not on the agenda, or before the meeting', () => {
    expect(passedItem({ agenda: [item()], state: 'begun' }, 'i1')).toBe(false);
    expect(passedItem({ agenda: [], state: 'begun' }, 'i1')).toBe(false);
    const agenda = [item({ outcome: { is: '通过', next: null } })];
    expect(passedItem({ agenda, state: 'planned' }, 'i1')).toBe(false);
  });
});

test('a work secret is said by its number', () => {
  expect(saidTitle(item())).toBe('老旧小区改造实施方案');
  expect(saidTitle(item({ tags: ['secret-work'] }))).toBe('议题i1');
});
