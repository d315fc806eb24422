/** Everything that decisions about one district need to know: rules, settings, calendar, people. */
import { consult } from '../domain/calendar/calendar-view.ts';
import type { CalendarYear } from '../domain/calendar/calendar-year.ts';
import { type WorkCalendar, workCalendar } from '../domain/calendar/work-calendar.ts';
import type { PlanningGround } from '../domain/duties/plan-duties.ts';
import { type Manners, mannersOf } from '../domain/notices/manners.ts';
import type { Messages } from '../domain/notices/wording.ts';
import type { Absence, Directory, Person, Post, Unit } from '../domain/routing/directory.ts';
import type { Roster } from '../domain/routing/resolve.ts';
import type { Rule, Rulebook } from '../domain/rules/rulebook.ts';
import { type Settings, settingsOf } from '../domain/rules/settings.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import type { Row, RowContent, RowKey, StoreReader } from '../ports/store.ts';
import type { Installation } from './installation.ts';
import { keyOf } from './rows.ts';

export interface District {
  readonly id: string;
  readonly rulebook: Rulebook;
  readonly messages: Messages;
  readonly settings: Settings;
  readonly zone: string;
  readonly directory: Directory;
  readonly roster: Roster;
  readonly ground: PlanningGround;
  readonly manners: Manners;
  readonly sendingStopped: boolean;
}

/** What the office has chosen for its district. */
export interface DistrictSettings {
  readonly rulebook: string;
  readonly overrides: Readonly<Record<string, unknown>>;
  /** Only rules whose id fits one of these, `D52-*`; `null` for all. */
  readonly rules: readonly string[] | null;
}

/** The directory as plain data, for the store. */
export interface StoredDirectory {
  readonly district: string;
  readonly name: string;
  readonly demonstration: boolean;
  readonly units: readonly Unit[];
  readonly posts: readonly Post[];
  readonly people: readonly Person[];
  readonly portfolios: readonly (readonly [string, readonly string[]])[];
  readonly standInPairs: Directory['standInPairs'];
  readonly leaders: readonly string[];
}

export function storedDirectory(directory: Directory): StoredDirectory {
  return {
    ...directory,
    units: [...directory.units.values()],
    posts: [...directory.posts.values()],
    people: [...directory.people.values()],
    portfolios: [...directory.portfolios],
  };
}

function directoryFrom(stored: StoredDirectory): Directory {
  return {
    ...stored,
    units: byId(stored.units),
    posts: byId(stored.posts),
    people: byId(stored.people),
    portfolios: new Map(stored.portfolios),
  };
}

function byId<Thing extends { readonly id: string }>(things: readonly Thing[]): Map<string, Thing> {
  return new Map(things.map((thing) => [thing.id, thing]));
}

/** Calendars are the country's, not a district's; they lie under this key. */
export const COUNTRY = '_cn';

export const KEYS = {
  settings: (district: string) => keyOf(district, 'settings', 'district'),
  sending: (district: string) => keyOf(district, 'settings', 'sending'),
  directory: (district: string) => keyOf(district, 'directory', 'current'),
} as const;

/** A calendar year as plain data, for the store. */
export interface StoredCalendarYear {
  readonly year: number;
  readonly off: readonly (readonly [LocalDate, string])[];
  readonly work: readonly (readonly [LocalDate, string])[];
  readonly notices: readonly string[];
  readonly hash: string;
}

export function calendarContent(year: CalendarYear): RowContent<StoredCalendarYear> {
  return { body: { ...year, off: [...year.off], work: [...year.work] }, due: null, view: null };
}

/** The district is not set up in this store. */
class UnknownDistrict extends Error {
  override name = 'UnknownDistrict';
}

/** Bounds the memory; one district takes some 100 KB. */
const MOST_KEPT = 200;

/** Opens districts, and keeps what was parsed for as long as the rows behind it have not changed. */
export class Districts {
  readonly #installation: Installation;
  readonly #parsed = new Map<string, { readonly versions: string; readonly district: District }>();
  #calendar: { readonly versions: string; readonly calendar: WorkCalendar } | null = null;

  constructor(installation: Installation) {
    this.#installation = installation;
  }

