/** The heartbeat: asks the due index what is due and takes those steps; whatever it misses is found next time. */

import { wakingCommand } from '../domain/matters/kinds.ts';
import { addSeconds, type Instant } from '../domain/time/instant.ts';
import { type Change, type Lane, type Row, type RowKind, StoreUnavailable } from '../ports/store.ts';
import { COUNTRY, type District } from './district.ts';
import { stepDuty } from './duty-step.ts';
import type { Engine } from './engine.ts';
import { execute } from './execute.ts';
import { spreadCalendar } from './import-calendar.ts';
import { deliver } from './notices/deliver.ts';
import { relayAll } from './relay.ts';
import { dutyOf, matterOf } from './rows.ts';
import { lookNow, openNext } from './series.ts';

export interface Beat {
  /** Rows looked at. */
  readonly rows: number;
  readonly sent: number;
  /** More may be due; beat again. */
  readonly more: boolean;
  /** What went wrong, and for which district; its rows wait a minute, the others go on. */
  readonly faults: readonly DistrictFault[];
}

/** One district's step failed, by its rules, its data or a bug; `cause` has the fault. */
export class DistrictFault extends Error {
  override name = 'DistrictFault';
}

/** Rows in one slice: some tens of milliseconds of work, so that pages stay quick in between. */
export const SLICE = 250;

/** What is opened first comes first: series, matters, rungs, and what follows from them. */
const STAGES: readonly (readonly RowKind[])[] = [
  ['calendar', 'settings'],
  ['series', 'matter'],
  ['duty'],
  ['outbox'],
  ['notice'],
];

/** Steps change the store alone; deliveries ask providers, which may hang. */
export type Share = 'steps' | 'deliveries';

/**
 * One slice of a share; of steps first and of deliveries when no step is due where none is named, so that everything
 * said at one instant comes after all steps of that instant. Late, doubled or crashed beats are harmless: each step is
 * conditional on what was read.
 */
export async function beat(
  engine: Engine,
  now: Instant,
  limit: number = SLICE,
  share: Share | null = null,
): Promise<Beat> {
  const steps = share === 'deliveries' ? [] : await dueRows(engine, now, limit, STEPS);
  const rows = steps.length > 0 || share === 'steps' ? steps : await dueRows(engine, now, limit, DELIVERIES);
  if (rows.length === 0) return { rows: 0, sent: 0, more: false, faults: [] };
  const stage = STAGES.find((kinds) => rows.some(({ kind }) => kinds.includes(kind)));
  if (!stage) throw new Error(`rows of kind '${rows[0]?.kind}' are due, but nobody takes them`);
  const chosen = rows.filter(({ kind }) => stage.includes(kind)).sort(byId);
  const whole = stage.includes('notice') ? withoutCutGroup(chosen, rows.length >= limit) : chosen;
  if (whole.some(({ district }) => district === COUNTRY)) {
    for (const row of whole.filter(({ district }) => district === COUNTRY))
      await spreadCalendar(engine, row, now);
    return { rows: whole.length, sent: 0, more: true, faults: [] };
  }
  return { rows: whole.length, more: true, ...(await takeAll(engine, whole, now)) };
}

/** Districts do not wait for each other, and the fault of one does not keep the others from their steps. */
async function takeAll(
  engine: Engine,
  rows: readonly Row[],
  now: Instant,
): Promise<Pick<Beat, 'sent' | 'faults'>> {
  const districts = [...Map.groupBy(rows, ({ district }) => district)];
  const together =
    districts.length > 1 ? { ...engine, store: engine.installation.joinCommits(engine.store) } : engine;
  const taken = await Promise.allSettled(
    districts.map(async ([id, own]) => take(together, await engine.districts.open(id), own, now)),
  );
  const faults: DistrictFault[] = [];
  let sent = 0;
  // A store that does not answer is nobody's fault: everything stays as it is and is tried again.
  for (const one of taken)
    if (one.status === 'rejected' && one.reason instanceof StoreUnavailable) throw one.reason;
  for (const [index, result] of taken.entries()) {
    if (result.status === 'fulfilled') sent += result.value;
    else faults.push(await setAside(engine, districts[index] ?? ['', []], result.reason, now));
  }
  return { sent, faults };
}

const SET_ASIDE_SECONDS = 60;

