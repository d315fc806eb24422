/** A compliance report of one district's month, and of a province's year on a store of duties made up in bulk. */
import path from 'node:path';
import { openSqliteStore } from '../shared/adapters/sqlite/store.ts';
import { KEYS, storedDirectory } from '../shared/app/district.ts';
import type { Engine } from '../shared/app/engine.ts';
import { districtEntry } from '../shared/app/import-calendar.ts';
import { buildReport } from '../shared/app/reports/report.ts';
import { dutyContent, entriesFor, keyOf } from '../shared/app/rows.ts';
import { type DutyCommand, decide } from '../shared/domain/duties/decide-duty.ts';
import {
  type DutyEvent,
  type DutyPlan,
  type DutyState,
  evolve,
  NO_DUTY,
} from '../shared/domain/duties/duty.ts';
import type { PlannedRung } from '../shared/domain/ladder/plan-rungs.ts';
import type { Assignment } from '../shared/domain/matters/assignment.ts';
import { addSeconds, type Instant, parseInstant } from '../shared/domain/time/instant.ts';
import type { LocalDate } from '../shared/domain/time/local-date.ts';
import type { Change } from '../shared/ports/store.ts';
import { print, rounded, timed } from './figures.ts';
import { demoDirectory, engineOn, RULEBOOK, write } from './office.ts';

const YEAR = parseInstant('2026-01-01T00:00:00+08:00');
const AS_OF = parseInstant('2027-01-04T09:00:00+08:00');
const DAY = 86_400;
/** Duties of one matter, as an assignment with its reports has them. */
const PER_MATTER = 8;

/** `duties` in all, spread over 100 districts; a month is measured in a district of a whole year's duties. */
export async function complianceReport(folder: string, duties: number): Promise<void> {
  const districts = Array.from({ length: 100 }, (_, index) => `district-${String(index).padStart(3, '0')}`);
  const store = openSqliteStore({ file: path.join(folder, 'province.db') });
  const engine = engineOn(store);
  const each = Math.ceil(duties / districts.length);
  const seeding = await timed(() => write(store, everything(districts, each), 500));
  print({ bench: 'seed-compliance-report', figure: rounded(seeding.ms / 1000), unit: 's', duties });
  const [first = ''] = districts;
  await engine.districts.open(first);
  await measure(engine, [first], '2026-10', { first: '2026-10-01', last: '2026-10-31' }, 1);
  await measure(engine, districts, '2026', { first: '2026-01-01', last: '2026-12-31' }, 30);
  await store.close();
}

async function measure(
  engine: Engine,
  districts: readonly string[],
  period: string,
  { first, last }: { readonly first: string; readonly last: string },
  target: number,
): Promise<void> {
  const days = { first: first as LocalDate, last: last as LocalDate };
  const scope = { ...days, rulebook: null, unit: null, kind: null, version: 'whole' } as const;
  let [highest, lines] = [0, 0];
  // Asking for the memory costs more than a line does.
  const look = () => {
    if (lines++ % 500 === 0) highest = Math.max(highest, process.memoryUsage.rss());
  };
  const rssBefore = process.memoryUsage.rss();
  const before = process.cpuUsage();
  const { ms, result } = await timed(() =>
    buildReport(engine, { scope, districts, asOf: AS_OF, ranking: false }, { line: look }),
  );
  const { user, system } = process.cpuUsage(before);
  print({
    ...{ bench: 'compliance-report', figure: rounded(ms / 1000), unit: 's', target, period },
    ...{ districts: districts.length, duties: result.figures.overall.due },
    ...{ cpuSeconds: rounded((user + system) / 1e6), rssMB: Math.round(highest / 1e6) },
    ...{ rssBeforeMB: Math.round(rssBefore / 1e6) },
  });
}

function* everything(districts: readonly string[], each: number): Generator<Change> {
  const content = (body: unknown) => ({ body, due: null, view: null });
  const directory = storedDirectory(demoDirectory);
  const units = [...demoDirectory.units.keys()];
  for (const district of districts) {
    const settings = { rulebook: RULEBOOK, overrides: {}, rules: null };
    yield districtEntry(district);
    yield {
      district,
      puts: [
        { key: KEYS.settings(district), content: content(settings), expected: 0 },
        { key: KEYS.directory(district), content: content({ ...directory, district }), expected: 0 },
      ],
      entries: [],
    };
    for (let index = 0; index < each; index += PER_MATTER)
      yield matterWithDuties(district, index, Math.min(PER_MATTER, each - index), units);
  }
}

