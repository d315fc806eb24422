/** One message a day: towns and liaison officers hear in the morning, leaders only if they have asked (practice §3, §6). */
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/app/facts.ts';
import { china, factsNamed, runScenario } from '../support/run-scenario.ts';

const RULES = ['D15-3', 'D45-1', 'D52-14'];

interface Story {
  readonly from: string;
  readonly until: string;
  readonly steps: readonly object[];
  readonly settings?: Readonly<Record<string, unknown>>;
}

function tell({ from, until, steps, settings = {} }: Story): Promise<Fact[]> {
  return runScenario({
    rules: RULES,
    settings,
    from: china(from, '08:00'),
    until: china(until, '23:00'),
    steps,
  });
}

const at = (date: string, time: string, verb: string, fields: object) => ({
  at: china(date, time),
  do: verb,
  ...fields,
});

/** Minutes are assigned at once; the limit is given. */
function assigned(id: string, [date, time]: readonly [string, string], lead: string, until: string) {
  return at(date, time, 'assignment.open', {
    id,
    title: `${id}号纪要议定事项的落实`,
    short: `事项${id}`,
    source: 'minutes',
    sources: [{ kind: 'minutes', reference: `第5次常务会议纪要第${id}条` }],
    lead,
    until,
  });
}

const asks = (date: string, time: string, leader: string, on = true) =>
  at(date, time, 'digest.request', { leader, on, by: 'office.liaison', for: leader, source: '电话' });

const sentTo = (facts: readonly Fact[], post: string) =>
  factsNamed(facts, 'notice.sent').filter(({ to }) => to === post);
const momentsTo = (facts: readonly Fact[], post: string) => sentTo(facts, post).map((fact) => fact.at);
const refusals = (facts: readonly Fact[]) => factsNamed(facts, 'step.refused').map(({ reason }) => reason);

describe('a town', () => {
  test('with three new duties on one day gets one message, the next working morning', async () => {
    const facts = await tell({
      from: '2026-03-16',
      until: '2026-03-17',
      steps: [
        assigned('k1', ['2026-03-16', '10:00'], 'town-1', '2026-04-16'),
        assigned('k2', ['2026-03-16', '11:20'], 'town-1', '2026-04-16'),
        assigned('k3', ['2026-03-16', '16:30'], 'town-1', '2026-04-16'),
      ],
    });
    const [only, ...more] = sentTo(facts, 'town-1.liaison');
    expect(more).toEqual([]);
    expect(only?.at).toBe(china('2026-03-17', '09:00'));
    for (const id of ['k1', 'k2', 'k3']) expect(only?.text).toContain(`事项${id}`);
    expect(factsNamed(facts, 'notice.merged').length).toBeGreaterThanOrEqual(2);
  });

  test('over the holidays it waits for the make-up day, which is worked', async () => {
    const facts = await tell({
      from: '2026-09-18',
      until: '2026-09-21',
      steps: [assigned('k1', ['2026-09-19', '10:00'], 'town-1', '2026-10-30')],
    });
    expect(momentsTo(facts, 'town-1.liaison')).toEqual([china('2026-09-20', '09:00')]);
  });

  test('hears at once of what is wanted before the next digest', async () => {
    const facts = await tell({
      from: '2026-03-16',
      until: '2026-03-16',
      steps: [assigned('k1', ['2026-03-16', '16:30'], 'town-1', china('2026-03-17', '08:45'))],
    });
    expect(momentsTo(facts, 'town-1.liaison')[0]).toBe(china('2026-03-16', '16:30'));
  });

  test('is asked for nothing after 16:00 where the district wants no digests for towns', async () => {
    const settings = { 'digest.towns': '无' };
    const facts = await tell({
      from: '2026-03-16',
      until: '2026-03-17',
      settings,
      steps: [
        assigned('k1', ['2026-03-16', '16:00'], 'town-1', '2026-04-16'),
        assigned('k2', ['2026-03-16', '16:30'], 'town-2', '2026-04-16'),
        assigned('k3', ['2026-03-16', '16:30'], 'town-3', china('2026-03-17', '08:45')),
      ],
    });
    expect(momentsTo(facts, 'town-1.liaison')).toEqual([china('2026-03-16', '16:00')]);
    expect(momentsTo(facts, 'town-2.liaison')).toEqual([china('2026-03-17', '09:00')]);
    expect(momentsTo(facts, 'town-3.liaison')[0]).toBe(china('2026-03-16', '16:30'));
  });
});

