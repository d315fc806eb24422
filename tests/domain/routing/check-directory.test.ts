import { describe, expect, it } from 'vitest';
import { checkDirectory, type FindingKind } from '../../../shared/domain/routing/check-directory.ts';
import type { Absence, Directory } from '../../../shared/domain/routing/directory.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { parseLocalDate } from '../../../shared/domain/time/local-date.ts';
import { shuangyang } from '../../support/shuangyang.ts';
import { away, demo, withPerson, withPost } from './demo-roster.ts';

const now = parseInstant('2026-06-01T09:00:00+08:00');
/** Two rules are enough to look at; which rules there are is not the matter here. */
const few = {
  ...shuangyang,
  procedures: new Map(),
  rules: shuangyang.rules.filter(({ id }) => id === 'D52-07' || id === 'D36-2'),
};

function found(directory: Directory, kind: FindingKind, absences: Absence[] = [], ahead = 14) {
  return checkDirectory(directory, absences, few, now, ahead)
    .filter((one) => one.kind === kind)
    .map(({ about, say }) => [about, say]);
}

function withUnit(id: string, change: object): Directory {
  const unit = demo.units.get(id);
  if (!unit) throw new Error(`no unit ${id}`);
  return { ...demo, units: new Map([...demo.units, [id, { ...unit, ...change }]]) };
}

it('finds nothing in a directory that is in order', () => {
  expect(checkDirectory(demo, [], few, now, 14)).toEqual([]);
});

describe('posts and people', () => {
  it('a post nobody holds', () => {
    expect(found(withPost(demo, 'housing.liaison', { holder: null }), 'vacant-post')).toEqual([
      ['housing.liaison', '职务“区住建局联络员”暂缺，请确定人选并登记。'],
    ]);
  });

  it('not of a unit that is no longer there', () => {
    const gone = withUnit('housing', {
      successor: { unit: 'transport', from: parseLocalDate('2026-06-01') },
    });
    expect(found(withPost(gone, 'housing.liaison', { holder: null }), 'vacant-post')).toEqual([]);
  });

  it('a person nobody can reach, with the posts he holds', () => {
    expect(found(withPerson(demo, 'p-housing-liaison', { channels: [] }), 'unreachable-person')).toEqual([
      ['p-housing-liaison', '霍例信（区住建局联络员）没有可用的联系方式，请补充。'],
    ]);
  });
});

describe('pairs away together', () => {
  const one = away('vice-mayor-1', '2026-06-03', '2026-06-08');
  it.each<[string, Absence[], number, number]>([
    ['one alone', [one], 14, 0],
    ['both for some days', [one, away('vice-mayor-2', '2026-06-08', '2026-06-10')], 14, 1],
    ['one after the other', [one, away('vice-mayor-2', '2026-06-09', '2026-06-10')], 14, 0],
    ['later than one looks', [one, away('vice-mayor-2', '2026-06-08', '2026-06-10')], 5, 0],
    [
      'only asked for',
      [one, away('vice-mayor-2', '2026-06-08', '2026-06-10', { status: 'requested' })],
      14,
      0,
    ],
    [
      'mayor and executive vice-mayor',
      [away('mayor', '2026-05-30', '2026-06-02'), away('executive-vice-mayor', '2026-06-01', '2026-06-01')],
      14,
      1,
    ],
    [
      'over',
      [away('mayor', '2026-05-20', '2026-05-25'), away('executive-vice-mayor', '2026-05-20', '2026-05-25')],
      14,
      0,
    ],
  ])('%s', (_, absences, ahead, count) => {
    expect(found(demo, 'pair-away', absences, ahead)).toHaveLength(count);
  });

  it('says which days', () => {
    expect(found(demo, 'pair-away', [one, away('vice-mayor-2', '2026-06-06', '2026-06-10')])).toEqual([
      [
        'vice-mayor-1+vice-mayor-2',
        '副区长（城乡建设）与副区长（教育文化）互为补位，将同期外出（6月6日至8日），请核实工作安排。',
      ],
    ]);
  });
});

describe('rules', () => {
  const without = (...units: string[]): Directory => ({
    ...demo,
    posts: new Map([...demo.posts].filter(([id]) => !units.some((unit) => id.startsWith(`${unit}.`)))),
  });

  it('a post that a ladder addresses is missing', () => {
    const [[about, say] = []] = found(without('publicity'), 'rule-without-owner');
    expect(about).toBe('D36-2');
    expect(say).toMatch(/^规则D36-2（.+）：.*“publicity\.liaison”没有对应岗位，请在通讯录中补充。$/);
  });

  it('a step of a procedure that a missing post does', () => {
    const step = { by: 'moon.principal', delegatedTo: ['office-director'] };
    const procedures = new Map([['filing', { id: 'filing', title: '规范性文件备案', steps: [step] }]]);
    const rulebook = { ...few, procedures: procedures as unknown as typeof shuangyang.procedures };
    expect(checkDirectory(demo, [], rulebook, now, 14).map(({ about, say }) => [about, say])).toEqual([
      ['filing', '程序“规范性文件备案”：办理环节的“moon.principal”没有对应岗位，请在通讯录中补充。'],
    ]);
  });

  it('the owing unit is missing', () => {
    const rules = few.rules.map((rule) => ({ ...rule, owedBy: 'moon' }));
    const findings = checkDirectory(demo, [], { ...few, rules }, now, 14);
    expect(findings.map(({ about }) => about)).toEqual(['D52-07', 'D36-2']);
    expect(findings[0]?.say).toContain('责任单位“moon”不在通讯录中');
  });

  it('an alias is an owner', () => {
    const rules = few.rules.map((rule) => ({ ...rule, owedBy: 'legal' }));
    expect(checkDirectory(demo, [], { ...few, rules }, now, 14)).toEqual([]);
  });

  it('the shipped rulebook has an owner for everything in the demonstration', () => {
    expect(checkDirectory(demo, [], shuangyang, now, 14)).toEqual([]);
  });
});

describe('units and leaders', () => {
  const june = parseLocalDate('2026-06-01');
  it.each<[string, Directory, string[][]]>([
    ['abolished in future', withUnit('audit', { abolished: parseLocalDate('2026-06-02') }), []],
    [
      'abolished without successor',
      withUnit('audit', { abolished: june }),
      [['audit', '区审计局已撤销，尚未明确职责承接单位，请补充。']],
    ],
    ['merged', withUnit('audit', { successor: { unit: 'finance', from: june } }), []],
  ])('%s', (_, directory, sentences) => {
    expect(found(directory, 'unit-without-successor')).toEqual(sentences);
  });

  it('a successor that is gone as well', () => {
    const heir = withUnit('finance', { abolished: june });
    const audit = demo.units.get('audit');
    if (!audit) throw new Error('no audit');
    const units = new Map([
      ...heir.units,
      ['audit', { ...audit, successor: { unit: 'finance', from: june } }],
    ]);
    expect(found({ ...heir, units }, 'unit-without-successor').map(([about]) => about)).toEqual([
      'finance',
      'audit',
    ]);
  });

  it('a vice-mayor without pair; mayor and executive have each other', () => {
    const alone = { ...demo, standInPairs: demo.standInPairs.slice(1) };
    expect(found(alone, 'leader-without-stand-in')).toEqual([
      ['vice-mayor-1', '副区长（城乡建设）没有补位对象（规则第十五条第五项），请补充补位表。'],
      ['vice-mayor-2', '副区长（教育文化）没有补位对象（规则第十五条第五项），请补充补位表。'],
    ]);
  });
});
