/** Art. 52, 54, 56, 57: leave, the meeting itself, its papers, its minutes, and what it decided. */
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/app/facts.ts';
import { china, factsNamed, onlyFact, runScenario } from '../support/run-scenario.ts';

const at = (day: string, time: string) => china(`2026-03-${day}`, time);
const step = (when: string, name: string, by: string, more: object = {}) => ({
  at: when,
  do: 'step.do',
  id: 'm1',
  step: name,
  by,
  ...more,
});
const outcome = (item: string, is: string, more: object = {}) => ({
  at: at('18', '11:00'),
  do: 'meeting.outcome',
  id: 'm1',
  item,
  outcome: is,
  ...more,
});
const refusals = (facts: readonly Fact[]) =>
  factsNamed(facts, 'step.refused').map(({ reason }) => String(reason));

/** Wednesday 18 March at 9:00, scheduled a week before. */
function held(steps: readonly object[], more: object = {}, rest: object = {}) {
  return runScenario({
    rules: ['D34-2', 'D51-3', 'D52-06', 'D52-07', 'D52-08', 'D52-1*', 'D54-1', 'D56-*', 'D57-*'],
    from: at('11', '08:00'),
    until: at('31', '00:00'),
    ...rest,
    steps: [
      {
        at: at('11', '10:00'),
        do: 'meeting.schedule',
        id: 'm1',
        kind: 'executive',
        start: at('18', '09:00'),
        items: [
          { id: 'i1', unit: 'housing', title: '老旧小区改造实施方案' },
          { id: 'i2', unit: 'finance', title: '预算调整方案' },
        ],
        ...more,
      },
      ...steps,
    ],
  });
}

const minutes = (part: string | undefined, signer = 'mayor') => [
  step(at('19', '09:00'), 'minutes-draft', 'office', { part }),
  step(at('19', '10:00'), 'minutes-check', 'office-director', { part }),
  step(at('19', '11:00'), 'minutes-submit', 'office', { part }),
  step(at('23', '09:00'), 'minutes-sign', signer, { part }),
  step(at('23', '10:00'), 'minutes-issue', 'office', { part }),
];

