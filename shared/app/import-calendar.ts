/** A newly announced or amended year: what would move, and the import after which everything is counted again. */
import type { CalendarYear } from '../domain/calendar/calendar-year.ts';
import { isEmptyOverlay, type OverlayContent, overlayFrom } from '../domain/calendar/overlay.ts';
import { type WorkCalendar, withOverlays } from '../domain/calendar/work-calendar.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Change, Row, Store } from '../ports/store.ts';
import {
  all,
  COUNTRY,
  calendarContent,
  calendarWith,
  calendarYearOf,
  type District,
  type StoredCalendarYear,
} from './district.ts';
import { keptEditions } from './editions.ts';
import type { Engine } from './engine.ts';
import { changesFor, dutiesOf, planMatter } from './plan-matter.ts';
import { dutyOf, keyOf, matterOf, VIEWS } from './rows.ts';
import { overlaid, replanReason } from './switch-on.ts';
import { reopenSeries } from './weeks.ts';

/** One open duty whose limit the new year moves, or confirms where it was provisional. */
export interface MovedDuty {
  readonly district: string;
  readonly duty: string;
  readonly owedBy: string;
  readonly before: Instant;
  readonly after: Instant;
  readonly wasProvisional: boolean;
}

/** Why duties were planned again, as the ledger has it. */
const CALENDAR_ANNOUNCED = '节假日安排公布，重新计算时限';

/** Every open duty that the year would move or confirm. Writes nothing. */
export async function previewCalendar(
  engine: Engine,
  year: CalendarYear,
  now: Instant,
): Promise<MovedDuty[]> {
  const calendar = calendarWith(engine.installation, [
    ...(await importedYears(engine.store)).filter((one) => one.year !== year.year),
    year,
  ]);
  const moved: MovedDuty[] = [];
  for (const id of await districtsOf(engine.store)) {
    const district = await engine.districts.open(id);
    moved.push(...(await movedUnder(engine, district, withOverlays(calendar, district.overlays), now)));
  }
  return moved;
}

/** Every open duty of a district that a local document would move. Writes nothing. */
export async function previewOverlay(
  engine: Engine,
  district: District,
  content: OverlayContent,
  now: Instant,
): Promise<MovedDuty[]> {
  const next = overlayFrom(content, engine.installation.hashOf);
  const country = calendarWith(engine.installation, await importedYears(engine.store));
  const overlays = overlaid(district.overlays, next, isEmptyOverlay(content));
  return movedUnder(engine, district, withOverlays(country, overlays), now);
}

async function movedUnder(
  engine: Engine,
  district: District,
  calendar: WorkCalendar,
  now: Instant,
): Promise<MovedDuty[]> {
  const then: District = { ...district, ground: { ...district.ground, calendar } };
  const moved: MovedDuty[] = [];
  for (const matter of await openMatters(engine.store, district.id))
    moved.push(...(await movedIn(engine.store, then, matter, now)));
  return moved;
}

async function movedIn(
  store: Store,
  district: District,
  matterId: string,
  now: Instant,
): Promise<MovedDuty[]> {
  const matter = matterOf(await store.get(keyOf(district.id, 'matter', matterId)));
  if (!matter) return [];
  const rows = await dutiesOf(store, district.id, matterId);
  const kept = await keptEditions(store, rows, district);
  return changesFor(matter, rows, district, CALENDAR_ANNOUNCED, now, kept).flatMap(({ id, command }) => {
    const duty = dutyOf(rows.find((row) => row.id === id) ?? null);
    if (command.do !== 'replan' || duty.status !== 'open') return [];
    const { owedBy, dueAt, provisional } = duty.plan;
    return [
      {
        district: district.id,
        duty: id,
        owedBy,
        before: dueAt,
        after: command.plan.dueAt,
        wasProvisional: provisional,
      },
    ];
  });
}

/**
 * Stores the year; the row is due at once, and the next heartbeat counts everything again. The same content
 * twice changes nothing, and a year may be amended (as 2015, 2019 and 2020 were).
 */
export async function importCalendar(
  engine: Engine,
  year: CalendarYear,
  now: Instant,
): Promise<'imported' | 'unchanged'> {
  const key = keyOf(COUNTRY, 'calendar', `cn-${year.year}`);
  const row = await engine.store.get(key);
  if ((row?.body as StoredCalendarYear | undefined)?.hash === year.hash) return 'unchanged';
  const content = { ...calendarContent(year), due: { lane: 'normal', at: now } } as const;
  const entry = {
    district: COUNTRY,
    matter: 'calendar',
    stream: key.id,
    seq: (row?.version ?? 0) + 1,
    at: now,
    recordedAt: now,
    type: 'calendar.imported',
    v: 1,
    actor: 'office',
    body: { year: year.year, hash: year.hash, notices: year.notices },
  };
  const [result] = await engine.store.commit([
    { district: COUNTRY, puts: [{ key, content, expected: row?.version ?? 0 }], entries: [entry] },
  ]);
  if (result?.outcome === 'conflict')
    throw new Error(`calendar ${key.id} was changed by somebody else; try again`);
  return 'imported';
}

/**
 * Counts everything again, in every district for a notice of the country, in its own for a local document or an
 * answer to the 规则核定表; then lays the row to rest. Repeatable after a crash.
 */
export async function spreadCalendar(engine: Engine, row: Row, now: Instant): Promise<void> {
  const countrywide = row.district === COUNTRY;
  const why = countrywide ? CALENDAR_ANNOUNCED : replanReason(row);
  for (const id of countrywide ? await districtsOf(engine.store) : [row.district]) {
    const district = await engine.districts.open(id);
    for (const matter of await openMatters(engine.store, id)) {
      await planMatter(engine.store, district, matter, why, now, 'system');
    }
    await reopenSeries(engine.store, district, now);
  }
  const done: Change = {
    district: row.district,
    puts: [{ key: row, content: { body: row.body, due: null, view: null }, expected: row.version }],
    entries: [],
  };
  await engine.store.commit([done]);
}

async function importedYears(store: Store): Promise<CalendarYear[]> {
  const rows = await all(store, { district: COUNTRY, kind: 'calendar' });
  return rows.map(calendarYearOf);
}

/** The districts set up in this store, by id. */
export async function districtsOf(store: Pick<Store, 'list'>): Promise<string[]> {
  const rows = await all(store, { district: COUNTRY, kind: 'meta', prefix: DISTRICT_PREFIX });
  return rows.map(({ id }) => id.slice(DISTRICT_PREFIX.length));
}

const DISTRICT_PREFIX = 'district/';

/** The row by which a district is found again. */
export function districtEntry(id: string): Change {
  const key = keyOf(COUNTRY, 'meta', `${DISTRICT_PREFIX}${id}`);
  return {
    district: COUNTRY,
    puts: [{ key, content: { body: {}, due: null, view: null }, expected: 0 }],
    entries: [],
  };
}

export async function openMatters(store: Store, district: string): Promise<string[]> {
  const matters = new Set<string>();
  let after: { sort: string; id: string } | null = null;
  for (;;) {
    const page: Row[] = await store.view({
      district,
      name: VIEWS.open,
      limit: 500,
      ...(after ? { after } : {}),
    });
    for (const row of page) {
      const duty = dutyOf(row);
      if (duty.status !== 'none') matters.add(duty.plan.matter);
    }
    const last = page.at(-1);
    if (page.length < 500 || !last?.view) return [...matters];
    after = { sort: last.view.sort, id: last.id };
  }
}
