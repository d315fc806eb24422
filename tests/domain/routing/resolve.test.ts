import { describe, expect, it } from 'vitest';
import { pairConflict } from '../../../shared/domain/routing/absences.ts';
import type { Absence } from '../../../shared/domain/routing/directory.ts';
import { NO_REACHABLE_LEADER, RAISED_TO_LEADER, resolve } from '../../../shared/domain/routing/resolve.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { away, demo, rosterOf, withPerson, withPost } from './demo-roster.ts';

const noon = parseInstant('2026-06-05T12:00:00+08:00');
const gone = (...posts: string[]): Absence[] => posts.map((post) => away(post, '2026-06-03', '2026-06-08'));

describe('who acts', () => {
  it.each<[string, string, Absence[], string]>([
    ['nobody is away', 'mayor', [], 'mayor'],
    ['mayor away → executive vice-mayor (art. 14)', 'mayor', gone('mayor'), 'executive-vice-mayor'],
    ['vice-mayor away → the other of the pair', 'vice-mayor-1', gone('vice-mayor-1'), 'vice-mayor-2'],
    ['the pair works both ways', 'vice-mayor-6', gone('vice-mayor-6'), 'vice-mayor-5'],
    [
      'both of a pair away → executive vice-mayor',
      'vice-mayor-1',
      gone('vice-mayor-1', 'vice-mayor-2'),
      'executive-vice-mayor',
    ],
    [
      'and he too → mayor',
      'vice-mayor-1',
      gone('vice-mayor-1', 'vice-mayor-2', 'executive-vice-mayor'),
      'mayor',
    ],
    [
      'and the mayor too → office director',
      'vice-mayor-1',
      gone('vice-mayor-1', 'vice-mayor-2', 'executive-vice-mayor', 'mayor'),
      'office-director',
    ],
    [
      'the office director away as well → his deputy',
      'mayor',
      gone('mayor', 'executive-vice-mayor', 'office-director'),
      'office.deputy',
    ],
    ['executive vice-mayor away → mayor', 'executive-vice-mayor', gone('executive-vice-mayor'), 'mayor'],
    ['office director away → named deputy', 'office-director', gone('office-director'), 'office.deputy'],
    ['head of a unit away → deputy', 'housing.principal', gone('housing.principal'), 'housing.deputy'],
    [
      'head and deputy of a unit away → executive vice-mayor',
      'housing.principal',
      gone('housing.principal', 'housing.deputy'),
      'executive-vice-mayor',
    ],
    [
      'liaison officer away → head of the unit',
      'housing.liaison',
      gone('housing.liaison'),
      'housing.principal',
    ],
    [
      'liaison officer of the office away → its director',
      'office.liaison',
      gone('office.liaison'),
      'office-director',
    ],
    [
      'a leader’s liaison officer away → the office’s',
      'mayor.liaison',
      gone('mayor.liaison'),
      'office.liaison',
    ],
    [
      'duty officer away → officer in charge',
      'duty-room.liaison',
      gone('duty-room.liaison'),
      'duty-room.principal',
    ],
    [
      'the absence record names another → that one',
      'vice-mayor-1',
      [away('vice-mayor-1', '2026-06-03', '2026-06-08', { standIn: 'vice-mayor-4' })],
      'vice-mayor-4',
    ],
    [
      'the one named is away too → the pair after all',
      'vice-mayor-1',
      [
        away('vice-mayor-1', '2026-06-03', '2026-06-08', { standIn: 'vice-mayor-4' }),
        ...gone('vice-mayor-4'),
      ],
      'vice-mayor-2',
    ],
    [
      'neither the one named nor the pair is there → executive vice-mayor, not the other of a second pair',
      'vice-mayor-1',
      [
        away('vice-mayor-1', '2026-06-03', '2026-06-08', { standIn: 'vice-mayor-4' }),
        ...gone('vice-mayor-4', 'vice-mayor-2'),
      ],
      'executive-vice-mayor',
    ],
    [
      'mayor and executive vice-mayor away, whose record names a third → that one',
      'mayor',
      [
        ...gone('mayor'),
        away('executive-vice-mayor', '2026-06-03', '2026-06-08', { standIn: 'vice-mayor-1' }),
      ],
      'vice-mayor-1',
    ],
    [
      'liaison officer and head away → the deputy',
      'housing.liaison',
      gone('housing.liaison', 'housing.principal'),
      'housing.deputy',
    ],
    [
      'a record that names its own post runs in no circle',
      'vice-mayor-1',
      [away('vice-mayor-1', '2026-06-03', '2026-06-08', { standIn: 'vice-mayor-1' })],
      'vice-mayor-2',
    ],
  ])('%s', (_, post, absences, acting) => {
    const reach = resolve(post, noon, rosterOf(absences));
    expect(reach).toMatchObject({ reached: true, post: acting, for: acting === post ? null : post });
  });

  it('reaches nobody when everybody at the end of the chain is away', () => {
    const all = gone('mayor', 'executive-vice-mayor', 'office-director', 'office.deputy');
    expect(resolve('mayor', noon, rosterOf(all))).toMatchObject({
      reached: false,
      alarm: NO_REACHABLE_LEADER,
    });
  });
});