describe('leave (art. 56)', () => {
  const leave = (when: string, post: string, more: object = {}) => ({
    at: when,
    do: 'meeting.leave',
    id: 'm1',
    post,
    why: '上级会议',
    ...more,
  });

  test('of a leader is approved by the mayor and filed by the office', async () => {
    const facts = await held([
      leave(at('16', '10:00'), 'vice-mayor-1'),
      step(at('16', '10:30'), 'leave-file', 'office'),
      step(at('16', '11:00'), 'leave-leader', 'office-director', { outcome: '同意' }),
      step(at('16', '11:30'), 'leave-leader', 'mayor', { outcome: '同意' }),
      step(at('16', '14:00'), 'leave-file', 'office', { evidence: '备案1号' }),
    ]);
    expect(refusals(facts)).toEqual([
      expect.stringContaining(
        '“请假备案”须在“区领导请假批准（副区长（城乡建设））”完成之后办理：《工作规则》第五十六条',
      ),
      expect.stringContaining('“区领导请假批准”应由区长办理'),
    ]);
    expect(onlyFact(facts, 'duty.settled', 'm1/D56-1/vice-mayor-1').verdict).toBe('on-time');
  });

  test('of others by 办公室主任, summed up for the mayor two hours before', async () => {
    const facts = await held([
      leave(at('16', '10:00'), 'housing.principal'),
      step(at('16', '11:00'), 'leave-member', 'office-director', { outcome: '不同意' }),
    ]);
    expect(refusals(facts)).toEqual([]);
    expect(onlyFact(facts, 'duty.opened', 'm1/D56-2').dueAt).toBe(at('18', '07:00'));
  });

  test('by noon of the eve, then only by telephone', async () => {
    const facts = await held([
      leave(at('17', '12:00'), 'housing.principal'),
      leave(at('17', '12:01'), 'finance.principal'),
      leave(at('17', '12:02'), 'finance.principal', { byPhone: true }),
      leave(at('18', '09:30'), 'health.principal', { byPhone: true }),
    ]);
    expect(refusals(facts)).toEqual([
      expect.stringMatching(
        /^请假应于3月17日12:00前提出，此后请电话请假并注明：《工作规则》第五十六条“区政府领导同志/,
      ),
      '会议“m1”已召开，不能再请假',
    ]);
    expect(factsNamed(facts, 'meeting.leave-asked')).toHaveLength(2);
  });

  test('keyed later, what was asked for in time is in time', async () => {
    const facts = await held([
      leave(at('17', '15:00'), 'finance.principal', { happenedAt: at('17', '11:00') }),
    ]);
    expect(refusals(facts)).toEqual([]);
  });

  test('from a special meeting is given by whoever presides', async () => {
    const special = { kind: 'special', fields: { chair: 'vice-mayor-1', organiser: 'housing' } };
    const facts = await held(
      [
        leave(at('18', '08:00'), 'finance.principal'),
        step(at('18', '08:10'), 'leave', 'office-director', { outcome: '同意' }),
        step(at('18', '08:20'), 'leave', 'vice-mayor-1', { outcome: '同意' }),
      ],
      special,
    );
    expect(refusals(facts)).toEqual([
      expect.stringContaining('《工作规则》第五十六条“因故不能参加区政府专题会议的人员'),
    ]);
  });

  test('nobody sits in or speaks for another without approval', async () => {
    const sheet = {
      at: at('18', '09:05'),
      do: 'meeting.attend',
      id: 'm1',
      present: ['mayor'],
      substitutes: [{ post: 'finance.principal', by: 'finance.deputy' }],
    };
    const unasked = await held([sheet, outcome('i2', '通过', { presenter: 'finance.deputy' })]);
    expect(refusals(unasked)).toEqual([
      expect.stringContaining(
        '《工作规则》第五十二条“提请区政府常务会议讨论的议题，由汇报单位主要负责人汇报”',
      ),
      expect.stringContaining('“finance.deputy”未经批准代为汇报'),
    ]);
    const asked = await held([
      leave(at('16', '10:00'), 'finance.principal', { substitute: 'finance.deputy' }),
      step(at('16', '11:00'), 'leave-member', 'office-director', { outcome: '同意' }),
      sheet,
      outcome('i2', '通过', { presenter: 'finance.deputy' }),
    ]);
    expect(refusals(asked)).toEqual([]);
  });
});

describe('at the meeting', () => {
  test('nothing of it is recorded before it has begun, and an outcome is changed only with a reason', async () => {
    const facts = await held([
      { ...outcome('i1', '通过'), at: at('17', '09:00') },
      outcome('i1', '通过'),
      outcome('i1', '不通过'),
      outcome('i1', '不通过', { correction: '录入有误' }),
      outcome('i9', '通过'),
    ]);
    expect(refusals(facts)).toEqual([
      '会议“m1”尚未召开',
      '议题“i1”已有结论；更正须写明原因',
      '会议“m1”没有讨论议题“i9”',
    ]);
  });

  test('原则通过 asks for the changed text; nothing else does', async () => {
    const facts = await held([outcome('i1', '原则通过'), outcome('i2', '听取')]);
    const texts = factsNamed(facts, 'duty.opened').filter(({ duty }) => String(duty).includes('final-text'));
    expect(texts).toMatchObject([
      { duty: 'm1/D52-13/final-text/i1', owedBy: 'housing', dueAt: at('25', '17:00') },
    ]);
  });

  test('再议 brings the item to the next meeting, where its papers are due again', async () => {
    const facts = await held([
      {
        at: at('12', '10:00'),
        do: 'meeting.schedule',
        id: 'm2',
        kind: 'executive',
        start: at('25', '09:00'),
      },
      outcome('i1', '再议', { next: 'm2' }),
    ]);
    expect(onlyFact(facts, 'duty.opened', 'm2/D52-07/i1')).toMatchObject({
      dueAt: at('24', '17:00'),
      at: at('18', '11:00'),
    });
  });

  test('a work secret goes by its number in every message', async () => {
    const facts = await held([outcome('i1', '原则通过')], {
      items: [{ id: 'i1', unit: 'housing', title: '某项机密安排', tags: ['secret-work'] }],
    });
    const texts = factsNamed(facts, 'notice.sent').map(({ text }) => String(text));
    expect(texts.filter((text) => text.includes('议题i1')).length).toBeGreaterThan(0);
    expect(texts.filter((text) => text.includes('机密安排'))).toEqual([]);
    expect(factsNamed(facts, 'duty.opened').map(({ rule }) => rule)).not.toContain('D34-2');
  });
});

