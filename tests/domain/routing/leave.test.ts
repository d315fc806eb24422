import { describe, expect, it } from 'vitest';
import type { Absence } from '../../../shared/domain/routing/directory.ts';
import {
  approveLeave,
  type Consent,
  confirmConsent,
  consentsFor,
  endLeave,
  fileLeave,
  type LeaveDecision,
  refuseLeave,
  requestLeave,
} from '../../../shared/domain/routing/leave.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { away, demo, rosterOf, withPost } from './demo-roster.ts';

const now = parseInstant('2026-06-01T09:00:00+08:00');
const later = parseInstant('2026-06-01T10:00:00+08:00');
const trip = (post: string, more: Partial<Absence> = {}) => away(post, '2026-06-03', '2026-06-08', more);
const gone = (post: string) => trip(post, { id: `gone-${post}` });

function granted(decision: LeaveDecision): Absence {
  if ('refused' in decision) throw new Error(`refused: ${decision.refused}`);
  return decision.absence;
}

function refusal(decision: LeaveDecision): string {
  if (!('refused' in decision)) throw new Error('was not refused');
  return decision.refused;
}

const asked = (post: string, more: Partial<Absence> = {}) =>
  granted(requestLeave(trip(post, more), [], demo, now));
const inPerson = (by: string, more: Partial<Consent> = {}): Consent => ({
  by,
  keyed: null,
  signing: false,
  ...more,
});
const approve = (absence: Absence, consent: Consent, absences: Absence[] = []) =>
  approveLeave(absence, consent, absences, rosterOf(absences), later);

describe('whose consent', () => {
  it.each([
    ['the mayor’s own is decided above', 'mayor', []],
    ['a vice-mayor: the mayor (D72-2)', 'vice-mayor-3', ['mayor']],
    ['the executive vice-mayor as well', 'executive-vice-mayor', ['mayor']],
    [
      'the head of a department: the mayor and the leader in charge (D72-5)',
      'housing.principal',
      ['mayor', 'vice-mayor-1'],
    ],
    ['the head of a town', 'town-1.principal', ['mayor', 'vice-mayor-3']],
    ['the office director', 'office-director', ['mayor', 'executive-vice-mayor']],
    ['once where both are one', 'audit.principal', ['mayor']],
    ['a deputy: the head', 'housing.deputy', ['housing.principal']],
    ['a leader’s liaison officer: the office director', 'mayor.liaison', ['office-director']],
  ])('%s', (_, post, consents) => {
    expect(consentsFor(post, demo)).toEqual(consents);
  });
});

describe('a request', () => {
  it('keeps when it was asked and names the deputy of the directory', () => {
    expect(asked('housing.principal')).toMatchObject({
      status: 'requested',
      requestedAt: now,
      standIn: 'housing.deputy',
      approvals: [],
    });
  });

  it.each<[string, Absence, Absence[], RegExp]>([
    ['the mayor’s', trip('mayor'), [], /区长外出按规定向上级报批/],
    [
      'one that has begun',
      away('vice-mayor-1', '2026-06-01', '2026-06-08'),
      [],
      /外出应事先请假（规则第七十二条）/,
    ],
    [
      'a deputy of another unit',
      trip('housing.principal', { standIn: 'finance.deputy' }),
      [],
      /请写明本单位主持工作的副职/,
    ],
    [
      'the other of the pair away',
      trip('vice-mayor-1'),
      [gone('vice-mayor-2')],
      /副区长（教育文化）补位.*须由常务副区长同意/,
    ],
    [
      'the stand-in named away',
      trip('vice-mayor-1', { standIn: 'vice-mayor-6' }),
      [gone('vice-mayor-6')],
      /副区长（市场环保）同期外出/,
    ],
    ['the deputy away', trip('housing.principal'), [gone('housing.deputy')], /区住建局副局长同期外出/],
    ['the executive while the mayor is away', trip('executive-vice-mayor'), [gone('mayor')], /区长同期外出/],
    [
      'an override by somebody else',
      trip('vice-mayor-1', { override: { by: 'vice-mayor-2', why: '重要' } }),
      [gone('vice-mayor-2')],
      /同期外出须由常务副区长同意/,
    ],
    [
      'an override of his own',
      trip('executive-vice-mayor', { override: { by: 'executive-vice-mayor', why: '重要' } }),
      [gone('mayor')],
      /本人外出的，由区长同意/,
    ],
  ])('is refused: %s', (_, absence, known, words) => {
    expect(refusal(requestLeave(absence, known, demo, now))).toMatch(words);
  });

  it('a head without deputy has to name one', () => {
    const posts = new Map([...demo.posts]);
    const { deputy: _deputy, ...head } = demo.posts.get('housing.principal') ?? {
      id: '',
      title: '',
      audience: 'unit',
      holder: null,
    };
    const directory = { ...demo, posts: posts.set('housing.principal', head) };
    expect(refusal(requestLeave(trip('housing.principal'), [], directory, now))).toContain('主持工作的副职');
  });

  it('the executive vice-mayor may let both of a pair go', () => {
    const override = { by: 'executive-vice-mayor', why: '省里统一培训' };
    expect(
      granted(requestLeave(trip('vice-mayor-1', { override }), [gone('vice-mayor-2')], demo, now)),
    ).toMatchObject({
      status: 'requested',
      override,
    });
  });

  it('the other’s request, or an absence at another time, stands in nobody’s way', () => {
    const known = [
      trip('vice-mayor-2', { id: 'x', status: 'requested' }),
      away('vice-mayor-2', '2026-06-09', '2026-06-10'),
    ];
    expect(granted(requestLeave(trip('vice-mayor-1'), known, demo, now)).status).toBe('requested');
  });
});