test('a department hears of a new duty at once, and is reminded with the digest', async () => {
  const facts = await tell({
    from: '2026-03-16',
    until: '2026-03-24',
    steps: [assigned('k1', ['2026-03-16', '10:00'], 'housing', '2026-03-26')],
  });
  expect(momentsTo(facts, 'housing.liaison').every((moment) => /T(10|09):00:00/.test(String(moment)))).toBe(
    true,
  );
  expect(momentsTo(facts, 'housing.liaison')[0]).toBe(china('2026-03-16', '10:00'));
});

describe('a leader', () => {
  const housing = assigned('k1', ['2026-03-16', '10:00'], 'housing', '2026-03-19');

  test('who asked gets one each working morning through the liaison officer, and nobody else does', async () => {
    const facts = await tell({
      from: '2026-03-16',
      until: '2026-03-17',
      steps: [housing, asks('2026-03-16', '11:00', 'vice-mayor-1')],
    });
    const digests = factsNamed(facts, 'notice.sent').filter(({ rung }) => rung === 'digest');
    expect(digests.map(({ at: when, to, for: whose }) => [when, to, whose])).toEqual([
      [china('2026-03-17', '09:00'), 'vice-mayor-1.liaison', 'vice-mayor-1'],
    ]);
    expect(digests[0]?.text).toContain('呈阅：分管单位应办事项三个工作日内到期');
    expect(factsNamed(facts, 'digest.requested')[0]).toMatchObject({
      leader: 'vice-mayor-1',
      by: 'office.liaison',
      source: '电话',
    });
  });

  test('gets none when there is nothing to say, and none of what others answer for', async () => {
    const facts = await tell({
      from: '2026-03-16',
      until: '2026-03-18',
      steps: [housing, asks('2026-03-16', '11:00', 'vice-mayor-2')],
    });
    expect(sentTo(facts, 'vice-mayor-2.liaison')).toEqual([]);
  });

  test('gets none on off days, and one on a make-up Sunday', async () => {
    const facts = await tell({
      from: '2026-09-17',
      until: '2026-09-28',
      steps: [
        assigned('k1', ['2026-09-17', '10:00'], 'housing', '2026-09-22'),
        asks('2026-09-18', '10:00', 'vice-mayor-1'),
      ],
    });
    const days = factsNamed(facts, 'notice.sent').filter(({ rung }) => rung === 'digest');
    expect(days.map((fact) => String(fact.at).slice(0, 10))).toEqual([
      '2026-09-20',
      '2026-09-21',
      '2026-09-22',
      '2026-09-23',
      '2026-09-24',
      '2026-09-28',
    ]);
    expect(days.at(-1)?.text).toContain('时限已到尚未收到报告');
  });

  test('gets no more once it is not wanted any more', async () => {
    const facts = await tell({
      from: '2026-03-16',
      until: '2026-03-19',
      steps: [
        housing,
        asks('2026-03-16', '11:00', 'vice-mayor-1'),
        asks('2026-03-17', '10:00', 'vice-mayor-1', false),
      ],
    });
    const digests = factsNamed(facts, 'notice.sent').filter(({ rung }) => rung === 'digest');
    expect(digests.map((fact) => fact.at)).toEqual([china('2026-03-17', '09:00')]);
  });

  test('is not asked for by mistake', async () => {
    const facts = await tell({
      from: '2026-03-16',
      until: '2026-03-16',
      steps: [
        at('2026-03-16', '10:00', 'digest.request', { leader: 'housing.principal', on: true, by: 'office' }),
        at('2026-03-16', '10:01', 'digest.request', {
          leader: 'mayor',
          on: true,
          by: 'office.liaison',
          for: 'mayor',
        }),
        asks('2026-03-16', '10:02', 'mayor', false),
        asks('2026-03-16', '10:03', 'mayor'),
        asks('2026-03-16', '10:04', 'mayor'),
      ],
    });
    expect(refusals(facts)).toEqual([
      '“housing.principal”不是通讯录中的领导职务',
      '代为录入须注明来源（口头、电话、纸质）',
      '区长未登记接收每日汇总',
      '区长已在接收每日汇总',
    ]);
  });

  test('who takes over the post has not asked', async () => {
    const facts = await tell({
      from: '2026-03-16',
      until: '2026-03-18',
      steps: [
        housing,
        asks('2026-03-16', '11:00', 'vice-mayor-1'),
        at('2026-03-17', '10:00', 'directory.appoint', {
          post: 'vice-mayor-1',
          person: 'p-office-deputy',
          from: china('2026-03-17', '10:00'),
          by: 'office',
        }),
      ],
    });
    const digests = factsNamed(facts, 'notice.sent').filter(({ rung }) => rung === 'digest');
    expect(digests.map((fact) => fact.at)).toEqual([china('2026-03-17', '09:00')]);
  });
});