describe('papers after the meeting (art. 52)', () => {
  test('counted at the door; a missing copy is due at noon, then its list goes to 办公室主任', async () => {
    const facts = await held([
      { at: at('18', '11:30'), do: 'papers.collect', id: 'm1', missing: [{ copy: '07', unit: 'housing' }] },
    ]);
    expect(onlyFact(facts, 'duty.settled', 'm1/D52-10/collect').verdict).toBe('on-time');
    expect(onlyFact(facts, 'duty.opened', 'm1/D52-10/07')).toMatchObject({
      owedBy: 'housing',
      dueAt: at('19', '12:00'),
    });
    const rungs = factsNamed(facts, 'rung.reached', 'm1/D52-10/07').map(
      ({ rung, at: when }) => `${rung} ${String(when).slice(8, 16)}`,
    );
    expect(rungs.slice(0, 3)).toEqual(['ask 18T11:30', 'due 19T12:00', 'director 20T09:00']);
    expect(factsNamed(facts, 'duty.overdue', 'm1/D52-10/07')).toEqual([]);
  });

  test('taken away only with the permission of 办公室主任, for five working days or to the day named', async () => {
    const lend = (copy: string, by: string, more: object = {}) => ({
      at: at('18', '11:40'),
      do: 'papers.lend',
      id: 'm1',
      copy,
      unit: 'finance',
      by,
      ...more,
    });
    const facts = await held([
      lend('12', 'finance.principal'),
      lend('12', 'office-director'),
      lend('13', 'office.liaison', { for: 'office-director', source: '口头', until: at('20', '17:00') }),
    ]);
    expect(refusals(facts)).toEqual([
      '材料带回须经区政府办公室主任批准：《工作规则》第五十二条“如工作需要带回使用，须经办公室主任批准，并妥善保管”',
    ]);
    expect(onlyFact(facts, 'duty.opened', 'm1/D52-11/12').dueAt).toBe(at('25', '17:00'));
    expect(onlyFact(facts, 'duty.opened', 'm1/D52-11/13').dueAt).toBe(at('20', '17:00'));
  });
});