/** Rows that could not be taken would stand at the head of the index for ever, and nothing behind them move. */
async function setAside(
  engine: Engine,
  [district, rows]: readonly [string, readonly Row[]],
  cause: unknown,
  now: Instant,
): Promise<DistrictFault> {
  const at = addSeconds(now, SET_ASIDE_SECONDS);
  await engine.store.commit(
    rows.flatMap((row) => {
      if (row.due === null) return [];
      const { body, view, due } = row;
      const content = { body, view, due: { ...due, at } };
      return [{ district, puts: [{ key: row, content, expected: row.version }], entries: [] }];
    }),
  );
  const said = cause instanceof Error ? cause.message : String(cause);
  return new DistrictFault(`district '${district}': ${said}`, { cause });
}

/**
 * Beats until nothing is due at `now`; then fails if a district did. Refuses to go on for ever when steps do
 * not make progress.
 */
export async function beatUntilQuiet(engine: Engine, now: Instant, limit: number = SLICE): Promise<number> {
  let sent = 0;
  let fault: DistrictFault | undefined;
  for (let slice = 0; slice < MOST_SLICES; slice++) {
    const result = await beat(engine, now, limit);
    sent += result.sent;
    fault ??= result.faults[0];
    if (result.more) continue;
    if (fault) throw fault;
    return sent;
  }
  throw new Error(`still not quiet after ${MOST_SLICES} slices at ${now}`);
}

const MOST_SLICES = 100_000;

const STEPS = ['emergency', 'normal'] as const satisfies Lane[];
const DELIVERIES = ['emergency-delivery', 'normal-delivery'] as const satisfies Lane[];

async function dueRows(
  engine: Engine,
  now: Instant,
  limit: number,
  [urgent, normal]: readonly [Lane, Lane],
): Promise<Row[]> {
  const first = await engine.store.due({ lane: urgent, now, limit });
  if (first.length >= limit) return first;
  return [...first, ...(await engine.store.due({ lane: normal, now, limit: limit - first.length }))];
}

/** By district, matter, duty: ids begin with the matter. By code units, the same on every machine. */
function byId(a: Row, b: Row): number {
  return compare(a.district, b.district) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A full slice may end in the middle of what one post gets; that post then waits for the next slice. */
function withoutCutGroup(notices: readonly Row[], full: boolean): readonly Row[] {
  const last = notices.at(-1);
  if (!full || !last) return notices;
  const whole = notices.filter((row) => postAndMoment(row) !== postAndMoment(last));
  return whole.length > 0 ? whole : notices;
}

function postAndMoment({ district, id }: Row): string {
  return `${district} ${id.split('~', 2).join('~')}`;
}

async function take(engine: Engine, district: District, rows: readonly Row[], now: Instant): Promise<number> {
  switch (rows[0]?.kind) {
    case 'calendar':
    case 'settings':
      for (const row of rows) await spreadCalendar(engine, row, now);
      return 0;
    case 'duty':
      await stepDuties(engine, district, rows, now);
      return 0;
    case 'outbox':
      await relayAll(engine, district, rows, now);
      return 0;
    case 'notice':
      return deliver(engine, district, rows, now);
    default:
      for (const row of rows) await wake(engine, district, row, now);
      return 0;
  }
}

async function stepDuties(
  engine: Engine,
  district: District,
  rows: readonly Row[],
  now: Instant,
): Promise<void> {
  const changes: Change[] = rows.flatMap((row) => {
    const state = dutyOf(row);
    if (state.status === 'none') return [];
    const duty = {
      district: district.id,
      id: row.id,
      matter: state.plan.matter,
      state,
      version: row.version,
    };
    const step = stepDuty({ do: 'step' }, duty, { now, actor: 'system' });
    return step.outcome === 'change' ? [step.change] : [];
  });
  await engine.store.commit(changes);
}

async function wake(engine: Engine, district: District, row: Row, now: Instant): Promise<void> {
  if (row.kind === 'series') {
    const looked = await lookNow(engine.store, row, district, now);
    if (looked !== null) {
      await engine.store.commit(looked);
      return;
    }
    const { command, advance } = openNext(row, district);
    const commandId = `series/${row.id}/${command.id}`;
    await execute(engine, { district: district.id, commandId, actor: 'system', command }, now);
    await engine.store.commit([advance]);
    return;
  }
  const matter = matterOf(row);
  const command = matter && wakingCommand(matter);
  if (!command) return;
  const commandId = `wake/${row.id}@${row.version}`;
  await execute(engine, { district: district.id, commandId, actor: 'system', command }, now);
}
