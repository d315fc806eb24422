/** Leave with approval (art. 56, 72), whereabouts, and changes of people and units, as stories. */
import { describe, expect, it } from 'vitest';
import { china, factsNamed, runScenario } from '../support/run-scenario.ts';

const story = { from: china('2026-03-10', '08:00'), until: china('2026-03-20', '00:00'), rules: ['D52-*'] };
const meeting = {
  at: china('2026-03-11', '10:00'),
  do: 'meeting.schedule',
  id: 'm5',
  kind: 'executive',
  start: china('2026-03-18', '09:00'),
  items: [{ id: 'i3', unit: 'housing', title: '老旧小区改造实施方案' }],
};
const trip = {
  at: china('2026-03-11', '09:00'),
  do: 'absence.request',
  id: 'a1',
  post: 'housing.liaison',
  from: china('2026-03-16', '08:00'),
  to: china('2026-03-18', '18:00'),
  reason: '培训',
  standIn: 'housing.deputy',
};

async function remindedAt(steps: readonly object[]) {
  const facts = await runScenario({ ...story, steps: [meeting, ...steps] });
  return factsNamed(facts, 'notice.sent')
    .filter(({ duty, rung }) => duty === 'm5/D52-07/i3' && rung === 'remind-1')
    .map(({ to }) => to);
}

describe('leave of somebody in a unit', () => {
  it('routes nothing until it is approved', async () => {
    expect(await remindedAt([trip])).toEqual(['housing.liaison']);
  });

  it('routes to the stand-in once it is', async () => {
    const approve = {
      at: china('2026-03-11', '09:30'),
      do: 'absence.approve',
      id: 'a1',
      by: 'housing.principal',
    };
    expect(await remindedAt([trip, approve])).toEqual(['housing.deputy']);
  });

  it('ends with the return', async () => {
    const approve = {
      at: china('2026-03-11', '09:30'),
      do: 'absence.approve',
      id: 'a1',
      by: 'housing.principal',
    };
    const back = { at: china('2026-03-16', '08:30'), do: 'absence.end', id: 'a1' };
    expect(await remindedAt([trip, approve, back])).toEqual(['housing.liaison']);
  });
});

describe('leave of a head: two consents, one of them by telephone, and filed', () => {
  const own = { ...trip, id: 'a2', post: 'housing.principal', standIn: 'housing.deputy' };
  const leader = { at: china('2026-03-11', '09:30'), do: 'absence.approve', id: 'a2', by: 'vice-mayor-1' };
  const mayor = {
    at: china('2026-03-11', '10:00'),
    do: 'absence.approve',
    id: 'a2',
    by: 'office.liaison',
    for: 'mayor',
    source: '电话',
  };
  const confirm = { at: china('2026-03-11', '10:10'), do: 'absence.confirm', id: 'a2', by: 'office.deputy' };
  const file = { at: china('2026-03-11', '10:30'), do: 'absence.file', id: 'a2', number: '备〔2026〕15号' };

  async function told(steps: readonly object[]) {
    const facts = await runScenario({ ...story, steps: [own, ...steps] });
    return facts
      .filter(({ fact }) => String(fact).startsWith('absence.') || fact === 'step.refused')
      .map(({ fact, status, reason }) => [fact, status ?? reason]);
  }

  it('step by step', async () => {
    expect(await told([leader, mayor, confirm, file])).toEqual([
      ['absence.requested', 'requested'],
      ['absence.approved', 'requested'],
      ['absence.approved', 'requested'],
      ['absence.confirmed', 'approved'],
      ['absence.filed', 'approved'],
    ]);
  });

  it('not by whoever keyed it, and not filed before', async () => {
    expect(await told([leader, mayor, { ...confirm, by: 'office.liaison' }, file])).toEqual([
      ['absence.requested', 'requested'],
      ['absence.approved', 'requested'],
      ['absence.approved', 'requested'],
      ['step.refused', '代为登记的批准须由登记人以外的人核对。'],
      ['step.refused', '外出经批准后方可备案。'],
    ]);
  });

  it('not without the source of what was keyed', async () => {
    const { source: _source, ...silent } = mayor;
    await expect(told([silent])).rejects.toThrow("'source': missing; expected how the consent was learned");
  });
});

describe('both of a pair', () => {
  const one = { ...trip, id: 'a3', post: 'vice-mayor-1', standIn: undefined };
  const other = { ...one, id: 'a4', post: 'vice-mayor-2', at: china('2026-03-11', '11:00') };
  const approved = { at: china('2026-03-11', '09:30'), do: 'absence.approve', id: 'a3', by: 'mayor' };

  it('not at once, unless the executive vice-mayor says why', async () => {
    const plain = (step: object) => JSON.parse(JSON.stringify(step)) as object;
    const facts = await runScenario({
      ...story,
      steps: [
        plain(one),
        approved,
        plain(other),
        {
          ...plain(other),
          at: china('2026-03-11', '11:30'),
          override: { by: 'executive-vice-mayor', why: '省里统一培训' },
        },
      ],
    });
    expect(factsNamed(facts, 'step.refused').map(({ reason }) => reason)).toEqual([
      '副区长（教育文化）外出期间应由副区长（城乡建设）补位或主持工作，副区长（城乡建设）同期外出（规则第十四条、第十五条第五项）；确需同期外出的，须由常务副区长同意并写明理由。',
    ]);
    expect(factsNamed(facts, 'absence.requested').map(({ id }) => id)).toEqual(['a3', 'a4']);
  });
});

it('an emergency passes over a leader out of reach, and says why', async () => {
  const facts = await runScenario({
    from: china('2026-03-18', '08:00'),
    until: china('2026-03-18', '14:00'),
    rules: ['D36-2'],
    steps: [
      {
        at: china('2026-03-18', '09:00'),
        do: 'whereabouts.set',
        post: 'mayor',
        reachable: false,
        note: '乘机赴省城',
        until: china('2026-03-18', '15:00'),
      },
      {
        at: china('2026-03-18', '09:01'),
        do: 'whereabouts.set',
        post: 'housing.principal',
        reachable: false,
        note: '外出',
      },
      {
        at: china('2026-03-18', '12:52'),
        do: 'event.report',
        id: 'e17',
        title: '某市场火情',
        severity: '重大',
        occurredAt: china('2026-03-18', '12:40'),
        lead: 'emergency',
      },
      { at: china('2026-03-18', '12:54'), do: 'event.confirm', id: 'e17', by: 'duty-room.principal' },
    ],
  });
  expect(factsNamed(facts, 'step.refused').map(({ reason }) => reason)).toEqual([
    expect.stringContaining('去向登记限区政府领导同志（规则第七十二条）'),
  ]);
  const forMayor = factsNamed(facts, 'notice.sent').filter(
    (fact) => fact.for === 'mayor' || fact.to === 'mayor',
  );
  expect(forMayor.map(({ to }) => to)).toEqual(expect.arrayContaining(['executive-vice-mayor']));
  expect(forMayor.map(({ to }) => to)).not.toContain('mayor');
  expect(forMayor[0]?.path).toEqual(['区长暂时无法联系（乘机赴省城），由常务副区长主持工作']);
});