describe('minutes (art. 52, 54)', () => {
  test('drafted in two working days, sent in four, issued one after the signature; made public in twenty', async () => {
    const facts = await held(minutes(undefined));
    expect(refusals(facts)).toEqual([]);
    const due = factsNamed(facts, 'duty.opened').filter(({ duty }) => /D52-13|D34-2/.test(String(duty)));
    expect(due.map(({ duty, dueAt, basis }) => [duty, String(dueAt).slice(5, 16), basis])).toEqual([
      ['m1/D52-13/draft/executive', '03-20T17:00', 'internal'],
      ['m1/D52-13/submit/executive', '03-24T17:00', 'internal'],
      ['m1/D52-13/issue/executive', '03-24T17:00', 'internal'],
      ['m1/D34-2/executive', '04-21T17:00', 'law'],
    ]);
  });

  test('check, signature and issue keep their order, and a return begins again', async () => {
    const facts = await held([
      step(at('19', '09:00'), 'minutes-check', 'office-director'),
      ...minutes(undefined).slice(0, 3),
      {
        at: at('20', '09:00'),
        do: 'step.return',
        id: 'm1',
        step: 'minutes-sign',
        by: 'mayor',
        why: '措辞修改',
      },
      step(at('20', '10:00'), 'minutes-issue', 'office'),
    ]);
    expect(refusals(facts)).toEqual([
      expect.stringContaining(
        '“纪要审核”须在“纪要拟稿（区政府常务会议纪要）”完成之后办理：《工作规则》第六十条',
      ),
      expect.stringContaining('“纪要印发”须在“纪要签发（区政府常务会议纪要）”完成之后办理'),
    ]);
  });

  test('a joint session has one set of papers, two minutes, and the report of the Party group', async () => {
    const facts = await held([...minutes('executive'), ...minutes('party')], {
      joint: ['party'],
      fields: { 'party-decision': true },
    });
    expect(refusals(facts)).toEqual([]);
    const opened = factsNamed(facts, 'duty.opened').map(({ duty }) => String(duty));
    expect(opened.filter((duty) => duty.includes('D52-07'))).toHaveLength(2);
    expect(opened.filter((duty) => duty.includes('D52-13/draft'))).toEqual([
      'm1/D52-13/draft/executive',
      'm1/D52-13/draft/party',
    ]);
    expect(onlyFact(facts, 'duty.opened', 'm1/D51-3').dueAt).toBe(at('25', '17:00'));
    expect(opened.filter((duty) => duty.includes('D34-2'))).toEqual(['m1/D34-2/executive']);
  });

  test('of a special meeting are the organiser’s, signed by whoever presided, out three days after the draft', async () => {
    const facts = await held(
      [
        step(at('20', '10:00'), 'minutes-draft', 'housing'),
        step(at('20', '11:00'), 'minutes-cosign', 'housing', { evidence: '会签单' }),
        step(at('20', '14:00'), 'minutes-check', 'office-director'),
        step(at('20', '15:00'), 'minutes-sign', 'mayor'),
        step(at('20', '16:00'), 'minutes-sign', 'vice-mayor-1'),
        step(at('20', '17:00'), 'minutes-issue', 'housing'),
      ],
      { kind: 'special', fields: { chair: 'vice-mayor-1', organiser: 'housing' } },
    );
    expect(refusals(facts)).toEqual([
      expect.stringContaining('“纪要签发”应由副区长（城乡建设）办理：《工作规则》第五十四条'),
    ]);
    expect(
      factsNamed(facts, 'duty.settled').filter(({ duty }) => String(duty).includes('D54-1')),
    ).toMatchObject([
      { duty: 'm1/D54-1/draft/special', verdict: 'on-time' },
      { duty: 'm1/D54-1/special', verdict: 'on-time' },
    ]);
  });
});

describe('what was decided', () => {
  const decide = (when: string, unit: string, more: object = {}) => ({
    at: when,
    do: 'meeting.decide',
    id: 'm1',
    decisions: [{ id: '1', unit, title: '启动改造', item: 'i1' }],
    ...more,
  });
  const follow = (facts: readonly Fact[]) =>
    facts
      .filter(({ fact }) => String(fact).startsWith('assignment.'))
      .map(({ at: when, fact, matter }) => `${String(when).slice(8, 16)} ${fact} ${matter}`);

  test('is given out when the minutes are issued', async () => {
    const facts = await held([decide(at('18', '15:00'), 'housing'), ...minutes(undefined)]);
    expect(follow(facts)).toEqual(['23T10:00 assignment.opened m1-1', '23T10:00 assignment.assigned m1-1']);
  });

  test('by the list the work starts before, and the minutes give nothing out twice', async () => {
    const facts = await held([
      decide(at('18', '15:00'), 'housing', { startNow: true }),
      ...minutes(undefined),
    ]);
    expect(follow(facts)).toEqual(['18T15:00 assignment.opened m1-1', '18T15:00 assignment.assigned m1-1']);
  });

  test('a correction keeps the id and starts the clock again only for another unit', async () => {
    const worded = {
      at: at('24', '09:00'),
      do: 'meeting.decide',
      id: 'm1',
      decisions: [{ id: '1', unit: 'housing', title: '尽快启动改造', item: 'i1' }],
    };
    const facts = await held([
      decide(at('18', '15:00'), 'housing'),
      ...minutes(undefined),
      worded,
      decide(at('24', '10:00'), 'finance'),
    ]);
    expect(follow(facts).slice(2)).toEqual(['24T10:00 assignment.transferred m1-1']);
  });
});