describe('consents', () => {
  it('a vice-mayor’s leave needs the mayor’s alone', () => {
    const approved = granted(approve(asked('vice-mayor-1'), inPerson('mayor')));
    expect(approved).toMatchObject({
      status: 'approved',
      requestedAt: now,
      approvedAt: later,
      approvals: [{ of: 'mayor', by: 'mayor', at: later }],
    });
    expect(approved.signing).toBeUndefined();
  });

  it.each([[['mayor', 'vice-mayor-1']], [['vice-mayor-1', 'mayor']]])(
    'a head’s leave needs two, in any order: %j',
    ([first = '', second = '']) => {
      const once = granted(approve(asked('housing.principal'), inPerson(first)));
      expect(once.status).toBe('requested');
      expect(granted(approve(once, inPerson(second))).status).toBe('approved');
    },
  );

  it('the mayor may say that the stand-in signs', () => {
    expect(granted(approve(asked('vice-mayor-1'), inPerson('mayor', { signing: true }))).signing).toBe(true);
  });

  it('whoever acts for the mayor may consent for him', () => {
    const approved = granted(
      approve(asked('vice-mayor-1'), inPerson('executive-vice-mayor'), [
        away('mayor', '2026-06-01', '2026-06-02'),
      ]),
    );
    expect(approved.approvals).toEqual([{ of: 'mayor', by: 'executive-vice-mayor', at: later }]);
  });

  it('one act may give both consents', () => {
    const approved = granted(
      approve(asked('finance.principal'), inPerson('executive-vice-mayor'), [
        away('mayor', '2026-06-01', '2026-06-02'),
      ]),
    );
    expect(approved.status).toBe('approved');
    expect(approved.approvals?.map(({ of }) => of)).toEqual(['mayor', 'executive-vice-mayor']);
  });

  it.each<[string, Absence, Consent, Absence[], RegExp]>([
    [
      'somebody not asked',
      asked('vice-mayor-1'),
      inPerson('vice-mayor-2'),
      [],
      /副区长（城乡建设）外出应由区长批准（规则第七十二条），副区长（教育文化）不在其列/,
    ],
    ['himself', asked('vice-mayor-1'), inPerson('vice-mayor-1'), [], /不能由本人批准/],
    [
      'the executive acting for the mayor in his own leave',
      asked('executive-vice-mayor'),
      inPerson('executive-vice-mayor'),
      [away('mayor', '2026-06-01', '2026-06-02')],
      /不能由本人批准/,
    ],
    [
      'twice',
      granted(approve(asked('housing.principal'), inPerson('mayor'))),
      inPerson('mayor'),
      [],
      /区长已经批准/,
    ],
    [
      'signing by the leader in charge',
      asked('housing.principal'),
      inPerson('vice-mayor-1', { signing: true }),
      [],
      /签发权由区长明确/,
    ],
    [
      'a stand-in gone meanwhile',
      asked('vice-mayor-1'),
      inPerson('mayor'),
      [gone('vice-mayor-2')],
      /同期外出/,
    ],
    [
      'what is approved',
      granted(approve(asked('vice-mayor-1'), inPerson('mayor'))),
      inPerson('mayor'),
      [],
      /该外出已经批准/,
    ],
  ])('are refused: %s', (_, absence, consent, known, words) => {
    expect(refusal(approve(absence, consent, known))).toMatch(words);
  });
});

