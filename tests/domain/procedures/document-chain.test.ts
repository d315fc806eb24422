import { describe, expect, test } from 'vitest';
import type { CasePart, FieldValue } from '../../../shared/domain/matters/case.ts';
import { at, DocumentDesk } from './document-desk.ts';

const FINANCE: CasePart = { kind: 'co-signer', id: 'finance', unit: 'finance', title: '区财政局' };
const SCHOOLS: CasePart = { kind: 'portfolio', id: 'education', unit: 'education', title: '区教育局' };

type Hop = readonly [step: string, by: string, part?: string];

const MEETING: Hop = ['decision', 'office'];
const CHECK: Hop = ['check', 'office-director'];
const IN_CHARGE: Hop = ['consent', 'vice-mayor-1'];
const MAYOR: Hop = ['sign', 'mayor'];
const EXECUTIVE: Hop = ['sign', 'executive-vice-mayor'];

const chains: [string, Readonly<Record<string, FieldValue>>, readonly CasePart[], readonly Hop[]][] = [
  ['长双府发', {}, [], [MEETING, CHECK, IN_CHARGE, MAYOR]],
  [
    '长双府发',
    {},
    [SCHOOLS],
    [MEETING, CHECK, IN_CHARGE, ['consent-others', 'vice-mayor-2', 'education'], MAYOR],
  ],
  ['长双府批复', {}, [], [MEETING, CHECK, IN_CHARGE, MAYOR]],
  ['长双府通告', {}, [], [MEETING, CHECK, IN_CHARGE, MAYOR]],
  ['长双府干任', {}, [], [MEETING, CHECK, IN_CHARGE, MAYOR]],
  ['议案', {}, [], [MEETING, CHECK, MAYOR]],
  ['长双府报', {}, [], [CHECK, IN_CHARGE, MAYOR]],
  ['长双府函', {}, [], [CHECK, IN_CHARGE, MAYOR]],
  ['常务会议纪要', {}, [], [CHECK, MAYOR]],
  ['区长办公会议纪要', {}, [], [CHECK, MAYOR]],
  ['专题会议纪要', {}, [], [CHECK, ['sign', 'vice-mayor-3']]],
  [
    '专题会议纪要',
    { sensitive: true },
    [SCHOOLS],
    [
      CHECK,
      ['consent-others', 'vice-mayor-2', 'education'],
      ['principal-consent', 'mayor'],
      ['sign', 'vice-mayor-3'],
    ],
  ],
  ['长双府办发', {}, [], [CHECK, IN_CHARGE, EXECUTIVE]],
  ['长双府办函', {}, [], [CHECK, IN_CHARGE, EXECUTIVE]],
  ['长双府办报', {}, [], [CHECK, IN_CHARGE, EXECUTIVE]],
  [
    '长双府办发',
    { 'office-own': true },
    [],
    [
      ['check', 'office.deputy'],
      ['sign', 'office-director'],
    ],
  ],
  [
    '长双府办报',
    { 'office-own': true },
    [],
    [
      ['check', 'office.deputy'],
      ['sign', 'office-director'],
    ],
  ],
];

/** What the office looks at before 办公室主任 does, where it is asked of this series. */
function lookedAt(desk: DocumentDesk): DocumentDesk {
  desk.through(['sheet-check', 'office'], ['format', 'office']);
  for (const step of ['kind', 'request-form']) desk.do(step, 'office');
  return desk;
}

describe('the chain of each series (art. 60(五))', () => {
  test.each(chains)('%s %j', (series, fields, parts, hops) => {
    const desk = lookedAt(
      DocumentDesk.open({ series, ...fields }, parts, 'document', 'vice-mayor-3').drafted(),
    );
    // Every later step is refused until the one before it is done, and nobody else may do it.
    for (const [index, [step, by, part]] of hops.entries()) {
      for (const [later, hand, of] of hops.slice(index + 1))
        expect(desk.do(later, hand, of === undefined ? {} : { part: of }), later).toContain(
          '完成之后办理：《工作规则》',
        );
      const extra = part === undefined ? {} : { part };
      expect(desk.do(step, 'culture', extra), step).toContain('应由');
      expect(desk.do(step, by, extra), step).toBeNull();
    }
    expect(desk.do('electronic', 'housing')).toBeNull();
    expect(desk.do('seal', 'office')).toBeNull();
  });

  test.each([
    ['长双府发', '办公室主任审核,再由分管副区长同意后呈区长签发'],
    ['议案', '议案,经区政府常务会议讨论通过后,送区政府办公室主任审核,呈区长签发'],
    ['长双府报', '先送区政府办公室主任审核,由分管副区长同意后,呈区长签发'],
    ['长双府函', '由分管副区长审阅同意后,呈区长签发'],
    ['常务会议纪要', '由区政府办公室主任审核后,呈区长签发'],
    ['专题会议纪要', '由主持会议的区政府领导签发'],
    ['长双府办函', '呈常务副区长签发。区政府办公室职责范围内的发文,由办公室主任签发'],
    ['长双府办报', '呈常务副区长签发。区政府办公室职责范围内的请示,由办公室主任签发'],
  ])('a signature out of order is refused in the words of its own clause: %s', (series, words) => {
    const desk = DocumentDesk.open({ series }, [], 'document', 'vice-mayor-3');
    expect(desk.do('sign', 'mayor')).toContain(words.replaceAll(',', '，'));
  });

  test('who has signed stays who signed: a later change of the series is refused', () => {
    const desk = lookedAt(DocumentDesk.open({ series: '长双府函' }).drafted());
    desk.through(['check', 'office-director'], ['consent', 'vice-mayor-1'], ['sign', 'mayor']);
    expect(desk.amend({ series: '长双府办函' })).toContain('请先退回');
  });
});