describe('meetings of the whole district (art. 57)', () => {
  const sector = (fields: object) => ({
    kind: 'sector',
    title: '全区安全生产会议',
    items: [],
    fields: { organiser: 'emergency', ...fields },
  });
  const own = (name: string, when = at('12', '10:00')) => step(when, name, 'emergency');

  test('the notice waits for the permission to invite principals; each preparation has its day', async () => {
    const facts = await held(
      [
        own('notice'),
        { ...own('permit', at('12', '11:00')), by: 'office.liaison', evidence: '区政府批准件' },
        own('notice', at('12', '14:00')),
        own('speech', at('12', '15:00')),
        own('media', at('16', '09:00')),
        own('hall', at('17', '09:00')),
      ],
      sector({ principals: true }),
    );
    expect(refusals(facts)).toEqual([
      expect.stringContaining(
        '“下发会议通知”须在“报区政府批准邀请主要负责人”完成之后办理：《工作规则》第五十七条第（四）项',
      ),
    ]);
    const due = factsNamed(facts, 'duty.opened').map(({ duty, owedBy, dueAt }) => [
      duty,
      owedBy,
      String(dueAt).slice(8, 16),
    ]);
    expect(due).toEqual([
      ['m1/D57-1', 'emergency', '13T17:00'],
      ['m1/D57-4/speech', 'emergency', '13T17:00'],
      ['m1/D57-4/notice', 'emergency', '13T17:00'],
      ['m1/D57-4/media', 'emergency', '16T17:00'],
      ['m1/D57-4/hall', 'emergency', '17T17:00'],
    ]);
    expect(factsNamed(facts, 'duty.settled')).toHaveLength(5);
  });

  test('the note on a long meeting is switched on by a setting', async () => {
    const long = sector({ length: '超过半天' });
    const asked = (facts: readonly Fact[]) => factsNamed(facts, 'duty.opened', 'm1/D57-2').length;
    expect(asked(await held([], long))).toBe(0);
    expect(asked(await held([], long, { settings: { 'on.D57-2': true } }))).toBe(1);
  });

  test('nobody is replaced without leave from the organiser', async () => {
    const sheet = {
      at: at('18', '09:05'),
      do: 'meeting.attend',
      id: 'm1',
      present: [],
      substitutes: [{ post: 'housing.principal', by: 'housing.deputy' }],
    };
    const facts = await held([sheet], sector({}));
    expect(refusals(facts)).toEqual([expect.stringContaining('《工作规则》第五十七条第（三）项“不准替会')]);
  });
});

test('another time in the corrected minutes takes the place of the one before', async () => {
  const decide = (when: string, until: string) => ({
    at: when,
    do: 'meeting.decide',
    id: 'm1',
    decisions: [{ id: '1', unit: 'housing', title: '启动改造', item: 'i1', until }],
  });
  const facts = await held([
    decide(at('18', '15:00'), china('2026-06-30', '17:00')),
    ...minutes(undefined),
    decide(at('24', '09:00'), china('2026-09-30', '17:00')),
  ]);
  expect(factsNamed(facts, 'assignment.source-added')).toMatchObject([
    { matter: 'm1-1', until: { instant: china('2026-09-30', '17:00') } },
  ]);
});