describe('keyed on behalf', () => {
  const keyed = { by: 'office.liaison', source: '电话' };
  const waiting = granted(approve(asked('vice-mayor-1'), inPerson('mayor', { keyed })));

  it('counts once a second person confirms it', () => {
    expect(waiting).toMatchObject({ status: 'requested', approvals: [{ of: 'mayor', by: 'mayor', keyed }] });
    expect(granted(confirmConsent(waiting, 'office.deputy', demo, later))).toMatchObject({
      status: 'approved',
      approvedAt: later,
      approvals: [{ keyed: { ...keyed, confirmedBy: 'office.deputy' } }],
    });
  });

  it('never by whoever keyed it', () => {
    expect(refusal(confirmConsent(waiting, 'office.liaison', demo, later))).toContain('登记人以外的人');
  });

  it('nothing to confirm', () => {
    expect(refusal(confirmConsent(asked('vice-mayor-1'), 'office.deputy', demo, later))).toContain(
      '没有需要核对',
    );
  });
});

describe('afterwards', () => {
  const approved = granted(approve(asked('vice-mayor-1'), inPerson('mayor')));

  it('is filed under a number used once', () => {
    const filing = { number: '备〔2026〕1号', by: 'office' };
    const filed = granted(fileLeave(approved, filing, [], later));
    expect(filed.filing).toEqual({ ...filing, at: later });
    expect(refusal(fileLeave(filed, filing, [], later))).toContain('已备案');
    expect(refusal(fileLeave(approved, filing, [filed], later))).toContain('已使用');
    expect(refusal(fileLeave(asked('vice-mayor-1'), filing, [], later))).toContain('经批准后方可备案');
  });

  it('ends early, or keeps its end when the return is reported after it', () => {
    const back = parseInstant('2026-06-05T12:00:00+08:00');
    const after = parseInstant('2026-06-09T09:00:00+08:00');
    expect(granted(endLeave(approved, back))).toMatchObject({ to: back, returnedAt: back });
    const reported = granted(endLeave(approved, after));
    expect(reported).toMatchObject({ to: approved.to, returnedAt: after });
    expect(refusal(endLeave(reported, after))).toBe('该外出已结束');
  });

  it('what was recorded directly and is over cannot end again', () => {
    expect(refusal(endLeave(trip('mayor'), parseInstant('2026-06-09T09:00:00+08:00')))).toBe('该外出已结束');
  });

  it('a request is taken back, or refused, once', () => {
    const withdrawn = granted(endLeave(asked('vice-mayor-1'), later));
    expect(withdrawn.status).toBe('withdrawn');
    expect(refusal(endLeave(withdrawn, later))).toContain('已撤回');
    const refused = granted(
      refuseLeave(asked('vice-mayor-1'), { by: 'mayor', why: '有会' }, rosterOf([]), later),
    );
    expect(refused).toMatchObject({ status: 'refused', refusal: { by: 'mayor', why: '有会', at: later } });
    expect(refusal(approve(refused, inPerson('mayor')))).toContain('未获批准');
  });

  it('is refused only by those whose consent is asked', () => {
    const decision = refuseLeave(
      asked('vice-mayor-1'),
      { by: 'vice-mayor-2', why: '有会' },
      rosterOf([]),
      later,
    );
    expect(refusal(decision)).toContain('不在其列');
  });
});

it('a liaison officer of a vacant unit is still asked of its head', () => {
  const vacant = withPost(demo, 'housing.principal', { holder: null });
  expect(consentsFor('housing.liaison', vacant)).toEqual(['housing.principal']);
});
