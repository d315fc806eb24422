import { describe, expect, it } from 'vitest';
import type { ClockClass } from '../../../shared/domain/notices/notice.ts';
import { channelFor, nextChannel } from '../../../shared/domain/routing/channels.ts';
import type { Absence } from '../../../shared/domain/routing/directory.ts';
import { type LeaderDelivery, recipients } from '../../../shared/domain/routing/recipients.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { away, demo, rosterOf, withPerson, withPost } from './demo-roster.ts';

const noon = parseInstant('2026-06-05T12:00:00+08:00');
const gone = (...posts: string[]): Absence[] => posts.map((post) => away(post, '2026-06-03', '2026-06-08'));

function toldOf(
  post: string,
  clock: ClockClass,
  absences: Absence[],
  delivery: LeaderDelivery = 'via-liaison',
) {
  const { deliveries } = recipients({ post, clock, channel: null }, noon, rosterOf(absences), delivery);
  return deliveries.map((one) => `${one.to} for ${one.for}`);
}

it.each<[string, string, ClockClass, Absence[], LeaderDelivery, string[]]>([
  ['a unit is written to itself', 'housing.liaison', 'F', [], 'via-liaison', ['housing.liaison for null']],
  [
    'a leader through the liaison officer',
    'vice-mayor-1',
    'F',
    [],
    'via-liaison',
    ['vice-mayor-1.liaison for vice-mayor-1'],
  ],
  ['a leader directly, by setting', 'vice-mayor-1', 'F', [], 'direct', ['vice-mayor-1 for null']],
  ['a leader directly in an emergency', 'mayor', 'E', [], 'via-liaison', ['mayor for null']],
  [
    'an absent leader through the acting leader’s liaison officer',
    'vice-mayor-1',
    'F',
    gone('vice-mayor-1'),
    'via-liaison',
    ['vice-mayor-2.liaison for vice-mayor-1'],
  ],
  [
    'an absent leader’s stand-in directly, by setting',
    'vice-mayor-1',
    'R',
    gone('vice-mayor-1'),
    'direct',
    ['vice-mayor-2 for vice-mayor-1'],
  ],
  [
    'in an emergency the absent leader and the stand-in both',
    'mayor',
    'E',
    gone('mayor'),
    'via-liaison',
    ['mayor for null', 'executive-vice-mayor for mayor'],
  ],
  [
    'an absent head of a unit is replaced, not copied',
    'housing.principal',
    'E',
    gone('housing.principal'),
    'via-liaison',
    ['housing.deputy for housing.principal'],
  ],
  [
    'liaison officer away as well → the office’s',
    'vice-mayor-1',
    'F',
    gone('vice-mayor-1.liaison'),
    'via-liaison',
    ['office.liaison for vice-mayor-1'],
  ],
  [
    'a unit without anybody goes up, still through a liaison officer',
    'housing.principal',
    'F',
    gone('housing.principal', 'housing.deputy'),
    'via-liaison',
    ['executive-vice-mayor.liaison for housing.principal'],
  ],
  [
    'nobody of the leaders left: the office director, in no leader’s name',
    'mayor',
    'F',
    gone('mayor', 'executive-vice-mayor'),
    'via-liaison',
    ['office-director for mayor'],
  ],
])('%s', (_, post, clock, absences, delivery, told) => {
  expect(toldOf(post, clock, absences, delivery)).toEqual(told);
});

it('does not tell a vacant post beside its stand-in', () => {
  const vacant = withPost(demo, 'mayor', { holder: null });
  const { deliveries } = recipients(
    { post: 'mayor', clock: 'E', channel: null },
    noon,
    rosterOf([], vacant),
    'direct',
  );
  expect(deliveries.map(({ to }) => to)).toEqual(['executive-vice-mayor']);
});

it('marks whom a leader serves, so that leaders’ messages stay apart', () => {
  const { deliveries } = recipients(
    { post: 'mayor', clock: 'F', channel: null },
    noon,
    rosterOf([]),
    'via-liaison',
  );
  expect(deliveries).toMatchObject([
    { to: 'mayor.liaison', for: 'mayor', served: 'mayor', path: ['经区长联络员呈送'] },
  ]);
});

it('hands over an empty list and an alarm when nobody is left', () => {
  const all = gone('mayor', 'executive-vice-mayor', 'office-director', 'office.deputy');
  const told = recipients({ post: 'mayor', clock: 'F', channel: null }, noon, rosterOf(all), 'via-liaison');
  expect(told).toMatchObject({ deliveries: [], alarm: expect.stringContaining('无可送达的区领导') });
});

describe('channels', () => {
  const person = {
    id: 'p',
    name: '沈示川',
    phone: '000-00001001',
    channels: [
      { channel: 'inbox', address: 'p' },
      { channel: 'sms', address: '000-00001001' },
    ],
  };
  it.each([
    ['the first', null, 'inbox'],
    ['the one demanded', 'sms', 'sms'],
    ['a call may be demanded of anybody', 'phone-record', 'phone-record'],
    ['the first when the one demanded is not there', 'wecom', 'inbox'],
  ])('%s', (_, demanded, channel) => {
    expect(channelFor(person, demanded, false)?.channel).toBe(channel);
  });

  it('has none for a person without channels, even by phone', () => {
    expect(channelFor({ ...person, channels: [] }, 'phone-record', false)).toBeNull();
  });

  it('goes on to the next after a failure, and then there is none', () => {
    expect(nextChannel(person, 'inbox', false)?.channel).toBe('sms');
    expect(nextChannel(person, 'sms', false)).toBeNull();
  });

  it.each([
    ['a unit’s duty phone is rung by a robot', false, 'voice', 'voice', 'sms'],
    [
      'a leader is never, though the rung demands it and the directory allows it',
      true,
      'voice',
      'sms',
      'sms',
    ],
  ] as const)('%s', (_, leader, demanded, first, afterwards) => {
    const channels = [
      { channel: 'voice', address: '000-1' },
      { channel: 'sms', address: '000-1' },
    ];
    const rung = { ...person, channels };
    expect(channelFor(rung, demanded, leader)?.channel).toBe(first);
    expect(nextChannel(rung, leader ? 'voice' : first, leader)?.channel).toBe(afterwards);
  });

  it('a leader with nothing but a robot’s call cannot be reached', () => {
    const ringing = withPerson(demo, 'p-mayor', { channels: [{ channel: 'voice', address: '000-1' }] });
    const told = recipients(
      { post: 'mayor', clock: 'E', channel: null },
      noon,
      rosterOf([], ringing),
      'direct',
    );
    expect(told.deliveries.map(({ to }) => to)).not.toContain('mayor');
  });

  it('uses the phone by hand where a town has nothing else', () => {
    const told = recipients(
      { post: 'town-3.liaison', clock: 'F', channel: null },
      noon,
      rosterOf([]),
      'direct',
    );
    expect(told.deliveries).toMatchObject([{ channel: 'phone-record', address: '000-00001091' }]);
  });

  it('passes over an absent leader without channels in an emergency', () => {
    const silent = withPerson(demo, 'p-mayor', { channels: [] });
    const told = recipients(
      { post: 'mayor', clock: 'E', channel: null },
      noon,
      rosterOf(gone('mayor'), silent),
      'direct',
    );
    expect(told.deliveries.map(({ to }) => to)).toEqual(['executive-vice-mayor']);
  });
});
