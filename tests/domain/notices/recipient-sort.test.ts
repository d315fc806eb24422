import { expect, it } from 'vitest';
import { recipientSort } from '../../../shared/domain/notices/recipient-sort.ts';
import { demoDirectory } from '../../support/office.ts';

it.each([
  ['a town’s liaison officer', 'town-1.liaison', 'town'],
  ['a town’s head', 'town-1.principal', 'town'],
  ['a sub-district', 'street-1.deputy', 'town'],
  ['a department’s liaison officer', 'housing.liaison', 'liaison'],
  ['a party body’s liaison officer', 'publicity.liaison', 'liaison'],
  ['a department’s head', 'housing.principal', 'other'],
  ['a leader', 'vice-mayor-1', 'other'],
  ['a leader’s liaison officer', 'vice-mayor-1.liaison', 'other'],
  ['the office itself', 'office.liaison', 'other'],
  ['a post the directory does not have', 'nowhere.liaison', 'other'],
] as const)('%s', (_, post, sort) => {
  expect(recipientSort(post, demoDirectory)).toBe(sort);
});