  /** Refuses a district without settings or directory. */
  async open(id: string): Promise<District> {
    const { store } = this.#installation;
    const [settings, directory, sending] = await store.getMany([
      KEYS.settings(id),
      KEYS.directory(id),
      KEYS.sending(id),
    ]);
    if (!settings || !directory) throw new UnknownDistrict(`district '${id}' is not set up in this store`);
    const absences = await all(store, { district: id, kind: 'absence' });
    const calendar = await this.#workCalendar();
    const versions = [settings, directory, sending, ...absences].map((row) => row?.version ?? 0).join();
    const known = this.#parsed.get(id);
    if (
      known?.versions === `${versions}/${absences.map((row) => row.id).join()}` &&
      known.district.ground.calendar === calendar
    ) {
      return known.district;
    }
    const district = this.#build(id, settings, directory, sending ?? null, absences, calendar);
    this.#keep(id, { versions: `${versions}/${absences.map((row) => row.id).join()}`, district });
    return district;
  }

  /** The district opened longest ago goes, so that a country's districts do not all lie in memory. */
  #keep(id: string, opened: { readonly versions: string; readonly district: District }): void {
    const [oldest] = this.#parsed.keys();
    if (oldest !== undefined && this.#parsed.size >= MOST_KEPT) this.#parsed.delete(oldest);
    this.#parsed.set(id, opened);
  }

  async #workCalendar(): Promise<WorkCalendar> {
    const rows = await this.#installation.store.list({ district: COUNTRY, kind: 'calendar', limit: 200 });
    const versions = rows.map(({ id, version }) => `${id}:${version}`).join();
    if (this.#calendar?.versions !== versions) {
      const imported = rows.map(calendarYearOf);
      const calendar = calendarWith(this.#installation, imported);
      this.#calendar = { versions, calendar };
    }
    return this.#calendar.calendar;
  }

  #build(
    id: string,
    settingsRow: Row,
    directoryRow: Row,
    sending: Row | null,
    absenceRows: readonly Row[],
    calendar: WorkCalendar,
  ): District {
    const chosen = settingsRow.body as DistrictSettings;
    const loaded = this.#installation.rulebooks.get(chosen.rulebook);
    if (!loaded)
      throw new UnknownDistrict(
        `district '${id}' uses rulebook '${chosen.rulebook}', which is not installed`,
      );
    const rulebook = { ...loaded.rulebook, rules: chosenRules(loaded.rulebook.rules, chosen.rules) };
    const settings = settingsOf(rulebook, chosen.overrides);
    const directory = directoryFrom(directoryRow.body as StoredDirectory);
    const absences = absenceRows.map((row) => row.body as Absence);
    const { zone } = rulebook;
    const manners = mannersOf(settings, consult(calendar, { zone }));
    return {
      id,
      rulebook,
      messages: loaded.messages,
      settings,
      zone,
      directory,
      roster: { directory, absences, zone },
      ground: { calendar, settings, zone, rulebook, times: manners },
      manners,
      sendingStopped: (sending?.body as { stopped?: boolean } | undefined)?.stopped ?? false,
    };
  }
}

/** The year a calendar row holds. */
export function calendarYearOf(row: Row): CalendarYear {
  const stored = row.body as StoredCalendarYear;
  return { ...stored, off: new Map(stored.off), work: new Map(stored.work) };
}

/** The product's calendar with imported years in place of, or beside, its own. */
export function calendarWith(
  installation: Pick<Installation, 'calendarYears' | 'hashOf'>,
  imported: readonly CalendarYear[],
): WorkCalendar {
  const replaced = new Set(imported.map(({ year }) => year));
  const own = installation.calendarYears.filter(({ year }) => !replaced.has(year));
  return workCalendar([...own, ...imported], installation.hashOf);
}

function chosenRules(rules: readonly Rule[], patterns: readonly string[] | null): readonly Rule[] {
  if (patterns === null) return rules;
  return rules.filter(({ id }) => patterns.some((pattern) => ruleFits(id, pattern)));
}

/** Whether a rule is meant by `D52-07` or by `D52-*`. */
export function ruleFits(id: string, pattern: string): boolean {
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
}

/** Every row of a kind, page by page. For kinds of which a district has few. */
export async function all(
  store: Pick<StoreReader, 'list'>,
  query: { district: string; kind: RowKey['kind']; prefix?: string },
): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const last = rows.at(-1)?.id;
    const page = await store.list({ ...query, ...(last === undefined ? {} : { after: last }), limit: 500 });
    rows.push(...page);
    if (page.length < 500) return rows;
  }
}