describe('the sheet (art. 60(二)) and what goes with the draft', () => {
  test('is signed in person, by nobody for anybody', () => {
    const desk = DocumentDesk.open({ series: '长双府函' });
    const forHim = desk.do('sheet', 'housing.liaison', { for: 'housing.principal', source: '电话' });
    expect(forHim).toContain('须由本人签字，不得代签、代录：《工作规则》第六十条第（二）项');
    expect(desk.do('sheet', 'housing.liaison')).toContain('应由');
    expect(desk.do('sheet', 'housing.principal', { checks: [] })).toContain(
      '尚有事项未核对（发文用纸各栏填写完整）',
    );
    expect(desk.do('sheet', 'housing.deputy')).toBeNull();
  });

  test('goes back where it is not filled in as asked', () => {
    const desk = DocumentDesk.open({ series: '长双府函' }).drafted();
    expect(desk.giveBack('sheet-check', 'office.liaison')).toBeNull();
    expect(desk.do('format', 'office')).toContain('送区政府办公室审核');
    expect(desk.do('submit', 'housing')).toContain('填写发文用纸');
    desk.through(['sheet', 'housing.principal'], ['submit', 'housing'], ['sheet-check', 'office']);
  });

  test('names whether it is to be disclosed, and why not', () => {
    const desk = DocumentDesk.open({ series: '长双府函' }).through(['sheet', 'housing.principal']);
    expect(desk.do('submit', 'housing')).toContain('“明确公开属性”');
    expect(desk.give(disclosed(desk, null))).toContain('须写明理由：《工作规则》第三十四条');
    expect(desk.give(disclosed(desk, '属内部工作部署'))).toBeNull();
    expect(desk.do('submit', 'housing')).toBeNull();
  });

  test('a request names one matter and one main recipient', () => {
    const desk = DocumentDesk.open({ series: '长双府报' }).drafted();
    expect(desk.do('request-form', 'office', { checks: ['一文一事'] })).toContain(
      '（只有一个主送机关）：《工作规则》第五十八条',
    );
  });
});

function disclosed(desk: DocumentDesk, opinion: string | null) {
  const submission = {
    done: { earliest: desk.now, latest: desk.now },
    recordedAt: desk.now,
    by: 'housing',
    for: null,
    source: null,
    channel: null,
    evidence: null,
  };
  const act = { step: 'disclosure', part: null, outcome: '不予公开', checks: [] };
  return { do: 'step.do', id: 'd1', ...act, submission, opinion } as const;
}

describe('co-signers (art. 58)', () => {
  const drafted = () => {
    const desk = DocumentDesk.open({ series: '长双府函' }, [FINANCE]);
    return desk.through(['disclosure', 'housing'], ['sheet', 'housing.principal']);
  };

  test('no reply is no consent: recorded when the time is over, by whoever asked, and listed with the draft', () => {
    const desk = drafted();
    const silence = { part: 'finance', outcome: '逾期未反馈' };
    desk.now = at('2026-03-05 18:00');
    expect(desk.do('cosign', 'housing', silence)).toContain('反馈时限未到（2026年3月5日）');
    desk.now = at('2026-03-06 08:00');
    expect(desk.do('cosign', 'culture', silence)).toContain('由主办单位或区政府办公室登记');
    expect(desk.do('cosign', 'housing', { part: 'finance', outcome: '同意' })).toContain('应由');
    expect(desk.do('cosign', 'housing', silence)).toBeNull();
    expect(desk.do('submit', 'housing')).toContain('“列明分歧和未反馈情况并提出办理建议”');
    desk.through(['dissent', 'housing'], ['submit', 'housing']);
  });

  test('urgent papers wait two hours, not three days', () => {
    const desk = DocumentDesk.open({ series: '长双府函', urgency: '特急' }, [FINANCE]);
    desk.through(['disclosure', 'housing'], ['sheet', 'housing.principal']);
    const silence = { part: 'finance', outcome: '逾期未反馈' };
    desk.now = at('2026-03-02 10:59');
    expect(desk.do('cosign', 'housing', silence)).toContain('反馈时限未到（3月2日11:00）');
    desk.now = at('2026-03-02 11:00');
    expect(desk.do('cosign', 'housing', silence)).toBeNull();
  });

  test('a late reply takes the place of the silence', () => {
    const desk = drafted();
    desk.now = at('2026-03-06 08:00');
    desk.through(['cosign', 'housing', { part: 'finance', outcome: '逾期未反馈' }], ['dissent', 'housing']);
    expect(desk.giveBack('cosign', 'finance.principal', 'finance')).toBeNull();
    desk.through(['cosign', 'finance.principal', { part: 'finance' }], ['submit', 'housing']);
  });

  test('dissent goes up with the reasons of each side', () => {
    const desk = drafted().through([
      'cosign',
      'finance.principal',
      { part: 'finance', outcome: '有不同意见' },
    ]);
    expect(desk.do('submit', 'housing')).toContain('《工作规则》');
    expect(desk.do('dissent', 'housing', { checks: ['办理建议'] })).toContain('（各方理由和依据）');
    desk.through(['dissent', 'housing'], ['submit', 'housing']);
  });

  test('one that is added after the papers went up comes too late', () => {
    const desk = DocumentDesk.open({ series: '长双府函' }).drafted();
    expect(desk.give({ do: 'case.part', id: 'd1', part: FINANCE })).toContain('不能再增加此前的“会签”');
  });
});