describe('the path in words', () => {
  it.each<[string, Absence[], string[]]>([
    ['mayor', [], []],
    ['mayor', gone('mayor'), ['区长外出（6月3日至8日），由常务副区长主持工作（规则第十四条）']],
    [
      'vice-mayor-1',
      [away('vice-mayor-1', '2026-05-30', '2026-06-05', { reason: '休假' })],
      ['副区长（城乡建设）休假（5月30日至6月5日），由副区长（教育文化）补位（规则第十五条第五项）'],
    ],
    [
      'housing.principal',
      [away('housing.principal', '2026-06-05', '2026-06-05', { reason: '公出' })],
      ['区住建局局长公出（6月5日），由区住建局副局长主持工作'],
    ],
    [
      'vice-mayor-3',
      [...gone('vice-mayor-3', 'vice-mayor-4')],
      [
        '副区长（农业农村）外出（6月3日至8日），由副区长（卫生民生）补位（规则第十五条第五项）',
        '副区长（卫生民生）外出（6月3日至8日），转常务副区长',
      ],
    ],
  ])('%s %#', (post, absences, path) => {
    expect(resolve(post, noon, rosterOf(absences)).path).toEqual(path);
  });

  it('does not cite the clause on absence for a vacancy', () => {
    const vacant = withPost(demo, 'mayor', { holder: null });
    expect(resolve('mayor', noon, rosterOf([], vacant)).path).toEqual(['区长暂缺，由常务副区长主持工作']);
  });
});

describe('the ends of an absence', () => {
  const absences = [away('mayor', '2026-06-03', '2026-06-08')];
  it.each([
    ['a second before it begins', '2026-06-02T23:59:59+08:00', 'mayor'],
    ['the moment it begins', '2026-06-03T00:00:00+08:00', 'executive-vice-mayor'],
    ['its last second', '2026-06-08T23:59:59+08:00', 'executive-vice-mayor'],
    ['the moment it has ended', '2026-06-09T00:00:00+08:00', 'mayor'],
  ])('%s', (_, at, acting) => {
    expect(resolve('mayor', parseInstant(at), rosterOf(absences))).toMatchObject({ post: acting });
  });
});

describe('obstacles other than absence', () => {
  it('a vacant post is passed over', () => {
    const vacant = withPost(demo, 'vice-mayor-1', { holder: null });
    expect(resolve('vice-mayor-1', noon, rosterOf([], vacant))).toMatchObject({ post: 'vice-mayor-2' });
  });

  it('a person without any channel is not reachable', () => {
    const silent = withPerson(demo, 'p-housing-liaison', { channels: [] });
    const reach = resolve('housing.liaison', noon, rosterOf([], silent));
    expect(reach).toMatchObject({
      post: 'housing.principal',
      path: ['区住建局联络员没有可用的联系方式，转区住建局局长'],
    });
  });

  it('a telephone kept by hand counts as reachable', () => {
    expect(resolve('town-3.liaison', noon, rosterOf([]))).toMatchObject({ post: 'town-3.liaison', path: [] });
  });

  it('who did not answer on any channel is passed over', () => {
    const roster = { ...rosterOf([]), unanswered: new Set(['housing.liaison']) };
    expect(resolve('housing.liaison', noon, roster)).toMatchObject({ post: 'housing.principal' });
  });

  it('an unknown post does not lose the notice', () => {
    expect(resolve('moon.liaison', noon, rosterOf([]))).toMatchObject({
      post: 'executive-vice-mayor',
      alarm: RAISED_TO_LEADER,
    });
  });

  it('who is away is away in all his posts', () => {
    const both = withPost(demo, 'office.deputy', { holder: 'p-office-director' });
    expect(resolve('office.deputy', noon, rosterOf(gone('office-director'), both))).toMatchObject({
      post: 'executive-vice-mayor',
    });
  });

  it('tells the office when a unit’s notice had to go up', () => {
    const reach = resolve('housing.principal', noon, rosterOf(gone('housing.principal', 'housing.deputy')));
    expect(reach.alarm).toBe(RAISED_TO_LEADER);
    expect(resolve('housing.principal', noon, rosterOf(gone('housing.principal'))).alarm).toBeNull();
  });

  it('ends on every directory, however its deputies are knotted', () => {
    const knotted = withPost(
      withPost(demo, 'housing.deputy', { deputy: 'housing.principal', holder: null }),
      'housing.principal',
      {
        holder: null,
      },
    );
    expect(resolve('housing.principal', noon, rosterOf([], knotted))).toMatchObject({
      post: 'executive-vice-mayor',
    });
  });
});

describe('pairConflict', () => {
  const first = away('vice-mayor-1', '2026-06-03', '2026-06-08');
  it.each<[string, Absence, boolean]>([
    ['the other of the pair on the last day', away('vice-mayor-2', '2026-06-08', '2026-06-10'), true],
    ['the other of the pair the day after', away('vice-mayor-2', '2026-06-09', '2026-06-10'), false],
    ['somebody of another pair', away('vice-mayor-3', '2026-06-03', '2026-06-08'), false],
    ['the same record, changed', { ...first, to: parseInstant('2026-06-12T00:00:00+08:00') }, false],
  ])('%s', (_, second, conflict) => {
    expect(pairConflict(second, [first], demo) !== null).toBe(conflict);
  });

  it('says what is asked', () => {
    expect(pairConflict(away('vice-mayor-2', '2026-06-05', '2026-06-05'), [first], demo)?.say).toBe(
      '副区长（教育文化）与副区长（城乡建设）互为补位（规则第十五条第五项），不宜同期外出；确需同期外出的，请写明理由。',
    );
  });
});
