/** Monday morning: what was held over the weekend in every district of the country goes out at once. */
import path from 'node:path';
import { openSqliteStore } from '../shared/adapters/sqlite/store.ts';
import { KEYS, storedDirectory } from '../shared/app/district.ts';
import type { Engine } from '../shared/app/engine.ts';
import { execute } from '../shared/app/execute.ts';
import { beat, beatUntilQuiet } from '../shared/app/heartbeat.ts';
import { readCommand } from '../shared/app/read-command.ts';
import { setUpDistrict } from '../shared/app/set-up-district.ts';
import type { Directory } from '../shared/domain/routing/directory.ts';
import { type Instant, parseInstant } from '../shared/domain/time/instant.ts';
import type { Change, Row } from '../shared/ports/store.ts';
import { median, percentile, print, rounded, timed } from './figures.ts';
import { demoDirectory, engineOn, RULEBOOK, Sink, write } from './office.ts';

const SATURDAY = parseInstant('2026-03-14T10:00:00+08:00');
const MONDAY = parseInstant('2026-03-16T08:30:00+08:00');
/** One notice each for so many people of a district. */
const PER_DISTRICT = 50;
const DEMO = 'demo';

export async function mondayMorning(folder: string, notices: number): Promise<void> {
  const districts = Math.ceil(notices / PER_DISTRICT);
  const store = openSqliteStore({ file: path.join(folder, 'monday.db') });
  const sink = new Sink();
  const engine = engineOn(store, sink);
  const seeding = await timed(async () => write(store, everyDistrict(await oneDistrict(), districts)));
  const slices: number[] = [];
  const before = process.cpuUsage();
  const delivery = await timed(() => deliverAll(engine, slices));
  const { user, system } = process.cpuUsage(before);
  const entries = await recordedEntries(engine, districts);
  if (sink.messages !== districts * PER_DISTRICT || entries !== sink.messages) {
    throw new Error(
      `${districts * PER_DISTRICT} notices were due, ${sink.messages} went out, ${entries} were recorded`,
    );
  }
  const cpuSeconds = rounded((user + system) / 1e6);
  const about = { notices: sink.messages, districts, slices: slices.length, cpuSeconds };
  print({ bench: 'monday-morning', figure: rounded(delivery.ms / 1000), unit: 's', target: 30, ...about });
  print({
    bench: 'monday-morning-rate',
    figure: Math.round(sink.messages / (delivery.ms / 1000)),
    unit: 'notices/s',
  });
  print({
    bench: 'monday-morning-slice',
    figure: rounded(median(slices), 1),
    unit: 'ms (median)',
    target: 50,
  });
  print({
    bench: 'monday-morning-slice',
    figure: rounded(percentile(slices, 0.99), 1),
    unit: 'ms (99th)',
    target: 50,
  });
  print({
    bench: 'monday-morning-slice',
    figure: rounded(Math.max(...slices), 1),
    unit: 'ms (longest)',
    target: 50,
  });
  print({ bench: 'monday-morning-memory', figure: Math.round(process.memoryUsage.rss() / 1e6), unit: 'MB' });
  print({
    bench: 'seed-monday-morning',
    figure: rounded(seeding.ms / 1000),
    unit: 's',
    notices: sink.messages,
  });
  await store.close();
}

async function deliverAll(engine: Engine, slices: number[]): Promise<void> {
  for (;;) {
    const slice = await timed(() => beat(engine, MONDAY));
    if (!slice.result.more) return;
    slices.push(slice.ms);
  }
}

async function recordedEntries(engine: Engine, districts: number): Promise<number> {
  let sent = 0;
  for (let index = 0; index < districts; index++) {
    const ledger = await engine.store.ledger({ district: districtName(index), matter: 'm1' });
    sent += ledger.filter(({ type }) => type === 'notice.sent').length;
  }
  return sent;
}

interface Seed {
  readonly duty: Row;
  readonly notice: Row;
}

/**
 * Real duties and notices, taken from a small office on a Saturday: papers of a meeting on Thursday, whose start
 * notices wait for Monday.
 */
async function oneDistrict(): Promise<Seed[]> {
  const store = openSqliteStore({ file: ':memory:' });
  const engine = engineOn(store);
  const settings = { rulebook: RULEBOOK, overrides: {}, rules: ['D52-07'] };
  await setUpDistrict(engine, DEMO, settings, withPrincipalsAsUnits(), SATURDAY);
  const items = unitsWithEverybody().map((unit, index) => ({ id: `i${index}`, unit, title: '供热工作情况' }));
  const fields = { id: 'm1', kind: 'executive', start: '2026-03-19T09:00:00+08:00', items };
  const command = readCommand('meeting.schedule', fields, SATURDAY);
  await execute(engine, { district: DEMO, commandId: 'seed', actor: 'bench', command }, SATURDAY);
  await beatUntilQuiet(engine, SATURDAY);
  const notices = await store.list({ district: DEMO, kind: 'notice', limit: 1000 });
  const seeds: Seed[] = [];
  for (const notice of notices) {
    const { duty } = (notice.body as { facts: { duty: string } }).facts;
    const row = await store.get({ district: DEMO, kind: 'duty', id: duty });
    if (row) seeds.push({ duty: row, notice });
  }
  await store.close();
  if (seeds.length < PER_DISTRICT) throw new Error(`only ${seeds.length} notices wait for Monday`);
  return seeds.slice(0, PER_DISTRICT);
}

/** Fifty posts in fifty units, so that no two notices of a district can become one message. */
function withPrincipalsAsUnits(): Directory {
  const units = new Map(demoDirectory.units);
  const posts = new Map(demoDirectory.posts);
  for (const unit of demoDirectory.units.values()) {
    const second = `${unit.id}-2`;
    units.set(second, { ...unit, id: second });
    const principal = posts.get(`${unit.id}.principal`);
    if (principal) posts.set(`${second}.liaison`, { ...principal, id: `${second}.liaison`, unit: second });
  }
  return { ...demoDirectory, units, posts };
}

function unitsWithEverybody(): string[] {
  const { units, posts } = withPrincipalsAsUnits();
  return [...units.keys()].filter((unit) => posts.has(`${unit}.liaison`)).slice(0, PER_DISTRICT);
}

function districtName(index: number): string {
  return `district-${String(index).padStart(4, '0')}`;
}

function* everyDistrict(seeds: readonly Seed[], districts: number): Generator<Change> {
  const directory = storedDirectory(withPrincipalsAsUnits());
  const content = (body: unknown) => ({ body, due: null, view: null });
  for (let index = 0; index < districts; index++) {
    const district = districtName(index);
    const settings = { rulebook: RULEBOOK, overrides: {}, rules: ['D52-07'] };
    yield changeOf(district, [
      { key: KEYS.settings(district), content: content(settings), expected: 0 },
      { key: KEYS.directory(district), content: content({ ...directory, district }), expected: 0 },
    ]);
    for (const { duty, notice } of seeds) {
      yield changeOf(district, [copyOf(duty, district, null), copyOf(notice, district, MONDAY)]);
    }
  }
}

function changeOf(district: string, puts: Change['puts']): Change {
  return { district, puts, entries: [] };
}

function copyOf(
  { kind, id, body, due, view }: Row,
  district: string,
  at: Instant | null,
): Change['puts'][number] {
  const own =
    at === null
      ? body
      : { ...(body as { facts: object }), facts: { ...(body as { facts: object }).facts, district } };
  const when = at === null || due === null ? due : { lane: due.lane, at };
  return { key: { district, kind, id }, content: { body: own, due: when, view }, expected: 0 };
}
