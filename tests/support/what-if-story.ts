/** Two weeks of an office, played by the engine under settings of choice: the same acts, whatever the limits are. */
import { parseScenario } from '../../local/scenario-file.ts';
import type { Engine } from '../../shared/app/engine.ts';
import { setUpDistrict } from '../../shared/app/set-up-district.ts';
import { Observed, simulate } from '../../shared/app/simulate.ts';
import type { Store } from '../../shared/ports/store.ts';
import { chinaTime, DISTRICT, demoDirectory, engineOn } from './office.ts';

export const FORTNIGHT = { first: '2026-03-02', last: '2026-03-15' } as const;
export const AS_OF = chinaTime('2026-03-16 00:00');
export const SECRET = '应急物资储备布局';
export const PARTY = '区政府党组会议议题甲';

/** Papers handed in on the eve, two days before, late, in bounds; a work secret, a Party group meeting, an absence. */
const STORY = `
rulebook: shuangyang-2018
from: 2026-03-02T08:00:00+08:00
until: 2026-03-16T00:00:00+08:00
directory: demo
steps:
  - { at: 2026-03-04T10:00:00+08:00, do: meeting.schedule, id: k1, kind: executive, title: 第5次常务会议, start: 2026-03-11T09:00:00+08:00, items: [{ id: eve, unit: education, title: 校园安全 }, { id: early, unit: transport, title: 公交线路 }, { id: late, unit: finance, title: 预算调整 }, { id: bounds, unit: water, title: 供水保障 }, { id: secret, unit: housing, title: ${SECRET}, tags: [secret-work] }] }
  - { at: 2026-03-06T10:00:00+08:00, do: meeting.schedule, id: p1, kind: party, title: ${PARTY}, start: 2026-03-12T09:00:00+08:00, items: [{ id: y1, unit: housing, title: ${PARTY} }] }
  - { at: 2026-03-09T10:00:00+08:00, do: duty.submit, duty: k1/D52-07/early, by: transport, evidence: 40份 }
  - { at: 2026-03-10T15:00:00+08:00, do: duty.submit, duty: k1/D52-07/eve, by: education, evidence: 40份 }
  - { at: 2026-03-10T15:30:00+08:00, do: duty.submit, duty: k1/D52-07/secret, by: housing, evidence: ${SECRET}材料40份 }
  - { at: 2026-03-10T18:30:00+08:00, do: duty.submit, duty: k1/D52-07/late, by: finance, evidence: 40份 }
  - { at: 2026-03-11T08:00:00+08:00, do: duty.submit, duty: k1/D52-07/bounds, by: water, happenedAt: { earliest: 2026-03-10T16:00:00+08:00, latest: 2026-03-10T18:00:00+08:00 } }
  - { at: 2026-03-12T14:00:00+08:00, do: event.report, id: e1, title: 供暖投诉, severity: 重大, occurredAt: 2026-03-12T13:00:00+08:00, lead: housing }
  - { at: 2026-03-12T17:00:00+08:00, do: duty.submit, duty: e1/D36-2, by: housing, channel: 区政府网站 }
`;

const RULES = ['D52-*', 'D36-*', 'D76-*', 'D60-*'];

/** Lays the fortnight into an empty store, played under these settings. */
export async function layFortnight(
  store: Store,
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<Engine> {
  const observed = new Observed();
  const engine = engineOn({ store: observed.watch(store) });
  const { from, steps } = parseScenario('story.yaml', STORY, AS_OF);
  const settings = { rulebook: 'shuangyang-2018', overrides, rules: RULES };
  await setUpDistrict(engine, DISTRICT, settings, demoDirectory, from);
  for await (const fact of simulate(engine, observed, { district: DISTRICT, from, until: AS_OF, steps }))
    if (fact.fact === 'step.refused')
      throw new Error(`the fortnight does not fit the rules: ${JSON.stringify(fact)}`);
  return engine;
}
