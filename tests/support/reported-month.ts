/** A month of an office for the tests of reports: March 2026, played by the engine, with something of every outcome. */
import path from 'node:path';
import { PROJECT } from '../../local/installation.ts';
import { parseScenario, readScenario } from '../../local/scenario-file.ts';
import type { Engine } from '../../shared/app/engine.ts';
import { setUpDistrict } from '../../shared/app/set-up-district.ts';
import { Observed, simulate } from '../../shared/app/simulate.ts';
import type { Store } from '../../shared/ports/store.ts';
import { chinaTime, DISTRICT, demoDirectory, engineOn } from './office.ts';

export const MONTH = { first: '2026-03-01', last: '2026-03-31' } as const;
/** The first working day after it, an hour after the draft. */
export const AS_OF = chinaTime('2026-04-01 10:00');
export const SECRET = '应急物资储备布局';
export const PARTY = '区政府党组会议议题甲';

/** Meetings: one with a work secret and papers in bounds, one of the Party group, one told too late, one postponed. */
const STORY = `
rulebook: shuangyang-2018
from: 2026-03-02T08:00:00+08:00
until: 2026-04-01T10:00:00+08:00
directory: demo
steps:
  - { at: 2026-03-05T10:00:00+08:00, do: meeting.schedule, id: k1, kind: executive, title: 第5次常务会议, start: 2026-03-11T09:00:00+08:00, items: [{ id: x1, unit: housing, title: ${SECRET}, tags: [secret-work] }, { id: x2, unit: education, title: 校园安全 }, { id: x3, unit: water, title: 供水保障 }, { id: x4, unit: transport, title: 公交线路 }] }
  - { at: 2026-03-10T18:30:00+08:00, do: duty.submit, duty: k1/D52-07/x1, by: housing, evidence: ${SECRET}材料40份 }
  - { at: 2026-03-10T15:00:00+08:00, do: duty.submit, duty: k1/D52-07/x2, by: education, evidence: 40份 }
  - { at: 2026-03-11T08:00:00+08:00, do: duty.submit, duty: k1/D52-07/x3, by: water, happenedAt: { earliest: 2026-03-10T16:00:00+08:00, latest: 2026-03-10T18:00:00+08:00 } }
  - { at: 2026-03-06T10:00:00+08:00, do: meeting.schedule, id: p1, kind: party, title: ${PARTY}, start: 2026-03-12T09:00:00+08:00, items: [{ id: y1, unit: housing, title: ${PARTY} }] }
  - { at: 2026-03-23T16:00:00+08:00, do: meeting.schedule, id: k2, kind: executive, title: 第7次常务会议, start: 2026-03-24T09:00:00+08:00, items: [{ id: z1, unit: finance, title: 临时议题 }] }
  - { at: 2026-03-24T10:00:00+08:00, do: meeting.schedule, id: k3, kind: executive, title: 第8次常务会议, start: 2026-03-27T09:00:00+08:00, items: [{ id: w1, unit: health, title: 基层卫生 }] }
  - { at: 2026-03-26T20:00:00+08:00, do: meeting.reschedule, id: k3, start: 2026-03-31T09:00:00+08:00, why: 省里会议 }
  - { at: 2026-03-30T10:00:00+08:00, do: duty.submit, duty: k3/D52-07/w1, by: health, evidence: 40份 }
  - { at: 2026-03-12T14:00:00+08:00, do: event.report, id: e1, title: 供暖投诉, severity: 重大, occurredAt: 2026-03-12T05:00:00+08:00, lead: housing }
  - { at: 2026-03-13T10:00:00+08:00, do: duty.submit, duty: e1/D36-2, by: housing, channel: 区政府网站 }
`;

const RULES = [
  'D52-*',
  'D54-1',
  'D34-2',
  'D56-*',
  'D45-1',
  'D61-1',
  'D15-3',
  'D76-*',
  'D36-*',
  'D58-*',
  'D60-*',
  'D50-1',
];

const EXAMPLES = ['meeting-chain', 'decision-followed-up', 'incoming-documents'];

/** Lays the month into an empty store, with the series that drafts the report of each month. */
export async function layMonth(store: Store): Promise<Engine> {
  const observed = new Observed();
  const engine = engineOn({ store: observed.watch(store) });
  const story = parseScenario('story.yaml', STORY, AS_OF);
  const others = EXAMPLES.map((name) => readScenario(path.join(PROJECT, 'examples', `${name}.yaml`), AS_OF));
  const steps = [story, ...others].flatMap((one) => one.steps).filter(({ at }) => at < AS_OF);
  const settings = { rulebook: 'shuangyang-2018', overrides: {}, rules: RULES, monthlyReport: true };
  await setUpDistrict(engine, DISTRICT, settings, demoDirectory, story.from);
  const run = { district: DISTRICT, from: story.from, until: AS_OF, steps };
  for await (const fact of simulate(engine, observed, run))
    if (fact.fact === 'step.refused')
      throw new Error(`the month does not fit the rules: ${JSON.stringify(fact)}`);
  return engine;
}