/** The numbers of a duty decide how it went: most in time, some late, some open. */
function matterWithDuties(district: string, start: number, count: number, units: readonly string[]): Change {
  const id = `a${String(start).padStart(6, '0')}`;
  const matter = {
    id,
    kind: 'assignment',
    secrecy: '内部',
    openedAt: YEAR,
    seq: 1,
    planVersion: 1,
  } as Assignment;
  const change = { puts: [] as Change['puts'][number][], entries: [] as Change['entries'][number][] };
  change.puts.push({
    key: keyOf(district, 'matter', id),
    content: { body: matter, due: null, view: null },
    expected: 0,
  });
  for (let index = start; index < start + count; index++) {
    const played = play(planOf(`${id}/D52-14/u${index}`, id, index, units), index);
    change.puts.push({
      key: keyOf(district, 'duty', played.state.plan.id),
      content: dutyContent(played.state),
      expected: 0,
    });
    const stream = played.state.plan.id;
    let seq = 0;
    for (const { at, events } of played.steps) {
      const base = { district, matter: id, stream, actor: 'bench', recordedAt: at };
      change.entries.push(...entriesFor(base, seq, events));
      seq += events.length;
    }
  }
  return { district, ...change };
}

function planOf(id: string, matter: string, index: number, units: readonly string[]): DutyPlan {
  const dueAt = addSeconds(YEAR, ((index * 7) % 360) * DAY + 17 * 3600);
  return {
    ...{
      id,
      matter,
      rule: 'D52-14',
      subject: { per: 'report', part: `u${index}` },
      title: '议定事项落实情况反馈',
    },
    ...{
      rulebook: `${RULEBOOK}#bench`,
      edition: 'bench',
      owedBy: units[index % units.length] ?? 'office',
      served: null,
    },
    ...{ receivedBy: 'supervision.liaison', basis: 'instruction', clock: 'R', lane: 'normal' },
    ...{ dueAt, actBy: dueAt, dueEarliest: dueAt, dueLatest: dueAt, provisional: false, mayChange: false },
    ...{ calendars: ['cn-2026#bench'], steps: STEPS(dueAt), notApplicable: null, passedBefore: null },
    ...{
      alternatives: [],
      acceptance: false,
      channels: null,
      eventAt: null,
      quietExemptUntil: null,
      lapse: null,
    },
    ...{
      extendable: true,
      confined: false,
      words: { matter: `第${index}号议定事项`, due: dueAt, title: '落实情况' },
    },
  } as DutyPlan;
}

const STEPS = (at: Instant): DutyPlan['steps'] =>
  ['批示', '工作日', '截止'].map((say) => ({ say, at })) as unknown as DutyPlan['steps'];

function play(plan: DutyPlan, index: number) {
  const rung = (id: string, kind: PlannedRung['kind'], after: number, to: string): PlannedRung => ({
    ...{ id, kind, at: addSeconds(plan.dueAt, after), meantFor: null, to: [to], message: 'x', channel: null },
    ...{ early: null, repeatSeconds: null, quietExemptUntil: null, notBefore: null },
  });
  const rungs = [
    rung('remind', 'remind', -3 * DAY, 'unit.liaison'),
    rung('check', 'check', 0, 'supervision.liaison'),
    rung('hasten', 'hasten', DAY, 'unit.liaison'),
    rung('escalate', 'escalate', 10 * DAY, 'leader-in-charge'),
  ];
  const openedAt = addSeconds(plan.dueAt, -20 * DAY);
  const acts: [Instant, DutyCommand][] = [
    [openedAt, { do: 'open', plan, rungs, planVersion: 1 }],
    [addSeconds(plan.dueAt, -3 * DAY), { do: 'step' }],
  ];
  const late = index % 17 === 0;
  if (late || index % 41 === 0) acts.push([addSeconds(plan.dueAt, 2 * DAY), { do: 'step' }]);
  const doneAt = addSeconds(plan.dueAt, late ? 2 * DAY + index : -(index % 50) * 3600);
  if (index % 41 !== 0) acts.push([doneAt, handIn(doneAt)]);
  return steps(acts);
}

function handIn(at: Instant): DutyCommand {
  const by = { by: 'office', for: null, source: null, channel: null, evidence: '书面报告' };
  return { do: 'submit', submission: { done: { earliest: at, latest: at }, recordedAt: at, ...by } };
}

function steps(acts: readonly [Instant, DutyCommand][]) {
  let state: DutyState = NO_DUTY;
  const taken: { at: Instant; events: readonly DutyEvent[] }[] = [];
  for (const [at, command] of acts) {
    const decision = decide(command, state, at);
    if ('refused' in decision) throw new Error(decision.refused);
    for (const event of decision.events) state = evolve(state, event, at);
    taken.push({ at, events: decision.events });
  }
  if (state.status === 'none') throw new Error('nothing was opened');
  return { state, steps: taken };
}
